using FundLedger.Disclosure;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Reminds of what is to be published, every morning. Run it as often and as late as you like: each stage is given once, and the list of what waits does not depend on it.</summary>
public sealed class RemindDisclosuresJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new RemindDisclosures(database).RunAsync(VerificationRuns.Schedule, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), stop);
}
