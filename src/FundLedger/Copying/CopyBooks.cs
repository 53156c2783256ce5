using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Storage.Copies;

namespace FundLedger.Copying;

/// <summary>Copies a whole ledger into an empty place, from any kind of database to any: ids, numbers, moments, hashes and files as they are.</summary>
/// <remarks>
/// The source is read as it was at one moment, and must verify. The copy is compared with it row by row and verified before it becomes a ledger;
/// whatever breaks before, there is none. Sign-in sessions stay behind.
/// </remarks>
public sealed class CopyBooks(TimeProvider clock)
{
    private const int DifferencesNamed = 3;

    private static readonly SqlFile InsertCopy = new("copying/insert_copy");
    private static readonly SqlFile InsertUnusedNumbers = new("copying/insert_unused_numbers");

    /// <summary>Called when everything is copied and nothing compared yet, so that tests can plant differences.</summary>
    internal Func<LedgerTransaction, Task>? Copied { get; init; }

    /// <returns>Refused with <c>source-unsound</c>, <c>copy-differs</c> or <c>copy-unsound</c>; nothing is left in the new place then.</returns>
    /// <exception cref="CannotOpenException">There are no books to copy, or something is in the new place already.</exception>
    public async Task<Outcome<CopyAttestation>> RunAsync(StorageOptions from, StorageOptions to, IProgress<CopyProgress>? progress = null, CancellationToken stop = default)
    {
        await using var source = Databases.OpenToRead(from);
        return await source.ReadAsync<Outcome<CopyAttestation>>(async reader =>
        {
            await using var target = CopyTarget.Open(to, source.Ledger, clock);
            await target.MustBeEmptyAsync(to);
            return await RunAsync(new Run(reader, target, await JournalReading.LastAsync(reader), progress, stop), from, to);
        }, stop);
    }

    private async Task<Outcome<CopyAttestation>> RunAsync(Run run, StorageOptions from, StorageOptions to)
    {
        var sound = await run.VerifyAsync(run.Source, step: 0);
        if (!sound.IsSound) return Unsound("source-unsound", sound, new($"{from.Place} 的账本核验未通过", $"The books in {from.Place} do not verify"));

        var read = await run.CopyAsync();
        if (Copied is not null) await Copied(run.Target.Transaction);
        var written = await run.DigestAsync();
        if (await run.DifferencesAsync(read, written) is { Count: > 0 } differences)
            return Refusal.Of("copy-differs", "to", $"副本与原账本不同：{string.Join("；", differences)}。没有留下副本。", $"The copy differs from the books: {string.Join("; ", differences)}. No copy is left.");

        var (copiedAt, digest) = (Moments.ToMicroseconds(clock.GetUtcNow()), TableDigest.OfAll(read));
        var unused = from.Dialect == Dialect.SqlServer ? await run.Target.Transaction.ExecuteAsync(InsertUnusedNumbers) : 0;
        await run.Target.Transaction.ExecuteAsync(InsertCopy, new { copied_at = copiedAt, copied_from = StoredWords.Word(from.Dialect), digest });
        var same = await run.VerifyAsync(run.Target.Transaction, step: 3);
        if (!same.IsSound) return Unsound("copy-unsound", same, new("副本核验未通过", "The copy does not verify"));
        Invariant.Holds(same.LastHash.Span.SequenceEqual(sound.LastHash.Span) && (same.EntryCount, same.LineCount, same.EventCount) == (sound.EntryCount, sound.LineCount, sound.EventCount));

        await run.Target.PublishAsync();
        return new CopyAttestation(
            run.Source.Ledger.Id, from.Place, to.Place, copiedAt, read, digest, same.EntryCount, same.LineCount, same.EventCount, same.LastHash.ToArray(), unused);
    }

    private static Refusal Unsound(string code, Verification found, Bilingual what) => Refusal.Of(code, code == "source-unsound" ? "from" : "to",
        $"{what.Zh}（{found.FindingCount} 处）：{found.Findings[0].Message.Zh}没有留下副本。", $"{what.En} ({found.FindingCount} finding(s)): {found.Findings[0].Message.En} No copy is left.");

    /// <summary>One run: the two ends and how far it is.</summary>
    private sealed class Run(LedgerReader source, CopyTarget target, long lastEntry, IProgress<CopyProgress>? progress, CancellationToken stop)
    {
        private long told;

