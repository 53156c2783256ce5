using System.Globalization;
using System.Net.Mime;
using FundLedger.Auditing.Queries;
using FundLedger.Auditing.Sampling;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>A sample as a report, to auditors; and the files that came with answers, to those who see the query.</summary>
internal static class AuditFiles
{
    internal static void MapAuditFiles(this WebApplication app)
    {
        app.MapGet("/audit/samples/{number:long}/sample.{format}", SampleAsync).Needs(Permission.Audit);
        app.MapGet("/audit/queries/{number:long}/files/{sha256:length(64)}", FileAsync).Needs(Permission.Audit, Permission.RecordMoney);
    }

    internal static async Task<IResult> SampleAsync(long number, string format, HttpContext context, Database database, ReportIssuing issuing, TimeProvider clock)
    {
        if (!ReportFormats.TryParse(format, out var form)) return Results.NotFound();
        var (me, today, language) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), PageLanguage.Of(context.Request));
        await issuing.BeginAsync(context.RequestAborted);
        return await database.ReadAsync(async reader =>
        {
            if (await Samples.FindAsync(reader, await Books.LoadAsync(reader), number) is not { } sample || !me.MayDo(Permission.Audit, sample.Target, today)) return Results.NotFound();
            if (!(await SampleFigures.OfAsync(reader, number).Then(AuditSampleContent.Of)).IsDone(out var content, out var refusal) || (refusal = FailedCheck.RefusalFor(content)) is not null)
                return Results.Text(refusal.Message.In(language), statusCode: StatusCodes.Status422UnprocessableEntity);
            await database.TellAsync(context, new AuditNote("export-report", AuditOutcome.Exported, "report", $"audit-sample.{form.ExtensionOf()}", number.ToString(CultureInfo.InvariantCulture)));
            var response = context.Response;
            response.ContentType = form.MediaTypeOf();
            response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"audit-sample-{number}.{form.ExtensionOf()}\"");
            response.Headers.CacheControl = "private, no-cache";
            response.Headers.ContentLanguage = language.TagOf();
            context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // renderers write as they walk
            await issuing.WriteAsync(content, form, language, response.Body);
            return Results.Empty;
        }, context.RequestAborted);
    }

    internal static async Task<IResult> FileAsync(long number, string sha256, HttpContext context, Database database, TimeProvider clock, CancellationToken stop)
    {
        if (!sha256.All(char.IsAsciiHexDigitLower)) return Results.NotFound();
        var (me, today, asked) = (context.Features.GetRequiredFeature<SignedIn>(), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), Convert.FromHexString(sha256));
        var (name, content) = await database.ReadAsync<(string?, byte[]?)>(async reader =>
        {
            if (await AuditQueries.FindAsync(reader, await Books.LoadAsync(reader), number) is not { } query || !(me.MayDo(Permission.Audit, query.Target, today) || me.MayDo(Permission.RecordMoney, query.Target, today))) return (null, null);
            foreach (var one in query.Events)
                if ((await AuditQueries.FilesAsync(reader, number, one.Version)).FirstOrDefault(file => file.Sha256.AsSpan().SequenceEqual(asked)) is { } file) return (file.FileName, await Attachments.FindAsync(reader, asked));
            return (null, null);
        }, stop);
        if (content is null) return Results.NotFound();
        await database.TellAsync(context, new AuditNote("open-attachment", AuditOutcome.Seen, "query", number.ToString(CultureInfo.InvariantCulture), sha256));
        return Results.File(content, MediaTypeNames.Application.Octet, name);
    }
}
