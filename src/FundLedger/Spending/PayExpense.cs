using FundLedger.Ledger;
using FundLedger.Payments;

namespace FundLedger.Spending;

public sealed record ExpensePaid(EntryId Entry);

/// <summary>Pays an expense that was recorded as owed, whole.</summary>
public sealed class PayExpense(Database database)
{
    /// <param name="expense">The entry that made it owed.</param>
    public Task<Outcome<ExpensePaid>> RunAsync(Asked asked, EntryId expense, DateOnly on, CancellationToken stop = default) => database.WriteAsync<ExpensePaid>(
        asked.For("pay-expense", OperationField.Of("expense", expense.Value), OperationField.Of("on", on)),
        async tx =>
        {
            var owed = await JournalReading.FindAsync(tx, expense, await Books.OfAsync(tx));
            var payables = owed?.Lines.Where(line => line.Account.Role == AccountRole.ExpensePayable && line.Subject.Length > 0).ToList() ?? [];
            if (owed is null || payables.Count == 0)
                return Refusal.Of("not-owed", "entry", $"分录 {expense} 没有待支付的费用。", $"Entry {expense} has no expense that waits to be paid.");
            if (on < owed.OccurredOn)
                return Refusal.Of("paid-before-due", "on", $"支付日期 {on.ToIso()} 早于费用日期 {owed.OccurredOn.ToIso()}。", $"It would be paid on {on.ToIso()}, before it was owed ({owed.OccurredOn.ToIso()}).");
            foreach (var line in payables)
                if (await PaymentGuard.RefusalForAsync(tx, line.Subject, line.Fund) is { } waits) return waits;
            return await Journal.AppendAsync(tx, new EntryDraft(owed.Entity, EntryKind.ExpensePaid, on,
                [.. payables.SelectMany(line => new[]
                {
                    LineDraft.Debit(AccountRole.ExpensePayable, line.Fund, line.Source, -line.Amount, line.Subject),
                    LineDraft.Credit(AccountRole.Bank, line.Fund, line.Source, -line.Amount),
                })]) { RelatesTo = expense }).Then(entry => new ExpensePaid(entry));
        }, stop);
}