        internal LedgerReader Source => source;
        internal CopyTarget Target => target;

        internal Task<Verification> VerifyAsync(LedgerReader reader, int step) => Seals.Verify.RunAsync(reader, new Entries(this, step), stop);

        internal async Task<IReadOnlyList<CopiedTable>> CopyAsync()
        {
            var theirs = (await StoredTable.AllAsync(target.Transaction)).ToDictionary(table => table.TableName);
            return await WalkAsync(source, step: 1, async (table, rows, seen) => await target.WriteAsync(theirs[table.TableName], rows, seen, stop));
        }

        internal Task<IReadOnlyList<CopiedTable>> DigestAsync() => WalkAsync(target.Transaction, step: 2, (_, rows, seen) =>
        {
            var values = new object[rows.Columns.Length];
            while (rows.TryRead(values))
            {
                stop.ThrowIfCancellationRequested();
                seen(values);
            }

            return Task.CompletedTask;
        });

        /// <summary>By table, the first rows that only one side has.</summary>
        internal async Task<IReadOnlyList<string>> DifferencesAsync(IReadOnlyList<CopiedTable> read, IReadOnlyList<CopiedTable> written)
        {
            var differences = new List<string>();
            var tables = (await StoredTable.AllAsync(target.Transaction)).ToDictionary(table => table.TableName);
            foreach (var (theirs, ours) in read.Zip(written).Where(pair => pair.First.Rows != pair.Second.Rows || !pair.First.Digest.AsSpan().SequenceEqual(pair.Second.Digest)))
            {
                Invariant.Holds(theirs.Name == ours.Name);
                var left = await RowsAsync(source, (await StoredTable.AllAsync(source)).Single(table => table.TableName == theirs.Name));
                var right = await RowsAsync(target.Transaction, tables[theirs.Name]);
                var named = left.Where(row => !right.ContainsKey(row.Key)).Concat(right.Where(row => !left.ContainsKey(row.Key))).Select(row => row.Value).Distinct().Take(DifferencesNamed);
                differences.Add($"{theirs.Name} {theirs.Rows}/{ours.Rows} ({string.Join(", ", named)})");
            }

            return differences;
        }

        private async Task<IReadOnlyList<CopiedTable>> WalkAsync(LedgerReader reader, int step, Func<StoredTable, StoredRows, Action<object[]>, Task> walk)
        {
            var copied = new List<CopiedTable>();
            var tables = await StoredTable.AllAsync(reader);
            foreach (var table in tables)
            {
                await using var rows = await table.ReadAsync(reader);
                var digest = new TableDigest(rows.Columns);
                var isByEntry = rows.Columns[0] == "entry_id";
                await walk(table, rows, values =>
                {
                    digest.Add(values);
                    if (isByEntry && digest.Rows % 5_000 == 0) Tell(step, (copied.Count + (double)(long)values[0] / Math.Max(1, lastEntry)) / tables.Count);
                });
                copied.Add(new CopiedTable(table.TableName, digest.Rows, digest.Value));
                Tell(step, (double)copied.Count / tables.Count);
            }

            return copied;
        }

        /// <summary>Each row's hash, and its first column as a name for it.</summary>
        private static async Task<Dictionary<string, string>> RowsAsync(LedgerReader reader, StoredTable table)
        {
            await using var rows = await table.ReadAsync(reader);
            var digest = new TableDigest(rows.Columns);
            var found = new Dictionary<string, string>();
            var values = new object[rows.Columns.Length];
            while (rows.TryRead(values))
            {
                found[Convert.ToHexStringLower(digest.Add(values))] = $"{rows.Columns[0]} {(values[0] is byte[] bytes ? Convert.ToHexStringLower(bytes) : values[0])}";
            }

            return found;
        }

        private void Tell(int step, double share)
        {
            var done = step * CopyProgress.OfAStep + (long)(Math.Min(1, share) * CopyProgress.OfAStep);
            if (done <= told) return;
            told = done;
            progress?.Report(new CopyProgress(done));
        }

        private sealed class Entries(Run run, int step) : IProgress<long>
        {
            public void Report(long value) => run.Tell(step, (double)value / Math.Max(1, run.LastEntry));
        }

        private long LastEntry => lastEntry;
    }
}
