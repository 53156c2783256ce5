using FundLedger.People.Retention;
using FundLedger.Seals;
using FundLedger.Storage;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Erases what is kept no longer than it is needed. A day's run is one operation: of two at once one does it.</summary>
public sealed class ForgetJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return new ForgetWhatIsOver(database).RunAsync(new Asked($"forget/{today:yyyy-MM-dd}", VerificationRuns.Schedule), stop);
    }
}
