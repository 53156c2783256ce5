using FundLedger.Ledger;
using FundLedger.Outbox;

namespace FundLedger.Seals;

/// <param name="Run">Number of the run, to be gone through with <see cref="VerifyBooks.FinishAsync"/>.</param>
public sealed record VerificationStarted(long Run);

/// <summary>Verifies the books and keeps what was found. One run at a time: to begin a second one is refused while the first is under way.</summary>
/// <param name="entriesBetweenSigns">After how many entries a run says again how far it is.</param>
/// <param name="outside">Reads the checkpoints that are kept outside, to be compared with; null for none.</param>
public sealed class VerifyBooks(Database database, int entriesBetweenSigns = 50_000, Func<IReadOnlyList<SignedNote>>? outside = null)
{
    /// <summary>A run that has not said anything for so long is given up: the process that did it is gone.</summary>
    private const long SilenceMicroseconds = 10 * 60 * 1_000_000L;

    private readonly int entriesBetweenSigns = entriesBetweenSigns;

    /// <summary>Begins a run that somebody goes through later.</summary>
    public Task<Outcome<VerificationStarted>> StartAsync(Asked asked, CancellationToken stop = default) => database.WriteAsync<VerificationStarted>(
        asked.For("start-verification"),
        async tx =>
        {
            await VerificationRuns.GiveUpAsync(tx, tx.RecordedAt - SilenceMicroseconds);
            return await VerificationRuns.FindRunningAsync(tx) is { } running
                ? Refusal.Of("verification-running", "key", $"第 {running} 次核验正在进行，没有再开始一次。", $"Verification no. {running} is under way; no second one was started.")
                : new VerificationStarted(await VerificationRuns.InsertAsync(tx));
        }, stop);

    /// <summary>Begins a run and goes through it.</summary>
    /// <exception cref="OperationCanceledException">Stopped; the run says so.</exception>
    public async Task<Outcome<VerificationStarted>> RunAsync(Asked asked, CancellationToken stop = default)
    {
        var outcome = await StartAsync(asked, stop);
        if (outcome is Outcome<VerificationStarted>.Done { WasDoneBefore: false } started) await FinishAsync(started.Value.Run, stop);
        return outcome;
    }

    /// <summary>Goes through a run that was begun and writes down what came of it. One that has ended stays as it is.</summary>
    /// <exception cref="OperationCanceledException">Stopped; the run says so.</exception>
    public async Task FinishAsync(long run, CancellationToken stop = default)
    {
        var signs = new Signs(this, run);
        try
        {
            var found = await database.ReadAsync(reader => Verify.RunAsync(reader, signs, stop, outside?.Invoke()), stop);
            await signs.EndAsync(found.IsSound ? VerificationStatus.Sound : VerificationStatus.Unsound, found.EntryCount, found.FindingCount, found.Findings.Select(finding => finding.Message).FirstOrDefault());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await signs.EndAsync(VerificationStatus.Stopped, signs.Entries, 0, default);
            throw;
        }
        catch (Exception failure)
        {
            await signs.EndAsync(VerificationStatus.Failed, signs.Entries, 0, new($"核验未能完成：{failure.Message}", $"It could not be finished: {failure.Message}"));
            throw;
        }
    }

    private Task<Outcome<long>> WriteAsync(long run, string step, Func<LedgerTransaction, Task> write) => database.WriteAsync<long>(
        new Asked($"verification/{run}/{step}", VerificationRuns.Schedule).For("tell-of-verification", OperationField.Of("run", run)),
        async tx =>
        {
            await write(tx);
            return run;
        });

    /// <summary>Signs of life of one run, written while it goes on.</summary>
    private sealed class Signs(VerifyBooks books, long run) : IProgress<long>
    {
        private Task writing = Task.CompletedTask;
        private long told;

        internal long Entries { get; private set; }

        public void Report(long entries)
        {
            Entries = entries;
            if (entries - told < books.entriesBetweenSigns || !writing.IsCompleted) return;
            told = entries;
            writing = TellAsync(entries);
        }

        internal async Task EndAsync(VerificationStatus status, long entries, long findings, Bilingual first)
        {
            await writing;
            await books.WriteAsync(run, "end", async tx =>
            {
                var hasEnded = await VerificationRuns.EndAsync(tx, run, status, entries, findings, first) > 0;
                if (hasEnded && status is VerificationStatus.Unsound or VerificationStatus.Failed)
                    await Events.AddAsync(tx, new Happening(EventKind.VerificationFailed, $"{run}") { Detail = new Dictionary<string, string> { ["outcome"] = StoredWords.Word(status), ["findings"] = $"{findings}" } });
            });
        }

        private async Task TellAsync(long entries)
        {
            try
            {
                await books.WriteAsync(run, $"{entries}", tx => VerificationRuns.AdvanceAsync(tx, run, entries));
            }
            catch (BusyException)
            {
                // Others have something to write; the next sign will do.
            }
        }
    }
}
