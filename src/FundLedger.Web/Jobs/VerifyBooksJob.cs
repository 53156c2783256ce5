using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Asking;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Verifies the books, every night and when somebody asks. Run it as often as you like: of two at once one does it.</summary>
public sealed class VerifyBooksJob(Database database)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => new VerifyBooks(database).RunAsync(new Asked(FormKey.New(), VerificationRuns.Schedule), stop);

    /// <summary>Goes through a run that a person began.</summary>
    [AutomaticRetry(Attempts = 0)]
    public Task FinishAsync(long run, CancellationToken stop) => new VerifyBooks(database).FinishAsync(run, stop);
}
