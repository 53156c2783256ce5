using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>Money over time as steps: the balance of a day holds until the next day that moved. Colours come from the page's style sheet.</summary>
internal sealed class ChartSvg
{
    private const double Width = 1000;
    private const double Height = 240;
    private const double Top = 10;
    private const double Bottom = 208;
    private const double Right = Width - 4;
    private const double DigitWidth = 7.4; // of the letters the style sheet gives the axes
    private const double DayWidth = 10 * DigitWidth;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private readonly ChartSection chart;
    private readonly Language language;
    private readonly string id;
    private readonly AmountScale scale;
    private readonly double left;

    public ChartSvg(ChartSection chart, Language language, string id)
    {
        (this.chart, this.language, this.id) = (chart, language, id);
        scale = AmountScale.Covering(chart.Points.Select(point => point.Balance), chart.Currency);
        left = scale.Ticks.Max(tick => scale.LabelOf(tick).Length) * DigitWidth + 12;
    }

    public XElement Draw() => new(
        Svg + "svg", new XAttribute("class", "report-chart"), new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), new XAttribute("role", "img"),
        new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(Svg + "title", new XAttribute("id", id + "-title"), chart.Heading.In(language)),
        new XElement(Svg + "desc", new XAttribute("id", id + "-desc"), Description().In(language)),
        Areas(), scale.Ticks.Select(AmountTick), DayScale.TicksOf(chart.Span).Select(DayTick),
        new XElement(Svg + "path", new XAttribute("class", "chart-line"), new XAttribute("d", Steps(YOf))));

    private Bilingual Description()
    {
        var (first, last) = (chart.Points[0], chart.Points[^1]);
        var (low, high) = (chart.Points.MinBy(point => point.Balance.MinorUnits)!, chart.Points.MaxBy(point => point.Balance.MinorUnits)!);
        static string Amount(DayBalance of) => of.Balance.ToGroupedText();
        return new(
            $"{chart.Span.First.ToIso()} 至 {chart.Span.Last.ToIso()}：开始 {Amount(first)}，结束 {Amount(last)}；最低 {Amount(low)}（{low.Day.ToIso()}），最高 {Amount(high)}（{high.Day.ToIso()}）。",
            $"{chart.Span.First.ToIso()} to {chart.Span.Last.ToIso()}: starts at {Amount(first)}, ends at {Amount(last)}; lowest {Amount(low)} ({low.Day.ToIso()}), highest {Amount(high)} ({high.Day.ToIso()}).");
    }

    private IEnumerable<XElement> Areas()
    {
        var zero = YOf(0);
        if (chart.Points.Any(point => point.Balance.IsPositive)) yield return Area("chart-area", minor => Math.Min(zero, YOf(minor)));
        if (chart.Points.Any(point => point.Balance.IsNegative)) yield return Area("chart-area negative", minor => Math.Max(zero, YOf(minor)));
    }

    private XElement Area(string classes, Func<long, double> yOf)
    {
        var start = XOf(chart.Points[0].Day);
        return new(
            Svg + "path", new XAttribute("class", classes), new XAttribute("d", $"{Steps(yOf)}V{Number(YOf(0))}H{Number(start)}Z"));
    }

    private string Steps(Func<long, double> yOf)
    {
        var path = new StringBuilder();
        foreach (var point in chart.Points)
        {
            var (x, y) = (Number(XOf(point.Day)), Number(yOf(point.Balance.MinorUnits)));
            path.Append(path.Length == 0 ? $"M{x} {y}" : $"H{x}V{y}");
        }

        return path.Append('H').Append(Number(Right)).ToString();
    }

    private IEnumerable<XElement> AmountTick(long tick)
    {
        var y = YOf(tick);
        yield return Line(tick == 0 ? "chart-zero" : "chart-grid", left, y, Right, y);
        yield return Label(scale.LabelOf(tick), left - 8, y + 4, "end", tick < 0 ? "negative" : null);
    }

    private IEnumerable<XElement> DayTick(DateOnly day)
    {
        var x = XOf(day);
        yield return Line("chart-zero", x, Bottom, x, Bottom + 4);
        yield return Label(day.ToIso(), Math.Clamp(x, left + DayWidth / 2, Right - DayWidth / 2), Bottom + 19, "middle");
    }

    private static XElement Line(string classes, double x1, double y1, double x2, double y2) => new(
        Svg + "line", new XAttribute("class", classes), new XAttribute("x1", Number(x1)), new XAttribute("y1", Number(y1)), new XAttribute("x2", Number(x2)),
        new XAttribute("y2", Number(y2)));

    private static XElement Label(string text, double x, double y, string anchor, string? classes = null) => new(
        Svg + "text", classes is null ? null : new XAttribute("class", classes), new XAttribute("x", Number(x)), new XAttribute("y", Number(y)),
        new XAttribute("text-anchor", anchor), text);

    // The last day has a width too: its balance holds to its end.
    private double XOf(DateOnly day) =>
        left + (Right - left) * (day.DayNumber - chart.Span.First.DayNumber) / (chart.Span.Last.DayNumber - chart.Span.First.DayNumber + 1);

    private double YOf(long minorUnits) => Bottom - (Bottom - Top) * (((double)minorUnits - scale.Low) / ((double)scale.High - scale.Low));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
