using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Taper;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Releases the periods of taper plans that have fallen due, opens reviews, and reminds of what is held. Run it as often and as late as you like: each is done once.</summary>
public sealed class ReleaseDuePeriodsJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 5)]
    public async Task RunAsync(CancellationToken stop)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var run = await new ReleaseDuePeriods(database).RunAsync(VerificationRuns.Schedule, today, stop);
        await new KeepTaper(database).RunAsync(VerificationRuns.Schedule, run.Held, today, stop);
    }
}
