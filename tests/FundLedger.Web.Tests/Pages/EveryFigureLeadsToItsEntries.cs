using CsCheck;
using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages;
using Microsoft.AspNetCore.WebUtilities;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Random books: behind every figure of every report, over any days and as known at any moment, stand entries that add up to exactly that figure.</summary>
public sealed class EveryFigureLeadsToItsEntries
{
    private const int Histories = 25;

    private static readonly DateOnly Today = new(2026, 4, 15);

    /// <summary>The second reports to the first; the third to none of them.</summary>
    private static readonly string[] Funds = ["LAKE", "POOL", "SIDE"];

    private sealed record Step(int Verb, int Fund, int Fen, int DaysBack, int Pick);

    private static readonly Gen<Step[]> History = Gen.Select(
        Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[1, 90_000], Gen.Int[0, 100], Gen.Int[0, 1_000], (verb, fund, fen, daysBack, pick) => new Step(verb, fund, fen, daysBack, pick)).Array[3, 40];

    private static readonly Gen<(int First, int Length, int Known)> Asked = Gen.Select(Gen.Int[0, 110], Gen.Int[0, 110], Gen.Int[0, 100]);

    [Test]
    public Task The_sum_behind_its_link_is_the_figure() => Gen.Select(History, Asked.Array[3]).SampleAsync(
        drawn => MustAddUpAsync(drawn.Item1, drawn.Item2),
        iter: Histories, threads: 1, print: drawn => string.Join('\n', drawn.Item1.AsEnumerable()) + "\n" + string.Join(' ', drawn.Item2));

    /// <summary>A gift, half of it freed, and a cost that both halves bear: only the restricted half is released by it.</summary>
    [Test]
    public Task A_cost_of_restricted_and_unrestricted_money_is_released_as_far_as_it_was_restricted() =>
        MustAddUpAsync([new Step(0, 1, 60_000, 2, 1), new Step(9, 1, 30_000, 0, 0), new Step(3, 1, 45_000, 0, 1)], [(105, 110, 100)]);

