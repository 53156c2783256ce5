using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Worklist;

namespace FundLedger.Web.Jobs;

/// <summary>Reads once a minute what the books wait for, where telemetry is sent somewhere.</summary>
internal sealed partial class BooksMeasured(Database database, TimeProvider clock, ILogger<BooksMeasured> log) : BackgroundService
{
    private const int DaysBack = 365;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the web site need not wait for the first reading
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
            catch (Exception trouble) when (!stoppingToken.IsCancellationRequested)
            {
                NotNow(log, trouble);
            }

            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task MeasureAsync(CancellationToken stop)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        var today = Moments.DayInShanghai(now);
        var (calendar, waitingSince) = await database.ReadAsync(async reader =>
            (await DueCalendar.OfAsync(reader, await Books.LoadAsync(reader), null, today.AddDays(-DaysBack), today, now), await SealReading.WaitingSinceAsync(reader)), stop);
        var open = calendar.Items.Where(item => !item.IsDone).ToList();
        JobsMeter.Tell(
            open.Count(item => item.Day == today), open.Count(item => item.Day < today), waitingSince is { } since && since < now ? Moments.FromMicroseconds(now) - Moments.FromMicroseconds(since) : TimeSpan.Zero);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is due cannot be counted just now")]
    private static partial void NotNow(ILogger log, Exception cause);
}
