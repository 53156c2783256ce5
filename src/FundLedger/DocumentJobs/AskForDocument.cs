using FundLedger.Outbox;
using FundLedger.People.Trail;

namespace FundLedger.DocumentJobs;

/// <param name="WasWaiting">The very same was asked before and is not finished: nothing was added.</param>
public sealed record DocumentAskedFor(long Id, bool WasWaiting);

/// <summary>Puts a file into the queue of those to be drawn, for the account that asks.</summary>
public sealed class AskForDocument(Database database)
{
    public Task<Outcome<DocumentAskedFor>> RunAsync(Asked asked, NewDocumentJob job, CancellationToken stop = default) => database.WriteAsync<DocumentAskedFor>(
        asked.For("ask-for-document", OperationField.Of("kind", job.Kind), OperationField.Of("parameters", job.Parameters), OperationField.Of("language", job.Language.TagOf())), async tx =>
        {
            var open = await DocumentJobStore.OpenAsync(tx);
            if (open.FirstOrDefault(other => other.Account == asked.Actor && other.Asked == job && other.State != DocumentJobState.Stopping) is { } same) return new DocumentAskedFor(same.Id, WasWaiting: true);
            if (open.Count(other => other.Account == asked.Actor) >= DocumentLimits.OpenOfAnAccount)
                return Refusal.Of("documents-of-account", "",
                    $"您已有 {DocumentLimits.OpenOfAnAccount} 个文件在编制或等候。请等其中一个完成，或取消一个，再提出新的。",
                    $"You have {DocumentLimits.OpenOfAnAccount} files being drawn or waiting. Wait until one is done, or cancel one, and ask again.");
            if (open.Count >= DocumentLimits.Open)
                return Refusal.Of("documents-of-all", "", $"现在共有 {open.Count} 个文件在等候。请过一会儿再提出。", $"{open.Count} files are waiting for everybody. Ask again in a while.");
            var id = await DocumentJobStore.InsertAsync(tx, job);
            await AuditTrail.AddAsync(tx, AuditNote.Done("ask-for-document", "document-job", $"{id}", job.Kind));
            return new DocumentAskedFor(id, WasWaiting: false);
        }, stop);
}

/// <summary>Cancels one's own file; one that is being drawn stops within moments.</summary>
public sealed class CancelDocument(Database database)
{
    public Task<Outcome<DocumentStep>> RunAsync(Asked asked, long id, CancellationToken stop = default) =>
        new ChangeDocumentJob(database).RunAsync(asked, id, (job, _) => job.Account == asked.Actor ? job.AskedToStop() : DocumentsAskedFor.NotThere, stop);
}

public sealed record DocumentStep(long Id);

/// <summary>Takes a job one step on, as the rules of <see cref="DocumentSteps"/> say. What is no longer to be had is removed with it.</summary>
internal sealed class ChangeDocumentJob(Database database)
{
    internal Task<Outcome<DocumentStep>> RunAsync(Asked asked, long id, Func<DocumentJob, IReadOnlyList<DocumentJob>, Outcome<DocumentJob>> step, CancellationToken stop = default) => database.WriteAsync<DocumentStep>(
        asked.For("document-step", OperationField.Of("job", id)), async tx =>
        {
            if (await DocumentJobStore.FindAsync(tx, id) is not { } job) return DocumentsAskedFor.NotThere;
            if (!step(job, await DocumentJobStore.OpenAsync(tx)).IsDone(out var next, out var refusal)) return refusal;
            if (next == job) return new DocumentStep(id);
            if (!await DocumentJobStore.UpdateAsync(tx, next)) return DocumentSteps.Moved;
            if (next.State is DocumentJobState.Done or DocumentJobState.Failed)
                await Events.AddAsync(tx, new Happening(next.State == DocumentJobState.Done ? EventKind.DocumentDone : EventKind.DocumentFailed, $"{id}")
                {
                    Person = job.Account, Detail = new Dictionary<string, string> { ["kind"] = job.Asked.Kind, ["outcome"] = next.Failure?.Code ?? "" },
                });
            var isBegunOrGivenUp = next.Attempts != job.Attempts || (job.IsHeld && !next.IsHeld && next.State != DocumentJobState.Done);
            if (isBegunOrGivenUp) await DocumentJobStore.DeletePartsAsync(tx, id); // of an attempt that was lost
            return new DocumentStep(id);
        }, stop);
}
