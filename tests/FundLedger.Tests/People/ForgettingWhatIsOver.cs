using FundLedger.Funds;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Retention;
using FundLedger.People.Roles;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ForgettingWhatIsOver(TestDatabase database)
{
    [Test]
    public Task What_came_to_nothing_loses_its_content_after_half_a_year_and_verifies_all_the_same() => WithAsync(async (ledger, people, checker) =>
    {
        var kept = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(30))).Proposal;
        await people.ApproveAsync(checker, kept);
        var rejected = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(40, "secret-word"))).Proposal;
        (await people.TryDecideAsync(checker, rejected, isApproval: false)).Expect();
        var never = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(50))).Proposal;

        ledger.Clock.Advance(ForgetWhatIsOver.ProposalsKept - TimeSpan.FromDays(1));
        Assert.That((await ForgetAsync(ledger, "early")).Proposals, Is.Zero, "not before its time");
        ledger.Clock.Advance(TimeSpan.FromDays(2));
        Assert.That((await ForgetAsync(ledger, "due")).Proposals, Is.EqualTo(1));
        Assert.That(((await people.FindAsync(rejected)).Payload, (await people.FindAsync(never)).Payload is null), Is.EqualTo(((string?)null, false)), "nobody decided on it: half a year after its own time");
        ledger.Clock.Advance(ProposeAct.Lifetime);
        Assert.That((await ForgetAsync(ledger, "later")).Proposals, Is.EqualTo(1));
        Assert.That((await people.FindAsync(kept)).Payload, Is.Not.Null, "the document behind an entry stays");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE act = 'forget'"), Is.EqualTo(2), "what erased nothing is not told");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task An_ended_session_is_known_by_its_device_for_three_months() => WithAsync(async (ledger, people, _) =>
    {
        (await new StartSession(ledger.Database).RunAsync(people.By(people.Admin), Secret.New(), TimeSpan.FromHours(12), "我的手机")).Expect();
        ledger.Clock.Advance(ForgetWhatIsOver.DevicesKept);
        Assert.That((await ForgetAsync(ledger, "early")).Devices, Is.Zero);
        var secret = Secret.New();
        (await new StartSession(ledger.Database).RunAsync(people.By(people.Admin), secret, TimeSpan.FromHours(12), "在用")).Expect();
        ledger.Clock.Advance(TimeSpan.FromHours(13));
        Assert.That((await ForgetAsync(ledger, "due")).Devices, Is.EqualTo(1));
        var labels = await ledger.Database.ReadAsync(async reader => (await AccessTokens.ListAsync(reader, people.Admin, TokenKind.Session)).Select(token => token.Label).ToList());
        Assert.That(labels, Is.EqualTo(new[] { "在用", null }));
    });

    private static async Task<Forgotten> ForgetAsync(TestLedger ledger, string key) => (await new ForgetWhatIsOver(ledger.Database).RunAsync(new FundLedger.Storage.Asked("forget/" + key, "schedule"))).Expect();

    private Task WithAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });
}
