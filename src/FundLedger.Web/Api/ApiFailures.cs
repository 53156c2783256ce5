using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Whatever fails below <c>/api</c> is told as a problem, never as a page, and never with what the program was doing.</summary>
internal static class ApiFailures
{
    internal const string Path = "/api";

    internal static void UseApiFailures(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsApi(context.Request))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception failed) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.Response.Clear();
            await Of(failed, context).ExecuteAsync(context);
            return;
        }

        if (!context.Response.HasStarted && context.Response.StatusCode >= 400 && context.Response.ContentType is null)
            await new ApiProblem(CodeOf(context)).ExecuteAsync(context);
    });

    internal static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments(Path);

    private static ProblemCode CodeOf(HttpContext context) => context.Response.StatusCode == StatusCodes.Status401Unauthorized && context.Request.Headers.Authorization.Count > 0 ? ProblemCode.TokenWrong
        : ProblemCode.OfStatus(context.Response.StatusCode);

    private static ApiProblem Of(Exception failed, HttpContext context)
    {
        switch (failed)
        {
            case BusyException busy:
                context.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(busy.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return new(ProblemCode.Busy);
            case AmbiguousWriteException:
                return Later(ProblemCode.WriteUnknown);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return new(ProblemCode.TooLarge);
            case BadHttpRequestException:
                return new(ProblemCode.Malformed);
            default:
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiFailures)).LogError(failed, "a call of the API failed");
                return failed is StorageException ? Later(ProblemCode.Busy) : new(ProblemCode.Internal);
        }

        ApiProblem Later(ProblemCode code)
        {
            context.Response.Headers.RetryAfter = "1";
            return new(code);
        }
    }
}
