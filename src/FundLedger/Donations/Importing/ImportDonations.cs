using System.Text.Json;
using FundLedger.Donations.Lists;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Donations.Importing;

/// <summary>Brings a donation list into a fund: checked whole first, then posted in parts, each of them once whatever happens in between.</summary>
/// <remarks>Interrupted, it goes on where it stopped when the same file is imported again.</remarks>
public sealed class ImportDonations(Database database, TimeProvider clock)
{
    private readonly Database database = database;

    private const int GiftsPerOperation = 500;  // an operation holds at most 1,000 rows of the caller's

    /// <param name="actor">Opaque id of the one who imports.</param>
    /// <param name="scan">Of <paramref name="file"/>, in the fund's currency.</param>
    /// <exception cref="IOException">The file changed since it was scanned.</exception>
    public async Task<ImportOutcome> RunAsync(
        string actor, ListFile file, ListScan scan, ImportChoices choices, IProgress<ImportProgress>? progress = null, CancellationToken stop = default)
    {
        var sha256 = Convert.FromHexString(file.Sha256);
        var check = new ImportCheck(database, Moments.DayInShanghai(Moments.ToMicroseconds(clock.GetUtcNow())));
        var found = await check.RunAsync(scan, file.Name, sha256, choices, stop);
        if (!found.IsDone(out var plan, out var refusal)) return new ImportOutcome.Refused(refusal, [.. scan.FirstFailures.Concat(check.Failures).OrderBy(row => row.Row)]);
        if (plan.Import is { Status: "done" } done) return new ImportOutcome.AlreadyImported(check.Summary(scan, plan.Fund, done, known: null, resumed: false));

        var begun = await BeginAsync(actor, file, scan, sha256, plan, stop);
        if (!begun.IsDone(out var importId, out refusal)) return new ImportOutcome.Refused(refusal, []);
        var posting = new Posting(this, check, actor, plan, importId, file.Sha256, choices, progress, scan.Gifts);
        if (await posting.RunAsync(scan.Rows().OfType<ListRow.Gift>(), stop) is { } stopped) return new ImportOutcome.Refused(stopped, []);

        var finished = await FinishAsync(actor, plan, importId, sha256, stop);
        return finished.IsDone(out var row, out refusal)
            ? new ImportOutcome.Imported(check.Summary(scan, plan.Fund, row, posting.Known, plan.Import is not null))
            : new ImportOutcome.Refused(refusal, []);
    }

    private Task<Outcome<long>> BeginAsync(string actor, ListFile file, ListScan scan, byte[] sha256, ImportPlan plan, CancellationToken stop) => database.WriteAsync<long>(
        new Asked($"import/{plan.Fund.Code}/{file.Sha256}", actor).For("import-begin", OperationField.Of("fund", plan.Fund.Code), OperationField.Of("file", file.Sha256)),
        async tx => await ImportStore.InsertAsync(tx, plan.Fund.Id, sha256, file.Name, JsonSerializer.Serialize(scan.Profile)), stop);

    private Task<Outcome<ImportRow>> FinishAsync(string actor, ImportPlan plan, long importId, byte[] sha256, CancellationToken stop) => database.WriteAsync<ImportRow>(
        new Asked($"import/{importId}/done", actor).For("import-done", OperationField.Of("import", importId)),
        async tx =>
        {
            await ImportStore.FinishAsync(tx, importId);
            return (await ImportStore.FindAsync(tx, plan.Fund.Id, sha256))!;
        }, stop);

