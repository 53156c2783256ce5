using System.Globalization;
using System.Xml.Linq;
using FundLedger.Reports.Charts;
using FundLedger.Spaces;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>What a space cost and earned: two columns for each period, or two bars for each space. The table beneath says the same in figures.</summary>
internal static class ResultChart
{
    /// <summary>More periods than these are not drawn: the last ones are.</summary>
    internal const int MostPeriods = 12;

    private const double Width = 1_000, Height = 240, BarHeight = 20, Gap = 0.18;

    internal static readonly IReadOnlyList<(string Class, Bilingual Name)> Parts = [("result-cost", new("成本", "Cost")), ("result-revenue", new("收入", "Revenue"))];

    internal static AmountScale ScaleOf(IEnumerable<Money> amounts, Currency currency) => AmountScale.Covering(amounts, currency);

    internal static IHtmlContent Columns(IReadOnlyList<ResultPoint> points, AmountScale scale, Language language, string label)
    {
        var svg = new XElement("svg", new XAttribute("class", "steps"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("role", "img"), new XAttribute("aria-label", label));
        foreach (var mark in scale.Marks)
        {
            var y = Text(Height - scale.At(mark, Height));
            svg.Add(new XElement("line", new XAttribute("class", mark.IsZero ? "zero" : "grid"), new XAttribute("x1", "0"), new XAttribute("x2", Text(Width)), new XAttribute("y1", y), new XAttribute("y2", y), new XAttribute("vector-effect", "non-scaling-stroke")));
        }

        var slot = Width / points.Count;
        for (var i = 0; i < points.Count; i++)
            for (var part = 0; part < Parts.Count; part++)
            {
                var amount = part == 0 ? points[i].Cost : points[i].Revenue;
                var (height, width) = (scale.At(amount, Height) - scale.At(Money.Zero(amount.Currency), Height), slot * (1 - 2 * Gap) / 2);
                svg.Add(Rect(part, slot * (i + Gap) + part * width, Height - scale.At(amount, Height), width, height, amount, language, $"{PeriodText.Of(points[i].First, points[i].Last)} "));
            }

        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>On a scale that its neighbours share.</summary>
    internal static IHtmlContent Bars(Money cost, Money revenue, AmountScale scale, Language language)
    {
        var svg = new XElement("svg", new XAttribute("class", "bar"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(BarHeight)}"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("aria-hidden", "true"));
        svg.Add(Rect(0, 0, 1, scale.At(cost, Width), BarHeight / 2 - 1, cost, language, ""), Rect(1, 0, BarHeight / 2, scale.At(revenue, Width), BarHeight / 2 - 1, revenue, language, ""));
        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Rect(int part, double x, double y, double width, double height, Money amount, Language language, string of) => new(
        "rect", new XAttribute("class", Parts[part].Class), new XAttribute("x", Text(x)), new XAttribute("y", Text(y)), new XAttribute("width", Text(width)), new XAttribute("height", Text(height)),
        new XElement("title", $"{of}{Parts[part].Name.In(language)} {amount.ToGroupedText()}"));

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>A month as <c>2026-01</c>, three months as <c>2026-01 – 03</c>.</summary>
internal static class PeriodText
{
    internal static string Of(DateOnly first, DateOnly last)
    {
        var (from, to) = (first.ToIso()[..7], last.ToIso()[..7]);
        return from == to ? from : first.Year == last.Year ? $"{from} – {to[5..]}" : $"{from} – {to}";
    }
}
