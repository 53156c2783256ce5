using System.Security.Cryptography;
using System.Text.Json;

namespace FundLedger.Web.Api;

/// <summary>Answers with JSON, one person's and asked for anew each time.</summary>
/// <param name="value">Of one of the types that the endpoint says it answers with.</param>
internal sealed class ApiAnswer(object value, int status = StatusCodes.Status200OK) : IResult
{
    internal const string Replayed = "Idempotency-Replayed";

    /// <summary>One record: with a tag by which it is told whether it changed.</summary>
    internal bool IsTagged { get; init; }

    /// <summary>Open to everybody, and the same for all.</summary>
    internal bool IsPublic { get; init; }

    /// <summary>Where what was made can be read.</summary>
    internal string? Location { get; init; }

    /// <summary>Where the list goes on.</summary>
    internal string? NextPath { get; init; }

    /// <summary>The same write was sent before: this is its first answer.</summary>
    internal bool WasDoneBefore { get; init; }

    internal static string TagOf(object value) => TagOf(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Shape));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Shape);
        response.Headers.CacheControl = IsPublic ? "public, max-age=60" : "private, no-cache";
        if (!IsPublic) response.Headers.Vary = "Authorization, Cookie";
        if (Location is not null) response.Headers.Location = Location;
        if (NextPath is not null) response.Headers.Link = $"<{NextPath}>; rel=\"next\"";
        if (WasDoneBefore) response.Headers[Replayed] = "true";
        if (IsTagged)
        {
            var tag = TagOf(bytes);
            response.Headers.ETag = tag;
            if (Names(request.Headers.IfNoneMatch, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        (response.StatusCode, response.ContentType, response.ContentLength) = (status, ApiJson.MediaType, bytes.Length);
        return response.Body.WriteAsync(bytes, httpContext.RequestAborted).AsTask();
    }

    /// <summary>Whether a header of tags names this one, or any.</summary>
    internal static bool Names(Microsoft.Extensions.Primitives.StringValues header, string tag) =>
        header.SelectMany(line => (line ?? "").Split(',', StringSplitOptions.TrimEntries)).Any(named => named == "*" || named == tag || named == "W/" + tag);

    private static string TagOf(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"";
}
