using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FundLedger.Reports.Charts;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>Shares by period as steps, one line for each kind. Colours and dashes come from the page's style sheet.</summary>
internal sealed class SharesSvg(SharesSection shares, Language language, string id)
{
    private const double Width = 1000, Height = 240, Left = 56, Right = Width - 4, Top = 10, Bottom = 208, DayWidth = 74;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public XElement Draw() => new(
        Svg + "svg", new XAttribute("class", "report-chart"), new XAttribute("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), new XAttribute("role", "img"), new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
        new XElement(Svg + "title", new XAttribute("id", id + "-title"), shares.Heading.In(language)),
        new XElement(Svg + "desc", new XAttribute("id", id + "-desc"), Description().In(language)),
        Enumerable.Range(0, shares.Most / 2_500 + 1).SelectMany(at => ShareTick(at * 2_500)), DayScale.TicksOf(Span).SelectMany(DayTick),
        shares.Lines.Select(line => new XElement(Svg + "path", new XAttribute("class", ClassOf(line)), new XAttribute("d", Steps(line)))));

    /// <summary>A short piece of a line, for the legend.</summary>
    public static XElement Mark(ShareLine line) => new(
        Svg + "svg", new XAttribute("class", "report-chart"), new XAttribute("viewBox", "0 0 26 10"), new XAttribute("aria-hidden", "true"), new XElement(Svg + "path", new XAttribute("class", ClassOf(line)), new XAttribute("d", "M0 5H26")));

    private DateSpan Span => new(shares.Periods[0], shares.Last);

    private Bilingual Description()
    {
        IEnumerable<(Bilingual Name, BasisPoints First, BasisPoints Last)> ends = shares.Lines.Where(line => line.Values.Any(share => share is not null))
            .Select(line => (line.Name, line.Values.First(share => share is not null)!.Value, line.Values.Last(share => share is not null)!.Value));
        return new(
            $"{Span.First.ToIso()} 至 {Span.Last.ToIso()}：{string.Join("；", ends.Select(end => $"{end.Name.Zh}从 {end.First} 到 {end.Last}"))}。",
            $"{Span.First.ToIso()} to {Span.Last.ToIso()}: {string.Join("; ", ends.Select(end => $"{end.Name.En} from {end.First} to {end.Last}"))}.");
    }

    private string Steps(ShareLine line)
    {
        var (path, isDown) = (new StringBuilder(), false);
        for (var at = 0; at < shares.Periods.Count; at++)
        {
            if (line.Values[at] is not { } share)
            {
                isDown = false;
                continue;
            }

            path.Append(isDown ? $"V{Number(YOf(share.Value))}" : $"M{Number(XOf(shares.Periods[at]))} {Number(YOf(share.Value))}").Append('H').Append(Number(at + 1 < shares.Periods.Count ? XOf(shares.Periods[at + 1]) : Right));
            isDown = true;
        }

        return path.Length == 0 ? $"M{Number(Left)} {Number(Bottom)}" : path.ToString();
    }

    private IEnumerable<XElement> ShareTick(int share)
    {
        var y = YOf(share);
        yield return new(Svg + "line", new XAttribute("class", share == 0 ? "chart-zero" : "chart-grid"), new XAttribute("x1", Number(Left)), new XAttribute("y1", Number(y)), new XAttribute("x2", Number(Right)), new XAttribute("y2", Number(y)));
        yield return Label(new BasisPoints(share).ToString(), Left - 8, y + 4, "end");
    }

    private IEnumerable<XElement> DayTick(DateOnly day)
    {
        var x = XOf(day);
        yield return new(Svg + "line", new XAttribute("class", "chart-zero"), new XAttribute("x1", Number(x)), new XAttribute("y1", Number(Bottom)), new XAttribute("x2", Number(x)), new XAttribute("y2", Number(Bottom + 4)));
        yield return Label(day.ToIso(), Math.Clamp(x, Left + DayWidth / 2, Right - DayWidth / 2), Bottom + 19, "middle");
    }

    private static XElement Label(string text, double x, double y, string anchor) => new(Svg + "text", new XAttribute("x", Number(x)), new XAttribute("y", Number(y)), new XAttribute("text-anchor", anchor), text);

    private static string ClassOf(ShareLine line) => "shares-" + line.Kind.ToString().ToLowerInvariant();

    private double XOf(DateOnly day) => Left + (Right - Left) * (day.DayNumber - Span.First.DayNumber) / (Span.Last.DayNumber - Span.First.DayNumber + 1);

    private double YOf(int share) => Bottom - (Bottom - Top) * Math.Min(share, shares.Most) / shares.Most;

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
