using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>What the balances of some accounts come to, by each measure.</summary>
internal sealed class SourceSums(IEnumerable<(Account Account, Source Source, Totals Totals)> rows)
{
    private readonly IReadOnlyList<(Account Account, Source Source, Totals Totals)> rows = [.. rows];

    internal long Of(Measure measure) => rows.Aggregate(0L, (sum, row) => checked(sum + measure.Of(row.Account, row.Source, row.Totals)));

    /// <param name="source">Null for the total of all.</param>
    internal SourceBalance ToBalance(Source? source, Currency currency)
    {
        Money Sum(Measure measure) => new(Of(measure), currency);
        return new SourceBalance(
            source?.Code ?? "", source?.Kind.Name() ?? new Bilingual("合计", "Total"), source?.Name ?? "",
            Sum(Measure.Cash), Sum(Measure.Receivable), Sum(Measure.Owed), Sum(Measure.NetAssets), Sum(Measure.Committed), Sum(Measure.Memo), Sum(Measure.Available));
    }
}
