using System.Threading.Channels;
using FundLedger.Banking.Running;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;

namespace FundLedger.Web.Hosting;

/// <summary>Runs the imports that people start, in the background and one after another, and removes lists that were left alone.</summary>
/// <remarks>The queue is in the books. What is here only tells this node to look, so a node that misses the word finds the work a little later.</remarks>
internal sealed partial class ImportRunner(Database database, TimeProvider clock, ImportSignal signal, ImportRunnerName name, ILogger<ImportRunner> log) : BackgroundService
{
    private const string Housekeeping = "schedule"; // nobody asks for it
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the web site need not wait for the first look
        var runs = new RunUploads(database, clock, name.Value, new AccountRuns(database, clock).RunAsync);
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (isFirst) await runs.ReleaseOwnAsync(stoppingToken);
                isFirst = false;
                await new DiscardUpload(database).ExpiredAsync(Housekeeping, clock, stoppingToken);
                while (await runs.ClaimNextAsync(stoppingToken) is { } upload)
                {
                    // Reading and posting rows keeps a thread busy: one of its own, not one that answers requests.
                    var broke = await Task.Run(() => runs.RunAsync(upload, null, stoppingToken), CancellationToken.None);
                    if (broke is not null) Broke(log, broke, upload.Id);
                }

                await signal.WaitAsync(BetweenLooks, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception trouble)
            {
                // A node that cannot reach the books just now must not give up for good.
                Trouble(log, trouble);
                await Task.Delay(AfterTrouble, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The import of upload {Upload} broke off")]
    private static partial void Broke(ILogger log, Exception cause, long upload);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Imports cannot be looked for just now")]
    private static partial void Trouble(ILogger log, Exception cause);
}

/// <summary>This node's name beside an import that it runs: the same after it is started again.</summary>
internal sealed record ImportRunnerName(string Value);

/// <summary>Tells this node's runner that there may be something to do.</summary>
internal sealed class ImportSignal
{
    private readonly Channel<bool> channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    internal void Ring() => channel.Writer.TryWrite(true);

    internal async Task WaitAsync(TimeSpan most, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        waiting.CancelAfter(most);
        try
        {
            await channel.Reader.ReadAsync(waiting.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nobody rang: it looks all the same.
        }
    }
}

internal static class ImportRunning
{
    internal static void AddImportRunner(this IServiceCollection services, string name) =>
        services.AddSingleton<ImportSignal>().AddSingleton(new ImportRunnerName(name)).AddHostedService<ImportRunner>();
}
