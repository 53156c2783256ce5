using FundLedger.DocumentJobs;
using FundLedger.Notices;
using FundLedger.People.Retention;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Erases what is kept no longer than it is needed. A day's run is one operation: of two at once one does it.</summary>
public sealed class ForgetJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public async Task RunAsync(CancellationToken stop)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        var today = Moments.DayInShanghai(now);
        await new ForgetDocuments(database).RunAsync(VerificationRuns.Schedule, now, stop);
        await new ForgetNotices(database).RunAsync(new Asked($"forget-notices/{today:yyyy-MM-dd}", VerificationRuns.Schedule), stop);
        await new ForgetWhatIsOver(database).RunAsync(new Asked($"forget/{today:yyyy-MM-dd}", VerificationRuns.Schedule), stop);
    }
}
