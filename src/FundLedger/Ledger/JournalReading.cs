using System.Globalization;

namespace FundLedger.Ledger;

/// <summary>Reads entries back as they were posted.</summary>
public static class JournalReading
{
    private static readonly SqlFile Find = new("ledger/find_entry");
    private static readonly SqlFile ListLines = new("ledger/list_lines");
    private static readonly SqlFile ListRelated = new("ledger/list_related_entries");
    private static readonly SqlFile FindText = new("ledger/find_text");
    private static readonly SqlFile FindOperation = new("storage/find_operation");
    private static readonly SqlFile FindLast = new("storage/find_last_entry");

    /// <summary>The number of the last entry, which is also how many there are; 0 in an empty ledger.</summary>
    public static async Task<long> LastAsync(LedgerReader reader) => (await reader.FindAsync<EntryRow>(FindLast))?.EntryId ?? 0;

    /// <summary>The entry of this number, or null.</summary>
    public static async Task<PostedEntry?> FindAsync(LedgerReader reader, EntryId id, Books books)
    {
        if (await reader.FindAsync<EntryRow>(Find, new { entry_id = id.Value }) is not { } row) return null;
        var lines = await reader.QueryAsync<LineRow>(ListLines, new { entry_id = id.Value });
        return row.ToEntry(books, [.. lines.Select(line => line.ToLine(books))]);
    }

    /// <summary>Entries that reverse this one or are later events of it, oldest first.</summary>
    public static async Task<IReadOnlyList<RelatedEntry>> RelatedAsync(LedgerReader reader, EntryId id) =>
        [.. (await reader.QueryAsync<RelatedRow>(ListRelated, new { entry_id = id.Value }))
            .Select(row => new RelatedEntry(new EntryId(row.EntryId), EntryKind.Of(row.Kind), row.Reverses == id.Value, row.IsReversed == 1))];

    /// <summary>The erasable text, or null when there is none or it was erased.</summary>
    public static Task<string?> TextAsync(LedgerReader reader, EntryId id) => reader.FindAsync<string>(FindText, new { entry_id = id.Value });

    /// <summary>Name of the operation that posted an entry; null for entries that came with another ledger's journal.</summary>
    public static async Task<string?> OperationAsync(LedgerReader reader, PostedEntry entry) =>
        (await reader.FindAsync<OperationRow>(FindOperation, new { operation_key = entry.OperationKey }))?.Operation;

    private sealed record OperationRow
    {
        public string Operation { get; init; } = "";
    }

    private sealed record RelatedRow
    {
        public long EntryId { get; init; }
        public string Kind { get; init; } = "";
        public long? Reverses { get; init; }
        public long IsReversed { get; init; }
    }

    internal sealed record EntryRow
    {
        public long EntryId { get; init; }
        public long EntityId { get; init; }
        public string Kind { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public long RecordedAt { get; init; }
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public byte[]? DocumentSha256 { get; init; }
        public string Actor { get; init; } = "";
        public string OperationKey { get; init; } = "";
        public long? Reverses { get; init; }
        public long? RelatesTo { get; init; }
        public byte[]? TextCommitment { get; init; }
        public byte[] Hash { get; init; } = [];

        internal PostedEntry ToEntry(Books books, IReadOnlyList<PostedLine> lines) => new(
            new EntryId(EntryId), books.Entity(EntityId), Ledger.EntryKind.Of(Kind), DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), RecordedAt,
            new SourceDocument(DocumentType, DocumentId, DocumentSha256), Actor, OperationKey,
            Reverses is { } reversed ? new EntryId(reversed) : null, RelatesTo is { } related ? new EntryId(related) : null, TextCommitment, Hash, lines);
    }

    internal sealed record LineRow
    {
        public long LineNo { get; init; }
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Subject { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }

        internal PostedLine ToLine(Books books) => new(
            (int)LineNo, books.Account(AccountId), books.Fund(FundId), books.Source(SourceId), Subject, new Money(AmountMinor, Values.Currency.Of(Currency)));
    }
}

/// <summary>An entry as it stands in the ledger.</summary>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record PostedEntry(
    EntryId Id, Entity Entity, EntryKind Kind, DateOnly OccurredOn, long RecordedAt, SourceDocument Document, string Actor, string OperationKey,
    EntryId? Reverses, EntryId? RelatesTo, byte[]? TextCommitment, byte[] Hash, IReadOnlyList<PostedLine> Lines);

public sealed record PostedLine(int LineNo, Account Account, Fund Fund, Source Source, string Subject, Money Amount);

/// <param name="IsReversal">It takes the entry back; otherwise it is a later event of it.</param>
/// <param name="IsReversed">It was itself taken back.</param>
public sealed record RelatedEntry(EntryId Id, EntryKind Kind, bool IsReversal, bool IsReversed);
