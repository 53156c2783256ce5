using System.Net.Mime;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reports;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Files about spaces, to those who read them; and the sheet in which results are filled in.</summary>
internal static class SpaceFiles
{
    internal static void MapSpaceFiles(this WebApplication app)
    {
        app.MapGet("/spaces/template.xlsx", TemplateAsync).Needs(Permission.RecordMoney, Permission.EditOrganisation);
        app.MapGet("/spaces/{code}/files/{sha256:length(64)}", FileAsync).Needs(Permission.ReadOrganisation, Permission.ReadLedger);
    }

    private static async Task<IResult> TemplateAsync(HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        var (me, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        var due = await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            var spaces = await SpaceReading.ListAsync(reader, books);
            var (results, terms) = (await OperatingResults.AllAsync(reader, spaces), await SpaceReading.AllOperatorsAsync(reader));
            return spaces.Where(space => space.ClosedOn is null && me.MayRead(books, space, terms[space.Id], today)).Select(space => (space, DuePeriods.Of(space, [.. results[space.Id]], today))).ToList();
        }, stop);
        var language = PageLanguage.Of(context.Request);
        var sheet = new MemoryStream();
        ResultTemplate.Write(due, language, sheet);
        sheet.Position = 0;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(sheet, ReportFormat.Xlsx.MediaTypeOf(), "operating-results.xlsx");
    }

    internal static async Task<IResult> FileAsync(string code, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var (me, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        var (name, content) = await database.ReadAsync<(string?, byte[]?)>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (await SpaceReading.FindAsync(reader, books, code) is not { } space || !me.MayRead(books, space, await SpaceReading.OperatorsAsync(reader, space), today)) return (null, null);
            var belongs = (await OperatingResults.OfAsync(reader, books, space)).Any(result => result.Evidence == sha256) || (await SpaceReading.InvestmentsAsync(reader, space)).Any(one => one.Evidence == sha256);
            return belongs ? (await Evidence.FileNameAsync(reader, sha256), await Attachments.FindAsync(reader, Convert.FromHexString(sha256))) : (null, null);
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "space", code, sha256));
        return Results.File(content, MediaTypeNames.Application.Octet, name ?? sha256);
    }
}
