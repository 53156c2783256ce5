using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A receipt as it stands now.</summary>
/// <param name="Gift">The entry of the gift it is for.</param>
/// <param name="Refunded">What of the gift went back: the receipt says so.</param>
/// <param name="IsVoid">The gift was reversed; the number stays and is not given again.</param>
public sealed record Receipt(Entity Entity, ReceiptNumber Number, EntryId Gift, Money Amount, Money Refunded, bool IsVoid);

/// <summary>Reads receipts, void ones among them.</summary>
public static class Receipts
{
    private static readonly SqlFile OfGift = new("reporting/find_receipt_of_gift");
    private static readonly SqlFile ByNumber = new("reporting/list_receipts_by_number");

    /// <summary>The receipt of a gift, or null when it has none.</summary>
    public static async Task<Receipt?> OfGiftAsync(LedgerReader reader, Books books, EntryId gift) =>
        await reader.FindAsync<Row>(OfGift, new { entry_id = gift.Value }) is { } row ? row.ToReceipt(books) : null;

    /// <summary>Receipts of this number, one for each entity at most.</summary>
    public static async Task<IReadOnlyList<Receipt>> OfNumberAsync(LedgerReader reader, Books books, ReceiptNumber number) =>
        [.. (await reader.QueryAsync<Row>(ByNumber, new { year = (long)number.Year, number = number.Number })).Select(row => row.ToReceipt(books))];

    private sealed record Row
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long Number { get; init; }
        public long EntryId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public long IsVoid { get; init; }

        internal Receipt ToReceipt(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            return new Receipt(
                books.Entity(EntityId), new ReceiptNumber((int)Year, Number), new EntryId(EntryId), new Money(AmountMinor, currency), new Money(RefundedMinor, currency), IsVoid == 1);
        }
    }
}
