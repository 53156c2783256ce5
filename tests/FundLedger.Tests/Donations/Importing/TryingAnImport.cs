using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations.Importing;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class TryingAnImport(TestDatabase database)
{
    private const string Head = "捐赠人,金额,日期,流水号\n";
    private const string First = Head + "王小明,10.00,2026-03-01,A1\n李四,5.00,2026-03-01,\n";

    [Test]
    public Task It_tells_what_is_new_known_alike_refused_and_no_gift_and_posts_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ImportAsync(ledger, First, new ImportChoices("LAKE"));
        var trial = await TryAsync(ledger, First + "赵六,7.00,2026-03-02,\n孙七,8.00,2026-02-02,\n周八,x,2026-03-02,\n吴九,0,2026-03-02,\n", closed: 2);
        Assert.That((trial.New, trial.Known, trial.Alike), Is.EqualTo((new RowsAndSum(1, Cny(7)), new RowsAndSum(1, Cny(10)), new RowsAndSum(1, Cny(5)))));
        Assert.That((trial.ToPost(OverlapChoice.Same), trial.ToPost(OverlapChoice.New)), Is.EqualTo((new RowsAndSum(1, Cny(7)), new RowsAndSum(2, Cny(12)))));
        Assert.That((trial.FailedRows, trial.FirstFailures.Select(row => row.Reason.Code)), Is.EqualTo((2L, new[] { "period-closed", "amount-unreadable" })).Using<(long, IEnumerable<string>)>((a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2)));
        Assert.That(trial.NotGifts, Is.EquivalentTo(new[] { KeyValuePair.Create(NotAGiftKind.ZeroAmount, 1L) }));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(2));
    });

    [TestCase(OverlapChoice.Same)]
    [TestCase(OverlapChoice.New)]
    public Task What_it_says_would_be_posted_is_what_the_import_posts(OverlapChoice overlap) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ImportAsync(ledger, First, new ImportChoices("LAKE"));
        const string second = First + "李四,5.00,2026-03-01,\n赵六,7.00,2027-03-02,\n周八,9.00,2026-03-02,\n";
        var said = (await TryAsync(ledger, second)).ToPost(overlap);
        var summary = ((ImportOutcome.Imported)await ImportAsync(ledger, second, new ImportChoices("LAKE", overlap, SkipFailedRows: true))).Summary;
        Assert.That(said, Is.EqualTo(new RowsAndSum(summary.Gifts, summary.Sum)));
    });

    [Test]
    public Task A_file_that_is_in_already_brings_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ImportAsync(ledger, First, new ImportChoices("LAKE"));
        var trial = await TryAsync(ledger, First);
        Assert.That((trial.Earlier!.IsDone, trial.ToPost(null).Rows), Is.EqualTo((true, 0L)));
    });

    [Test]
    public Task A_day_before_the_chart_is_a_row_to_mend_and_stops_no_import_midway() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        const string list = "捐赠人,金额,日期\n李四,5.00,2026-03-01\n王五,6.00,1990-03-01\n";
        Assert.That((await TryAsync(ledger, list)).FirstFailures.Single().Reason.Code, Is.EqualTo("chart-not-in-force"));
        Assert.That(((ImportOutcome.Refused)await ImportAsync(ledger, list, new ImportChoices("LAKE"))).Reason.Code, Is.EqualTo("rows-failed"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    });

    private static async Task<ImportTrial> TryAsync(TestLedger ledger, string list, int? closed = null)
    {
        if (closed is { } month) await ledger.CloseAsync(month);
        using var file = TestLists.OfText(list);
        return (await ImportTrial.RunAsync(ledger.Database, file, TestLists.Scanned(file, Currency.Cny), "LAKE", Today)).Expect();
    }

    private static async Task<ImportOutcome> ImportAsync(TestLedger ledger, string list, ImportChoices choices)
    {
        using var file = TestLists.OfText(list);
        return await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, TestLists.Scanned(file, Currency.Cny), choices);
    }
}
