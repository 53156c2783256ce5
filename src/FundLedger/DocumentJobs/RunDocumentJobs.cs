using System.Security.Cryptography;

namespace FundLedger.DocumentJobs;

/// <summary>What a drawn file is called.</summary>
public sealed record DrawnDocument(string Name, string MediaType);

/// <summary>Draws a file, or says in a sentence why not.</summary>
/// <param name="output">Takes bytes only; a temporary file.</param>
public delegate Task<Outcome<DrawnDocument>> DrawDocument(DocumentJob job, Stream output, IProgress<DocumentProgress> progress, CancellationToken stop);

/// <summary>Draws what was asked for, one after another, whichever node comes first. Run it as often as you like, on as many nodes as you like.</summary>
/// <remarks>A job whose node was lost is drawn anew by another once its lease has run out, and by the same node at once when it is up again: nothing is counted twice, since only a whole file is kept.</remarks>
/// <param name="holder">This node's name, the same after it is started again.</param>
public sealed class RunDocumentJobs(Database database, TimeProvider clock, string holder, DrawDocument draw)
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromSeconds(1);

    private long Now => Moments.ToMicroseconds(clock.GetUtcNow());

    /// <summary>What this node drew when it was last ended without notice is free again at once.</summary>
    public async Task ReleaseOwnAsync(CancellationToken stop = default)
    {
        foreach (var job in await database.ReadAsync(DocumentJobStore.OpenAsync, stop))
            if (job.IsHeld && job.Run?.Holder == holder) await StepAsync(job, "release", (now, _) => now.Version == job.Version ? now.Released() : DocumentSteps.Moved);
    }

    /// <summary>Takes the oldest job whose turn it is; null when there is none.</summary>
    public async Task<DocumentJob?> ClaimNextAsync(CancellationToken stop = default)
    {
        var (open, now) = (await database.ReadAsync(DocumentJobStore.OpenAsync, stop), Now);
        foreach (var job in open.Where(job => job.IsClaimable(open, now)))
        {
            var claimed = await StepAsync(job, "claim", (current, others) => current.IsClaimable(others, now) ? current.Claimed(holder, now) : DocumentSteps.Moved);
            if (claimed is { State: DocumentJobState.Working }) return claimed;
        }

        return null;
    }

    /// <summary>Draws a claimed job to its end, until it is cancelled, or until this node shuts down.</summary>
    /// <returns>What broke it, if anything did that nobody foresaw.</returns>
    public async Task<Exception?> RunAsync(DocumentJob claimed, CancellationToken shutdown = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var over = new CancellationTokenSource();
        var told = new Told(stopping.Token);
        var watching = WatchAsync(claimed, told, stopping, over.Token);
        Outcome<DocumentFile>? outcome = null;
        Exception? broke = null;
        try
        {
            outcome = await DrawAsync(claimed, told, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Cancelled by a person, or given back to be drawn anew.
        }
        catch (Exception failed) when (failed is BusyException or StorageException && claimed.Attempts < MostAttempts)
        {
            // Others write much just now, or the books cannot be reached: it goes back into the queue.
        }
        catch (Exception failed)
        {
            (broke, outcome) = (failed is StorageException ? null : failed, WhyBroken(failed));
        }

        await over.CancelAsync();
        await watching;
        await StepAsync(claimed, "end", (job, _) => !job.IsHeldBy(holder, claimed.Attempts) ? DocumentSteps.Moved
            : outcome is null ? job.Released()
            : outcome.IsDone(out var file, out var refusal) ? (job with { Progress = told.Latest }).Finished(file) : job.Failed(refusal));
        return broke;
    }

    private async Task<Outcome<DocumentFile>> DrawAsync(DocumentJob job, Told told, CancellationToken stop)
    {
        if (job.Attempts > MostAttempts) return Refusal.Of("document-attempts", "", $"试了 {MostAttempts} 次都没有编成。请稍后再提出；原因在程序的日志里。", $"It was begun {MostAttempts} times and never finished. Ask again later; the cause is in the program's log.");
        await using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        // Drawing keeps a thread busy: one of its own, not one that answers requests.
        var drawn = await Task.Run(() => draw(job, file, told, stop), CancellationToken.None);
        if (!drawn.IsDone(out var named, out var refusal)) return refusal;
        stop.ThrowIfCancellationRequested();
        if (file.Length > (long)DocumentLimits.Parts * DocumentLimits.PartBytes) return TooLarge;
        file.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[DocumentLimits.PartBytes];
        int read;
        for (var part = 0; (read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop)) > 0; part++)
        {
            hash.AppendData(buffer, 0, read);
            var (number, bytes) = (part, buffer[..read]);
            var kept = await database.WriteAsync<DocumentStep>(
                new Asked($"document-job/{job.Id}/{job.Attempts}/part-{number}", job.Account).For("document-part", OperationField.Of("job", job.Id), OperationField.Of("part", number)),
                async tx => await DocumentJobStore.InsertPartAsync(tx, job.Id, job.Attempts, number, bytes) ? new DocumentStep(job.Id) : DocumentSteps.Moved, stop);
            if (!kept.IsDone(out _, out refusal)) return refusal;
        }

        return new DocumentFile(named.Name, named.MediaType, file.Length, hash.GetHashAndReset());
    }

    /// <summary>Keeps how far it is and renews the lease, at most once a second, and hears when somebody cancels.</summary>
    private async Task WatchAsync(DocumentJob claimed, Told told, CancellationTokenSource stopping, CancellationToken over)
    {
        var (kept, tellAt, renewAt) = (claimed.Progress, Now, Now + DocumentLimits.LeaseMicroseconds / 3);
        try
        {
            while (!over.IsCancellationRequested)
            {
                await Task.Delay(BetweenLooks, over);
                var job = await database.ReadAsync(reader => DocumentJobStore.FindAsync(reader, claimed.Id), over);
                if (job is not { State: DocumentJobState.Working } || !job.IsHeldBy(holder, claimed.Attempts))
                {
                    await stopping.CancelAsync();
                    return;
                }

                var (now, latest) = (Now, told.Latest);
                if (!(latest != kept && now >= tellAt) && now < renewAt) continue;
                (kept, tellAt, renewAt) = (latest, now + BetweenTellings.Ticks / TimeSpan.TicksPerMicrosecond, now + DocumentLimits.LeaseMicroseconds / 3);
                await StepAsync(job, "progress", (current, _) => current.IsHeldBy(holder, claimed.Attempts) ? current.StillWorking(latest, now) : DocumentSteps.Moved);
            }
        }
        catch (Exception lost) when (lost is OperationCanceledException or StorageException)
        {
            // It is over; or the books cannot be read, which the drawing itself will hear of.
        }
    }

    /// <returns>Null when it had moved meanwhile.</returns>
    private async Task<DocumentJob?> StepAsync(DocumentJob job, string step, Func<DocumentJob, IReadOnlyList<DocumentJob>, Outcome<DocumentJob>> next)
    {
        var asked = new Asked($"document-job/{job.Id}/{step}/{job.Version}", job.Account);
        return (await new ChangeDocumentJob(database).RunAsync(asked, job.Id, next)).IsDone(out _, out _) ? await database.ReadAsync(reader => DocumentJobStore.FindAsync(reader, job.Id)) : null;
    }

    private static Refusal WhyBroken(Exception failed) => failed is StorageException storage ? new Refusal("storage", "", storage.Text) : Refusal.Of(
        "document-broke", "", "编制中途出错，原因在程序的日志里。请再提出一次。", "Drawing it broke off; the cause is in the program's log. Ask for it again.");

    private static readonly Refusal TooLarge = Refusal.Of(
        "document-too-large", "",
        $"文件超过 {DocumentLimits.Parts} MB，账本里不保存这么大的文件。请缩短期间或减少基金，或在命令行编制。",
        $"The file is larger than {DocumentLimits.Parts} MB, and the books keep none so large. Ask for fewer days or funds, or draw it at the command line.");

    /// <summary>What the drawing says of itself, at any rate; the watcher looks now and then.</summary>
    private sealed class Told(CancellationToken stop) : IProgress<DocumentProgress>
    {
        private readonly Lock gate = new();
        private DocumentProgress latest;

        internal DocumentProgress Latest
        {
            get
            {
                lock (gate) return latest;
            }
        }

        public void Report(DocumentProgress value)
        {
            stop.ThrowIfCancellationRequested(); // what tells of itself hears when to stop
            lock (gate) latest = value;
        }
    }
}
