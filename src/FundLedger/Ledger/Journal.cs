using FundLedger.Outbox;

namespace FundLedger.Ledger;

/// <summary>The only writer of journal rows. What it appends balances, counts for an open day, and overdraws nothing unless it is a fact.</summary>
public static class Journal
{
    private static readonly SqlFile TakeEntryId = new("ledger/take_entry_id");
    private static readonly SqlFile InsertEntry = new("ledger/insert_entry");
    private static readonly SqlFile InsertLine = new("ledger/insert_line");
    private static readonly SqlFile InsertText = new("ledger/insert_text");
    private static readonly SqlFile KeepYearEndLines = new("ledger/keep_year_end_lines");

    /// <summary>Appends one entry.</summary>
    /// <returns>Its number, or why the ledger may not hold it; nothing is written then.</returns>
    public static async Task<Outcome<EntryId>> AppendAsync(LedgerTransaction tx, EntryDraft draft)
    {
        return (await AppendManyAsync(tx, [draft])).IsDone(out var ids, out var refusal) ? ids[0] : refusal;
    }

    /// <summary>Appends entries in their order, touching each position once; all of them or, when one is refused, none.</summary>
    /// <param name="drafts">At most 1,000.</param>
    public static Task<Outcome<IReadOnlyList<EntryId>>> AppendManyAsync(LedgerTransaction tx, IReadOnlyList<EntryDraft> drafts) => AppendManyAsync(tx, drafts, stamps: null);

    /// <param name="stamps">For each draft whose it is, where the transaction holds several operations; null where all are the running one's.</param>
    internal static async Task<Outcome<IReadOnlyList<EntryId>>> AppendManyAsync(LedgerTransaction tx, IReadOnlyList<EntryDraft> drafts, IReadOnlyList<OperationStamp>? stamps)
    {
        Invariant.Holds(drafts.Count is > 0 and <= 1_000 && (stamps is null || stamps.Count == drafts.Count));
        var books = await Books.OfAsync(tx);
        var entries = new ResolvedEntry[drafts.Count];
        for (var i = 0; i < drafts.Count; i++)
        {
            if (!EntryRules.Resolve(drafts[i], books, tx.Today).IsDone(out var entry, out var badEntry)) return badEntry;
            entries[i] = entry;
        }

        if (await Periods.RefusalForAsync(tx, entries) is { } closed) return closed;
        if (await OpenFunds.RefusalForAsync(tx, entries) is { } notOpen) return notOpen;

        var ids = new EntryId[entries.Length];
        var rows = new Rows(tx);
        var nextId = (long)(await tx.Prepared(TakeEntryId).ScalarAsync([entries.Length]))!;
        for (var i = 0; i < entries.Length; i++)
        {
            ids[i] = new EntryId(nextId + i);
            if (entries[i].Draft.RelatesToDraft is { } earlier) entries[i] = entries[i] with { Draft = entries[i].Draft with { RelatesTo = ids[..i][earlier] } };
            await AppendOneAsync(tx, rows, ids[i], entries[i], stamps?[i] ?? new OperationStamp(tx.Operation.Key, tx.Operation.Actor, tx.RecordedAt));
        }

        await rows.FlushAsync();
        await KeepNoActivityAsync(tx, entries, ids[0], ids[^1]);
        await Events.AddEntriesAsync(tx, ids[0].Value, ids[^1].Value);

        var refusal = await Positions.ApplyAsync(tx, entries, ids, books) ?? await OpenItems.ApplyAsync(tx, entries);
        if (refusal is not null) return refusal;
        tx.State<PendingTotals>().Add(entries);
        tx.State<AppendedEntries>().Add(ids);
        return ids;
    }

    /// <summary>Brings back entries of another ledger as they were: number, moment, actor, operation key, commitment and hash. Texts do not come back.</summary>
    /// <remarks>What they record has happened, so nothing is refused for want of money; months closed in the other ledger do not count here.</remarks>
    /// <param name="entries">At most 1,000, in their order, on this ledger's accounts, funds and sources; an operation's entries are not split over two calls.</param>
    /// <returns>Why the ledger may not hold them, or null; nothing is to be kept of the operation when it is refused.</returns>
    public static async Task<Refusal?> RestoreAsync(LedgerTransaction tx, IReadOnlyList<PostedEntry> entries)
    {
        Invariant.Holds(entries.Count is > 0 and <= 1_000);
        var books = await Books.OfAsync(tx);
        var resolved = new ResolvedEntry[entries.Count];
        var rows = new Rows(tx);
        for (var i = 0; i < resolved.Length; i++)
        {
            if (!(await RestoreOneAsync(rows, entries[i])).IsDone(out var entry, out var badEntry)) return badEntry;
            resolved[i] = entry;
        }

        await rows.FlushAsync();
        await KeepNoActivityAsync(tx, resolved, entries[0].Id, entries[^1].Id);
        for (var first = 0; first < entries.Count;)
        {
            var next = first + 1;
            while (next < entries.Count && entries[next].OperationKey == entries[first].OperationKey) next++;
            var ids = entries.Skip(first).Take(next - first).Select(entry => entry.Id).ToArray();
            var refusal = await Positions.ApplyAsync(tx, resolved[first..next], ids, books, asFacts: true) ?? await OpenItems.ApplyAsync(tx, resolved[first..next]);
            if (refusal is not null) return refusal;
            first = next;
        }

        tx.State<PendingTotals>().Add(resolved);
        await SpendNumbersAsync(tx, entries[^1].Id.Value);
        return null;
    }

