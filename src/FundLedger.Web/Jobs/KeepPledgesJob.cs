using FundLedger.Donations;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Expects instalments as they fall due and reminds of those that do not come, every morning. Run it as often and as late as you like: days follow from each pledge, and each reminder is given once.</summary>
public sealed class KeepPledgesJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) =>
        new KeepPledges(database, PledgeReminderDays.Default).RunAsync(VerificationRuns.Schedule, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), stop);
}
