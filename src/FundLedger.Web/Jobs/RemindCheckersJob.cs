using FundLedger.People.Approvals;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Reminds checkers of what waits too long, every morning. Run it as often as you like: each proposal is reminded of once a day.</summary>
public sealed class RemindCheckersJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) =>
        new RemindCheckers(database, ReminderTimes.Default).RunAsync(VerificationRuns.Schedule, Moments.ToMicroseconds(clock.GetUtcNow()), stop);
}
