using FundLedger.Applications;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Moves applications whose deadline came, and closes rounds, every minute. Run it as often and as late as you like: each is moved once.</summary>
public sealed class CloseRoundsJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new CloseRounds(database).RunAsync(VerificationRuns.Schedule, Moments.ToMicroseconds(clock.GetUtcNow()), stop);
}
