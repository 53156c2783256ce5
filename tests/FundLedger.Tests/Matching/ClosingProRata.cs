using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ClosingProRata(TestDatabase database)
{
    [Test]
    public Task Nothing_is_posted_until_the_close_and_then_all_shares_shrink_alike() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(100);
        var early = await ledger.DonateAsync("LAKE", 30, March(2), "先来的");
        await ledger.OpenAsync(ProRata(100));
        var gift = await ledger.DonateAsync("LAKE", 100, March(3));
        var other = await ledger.DonateAsync("RIVER", 200, March(4), "李四");
        var refunded = await ledger.DonateAsync("RIVER", 50, March(4), "赵六");
        (await ledger.TryRefundAsync(refunded, 50)).Expect();

        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((100m, 0m, 100m, 0m)));
        var estimate = (await ledger.MatchAsync(gift))!;
        Assert.That((estimate.IsEstimate, estimate.Matched, estimate.Explanation!.Limit), Is.EqualTo((true, Cny(30.30m), MatchLimit.Pot)));
        Assert.That((await ledger.SummaryAsync()).Estimated, Is.EqualTo(Cny(100)));

        Assert.That((await ledger.TryEndAsync()).Expect(), Is.EqualTo(new ProgrammeEnded("SPRING", ProgrammeStatus.Closing, null, 1)));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 1)), Is.EqualTo("programme-closing"));
        Assert.That((await FinishAsync(ledger)).Single(), Is.EqualTo(new ProgrammeEnded("SPRING", ProgrammeStatus.Closed, Cny(0), 1)));
        Assert.That(await FinishAsync(ledger), Is.Empty);
        Assert.That((await ledger.EarnedAsync(early), await ledger.EarnedAsync(gift), await ledger.EarnedAsync(other), await ledger.EarnedAsync(refunded)), Is.EqualTo(((decimal?)9.09m, (decimal?)30.30m, (decimal?)60.61m, (decimal?)null)));
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 0m, 0m, 0m, 0m)));

        (await ledger.TryRefundAsync(gift, 50)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 15.15m, 0m, 0m, 15.15m)));
    });

    [Test]
    public Task A_close_that_is_interrupted_goes_on_where_it_stopped() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(5_000);
        await ledger.OpenAsync(ProRata(5_000));
        await Task.WhenAll(Enumerable.Range(0, 1_020).Select(i => ledger.DonateAsync(i % 3 == 0 ? "RIVER" : "LAKE", 1 + i % 7, March(1 + i % 15), $"捐赠人{i % 40}")));
        Assert.That((await ledger.TryEndAsync()).Expect().Parts, Is.EqualTo(3));
        var breaking = new StoppingAfter(ledger.Database, 1);
        Assert.That(async () => await new FinishClosings(breaking).RunAsync("clerk-7"), Throws.InstanceOf<NotWrittenException>());
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM matches"), Is.EqualTo(500));
        await ledger.MustVerifyAsync();
        await ledger.ReopenAsync();
        Assert.That((await FinishAsync(ledger)).Single().Released, Is.EqualTo(Cny(5_000 - Enumerable.Range(0, 1_020).Sum(i => 1 + i % 7))));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM matches"), Is.EqualTo(1_020));
    });

    [Test]
    public Task A_gift_that_waits_for_a_close_goes_to_no_later_programme() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(1_000);
        await ledger.OpenAsync(ProRata(100, MatchingTerms.Flat(1, 1) with { Minimum = Cny(10) }) with { Priority = 1 });
        await ledger.OpenAsync(Programme(100, code: "LATER") with { Priority = 2 });
        Assert.That((await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 10)))!.Programme, Is.EqualTo("SPRING"));
        Assert.That((await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 9)))!.Programme, Is.EqualTo("LATER"), "too small for the first");
        (await ledger.TryEndAsync()).Expect();
        await FinishAsync(ledger);
        Assert.That((await ledger.PotOfAsync(), await ledger.PotOfAsync("LATER")), Is.EqualTo(((10m, 0m, 0m, 0m, 90m), (9m, 0m, 0m, 0m, 91m))));
    });

    private static NewMatchingProgramme ProRata(decimal pot, MatchingTerms? terms = null) => Programme(pot, terms) with { Exhaustion = Exhaustion.ProRata };

    private static async Task<IReadOnlyList<ProgrammeEnded>> FinishAsync(TestLedger ledger) => (await new FinishClosings(ledger.Database).RunAsync("clerk-7")).Expect();

    /// <summary>A database that is gone after some writes.</summary>
    private sealed class StoppingAfter(Database database, int writes) : Database
    {
        private int left = writes;

        public override LedgerIdentity Ledger => database.Ledger;

        public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default) =>
            left-- > 0 ? database.WriteAsync(operation, rules, stop) : throw new NotWrittenException(new IOException("the process is gone"));

        public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) => database.ReadAsync(reads, stop);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
