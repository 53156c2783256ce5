using FundLedger.DocumentJobs;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Documents;

/// <summary>Where this node draws what was asked for, one file after another. The queue is in the books: a word that is lost is made up for by the next.</summary>
internal sealed partial class DocumentDesk(Database database, TimeProvider clock, ReportIssuing issuing, ImportRunnerName node, ILogger<DocumentDesk> log)
{
    private readonly SemaphoreSlim one = new(1);
    private int rung;
    private bool hasReleased;

    /// <summary>Draws all that waits. Where this node draws already, that goes on with what came meanwhile.</summary>
    internal async Task RunAsync(CancellationToken stop)
    {
        Volatile.Write(ref rung, 1);
        while (Volatile.Read(ref rung) == 1 && await one.WaitAsync(TimeSpan.Zero, stop))
        {
            try
            {
                while (Interlocked.Exchange(ref rung, 0) == 1) await DrawAllAsync(stop);
            }
            finally
            {
                one.Release();
            }
        }
    }

    private async Task DrawAllAsync(CancellationToken stop)
    {
        var runs = new RunDocumentJobs(database, clock, node.Value, DrawAsync);
        if (!hasReleased) await runs.ReleaseOwnAsync(stop);
        hasReleased = true;
        while (await runs.ClaimNextAsync(stop) is { } job)
            if (await runs.RunAsync(job, stop) is { } broke) Broke(log, broke, job.Id);
    }

    private async Task<Outcome<DrawnDocument>> DrawAsync(DocumentJob job, Stream output, IProgress<DocumentProgress> progress, CancellationToken stop)
    {
        if (DocumentKind.Find(job.Asked.Kind) is not { } kind)
            return Refusal.Of("document-kind-unknown", "", "这一版程序不会编制这种文件。请再提出一次。", "This version of the program does not draw such files. Ask for it again.");
        await issuing.BeginAsync(stop);
        var issued = new List<NewIssuedFile>();
        var drawn = await database.ReadAsync(async reader => await MayHaveAsync(reader, kind, job)
            ? await kind.DrawAsync(new DocumentDrawing(reader, job.Asked, issuing, output, progress, issued))
            : Refusal.Of("document-not-theirs", "", "您已无权导出其中的内容，文件没有编制。", "You may no longer export all that would be in it, so the file was not drawn."), stop);
        stop.ThrowIfCancellationRequested();
        if (drawn.IsDone(out _, out _)) await issuing.IssuedAsync(issued);
        return drawn;
    }

    private async Task<bool> MayHaveAsync(LedgerReader reader, DocumentKind kind, DocumentJob job)
    {
        if (await Persons.FindAsync(reader, job.Account) is not { IsActive: true }) return false;
        var (books, grants, today) = (await Books.LoadAsync(reader), await Grants.OfAsync(reader, job.Account), Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        return kind.MayHave(books, job.Asked, target => Authority.MayDo(grants, Permission.ExportLedger, target, today));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Drawing the file of job {Job} broke off")]
    private static partial void Broke(ILogger log, Exception cause, long job);
}
