using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Corrections;

/// <summary>A material error of a closed year is put right in the present, past this year's income and costs.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class AdjustingAPriorYear(TestDatabase database)
{
    private static readonly Attachment Letter = new("审计意见.pdf", [1, 2, 3]);

    private static PriorYearError Error(string account = "2209.09", AccountSide side = AccountSide.Credit, int year = 2025, string source = "donation") =>
        new("LAKE", source, account, side, Cny(12), year, Today, "漏记应付审计费", Evidence.Name(Letter));

    [TestCase("donation", "RestrictedNetAssets")]
    [TestCase("own-funds", "UnrestrictedNetAssets")]
    public Task The_account_is_put_right_against_net_assets_of_its_class_and_income_and_costs_stay(string source, string netAssets) => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var before = await DutyAsync(ledger);
        var entry = (await TryAsync(ledger, Error(source: source))).Expect().Entry;
        Assert.That(await ledger.LinesAsync(entry), Is.EqualTo(new[] { "OtherPayable -12.00", "PriorYearAdjustment 12.00", "PriorYearAdjustment -12.00", $"{netAssets} 12.00" }));
        var posted = await ledger.EntryAsync(entry);
        Assert.That((posted.Kind, posted.Document.Type, posted.Document.Id, posted.OccurredOn), Is.EqualTo((EntryKind.PriorYearAdjusted, "prior-year", "2025", Today)));
        Assert.That(await DutyAsync(ledger), Is.EqualTo(before), "it is nobody's cost of this year");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task It_is_of_a_closed_year_before_this_one_on_an_asset_or_a_liability_with_evidence() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error("4101"))), Is.EqualTo("not-balance-sheet"));
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error("3102"))), Is.EqualTo("not-balance-sheet"));
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error(year: 2024))), Is.EqualTo("year-open"));
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error(year: 2026))), Is.EqualTo("not-prior-year"));
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error() with { Reason = " " })), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await new AdjustPriorYear(ledger.Database).RunAsync(ledger.Ask(), Error())), Is.EqualTo("evidence-missing"));
    });

    [Test]
    public Task From_the_first_person_on_another_one_agrees() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await BooksAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await TryAsync(ledger, Error())), Is.EqualTo("needs-checker"));
        (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), Letter)).Expect();
        var proposed = await people.ProposeAsync(people.Admin, AdjustPriorYear.Kind, Error());
        Assert.That((await people.ApproveAsync(checker, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
    });

    private static Task<Outcome<PriorYearAdjusted>> TryAsync(TestLedger ledger, PriorYearError error) => new AdjustPriorYear(ledger.Database).RunAsync(ledger.Ask(), error, Letter);

    private static Task<string> DutyAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => $"{(await SpendingDuties.ListAsync(reader, await Books.LoadAsync(reader), Today)).Single().Duty}");

    private static async Task BooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await ClosingAYear.PostAsync(ledger, 3, Line("1002", "LAKE", 100, "OwnFunds"), Line("4901.02", "LAKE", -100, "OwnFunds"));
        await ClosingAYear.CloseAsync(ledger);
    }
}
