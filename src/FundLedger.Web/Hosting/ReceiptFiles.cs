using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Receipts, their register and donors' years as files, names masked.</summary>
internal static class ReceiptFiles
{
    internal static void MapReceiptFiles(this WebApplication app)
    {
        app.MapGet("/receipts/{entity}/{receipt}/document.{format}", ReceiptAsync).NeedsEverywhere(Permission.ExportLedger);
        app.MapGet("/receipts/register.{format}", (string format, int? year, string? entity, HttpContext context, Database database, ReportIssuing issuing) =>
            year is { } asked ? RegisterAsync(asked, format, entity, context, database, issuing) : Task.FromResult(Results.NotFound())).NeedsEverywhere(Permission.ExportLedger);
        app.MapGet("/donors/{donor:long}/{year:int}/summary.{format}", DonorYearAsync).NeedsEverywhere(Permission.ExportLedger);
    }

    internal static Task<IResult> ReceiptAsync(string entity, string receipt, string format, HttpContext context, Database database, ReportIssuing issuing) => SendAsync(
        context, database, issuing, format, $"receipt-{receipt}",
        async reader => ReceiptNumber.TryParse(receipt, out var number) && (await ReceiptFigures.ReceiptAsync(reader, number, entity)).IsDone(out var done, out _) ? ReceiptContent.Of(done) : null);

    internal static Task<IResult> RegisterAsync(int year, string format, string? entity, HttpContext context, Database database, ReportIssuing issuing) => SendAsync(
        context, database, issuing, format, string.Create(CultureInfo.InvariantCulture, $"receipts-{year}"),
        async reader => (await ReceiptFigures.RegisterAsync(reader, year, entity)).IsDone(out var done, out _) ? ReceiptRegisterContent.Of(done) : null);

    internal static Task<IResult> DonorYearAsync(long donor, int year, string format, string? entity, HttpContext context, Database database, ReportIssuing issuing) => SendAsync(
        context, database, issuing, format, string.Create(CultureInfo.InvariantCulture, $"donor-{donor}-{year}"),
        async reader => (await ReceiptFigures.DonorYearAsync(reader, donor, year, entity)).IsDone(out var done, out _) ? DonorYearContent.Of(done) : null);

    /// <param name="draw">Null where there is nothing of the kind.</param>
    private static async Task<IResult> SendAsync(HttpContext context, Database database, ReportIssuing issuing, string format, string name, Func<LedgerReader, Task<ReportContent?>> draw)
    {
        if (!ReportFormats.TryParse(format, out var form)) return Results.NotFound();
        var language = Languages.TryParse((string?)context.Request.Query["doc"] ?? "", out var asked) ? asked : PageLanguage.Of(context.Request);
        await issuing.BeginAsync(context.RequestAborted);
        var isWritten = await database.ReadAsync(async reader =>
        {
            if (await draw(reader) is not { } content) return false;
            await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"{content.Key}.{form.ExtensionOf()}", name));
            var response = context.Response;
            response.ContentType = form.MediaTypeOf();
            var plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'));
            response.Headers.ContentDisposition = $"attachment; filename=\"{plain}.{form.ExtensionOf()}\"";
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.ContentLanguage = language.TagOf();
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // renderers write as they walk
            await issuing.WriteAsync(content, form, language, response.Body);
            return true;
        }, context.RequestAborted);
        return isWritten ? Results.Empty : Results.NotFound();
    }
}
