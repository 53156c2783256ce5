using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations.Importing;

/// <summary>A list that was imported, or begun to be.</summary>
/// <param name="Sha256">Of the file.</param>
/// <param name="IsDone">False when it was interrupted: the same file goes on where it stopped.</param>
/// <param name="RowsDone">Gift rows of the file that are posted or left out.</param>
/// <param name="StartedAt">In microseconds since 1970-01-01 UTC.</param>
public sealed record ListedImport(long Id, Fund Fund, string FileName, byte[] Sha256, bool IsDone, long RowsDone, long Gifts, Money Sum, long StartedAt);

/// <summary>The entry that one row of a list became.</summary>
/// <param name="Donor">Masked.</param>
public sealed record ImportedEntry(EntryId Entry, long Row, DateOnly On, Money Amount, string Donor);

/// <summary>Lists imported so far and the entries they became.</summary>
public static class ImportHistory
{
    private static readonly SqlFile List = new("donations/list_imports");
    private static readonly SqlFile ListEntries = new("donations/list_import_entries");
    private static readonly SqlFile ListPostedRows = new("donations/list_posted_rows");

    /// <summary>Last begun first.</summary>
    public static async Task<IReadOnlyList<ListedImport>> ListAsync(LedgerReader reader, Books books) => await ReadAsync(reader, books, 0);

    public static async Task<ListedImport?> FindAsync(LedgerReader reader, Books books, long id) => id <= 0 ? null : (await ReadAsync(reader, books, id)).SingleOrDefault();

    /// <summary>Of this file in this fund; null when it was never begun.</summary>
    public static async Task<ListedImport?> FindAsync(LedgerReader reader, Books books, Fund fund, byte[] sha256) =>
        await ImportStore.FindAsync(reader, fund.Id, sha256) is { } row ? await FindAsync(reader, books, row.ImportId) : null;

    /// <summary>In the order of the file's rows.</summary>
    /// <param name="afterRow">Goes on after this row of the file; 0 from the first.</param>
    public static async Task<IReadOnlyList<ImportedEntry>> EntriesAsync(LedgerReader reader, long id, long afterRow, int most) =>
        [.. (await reader.QueryAsync<EntryRow>(ListEntries, new { import_id = id, after_row = afterRow, row_count = most })).Select(row => row.ToEntry())];

    /// <summary>The file's rows that are posted.</summary>
    internal static async Task<HashSet<long>> PostedRowsAsync(LedgerReader reader, long id) => [.. await reader.QueryAsync<long>(ListPostedRows, new { import_id = id })];

    private static async Task<IReadOnlyList<ListedImport>> ReadAsync(LedgerReader reader, Books books, long id) =>
        [.. (await reader.QueryAsync<ListedRow>(List, new { import_id = id })).Select(row => row.ToImport(books))];

    private sealed record ListedRow
    {
        public long ImportId { get; init; }
        public long FundId { get; init; }
        public string FileName { get; init; } = "";
        public byte[] FileSha256 { get; init; } = [];
        public string Status { get; init; } = "";
        public long RowsDone { get; init; }
        public long GiftCount { get; init; }
        public long GiftMinor { get; init; }
        public long StartedAt { get; init; }

        internal ListedImport ToImport(Books books)
        {
            var fund = books.Fund(FundId);
            return new(ImportId, fund, FileName, FileSha256, Status == "done", RowsDone, GiftCount, new Money(GiftMinor, fund.Currency), StartedAt);
        }
    }

    private sealed record EntryRow
    {
        public long EntryId { get; init; }
        public long ImportRow { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public string OccurredOn { get; init; } = "";
        public string DonorKind { get; init; } = "";
        public string? DonorName { get; init; }

        internal ImportedEntry ToEntry() => new(
            new EntryId(EntryId), ImportRow, DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), new Money(AmountMinor, Values.Currency.Of(Currency)),
            Masking.Masked(DonorName ?? "", DonorKind == "organisation" ? Donors.DonorKind.Organisation : Donors.DonorKind.Person));
    }
}
