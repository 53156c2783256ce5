using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;
using FundLedger.Web.Pages.Reports;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Hosting;

/// <summary>What a job of a file has beside its page: how far it is, and the file, for whoever asked.</summary>
internal static class DocumentFiles
{
    internal static void MapDocumentFiles(this WebApplication app)
    {
        app.MapGet("/reports/jobs/{id:long}/progress", async (long id, HttpContext context, Database database, TimeProvider clock) =>
        {
            if (await TheirsAsync(context, database, clock, id, mustBeTheirsStill: false) is not { } job) return Results.NotFound();
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { IsOver = !job.IsOpen, RowsDone = job.Progress.Done, RowsTotal = job.Progress.Total, Says = DocumentJobWords.Of(job).In(PageLanguage.Of(context.Request)) });
        }).Needs(Permission.ExportLedger);
        app.MapGet("/reports/jobs/{id:long}/file", FileAsync).Needs(Permission.ExportLedger);
    }

    internal static async Task<IResult> FileAsync(long id, HttpContext context, Database database, TimeProvider clock)
    {
        if (await TheirsAsync(context, database, clock, id, mustBeTheirsStill: true) is not { State: DocumentJobState.Done, File: { } file } job) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "document-job", $"{id}", $"{job.Asked.Kind} {Convert.ToHexStringLower(file.Sha256)}"));
        var response = context.Response;
        (response.ContentType, response.ContentLength) = (file.MediaType, file.SizeBytes);
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = file.Name }.ToString();
        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentLanguage = job.Asked.Language.TagOf();
        await DocumentsAskedFor.WriteAsync(database, job, response.Body, context.RequestAborted);
        return Results.Empty;
    }

    /// <summary>Null when there is no such job, when somebody else asked, and when whoever asked may no longer export what is in it.</summary>
    private static Task<DocumentJob?> TheirsAsync(HttpContext context, Database database, TimeProvider clock, long id, bool mustBeTheirsStill) => database.ReadAsync(async reader =>
    {
        var (who, today) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        if (await DocumentsAskedFor.FindAsync(reader, id) is not { } job || job.Account != who.Person.Id) return null;
        var books = await Books.LoadAsync(reader);
        return !mustBeTheirsStill || DocumentKind.Find(job.Asked.Kind)?.MayHave(books, job.Asked, target => who.MayDo(Permission.ExportLedger, target, today)) == true ? job : null;
    }, context.RequestAborted);
}
