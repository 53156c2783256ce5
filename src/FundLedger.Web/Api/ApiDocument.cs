using FundLedger.Ledger;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FundLedger.Web.Api;

/// <summary>The document that describes the API, drawn once: nothing in it depends on who asks.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    internal const string Name = "v1";
    internal const string Scheme = "token";

    private Task<byte[]>? drawn;

    internal Task<byte[]> BytesAsync(CancellationToken stop) => drawn is { IsFaulted: false, IsCanceled: false } known ? known.WaitAsync(stop) : (drawn = DrawAsync()).WaitAsync(stop);

    private async Task<byte[]> DrawAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        document.Servers = []; // it is asked for at the site that it describes
        using var bytes = new MemoryStream();
        await document.SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return bytes.ToArray();
    }

    internal static Task HeadAsync(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "FundLedger API",
            Version = "v1",
            Description = $"""
                社区基金账本的接口：写入与网页、命令行走同一操作，同样复核，同样的规则。<br>
                The books of community funds for programs: a write goes through the same operation as on the site and the command line, with the same checks and the same rules.

                - Token: `Authorization: Bearer …`, issued on the site under Account → API tokens. It may what its scopes and its owner's roles allow. Writes take no browser session.
                - Writes carry `Idempotency-Key` (1–{ApiLimits.LongestKey} visible ASCII characters). The same key and body again are answered as the first time, with `Idempotency-Replayed: true`; another body under the key is a 409 that names the difference. Keys are kept as long as the books, each person's apart.
                - Lists: `limit` {ApiLimits.FewestItems}–{ApiLimits.MostItems} ({ApiLimits.ItemsUnlessSaid} unless said), `after` from `next` or the header `Link`.
                - Single records have an `ETag`; `If-None-Match` is answered with 304, a change needs `If-Match`.
                - Money is `amount` as a string with its `currency`; days are ISO dates of Shanghai, moments are UTC.
                - Problems are RFC 9457 with a stable `code`, in Chinese or, by `Accept-Language`, in English.
                - At most {ApiLimits.MostOfATokenAMinute} calls a minute of one token, {ApiLimits.MostOfAnAddressAMinute} a minute from one address of what is open to all; a body has at most {ApiLimits.MostBodyBytes:N0} bytes, a file {Attachment.MostBytes:N0}.
                """,
        };
        document.Servers = [];
        var used = document.Paths.Values.SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>()).SelectMany(act => act.Tags ?? Enumerable.Empty<OpenApiTagReference>()).Select(tag => tag.Name).ToHashSet();
        document.Tags = document.Tags?.Where(tag => used.Contains(tag.Name)).ToHashSet(); // without the program's own name
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "API token of a person, issued on the site under Account → API tokens" },
        };
        return Task.CompletedTask;
    }
}
