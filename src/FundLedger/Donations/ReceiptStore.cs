using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>A gift as its receipt sees it: whole, whatever funds it was split over.</summary>
/// <param name="Entry">Of a split gift, its first part.</param>
/// <param name="Receipt">The one that stands; null when there is none.</param>
internal sealed record GiftToReceipt(EntryId Entry, Entity Entity, Fund Fund, Money Amount, Money Refunded, bool IsReversed, ReceiptNumber? Receipt);

/// <summary>Receipts by gift and by number, for the operations that change them.</summary>
internal static class ReceiptStore
{
    private static readonly SqlFile LockGift = new("donations/lock_gift");
    private static readonly SqlFile FindGift = new("donations/find_gift_to_receipt");
    private static readonly SqlFile FindGiftOfReceipt = new("donations/find_gift_of_receipt");
    private static readonly SqlFile FindFiscal = new("donations/find_fiscal_receipt");
    private static readonly SqlFile FindHolder = new("donations/find_fiscal_holder");

    /// <summary>The gift of this entry, held until the transaction ends.</summary>
    internal static async Task<Outcome<GiftToReceipt>> HoldGiftAsync(LedgerTransaction tx, EntryId gift)
    {
        if (await FindAsync(tx, gift) is not { } found) return Unknown(gift);
        await tx.ExecuteAsync(LockGift, new { entry_id = found.Entry.Value });
        return (await FindAsync(tx, gift))!; // as it is now that nobody else can change it
    }

    /// <summary>The gift of the receipt of this number, held until the transaction ends.</summary>
    /// <param name="entity">Null for the only one there is.</param>
    internal static async Task<Outcome<(Entity Entity, GiftToReceipt Gift)>> HoldReceiptAsync(LedgerTransaction tx, ReceiptNumber receipt, string? entity)
    {
        if (!(await Books.OfAsync(tx)).EntityOrOnly(entity).IsDone(out var owner, out var refusal)) return refusal;
        if (await tx.FindAsync<long?>(FindGiftOfReceipt, KeyOf(owner, receipt)) is not { } gift)
            return Refusal.Of("receipt-unknown", "receipt", $"会计主体 {owner.Code} 没有收据 {receipt}。", $"Entity {owner.Code} has no receipt {receipt}.");
        return (await HoldGiftAsync(tx, new EntryId(gift))).IsDone(out var held, out refusal) ? (owner, held) : refusal;
    }

    internal static object KeyOf(Entity entity, ReceiptNumber receipt) => new { entity_id = entity.Id, year = (long)receipt.Year, number = receipt.Number };

    /// <summary>Its last version; null when none was registered.</summary>
    internal static async Task<(long Version, FiscalReceipt Fiscal)?> FiscalOfAsync(LedgerTransaction tx, Entity entity, ReceiptNumber receipt) =>
        await tx.FindAsync<FiscalRow>(FindFiscal, KeyOf(entity, receipt)) is { } row
            ? (row.VersionNo, new FiscalReceipt(row.FiscalCode, row.FiscalNumber, row.CheckCode, DateOnly.Parse(row.IssuedOn, CultureInfo.InvariantCulture))) : null;

    /// <summary>The receipt that a fiscal number stands beside; null when none.</summary>
    internal static async Task<(long EntityId, ReceiptNumber Receipt)?> HolderOfAsync(LedgerTransaction tx, FiscalReceipt fiscal) =>
        await tx.FindAsync<HolderRow>(FindHolder, new { fiscal_code = fiscal.Code, fiscal_number = fiscal.Number }) is { } row ? (row.EntityId, new ReceiptNumber((int)row.Year, row.Number)) : null;

    private static async Task<GiftToReceipt?> FindAsync(LedgerTransaction tx, EntryId gift)
    {
        if (await tx.FindAsync<GiftRow>(FindGift, new { entry_id = gift.Value }) is not { } row) return null;
        var books = await Books.OfAsync(tx);
        var currency = Currency.Of(row.Currency);
        return new GiftToReceipt(
            new EntryId(row.EntryId), books.Entity(row.EntityId), books.Fund(row.FundId), new Money(row.AmountMinor, currency), new Money(row.RefundedMinor, currency), row.IsReversed == 1,
            row is { Year: { } year, Number: { } number } ? new ReceiptNumber((int)year, number) : null);
    }

    private static Refusal Unknown(EntryId gift) => Refusal.Of("gift-unknown", "entry", $"分录 {gift} 不是一笔捐款。", $"Entry {gift} is no gift.");

    private sealed record GiftRow
    {
        public long EntryId { get; init; }
        public long FundId { get; init; }
        public long EntityId { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public long IsReversed { get; init; }
        public long? Year { get; init; }
        public long? Number { get; init; }
    }

    private sealed record FiscalRow
    {
        public long VersionNo { get; init; }
        public string FiscalCode { get; init; } = "";
        public string FiscalNumber { get; init; } = "";
        public string CheckCode { get; init; } = "";
        public string IssuedOn { get; init; } = "";
    }

    private sealed record HolderRow
    {
        public long EntityId { get; init; }
        public long Year { get; init; }
        public long Number { get; init; }
    }
}
