using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A fund's cash at the end of a month, by kind of source; kinds without any are left out.</summary>
public sealed record CashByMonth(PeriodMonth Month, IReadOnlyDictionary<SourceKind, Money> Cash)
{
    /// <summary>Of every month that a span touches; the last one as it stands at the end of the span.</summary>
    public static async Task<IReadOnlyList<CashByMonth>> OfAsync(LedgerReader reader, Books books, Fund fund, DateSpan span)
    {
        var totals = new LedgerTotals(reader, books, await KnownMoment.OfAsync(reader, null));
        var cash = new Dictionary<SourceKind, long>();
        foreach (var ((account, source), sum) in await totals.AsOfAsync(fund, span.First.AddDays(-1))) Add(account, source, sum);

        var moves = await totals.MovementsAsync(fund, span);
        var months = new List<CashByMonth>();
        for (var month = PeriodMonth.Of(span.First); month.CompareTo(PeriodMonth.Of(span.Last)) <= 0; month = month.Next)
        {
            foreach (var move in moves.Where(move => PeriodMonth.Of(move.Day) == month)) Add(move.Account, move.Source, move.Totals);
            months.Add(new CashByMonth(month, cash.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => new Money(pair.Value, fund.Currency))));
        }

        return months;

        void Add(Account account, Source source, Totals sum) => cash[source.Kind] = checked(cash.GetValueOrDefault(source.Kind) + Measure.Cash.Of(account, source, sum));
    }
}
