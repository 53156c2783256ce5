using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Cash of some funds and days by the accounts that stood beside it: what came is positive, what went is negative.</summary>
internal static class CashFlows
{
    private static readonly SqlFile List = new("reporting/list_cash_flows");

    public static async Task<IReadOnlyList<(long AccountId, long NetMinor)>> ListAsync(LedgerReader reader, IEnumerable<Fund> funds, DateSpan days, long lastEntry) =>
        [.. (await reader.QueryAsync<Row>(List, new
        {
            funds = JsonSerializer.Serialize(funds.Select(fund => fund.Id).DefaultIfEmpty(0)), first_day = days.First.ToIso(), last_day = days.Last.ToIso(), last_entry = lastEntry,
        })).Select(row => (row.AccountId, row.NetMinor))];

    /// <summary>Of the accounts that count.</summary>
    public static async Task<Money> SumAsync(LedgerReader reader, CountedLines counted, DateOnly first, DateOnly last)
    {
        var rows = await ListAsync(reader, counted.Funds, new DateSpan(first, last), counted.Basis.LastEntry ?? long.MaxValue);
        return new Money(rows.Where(row => counted.Accounts.Any(account => account.Id == row.AccountId)).Aggregate(0L, (sum, row) => checked(sum + row.NetMinor)), counted.Currency);
    }

    private sealed record Row
    {
        public long AccountId { get; init; }
        public long NetMinor { get; init; }
    }
}
