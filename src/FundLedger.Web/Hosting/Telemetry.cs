using System.Diagnostics;
using FundLedger.Storage;
using FundLedger.Web.Jobs;
using Microsoft.AspNetCore.Routing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FundLedger.Web.Hosting;

/// <summary>Traces and metrics by OTLP, where an address to send them to is set; otherwise nothing of it is even made.</summary>
internal static class Telemetry
{
    private static readonly string[] Watched = ["/healthz", "/readyz", "/health"];

    internal static void AddTelemetry(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (settings.Telemetry.Count == 0) return;
        builder.Configuration.AddInMemoryCollection(settings.Telemetry); // all that the exporter hears of the environment
        builder.Services.AddHostedService<BooksMeasured>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                settings.Telemetry.GetValueOrDefault(Settings.TelemetryName.Name) ?? Settings.TelemetryName.Default, serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString()))
            .WithTracing(traces => traces.AddSource(StorageTelemetry.Name, JobsMeter.Name).AddAspNetCoreInstrumentation(requests =>
            {
                requests.Filter = context => !Watched.Contains(context.Request.Path.Value) && !Path.HasExtension(context.Request.Path.Value);
                requests.EnrichWithHttpResponse = NameByRoute;
            }))
            .WithMetrics(metrics => metrics.AddMeter(StorageTelemetry.Name, JobsMeter.Name).AddAspNetCoreInstrumentation().AddRuntimeInstrumentation())
            .UseOtlpExporter();
    }

    /// <summary>What was asked for may hold the secret of an invitation or a name that was looked for: the route tells enough.</summary>
    private static void NameByRoute(Activity span, HttpResponse response)
    {
        span.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "");
        span.SetTag("url.query", null);
        span.SetTag("user_agent.original", null);
    }
}
