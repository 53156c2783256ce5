using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>Several series over the same places, as steps or as columns that stand on each other. The words stand around it as text; a table beneath says the same in figures.</summary>
internal static class PlotChart
{
    private const double Width = 1_000, Height = 240, Gap = .18; // of a column's place

    /// <summary>A line for each series, level over each place.</summary>
    internal static IHtmlContent Steps(IReadOnlyList<PlotSeries> series, PlotScale scale, string label)
    {
        var svg = Frame(scale, label);
        foreach (var one in series) svg.Add(new XElement("path", new XAttribute("class", one.Class), new XAttribute("d", PathOf(one.Values, scale)), new XAttribute("vector-effect", "non-scaling-stroke"), new XAttribute("fill", "none")));
        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>A column for each place, the series one upon the other; what is not positive is not drawn.</summary>
    internal static IHtmlContent Columns(IReadOnlyList<PlotSeries> series, PlotScale scale, string label)
    {
        var svg = Frame(scale, label);
        var places = series.Max(one => one.Values.Count);
        for (var at = 0; at < places; at++)
        {
            var from = 0.0;
            foreach (var one in series)
            {
                if (one.Values[at] is not > 0) continue;
                var (low, high) = (YOf(from, scale), YOf(from + one.Values[at]!.Value, scale));
                svg.Add(new XElement("rect", new XAttribute("class", one.Class), new XAttribute("x", Text((at + Gap / 2) * Width / places)), new XAttribute("y", Text(high)), new XAttribute("width", Text((1 - Gap) * Width / places)), new XAttribute("height", Text(low - high))));
                from += one.Values[at]!.Value;
            }
        }

        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Frame(PlotScale scale, string label)
    {
        var svg = new XElement("svg", new XAttribute("class", "steps"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("role", "img"), new XAttribute("aria-label", label));
        foreach (var (at, _) in scale.Marks)
        {
            var y = Text(YOf(at, scale));
            svg.Add(new XElement("line", new XAttribute("class", at == 0 ? "zero" : "grid"), new XAttribute("x1", "0"), new XAttribute("x2", Text(Width)), new XAttribute("y1", y), new XAttribute("y2", y), new XAttribute("vector-effect", "non-scaling-stroke")));
        }

        return svg;
    }

    private static string PathOf(IReadOnlyList<double?> values, PlotScale scale)
    {
        var (path, isDown) = (new StringBuilder(), false);
        for (var at = 0; at < values.Count; at++)
        {
            if (values[at] is not { } value)
            {
                isDown = false;
                continue;
            }

            path.Append(isDown ? $"V{Text(YOf(value, scale))}" : $"M{Text(at * Width / values.Count)} {Text(YOf(value, scale))}").Append('H').Append(Text((at + 1) * Width / values.Count));
            isDown = true;
        }

        return path.Length == 0 ? "M0 0" : path.ToString();
    }

    private static double YOf(double value, PlotScale scale) => Height - ((Math.Clamp(value, scale.Low, scale.High) - scale.Low) / (scale.High - scale.Low) * Height);

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
