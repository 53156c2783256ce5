using FundLedger.Storage;
using FundLedger.Upkeep;
using FundLedger.Web.Hosting;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Copies embedded books into the folder of backups, every night. Twice in a night does no harm: there is one copy more, and the oldest goes.</summary>
internal sealed class BackUpBooksJob(HostSettings settings, TimeProvider clock)
{
    private const long OneDay = 24 * 3_600 * 1_000_000L;

    [AutomaticRetry(Attempts = 3), DisableConcurrentExecution(600)]
    public async Task RunAsync(CancellationToken stop)
    {
        if (settings is not { BacksUp: true, Books: { } books, BackupFolder: { } folder }) return;
        await Backups.TakeAsync(books, folder, settings.BackupsKept, Moments.ToMicroseconds(clock.GetUtcNow()));
    }

    /// <summary>Makes up for a night that was missed.</summary>
    [AutomaticRetry(Attempts = 3), DisableConcurrentExecution(600)]
    public async Task CatchUpAsync(CancellationToken stop)
    {
        if (settings is not { BacksUp: true, BackupFolder: { } folder }) return;
        var last = Backups.In(folder).FirstOrDefault()?.MadeAt ?? 0;
        if (Moments.ToMicroseconds(clock.GetUtcNow()) - last > OneDay) await RunAsync(stop);
    }
}
