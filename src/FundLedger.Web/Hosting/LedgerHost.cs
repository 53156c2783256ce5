using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FundLedger.Storage;
using FundLedger.Web.Api;
using FundLedger.Web.Documents;
using FundLedger.Web.Jobs;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Telling;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.WebEncoders;
using Serilog;
using Serilog.Events;

namespace FundLedger.Web.Hosting;

/// <summary>The web server over one open ledger.</summary>
internal static class LedgerHost
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Nothing but what stands here is configured: no settings file or environment variable can make it listen elsewhere.</summary>
    internal static WebApplication Build(Database database, IReadOnlyList<Uri> urls, TimeProvider clock) => Build(database, new SiteAddress(urls), clock);

    /// <param name="seals">Null for a site that seals and does not sign.</param>
    /// <param name="upkeep">Null for one that backs nothing up and sends no telemetry.</param>
    /// <param name="telling">Null for a site that sends no e-mail, and webhooks to public addresses only.</param>
    internal static WebApplication Build(Database database, SiteAddress site, TimeProvider clock, SealPlaces? seals = null, HostSettings? upkeep = null, TellingSettings? telling = null)
    {
        var (urls, settings) = (site.Urls, upkeep ?? HostSettings.None);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(LedgerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            foreach (var url in urls)
            {
                // A free port (0) can be asked for at one address only, and localhost is two.
                if (url is { Host: "localhost", Port: not 0 }) kestrel.ListenLocalhost(url.Port, Encrypt);
                else kestrel.Listen(url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host), url.Port, Encrypt);

                void Encrypt(ListenOptions endpoint)
                {
                    if (url.Scheme == Uri.UriSchemeHttps) endpoint.UseHttps(site.Certificate!);
                }
            }
        });
        builder.Services.AddSerilog(logging => logging
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal) // a failed start is said by whoever started it
            .WriteTo.Sink(new LogLines(settings.LogsAreJson)));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = settings.Drain + settings.Finishing);
        builder.Services.AddSingleton(database).AddSingleton(clock).AddSingleton(site).AddSingleton(settings).AddSingleton<HealthWatch>();
        builder.Services.AddStopping();
        builder.AddTelemetry(settings);
        builder.Services.AddSingleton(seals ?? SealPlaces.None).AddSingleton<CheckpointKeeper>();
        builder.Services.AddSingleton(services => new ReportIssuing(services.GetRequiredService<CheckpointKeeper>(), site));
        builder.Services.AddImportRunner(Environment.MachineName + urls[0]);
        builder.Services.AddSingleton<DocumentDesk>();
        builder.Services.AddTelling(telling ?? TellingSettings.None);
        builder.Services.AddKeysInBooks(database);
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSigningIn();
        builder.Services.AddApi();
        builder.Services.AddRazorPages();
        builder.Services.AddAntiforgery(antiforgery => Guard(antiforgery.Cookie, "fundledger-form", site));
        builder.Services.Configure<CookieTempDataProviderOptions>(kept => Guard(kept.Cookie, "fundledger-notice", site));
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in site.Proxies ?? []) forwarded.KnownIPNetworks.Add(proxy);
        });
        builder.Services.AddResponseCompression();
        builder.Services.AddLedgerJobs(runs: database.IsWriting);
        // A page of another site must not reach the books through a name that it points at this machine.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = [.. OwnNames, .. urls.Select(url => url.Host).Where(host => host is not ("0.0.0.0" or "[::]")), .. site.Hosts ?? []]);

        var app = builder.Build();
        if (site.Proxies is { Count: > 0 }) app.UseForwardedHeaders();
        app.UseHostFiltering();
        if (site.IsOpen || site.Proxies is { Count: > 0 }) app.UseTlsOnly();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/status/500");
        app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseApiFailures();
        app.UseStopping();
        app.UseResponseCompression();
        app.UseStaticFiles();
        app.UsePublicPages();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapEntryFiles();
        app.MapApplicationFiles();
        app.MapAwardFiles();
        app.MapSpaceFiles();
        app.MapDisclosureFiles();
        app.MapDirectoryFiles();
        app.MapPaymentFiles();
        app.MapProposalEvidence();
        app.MapReportFiles();
        app.MapAuditFiles();
        app.MapDocumentFiles();
        app.MapReceiptFiles();
        app.MapBookFiles();
        app.MapCheckpointFiles();
        app.MapJobsDashboard();
        app.MapImportFiles();
        app.MapTrailDownload();
        app.MapApi();
        app.MapRazorPages();
        return app;
    }

    private static void Guard(CookieBuilder cookie, string name, SiteAddress site)
    {
        cookie.Name = SiteCookies.NameOf(name, site.IsSecure);
        cookie.SecurePolicy = site.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Path = "/";
    }
}
