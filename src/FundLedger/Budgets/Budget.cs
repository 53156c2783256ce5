using FundLedger.Ledger;

namespace FundLedger.Budgets;

/// <summary>A part of a budget: for a category of work, and for one community where it names one.</summary>
/// <param name="Code">Unique in its budget: what an expense names.</param>
/// <param name="Category">Such as start-up support (初创).</param>
/// <param name="ForFund">Code of the community's fund; null for any.</param>
public sealed record Envelope(string Code, string Category, string? ForFund, Money Amount);

/// <summary>What a fund may spend in a year, as last set.</summary>
/// <param name="Version">1 for the first; a changed budget is the next one.</param>
/// <param name="Document">Number of the decision it comes from.</param>
/// <param name="Lines">In the order of codes.</param>
public sealed record Budget(Fund Fund, int Year, long Version, string Document, Money Amount, IReadOnlyList<EnvelopeFigures> Lines)
{
    public Money Committed => Lines.Aggregate(Money.Zero(Amount.Currency), (sum, line) => sum + line.Committed);
    public Money Paid => Lines.Aggregate(Money.Zero(Amount.Currency), (sum, line) => sum + line.Paid);

    /// <summary>Of the budget, also what no envelope has.</summary>
    public Money Left => Amount - Committed - Paid;

    /// <summary>Of the budget, what no envelope has.</summary>
    public Money Unassigned => Lines.Aggregate(Amount, (rest, line) => rest - line.Envelope.Amount);
}

/// <param name="Committed">Charged to it and still owed; of an award also what is promised and not released.</param>
/// <param name="Paid">Charged to it and paid.</param>
public sealed record EnvelopeFigures(Envelope Envelope, Money Committed, Money Paid)
{
    public Money Left => Envelope.Amount - Committed - Paid;
}

/// <summary>Budgets as they stand.</summary>
public static class Budgets
{
    private static readonly SqlFile ListBudgets = new("budgets/list_budgets");
    private static readonly SqlFile ListEnvelopes = new("budgets/list_envelopes");
    private static readonly SqlFile ListUses = new("budgets/list_uses");

    /// <summary>All of them, the last year first.</summary>
    public static async Task<IReadOnlyList<Budget>> ListAsync(LedgerReader reader, Books books)
    {
        var budgets = new List<Budget>();
        foreach (var row in await reader.QueryAsync<BudgetRow>(ListBudgets)) budgets.Add(await ReadAsync(reader, books, row));
        return [.. budgets.OrderByDescending(budget => budget.Year).ThenBy(budget => budget.Fund.Code, StringComparer.Ordinal)];
    }

    /// <summary>The one of a fund and year; null when none was set.</summary>
    public static async Task<Budget?> FindAsync(LedgerReader reader, Books books, Fund fund, int year) =>
        (await reader.QueryAsync<BudgetRow>(ListBudgets)).FirstOrDefault(row => row.FundId == fund.Id && row.Year == year) is { } row ? await ReadAsync(reader, books, row) : null;

    private static async Task<Budget> ReadAsync(LedgerReader reader, Books books, BudgetRow row)
    {
        var fund = books.Fund(row.FundId);
        Money Of(long minor) => new(minor, fund.Currency);
        var uses = (await reader.QueryAsync<UseRow>(ListUses, new { fund_id = fund.Id, year = row.Year })).ToLookup(use => use.Code);
        var lines = (await reader.QueryAsync<EnvelopeRow>(ListEnvelopes, new { budget_id = row.BudgetId })).Select(line =>
        {
            var owed = uses[line.Code].Sum(use => use.OwedMinor);
            return new EnvelopeFigures(
                new Envelope(line.Code, line.Category, line.ForFundId is { } only ? books.Fund(only).Code : null, Of(line.AmountMinor)), Of(owed), Of(uses[line.Code].Sum(use => use.CostMinor) - owed));
        });
        return new Budget(fund, (int)row.Year, row.Version, row.Document, Of(row.AmountMinor), [.. lines]);
    }

    private sealed record BudgetRow
    {
        public long BudgetId { get; init; }
        public long FundId { get; init; }
        public long Year { get; init; }
        public long Version { get; init; }
        public long AmountMinor { get; init; }
        public string Document { get; init; } = "";
    }

    private sealed record EnvelopeRow
    {
        public string Code { get; init; } = "";
        public string Category { get; init; } = "";
        public long? ForFundId { get; init; }
        public long AmountMinor { get; init; }
    }

    private sealed record UseRow
    {
        public string Code { get; init; } = "";
        public long CostMinor { get; init; }
        public long OwedMinor { get; init; }
    }
}
