using FundLedger.Values;

namespace FundLedger.Reports.Charts;

/// <summary>Days to write under the plot: at most eight, at the starts of months when the span is long enough.</summary>
internal static class DayScale
{
    private const int Most = 8;

    public static IEnumerable<DateOnly> TicksOf(DateSpan span)
    {
        var days = span.Last.DayNumber - span.First.DayNumber + 1;
        if (days <= 62)
        {
            var step = Math.Max(1, (days + Most - 1) / Most);
            for (var i = 0; i < days; i += step) yield return span.First.AddDays(i);
            yield break;
        }

        var months = Array.Find([1, 2, 3, 6, 12, 24, 60, 120, 600, 1200], step => days / 30.4 / step < Most) is var found and > 0 ? found : 24_000;
        var first = new DateOnly(span.First.Year, (span.First.Month - 1) / Math.Min(months, 12) * Math.Min(months, 12) + 1, 1);
        for (var i = 0; MonthsUntil(span.Last, first) >= i; i += months)
        {
            if (first.AddMonths(i) >= span.First) yield return first.AddMonths(i);
        }
    }

    private static int MonthsUntil(DateOnly last, DateOnly first) => (last.Year - first.Year) * 12 + last.Month - first.Month;
}
