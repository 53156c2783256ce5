using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using FundLedger.Storage;
using FundLedger.Web.Jobs;
using FundLedger.Web.SigningIn;
using Microsoft.Extensions.WebEncoders;
using Serilog;
using Serilog.Events;

namespace FundLedger.Web.Hosting;

/// <summary>The web server over one open ledger.</summary>
internal static class LedgerHost
{
    private static readonly string[] OwnNames = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Nothing but what stands here is configured: no settings file or environment variable can make it listen elsewhere.</summary>
    internal static WebApplication Build(Database database, IReadOnlyList<Uri> urls, TimeProvider clock)
    {
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
                if (url is { Host: "localhost", Port: not 0 }) kestrel.ListenLocalhost(url.Port);
                else kestrel.Listen(url.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(url.Host), url.Port);
            }
        });
        builder.Services.AddSerilog(logging => logging
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal) // a failed start is said by whoever started it
            .WriteTo.Console(standardErrorFromLevel: LogEventLevel.Verbose, formatProvider: System.Globalization.CultureInfo.InvariantCulture));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.Services.AddSingleton(database).AddSingleton(clock);
        builder.Services.AddImportRunner(Environment.MachineName + urls[0]);
        builder.Services.AddKeysInBooks(database);
        builder.Services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.AddSigningIn();
        builder.Services.AddRazorPages();
        builder.Services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "fundledger-form");
        builder.Services.AddResponseCompression();
        builder.Services.AddLedgerJobs(runs: database.IsWriting);
        // A page of another site must not reach the books through a name that it points at this machine.
        builder.Services.AddHostFiltering(hosts => hosts.AllowedHosts = [.. OwnNames, .. urls.Select(url => url.Host)]);

        var app = builder.Build();
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/status/500");app.UseStatusCodePagesWithReExecute("/status/{0}");
        app.UseResponseCompression();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        app.MapEntryFiles();
        app.MapReportFiles();
        app.MapJobsDashboard();
        app.MapImportFiles();
        app.MapTrailDownload();
        app.MapRazorPages();
        return app;
    }
}
