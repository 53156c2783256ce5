using FundLedger.Donations;
using FundLedger.Donors;

namespace FundLedger.Bench;

/// <summary>Donations through their operation, by several callers at once, beside bare prepared INSERTs of the very same rows in batches of the same size.</summary>
internal static class RecordingDonations
{
    private const int Rounds = 7;
    private const double Target = 0.6;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        foreach (var callers in new[] { 1, 8, 64 }) await RunAsync(folder, options, results, callers, stop);
    }

    private static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, int callers, CancellationToken stop)
    {
        var (ours, bare) = ($"record-{callers}", $"bare-{callers}");
        var gifts = Math.Max(callers, options.Gifts * callers / 64);
        var rounds = new List<Round>();
        await using (var database = await folder.OpenWithFundAsync(ours, Currency.Of("CNY")))
        {
            await (await folder.OpenWithFundAsync(bare, Currency.Of("CNY"))).DisposeAsync();
            using var written = new WrittenRows(folder.PathOf(ours));
            using var inserts = new BareInserts(folder.PathOf(bare));
            var commits = 0;
            database.Faults = point => commits += point == "committed" ? 1 : 0;
            for (var round = 0; round <= Rounds; round++)
            {
                stop.ThrowIfCancellationRequested();
                commits = 0;
                var recording = await Timing.OfAsync(() => RecordAsync(new RecordDonation(database), ours, round, callers, gifts));
                var batchLength = (int)Math.Round((double)gifts / commits);
                var batches = written.ReadNew(batchLength);
                var inserting = Timing.Of(() => inserts.Run(batches));
                if (round > 0) rounds.Add(new Round(recording, inserting, (double)gifts / commits)); // the first round warms up
            }
        }

        var ratio = Timing.Median(rounds.Select(round => round.Inserting / round.Recording));
        results.Add(new Result(
            $"record a donation, {callers} callers, {Timing.Median(rounds.Select(round => round.BatchLength)):0.0} to a commit",
            Timing.PerSecond(gifts, Timing.Median(rounds.Select(round => round.Recording))),
            $"bare INSERTs {Timing.PerSecond(gifts, Timing.Median(rounds.Select(round => round.Inserting)))}",
            ratio, callers == 64 ? $"≥ {Target}" : "", callers == 64 ? ratio >= Target : null));
        folder.Delete(ours);
        folder.Delete(bare);
    }

    internal static Task RecordAsync(RecordDonation record, string fund, int round, int callers, int gifts)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= gifts; i = Interlocked.Increment(ref next))
                (await record.RunAsync(new Asked($"gift/{round}/{i}", "clerk-7"), GiftOf(fund, round, i))).Expect();
        })));
    }

    internal static Gift GiftOf(string fund, int round, int i) => new(
        fund, new Money(1_00 + i * 37 % 500_000, Currency.Of("CNY")), new DateOnly(2024, 1, 1).AddDays(i % 31),
        DonorName.Of($"捐赠人{(round * 7_919 + i) % 2_003}"), Reference: $"2024{round:00}{i:000000}", Note: i % 4 == 0 ? "用于社区长者食堂" : null);

    private sealed record Round(TimeSpan Recording, TimeSpan Inserting, double BatchLength);
}
