using System.Globalization;
using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;
using FundLedger.Web.Hosting;
using FundLedger.Web.Jobs;
using FundLedger.Web.Pages.Reports;
using Hangfire;
using Microsoft.Extensions.Primitives;

namespace FundLedger.Web.Api;

/// <summary>Files that take a while to draw: asked for, followed, saved once they are drawn. Each person's own.</summary>
internal static class DocumentsApi
{
    private const string Part = "documents";
    private static readonly ApiParameter Number = ApiParameter.Path("document", new("文件编号", "number of the document"), "1", ApiParameterForm.Number);

    internal static void MapDocuments(this ApiRoutes api)
    {
        api.Read<Page<DocumentShown>>("/documents", new("listDocuments", Part, new("列出我要求编制的文件", "List the documents you asked for"), "By number.", ApiParameter.Paging), ListAsync, Permission.ExportLedger);
        api.Read<DocumentShown>("/documents/{document:long}", new("getDocument", Part, new("一个文件的进度", "How far a document is"), "And where its file is, once it is drawn.", [Number]) { IsTagged = true }, OneAsync, Permission.ExportLedger);
        api.Write<NewDocument, DocumentAsked>("/documents", new("askForDocument", Part, new("要求编制文件", "Ask for a document"),
            $"Of the kinds {string.Join(", ", DocumentKind.All.Select(kind => kind.Code))}: the statements of all funds take from, to and format; a pack fund, year and format; everything for the auditor fund and year. The very same that waits already is not drawn twice.", [])
        {
            Example = $$"""{"kind":"{{DocumentKind.All[0].Code}}","from":"2026-01-01","to":"2026-03-31","format":"csv","doc":"zh-CN"}""",
        }, AskAsync, Permission.ExportLedger);
        api.Write<ActWanted, DocumentCancelled>("/documents/{document:long}/cancel", new("cancelDocument", Part, new("取消编制", "Cancel a document"), "While it waits or is drawn.", [Number]) { Example = "{}" }, (call, _) => CancelAsync(call), Permission.ExportLedger);
        api.ReadFile("/documents/{document:long}/file", new("downloadDocument", Part, new("下载编成的文件", "Save a document"), $"Once it is drawn, for {DocumentLimits.DaysFilesAreKept} days. Named for the trail as a file taken out.", [Number]) { Files = ["application/zip", .. ReportsApi.MediaTypes] },
            call => DocumentFiles.FileAsync(call.Number("document"), call.Context, call.Database, call.Clock), Permission.ExportLedger);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) => call.PageOf(
        (await DocumentsAskedFor.OfAccountAsync(reader, call.Who.Person.Id)).OrderBy(job => job.Id).Select(DocumentShown.Of), one => FormattableString.Invariant($"{one.Document:D19}")));

    private static Task<IResult> OneAsync(ApiCall call) => call.ReadAsync(async (reader, _) => await FindAsync(call, reader) is { } job ? ApiCall.One(DocumentShown.Of(job)) : ApiCall.NotThere());

    /// <summary>The fields are those of the form on the page, and read as it reads them.</summary>
    private static async Task<IResult> AskAsync(ApiCall call, NewDocument asked)
    {
        if (DocumentKind.Find(asked.Kind) is not { } kind)
            return call.Refused(Refusal.Of("document-kind", "kind", $"没有“{asked.Kind}”这种文件。可用：{string.Join(", ", DocumentKind.All.Select(known => known.Code))}。", $"There is no document '{asked.Kind}'. There is: {string.Join(", ", DocumentKind.All.Select(known => known.Code))}."));
        var fields = new Dictionary<string, StringValues>
        {
            ["fund"] = asked.Fund ?? "", ["year"] = asked.Year?.ToString(CultureInfo.InvariantCulture) ?? "", ["from"] = asked.From?.ToIso() ?? "", ["to"] = asked.To?.ToIso() ?? "", ["format"] = asked.Format ?? "", ["doc"] = asked.Doc ?? "",
        };
        var read = await call.ReadAsync((_, books) => Task.FromResult(kind.Read(new DocumentForm(new FormCollection(fields), books, target => call.May(Permission.ExportLedger, target), call.Language))));
        if (!read.IsDone(out var wanted, out var refusal)) return call.Refused(refusal);
        return await call.WriteAsync(Permission.ExportLedger, (_, _) => Task.FromResult<bool?>(true), async by =>
        {
            var outcome = await new AskForDocument(call.Noting).RunAsync(by, wanted);
            if (outcome.IsDone(out _, out _)) call.Context.RequestServices.GetRequiredService<IBackgroundJobClient>().Enqueue<DrawDocumentsJob>(draw => draw.RunAsync(CancellationToken.None));
            return outcome;
        }, done => new DocumentAsked(done.Id, done.WasWaiting), done => PathOf(done.Id));
    }

    private static Task<IResult> CancelAsync(ApiCall call) => call.WriteAsync(
        Permission.ExportLedger, async (reader, _) => await FindAsync(call, reader) is not null ? true : null, by => new CancelDocument(call.Noting).RunAsync(by, call.Number("document"), call.Stop), done => new DocumentCancelled(done.Id), done => PathOf(done.Id));

    private static async Task<DocumentJob?> FindAsync(ApiCall call, LedgerReader reader) => await DocumentsAskedFor.FindAsync(reader, call.Number("document")) is { } job && job.Account == call.Who.Person.Id ? job : null;

    internal static string PathOf(long document) => FormattableString.Invariant($"{ApiRoutes.Root}/documents/{document}");
}

/// <param name="Failure">Why it was not drawn.</param>
/// <param name="Total">Of the same things as done; 0 while nobody knows.</param>
/// <param name="File">Where its file is; null as long as it is not drawn.</param>
public sealed record DocumentShown(long Document, string Kind, Bilingual Name, Bilingual Says, DocumentJobState State, Bilingual Where, long Done, long Total, Bilingual? Failure, string? File, string? FileName, long? SizeBytes, string? Sha256)
{
    internal static DocumentShown Of(DocumentJob job)
    {
        var kind = DocumentKind.Find(job.Asked.Kind);
        return new(
            job.Id, job.Asked.Kind, kind?.Name ?? Bilingual.Same(job.Asked.Kind), kind?.Says(job.Asked) ?? Bilingual.Same(""), job.State, DocumentJobWords.Of(job), job.Progress.Done, job.Progress.Total, job.Failure?.Message,
            job.State == DocumentJobState.Done ? DocumentsApi.PathOf(job.Id) + "/file" : null, job.File?.Name, job.File?.SizeBytes, job.File is { } file ? Convert.ToHexStringLower(file.Sha256) : null);
    }
}

/// <param name="Format">Extension of the file: pdf, xlsx, csv, html, json.</param>
/// <param name="Doc">Language of the document: zh-CN or en; that of the call unless said.</param>
public sealed record NewDocument(string Kind, string? Fund = null, int? Year = null, DateOnly? From = null, DateOnly? To = null, string? Format = null, string? Doc = null);

/// <param name="WasWaiting">The very same was asked for before, and waits or is drawn.</param>
public sealed record DocumentAsked(long Document, bool WasWaiting);

public sealed record DocumentCancelled(long Document);
