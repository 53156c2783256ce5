using System.Security.Cryptography;
using System.Text;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Notices;

/// <summary>A program that listens.</summary>
/// <param name="Secret">What is signed with, as the host protects it; empty once ended.</param>
/// <param name="Earlier">Signs as well until <paramref name="EarlierUntil"/>; null where there is none.</param>
/// <param name="EarlierUntil">In microseconds since 1970-01-01 UTC, as all moments here.</param>
public sealed record WebhookSubscription(long Id, string Url, IReadOnlyList<string> Kinds, string Secret, string? Earlier, long EarlierUntil, string CreatedBy, long CreatedAt, long? EndedAt)
{
    public const int Most = 20;

    public bool IsActive => EndedAt is null;

    /// <summary>The secrets that sign at a moment, the newest first.</summary>
    public IReadOnlyList<string> SecretsAt(long moment) => Earlier is { } earlier && moment < EarlierUntil ? [Secret, earlier] : [Secret];

    /// <summary>https to anywhere, http to this machine only; what its name resolves to is looked at when something is sent.</summary>
    internal static Refusal? RefusalFor(string url)
    {
        if (KeptText.SiteAddress.RefusalFor(url, "url") is { } tooLong) return tooLong;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.Host.Length == 0 || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return Refusal.Of("webhook-url", "url", $"“{url}”不是完整的网址。请写如 https://example.org/hooks/fundledger，不带用户名和 #。", $"'{url}' is no whole address. Write it like https://example.org/hooks/fundledger, without a user name and without '#'.");
        return address.Scheme == "https" || address.IsLoopback ? null
            : Refusal.Of("webhook-not-secure", "url", "推送的网址须用 https；http 只用于本机。", "A webhook goes to an https address; http is for this machine only.");
    }
}

/// <summary>Reads who listens.</summary>
public static class Webhooks
{
    /// <summary>How long an earlier secret goes on signing beside the new one.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private static readonly SqlFile List = new("webhooks/list_subscriptions");
    private static readonly SqlFile ListKinds = new("webhooks/list_kinds");

    /// <summary>All there ever were, in the order they came.</summary>
    public static async Task<IReadOnlyList<WebhookSubscription>> ListAsync(LedgerReader reader)
    {
        var kinds = (await reader.QueryAsync<KindRow>(ListKinds)).ToLookup(row => row.SubscriptionId, row => row.Kind);
        return [.. (await reader.QueryAsync<Row>(List)).Select(row => row.ToSubscription([.. kinds[row.SubscriptionId]]))];
    }

    public static async Task<WebhookSubscription?> FindAsync(LedgerReader reader, long id) => (await ListAsync(reader)).FirstOrDefault(one => one.Id == id);

    /// <summary>The secret that a program is given under the key of its operation: the same however often it asks, and of another ledger another.</summary>
    public static string SecretOf(LedgerReader reader, string key) => "whsec_" + Convert.ToHexStringLower(HMACSHA256.HashData(reader.Ledger.Secret, Encoding.UTF8.GetBytes($"webhook-secret:{key}")));

    private sealed record KindRow
    {
        public long SubscriptionId { get; init; }
        public string Kind { get; init; } = "";
    }

    private sealed record Row
    {
        public long SubscriptionId { get; init; }
        public string Url { get; init; } = "";
        public string Secret { get; init; } = "";
        public string? EarlierSecret { get; init; }
        public long EarlierUntil { get; init; }
        public string CreatedBy { get; init; } = "";
        public long CreatedAt { get; init; }
        public long? EndedAt { get; init; }

        internal WebhookSubscription ToSubscription(IReadOnlyList<string> kinds) => new(SubscriptionId, Url, kinds, Secret, EarlierSecret, EarlierUntil, CreatedBy, CreatedAt, EndedAt);
    }
}

public sealed record WebhookChanged(long Subscription);

/// <summary>Lets programs listen: an address, the kinds of events it hears of, and the secret that signs.</summary>
public sealed class KeepWebhooks(Database database)
{
    private static readonly SqlFile Insert = new("webhooks/insert_subscription");
    private static readonly SqlFile InsertKind = new("webhooks/insert_kind");
    private static readonly SqlFile DeleteKinds = new("webhooks/delete_kinds");
    private static readonly SqlFile ChangeSecret = new("webhooks/change_secret");
    private static readonly SqlFile End = new("webhooks/end_subscription");

