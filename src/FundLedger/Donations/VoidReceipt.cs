using FundLedger.People.Trail;

namespace FundLedger.Donations;

/// <param name="Reason">Kept for good: no names.</param>
/// <param name="Entity">Code; null for the only one there is.</param>
public sealed record ReceiptToVoid(ReceiptNumber Receipt, string Reason, string? Entity = null);

/// <param name="Gift">That may have another receipt now.</param>
public sealed record ReceiptVoided(ReceiptNumber Receipt, EntryId Gift);

/// <summary>Makes a receipt void. It keeps its number and stays in every list; its gift stands and may be given another.</summary>
public sealed class VoidReceipt(Database database)
{
    public const int LongestReason = 200;

    private static readonly SqlFile Insert = new("donations/insert_receipt_void");
    private static readonly SqlFile RetireFiscal = new("donations/retire_fiscal_receipt");

    public Task<Outcome<ReceiptVoided>> RunAsync(Asked asked, ReceiptToVoid wanted, CancellationToken stop = default) => database.WriteAsync<ReceiptVoided>(
        asked.For("void-receipt", OperationField.Of("receipt", wanted.Receipt.ToString()), OperationField.Of("reason", wanted.Reason), OperationField.Of("entity", wanted.Entity)),
        async tx =>
        {
            var (receipt, reason) = (wanted.Receipt, wanted.Reason.Trim().ToNfc());
            if (reason.Length is 0 or > LongestReason)
                return Refusal.Of("reason", "reason", $"请写明作废原因（不超过 {LongestReason} 字，不写人名）。", $"Say why it is void, in at most {LongestReason} characters and without names.");
            if (!(await ReceiptStore.HoldReceiptAsync(tx, receipt, wanted.Entity)).IsDone(out var held, out var refusal)) return refusal;
            if (held.Gift.IsReversed || held.Gift.Receipt != receipt)
                return Refusal.Of("receipt-void", "receipt", $"收据 {receipt} 已经作废。", $"Receipt {receipt} is void already.");
            var key = ReceiptStore.KeyOf(held.Entity, receipt);
            await tx.ExecuteAsync(RetireFiscal, key);
            await tx.ExecuteAsync(Insert, new { entity_id = held.Entity.Id, year = (long)receipt.Year, number = receipt.Number, reason, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            await AuditTrail.AddAsync(tx, AuditNote.Done("void-receipt", "receipt", receipt.ToString()));
            return new ReceiptVoided(receipt, held.Gift.Entry);
        }, stop);
}
