using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Asking;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Verifies the books, every night and when somebody asks. Run it as often as you like: of two at once one does it.</summary>
public sealed class VerifyBooksJob(Database database, TimeProvider clock)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new VerifyBooks(database).RunAsync(new Asked(FormKey.New(), VerificationRuns.Schedule), stop);

    /// <summary>Makes up for a night that was missed. Of several nodes that start, the first does it.</summary>
    [AutomaticRetry(Attempts = 2)]
    public async Task CatchUpAsync(CancellationToken stop)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        if (await database.ReadAsync(async reader => (await VerificationRuns.StateAsync(reader)).IsDue(now), stop)) await RunAsync(stop);
    }

    /// <summary>Goes through a run that a person began.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task FinishAsync(long run, CancellationToken stop) => new VerifyBooks(database).FinishAsync(run, stop);
}
