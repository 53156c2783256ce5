using FundLedger.People.Accounts;
using Microsoft.AspNetCore.Http.Features;
using System.Net.Mime;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>Files attached to an entry, to save and never to be shown by the browser: somebody else wrote them.</summary>
internal static class EntryFiles
{
    internal static void MapEntryFiles(this WebApplication app) => app.MapGet("/entries/{entry:long}/files/{sha256:length(64)}", SendAsync).Needs(Permission.ReadLedger);

    internal static async Task<IResult> SendAsync(long entry, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var asked = Convert.FromHexString(sha256);
        var (file, content) = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
            if (await JournalReading.FindAsync(reader, new EntryId(entry), books) is not { } posted
                || !context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ReadLedger, books, posted, today)) return (null, null);
            var files = await Attachments.ListAsync(reader, Attachments.ReferrerOf(new EntryId(entry)));
            var file = files.FirstOrDefault(known => known.Sha256.AsSpan().SequenceEqual(asked));
            return (file, file is null ? null : await Attachments.FindAsync(reader, asked));
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "entry", new EntryId(entry).ToString(), sha256));
        return Results.File(content, MediaTypeNames.Application.Octet, file!.FileName);
    }
}
