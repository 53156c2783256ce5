using System.Net;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Api;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>
/// For those who watch the process: <c>/healthz</c> says that it lives, <c>/readyz</c> that requests may come, <c>/health</c> how everything is. Degraded is answered with 200: it works;
/// unhealthy with 503. What is said of each thing, only this machine and whoever keeps the program running hear.
/// </summary>
internal static class HealthSite
{
    private static readonly string[] HeadersOfProxies = ["X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-IP"];

    internal static void MapHealth(this WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Json(new { Status = "alive" })).AnyoneMay();
        app.MapGet("/readyz", async (HealthWatch watch, CancellationToken stop) =>
        {
            var checks = await watch.ReadyAsync(stop);
            var isReady = HealthWatch.Worst(checks) != Health.Unhealthy;
            return Results.Json(new
            {
                Status = isReady ? "ready" : "not-ready",
                Database = Word(checks, "database", "readable", "unreadable"), Writer = Word(checks, "writer", "alive", "failing"), Schema = Word(checks, "schema", "current", "other"), Stopping = Word(checks, "stopping", "no", "yes"),
            }, statusCode: StatusOf(isReady));
        }).AnyoneMay();
        app.MapGet("/health", async (HttpContext context, HealthWatch watch, SiteAddress site, TimeProvider clock, CancellationToken stop) =>
        {
            var checks = await watch.AllAsync(stop);
            var worst = HealthWatch.Worst(checks);
            var (mayKnow, language) = (IsLocal(context, site) || IsKeeper(context, clock), PageLanguage.Of(context.Request));
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { Status = WordOf(worst), Checks = checks.Select(check => Shape(check, mayKnow, language)) }, statusCode: StatusOf(worst != Health.Unhealthy));
        }).AnyoneMay().RequireRateLimiting(ApiLimits.OfAnAddressPolicy);
    }

    /// <summary>Who keeps the program running, or runs the site.</summary>
    internal static bool IsKeeper(HttpContext context, TimeProvider clock)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return context.Features.Get<SignedIn>() is { } who && (who.MayDo(Permission.Operate, Target.WholeLedger, today) || who.MayDo(Permission.ManagePeople, Target.WholeLedger, today));
    }

    /// <summary>Asked on this machine itself. A proxy on it asks for others, so with one, or with any sign of one, nobody counts as local.</summary>
    private static bool IsLocal(HttpContext context, SiteAddress site) =>
        site.Proxies is not { Count: > 0 } && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from) && !HeadersOfProxies.Any(context.Request.Headers.ContainsKey);

    private static object Shape(HealthCheck check, bool mayKnow, Language language) =>
        mayKnow ? new { check.Name, Status = WordOf(check.Health), Says = check.Says.In(language), check.Figures } : new { check.Name, Status = WordOf(check.Health) };

    private static string Word(IEnumerable<HealthCheck> checks, string name, string good, string bad) => checks.Any(check => check.Name == name && check.Health != Health.Unhealthy) ? good : bad;

    private static string WordOf(Health health) => health.ToString().ToLowerInvariant();

    private static int StatusOf(bool isGood) => isGood ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}
