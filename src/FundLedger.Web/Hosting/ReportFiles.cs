using FundLedger.Ledger;
using FundLedger.Reporting;
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
using FundLedger.Web.Documents;
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
            if (report == AuditPack.Code) return ToThePack(format, context.Request);
            if (report == ThreeSixtyGiving.Code) return await GrantsAsync(format, context, database, clock);
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

    /// <summary>Grants of the funds that whoever asks may export; a file to publish, so its name and content say nothing of who asked.</summary>
    private static async Task<IResult> GrantsAsync(string format, HttpContext context, Database database, TimeProvider clock)
    {
        if (format is not ("json" or "csv")) return Results.NotFound();
        var (query, today, who) = (context.Request.Query, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), context.Features.GetRequiredFeature<SignedIn>());
        if (!Languages.TryParse((string?)query["doc"] ?? "", out var language)) language = PageLanguage.Of(context.Request);
        var (fund, typedYear) = (((string?)query["fund"] ?? "").Trim(), ((string?)query["year"] ?? "").Trim());
        if (typedYear.Length > 0 && !int.TryParse(typedYear, NumberStyles.None, CultureInfo.InvariantCulture, out _)) return Unprocessable(Refusal.Of("year-missing", "year", "年度请写如 2026，或留空。", "Write the year like 2026, or leave it empty."));
        if (!ThreeSixtyGiving.Publisher(query["prefix"], query["funder"]).IsDone(out var publisher, out var refusal)) return Unprocessable(refusal);
        var year = typedYear.Length == 0 ? (int?)null : int.Parse(typedYear, CultureInfo.InvariantCulture);
        var read = await database.ReadAsync(reader => PublishedGrants.OfAsync(reader, fund.Length == 0 ? null : fund, year, (books, one) => who.MayDo(Permission.ExportLedger, books.TargetOf(one), today)), context.RequestAborted);
        if (!read.IsDone(out var grants, out refusal)) return Unprocessable(refusal);
        await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"{ThreeSixtyGiving.Code}.{format}", $"{fund} {typedYear}".Trim()));
        var file = new MemoryStream();
        if (format == "csv") ThreeSixtyGiving.WriteCsv(grants, publisher, language, file);
        else ThreeSixtyGiving.WriteJson(grants, publisher, language, file);
        file.Position = 0;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Results.File(file, format == "csv" ? "text/csv; charset=utf-8" : "application/json", $"360giving-{(typedYear.Length > 0 ? typedYear : "all")}.{format}");

        IResult Unprocessable(Refusal why) => Results.Text(why.Message.In(language), statusCode: StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>An audit pack takes a while, and an address that is only looked at starts nothing: it leads to where it is asked for, filled in.</summary>
    private static IResult ToThePack(string format, HttpRequest request)
    {
        if (!ReportFormats.TryParse(format, out var form) || !ReportPackWriter.Formats.Contains(form)) return Results.NotFound();
        var filled = QueryString.Create(new[] { "fund", "year", "doc" }.Select(field => new KeyValuePair<string, string?>(field, request.Query[field])).Append(new("format", form.ExtensionOf())).Where(field => !string.IsNullOrEmpty(field.Value)));
        return Results.LocalRedirect($"~/reports/jobs{filled}#{AuditPack.Code}");
    }
}
