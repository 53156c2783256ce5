using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Donations;

/// <param name="Receipt">Our own, that it stands beside.</param>
/// <param name="Entity">Code; null for the only one there is.</param>
public sealed record FiscalRegistration(ReceiptNumber Receipt, FiscalReceipt Fiscal, string? Entity = null);

/// <param name="Version">1 for the first; what was registered before it is kept.</param>
public sealed record FiscalRegistered(ReceiptNumber Receipt, int Version);

/// <summary>Registers the fiscal e-receipt of a receipt, or corrects what was registered. A fiscal number stands beside one receipt.</summary>
public sealed class RegisterFiscalReceipt(Database database)
{
    private static readonly SqlFile Retire = new("donations/retire_fiscal_receipt");
    private static readonly SqlFile Insert = new("donations/insert_fiscal_receipt");

    public Task<Outcome<FiscalRegistered>> RunAsync(Asked asked, FiscalRegistration wanted, CancellationToken stop = default) => database.WriteAsync<FiscalRegistered>(
        asked.For("register-fiscal-receipt", OperationField.Of("receipt", wanted.Receipt.ToString()), OperationField.Of("code", wanted.Fiscal.Code), OperationField.Of("number", wanted.Fiscal.Number),
            OperationField.Of("check-code", wanted.Fiscal.CheckCode), OperationField.Of("issued-on", wanted.Fiscal.IssuedOn), OperationField.Of("entity", wanted.Entity)),
        async tx =>
        {
            var (receipt, fiscal) = (wanted.Receipt, wanted.Fiscal);
            if (fiscal.RefusalFor(tx.Today) is { } badFiscal) return badFiscal;
            if (!(await ReceiptStore.HoldReceiptAsync(tx, receipt, wanted.Entity)).IsDone(out var held, out var refusal)) return refusal;
            if (held.Gift.IsReversed || held.Gift.Receipt != receipt)
                return Refusal.Of("receipt-void", "receipt", $"收据 {receipt} 已经作废，不能登记财政票据。", $"Receipt {receipt} is void; no fiscal receipt can be registered beside it.");
            var before = await ReceiptStore.FiscalOfAsync(tx, held.Entity, receipt);
            if (before?.Fiscal == fiscal)
                return Refusal.Of("fiscal-unchanged", "number", $"收据 {receipt} 已登记这张财政票据，没有变化。", $"Receipt {receipt} has this very fiscal receipt; nothing changed.");
            if (await ReceiptStore.HolderOfAsync(tx, fiscal) is { } holder && holder != (held.Entity.Id, receipt))
                return Taken(fiscal, holder.Receipt, (await Books.OfAsync(tx)).Entity(holder.EntityId));
            var version = (before?.Version ?? 0) + 1;
            await tx.ExecuteAsync(Retire, ReceiptStore.KeyOf(held.Entity, receipt));
            await tx.ExecuteAsync(Insert, new
            {
                entity_id = held.Entity.Id, year = (long)receipt.Year, number = receipt.Number, version_no = version, fiscal_code = fiscal.Code, fiscal_number = fiscal.Number,
                check_code = fiscal.CheckCode, issued_on = fiscal.IssuedOn.ToIso(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            await AuditTrail.AddAsync(tx, AuditNote.Done("register-fiscal-receipt", "receipt", receipt.ToString(), $"{version}"));
            return new FiscalRegistered(receipt, (int)version);
        }, stop);

    private static Refusal Taken(FiscalReceipt fiscal, ReceiptNumber receipt, Entity entity) => Refusal.Of("fiscal-taken", "number",
        $"财政票据 {fiscal.Code} {fiscal.Number} 已登记在会计主体 {entity.Code} 的收据 {receipt} 上。请核对号码。",
        $"Fiscal receipt {fiscal.Code} {fiscal.Number} stands beside receipt {receipt} of entity {entity.Code} already. Check the number.");
}
