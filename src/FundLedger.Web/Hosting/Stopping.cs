using Microsoft.AspNetCore.Diagnostics;

namespace FundLedger.Web.Hosting;

/// <summary>From the word to stop on, nothing new is written; what is under way is finished. Reads are answered for as long as a proxy takes to move on.</summary>
internal sealed class Stopping(IHostApplicationLifetime lifetime, HostSettings settings) : IHostedLifecycleService
{
    /// <summary>For whoever asks to write: another node, or this one started again.</summary>
    private const string RetryAfterSeconds = "5";

    private volatile bool isTold;

    internal bool IsUnderWay => isTold || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>The server still listens while this waits.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        isTold = true;
        await Task.Delay(settings.Drain, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        // The page that says so is asked for by the same method as what was refused.
        if (!IsUnderWay || IsRead(context.Request.Method) || context.Features.Get<IStatusCodeReExecuteFeature>() is not null) return next(context);
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.RetryAfter = RetryAfterSeconds;
        return Task.CompletedTask;
    }

    private static bool IsRead(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);
}

internal static class StoppingNodes
{
    internal static void AddStopping(this IServiceCollection services) => services.AddSingleton<Stopping>().AddHostedService(provider => provider.GetRequiredService<Stopping>());

    internal static void UseStopping(this WebApplication app)
    {
        var stopping = app.Services.GetRequiredService<Stopping>();
        app.Use((context, next) => stopping.AnswerAsync(context, next));
    }
}
