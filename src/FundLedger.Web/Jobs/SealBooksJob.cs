using FundLedger.Seals;
using FundLedger.Web.Hosting;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Seals what is new and signs a checkpoint for it, every minute. Run it as often and as late as you like: each entry is sealed once, each size signed for once.</summary>
internal sealed class SealBooksJob(CheckpointKeeper keeper)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => keeper.RunAsync(VerificationRuns.Schedule, stop: stop);
}
