using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>How much social money a fund's public money moved in a year (撬动): what people and companies gave beside what the public put in.</summary>
/// <param name="PublicMoney">Grants received and public money that crossed from other funds, matching money among it; less what was returned or crossed on.</param>
/// <param name="SocialMoney">Gifts and other money that is not public, less refunds; with what crossed from other funds.</param>
public sealed record Leverage(Fund Fund, int Year, Money PublicMoney, Money SocialMoney)
{
    /// <summary>Social yuan for each public one; null where no public money came.</summary>
    public decimal? Ratio => PublicMoney.IsPositive ? (decimal)SocialMoney.MinorUnits / PublicMoney.MinorUnits : null;

    private static readonly SqlFile ListMoneyIn = new("reporting/list_money_in_by_year");

    /// <summary>Every fund and year in which any came, the last year first. Agency money and what nobody knows are nobody's leverage.</summary>
    public static async Task<IReadOnlyList<Leverage>> ListAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<Row>(ListMoneyIn))
            .Select(row => (Row: row, Source: books.Source(row.SourceId))).Where(row => row.Source.Kind is not (SourceKind.Agency or SourceKind.Unidentified or SourceKind.Interest))
            .GroupBy(row => (row.Row.FundId, row.Row.Year))
            .Select(group => (Fund: books.Fund(group.Key.FundId), Year: (int)group.Key.Year, Rows: group))
            .Select(group => new Leverage(group.Fund, group.Year, Of(group.Fund, group.Rows, isPublic: true), Of(group.Fund, group.Rows, isPublic: false)))
            .Where(leverage => !leverage.PublicMoney.IsZero || !leverage.SocialMoney.IsZero)
            .OrderByDescending(leverage => leverage.Year).ThenBy(leverage => leverage.Fund.Code, StringComparer.Ordinal)];

    private static Money Of(Fund fund, IEnumerable<(Row Row, Source Source)> rows, bool isPublic) =>
        new(rows.Where(row => row.Source.IsPublic == isPublic).Sum(row => row.Row.NetMinor), fund.Currency);

    private sealed record Row
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long Year { get; init; }
        public string Role { get; init; } = "";
        public long NetMinor { get; init; }
    }
}
