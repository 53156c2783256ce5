using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Hosting;

/// <summary>A page that everybody sees alike is known by its content: whoever has it still is told so, and not sent it again.</summary>
internal static class PublicPages
{
    private const int TagBytes = 16;

    internal static void UsePublicPages(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsPage(context.Request))
        {
            await next(context);
            return;
        }

        var sent = context.Response.Body;
        using var page = new MemoryStream();
        context.Response.Body = page;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = sent;
        }

        page.Position = 0;
        if (context.Response.StatusCode == StatusCodes.Status200OK && context.Response.IsKeptByAll())
        {
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(page)[..TagBytes])}\"", isWeak: true);
            context.Response.GetTypedHeaders().ETag = tag;
            if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known == EntityTagHeaderValue.Any))
            {
                (context.Response.StatusCode, context.Response.ContentLength, context.Response.ContentType) = (StatusCodes.Status304NotModified, null, null);
                return;
            }

            page.Position = 0;
        }

        if (page.Length > 0) await page.CopyToAsync(sent, context.RequestAborted);
    });

    /// <summary>Files are known by their hash already, and are not held in memory for this.</summary>
    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && (request.Path.StartsWithSegments("/public") || request.Path.StartsWithSegments("/help")) && !request.Path.StartsWithSegments("/public/disclosures/files");
}
