using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.DataProtection;

namespace FundLedger.Web.Api;

/// <summary>Addresses of programs that hear of what happens: subscribing, another secret, a try, the end; what was sent there, and what waits. For administrators of the whole ledger, as on their pages.</summary>
internal static class WebhooksApi
{
    private const string Part = "webhooks";
    private static readonly ApiParameter Number = ApiParameter.Path("webhook", new("推送地址编号", "number of the webhook"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter Delivery = ApiParameter.Path("delivery", new("推送编号", "number of the delivery"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter Open = new("open", new("只列未送达的", "leave out what was sent"), "false", Words: ["true", "false"]);

    internal static void MapWebhooks(this ApiRoutes api)
    {
        api.ReadOfAll<Page<WebhookShown>>("/webhooks", new("listWebhooks", Part, new("列出推送地址", "List webhooks"), "By number, ended ones among them. Secrets are told once, when they are made.", ApiParameter.Paging), ListAsync, Permission.ManageSettings);
        api.ReadOfAll<WebhookShown>("/webhooks/{webhook:long}", new("getWebhook", Part, new("一个推送地址", "One webhook"), "And the kinds of events that it hears of.", [Number]) { IsTagged = true }, OneAsync, Permission.ManageSettings);
        api.Write<NewWebhook, WebhookMade>("/webhooks", new("subscribeWebhook", Part, new("登记推送地址", "Subscribe a webhook"),
            $"The answer holds the secret that signs, here alone. Kinds of events: {string.Join(", ", EventKind.All.Where(kind => kind.IsForPrograms).Select(kind => kind.Code))}.", [])
        {
            Example = """{"url":"https://example.org/hooks/fundledger","kinds":["entry.posted","period.closed"]}""",
        }, (call, asked) => WithSecretAsync(call, (by, secret) => new KeepWebhooks(call.Noting).SubscribeAsync(by, asked.Url, asked.Kinds, secret, call.Stop)), Permission.ManageSettings);
        api.Write<ActWanted, WebhookMade>("/webhooks/{webhook:long}/secrets", new("changeWebhookSecret", Part, new("更换签名密钥", "Change the secret"), $"The one before signs beside it for {Webhooks.Overlap.TotalHours:0} hours.", [Number]) { Example = "{}" },
            (call, _) => WithSecretAsync(call, (by, secret) => new KeepWebhooks(call.Noting).ChangeSecretAsync(by, call.Number("webhook"), secret, call.Stop)), Permission.ManageSettings);
        api.Write<ActWanted, DeliveryMade>("/webhooks/{webhook:long}/tries", new("tryWebhook", Part, new("发一次测试", "Send a try"), "One event that says nothing, within a minute; what comes of it stands among its deliveries.", [Number]) { Example = "{}" },
            (call, _) => call.WriteAsync(Permission.ManageSettings, Everywhere(call), by => new KeepWebhooks(call.Noting).TestAsync(by, call.Number("webhook"), call.Stop), done => new DeliveryMade(done.Id), _ => PathOf(call.Number("webhook")) + "/deliveries"), Permission.ManageSettings);
        api.Write<ActWanted, WebhookEnded>("/webhooks/{webhook:long}/end", new("endWebhook", Part, new("停用推送地址", "End a webhook"), "Nothing more is sent there.", [Number]) { Example = "{}" },
            (call, _) => call.WriteAsync(Permission.ManageSettings, Everywhere(call), by => new KeepWebhooks(call.Noting).EndAsync(by, call.Number("webhook"), call.Stop), done => new WebhookEnded(done.Subscription), done => PathOf(done.Subscription)), Permission.ManageSettings);
        api.ReadOfAll<Page<DeliveryShown>>("/webhooks/{webhook:long}/deliveries", new("listWebhookDeliveries", Part, new("列出一个地址的推送", "List the deliveries of a webhook"), "Newest first.", [Number, Open, .. ApiParameter.Paging]), call => DeliveriesAsync(call, call.Number("webhook")), Permission.ManageSettings);
        api.ReadOfAll<Page<DeliveryShown>>("/deliveries", new("listDeliveries", Part, new("列出推送和邮件", "List deliveries"), "Of all programs, and messages to people among them; newest first.", [Open, .. ApiParameter.Paging]), call => DeliveriesAsync(call, null), Permission.ManageSettings);
        foreach (var (word, id, summary, says) in new[] { ("again", "sendAgain", new Bilingual("再发一次", "Send one again"), "Within a minute, under the same id."), ("give-up", "giveDeliveryUp", new Bilingual("放弃推送", "Give one up"), "It is not tried again by itself.") })
            api.Write<ActWanted, DeliveryMade>($"/deliveries/{{delivery:long}}/{word}", new(id, Part, summary, says, [Delivery]) { Example = "{}" }, (call, _) => HandleAsync(call, word == "again"), Permission.ManageSettings);
    }

    private static Func<LedgerReader, Books, Task<bool?>> Everywhere(ApiCall call) => (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.ManageSettings));

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf((await Webhooks.ListAsync(reader)).OrderBy(one => one.Id).Select(WebhookShown.Of), one => FormattableString.Invariant($"{one.Webhook:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) => await Webhooks.FindAsync(reader, call.Number("webhook")) is { } found ? ApiCall.One(WebhookShown.Of(found)) : ApiCall.NotThere());

    /// <summary>The books keep the secret as the host protects it; the answer tells it, and the same one when the same write is sent again.</summary>
    private static async Task<IResult> WithSecretAsync(ApiCall call, Func<Asked, string, Task<Outcome<WebhookChanged>>> operation)
    {
        var secret = await call.Database.ReadAsync(reader => Task.FromResult(Webhooks.SecretOf(reader, call.Asked.Key)), call.Stop);
        call.Context.Response.MustBeKeptNowhere();
        return await call.WriteAsync(
            Permission.ManageSettings, Everywhere(call), by => operation(by, WebhookSender.ProtectorOf(call.Context.RequestServices.GetRequiredService<IDataProtectionProvider>()).Protect(secret)),
            done => new WebhookMade(done.Subscription, secret), done => PathOf(done.Subscription));
    }

    private static Task<IResult> DeliveriesAsync(ApiCall call, long? webhook) => call.ReadAsync(async (reader, _) =>
    {
        var (limit, before, onlyOpen) = (call.Limit(), call.AfterNumber(), call.Text("open"));
        if (onlyOpen is not (null or "true" or "false")) call.Unknown("open", Open.Words!);
        if (call.Wrong is { } wrong) return wrong;
        if (webhook is { } id && await Webhooks.FindAsync(reader, id) is null) return ApiCall.NotThere();
        var found = await Deliveries.ListAsync(reader, onlyOpen == "true", limit + 1, webhook, before);
        var shown = new List<DeliveryShown>();
        foreach (var one in found.Take(limit)) shown.Add(DeliveryShown.Of(one, one.Event is { } happened ? await Events.FindAsync(reader, happened) : null));
        return call.Page(shown, found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static Task<IResult> HandleAsync(ApiCall call, bool again)
    {
        var handles = new HandleDelivery(call.Noting, call.Clock);
        return call.WriteAsync(
            Permission.ManageSettings, async (reader, _) => await Deliveries.FindAsync(reader, call.Number("delivery")) is null ? null : call.MayEverywhere(Permission.ManageSettings),
            by => again ? handles.AgainAsync(by, call.Number("delivery"), call.Stop) : handles.GiveUpAsync(by, call.Number("delivery"), call.Stop), done => new DeliveryMade(done.Id), _ => null);
    }

    private static string PathOf(long webhook) => FormattableString.Invariant($"{ApiRoutes.Root}/webhooks/{webhook}");
}

/// <param name="EndedAt">Null while it is sent to.</param>
public sealed record WebhookShown(long Webhook, string Url, IReadOnlyList<string> Kinds, string SubscribedAt, string? EndedAt)
{
    internal static WebhookShown Of(WebhookSubscription one) => new(one.Id, one.Url, one.Kinds, Moments.ToIso(one.CreatedAt), one.EndedAt is { } ended ? Moments.ToIso(ended) : null);
}

/// <param name="Url">An https address; http for this machine only.</param>
/// <param name="Kinds">Codes of events.</param>
public sealed record NewWebhook(string Url, IReadOnlyList<string> Kinds);

/// <param name="Secret">Told here alone: keep it.</param>
public sealed record WebhookMade(long Webhook, string Secret);

public sealed record WebhookEnded(long Webhook);

/// <param name="Webhook">Null of a message to a person.</param>
/// <param name="Kind">Code of the event; null of a message.</param>
/// <param name="Outcome">Of the last attempt; empty before the first.</param>
/// <param name="NextAt">When it is tried again; null where it is not.</param>
public sealed record DeliveryShown(long Delivery, string Uid, DeliveryChannel Channel, long? Webhook, string? Kind, string? Subject, DeliveryState State, long Attempts, string Outcome, Bilingual Says, string At, string? NextAt)
{
    internal static DeliveryShown Of(Delivery one, OutboxEvent? happened) => new(
        one.Id, one.Uid, one.Channel, one.Subscription, happened?.Kind, happened?.Subject, one.State, one.Attempts, one.Outcome, AttemptWords.Of(one.Outcome), Moments.ToIso(one.CreatedAt),
        one.State == DeliveryState.Waiting ? Moments.ToIso(one.NextAt) : null);
}

public sealed record DeliveryMade(long Delivery);
