using FundLedger.Notices;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Telling;

/// <summary>Where this node tells others what happened. The queue is in the books: what one run misses the next one finds.</summary>
internal sealed partial class TellingDesk(Database database, TimeProvider clock, TellingSettings settings, MailSender mail, WebhookSender webhooks, ImportRunnerName node, ILogger<TellingDesk> log)
{
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Whether there is a mail server.</summary>
    internal bool SendsMail => settings.Mail is not null;

    /// <summary>Hands on what happened, makes the morning's messages and sends what is due. Where this node is at it already, that one goes on.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        if (!await one.WaitAsync(TimeSpan.Zero, stop)) return;
        try
        {
            await new SpreadEvents(database).RunAsync(VerificationRuns.Schedule, SendsMail, stop);
            if (SendsMail) await new MakeDigests(database).RunAsync(VerificationRuns.Schedule, Moments.ToMicroseconds(clock.GetUtcNow()), stop);
            await new RunDeliveries(database, clock, node.Value, SendAsync).RunAsync(stop);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>What nobody foresaw is told to the log, without a word of what was sent or to whom.</summary>
    private async Task<Attempt> SendAsync(Delivery delivery, CancellationToken stop)
    {
        try
        {
            return delivery.IsMail ? await mail.SendAsync(delivery, stop) : await webhooks.SendAsync(delivery, stop);
        }
        catch (Exception broke) when (broke is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Broke(log, delivery.Id, broke.GetType().Name);
            return new Attempt.Failed("broke"); // of a message, before it was handed over: from there on the sender says itself what became of it
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending delivery {Delivery} broke off: {Cause}")]
    private static partial void Broke(ILogger log, long delivery, string cause);
}

internal static class Tellings
{
    internal static void AddTelling(this IServiceCollection services, TellingSettings settings) =>
        services.AddSingleton(settings).AddSingleton<MailSender>().AddSingleton<WebhookSender>().AddSingleton<TellingDesk>();
}
