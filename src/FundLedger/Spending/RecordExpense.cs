using FundLedger.Budgets;
using FundLedger.Ledger;

namespace FundLedger.Spending;

public enum CostKind
{
    Programme,
    Administration,
    Fundraising,
    Other,
}

/// <summary>A cost of the fund's own.</summary>
/// <param name="Source">Code of the source that pays; null to follow the fund's spending order.</param>
/// <param name="For">What it was for; free text, kept erasable.</param>
/// <param name="IsPaid">Paid from the bank now; otherwise owed until it is paid.</param>
/// <param name="Reference">Invoice or contract number.</param>
/// <param name="Envelope">Code of the envelope of the year's budget it is charged to; null for none.</param>
public sealed record Expense(string Fund, Money Amount, DateOnly On, string For, CostKind Cost = CostKind.Programme, string? Source = null, bool IsPaid = true, string? Reference = null, Attachment? File = null,
    string? Envelope = null);

/// <param name="Parts">What each source paid.</param>
public sealed record ExpenseRecorded(EntryId Entry, IReadOnlyList<SourcePart> Parts);

public sealed record SourcePart(string Source, Money Amount);

/// <summary>Records an expense: a decision, refused when the money is not there.</summary>
public sealed class RecordExpense(Database database)
{
    public Task<Outcome<ExpenseRecorded>> RunAsync(Asked asked, Expense expense, CancellationToken stop = default) => database.WriteAsync<ExpenseRecorded>(
        asked.For("expense", [OperationField.Of("fund", expense.Fund), OperationField.Of("amount", expense.Amount), OperationField.Of("on", expense.On),
            OperationField.Of("cost", expense.Cost.ToString()), OperationField.Of("source", expense.Source), OperationField.Of("paid", expense.IsPaid.ToString()),
            OperationField.Of("reference", expense.Reference), OperationField.Of("file", expense.File?.Sha256), OperationField.Personal("for", expense.For),
            .. expense.Envelope is { } charged ? new[] { OperationField.Of("envelope", charged) } : []]),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(expense.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if ((Amounts.RefusalFor(expense.Amount, fund) ?? expense.File?.Refusal) is { } badInput) return badInput;
            var entity = books.Entity(fund.EntityId);
            Budget? budget = null;
            if (expense.Envelope is { } envelope && !(await EnvelopeUses.FindAsync(tx, fund, envelope, expense.On, expense.Amount)).IsDone(out budget, out refusal)) return refusal;
            if (!(await PartsAsync(tx, books, entity, fund, expense)).IsDone(out var parts, out refusal)) return refusal;

            var (cost, pays) = (expense.Cost.Role(), expense.IsPaid ? AccountRole.Bank : AccountRole.ExpensePayable);
            var subject = expense.IsPaid ? "" : OpenItemRules.SubjectOf("expense", asked.Key);
            var draft = new EntryDraft(entity, EntryKind.Expense, expense.On,
                [.. parts.SelectMany(part => new[] { LineDraft.Debit(cost, fund, part.Source, part.Part), LineDraft.Credit(pays, fund, part.Source, part.Part, subject) })])
            {
                Text = string.IsNullOrWhiteSpace(expense.For) ? null : expense.For,
                Document = expense.Reference is null && expense.File is null ? SourceDocument.None : new SourceDocument("invoice", expense.Reference ?? "", expense.File?.Sha256),
            };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            if (budget is not null) await EnvelopeUses.ChargeAsync(tx, entry, budget, expense.Envelope!);
            if (expense.File is { } file) await Attachments.KeepAsync(tx, file, Attachments.ReferrerOf(entry));
            return new ExpenseRecorded(entry, [.. parts.Select(part => new SourcePart(part.Source.Code, part.Part))]);
        }, stop);

    private static async Task<Outcome<IReadOnlyList<(Source Source, Money Part)>>> PartsAsync(LedgerTransaction tx, Books books, Entity entity, Fund fund, Expense expense)
    {
        if (expense.Source is { } code)
            return books.Source(entity, code).IsDone(out var named, out var refusal) ? new[] { (named, expense.Amount) } : refusal;
        var positions = await Positions.ListAsync(tx, fund);
        return SpendingPlan.Of(fund, expense.Amount, expense.On, [.. positions.Select(position => (books.Source(position.SourceId), position.Payable))]);
    }
}

internal static class CostKinds
{
    internal static AccountRole Role(this CostKind cost) => cost switch
    {
        CostKind.Programme => AccountRole.ProgrammeCost,
        CostKind.Administration => AccountRole.AdministrationCost,
        CostKind.Fundraising => AccountRole.FundraisingCost,
        _ => AccountRole.OtherCost,
    };
}
