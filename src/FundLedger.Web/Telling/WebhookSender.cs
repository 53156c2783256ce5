using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;

namespace FundLedger.Web.Telling;

/// <summary>Sends one event to the address of a program, signed. It follows no redirection, waits ten seconds at most, and keeps nothing of the answer but its number.</summary>
internal sealed class WebhookSender : IDisposable
{
    internal const string SignatureHeader = "FundLedger-Signature";
    internal const string DeliveryHeader = "FundLedger-Delivery";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Database database;
    private readonly TimeProvider clock;
    private readonly SiteAddress site;
    private readonly IDataProtector secrets;
    private readonly HttpClient http;

    public WebhookSender(Database database, TimeProvider clock, SiteAddress site, TellingSettings settings, IDataProtectionProvider protection)
    {
        (this.database, this.clock, this.site, secrets) = (database, clock, site, ProtectorOf(protection));
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ConnectTimeout = LongestWait,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), // a name is looked up again soon
            MaxResponseHeadersLength = 16, // KB
            ConnectCallback = new PrivateAddresses(settings.Networks).ConnectAsync,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    internal static IDataProtector ProtectorOf(IDataProtectionProvider protection) => protection.CreateProtector("webhook-secret");

    public void Dispose() => http.Dispose();

    internal async Task<Attempt> SendAsync(Delivery delivery, CancellationToken stop)
    {
        var (subscription, happened) = await database.ReadAsync(async reader => (await Webhooks.FindAsync(reader, delivery.Subscription!.Value), await Events.FindAsync(reader, delivery.Event!.Value)), stop);
        if (subscription is not { IsActive: true } || happened is null) return new Attempt.Hopeless("ended");
        List<string> keys;
        try
        {
            keys = [.. subscription.SecretsAt(Moments.ToMicroseconds(clock.GetUtcNow())).Select(secrets.Unprotect)];
        }
        catch (CryptographicException)
        {
            return new Attempt.Failed("secret-unreadable");
        }

        var body = BodyOf(delivery, happened, site);
        using var request = new HttpRequestMessage(HttpMethod.Post, subscription.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("FundLedger", "1"));
        request.Headers.Add(DeliveryHeader, delivery.Uid);
        request.Headers.Add(SignatureHeader, SignatureOf(body, keys, clock.GetUtcNow().ToUnixTimeSeconds()));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(LongestWait);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var code = $"http-{(int)answer.StatusCode}";
            return answer.IsSuccessStatusCode ? new Attempt.Sent(code) : (int)answer.StatusCode == 410 ? new Attempt.Hopeless(code) : new Attempt.Failed(code);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new Attempt.Failed("timeout");
        }
        catch (HttpRequestException failed)
        {
            return new Attempt.Failed(failed switch
            {
                { InnerException: PrivateAddressException } => "private-address",
                { InnerException: AuthenticationException } => "tls",
                { InnerException: SocketException } => "unreachable",
                _ => "unreachable",
            });
        }
    }

    /// <summary>The same bytes at every attempt. Codes and links, no personal data.</summary>
    internal static byte[] BodyOf(Delivery delivery, OutboxEvent happened, SiteAddress site)
    {
        static string? Or(string code) => code.Length > 0 ? code : null;
        var path = WebhookLinks.ApiPathOf(happened);
        return JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = delivery.Uid, ["event"] = happened.Kind, ["at"] = Moments.ToIso(happened.RecordedAt), ["subject"] = happened.Subject, ["entity"] = Or(happened.Entity), ["fund"] = Or(happened.Fund),
            ["organisation"] = Or(happened.Organisation), ["data"] = happened.Detail, ["link"] = path is null ? null : WebhookLinks.Absolute(site, path),
        }, Json);
    }

    /// <summary><c>t=SECONDS,v1=HEX</c>, once more <c>v1</c> for each further secret: HMAC-SHA-256 of <c>SECONDS.BODY</c>.</summary>
    internal static string SignatureOf(byte[] body, IReadOnlyList<string> keys, long seconds)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seconds}.")), .. body];
        return string.Create(CultureInfo.InvariantCulture, $"t={seconds}") + string.Concat(keys.Select(key => ",v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))));
    }
}

/// <summary>Where a program reads more of an event.</summary>
internal static class WebhookLinks
{
    /// <summary>Null where the API has nothing of it.</summary>
    internal static string? ApiPathOf(OutboxEvent happened)
    {
        var subject = Uri.EscapeDataString(happened.Subject);
        return happened.Kind switch
        {
            "entry.posted" => $"/api/v1/entries/{subject}",
            "approval.asked" or "approval.decided" => $"/api/v1/approvals/{subject}",
            "award.decided" or "report.returned" or "clawback.claimed" => $"/api/v1/awards/{subject}",
            "tranche.paid" => $"/api/v1/awards/{subject}/tranches/{happened.Word("tranche")}",
            "payment.ordered" or "payment.settled" => "/api/v1/payments",
            "checkpoint.signed" => $"/api/v1/checkpoints/{subject}",
            _ => null,
        };
    }

    internal static string Absolute(SiteAddress site, string path) => (site.Public ?? site.Urls[0]).ToString().TrimEnd('/') + path;
}
