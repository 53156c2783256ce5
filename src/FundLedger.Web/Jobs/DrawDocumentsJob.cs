using FundLedger.Web.Documents;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Draws the files that people asked for, one after another. Run it as often and on as many nodes as you like: each is drawn by one.</summary>
internal sealed class DrawDocumentsJob(DocumentDesk desk)
{
    [AutomaticRetry(Attempts = 2)]
    public Task RunAsync(CancellationToken stop) => desk.RunAsync(stop);
}
