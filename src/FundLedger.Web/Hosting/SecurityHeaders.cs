using System.Net;
using FundLedger.Web.Api;
using FundLedger.Web.Checking;
using FundLedger.Web.Jobs;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Hosting;

/// <summary>What every answer tells the browser it may not do.</summary>
internal static class SecurityHeaders
{
    private const string Strict = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /// <summary>Hangfire's own pages set styles from their script and have an empty icon as data; scripts are as bounded as everywhere.</summary>
    private const string JobsDashboard = Strict + "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private const string KeptByAll = "public, max-age=300";

    private const string OneYear = "max-age=31536000";

    /// <summary>Written when the answer starts, since the answer to a failure begins by dropping what was written before.</summary>
    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var policy = context.Request.Path.StartsWithSegments(LedgerJobs.DashboardPath) ? JobsDashboard : Strict;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            if (ApiSite.IsReference(context.Request)) headers.ContentSecurityPolicy = ApiSite.ReferencePolicy(context);
            else if (context.Request.Path.Value != CheckpointFiles.CheckerPath || context.Response.StatusCode != StatusCodes.Status200OK) headers.ContentSecurityPolicy = policy;
            else headers.ContentSecurityPolicy = ProofChecker.Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            if (context.Request.IsHttps) headers.StrictTransportSecurity = OneYear;
            return Task.CompletedTask;
        });
        context.Response.OnStarting(KeepPagesPrivate, context.Response);
        return next(context);
    });

    /// <summary>Nothing is answered that came from elsewhere without TLS: neither here nor up to the proxy.</summary>
    internal static void UseTlsOnly(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Whoever watches the process asks in plain, and hears nothing private.
        var isWatching = context.Request.Path.Value is "/healthz" or "/readyz";
        if (context.Request.IsHttps || isWatching || context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)) return next(context);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsync("https only");
    });

    /// <summary>A page that shows nobody's own: whoever carries it to others may keep it for a while.</summary>
    internal static void MayBeKeptByAll(this HttpResponse response) => response.Headers.CacheControl = KeptByAll;

    internal static bool IsKeptByAll(this HttpResponse response) => response.Headers.CacheControl == KeptByAll && !SetsACookie(response);

    /// <summary>Pages are one person's, and asked for anew each time; but the back button may show the one that was left, with what was typed. What shows a secret or a name says itself that it is kept nowhere.</summary>
    private static Task KeepPagesPrivate(object answer)
    {
        var response = (HttpResponse)answer;
        if (response.IsKeptByAll())
        {
            response.Headers.Remove(HeaderNames.SetCookie);
            return Task.CompletedTask;
        }

        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true && response.Headers.CacheControl != "no-store") response.Headers.CacheControl = "private, no-cache";
        return Task.CompletedTask;
    }

    /// <summary>What sets a cookie is for the one who asked, whatever it shows. Taking away one that nobody sent, as is done with notices, sets none.</summary>
    private static bool SetsACookie(HttpResponse response) => response.Headers.SetCookie.Any(cookie =>
        cookie!.Split(';')[0].Split('=', 2) is not [var name, ""] || response.HttpContext.Request.Cookies.ContainsKey(name));
}
