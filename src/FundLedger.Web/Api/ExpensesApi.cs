using FundLedger.People.Roles;
using FundLedger.Spending;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Money that was spent, or is owed now.</summary>
internal static class ExpensesApi
{
    internal static void MapExpenses(this ApiRoutes api) =>
        api.Write<NewExpense, ExpenseShown>("/expenses", new("recordExpense", "expenses", new("记一笔支出", "Record an expense"), "Paid, or owed now. Refused when the fund has not enough.", [])
        {
            Example = """{"fund":"F1","amount":{"amount":"300.00","currency":"CNY"},"on":"2026-04-10","for":"书架","cost":"programme","isPaid":false,"reference":"FP-10"}""",
        }, RecordAsync, Permission.RecordMoney);

    private static Task<IResult> RecordAsync(ApiCall call, NewExpense expense) => call.WriteToFundsAsync(
        Permission.RecordMoney, [expense.Fund],
        asked => new RecordExpense(call.Noting).RunAsync(asked, new Expense(
            expense.Fund, expense.Amount, expense.On, expense.For, expense.Cost, expense.Source, expense.IsPaid, expense.Reference, Envelope: expense.Envelope), call.Stop),
        done => new ExpenseShown(done.Entry, [.. done.Parts.Select(part => new SourcePartShown(part.Source, part.Amount))]), done => EntriesApi.PathOf(done.Entry));
}

/// <param name="For">What it was for; kept erasable.</param>
/// <param name="Source">Code of the source that pays; the fund's spending order unless one is named.</param>
/// <param name="IsPaid">False for one that is owed, to be paid later.</param>
/// <param name="Reference">Number of the invoice or contract.</param>
/// <param name="Envelope">Of the year's budget, that it is charged to.</param>
public sealed record NewExpense(
    string Fund, Money Amount, DateOnly On, string For, CostKind Cost = CostKind.Programme, string? Source = null, bool IsPaid = true, string? Reference = null, string? Envelope = null);

/// <param name="Parts">What each source bore.</param>
public sealed record ExpenseShown(EntryId Entry, IReadOnlyList<SourcePartShown> Parts);

public sealed record SourcePartShown(string Source, Money Amount);
