using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;

namespace FundLedger.Donations.Uploads;

/// <summary>Imports the lists that were started, one at a time in each entity's books, whichever node comes first.</summary>
/// <remarks>A list whose node was lost is taken over once its lease has run out, and goes on where it was: each part of it is posted once.</remarks>
/// <param name="holder">This node's name, the same after it is started again.</param>
/// <param name="workOnAccount">Does what an upload asks for a bank account; null where none is kept.</param>
public sealed class RunUploads(Database database, TimeProvider clock, string holder, Func<ListUpload, CancellationToken, Task<UploadResult>>? workOnAccount = null)
{
    private const int MostBusyAttempts = 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    private long Now => Moments.ToMicroseconds(clock.GetUtcNow());

    /// <summary>What this node ran when it was last ended without notice is free again at once.</summary>
    public async Task ReleaseOwnAsync(CancellationToken stop = default)
    {
        foreach (var upload in await database.ReadAsync(UploadStore.ListAsync, stop))
            if (upload.IsHeld() && upload.Run?.Holder == holder) await StepAsync(upload, "release", now => now.Released());
    }

    /// <summary>Takes the oldest list whose turn it is; null when there is none.</summary>
    public async Task<ListUpload?> ClaimNextAsync(CancellationToken stop = default)
    {
        var (all, now) = (await database.ReadAsync(UploadStore.ListAsync, stop), Now);
        foreach (var upload in all.Reverse().Where(upload => upload.IsClaimable(now)))
        {
            var isEntityBusy = all.Any(other => other.Id != upload.Id && other.EntityId == upload.EntityId && other.IsHeld());
            if (isEntityBusy) continue;
            var claimed = await StepAsync(upload, "claim", current => current.IsClaimable(now) ? current.Claimed(holder, now) : ChangeUpload.Moved);
            if (claimed is { State: UploadState.Running }) return claimed;
        }

        return null;
    }

    /// <summary>Imports a claimed list to its end, until somebody stops it, or until this node shuts down.</summary>
    /// <returns>What broke it, if anything did that nobody foresaw; the list is then to be gone on with by hand.</returns>
    public async Task<Exception?> RunAsync(ListUpload claimed, IProgress<ImportProgress>? progress = null, CancellationToken shutdown = default)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var over = new CancellationTokenSource();
        var watching = WatchAsync(claimed, stopping, over.Token);
        UploadResult? result = null;
        Exception? broke = null;
        try
        {
            result = await ImportAsync(claimed, progress, stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped by a person, or given back to be gone on with.
        }
        catch (BusyException) when (claimed.Attempts < MostBusyAttempts)
        {
            // Others write much just now: it goes back into the queue.
        }
        catch (Exception failed)
        {
            (broke, result) = (failed is StorageException ? null : failed, Empty(RefusalOf(failed)));
        }

        await over.CancelAsync();
        await watching;
        await StepAsync(claimed, "end", upload => upload.Run?.Holder != holder ? ChangeUpload.Moved : result is null ? upload.Released() : upload.Ended(result));
        if (result is { Refusal: null, Failed: 0 }) await DropContentAsync(claimed);
        return broke;
    }

    private async Task<UploadResult> ImportAsync(ListUpload upload, IProgress<ImportProgress>? progress, CancellationToken stop)
    {
        if (upload.Settings.Account is not null) return await workOnAccount!(upload, stop);
        var (file, unread) = await OpenAsync(upload, stop);
        if (file is null) return Empty(unread!);
        using (file)
        {
            var books = await database.ReadAsync(Books.LoadAsync, stop);
            if (!books.Fund(upload.Settings.Fund).IsDone(out var fund, out var unknown)) return Empty(unknown);
            var scanning = file.Scan(new ListSettings(fund.Currency, upload.Settings.Profile, upload.Settings.On), null, stop);
            if (scanning is not ListScanning.Scanned scanned) return Empty(((ListScanning.Refused)scanning).Reason);
            var outcome = await new ImportDonations(database, clock).RunAsync(upload.Actor, file, scanned.Scan, upload.Settings.Choices, progress, stop);
            var import = await database.ReadAsync(async reader => await ImportHistory.FindAsync(reader, await Books.LoadAsync(reader), fund, upload.Sha256!), stop);
            return ResultOf(outcome, import);
        }
    }