    /// <summary>Lines that figures of what happened leave out are kept apart as well.</summary>
    private static async Task KeepNoActivityAsync(LedgerTransaction tx, ResolvedEntry[] entries, EntryId first, EntryId last)
    {
        if (entries.Any(entry => entry.Draft.Kind.IsNoActivity)) await tx.ExecuteAsync(KeepYearEndLines, new { first_entry = first.Value, last_entry = last.Value });
    }

    private static async Task<Outcome<ResolvedEntry>> RestoreOneAsync(Rows rows, PostedEntry posted)
    {
        if (!Resolve(posted).IsDone(out var entry, out var badEntry)) return badEntry;
        var stamp = new Stamp(posted.Id, posted.RecordedAt, posted.Actor, posted.OperationKey, posted.TextCommitment);
        var hashes = Hash(stamp, entry);
        if (!hashes.Entry.AsSpan().SequenceEqual(posted.Hash))
            return Refusal.Of("hash-differs", "hash", $"分录 {posted.Id} 的哈希与其内容不符。", $"The hash of entry {posted.Id} does not fit its content.");
        await InsertAsync(rows, stamp, entry, hashes);
        return entry;
    }

    private static Outcome<ResolvedEntry> Resolve(PostedEntry posted) => EntryRules.Check(
        new EntryDraft(posted.Entity, posted.Kind, posted.OccurredOn, []) { Document = posted.Document, Reverses = posted.Reverses, RelatesTo = posted.RelatesTo },
        [.. posted.Lines.Select(line => new ResolvedLine(line.Account, line.Fund, line.Source, line.Subject, line.Amount))],
        Moments.DayInShanghai(posted.RecordedAt));

    /// <summary>Draws numbers until the last restored one is behind: what is appended later comes after it.</summary>
    private static async Task SpendNumbersAsync(LedgerTransaction tx, long last)
    {
        for (var spent = 0L; spent < last;)
        {
            var count = Math.Min(last - spent, 1_000);
            spent = (long)(await tx.Prepared(TakeEntryId).ScalarAsync([count]))! + count - 1;
        }
    }

    private static async Task AppendOneAsync(LedgerTransaction tx, Rows rows, EntryId id, ResolvedEntry entry, OperationStamp by)
    {
        var text = entry.Draft.Text;
        var salt = text is null ? null : tx.NewSalt();
        var stamp = new Stamp(id, by.RecordedAt, by.Actor, by.Key, salt is null ? null : EntryHash.Commitment(salt, text!));
        await InsertAsync(rows, stamp, entry, Hash(stamp, entry));
        if (salt is not null) await rows.Texts.AddAsync(id.Value, salt, text!.ToNfc());
    }

    private static (byte[] Lines, byte[] Entry) Hash(in Stamp stamp, ResolvedEntry entry)
    {
        var draft = entry.Draft;
        var lineHashes = new byte[entry.Lines.Count * EntryHash.Length];
        for (var i = 0; i < entry.Lines.Count; i++) EntryHash.OfLine(entry.Lines[i].Hashed(i + 1), lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length));
        var hash = new byte[EntryHash.Length];
        EntryHash.OfEntry(
            new HashedEntry(stamp.Id.Value, draft.Entity.Code, draft.Kind.Code, HashedEntry.Day(draft.OccurredOn), stamp.RecordedAt, draft.Document.Type, draft.Document.Id,
                draft.Document.Sha256, stamp.Actor, stamp.OperationKey, draft.Reverses?.Value ?? 0, draft.RelatesTo?.Value ?? 0, stamp.TextCommitment),
            lineHashes, hash);
        return (lineHashes, hash);
    }

    private static async Task InsertAsync(Rows rows, Stamp stamp, ResolvedEntry entry, (byte[] Lines, byte[] Entry) hashes)
    {
        var (id, draft) = (stamp.Id.Value, entry.Draft);
        var occurredOn = draft.OccurredOn.ToIso();
        await rows.Entries.AddAsync(id, draft.Entity.Id, draft.Kind.Code, occurredOn, stamp.RecordedAt, draft.Document.Type, draft.Document.Id,
            draft.Document.Sha256, stamp.Actor, stamp.OperationKey, draft.Reverses?.Value, draft.RelatesTo?.Value, stamp.TextCommitment, (long)entry.Lines.Count, hashes.Entry);
        for (var i = 0; i < entry.Lines.Count; i++)
        {
            var line = entry.Lines[i];
            await rows.Lines.AddAsync(id, (long)(i + 1), occurredOn, line.Account.Id, line.Fund.Id, line.Source.Id, line.Subject,
                line.Amount.Currency.Code, line.Amount.MinorUnits, hashes.Lines.AsSpan(i * EntryHash.Length, EntryHash.Length).ToArray());
        }
    }

    /// <summary>Rows on their way into the three tables.</summary>
    private sealed class Rows(LedgerTransaction tx)
    {
        internal RowWriter Entries { get; } = new(tx, InsertEntry);
        internal RowWriter Lines { get; } = new(tx, InsertLine);
        internal RowWriter Texts { get; } = new(tx, InsertText);

        internal async Task FlushAsync()
        {
            await Entries.FlushAsync();
            await Lines.FlushAsync();
            await Texts.FlushAsync();
        }
    }

    /// <summary>What the journal gives an entry.</summary>
    private readonly record struct Stamp(EntryId Id, long RecordedAt, string Actor, string OperationKey, byte[]? TextCommitment);
}
