using FundLedger.Matching;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Posts what pro-rata closes of matching programmes have settled. Each part is one operation under a key of its own: of two at once one does it.</summary>
public sealed class FinishClosingsJob(Database database)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new FinishClosings(database).RunAsync(VerificationRuns.Schedule, stop);
}
