namespace FundLedger.Donations;

/// <param name="Gift">Of a gift split over funds, its first part: the receipt is for the whole.</param>
public sealed record ReceiptIssued(EntryId Gift, ReceiptNumber Receipt);

/// <summary>Gives a gift its receipt, or another one after its last was made void. The number is the next of the entity and year.</summary>
public sealed class IssueReceipt(Database database)
{
    public Task<Outcome<ReceiptIssued>> RunAsync(Asked asked, EntryId gift, CancellationToken stop = default) => database.WriteAsync<ReceiptIssued>(
        asked.For("issue-receipt", OperationField.Of("gift", gift.Value)),
        async tx =>
        {
            if (!(await ReceiptStore.HoldGiftAsync(tx, gift)).IsDone(out var held, out var refusal)) return refusal;
            if (held.IsReversed)
                return Refusal.Of("gift-reversed", "gift", $"捐款分录 {held.Entry} 已被冲销，不能开具收据。", $"The gift's entry {held.Entry} was reversed; there is nothing to make a receipt for.");
            if (held.Receipt is { } standing)
                return Refusal.Of("receipt-stands", "gift", $"这笔捐款已有收据 {standing}。要换一张，请先将它作废（receipt void）。", $"This gift has receipt {standing}. To give it another, make that one void first ('receipt void').");
            if (held.Refunded == held.Amount)
                return Refusal.Of("gift-refunded", "gift", "这笔捐款已全部退回，不能开具收据。", "All of this gift was refunded; there is nothing to make a receipt for.");
            return new ReceiptIssued(held.Entry, await ReceiptNumbers.IssueAsync(tx, held.Entity, held.Entry));
        }, stop);
}
