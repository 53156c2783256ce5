using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A month of an entity's books.</summary>
/// <param name="ClosingNo">How often it was closed; 0 for a month that a later closing closed with it.</param>
/// <param name="LineCount">Lines that count for it, of all layers.</param>
/// <param name="IsNext">It is over and the earliest open one: what may be closed now.</param>
public sealed record MonthOfBooks(Entity Entity, PeriodMonth Month, PeriodStatus Status, long ClosingNo, long LineCount, bool IsNext)
{
    /// <summary>Over, and still open.</summary>
    public bool IsToClose(DateOnly today) => Status == PeriodStatus.Open && Month.LastDay < today;
}

/// <summary>The months of the books from the first entry on.</summary>
public static class MonthsOfBooks
{
    private static readonly SqlFile List = new("reporting/list_months");

    /// <summary>By entity, last month first; an entity without entries has none.</summary>
    public static async Task<IReadOnlyList<MonthOfBooks>> ListAsync(LedgerReader reader, Books books, DateOnly today)
    {
        var periods = (await Periods.ListAsync(reader, books)).ToLookup(period => period.Entity.Id);
        return [.. (await reader.QueryAsync<Row>(List)).GroupBy(row => row.EntityId).SelectMany(rows => Of(books.Entity(rows.Key), [.. rows], [.. periods[rows.Key]], today))];
    }

    private static IEnumerable<MonthOfBooks> Of(Entity entity, IReadOnlyList<Row> rows, IReadOnlyList<Period> periods, DateOnly today)
    {
        var lines = rows.ToDictionary(row => Read(row.Month), row => row.LineCount);
        var known = periods.ToDictionary(period => period.Month);
        var closedTo = periods.Where(period => period.Status != PeriodStatus.Open).Select(period => (PeriodMonth?)period.Month).Max();
        var last = new[] { PeriodMonth.Of(today), lines.Keys.Max() }.Max();
        var months = new List<MonthOfBooks>();
        for (var month = lines.Keys.Min(); month.CompareTo(last) <= 0; month = month.Next)
        {
            var isClosed = closedTo is { } closed && month.CompareTo(closed) <= 0;
            var period = known.GetValueOrDefault(month);
            var isNext = !isClosed && month.LastDay < today && !months.Any(earlier => earlier.IsNext);
            months.Add(new MonthOfBooks(
                entity, month, period?.Status ?? (isClosed ? PeriodStatus.Closed : PeriodStatus.Open), period?.ClosingNo ?? 0, lines.GetValueOrDefault(month), isNext));
        }

        return months.AsEnumerable().Reverse();
    }

    private static PeriodMonth Read(string text)
    {
        Invariant.Holds(PeriodMonth.TryParse(text, out var month));
        return month;
    }

    private sealed record Row
    {
        public long EntityId { get; init; }
        public string Month { get; init; } = "";
        public long LineCount { get; init; }
    }
}
