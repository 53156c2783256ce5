using FundLedger.Values;
using FundLedger.Web.Charts;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Pages.Taper;

/// <summary>A plot with its words around it.</summary>
/// <param name="Along">Words beneath, at equal distances from the first to the last.</param>
/// <param name="IsOfLines">The legend shows lines, not areas.</param>
internal sealed record PlotShown(IHtmlContent Drawn, PlotScale Scale, IReadOnlyList<PlotSeries> Series, IReadOnlyList<string> Along, Language Language, bool IsOfLines)
{
    internal static PlotShown Steps(IReadOnlyList<PlotSeries> series, PlotScale scale, IReadOnlyList<string> along, Language language, Bilingual label) =>
        new(PlotChart.Steps(series, scale, label.In(language)), scale, series, along, language, IsOfLines: true);

    internal static PlotShown Columns(IReadOnlyList<PlotSeries> series, PlotScale scale, IReadOnlyList<string> along, Language language, Bilingual label) =>
        new(PlotChart.Columns(series, scale, label.In(language)), scale, series, along, language, IsOfLines: false);

    /// <summary>Months from the first day to the last, five of them or as many as there are.</summary>
    internal static IReadOnlyList<string> MonthsAlong(DateSpan span)
    {
        var months = ((span.Last.Year - span.First.Year) * 12) + span.Last.Month - span.First.Month;
        var parts = Math.Clamp(months, 1, 4);
        return [.. Enumerable.Range(0, parts + 1).Select(at => PeriodMonth.Of(span.First.AddMonths(months * at / parts)).ToString())];
    }
}
