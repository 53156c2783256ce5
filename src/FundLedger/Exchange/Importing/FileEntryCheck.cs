using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>Whether an entry of a file is what the ledger hashed, by line, header and the check digits of its rows; and then whether it is one a ledger may hold.</summary>
internal static class FileEntryCheck
{
    private static readonly JournalColumn[] NotHashed =
        [.. JournalColumns.OfEntity, .. JournalColumns.OfAccount, .. JournalColumns.OfFund, .. JournalColumns.OfSource, JournalColumn.FileEnd, JournalColumn.RowCheck];

    internal static Refusal? RefusalFor(FileEntry read) => HashRefusal(read) ?? DigitsRefusal(read.Rows) ?? RuleRefusal(read);

    private static Refusal? RuleRefusal(FileEntry read)
    {
        var entry = read.Entry;
        ResolvedLine[] lines = [.. entry.Lines.Select(line => new ResolvedLine(line.Account, line.Fund, line.Source, line.Subject, line.Amount))];
        var draft = new EntryDraft(entry.Entity, entry.Kind, entry.OccurredOn, []);
        if (EntryRules.Check(draft, lines, Moments.DayInShanghai(entry.RecordedAt)).IsDone(out _, out var broken)) return null;

        var row = read.Rows[LineIn(broken.Field) is { } lineNo ? lineNo - 1 : 0];
        row.Refuse(ColumnOf(broken.Code), broken.Message.Zh, broken.Message.En);
        return row.Refusal;
    }

    /// <summary>The line that a rule names as <c>lines[2].amount</c>.</summary>
    private static int? LineIn(string field) =>
        field.StartsWith("lines[", StringComparison.Ordinal) && int.TryParse(field.AsSpan()["lines[".Length..field.IndexOf(']')], out var lineNo) ? lineNo : null;

    private static JournalColumn ColumnOf(string rule) => rule switch
    {
        "line-zero" or "not-balanced" => JournalColumn.Amount,
        "line-currency" => JournalColumn.Currency,
        "account-not-valid" => JournalColumn.AccountCode,
        "date-in-future" => JournalColumn.OccurredOn,
        "line-entity" => JournalColumn.Entity,
        _ => JournalColumn.LineNo,
    };

    private static Refusal? HashRefusal(FileEntry read)
    {
        var entry = read.Entry;
        var lineHashes = new byte[entry.Lines.Count * EntryHash.Length];
        for (var i = 0; i < entry.Lines.Count; i++)
        {
            var line = entry.Lines[i];
            var hash = lineHashes.AsSpan(i * EntryHash.Length, EntryHash.Length);
            EntryHash.OfLine(new HashedLine(line.LineNo, line.Account.Code, line.Account.Layer, line.Fund.Code, line.Source.Code, line.Subject, line.Amount.Currency.Code, line.Amount.MinorUnits), hash);
            if (read.Rows[i].Hash(JournalColumn.LineHash).AsSpan().SequenceEqual(hash)) continue;
            RefuseHash(read.Rows[i], JournalColumn.LineHash, JournalColumns.OfLine);
            return read.Rows[i].Refusal;
        }

        var entryHash = new byte[EntryHash.Length];
        EntryHash.OfEntry(HashedOf(entry), lineHashes, entryHash);
        if (entryHash.AsSpan().SequenceEqual(entry.Hash)) return null;
        RefuseHash(read.Rows[0], JournalColumn.Hash, [.. JournalColumns.OfEntry, JournalColumn.LineNo]);
        return read.Rows[0].Refusal;
    }

    private static HashedEntry HashedOf(PostedEntry entry) => new(
        entry.Id.Value, entry.Entity.Code, entry.Kind.Code, HashedEntry.Day(entry.OccurredOn), entry.RecordedAt, entry.Document.Type, entry.Document.Id, entry.Document.Sha256,
        entry.Actor, entry.OperationKey, entry.Reverses?.Value ?? 0, entry.RelatesTo?.Value ?? 0, entry.TextCommitment);

    private static void RefuseHash(FileRow row, JournalColumn column, JournalColumn[] covered) => row.Refuse(column,
        $"哈希与内容不符，下列各列之一被改动，或少了行：{JournalColumns.Listed(covered)}。",
        $"the hash does not fit; one of these columns was changed, or a row is missing: {JournalColumns.Listed(covered)}.");

    private static Refusal? DigitsRefusal(IReadOnlyList<FileRow> rows)
    {
        var check = new RowCheck();
        foreach (var row in rows)
        {
            if (check.Of(row.Cells.AsSpan(0, (int)JournalColumn.RowCheck)) == row[JournalColumn.RowCheck]) continue;
            row.Refuse(JournalColumn.RowCheck,
                $"校验码与本行不符，下列各列之一被改动：{JournalColumns.Listed(NotHashed)}。",
                $"the check digits do not fit this row; one of these columns was changed: {JournalColumns.Listed(NotHashed)}.");
            return row.Refusal;
        }

        return null;
    }
}