    /// <param name="kinds">Codes; at least one, and only of what programs hear of.</param>
    /// <param name="secret">As the host protects it. Sent again under the same key, the first one stays.</param>
    public Task<Outcome<WebhookChanged>> SubscribeAsync(Asked asked, string url, IReadOnlyList<string> kinds, string secret, CancellationToken stop = default) => database.WriteAsync<WebhookChanged>(
        asked.For("subscribe-webhook", OperationField.Personal("url", url), OperationField.Of("kinds", string.Join(' ', kinds))), async tx =>
        {
            if (await RefusalForAsync(tx) is { } notAllowed) return notAllowed;
            if (WebhookSubscription.RefusalFor(url) is { } badUrl) return badUrl;
            if (kinds.Count == 0) return Refusal.Of("webhook-kinds", "kinds", "请至少选一种事件。", "Choose at least one kind of event.");
            if (kinds.FirstOrDefault(code => EventKind.Find(code) is not { IsForPrograms: true }) is { } unknown)
                return Refusal.Of("webhook-kind-unknown", "kinds", $"没有可推送的事件“{unknown}”。", $"There is no event '{unknown}' that programs hear of.");
            if ((await Webhooks.ListAsync(tx)).Count(one => one.IsActive) >= WebhookSubscription.Most)
                return Refusal.Of("webhooks-many", "url", $"最多 {WebhookSubscription.Most} 个推送地址。请先停用不用的。", $"At most {WebhookSubscription.Most} addresses are kept. End one that is not used.");
            var id = await tx.SingleAsync<long>(Insert, new { url, secret, created_by = tx.Operation.Actor, created_at = tx.RecordedAt });
            foreach (var kind in kinds.Distinct()) await tx.ExecuteAsync(InsertKind, new { kind, subscription_id = id });
            return await ToldAsync(tx, "subscribe-webhook", id);
        }, stop);

    /// <summary>Signs with another secret from now on, and with the one before beside it for a day.</summary>
    public Task<Outcome<WebhookChanged>> ChangeSecretAsync(Asked asked, long subscription, string secret, CancellationToken stop = default) => database.WriteAsync<WebhookChanged>(
        asked.For("change-webhook-secret", OperationField.Of("subscription", subscription)) with { Erases = true }, async tx =>
        {
            if (await RefusalForAsync(tx) is { } notAllowed) return notAllowed;
            var until = tx.RecordedAt + Webhooks.Overlap.Ticks / TimeSpan.TicksPerMicrosecond;
            return await tx.ExecuteAsync(ChangeSecret, new { earlier_until = until, secret, subscription_id = subscription }) == 0 ? Authority.NotThere : await ToldAsync(tx, "change-webhook-secret", subscription);
        }, stop);

    /// <summary>Ends it: it hears of nothing more, and what waits for it is given up when its turn comes.</summary>
    public Task<Outcome<WebhookChanged>> EndAsync(Asked asked, long subscription, CancellationToken stop = default) => database.WriteAsync<WebhookChanged>(
        asked.For("end-webhook", OperationField.Of("subscription", subscription)) with { Erases = true }, async tx =>
        {
            if (await RefusalForAsync(tx) is { } notAllowed) return notAllowed;
            if (await tx.ExecuteAsync(End, new { ended_at = tx.RecordedAt, subscription_id = subscription }) == 0) return Authority.NotThere;
            await tx.ExecuteAsync(DeleteKinds, new { subscription_id = subscription });
            return await ToldAsync(tx, "end-webhook", subscription);
        }, stop);

    /// <summary>Sends one event that says nothing, to this address only.</summary>
    public Task<Outcome<DeliveryStep>> TestAsync(Asked asked, long subscription, CancellationToken stop = default) => database.WriteAsync<DeliveryStep>(
        asked.For("test-webhook", OperationField.Of("subscription", subscription)), async tx =>
        {
            if (await RefusalForAsync(tx) is { } notAllowed) return notAllowed;
            if (await Webhooks.FindAsync(tx, subscription) is not { IsActive: true }) return Authority.NotThere;
            var happened = await Events.AddAsync(tx, new Happening(EventKind.WebhookTest, $"{subscription}"));
            Invariant.Holds(await Events.MarkSpreadAsync(tx, happened), "a test is told to nobody else");
            return new DeliveryStep(await DeliveryStore.InsertAsync(tx, DeliveryChannel.Webhook, subscription, happened));
        }, stop);

    private static Task<Refusal?> RefusalForAsync(LedgerTransaction tx) => Grants.RefusalForAsync(tx, tx.Operation.Actor, Permission.ManageSettings, Target.WholeLedger);

    private static async Task<Outcome<WebhookChanged>> ToldAsync(LedgerTransaction tx, string act, long subscription)
    {
        await AuditTrail.AddAsync(tx, AuditNote.Done(act, "webhook", subscription));
        return new WebhookChanged(subscription);
    }
}

/// <summary>Tells those who keep the program running that a job of the schedule failed. Once a day for each job, however often it is asked.</summary>
public sealed class TellOfFailingJobs(Database database)
{
    /// <param name="job">Its name, in letters.</param>
    public Task<Outcome<EventsSpread>> RunAsync(string actor, string job, DateOnly day, CancellationToken stop = default) => database.WriteAsync<EventsSpread>(
        new Asked($"jobs-failing/{job}/{day.ToIso()}", actor).For("tell-of-failing-job", OperationField.Of("job", job)), async tx =>
        {
            await Events.AddAsync(tx, new Happening(EventKind.JobsFailing, job) { Detail = new Dictionary<string, string> { ["day"] = day.ToIso() } });
            return new EventsSpread(0, 0, 0);
        }, stop);
}
