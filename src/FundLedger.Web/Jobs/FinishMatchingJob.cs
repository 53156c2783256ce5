using FundLedger.Matching;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Posts what pro-rata closes have settled. Run it as often as you like: each part is posted once.</summary>
public sealed class FinishMatchingJob(Database database)
{
    [AutomaticRetry(Attempts = 2)]
    public async Task RunAsync(CancellationToken stop)
    {
        // What the books do not take, a closed month say, is said on the programme's page and tried again next time.
        await new FinishClosings(database).RunAsync(VerificationRuns.Schedule, stop);
    }
}
