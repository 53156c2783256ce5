using FundLedger.Notices;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Telling;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Tells people and programs what happened, every minute. Run it as often and as late as you like: what is told once is not told again.</summary>
internal sealed class TellJob(TellingDesk desk, Database database, TimeProvider clock, JobStorage storage)
{
    private const int FailuresLookedAt = 50;

    [AutomaticRetry(Attempts = 0)] // the next minute does it
    public async Task RunAsync(CancellationToken stop)
    {
        await TellOfFailuresAsync(stop);
        await desk.RunAsync(stop);
    }

    /// <summary>Jobs that failed today and were given up.</summary>
    private async Task TellOfFailuresAsync(CancellationToken stop)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var failed = storage.GetMonitoringApi().FailedJobs(0, FailuresLookedAt).Where(job => job.Value?.FailedAt is { } at && Moments.DayInShanghai(Moments.ToMicroseconds(new DateTimeOffset(at, TimeSpan.Zero))) == today);
        foreach (var name in failed.Select(job => job.Value.Job?.Type.Name ?? "job").Distinct()) await new TellOfFailingJobs(database).RunAsync(VerificationRuns.Schedule, name, today, stop);
    }
}
