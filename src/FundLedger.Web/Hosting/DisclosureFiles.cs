using System.Net.Mime;
using FundLedger.Disclosure;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Documents of disclosures, byte for byte as they were drawn: to everybody once they are published, before that to those who read the books.</summary>
internal static class DisclosureFiles
{
    /// <summary>What has this hash never changes.</summary>
    private const string Forever = "public, max-age=31536000, immutable";

    internal static void MapDisclosureFiles(this WebApplication app)
    {
        app.MapGet("/public/disclosures/files/{sha256:length(64)}", PublishedAsync).AnyoneMay();
        app.MapGet("/disclosures/{rule}/{entity:long}/{subject}/files/{sha256:length(64)}", AnyAsync).Needs(Permission.ReadLedger);
    }

    private static async Task<IResult> PublishedAsync(string sha256, HttpContext context, Database database, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var hash = Convert.FromHexString(sha256);
        var (name, content) = await database.ReadAsync<(string?, byte[]?)>(async reader =>
            await DisclosureReading.PublishedFileAsync(reader, hash) is { } published ? (published, await Attachments.FindAsync(reader, hash)) : (null, null), stop);
        if (content is null) return Results.NotFound();
        context.Response.Headers.CacheControl = Forever;
        return Results.File(content, TypeOf(name!), name);
    }

    internal static async Task<IResult> AnyAsync(string rule, long entity, string subject, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var (me, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        var (name, content) = await database.ReadAsync<(string?, byte[]?)>(async reader =>
        {
            if (await DisclosureReading.FindAsync(reader, await Books.LoadAsync(reader), $"{rule}/{entity}/{subject}") is not { } work || !me.MayDo(Permission.ReadLedger, DisclosureRules.TargetOf(work.Item), today)) return (null, null);
            var file = work.Versions.SelectMany(version => version.Draft.Files).Concat(work.Prepared?.Files ?? []).FirstOrDefault(known => Convert.ToHexStringLower(known.Sha256) == sha256);
            return file is null ? (null, null) : (file.FileName, await Attachments.FindAsync(reader, file.Sha256));
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "disclosure", $"{rule}/{entity}/{subject}", sha256));
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(content, TypeOf(name!), name);
    }

    private static string TypeOf(string name) => name.EndsWith(".pdf", StringComparison.Ordinal) ? MediaTypeNames.Application.Pdf : "text/plain; charset=utf-8";
}
