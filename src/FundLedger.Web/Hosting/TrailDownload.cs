using System.Net.Mime;
using System.Text;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages;
using FundLedger.Web.Pages.Trail;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Http.Features;

namespace FundLedger.Web.Hosting;

/// <summary>The audit trail to save, as it was asked for on its page. That it was taken out stands in it.</summary>
internal static class TrailDownload
{
    private const int EventsAtOnce = 1_000;

    internal static void MapTrailDownload(this WebApplication app) => app.MapGet("/trail.csv", async (HttpContext context, Database database, TimeProvider clock) =>
    {
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        var asked = new TrailQuestion(context.Request.Query);
        if (asked.Refusals.Count > 0) return Results.Redirect(asked.PathOf("/trail")); // the page says what is wrong
        await database.TellAsync(context, new AuditNote("export-trail", AuditOutcome.Exported, "trail", "", asked.PathOf("")));
        var language = PageLanguage.Of(context.Request);
        var name = new Bilingual($"审计轨迹_{today.ToIso()}.csv", $"Audit trail {today.ToIso()}.csv").In(language);
        var response = context.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue(DispositionTypeNames.Attachment) { FileName = $"trail-{today.ToIso()}.csv", FileNameStar = name }.ToString();
        response.Headers.CacheControl = "no-store";
        context.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true; // rows are written as they are read
        await database.ReadAsync(reader => WriteAsync(reader, asked.Filter, language, response.Body), context.RequestAborted);
        return Results.Empty;
    }).NeedsEverywhere(Permission.ReadTrail);

    private static async Task<long> WriteAsync(LedgerReader reader, AuditFilter filter, Language language, Stream to)
    {
        var who = await WhoIs.LoadAsync(reader);
        using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        using var file = new TrailFile(text, language, actor => who.NameOf(actor).In(language));
        var (count, cursor) = (0L, (long?)null);
        do
        {
            var page = await AuditTrail.PageAsync(reader, filter, EventsAtOnce, cursor);
            foreach (var told in page.Events) file.Write(told);
            (count, cursor) = (count + page.Events.Count, page.Next);
        }
        while (cursor is not null);
        return count;
    }
}