    private async Task<(ListFile? File, Refusal? Refusal)> OpenAsync(ListUpload upload, CancellationToken stop) => await Uploads.OpenAsync(database, upload, stop) switch
    {
        ListOpening.Opened opened => (opened.File, null),
        ListOpening.Refused refused => (null, refused.Reason),
        var other => throw new InvariantBrokenException($"a list is opened or refused, not {other}"),
    };

    private UploadResult ResultOf(ImportOutcome outcome, ListedImport? import) => outcome switch
    {
        ImportOutcome.Imported done => Of(done.Summary, wasImportedBefore: false, import),
        ImportOutcome.AlreadyImported before => Of(before.Summary, wasImportedBefore: true, import),
        ImportOutcome.Refused refused => Empty(refused.Reason) with { ImportId = import?.Id },
        _ => throw new InvariantBrokenException("the outcomes of an import are a closed set"),
    };

    private UploadResult Of(ImportSummary summary, bool wasImportedBefore, ListedImport? import) => new(
        null, import?.Id, summary.Gifts, summary.Sum.MinorUnits, summary.AlreadyKnown, summary.FailedCount, wasImportedBefore, summary.Resumed, Now);

    private UploadResult Empty(Refusal refusal) => new(refusal, null, 0, 0, 0, 0, false, false, Now);

    private static Refusal RefusalOf(Exception failed) => failed is StorageException storage ? new Refusal("storage", "", storage.Text) : Refusal.Of(
        "import-broke", "", "导入中途出错，原因在程序的日志里。已入账的保留；请点“继续导入”，会从停下的地方接着导入，不会重复。",
        "The import broke off; the cause is in the program's log. What is posted stays. Press 'Go on' and it goes on where it stopped, posting nothing twice.");

    /// <summary>Renews the lease, and hears when somebody asks to stop.</summary>
    private async Task WatchAsync(ListUpload claimed, CancellationTokenSource stopping, CancellationToken over)
    {
        var renewAt = Now + UploadLimits.LeaseMicroseconds / 3;
        try
        {
            while (!over.IsCancellationRequested)
            {
                await Task.Delay(BetweenLooks, over);
                var upload = await database.ReadAsync(reader => UploadStore.FindAsync(reader, claimed.Id), over);
                if (upload?.State != UploadState.Running || upload.Run?.Holder != holder)
                {
                    await stopping.CancelAsync();
                    return;
                }

                if (Now < renewAt) continue;
                renewAt = Now + UploadLimits.LeaseMicroseconds / 3;
                await StepAsync(upload, $"renew-{Now}", current => current.Run?.Holder == holder && current.IsHeld() ? current.StillRunning(Now) : ChangeUpload.Moved);
            }
        }
        catch (Exception lost) when (lost is OperationCanceledException or StorageException)
        {
            // The run is over; or the books cannot be read, which the run itself will hear of.
        }
    }

    private Task DropContentAsync(ListUpload upload) => database.WriteAsync<UploadBegun>(
        new Asked($"upload/{upload.Id}/drop-content", upload.Actor).For("upload-drop-content", OperationField.Of("upload", upload.Id)) with { Erases = true },
        async tx =>
        {
            await UploadStore.DeletePartsAsync(tx, upload.Id);
            return new UploadBegun(upload.Id);
        });

    /// <returns>Null when it had moved meanwhile.</returns>
    private async Task<ListUpload?> StepAsync(ListUpload upload, string step, Func<ListUpload, Outcome<ListUpload>> next) =>
        (await new ChangeUpload(database).RunAsync(new Asked($"upload/{upload.Id}/{step}/{upload.Version}", upload.Actor), upload.Id, next)).IsDone(out var changed, out _) ? changed : null;
}
