using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <param name="Transfer">The entry that made the transfer owed.</param>
/// <param name="Amount">At most what is still open of it.</param>
public sealed record TransferSettlement(EntryId Transfer, Money Amount, DateOnly On);

public sealed record TransferIsSettled(EntryId Entry);

/// <summary>Pays what one fund owes another by an earlier transfer between separate bank accounts; in parts if need be.</summary>
public sealed class SettleTransfer(Database database)
{
    public Task<Outcome<TransferIsSettled>> RunAsync(Asked asked, TransferSettlement settlement, CancellationToken stop = default) => database.WriteAsync<TransferIsSettled>(
        asked.For("settle-transfer", OperationField.Of("transfer", settlement.Transfer.Value), OperationField.Of("amount", settlement.Amount), OperationField.Of("on", settlement.On)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            var entry = await JournalReading.FindAsync(tx, settlement.Transfer, books);
            var owing = entry?.Lines.FirstOrDefault(line => line.Account.Role == AccountRole.DueToFund && line.Subject.Length > 0);
            var owed = entry?.Lines.FirstOrDefault(line => line.Account.Role == AccountRole.DueFromFund && line.Subject.Length > 0);
            if (entry is null || owing is null || owed is null)
                return Refusal.Of("not-owed", "entry", $"分录 {settlement.Transfer} 不是待结清的基金间划转。", $"Entry {settlement.Transfer} is no transfer that waits to be settled.");
            if (settlement.On < entry.OccurredOn)
                return Refusal.Of("paid-before-due", "on", $"结清日期 {settlement.On.ToIso()} 早于划转日期 {entry.OccurredOn.ToIso()}。", $"It would be settled on {settlement.On.ToIso()}, before it was owed ({entry.OccurredOn.ToIso()}).");
            if (Amounts.RefusalFor(settlement.Amount, owing.Fund) is { } badAmount) return badAmount;

            return await Journal.AppendAsync(tx, new EntryDraft(entry.Entity, EntryKind.TransferSettled, settlement.On,
            [
                LineDraft.Debit(AccountRole.DueToFund, owing.Fund, owing.Source, settlement.Amount, owing.Subject),
                LineDraft.Credit(AccountRole.Bank, owing.Fund, owing.Source, settlement.Amount),
                LineDraft.Debit(AccountRole.Bank, owed.Fund, owed.Source, settlement.Amount),
                LineDraft.Credit(AccountRole.DueFromFund, owed.Fund, owed.Source, settlement.Amount, owed.Subject),
            ]) { RelatesTo = settlement.Transfer }).Then(entry => new TransferIsSettled(entry));
        }, stop);
}
