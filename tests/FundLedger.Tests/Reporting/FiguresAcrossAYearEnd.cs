using FundLedger.Cofunding;
using FundLedger.Disclosure;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Tests.Ledger.Years;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

/// <summary>What is told of all years, or of the year itself, is the same before its closing and after: its entries are no activity.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class FiguresAcrossAYearEnd(TestDatabase database)
{
    private static readonly DateSpan Year = new(new DateOnly(2025, 1, 1), new DateOnly(2025, 12, 31));

    private static readonly Dictionary<string, Func<LedgerReader, Books, Task<IEnumerable<object>>>> Figures = new()
    {
        ["what became of seed money"] = async (reader, books) => (await Appropriations.UseAsync(reader, books, Seed(books))).Cast<object>(),
        ["totals of appropriations"] = async (reader, books) => (await Appropriations.TotalsAsync(reader, books)).Select(totals => (object)$"{totals.Received} {totals.Other} {totals.GivenOn} {totals.Spent} {totals.Returned} {totals.Left}"),
        ["unspent seed money"] = async (reader, books) => (await Appropriations.UnspentAsync(reader, books, Today)).Cast<object>(),
        ["co-funding"] = async (reader, books) => (await CofundingReading.StatesAsync(reader, books)).Select(state => (object)$"{state.PublicMoney} {state.Needed} {state.Proved} {state.Room}"),
        ["leverage"] = async (reader, books) => (await Leverage.ListAsync(reader, books)).Select(leverage => (object)$"{leverage.Fund.Code} {leverage.Year} {leverage.PublicMoney} {leverage.SocialMoney}"),
        ["what everybody is shown"] = async (reader, books) => (await PublicMoney.ListAsync(reader, books, await PublicFunds.LoadAsync(reader))).SelectMany(one => one.Kinds.Select(sums => (object)$"{one.Fund.Code} {sums}")),
        ["spending duty"] = async (reader, books) => (await SpendingDuties.ListAsync(reader, books, Today)).Select(duty => (object)$"{duty.Duty}"),
        ["a tree of funds"] = async (reader, _) => TreeOf((await FundTreeFigures.OfAsync(reader, "LAKE", Year)).Expect()).Concat(TreeOf((await FundTreeFigures.OfAsync(reader, "LAKE", new DateSpan(Year.First, Today))).Expect())),
        ["income behind a figure"] = async (reader, books) => [await SumAsync(reader, books, new FigureBasis(Measure.Income, "LAKE", Year.First, Year.Last))],
        ["spending behind a figure"] = async (reader, books) => [await SumAsync(reader, books, new FigureBasis(Measure.Spending, "LAKE"))],
        ["an account behind a figure, without year ends"] = async (reader, books) => [await SumAsync(reader, books, new FigureBasis(Measure.DebitBalance, "LAKE") { Accounts = ["5101.01"], YearEndLeftOutFrom = DateOnly.MinValue })],
        ["the entries behind a figure"] = async (reader, books) =>
            (await EntryList.PageAsync(reader, books, new EntryFilter(Counted: new FigureBasis(Measure.Income, "LAKE").In(books).Expect()), 50)).Entries.Select(entry => (object)$"{entry.Id} {entry.Counts}"),
        ["trial balance before the year end"] = async (reader, _) => (await FundReports.TrialBalanceAsync(reader, "LAKE", Year, beforeYearEnd: true)).Expect().Rows,
        ["statement"] = async (reader, _) => (await FundReports.StatementAsync(reader, "LAKE", Year)).Expect() is var statement ? [$"{statement.Opening} {statement.In} {statement.Out} {statement.Closing}", .. statement.Sources, .. statement.Lines] : [],
        ["balances"] = async (reader, _) => (await FundReports.BalancesAsync(reader, "LAKE", Today)).Expect().Rows,
        ["cash by month"] = async (reader, books) => (await CashByMonth.OfAsync(reader, books, books.FindFund("LAKE")!, Year)).Select(month => (object)string.Join(" ", month.Cash)),
        ["what is in the way of closing a fund"] = async (reader, books) => (await ClosingState.OfAsync(reader, books, books.FindFund("LAKE")!)) is var state ? [.. state.InTheWay, .. state.Residuals] : [],
        ["suspense"] = async (reader, books) => (await Attention.SuspenseAsync(reader, books)).Select(open => (object)$"{open.Amount} {open.Since}"),
    };

    private static IEnumerable<string> Names => Figures.Keys;

    [TestCaseSource(nameof(Names))]
    public Task It_is_told_alike_before_and_after(string name) => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        var before = await ToldAsync(ledger, name);
        Assert.That(before, Is.Not.Empty);

        await ClosingAYear.CloseAsync(ledger);

        Assert.That(await ToldAsync(ledger, name), Is.EqualTo(before));
    });

    [Test]
    public Task The_trial_balance_shows_accounts_after_the_closing_and_as_known_before_it_as_they_stood() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        var known = Moments.ToMicroseconds(ledger.Clock.GetUtcNow());
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        await ClosingAYear.CloseAsync(ledger);
        Task<TrialBalance> TrialAsync(long? knownAt, bool beforeYearEnd) => ledger.Database.ReadAsync(async reader => (await FundReports.TrialBalanceAsync(reader, "LAKE", Year, knownAt, beforeYearEnd)).Expect());
        Assert.That((await TrialAsync(null, false)).Rows.Single(row => row.AccountCode == "5101.01").Closing.IsZero);
        var stood = await TrialAsync(known, false);
        Assert.That(stood.Rows.Single(row => row.AccountCode == "5101.01").Closing, Is.EqualTo(Cny(60)));
        Assert.That((await TrialAsync(known, true)).Rows, Is.EqualTo(stood.Rows), "nothing is taken off that was not known");
        Assert.That((await TrialAsync(null, true)).Rows, Is.EqualTo(stood.Rows));
    });

    [Test]
    public Task A_cost_of_a_closed_year_may_still_be_recharged_up_to_what_was_borne() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var recharge = new RechargeCost(ledger.Database);
        await ledger.DonateAsync("LAKE", 50);
        Assert.That(Refused.TextOf(await recharge.RunAsync(ledger.Ask(), new Recharge("LAKE", SeedCode, "donation", Cny(40.01m), Today))), Does.Contain("bears 40.00 CNY"));
        (await recharge.RunAsync(ledger.Ask(), new Recharge("LAKE", SeedCode, "donation", Cny(40), Today))).Expect();
    });

    [Test]
    public Task The_trial_balance_after_leads_to_the_entries_it_is_made_of() => database.RunAsync(async ledger =>
    {
        await BooksAsync(ledger);
        await ClosingAYear.CloseAsync(ledger);
        var sum = await ledger.Database.ReadAsync(async reader => await EntryList.SumAsync(reader, await Books.LoadAsync(reader), new FigureBasis(Measure.DebitBalance, "LAKE", To: Year.Last) { Accounts = ["5101.01"] }.In(await Books.LoadAsync(reader)).Expect()));
        Assert.That((sum.Amount, sum.Agrees), Is.EqualTo((Cny(0), true)));
    });

    private static readonly Attachment Proof = new("对账单.pdf", [1, 2, 3]);

    private const string SeedCode = "seed-府办〔2025〕3号";

    private static Source Seed(Books books) => books.FindSource(books.Entities.Single(), SeedCode)!;

    private static async Task<object> SumAsync(LedgerReader reader, Books books, FigureBasis basis)
    {
        var sum = await EntryList.SumAsync(reader, books, basis.In(books).Expect());
        Assert.That(sum.Agrees, "journal and stored totals");
        return $"{sum.EntryCount} {sum.Amount}";
    }

    private static IEnumerable<object> TreeOf(FundTreeReport tree) => [tree.Total, tree.Eliminated, .. tree.Funds, .. tree.Sources];

    private static Task<List<string>> ToldAsync(TestLedger ledger, string name) => ledger.Database.ReadAsync(async reader =>
        (await Figures[name](reader, await Books.LoadAsync(reader))).Select(figure => $"{figure}").ToList());

    private static async Task BooksAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund("RIVER", "RIVER", FundKind.CommunityFund, Currency.Cny, Parent: "LAKE"))).Expect();
        (await new RequireCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingRequirement("RIVER", new BasisPoints(1), Year.First, "府办〔2025〕7号"))).Expect();
        (await new ProveCofunding(ledger.Database).RunAsync(ledger.Ask(), new NewCofundingProof("RIVER", Cny(40), Year.First, "某公司账户", Evidence.Name(Proof)), Proof)).Expect();
        await ledger.SeedAsync("LAKE", 200, "府办〔2025〕3号", new DateOnly(2025, 2, 1), new DateOnly(2026, 3, 31));
        await ledger.DonateAsync("LAKE", 100, new DateOnly(2025, 3, 1));
        await ledger.SpendAsync("LAKE", 40, SeedCode, on: new DateOnly(2025, 4, 1));
        await ledger.SpendAsync("LAKE", 20, "donation", on: new DateOnly(2025, 12, 31));
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("LAKE", "RIVER", SeedCode, Cny(30), new DateOnly(2025, 12, 31)))).Expect();
        (await ledger.TryPostAsync(new DateOnly(2025, 6, 1), true, Line("1002", "LAKE", 5, "Unidentified"), Line("2209.04", "LAKE", -5, "Unidentified"))).Expect();
    }
}
