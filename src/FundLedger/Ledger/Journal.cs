namespace FundLedger.Ledger;

/// <summary>The only writer of journal rows. What it appends balances, counts for an open day, and overdraws nothing unless it is a fact.</summary>
public static class Journal
{
    private static readonly SqlFile TakeEntryId = new("ledger/take_entry_id");
    private static readonly SqlFile InsertEntry = new("ledger/insert_entry");
    private static readonly SqlFile InsertLine = new("ledger/insert_line");
    private static readonly SqlFile InsertText = new("ledger/insert_text");

    /// <summary>Appends one entry.</summary>
    /// <returns>Its number, or why the ledger may not hold it; nothing is written then.</returns>
    public static async Task<Outcome<EntryId>> AppendAsync(LedgerTransaction tx, EntryDraft draft)
    {
        return (await AppendManyAsync(tx, [draft])).IsDone(out var ids, out var refusal) ? ids[0] : refusal;
    }

    /// <summary>Appends entries in their order, touching each position once; all of them or, when one is refused, none.</summary>
    /// <param name="drafts">At most 1,000.</param>
    public static async Task<Outcome<IReadOnlyList<EntryId>>> AppendManyAsync(LedgerTransaction tx, IReadOnlyList<EntryDraft> drafts)
    {
        Invariant.Holds(drafts.Count is > 0 and <= 1_000);
        var books = await Books.OfAsync(tx);
        var entries = new ResolvedEntry[drafts.Count];
        for (var i = 0; i < drafts.Count; i++)
        {
            if (!EntryRules.Resolve(drafts[i], books, tx.Today).IsDone(out var entry, out var badEntry)) return badEntry;
            entries[i] = entry;
        }

        if (await Periods.RefusalForAsync(tx, entries) is { } closed) return closed;

        var ids = new EntryId[entries.Length];
        var nextId = (long)(await tx.Prepared(TakeEntryId).ScalarAsync([entries.Length]))!;
        for (var i = 0; i < entries.Length; i++)
        {
            ids[i] = new EntryId(nextId + i);
            await InsertAsync(tx, ids[i], entries[i]);
        }

        var refusal = await Positions.ApplyAsync(tx, entries, ids, books) ?? await OpenItems.ApplyAsync(tx, entries);
        if (refusal is not null) return refusal;
        tx.State<PendingTotals>().Add(entries);
        tx.State<AppendedEntries>().Add(ids);
        return ids;
    }

    private static async Task InsertAsync(LedgerTransaction tx, EntryId id, ResolvedEntry entry)
    {
        var draft = entry.Draft;
        var lineHashes = new byte[entry.Lines.Count * EntryHash.Length];
        for (var i = 0; i < entry.Lines.Count; i++) EntryHash.OfLine(entry.Lines[i].Hashed(i + 1), lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length));

        var salt = draft.Text is null ? null : LedgerTransaction.NewSalt();
        var commitment = salt is null ? null : EntryHash.Commitment(salt, draft.Text!);
        var hash = new byte[EntryHash.Length];
        EntryHash.OfEntry(
            new HashedEntry(id.Value, draft.Entity.Code, draft.Kind.Code, HashedEntry.Day(draft.OccurredOn), tx.RecordedAt, draft.Document.Type, draft.Document.Id,
                draft.Document.Sha256, tx.Operation.Actor, tx.Operation.Key, draft.Reverses?.Value ?? 0, draft.RelatesTo?.Value ?? 0, commitment),
            lineHashes, hash);

        var occurredOn = draft.OccurredOn.ToIso();
        await tx.Prepared(InsertEntry).ExecuteAsync(id.Value, draft.Entity.Id, draft.Kind.Code, occurredOn, tx.RecordedAt, draft.Document.Type, draft.Document.Id,
            draft.Document.Sha256, tx.Operation.Actor, tx.Operation.Key, draft.Reverses?.Value, draft.RelatesTo?.Value, commitment, (long)entry.Lines.Count, hash);
        for (var i = 0; i < entry.Lines.Count; i++)
        {
            var line = entry.Lines[i];
            await tx.Prepared(InsertLine).ExecuteAsync(id.Value, (long)(i + 1), occurredOn, line.Account.Id, line.Fund.Id, line.Source.Id, line.Subject,
                line.Amount.Currency.Code, line.Amount.MinorUnits, lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length).ToArray());
        }

        if (salt is not null) await tx.Prepared(InsertText).ExecuteAsync(id.Value, salt, draft.Text!.ToNfc());
    }
}
