using FundLedger.Awards;
using FundLedger.Seals;
using FundLedger.SpaceReturns;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Releases the tranches that have fallen due, and reminds of what is due and overdue. Run it as often and as late as you like: each is released once, and each reminder is given once.</summary>
public sealed class ReleaseDueTranchesJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 5)]
    public async Task RunAsync(CancellationToken stop)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        await new ReleaseDueTranches(database).RunAsync(VerificationRuns.Schedule, today, stop);
        await new OweRevenueReturns(database).RunAsync(VerificationRuns.Schedule, today, stop);
        await new KeepAwards(database, AwardReminderDays.Default).RunAsync(VerificationRuns.Schedule, today, stop);
    }
}
