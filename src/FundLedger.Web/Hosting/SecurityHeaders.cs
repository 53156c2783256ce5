namespace FundLedger.Web.Hosting;

/// <summary>What every answer tells the browser it may not do.</summary>
internal static class SecurityHeaders
{
    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        context.Response.OnStarting(KeepPagesPrivate, context.Response);
        return next(context);
    });

    /// <summary>Pages are one person's, and asked for anew each time; but the back button may show the one that was left, with what was typed.</summary>
    private static Task KeepPagesPrivate(object answer)
    {
        var response = (HttpResponse)answer;
        if (response.ContentType?.StartsWith("text/html", StringComparison.Ordinal) == true) response.Headers.CacheControl = "private, no-cache";
        return Task.CompletedTask;
    }
}
