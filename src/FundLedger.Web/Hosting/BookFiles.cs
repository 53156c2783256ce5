using System.Globalization;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Vouchers;
using FundLedger.Web.Pages;
using FundLedger.Web.Pages.Bookkeeping;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>Books of an entity as files, and its vouchers in the columns of another program.</summary>
internal static class BookFiles
{
    internal static void MapBookFiles(this WebApplication app)
    {
        app.MapGet("/books/{book}.{format}", async (string book, string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock) =>
        {
            if (BookKind.Find(book) is not { } kind || !ReportFormats.TryParse(format, out var form)) return Results.NotFound();
            if (new BookTyped(context.Request.Query).Read(kind, PageLanguage.Of(context.Request)) is not { } asked) return Results.Redirect($"/books/{book}{context.Request.QueryString}"); // the page says what is wrong
            await issuing.BeginAsync(context.RequestAborted);
            return await database.ReadAsync(async reader =>
            {
                if (!MayExport(context, clock, await Books.LoadAsync(reader), asked.Question.Entity)) return Results.NotFound();
                if (!(await kind.Draw(reader, asked, (await WhoIs.LoadAsync(reader)).NameOf)).IsDone(out var content, out _)) return Results.Redirect($"/books/{book}{context.Request.QueryString}");
                await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"{kind.Code}.{form.ExtensionOf()}", $"{asked.Question.Entity} {asked.Question.Span}"));
                Begin(context, form.MediaTypeOf(), $"{kind.Code}-{asked.Account}-{asked.Question.Span.First.ToIso()}-{asked.Question.Span.Last.ToIso()}", form.ExtensionOf());
                context.Response.Headers.ContentLanguage = asked.Language.TagOf();
                await issuing.WriteAsync(content, form, asked.Language, context.Response.Body);
                return Results.Empty;
            }, context.RequestAborted);
        }).Needs(Permission.ExportLedger);
        app.MapGet("/vouchers/export.{format}", async (string format, string? entity, string? month, string? layout, HttpContext context, Database database, TimeProvider clock) =>
        {
            if (!VoucherSheets.IsForm(format) || !PeriodMonth.TryParse(month, out var asked)) return Results.NotFound();
            return await database.ReadAsync(async reader =>
            {
                if (!MayExport(context, clock, await Books.LoadAsync(reader), entity) || !(await VoucherLayouts.FindAsync(reader, layout ?? "")).IsDone(out var known, out _)) return Results.NotFound();
                var question = new BookQuestion(entity, new DateSpan(asked.FirstDay, asked.LastDay));
                if (!(await VoucherExport.OpenAsync(reader, known, question, (await WhoIs.LoadAsync(reader)).NameOf)).IsDone(out var export, out _))
                    return Results.Redirect(PathOf("/vouchers", entity, asked)); // the page says that numbers are missing
                await database.TellAsync(context, new AuditNote("export-vouchers", AuditOutcome.Exported, "voucher-layout", known.Code, $"{entity} {asked} {format}"));
                Begin(context, format == VoucherSheets.Xlsx ? ReportFormat.Xlsx.MediaTypeOf() : ReportFormat.Csv.MediaTypeOf(), $"vouchers-{known.Code}-{asked}", format);
                VoucherSheets.Write(export, format, context.Response.Body);
                return Results.Empty;
            }, context.RequestAborted);
        }).Needs(Permission.ExportLedger);
    }

    private static string PathOf(string path, string? entity, PeriodMonth month) => path + QueryString.Create(new KeyValuePair<string, string?>[] { new("entity", entity), new("month", month.ToString()) });

    private static bool MayExport(HttpContext context, TimeProvider clock, Books books, string? entity)
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return books.EntityOrOnly(entity).IsDone(out var owner, out _) && context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ExportLedger, Reach.TargetOf(owner), today);
    }

    private static void Begin(HttpContext context, string mediaType, string name, string extension)
    {
        var plain = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-'));
        context.Response.ContentType = mediaType;
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{plain}.{extension}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // renderers write as they walk
    }
}
