using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>What the journal does not hold of a gift: who gave, by which list, how much of it went back.</summary>
internal static class DonationStore
{
    private static readonly SqlFile Insert = new("donations/insert_donation");
    private static readonly SqlFile Find = new("donations/find_donation");
    private static readonly SqlFile FindFirst = new("donations/find_first_part");
    private static readonly SqlFile ListLater = new("donations/list_later_parts");
    private static readonly SqlFile AddRefund = new("donations/add_refund");

    /// <param name="splitOf">The first part of the gift that this is a later part of.</param>
    internal static async Task InsertAsync(LedgerTransaction tx, EntryId entry, long donorId, Fund fund, Source source, Money amount, string? reference, GiftChannel? channel = null, EntryId? splitOf = null)
    {
        var rows = Rows(tx);
        await AddAsync(rows, entry, donorId, fund, source, amount, reference, channel, splitOf: splitOf);
        await rows.FlushAsync();
    }

    /// <summary>Gifts to be inserted together.</summary>
    internal static RowWriter Rows(LedgerTransaction tx) => new(tx, Insert);

    internal static Task AddAsync(RowWriter rows, EntryId entry, long donorId, Fund fund, Source source, Money amount, string? reference, GiftChannel? channel, long? importId = null, long? importRow = null, EntryId? splitOf = null) =>
        rows.AddAsync(entry.Value, donorId, fund.Id, source.Id, amount.Currency.Code, amount.MinorUnits, reference, importId, importRow, channel is { } known ? StoredWords.Word(known) : null, splitOf?.Value);

    internal static async Task<PostedGift?> FindAsync(LedgerTransaction tx, EntryId entry, Books books)
    {
        if (await tx.FindAsync<DonationRow>(Find, new { entry_id = entry.Value }) is not { } row) return null;
        var fund = books.Fund(row.FundId);
        var currency = Currency.Of(row.Currency);
        return new PostedGift(entry, books.Entity(fund.EntityId), fund, books.Source(row.SourceId), new Money(row.AmountMinor, currency), new Money(row.RefundedMinor, currency));
    }

    /// <summary>The first part of the gift that this is a later part of; null for a first part, a gift that was not split, and an entry that is no gift.</summary>
    internal static async Task<EntryId?> FirstPartAsync(LedgerReader reader, EntryId part) =>
        await reader.FindAsync<long?>(FindFirst, new { entry_id = part.Value }) is { } first ? new EntryId(first) : null;

    /// <summary>The other parts of a gift, where this is its first.</summary>
    internal static async Task<IReadOnlyList<EntryId>> LaterPartsAsync(LedgerReader reader, EntryId first) =>
        [.. (await reader.QueryAsync<long>(ListLater, new { entry_id = first.Value })).Select(part => new EntryId(part))];

    /// <returns>False when more would go back than was given, or less than nothing; no row is changed then.</returns>
    /// <param name="amount">Negative when a refund is taken back.</param>
    internal static async Task<bool> AddRefundAsync(LedgerTransaction tx, EntryId entry, Money amount) =>
        await tx.ExecuteAsync(AddRefund, new { entry_id = entry.Value, amount = amount.MinorUnits }) > 0;

    private sealed record DonationRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
    }
}
