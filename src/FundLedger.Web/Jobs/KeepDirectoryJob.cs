using FundLedger.Organisations;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Opens yearly renewals of qualifications, reminds of them and says which lapsed, every morning. Run it as often and as late as you like: each stage is given once.</summary>
public sealed class KeepDirectoryJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new KeepDirectory(database).RunAsync(VerificationRuns.Schedule, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), stop);
}
