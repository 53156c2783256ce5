using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>The writes of an import, one after the other, each done once under its own key.</summary>
internal sealed class ImportSteps(Database database, string actor, ImportPlan plan, IProgress<JournalImportProgress>? progress, CancellationToken stop)
{
    private readonly Dictionary<long, string> entities = plan.Definitions.Entities.ToDictionary(entity => entity.Id, entity => entity.Code);
    private readonly Dictionary<long, string> funds = plan.Definitions.Funds.ToDictionary(fund => fund.Id, fund => fund.Code);
    private long step;
    private bool hadBegun;
    private bool hadEnded;

    internal bool WasThereBefore => hadEnded;

    internal bool WasResumed => hadBegun && !hadEnded;

    /// <summary>Refuses a ledger that is not empty, and a file from the future, before anything is written.</summary>
    internal async Task<Outcome<long>> BeginAsync()
    {
        var outcome = await WriteAsync(ImportKeys.Begin, OperationField.Of("entries", plan.EntryCount), async tx =>
        {
            if (await Emptiness.RefusalForAsync(tx) is { } notEmpty) return notEmpty;
            if (plan.LastRecordedAt >= tx.RecordedAt)
                return Refusal.Of("journal-from-the-future", "recorded_at",
                    $"最后一笔分录记于 {Moments.ToIso(plan.LastRecordedAt)}，晚于现在（{Moments.ToIso(tx.RecordedAt)}）。请校准本机时钟。",
                    $"The last entry was recorded at {Moments.ToIso(plan.LastRecordedAt)}, which is after now ({Moments.ToIso(tx.RecordedAt)}). Set this computer's clock right.");
            return 0;
        });
        hadBegun = outcome is Outcome<long>.Done { WasDoneBefore: true };
        return outcome;
    }

    internal async Task<Refusal?> DefineAsync(IReadOnlyList<Account> chartAccounts)
    {
        foreach (var batch in DefinitionBatch.Of(plan.Definitions, chartAccounts))
        {
            var written = await WriteAsync(ImportKeys.Step, OperationField.Of("definitions", batch.Content), async tx =>
            {
                await DefinitionStore.InsertAsync(tx, batch, entities, funds);
                return 0L;
            });
            if (!written.IsDone(out _, out var refusal)) return refusal;
        }

        plan.Definitions.Bind(await database.ReadAsync(Books.LoadAsync, stop));
        return null;
    }

    /// <summary>Reads on while the step before is being written.</summary>
    internal async Task<Refusal?> PostAsync(Stream file)
    {
        file.Position = 0;
        using var journal = new JournalFile(file, plan.Definitions, wasChecked: true);
        var (done, writing) = (0L, Task.FromResult<Outcome<long>>(0L));
        await foreach (var batch in EntryBatches.OfAsync(journal))
        {
            if (!(await writing).IsDone(out var posted, out var refused)) return refused;
            Report(done += posted);
            writing = WriteAsync(ImportKeys.Step, ContentOf(batch), tx => PostAsync(tx, batch));
        }

        if (!(await writing).IsDone(out var last, out var refusal)) return refusal;
        Report(done + last);
        return journal.Refusal;
    }

    internal async Task<Outcome<long>> EndAsync()
    {
        var outcome = await WriteAsync(ImportKeys.End, OperationField.Of("entries", plan.EntryCount), async tx =>
        {
            var count = await Emptiness.CountAsync(tx);
            Invariant.Holds(count >= plan.EntryCount);
            return count;
        });
        hadEnded = outcome is Outcome<long>.Done { WasDoneBefore: true };
        return outcome;
    }

    private static async Task<Outcome<long>> PostAsync(LedgerTransaction tx, EntryBatch batch)
    {
        var last = await Emptiness.LastEntryAsync(tx);
        if (last != batch.After)
            return Refusal.Of("journal-went-on", "file",
                $"导入中断后账本又记入了分录 {last}，不能再接着导入。请把文件导入一个新的空账本。",
                $"Entry {last} was posted after the import had stopped, so it cannot go on. Import the file into a new, empty ledger.");
        if (await Journal.RestoreAsync(tx, batch.Entries) is { } refusal) return refusal;
        await OperationKeys.KeepAsync(tx, batch.Entries);
        return batch.Entries.Count;
    }

    private static OperationField ContentOf(EntryBatch batch) =>
        OperationField.Of("entries", $"{batch.Entries[0].Id}-{batch.Entries[^1].Id} {Convert.ToHexStringLower(batch.Entries[^1].Hash)}");

    private Task<Outcome<long>> WriteAsync(string name, OperationField content, Func<LedgerTransaction, Task<Outcome<long>>> rules) =>
        database.WriteAsync(new Operation(ImportKeys.Of(plan.FileSha256, step++), name, actor, [content]), rules, stop);

    private void Report(long done) => progress?.Report(new JournalImportProgress(IsPosting: true, done, plan.EntryCount, (double)done / plan.EntryCount));
}
