using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Tests.People;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SeedMoney;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReturningSeedMoney(TestDatabase database)
{
    [Test]
    public Task What_is_left_after_the_day_is_owed_and_paid_in_parts_and_never_more() => database.RunAsync(async ledger =>
    {
        var seed = await LateMoneyAsync(ledger);
        var owed = (await OweAsync(ledger, new("LAKE", seed, Cny(90), March(12)))).Expect();
        Assert.That(await ledger.LinesAsync(owed.Entry), Is.EqualTo(new[] { "GrantReturn 90.00", $"ReturnPayable -90.00 {owed.Subject}" }));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((90m, 90m, 0m, 0m)));

        var paid = (await PayAsync(ledger, new(owed.Entry, Cny(50), March(13), "T-9"))).Expect();
        Assert.That(await ledger.LinesAsync(paid.Entry), Is.EqualTo(new[] { $"ReturnPayable 50.00 {owed.Subject}", "Bank -50.00" }));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, new(owed.Entry, Cny(40.01m), March(13)))), Is.EqualTo("more-than-open"));
        (await PayAsync(ledger, new(owed.Entry, Cny(40), March(13)))).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    [Test]
    public Task More_than_is_free_is_not_owed_back() => database.RunAsync(async ledger =>
    {
        var seed = await LateMoneyAsync(ledger);
        Assert.That(Refused.CodeOf(await OweAsync(ledger, new("LAKE", seed, Cny(90.01m), March(12)))), Is.EqualTo("not-enough"));
    });

    [Test]
    public Task Before_the_day_it_takes_a_decision_that_is_said_and_other_money_is_never_returned_so() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: Today);
        Assert.That(Refused.TextOf(await OweAsync(ledger, new("LAKE", seed.Source, Cny(1), Today))), Does.Contain("may be spent until 2026-03-15"));
        (await OweAsync(ledger, new("LAKE", seed.Source, Cny(1), Today, "区里收回"))).Expect();
        Assert.That(Refused.CodeOf(await OweAsync(ledger, new("LAKE", "donation", Cny(1), Today, "?"))), Is.EqualTo("return-not-public"));
    });

    [Test]
    public Task Only_what_is_owed_is_paid_and_not_before_it_was() => database.RunAsync(async ledger =>
    {
        var seed = await LateMoneyAsync(ledger);
        var owed = (await OweAsync(ledger, new("LAKE", seed, Cny(90), March(12)))).Expect();
        Assert.That(Refused.CodeOf(await PayAsync(ledger, new(new(1), Cny(1), March(13)))), Is.EqualTo("not-owed"));
        Assert.That(Refused.CodeOf(await PayAsync(ledger, new(owed.Entry, Cny(1), March(11)))), Is.EqualTo("paid-before-due"));
    });

    [Test]
    public Task With_people_another_one_agrees_to_both() => database.RunAsync(async ledger =>
    {
        var seed = await LateMoneyAsync(ledger);
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await OweAsync(ledger, new("LAKE", seed, Cny(90), March(12)))), Is.EqualTo("needs-checker"));

        var decided = await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, OweReturn.Kind, new SeedReturn("LAKE", seed, Cny(90), March(12)))).Proposal);
        var owed = OweReturn.Kind.ReadAnswer(decided.Answer!);
        Assert.That(Refused.CodeOf(await PayAsync(ledger, new(owed.Entry, Cny(90), March(13)))), Is.EqualTo("needs-checker"));
        var paid = await people.ProposeAsync(people.Admin, PayReturn.Kind, new ReturnPayment(owed.Entry, Cny(90), March(13)));
        Assert.That((await people.ApproveAsync(checker, paid.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    /// <summary>90 yuan that nobody may spend any more; the code of their source.</summary>
    private static async Task<string> LateMoneyAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: March(10), on: March(1));
        await ledger.SpendAsync("LAKE", 10, seed.Source, on: March(2));
        return seed.Source;
    }

    private static Task<Outcome<ReturnOwed>> OweAsync(TestLedger ledger, SeedReturn wanted) => new OweReturn(ledger.Database).RunAsync(ledger.Ask(), wanted);

    private static Task<Outcome<ReturnPaid>> PayAsync(TestLedger ledger, ReturnPayment payment) => new PayReturn(ledger.Database).RunAsync(ledger.Ask(), payment);
}
