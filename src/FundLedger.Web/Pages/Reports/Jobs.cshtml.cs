using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Reports;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Documents;
using FundLedger.Web.Jobs;
using FundLedger.Web.SigningIn;
using Hangfire;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Reports;

/// <summary>Files to draw: asked for here, followed, and fetched once they are drawn.</summary>
[Needs(Permission.ExportLedger)]
internal sealed class JobsModel(Database database, IBackgroundJobClient jobs, TimeProvider clock) : FormsPage(database, clock)
{
    private Books books = null!;

    public override Part Where => Part.Reports;
    public override Bilingual Title => new("编制文件", "Files to draw");

    /// <summary>One's own, last asked first.</summary>
    public IReadOnlyList<DocumentJob> Jobs { get; private set; } = [];

    /// <summary>That is drawn, or the next to be.</summary>
    public DocumentJob? Followed { get; private set; }

    /// <summary>Funds that may be exported.</summary>
    public IReadOnlyList<Fund> Funds { get; private set; } = [];

    /// <summary>Funds whose whole entity may be exported.</summary>
    public IReadOnlyList<Fund> PackFunds { get; private set; } = [];

    /// <summary>The year before, or this one in books that only began in it.</summary>
    public int UsualYear { get; private set; }

    public DateOnly UsualEnd => UsualYear == Today.Year ? Today : new DateOnly(UsualYear, 12, 31);

    public Bilingual NameOf(DocumentJob job) => DocumentKind.Find(job.Asked.Kind)?.Name ?? Bilingual.Same(job.Asked.Kind);

    public Bilingual SaysOf(DocumentJob job) => DocumentKind.Find(job.Asked.Kind)?.Says(job.Asked) ?? Bilingual.Same("");

    /// <summary>The file is there and all that is in it may still be exported.</summary>
    public bool MayFetch(DocumentJob job) => job.State == DocumentJobState.Done && DocumentKind.Find(job.Asked.Kind)?.MayHave(books, job.Asked, target => May(Permission.ExportLedger, target)) == true;

    /// <summary>What stands in a field of a form: what was typed, what the address says, what most people want.</summary>
    public string Value(string form, string field, string usual = "") => TypedIn(form, field, Request.Query[field] is [{ Length: > 0 } given, ..] ? given : usual);

    public bool IsEnglish(string form) => Value(form, "doc", Language.TagOf()) == Language.En.TagOf();

    public async Task OnGetAsync() => await LoadAsync();

    public async Task<IActionResult> OnPostAsync([FromForm] string? step, [FromForm] string? key, [FromForm] long job)
    {
        if (!Takes(step, key)) return BadRequest();
        await LoadAsync();
        if (step == "cancel")
            return Answer(await new CancelDocument(Noting).RunAsync(AskedAs($"document-job/{job}/cancel/{key}"), job), _ => new("已取消。", "Cancelled."), _ => "/reports/jobs");
        if (DocumentKind.Find(step) is not { } kind) return BadRequest();
        if (!kind.Read(new DocumentForm(Request.Form, books, target => May(Permission.ExportLedger, target), Language)).IsDone(out var asked, out var refusal)) return Refused(refusal);
        var outcome = await new AskForDocument(Noting).RunAsync(AskedAs($"ask-for-document/{key}"), asked);
        if (outcome.IsDone(out _, out _)) jobs.Enqueue<DrawDocumentsJob>(draw => draw.RunAsync(CancellationToken.None));
        return Answer(outcome, done => done.WasWaiting ? new("同样的文件已在编制或等候。", "The very same is being drawn or waits already.") : new("已排队编制，编成后在这里下载。", "It is in the queue, and is fetched here once it is drawn."), _ => "/reports/jobs");
    }

    private Task LoadAsync() => ReadAsync(async (reader, loaded) =>
    {
        books = loaded;
        Jobs = await DocumentsAskedFor.OfAccountAsync(reader, Who.Person.Id);
        UsualYear = await JournalReading.FindAsync(reader, new EntryId(1), books) is { } first && first.OccurredOn.Year >= Today.Year ? Today.Year : Today.Year - 1;
        Followed = Jobs.Where(job => job.IsOpen).OrderBy(job => job.State == DocumentJobState.Waiting).ThenBy(job => job.Id).FirstOrDefault();
        Funds = [.. FundTree.Of(books.Funds).Select(placed => placed.Fund).Where(fund => May(Permission.ExportLedger, books.TargetOf(fund)))];
        PackFunds = [.. Funds.Where(fund => May(Permission.ExportLedger, Reach.TargetOf(books.Entity(fund.EntityId))))];
    });
}
