using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>An entry as the exports read it.</summary>
/// <param name="LineHashes">As stored, one a line.</param>
internal sealed record WalkedEntry(PostedEntry Entry, IReadOnlyList<byte[]> LineHashes);

/// <summary>Walks the journal in the order of entries, one entry in memory at a time.</summary>
internal static class JournalWalk
{
    private static readonly SqlFile List = new("exchange/list_journal");

    /// <returns>Entries with a line in the selection; of each only the lines selected.</returns>
    internal static async IAsyncEnumerable<WalkedEntry> EntriesAsync(
        LedgerReader reader, Books books, JournalSelection selection, [EnumeratorCancellation] CancellationToken stop)
    {
        await using var rows = await reader.RowsAsync(List, selection.Fund?.Id ?? 0, selection.First.ToIso(), selection.Last.ToIso());
        WalkedEntry? entry = null;
        List<PostedLine> lines = [];
        List<byte[]> hashes = [];
        while (await rows.ReadAsync(stop))
        {
            if (entry is null || rows.GetInt64(Column.EntryId) != entry.Entry.Id.Value)
            {
                if (entry is not null) yield return entry;
                (lines, hashes) = (new(4), new(4));
                entry = new WalkedEntry(EntryOf(rows, books, lines), hashes);
            }

            lines.Add(LineOf(rows, books));
            hashes.Add(rows.GetFieldValue<byte[]>(Column.LineHash));
        }

        if (entry is not null) yield return entry;
    }

    private static PostedEntry EntryOf(DbDataReader row, Books books, IReadOnlyList<PostedLine> lines) => new(
        new EntryId(row.GetInt64(Column.EntryId)),
        books.Entity(row.GetInt64(Column.EntityId)),
        EntryKind.Of(row.GetString(Column.Kind)),
        DateOnly.ParseExact(row.GetString(Column.OccurredOn), "yyyy-MM-dd", CultureInfo.InvariantCulture),
        row.GetInt64(Column.RecordedAt),
        new SourceDocument(row.GetString(Column.DocumentType), row.GetString(Column.DocumentId), Bytes(row, Column.DocumentSha256)),
        row.GetString(Column.Actor),
        row.GetString(Column.OperationKey),
        Reference(row, Column.Reverses),
        Reference(row, Column.RelatesTo),
        Bytes(row, Column.TextCommitment),
        row.GetFieldValue<byte[]>(Column.Hash),
        lines);

    private static PostedLine LineOf(DbDataReader row, Books books) => new(
        (int)row.GetInt64(Column.LineNo),
        books.Account(row.GetInt64(Column.AccountId)),
        books.Fund(row.GetInt64(Column.FundId)),
        books.Source(row.GetInt64(Column.SourceId)),
        row.GetString(Column.Subject),
        new Money(row.GetInt64(Column.AmountMinor), Currency.Of(row.GetString(Column.Currency))));

    private static byte[]? Bytes(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private static EntryId? Reference(DbDataReader row, int column) => row.IsDBNull(column) ? null : new EntryId(row.GetInt64(column));

    /// <summary>The order in which the statement names its columns.</summary>
    private static class Column
    {
        internal const int EntryId = 0;
        internal const int EntityId = 1;
        internal const int Kind = 2;
        internal const int OccurredOn = 3;
        internal const int RecordedAt = 4;
        internal const int DocumentType = 5;
        internal const int DocumentId = 6;
        internal const int DocumentSha256 = 7;
        internal const int Actor = 8;
        internal const int OperationKey = 9;
        internal const int Reverses = 10;
        internal const int RelatesTo = 11;
        internal const int TextCommitment = 12;
        internal const int Hash = 13;
        internal const int LineNo = 14;
        internal const int AccountId = 15;
        internal const int FundId = 16;
        internal const int SourceId = 17;
        internal const int Subject = 18;
        internal const int Currency = 19;
        internal const int AmountMinor = 20;
        internal const int LineHash = 21;
    }
}
