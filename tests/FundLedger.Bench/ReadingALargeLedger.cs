using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Worklist;

namespace FundLedger.Bench;

/// <summary>Reads that must not grow with the ledger, on three sizes in turn; then the whole of the largest, verified.</summary>
internal static class ReadingALargeLedger
{
    private const int Rounds = 61;
    private const double FlatTarget = 1.2;
    private const double AsOfLimitMilliseconds = 5;

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        int[] sizes = options.Has("reads") ? [options.Entries / 100, options.Entries / 10, options.Entries] : [options.Entries];
        var ledgers = new List<LargeLedger>();
        try
        {
            foreach (var size in sizes)
            {
                var ledger = new LargeLedger(folder, size);
                ledgers.Add(ledger);
                var filling = await Timing.OfAsync(() => ledger.FillAsync(stop));
                results.Add(new Result($"append {size:N0} entries, 1,000 to an operation", Timing.PerSecond(size, filling)));
            }

            if (options.Has("reads")) await ReadAsync(ledgers, results, stop);
            if (options.Has("seals")) await Sealing.RunAsync(ledgers[^1], results, stop);
            if (options.Has("verify")) await Verifying.RunAsync(ledgers[^1], results, stop);
        }
        finally
        {
            foreach (var ledger in ledgers) await ledger.Database.DisposeAsync();
        }
    }

    private static async Task ReadAsync(List<LargeLedger> ledgers, ResultTable results, CancellationToken stop)
    {
        var today = LargeLedger.Span.Last;
        var year = new DateSpan(new DateOnly(today.Year, 1, 1), today);
        var month = new DateSpan(new DateOnly(today.Year, today.Month, 1), today);
        await MeasureFlatAsync(ledgers, results, "fund balances now, every month open", ledger => FundBalancesAsync(ledger, today), stop);
        await MeasureFlatAsync(ledgers, results, "trial balance of the month, every month open", ledger => TrialBalanceAsync(ledger, month), stop);
        await MeasureAnyDateAsync(ledgers[^1], results, "every month open", stop);
        foreach (var ledger in ledgers) results.Note($"closing the months of {ledger.Entries:N0} entries took {Timing.Shown(await Timing.OfAsync(() => ledger.CloseAsync(stop)))}");
        await MeasureFlatAsync(ledgers, results, "fund balances now, months closed", ledger => FundBalancesAsync(ledger, today), stop);
        await MeasureFlatAsync(ledgers, results, "trial balance of the year, months closed", ledger => TrialBalanceAsync(ledger, year), stop);
        await MeasureAnyDateAsync(ledgers[^1], results, "months closed", stop);
        foreach (var ledger in ledgers) await ledger.PrepareWorkAsync();
        foreach (var ledger in ledgers) results.Note($"all that waits for a manager of {ledger.Entries:N0} entries of three years: {Timing.Shown(await MedianAsync(() => WorkAsync(ledger), stop))}");
        foreach (var ledger in ledgers) results.Note($"what anybody may see of the funds and of matching, {ledger.Entries:N0} entries: {Timing.Shown(await MedianAsync(() => PublicAsync(ledger), stop))}");
        await PagesOfALargeLedger.MeasureAsync(ledgers[0], ledgers[^1], results, stop);
    }

    private static async Task<TimeSpan> MedianAsync(Func<Task> read, CancellationToken stop)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < 7; round++)
        {
            stop.ThrowIfCancellationRequested();
            times.Add(await Timing.OfAsync(read));
        }

        return Timing.Median(times);
    }

    private static async Task MeasureFlatAsync(List<LargeLedger> ledgers, ResultTable results, string what, Func<LargeLedger, Task> read, CancellationToken stop)
    {
        var times = ledgers.Select(_ => new List<TimeSpan>()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            for (var i = 0; i < ledgers.Count; i++) times[i].Add(await Timing.OfAsync(() => read(ledgers[i])));
        }

        var smallest = Timing.Median(times[0]);
        for (var i = 1; i < ledgers.Count; i++)
        {
            var (time, isLargest) = (Timing.Median(times[i]), i == ledgers.Count - 1);
            results.Add(new Result($"{what}, {ledgers[i].Entries:N0} entries", Timing.Shown(time), $"{ledgers[0].Entries:N0} entries {Timing.Shown(smallest)}",
                time / smallest, isLargest ? $"≤ {FlatTarget}" : "", isLargest ? time / smallest <= FlatTarget : null));
        }
    }

    private static async Task MeasureAnyDateAsync(LargeLedger ledger, ResultTable results, string how, CancellationToken stop)
    {
        var chance = new Random(20_240_131);
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds * 3; round++)
        {
            stop.ThrowIfCancellationRequested();
            var day = LargeLedger.Span.First.AddDays(chance.Next(LargeLedger.Span.Last.DayNumber - LargeLedger.Span.First.DayNumber + 1));
            times.Add(await Timing.OfAsync(() => FundBalancesAsync(ledger, day)));
        }

        var (median, slow) = (Timing.Median(times), times.Order().ElementAt(times.Count * 95 / 100));
        results.Add(new Result($"balance as of any date, {ledger.Entries:N0} entries, {how}", $"{Timing.Shown(median)} (95 %: {Timing.Shown(slow)})", $"{AsOfLimitMilliseconds} ms",
            median.TotalMilliseconds / AsOfLimitMilliseconds, "≤ 1", median.TotalMilliseconds <= AsOfLimitMilliseconds));
    }

    private static Task WorkAsync(LargeLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var moment = await ledger.LaterAsync(reader);
        await DisclosureReading.DueAsync(reader, await Books.LoadAsync(reader), RemindDisclosures.Around(LargeLedger.Span.Last)); // the queue asks for it on its own day, on which these books have nothing
        return await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), "bench", [new Grant(1, "bench", PersonRole.FundManager, Scope.WholeLedger, LargeLedger.Span.First, null, false)], moment);
    });

    private static Task PublicAsync(LargeLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var (books, shown) = (await Books.LoadAsync(reader), await PublicFunds.LoadAsync(reader));
        return (await PublicMoney.ListAsync(reader, books, shown), await PublicProjects.ListAsync(reader, books, shown, LargeLedger.Span.Last));
    });

    private static Task FundBalancesAsync(LargeLedger ledger, DateOnly day) =>
        ledger.Database.ReadAsync(async reader => (await FundReports.BalancesAsync(reader, LargeLedger.Funds[3], day)).Expect());

    private static Task TrialBalanceAsync(LargeLedger ledger, DateSpan span) =>
        ledger.Database.ReadAsync(async reader => (await FundReports.TrialBalanceAsync(reader, LargeLedger.Funds[3], span)).Expect());
}
