using System.Data.Common;

namespace FundLedger.Seals;

/// <summary>An entry as stored, with nothing believed: every column as it stands, lines included. Reused from one entry to the next.</summary>
internal sealed class StoredEntry
{
    internal long EntryId;
    internal long EntityId;
    internal string Kind = "";
    internal string OccurredOn = "";
    internal long RecordedAt;
    internal string DocumentType = "";
    internal string DocumentId = "";
    internal byte[]? DocumentSha256;
    internal string Actor = "";
    internal string OperationKey = "";
    internal long Reverses;
    internal long RelatesTo;
    internal byte[]? TextCommitment;
    internal long StatedLineCount;
    internal byte[] Hash = [];
    internal byte[]? Salt;
    internal string? Text;

    private readonly List<StoredLine> lines = [];

    internal IReadOnlyList<StoredLine> Lines => lines;
    internal int LineCount => lines.Count;

    internal void Clear() => lines.Clear();
    internal void Add(StoredLine line) => lines.Add(line);
}

internal readonly record struct StoredLine(
    long LineNo, string OccurredOn, long AccountId, long FundId, long SourceId, string Subject, string Currency, long AmountMinor, byte[] Hash);

/// <summary>Walks entries with their lines in entry order, in one statement: SQL Server reads one thing at a time. Lines without an entry are findings.</summary>
internal sealed class JournalWalk(LedgerReader reader)
{
    private const int FirstOfLine = 18;

    private static readonly SqlFile List = new("seals/list_journal");
    private static readonly SqlFile ListOrphans = new("seals/list_orphan_lines");

    internal async IAsyncEnumerable<StoredEntry> RunAsync(Findings findings)
    {
        foreach (var orphan in await reader.QueryAsync<long>(ListOrphans)) AddOrphan(findings, orphan);
        await using var rows = await reader.RowsAsync(List);
        var entry = new StoredEntry();
        for (var hasRow = rows.Read(); hasRow;)
        {
            ReadHeader(rows, entry);
            for (; hasRow && rows.GetInt64(0) == entry.EntryId; hasRow = rows.Read())
                if (!rows.IsDBNull(FirstOfLine)) entry.Add(ReadLine(rows));
            yield return entry;
        }
    }

    private static void AddOrphan(Findings findings, long entry) =>
        findings.AddEntry("entry-missing", entry, "有分录行而没有分录头，分录已被删除。", "its lines stand without a header; the entry was deleted.");

    private static void ReadHeader(DbDataReader row, StoredEntry entry)
    {
        entry.Clear();
        entry.EntryId = row.GetInt64(0);
        entry.EntityId = row.GetInt64(1);
        entry.Kind = row.GetString(2);
        entry.OccurredOn = row.GetString(3);
        entry.RecordedAt = row.GetInt64(4);
        entry.DocumentType = row.GetString(5);
        entry.DocumentId = row.GetString(6);
        entry.DocumentSha256 = BytesOrNull(row, 7);
        entry.Actor = row.GetString(8);
        entry.OperationKey = row.GetString(9);
        entry.Reverses = row.IsDBNull(10) ? 0 : row.GetInt64(10);
        entry.RelatesTo = row.IsDBNull(11) ? 0 : row.GetInt64(11);
        entry.TextCommitment = BytesOrNull(row, 12);
        entry.StatedLineCount = row.GetInt64(13);
        entry.Hash = row.GetFieldValue<byte[]>(14);
        entry.Salt = BytesOrNull(row, 15);
        entry.Text = TextOrNull(row, 16) ?? TextOrNull(row, 17); // a server sends long ones apart
    }

    private static StoredLine ReadLine(DbDataReader row) => new(
        row.GetInt64(FirstOfLine), row.GetString(FirstOfLine + 1), row.GetInt64(FirstOfLine + 2), row.GetInt64(FirstOfLine + 3), row.GetInt64(FirstOfLine + 4),
        row.GetString(FirstOfLine + 5), row.GetString(FirstOfLine + 6), row.GetInt64(FirstOfLine + 7), row.GetFieldValue<byte[]>(FirstOfLine + 8));

    private static string? TextOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? BytesOrNull(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