    /// <summary>Walks the rows and posts them part by part; while some parts are on their way to the disk, together, the next are being read.</summary>
    private sealed class Posting(
        ImportDonations import, ImportCheck check, string actor, ImportPlan plan, long importId, string sha256Hex, ImportChoices choices, IProgress<ImportProgress>? progress, long total)
    {
        private readonly byte[] sha256 = Convert.FromHexString(sha256Hex);
        private readonly List<(ListRow.Gift Gift, DonorName Donor, RowKey Key)> part = new(GiftsPerOperation);
        private readonly Queue<Task<Outcome<long>>> writing = [];
        private long seen;
        private long partRows;

        /// <summary>Rows left out because they are known.</summary>
        internal long Known { get; private set; }

        /// <summary>Parts under way at once. The embedded database takes them in their order; a server runs each in a transaction of its own, so there the next waits for the last.</summary>
        private int PartsAhead => import.database is SqliteDatabase ? 4 : 1;

        private long RowsDoneBefore => plan.Import?.RowsDone ?? 0;

        internal async Task<Refusal?> RunAsync(IEnumerable<ListRow.Gift> rows, CancellationToken stop)
        {
            // A reader is held open only where rows must be looked up: one that stays open keeps the log from being folded in.
            var anyKnown = await import.database.ReadAsync(reader => new KnownRows(reader, plan.Fund.Id, importId).AnyAsync(), stop);
            try
            {
                return anyKnown
                    ? await import.database.ReadAsync(reader => PostAsync(rows, new KnownRows(reader, plan.Fund.Id, importId), stop), stop)
                    : await PostAsync(rows, null, stop);
            }
            finally
            {
                // Parts behind one that was refused or stopped: each checks that the one before is there, so none is posted out of its order.
                await ((Task)Task.WhenAll(writing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        private async Task<Refusal?> PostAsync(IEnumerable<ListRow.Gift> rows, KnownRows? known, CancellationToken stop)
        {
            foreach (var some in rows.Chunk(KnownRows.AtOnce))
            {
                var keys = Array.ConvertAll(some, gift => RowKey.Of(gift, import.database.Ledger.Secret));
                if (known is not null) await known.LookUpAsync(keys);
                for (var i = 0; i < some.Length; i++)
                {
                    stop.ThrowIfCancellationRequested();
                    if (await AddAsync(some[i], keys[i], known) is { } refusal) return refusal;
                }
            }

            if (partRows > 0 && await PostPartAsync() is { } last) return last;
            while (writing.Count > 0)
            {
                if (await SettleAsync() is { } refusal) return refusal;
            }

            return null;
        }

        private async Task<Refusal?> AddAsync(ListRow.Gift gift, RowKey key, KnownRows? known)
        {
            var isKnown = known is not null && (key.IsSure || choices.Overlap == OverlapChoice.Same) && known.Take(key);
            // Every row counts towards how far the import came, also one that cannot be posted: a month that closes in between moves nothing.
            var isDone = ++seen <= RowsDoneBefore;
            var isLeftOut = !isDone && !check.CanPost(gift);
            if (isKnown && !isLeftOut) Known++;
            if (isDone) return null;
            if (!isKnown && !isLeftOut) part.Add((gift, DonorName.Of(gift.Donor), key));
            return ++partRows == GiftsPerOperation ? await PostPartAsync() : null;
        }

        private async Task<Refusal?> PostPartAsync()
        {
            if (writing.Count == PartsAhead && await SettleAsync() is { } refusal) return refusal;
            var (gifts, before, rows) = (part.ToArray(), seen - partRows, partRows);
            writing.Enqueue(import.database.WriteAsync(
                new Asked($"import/{importId}/{before}", actor).For("import-part",
                    OperationField.Of("import", importId), OperationField.Of("after", before), OperationField.Of("rows", rows)),
                tx => PostPartAsync(tx, gifts, before, rows), CancellationToken.None));
            part.Clear();
            partRows = 0;
            return null;
        }

        private async Task<Refusal?> SettleAsync()
        {
            var settled = await writing.Dequeue();
            if (!settled.IsDone(out var rowsDone, out var refusal)) return refusal;
            progress?.Report(new ImportProgress(rowsDone, total));
            return null;
        }

        private async Task<Outcome<long>> PostPartAsync(LedgerTransaction tx, (ListRow.Gift Gift, DonorName Donor, RowKey Key)[] gifts, long before, long rows)
        {
            var books = await Books.OfAsync(tx);
            if (!(await SourceStore.NamedOrPlainAsync(tx, plan.Entity, choices.Source, SourceKind.Donation)).IsDone(out var source, out var refusal)) return refusal;
            var moved = await ImportStore.AdvanceAsync(tx, importId, before, rows, gifts.Length, gifts.Sum(row => row.Gift.Amount.MinorUnits));
            if (!moved) return Refusal.Of("import-moved", "file", "另一个程序正在导入同一文件。请稍后再看结果。", "Another program is importing the same file. Look again in a moment.");
            if (gifts.Length == 0) return before + rows;

            var drafts = Array.ConvertAll(gifts, row => DraftOf(row.Gift, row.Donor, source));
            var names = gifts.Select(row => row.Donor).DistinctBy(donor => donor.Name).ToList();
            var donors = await DonorStore.FindOrInsertManyAsync(tx, names);
            var keys = names.ToDictionary(name => name.Name, name => DonorStore.KeyOf(tx, name), StringComparer.Ordinal);
            var matching = await GiftMatching.OfAsync(tx, books, Array.ConvertAll(gifts, row => new GiftFacts(
                plan.Fund, source, row.Gift.Amount, row.Gift.Date, donors[row.Donor.Name], row.Donor.Kind, keys[row.Donor.Name], choices.Channel)));
            if (!(await Journal.AppendManyAsync(tx, [.. drafts, .. matching.Drafts])).IsDone(out var entries, out refusal)) return refusal;
            var donations = DonationStore.Rows(tx);
            for (var i = 0; i < gifts.Length; i++)
            {
                var (gift, name, _) = gifts[i];
                await DonationStore.AddAsync(donations, entries[i], donors[name.Name], plan.Fund, source, gift.Amount, gift.Reference.Length > 0 ? gift.Reference : null, choices.Channel, importId, gift.Row);
            }

            await donations.FlushAsync();
            await matching.KeepAsync(entries);
            await ImportStore.AddRowKeysAsync(tx, plan.Fund.Id, gifts.Select(row => row.Key), importId);
            return before + rows;
        }

        private EntryDraft DraftOf(ListRow.Gift gift, DonorName donor, Source source) => DonationPosting.Of(plan.Entity, plan.Fund, source, gift.Amount, fee: null, gift.Date) with
        {
            Document = new SourceDocument("donation-list", gift.Row.ToString(System.Globalization.CultureInfo.InvariantCulture), sha256),
            Text = RecordDonation.TextOf(donor, gift.Note),
        };
    }
}
