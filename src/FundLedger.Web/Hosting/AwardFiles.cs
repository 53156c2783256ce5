using System.Net.Mime;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;
using ReportContent = FundLedger.Reports.Content.ReportContent;

namespace FundLedger.Web.Hosting;

/// <summary>The agreement of an award, and the files handed in about it: to those who read its fund, and to the organisation's people.</summary>
internal static class AwardFiles
{
    internal static void MapAwardFiles(this WebApplication app)
    {
        app.MapGet("/awards/{number}/agreement.pdf", AgreementAsync).Needs(Permission.ReadOrganisation, Permission.ReadLedger);
        app.MapGet("/awards/{number}/grant-file.{format}", (string number, string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock) => ReportAsync(
            number, format, "grant-file", context, database, issuing, clock, (reader, today) => GrantFileFigures.OfAsync(reader, number, today).Then(GrantFileContent.Of))).Needs(Permission.ExportLedger);
        app.MapGet("/awards/{number}/tranches/{no:int}/voucher.{format}", (string number, int no, string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock) => ReportAsync(
            number, format, $"tranche-voucher-{no}", context, database, issuing, clock, async (reader, _) =>
            {
                var who = await WhoIs.LoadAsync(reader);
                return await TrancheVoucherFigures.OfAsync(reader, number, no).Then(done => TrancheVoucherContent.Of(done, who.NameOf));
            })).Needs(Permission.ExportLedger);
        app.MapGet("/awards/{number}/files/{sha256:length(64)}", FileAsync).Needs(Permission.ReadOrganisation, Permission.ReadLedger);
    }

    private static async Task<IResult> AgreementAsync(string number, int? version, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock, CancellationToken stop)
    {
        var language = Languages.TryParse((string?)context.Request.Query["doc"] ?? "", out var asked) ? asked : PageLanguage.Of(context.Request);
        await issuing.BeginAsync(stop);
        var agreement = await database.ReadAsync(async reader =>
            await FindAsync(reader, number, context, clock) is not null && (await AgreementFigures.OfAsync(reader, number, version)).IsDone(out var found, out _) ? found : null, stop);
        if (agreement is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "award", number, $"agreement {agreement.Version}"));
        var pdf = new MemoryStream();
        await issuing.WriteAsync(AgreementContent.Of(agreement), ReportFormat.Pdf, language, pdf);
        pdf.Position = 0;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ContentLanguage = language.TagOf();
        return Results.File(pdf, ReportFormat.Pdf.MediaTypeOf(), FileNameOf(agreement));
    }

    /// <summary>A report of an award, to whoever may export its fund.</summary>
    private static async Task<IResult> ReportAsync(
        string number, string format, string name, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock, Func<LedgerReader, DateOnly, Task<Outcome<ReportContent>>> draw)
    {
        if (!ReportFormats.TryParse(format, out var form)) return Results.NotFound();
        if (!Languages.TryParse((string?)context.Request.Query["doc"] ?? "", out var language)) language = PageLanguage.Of(context.Request);
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        await issuing.BeginAsync(context.RequestAborted);
        var drawn = await database.ReadAsync<Outcome<ReportContent>?>(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return await AwardReading.FindAsync(reader, books, number) is { } award && context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.ExportLedger, books.TargetOf(award.Fund), today) ? await draw(reader, today) : null;
        }, context.RequestAborted);
        if (drawn is null) return Results.NotFound();
        if (!drawn.IsDone(out var content, out var refusal)) return Results.Text(refusal.Message.In(language), statusCode: StatusCodes.Status422UnprocessableEntity);
        if (FailedCheck.RefusalFor(content) is { } failed) return Results.Text(failed.Message.In(language), statusCode: StatusCodes.Status422UnprocessableEntity);
        await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "award", number, $"{name}.{form.ExtensionOf()}"));
        var file = new MemoryStream();
        await issuing.WriteAsync(content, form, language, file);
        file.Position = 0;
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ContentLanguage = language.TagOf();
        return Results.File(file, form.MediaTypeOf(), $"{string.Concat(number.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}-{name}.{form.ExtensionOf()}");
    }

    internal static string FileNameOf(AgreementDocument agreement) => $"{string.Concat(agreement.Number.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-'))}-v{agreement.Version}.pdf";

    internal static async Task<IResult> FileAsync(string number, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var (name, content) = await database.ReadAsync<(string?, byte[]?)>(async reader =>
        {
            if (await FindAsync(reader, number, context, clock) is not { } award || !await BelongsAsync(reader, award.Award, sha256, award.ReadsBooks)) return (null, null);
            return (await Evidence.FileNameAsync(reader, sha256), await Attachments.FindAsync(reader, Convert.FromHexString(sha256)));
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "award", number, sha256));
        return Results.File(content, MediaTypeNames.Application.Octet, name ?? sha256);
    }

    private static async Task<(Award Award, bool ReadsBooks)?> FindAsync(LedgerReader reader, string number, HttpContext context, TimeProvider clock)
    {
        var (me, today, books) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), await Books.LoadAsync(reader));
        return await AwardReading.FindAsync(reader, books, number) is { } award && me.MayRead(books, award, today) ? (award, me.MayDo(Permission.ReadLedger, books.TargetOf(award.Fund), today)) : null;
    }

    /// <summary>Handed in, proved or signed for this award; what an evaluator wrote is read by those of the fund.</summary>
    private static async Task<bool> BelongsAsync(LedgerReader reader, Award award, string sha256, bool readsBooks) =>
        (await AwardReading.ReportsAsync(reader, award)).Any(report => report.Content.Evidence.Contains(sha256))
        || (await AwardReading.ProofsAsync(reader, award)).Any(proof => proof.Evidence == sha256)
        || (await AwardReading.AgreementsAsync(reader, award)).Any(agreement => agreement.Scan == sha256)
        || (readsBooks && (await AwardReading.EvaluationsAsync(reader, award)).Any(evaluation => evaluation.Evidence == sha256));
}
