using FundLedger.Ledger;
using FundLedger.People.Accounts;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Reports;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace FundLedger.Web.Hosting;

/// <summary>Reports to save, and the style sheet of those that a page shows.</summary>
internal static class ReportFiles
{
    private static readonly byte[] Style = Encoding.UTF8.GetBytes(ReportStylesheet.Text + ReportStylesheet.OfPaper);
    private static readonly EntityTagHeaderValue StyleTag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(Style))[..16]}\"");

    internal static void MapReportFiles(this WebApplication app)
    {
        app.MapGet("/report.css", () => Results.Bytes(Style, "text/css; charset=utf-8", entityTag: StyleTag)).AnyoneMay();
        app.MapGet("/reports/{report}.{format}", async (string report, string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock) =>
        {
            if (report == AuditPack.Code) return await PackAsync(format, context, database, issuing, clock);
            if (ReportKind.Find(report) is not { } kind || !ReportFormats.TryParse(format, out var form)) return Results.NotFound();
            var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
            await issuing.BeginAsync(context.RequestAborted);
            var isWritten = new ReportReading(context.Request.Query, today).Read(kind, PageLanguage.Of(context.Request)) is { } asked
                && await database.ReadAsync(reader => WriteAsync(reader, asked, form, today, context, database, issuing), context.RequestAborted) is null;
            return isWritten ? Results.Empty : Results.Redirect($"/reports/{report}{context.Request.QueryString}"); // the page says what is wrong
        }).Needs(Permission.ExportLedger);
    }

    /// <summary>Row by row from the books to the reader, while the read is open; what breaks off is no document, and the connection says so.</summary>
    /// <returns>Why it was not written; null when it was.</returns>
    internal static async Task<Refusal?> WriteAsync(LedgerReader reader, ReportQuestion asked, ReportFormat format, DateOnly today, HttpContext context, Database database, ReportIssuing issuing)
    {
        var books = await Books.LoadAsync(reader);
        if (books.FindFund(asked.Fund) is { } fund && !context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ExportLedger, books.TargetOf(fund), today)) return Authority.NotThere;
        if (asked.IsOfEntity && books.FindFund(asked.Fund) is { } of && !context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ExportLedger, Reach.TargetOf(books.Entity(of.EntityId)), today)) return Authority.NotThere;
        if (!(await asked.Kind.Draw(reader, asked)).IsDone(out var content, out var refusal)) return refusal;
        if (FailedCheck.RefusalFor(content) is { } failed) return failed;
        await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"{asked.Kind.Code}.{format.ExtensionOf()}", $"{asked.Fund} {asked.Span}"));
        var response = context.Response;
        response.ContentType = format.MediaTypeOf();
        response.Headers.ContentDisposition = ReportFileName.Of(content, asked, format).ToString();
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentLanguage = asked.Language.TagOf();
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // renderers write as they walk
        await issuing.WriteAsync(content, format, asked.Language, response.Body);
        return null;
    }

    /// <summary>A whole year as one document, written page by page as it is drawn; of the entity, so for whoever may save all of it.</summary>
    private static async Task<IResult> PackAsync(string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock)
    {
        if (!ReportFormats.TryParse(format, out var form) || !ReportPackWriter.Formats.Contains(form)) return Results.NotFound();
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var query = context.Request.Query;
        if (!Languages.TryParse((string?)query["doc"] ?? "", out var language)) language = PageLanguage.Of(context.Request);
        var code = ((string?)query["fund"] ?? "").Trim();
        _ = int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year);
        await issuing.BeginAsync(context.RequestAborted);
        return await database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            if (books.FindFund(code) is not { } fund || !context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ExportLedger, Reach.TargetOf(books.Entity(fund.EntityId)), today)) return Results.NotFound();
            if (!(await AuditPack.OfAsync(reader, code, year, null)).IsDone(out var pack, out var refusal)) return Results.Text(refusal.Message.In(language), statusCode: StatusCodes.Status422UnprocessableEntity);
            await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"{AuditPack.Code}.{form.ExtensionOf()}", $"{code} {year}"));
            var response = context.Response;
            response.ContentType = form.MediaTypeOf();
            response.Headers.ContentDisposition = ReportFileName.Of(pack, code, language, form).ToString();
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.ContentLanguage = language.TagOf();
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // renderers write as they walk
            await issuing.WriteAsync(pack, form, language, response.Body);
            return Results.Empty;
        }, context.RequestAborted);
    }
}
