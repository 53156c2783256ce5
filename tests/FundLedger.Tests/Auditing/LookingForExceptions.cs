using FundLedger.Auditing;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Auditing;

/// <summary>What an auditor looks at first is found, and what is as it should be is not.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class LookingForExceptions(TestDatabase database)
{
    [TestCase(9_000, 10_000)]
    [TestCase(9_999.99, 10_000)]
    [TestCase(-9_500, 10_000)]
    [TestCase(45_000, 50_000)]
    [TestCase(8_999.99, 0)]
    [TestCase(10_000, 0)]
    [TestCase(30_000, 0)]
    [TestCase(60_000, 0)]
    public void An_amount_is_just_under_a_limit_within_a_tenth_of_it(decimal yuan, decimal limit)
    {
        ApprovalTier[] tiers = [new(Cny(0), 1), new(Cny(10_000), 2), new(Cny(50_000), 3), new(Cny(66_000), 3), new(new Money(100, Currency.Of("USD")), 9)];
        Assert.That(AuditExceptions.LimitJustOver(tiers, Cny(yuan)), limit == 0 ? Is.Null : Is.EqualTo(Cny(limit)));
        Assert.That(AuditExceptions.LimitJustOver([], Cny(yuan)), Is.Null);
    }

    [Test]
    public Task Reversals_shortfalls_past_days_below_zero_and_reopened_months_are_found() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ledger.DonateAsync("LAKE", 1, new DateOnly(2026, 1, 5));
        await ledger.DonateAsync("LAKE", 100, March(10));
        await ledger.SpendAsync("LAKE", 40, on: March(5));
        (await ledger.TryReverseAsync(await ledger.DonateAsync("RIVER", 7, March(2)))).Expect();
        (await new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("RIVER", Cny(3), March(3), "donation"))).Expect();
        await ledger.CloseAsync(1);
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ReopeningPeriods.Kind, new Reopening("MAIN", "2026-01", "漏记"))).Proposal);

        var found = await FindAsync(ledger, "LAKE", "RIVER");
        Assert.That(found.Entries.Select(one => (one.Kind, one.Newest.Count, one.HasMore)), Is.EqualTo(new[] { (EntryKind.Reversal, 1, false) }));
        Assert.That(found.NegativeDays.Where(one => one.Fund.Code == "LAKE").Select(one => (one.Day.Day, one.Day.Balance)), Is.EqualTo(new[] { (March(5), Cny(-39)) }));
        Assert.That(found.Overdrawn.Select(item => item.Fund.Code), Is.EqualTo(new[] { "RIVER" }));
        Assert.That(found.Reopened.Select(one => (one.Event.Month, one.Event.Reason)), Is.EqualTo(new[] { (new PeriodMonth(202601), "漏记") }));
        var ofLake = await FindAsync(ledger, "LAKE");
        Assert.That((ofLake.Entries.Count, ofLake.Overdrawn.Count), Is.EqualTo((0, 0)), "of another fund");
    });

    [Test]
    public Task What_was_decided_in_another_s_stead_and_corrections_of_earlier_years_are_found() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ledger.DonateAsync("LAKE", 100, new DateOnly(2025, 3, 1));
        await ClosingAYear.CloseAsync(ledger);
        var proof = new Attachment("审计函.pdf", [1, 2, 3]);
        var error = new PriorYearError("LAKE", "donation", "2209.09", AccountSide.Credit, Cny(12), 2025, Today, "漏记", Evidence.Name(proof));
        var entry = (await new AdjustPriorYear(ledger.Database).RunAsync(ledger.Ask(), error, proof)).Expect().Entry;
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (checker, helper) = (await people.AddAsync("li", PersonRole.Approver), await people.AddAsync("wang", PersonRole.Approver));
        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(checker), helper, new DateSpan(Today, Today))).Expect();
        var stood = (await people.ProposeAsync(people.Admin, AdjustPriorYear.Kind, error)).Proposal;
        (await people.TryDecideAsync(helper, stood, inSteadOf: checker)).Expect();
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, AdjustPriorYear.Kind, error)).Proposal);

        var found = await FindAsync(ledger, "LAKE", "RIVER");
        var corrected = found.Entries.Single(one => one.Kind == EntryKind.PriorYearAdjusted);
        Assert.That((corrected.Newest.Count, corrected.Newest[^1].Id), Is.EqualTo((3, entry)));
        Assert.That(found.ByDeputies.Select(one => (one.Proposal.Id, one.Decision.Checker, one.Decision.InSteadOf)), Is.EqualTo(new[] { (stood, helper, checker) }));
        Assert.That((await FindAsync(ledger, "RIVER")).ByDeputies, Is.Empty, "of another fund");
    });

    private static Task<AuditExceptions> FindAsync(TestLedger ledger, params string[] funds) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await AuditExceptions.OfAsync(reader, books, [.. funds.Select(code => books.FindFund(code)!)], funds.Length == 2, new DateSpan(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31)));
    });
}
