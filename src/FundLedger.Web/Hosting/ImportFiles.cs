using FundLedger.People.Accounts;
using Microsoft.AspNetCore.Http.Features;
using System.Text;
using FundLedger.Banking.Accounts;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Web.Pages.Bank;
using FundLedger.Web.Pages.Import;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>What an uploaded list has beside its page: how far its import is, and its refused rows as a file to mend.</summary>
internal static class ImportFiles
{
    internal static void MapImportFiles(this WebApplication app)
    {
        app.MapGet("/import/{id:long}/progress", async (long id, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
        {
            if (await TheirsAsync(context, database, clock, id) is null) return Results.NotFound();
            if (await ImportProgressShown.FindAsync(database, id, stop) is not { } progress) return Results.NotFound();
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { progress.IsOver, progress.RowsDone, progress.RowsTotal, Says = progress.Says.In(PageLanguage.Of(context.Request)) });
        }).Needs(Permission.RecordMoney);
        app.MapGet("/bank/{code}/run/{id:long}/progress", async (string code, long id, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
        {
            var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
            var progress = await database.ReadAsync<AccountRunShown?>(async reader =>
            {
                var bank = await BankBook.LoadAsync(reader, await Books.LoadAsync(reader));
                return bank.Accounts.FirstOrDefault(known => known.Code == code) is { } account && context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.RecordMoney, BankPage.TargetOf(account), today)
                    && await Uploads.OfAccountAsync(reader, code, id) is { } upload ? await AccountRunShown.OfAsync(reader, bank, account, upload) : null;
            }, stop);
            if (progress is null) return Results.NotFound();
            context.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { progress.IsOver, progress.RowsDone, progress.RowsTotal, Says = progress.Says.In(PageLanguage.Of(context.Request)) });
        }).Needs(Permission.RecordMoney);
        app.MapGet("/import/{id:long}/mend.csv", async (long id, HttpContext context, Database database, TimeProvider clock, CancellationToken stop) =>
        {
            if (await TheirsAsync(context, database, clock, id) is not { } upload) return Results.NotFound();
            using var looked = await ListLook.OfAsync(database, upload, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())), stop);
            if (looked.File is null || looked.Scan is null) return Results.NotFound();
            var day = upload.Result is { Refusal: null } result ? Moments.DayInShanghai(result.EndedAt) : looked.Today;
            if (!(await RefusedRows.OfAsync(database, looked.File, looked.Scan, upload.Settings.Fund, day, stop)).IsDone(out var rows, out _)) return Results.NotFound();
            await database.TellAsync(context, new AuditNote("export-refused-rows", AuditOutcome.Exported, "import", $"{id}"));
            var language = PageLanguage.Of(context.Request);
            using var bytes = new MemoryStream();
            await using (var text = new StreamWriter(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true))
                MendFile.Write(text, rows, language, reason => PageWords.Of(reason).In(language));
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(bytes.ToArray(), "text/csv; charset=utf-8", NameOf(upload.FileName, language));
        }).Needs(Permission.RecordMoney);
    }

    /// <summary>Null when there is no such list, and when the fund it goes into is another's.</summary>
    private static Task<ListUpload?> TheirsAsync(HttpContext context, Database database, TimeProvider clock, long id) => database.ReadAsync(async reader =>
    {
        var (upload, books) = (await Uploads.FindAsync(reader, id), await Books.LoadAsync(reader));
        var today = Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow()));
        return upload is not null && books.FindFund(upload.Settings.Fund) is { } fund
            && context.Features.GetRequiredFeature<SignedIn>().MayDo(Permission.RecordMoney, books.TargetOf(fund), today) ? upload : null;
    }, context.RequestAborted);

    private static string NameOf(string fileName, Values.Language language) =>
        Path.GetFileNameWithoutExtension(fileName) + (language == Values.Language.Zh ? "-待更正.csv" : "-to-mend.csv");
}