    private static async Task MustAddUpAsync(Step[] steps, (int First, int Length, int Known)[] asked)
    {
        var folder = Directory.CreateTempSubdirectory("fundledger-figures-").FullName;
        try
        {
            await using var database = SqliteDatabase.Open(new StorageOptions { Directory = folder }, new WalkingClock(Today));
            await PostAsync(database, steps);
            foreach (var (first, length, known) in asked) await MustAddUpAsync(database, new DateSpan(Today.AddDays(-first), Today.AddDays(length - first)), known);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PostAsync(SqliteDatabase database, Step[] steps)
    {
        var number = 0;
        Asked Ask() => new($"step-{++number}", "tester");
        foreach (var fund in Funds) (await new CreateFund(database).RunAsync(Ask(), new NewFund(fund, fund, FundKind.CommunityFund, Currency.Cny, Parent: fund == "POOL" ? "LAKE" : null))).Expect();
        foreach (var step in steps)
        {
            var (fund, amount, on) = (Funds[step.Fund], new Money(step.Fen, Currency.Cny), Today.AddDays(-step.DaysBack));
            var entry = new EntryId(1 + step.Pick % (number + 1));
            object outcome = step.Verb switch
            {
                0 or 1 => await new RecordDonation(database).RunAsync(Ask(), new Gift(fund, amount, on, DonorName.Of("王小明"), step.Pick % 3 == 0 && step.Fen > 5 ? new Money(1, Currency.Cny) : null)),
                2 => await new ReceiveSeedMoney(database).RunAsync(Ask(), new SeedMoneyReceipt(fund, amount, on, "民政局", $"民发{step.Pick % 3}号")),
                3 => await new RecordExpense(database).RunAsync(Ask(), new Expense(fund, amount, on, "物料")),
                4 => await new RecordExpense(database).RunAsync(Ask(), new Expense(fund, amount, on, "物料", IsPaid: false)),
                5 => await new TransferBetweenFunds(database).RunAsync(Ask(), new FundTransfer(fund, Funds[(step.Fund + 1 + step.Pick % 2) % Funds.Length], "donation", amount, on, SeparateAccounts: step.Pick % 2 == 0)),
                6 => await new RefundDonation(database).RunAsync(Ask(), new Refund(entry, amount, Today, (RefundWay)(step.Pick % 4))),
                7 => await new ReverseEntry(database).RunAsync(Ask(), new Reversal(entry, Today, "记错")),
                9 => await new ChangePurpose(database).RunAsync(Ask(), new PurposeChange(fund, "donation", step.Pick % 2 == 0 ? "free" : "other", amount, Today, ConsentKind.Donor, "同意书", Evidence.Name(Consent), "另用", Lifts: step.Pick % 2 == 0), Consent),
                10 => await CorrectAsync(database, Ask(), fund, amount, on, step.Pick),
                8 => await PledgeAsync(database, Ask(), fund, amount, on, step.Pick),
                _ => await new ClosePeriod(database).RunAsync(Ask(), new PeriodMonth(202512 + (step.Pick % 2 == 0 ? 0 : 89))),
            };
            Assert.That(outcome, Is.Not.Null, "done or refused, both are history");
        }
    }

    private static readonly Attachment Consent = new("同意书.pdf", [1, 2, 3]);

    /// <summary>What the books began with, and corrections of earlier years: on net assets, told apart by account.</summary>
    private static Task<Outcome<EntryPosted>> CorrectAsync(SqliteDatabase database, Asked asked, string fund, Money amount, DateOnly on, int pick)
    {
        var (account, source) = (pick % 3) switch { 0 => ("3101", "own-funds"), 1 => ("3102", "donation"), _ => (PriorYears, "donation") };
        return new PostEntry(database).RunAsync(asked, new GeneralEntry(on, [new("1002", fund, source, amount, ""), new(account, fund, source, -amount, "")], IsFact: true));
    }

    private static readonly string PriorYears = Chart.Npo2004.Accounts.Single(account => account.Role == AccountRole.PriorYearAdjustment).Code;

    /// <summary>Lines of the other layers, and money in suspense.</summary>
    private static Task<Outcome<EntryPosted>> PledgeAsync(SqliteDatabase database, Asked asked, string fund, Money amount, DateOnly on, int pick)
    {
        var (debit, credit, source) = (pick % 3) switch { 0 => ("9201", "9202", "donation"), 1 => ("9101", "9102", "donation"), _ => ("1002", "2209.04", "unidentified") };
        return new PostEntry(database).RunAsync(asked, new GeneralEntry(on, [new(debit, fund, source, amount, ""), new(credit, fund, source, -amount, "")], IsFact: true));
    }

    private static Task MustAddUpAsync(SqliteDatabase database, DateSpan span, int knownShare) => database.ReadAsync(async reader =>
    {
        var last = await JournalReading.LastAsync(reader);
        var books = await Books.LoadAsync(reader);
        long? known = knownShare > 60 || last == 0 ? null : (await JournalReading.FindAsync(reader, new EntryId(Math.Max(1, last * knownShare / 60)), books))?.RecordedAt;
        foreach (var fund in Funds)
        {
            var statement = FundStatementReport.Of((await FundReports.StatementAsync(reader, fund, span, known)).Expect());
            var trial = TrialBalanceReport.Of((await FundReports.TrialBalanceAsync(reader, fund, span, known)).Expect());
            var balances = FundBalancesReport.Of((await FundReports.BalancesAsync(reader, fund, span.Last, known)).Expect());
            foreach (var report in new[] { statement, trial, balances }) await MustAddUpAsync(reader, books, report, $"{fund} {span}");
            await StatutoryMustAddUpAsync(reader, books, new StatutoryScope(Fund: fund), span, known);
            var tree = (await FundTreeFigures.OfAsync(reader, fund, span, known)).Expect();
            var seed = SeedUseContent.Of((await EventRegisters.SeedUseAsync(reader, fund, span, known)).Expect());
            var rolledUp = FundTreeContent.Of(tree);
            foreach (var report in new[] { FundSourcesContent.Of(tree), seed, rolledUp with { Facts = [.. rolledUp.Facts.Where(fact => fact.Key != "eliminated")] } }) await MustAddUpAsync(reader, books, report, $"{fund} {span}"); // what was eliminated is told by the column beside it
        }

        await StatutoryMustAddUpAsync(reader, books, new StatutoryScope(), span, known);

        return true;
    });

    private static async Task StatutoryMustAddUpAsync(LedgerReader reader, Books books, StatutoryScope scope, DateSpan span, long? known)
    {
        var sheet = BalanceSheetContent.Of((await StatutoryFigures.BalanceSheetAsync(reader, scope, span.Last, known)).Expect());
        var activities = ActivityStatementContent.Of((await StatutoryFigures.ActivitiesAsync(reader, scope, span.Last, known)).Expect());
        var cash = CashFlowContent.Of((await StatutoryFigures.CashFlowsAsync(reader, scope, span.Last, known)).Expect());
        foreach (var report in new[] { sheet, activities, cash }) await MustAddUpAsync(reader, books, report, $"{scope} {span}");
    }

    private static async Task MustAddUpAsync(LedgerReader reader, Books books, ReportContent report, string asked)
    {
        foreach (var (cell, name) in Figures(report))
        {
            var where = $"{report.Key} {asked}: {name} {cell.Amount.ToAmountText()}";
            if (cell.Basis is null)
            {
                Assert.That(cell.Amount.IsZero, where + " leads nowhere");
                continue;
            }

            var counted = Followed(FigureLink.To(cell.Basis)).In(books).Expect();
            var sum = await EntryList.SumAsync(reader, books, counted);
            var (listed, count) = await ListedAsync(reader, books, counted);
            Assert.That((sum.Amount, sum.Stored, listed, sum.EntryCount), Is.EqualTo((cell.Amount, cell.Amount, cell.Amount, count)), where);
        }
    }

    /// <summary>Every amount but those of a statement's lines, whose rows name their entry.</summary>
    private static IEnumerable<(Cell Cell, string Name)> Figures(ReportContent report)
    {
        foreach (var fact in report.Facts.Where(fact => fact.Value.Kind == CellKind.Amount)) yield return (fact.Value, fact.Key);
        var tables = report.Sections.Select(section => section is ChartSection chart ? chart.AsTable() : section).OfType<TableSection>();
        foreach (var table in tables)
        foreach (var row in table.Rows.Where(row => row.Kind != RowKind.Line || table.Columns.All(column => !column.IsEntry)))
            for (var i = 0; i < row.Cells.Length; i++)
                if (row.Cells[i].Kind == CellKind.Amount) yield return (row.Cells[i], $"{table.Key}.{table.Columns[i].Key}");
    }

    /// <summary>What the address says to the one who reads it.</summary>
    private static FigureBasis Followed(string path)
    {
        var query = QueryHelpers.ParseQuery(path[path.IndexOf('?', StringComparison.Ordinal)..]);
        string Field(string name) => query.TryGetValue(name, out var value) ? value.ToString() : "";
        DateOnly? Day(string name) => IsoDates.TryParse(Field(name), out var day) ? day : null;
        return FigureLink.Read(Field, query.TryGetValue("account", out var accounts) ? accounts : default, Day("from"), Day("to")).Expect()!;
    }

    private static async Task<(Money Sum, long Count)> ListedAsync(LedgerReader reader, Books books, CountedLines counted)
    {
        var (sum, count, before) = (Money.Zero(counted.Currency), 0L, (EntryId?)null);
        do
        {
            var page = await EntryList.PageAsync(reader, books, new EntryFilter(Counted: counted), 7, before);
            foreach (var entry in page.Entries) sum += entry.Counts!.Value;
            (count, before) = (count + page.Entries.Count, page.Next);
        }
        while (before is not null);

        return (sum, count);
    }

    /// <summary>A minute later at each look, so that moments tell entries apart.</summary>
    private sealed class WalkingClock(DateOnly day) : TimeProvider
    {
        private long minutes;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(day, new TimeOnly(1, 0), TimeSpan.Zero).AddSeconds(Interlocked.Increment(ref minutes));
    }
}
