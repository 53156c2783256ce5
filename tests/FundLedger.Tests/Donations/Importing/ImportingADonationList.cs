using System.Text;
using Dapper;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations.Importing;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ImportingADonationList(TestDatabase database)
{
    private const int January = 5_300; // of 5,700 rows
    private static readonly ListProfile DayFirst = ListProfile.Guess with { Dates = DateFormat.DayFirst };

    [Test]
    public Task The_red_cross_list_goes_in_whole_once_its_wrong_total_is_accepted_and_again_adds_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("WUHAN");
        var path = SharedData.PathOf("wuhan-redcross-bocom-2020.xlsx");
        var on = new DateOnly(2020, 1, 31);
        using var file = TestLists.Opened(path);
        var scan = TestLists.Scanned(file, Currency.Cny, on: on);

        Assert.That(CodeOf(await ImportAsync(ledger, file, scan, new ImportChoices("WUHAN"))), Is.EqualTo("control-total-differs"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);

        var progress = new Heard();
        var imported = Done(await ImportAsync(ledger, file, scan, new ImportChoices("WUHAN", AcceptDifference: true), progress));
        Assert.That((imported.Gifts, imported.Sum.ToAmountText(), imported.AlreadyKnown, imported.FailedCount, imported.Resumed), Is.EqualTo((2_855L, "314540755.69", 0L, 0L, false)));
        Assert.That((await ledger.BalancesAsync("WUHAN", on)).Total.Cash.ToAmountText(), Is.EqualTo("314540755.69"));
        Assert.That(progress.Last, Is.EqualTo(new ImportProgress(2_855, 2_855)));

        using var again = TestLists.Opened(path);
        var known = await ImportAsync(ledger, again, TestLists.Scanned(again, Currency.Cny, on: on), new ImportChoices("WUHAN", AcceptDifference: true));
        Assert.That(((ImportOutcome.AlreadyImported)known).Summary.Gifts, Is.EqualTo(2_855));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(2_855));
        Assert.That(await ledger.ScalarAsync<long>("SELECT SUM(row_count) - COUNT(*) FROM import_row_keys"), Is.EqualTo(1_208), "rows that repeat another are genuine");
    });

    [Test]
    public Task A_bank_s_statement_goes_in_as_gifts_and_its_debit_stays_out() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("MEKONG", "VND");
        var path = SharedData.PathOf("bank-statement-vcb-2024-09.csv");
        for (var i = 0; i < 2; i++)
        {
            using var file = TestLists.Opened(path);
            await ImportAsync(ledger, file, TestLists.Scanned(file, Currency.Of("VND"), DayFirst), new ImportChoices("MEKONG"));
        }

        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(7_999));
        Assert.That((await ledger.BalancesAsync("MEKONG")).Total.Cash, Is.EqualTo(new Money(9_780_159_052, Currency.Of("VND"))));
    });

    [Test]
    public Task An_import_that_was_stopped_goes_on_where_it_was() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await StopAfterFirstPartAsync(ledger, ManyRows());
        var done = await ledger.EntryCountAsync();
        Assert.That(done, Is.GreaterThan(0).And.LessThan(5_700));
        await ledger.ReopenAsync();

        var summary = Done(await ImportAsync(ledger, ManyRows(), new ImportChoices("LAKE")));
        Assert.That((summary.Gifts, summary.Sum, summary.Resumed, summary.FailedCount), Is.EqualTo((5_700L, Cny(5_700), true, 0L)));
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(Enumerable.Range(2, 5_700)), "each row once");
    });

    [Test]
    public Task A_month_that_closes_while_an_import_is_stopped_neither_loses_nor_doubles_a_row() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await StopAfterFirstPartAsync(ledger, ManyRows());
        var done = (int)await ledger.EntryCountAsync();
        await ledger.CloseAsync(1);

        Assert.That(CodeOf(await ImportAsync(ledger, ManyRows(), new ImportChoices("LAKE"))), Is.EqualTo("rows-failed"), "the rest of January is closed");
        var summary = Done(await ImportAsync(ledger, ManyRows(), new ImportChoices("LAKE", SkipFailedRows: true)));
        var left = January - done;
        Assert.That(left, Is.Positive, "it was stopped in January");
        Assert.That((summary.Gifts, summary.FailedCount), Is.EqualTo((5_700L - left, (long)left)));
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(Enumerable.Range(2, done).Concat(Enumerable.Range(2 + done + left, 5_700 - done - left))));
    });

    /// <summary>5,700 gifts of one yuan, all different: January, then February.</summary>
    private static string ManyRows()
    {
        var text = new StringBuilder("捐赠人,金额,日期\n");
        for (var i = 0; i < 5_700; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"捐赠人{i},1.00,{(i < January ? "2026-01-31" : "2026-02-01")}\n");
        return text.ToString();
    }

    private static async Task StopAfterFirstPartAsync(TestLedger ledger, string csv)
    {
        using var stop = new CancellationTokenSource();
        using var file = TestLists.OfText(csv);
        Assert.That(
            async () => await new ImportDonations(ledger.Database, ledger.Clock).RunAsync(
                "clerk-7", file, TestLists.Scanned(file, Currency.Cny), new ImportChoices("LAKE"), new Heard(_ => stop.Cancel()), stop.Token),
            Throws.InstanceOf<OperationCanceledException>());
        await ledger.ReopenAsync();
    }

    private static Task<List<int>> RowsPostedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await reader.Connection.QueryAsync<int>("SELECT import_row FROM donations WHERE import_row IS NOT NULL ORDER BY entry_id", transaction: reader.Transaction)).ToList());

    [Test]
    public Task Equal_rows_of_another_file_are_asked_about_and_taken_as_told() => database.RunAsync(async ledger =>
    {
        const string first = "捐赠人,金额,日期\n王小明,10.00,2026-03-01\n王小明,10.00,2026-03-01\n李四,5.00,2026-03-01\n";
        const string second = first + "王小明,10.00,2026-03-01\n赵六,1.00,2026-03-02\n";
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("POOL");
        Assert.That(Done(await ImportAsync(ledger, first, new ImportChoices("LAKE"))).Gifts, Is.EqualTo(3));

        var asking = await ImportAsync(ledger, second, new ImportChoices("LAKE"));
        Assert.That(CodeOf(asking), Is.EqualTo("overlap"));
        Assert.That(((ImportOutcome.Refused)asking).Reason.Message.En, Does.StartWith("3 row(s) equal rows of another file"), "the third 王小明 is one more than are known");
        var same = Done(await ImportAsync(ledger, second, new ImportChoices("LAKE", OverlapChoice.Same)));
        Assert.That((same.Gifts, same.Sum, same.AlreadyKnown, same.FailedCount), Is.EqualTo((2L, Cny(11), 3L, 0L)));

        Assert.That(Done(await ImportAsync(ledger, second + "\n", new ImportChoices("LAKE", OverlapChoice.New))).Gifts, Is.EqualTo(5));
        Assert.That(Done(await ImportAsync(ledger, second, new ImportChoices("POOL"))).Gifts, Is.EqualTo(5), "another fund has its own gifts");
    });

    [Test]
    public Task A_bank_reference_makes_a_row_known_and_repeated_inside_one_file_it_does_not() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        const string rows = "捐赠人,金额,日期,流水号\n王小明,10.00,2026-03-01,A1\n李四,10.00,2026-03-01,A1\n赵六,10.00,2026-03-01,A2\n";
        Assert.That(Done(await ImportAsync(ledger, rows, new ImportChoices("LAKE"))).Gifts, Is.EqualTo(3));
        var later = Done(await ImportAsync(ledger, rows + "孙七,10.00,2026-03-01,A3\n", new ImportChoices("LAKE")));
        Assert.That((later.Gifts, later.AlreadyKnown), Is.EqualTo((1L, 3L)), "nobody needs to be asked");
        var otherAmount = Done(await ImportAsync(ledger, "捐赠人,金额,日期,流水号\n王小明,11.00,2026-03-01,A1\n", new ImportChoices("LAKE")));
        Assert.That(otherAmount.Gifts, Is.EqualTo(1));
    });

    [Test]
    public Task A_running_balance_makes_a_row_known() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        const string head = "捐赠人,金额,日期,余额\n";
        Assert.That(Done(await ImportAsync(ledger, head + "王小明,10.00,2026-03-01,110.00\n王小明,10.00,2026-03-01,120.00\n", new ImportChoices("LAKE"))).Gifts, Is.EqualTo(2));
        var later = Done(await ImportAsync(ledger, head + "王小明,10.00,2026-03-01,120.00\n王小明,10.00,2026-03-01,130.00\n", new ImportChoices("LAKE")));
        Assert.That((later.Gifts, later.AlreadyKnown), Is.EqualTo((1L, 1L)));
    });

    [Test]
    public Task Rows_that_cannot_be_posted_stop_the_import_before_it_begins_or_are_left_out_as_chosen() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1, new DateOnly(2026, 1, 5));
        await ledger.CloseAsync(1);
        const string rows = "捐赠人,金额,日期\n王小明,10.00,2026-03-01\n李四,十元,2026-03-01\n赵六,7.00,2026-01-31\n孙七,5.00,2026-03-16\n周八,2.00,2026-02-01\n";

        var stopped = (ImportOutcome.Refused)await ImportAsync(ledger, rows, new ImportChoices("LAKE"));
        Assert.That(stopped.Reason.Code, Is.EqualTo("rows-failed"));
        Assert.That(stopped.FailedRows.Select(row => row.Row), Is.EqualTo(new[] { 3, 4, 5 }));
        Assert.That(stopped.FailedRows.Select(row => row.Reason.Code), Has.Some.EqualTo("period-closed").And.Some.EqualTo("date-in-future"));
        Assert.That(stopped.FailedRows[1].Reason.Message.En, Does.Contain("Row 4: 2026-01-31 is in a closed month"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM imports"), Is.Zero);

        var skipped = Done(await ImportAsync(ledger, rows, new ImportChoices("LAKE", SkipFailedRows: true)));
        Assert.That((skipped.Gifts, skipped.Sum, skipped.FailedCount), Is.EqualTo((2L, Cny(12), 3L)));
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(new[] { 2, 6 }), "the gift before came by hand");
    });

    [Test]
    public Task A_list_that_has_nothing_to_post_or_goes_nowhere_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(CodeOf(await ImportAsync(ledger, "捐赠人,金额,日期\n李四,0.00,2026-03-01\n", new ImportChoices("LAKE"))), Is.EqualTo("no-gifts"));
        Assert.That(CodeOf(await ImportAsync(ledger, "捐赠人,金额,日期\n李四,1.00,2026-03-01\n", new ImportChoices("SEA"))), Is.EqualTo("fund-unknown"));
        Assert.That(CodeOf(await ImportAsync(ledger, "捐赠人,金额,日期\n李四,1.00,2026-03-01\n", new ImportChoices("LAKE", Source: "luck"))), Is.EqualTo("source-unknown"));
    });

    [Test]
    public Task Two_who_import_one_file_at_once_post_it_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ImportAsync(ledger, ManyRows(), new ImportChoices("LAKE")))));
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(Enumerable.Range(2, 5_700)));
        Assert.That(answers.OfType<ImportOutcome.Refused>().Select(refused => refused.Reason.Code), Is.All.EqualTo("import-moved"));
        if (answers.All(answer => answer is ImportOutcome.Refused)) Done(await ImportAsync(ledger, ManyRows(), new ImportChoices("LAKE")));
    });

    private static Task<ImportOutcome> ImportAsync(TestLedger ledger, ListFile file, ListScan scan, ImportChoices choices, IProgress<ImportProgress>? progress = null) =>
        new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, scan, choices, progress);

    private static async Task<ImportOutcome> ImportAsync(TestLedger ledger, string csv, ImportChoices choices)
    {
        using var file = TestLists.OfText(csv);
        return await ImportAsync(ledger, file, TestLists.Scanned(file, Currency.Cny), choices);
    }

    private static ImportSummary Done(ImportOutcome outcome)
    {
        Assert.That(outcome, Is.InstanceOf<ImportOutcome.Imported>(), () => ((ImportOutcome.Refused)outcome).Reason.Message.En);
        return ((ImportOutcome.Imported)outcome).Summary;
    }

    private static string CodeOf(ImportOutcome outcome)
    {
        Assert.That(outcome, Is.InstanceOf<ImportOutcome.Refused>());
        return ((ImportOutcome.Refused)outcome).Reason.Code;
    }

    /// <summary>Hears progress on the caller's own thread.</summary>
    private sealed class Heard(Action<ImportProgress>? then = null) : IProgress<ImportProgress>
    {
        internal ImportProgress Last { get; private set; }

        public void Report(ImportProgress value)
        {
            Last = value;
            then?.Invoke(value);
        }
    }
}
