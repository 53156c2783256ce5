using System.Net.Mime;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Hosting;

/// <summary>Qualification documents and the files of steps, to save and never to be shown by the browser: somebody else wrote them.</summary>
internal static class DirectoryFiles
{
    internal static void MapDirectoryFiles(this WebApplication app)
    {
        app.MapGet("/organisations/{code}/documents/{id:long}", async (string code, long id, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
        {
            var who = context.Features.GetRequiredFeature<SignedIn>();
            var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
            if (!who.MayDoSomewhere(Permission.ReadLedger, today) && !who.MayDo(Permission.ReadOrganisation, new Target(Organisation: code), today)) return Results.NotFound();
            var (name, content) = await database.ReadAsync(async reader =>
            {
                if (await Directory.FindAsync(reader, code) is not { } organisation) return (null, null);
                return (await Directory.FactsAsync(reader, organisation)).Qualifications.FirstOrDefault(document => document.Id == id) is { } found
                    ? (found.FileName, await Attachments.FindAsync(reader, found.Sha256)) : (null, null);
            }, stop);
            if (content is null) return Results.NotFound();
            await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "organisation", code, $"{id}"));
            return Results.File(content, MediaTypeNames.Application.Octet, name);
        }).Needs(Permission.ReadLedger, Permission.ReadOrganisation);

        app.MapGet("/needs/{code}/files/{step}/{version:int}/{sha256:length(64)}", async (string code, string step, int version, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
        {
            if (!sha256.All(char.IsAsciiHexDigitLower) || !Enum.TryParse<NeedStep>(step, out var known)) return Results.NotFound();
            var (name, content) = await database.ReadAsync(async reader =>
            {
                var (books, today) = (await Books.LoadAsync(reader), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
                if (await NeedReading.FindNeedAsync(reader, books, code) is not { } need || !context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ReadLedger, books.TargetOf(need.Fund), today)) return (null, null);
                var asked = Convert.FromHexString(sha256);
                var file = (await Attachments.ListAsync(reader, RecordStep.ReferrerOf(need.Id, known, version))).FirstOrDefault(one => one.Sha256.AsSpan().SequenceEqual(asked));
                return file is null ? (null, null) : (file.FileName, await Attachments.FindAsync(reader, asked));
            }, stop);
            if (content is null) return Results.NotFound();
            await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "need", code, $"{known} {version}"));
            return Results.File(content, MediaTypeNames.Application.Octet, name);
        }).Needs(Permission.ReadLedger);
    }
}
