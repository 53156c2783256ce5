using FundLedger.Ledger;

namespace FundLedger.Spending;

/// <param name="Source">Code of the source that bears or earned it; null for the entity's own funds.</param>
public sealed record BankMovement(string Fund, Money Amount, DateOnly On, string? Source = null, string? Reference = null);

public sealed record BankMovementRecorded(EntryId Entry);

/// <summary>Records a fee the bank took: FundraisingCost / Bank. A fact: posted even when it overdraws the source.</summary>
public sealed class RecordBankFee(Database database)
{
    public Task<Outcome<BankMovementRecorded>> RunAsync(Asked asked, BankMovement fee, CancellationToken stop = default) => BankMovements.WriteAsync(
        database, asked, "bank-fee", fee, EntryKind.BankFee, (fund, source) =>
        [LineDraft.Debit(AccountRole.FundraisingCost, fund, source, fee.Amount), LineDraft.Credit(AccountRole.Bank, fund, source, fee.Amount)], stop);
}

/// <summary>Records interest the bank paid: Bank / InterestIncome. It stays with the source that earned it.</summary>
public sealed class RecordInterest(Database database)
{
    public Task<Outcome<BankMovementRecorded>> RunAsync(Asked asked, BankMovement interest, CancellationToken stop = default) => BankMovements.WriteAsync(
        database, asked, "interest", interest, EntryKind.Interest, (fund, source) =>
        [LineDraft.Debit(AccountRole.Bank, fund, source, interest.Amount), LineDraft.Credit(AccountRole.InterestIncome, fund, source, interest.Amount)], stop);
}

internal static class BankMovements
{
    internal static Task<Outcome<BankMovementRecorded>> WriteAsync(
        Database database, Asked asked, string name, BankMovement movement, EntryKind kind, Func<Fund, Source, LineDraft[]> lines, CancellationToken stop) => database.WriteAsync<BankMovementRecorded>(
        asked.For(name, OperationField.Of("fund", movement.Fund), OperationField.Of("amount", movement.Amount), OperationField.Of("on", movement.On),
            OperationField.Of("source", movement.Source), OperationField.Of("reference", movement.Reference)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(movement.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (Amounts.RefusalFor(movement.Amount, fund) is { } badAmount) return badAmount;
            var entity = books.Entity(fund.EntityId);
            if (!(await SourceStore.NamedOrPlainAsync(tx, entity, movement.Source, SourceKind.OwnFunds)).IsDone(out var source, out refusal)) return refusal;
            var draft = new EntryDraft(entity, kind, movement.On, lines(fund, source))
            {
                Document = movement.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference) : SourceDocument.None,
            };
            return await Journal.AppendAsync(tx, draft).Then(entry => new BankMovementRecorded(entry));
        }, stop);
}
