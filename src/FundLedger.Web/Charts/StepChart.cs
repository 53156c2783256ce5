using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FundLedger.Reporting;
using FundLedger.Reports.Charts;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>A balance that stays what it is until the next day that moves it. Its axes' words stand around it as text, so that they grow with the reader's letters.</summary>
internal static class StepChart
{
    private const double Width = 1_000, Height = 240;

    internal static IHtmlContent Draw(IReadOnlyList<DayBalance> days, DateSpan span, AmountScale scale, string label)
    {
        var svg = new XElement("svg", new XAttribute("class", "steps"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"),
            new XAttribute("preserveAspectRatio", "none"), new XAttribute("role", "img"), new XAttribute("aria-label", label));
        foreach (var mark in scale.Marks)
        {
            var y = Text(Height - scale.At(mark, Height));
            svg.Add(new XElement("line", new XAttribute("class", mark.IsZero ? "zero" : "grid"), new XAttribute("x1", "0"), new XAttribute("x2", Text(Width)),
                new XAttribute("y1", y), new XAttribute("y2", y), new XAttribute("vector-effect", "non-scaling-stroke")));
        }

        if (days.Count > 0)
        {
            var (path, zero) = (PathOf(days, span, scale), Text(Height - scale.At(Money.Zero(days[0].Balance.Currency), Height)));
            svg.Add(new XElement("path", new XAttribute("class", "area"), new XAttribute("d", $"{path}V{zero}H{Text(At(days[0].Day, span))}Z")));
            svg.Add(new XElement("path", new XAttribute("class", "line"), new XAttribute("d", path), new XAttribute("vector-effect", "non-scaling-stroke")));
        }

        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>Days at equal parts of the span, for the words beneath.</summary>
    internal static IEnumerable<DateOnly> Marks(DateSpan span, int parts) =>
        Enumerable.Range(0, parts + 1).Select(at => span.First.AddDays((span.Last.DayNumber - span.First.DayNumber) * at / parts));

    private static string PathOf(IReadOnlyList<DayBalance> days, DateSpan span, AmountScale scale)
    {
        var path = new StringBuilder($"M{Text(At(days[0].Day, span))} {Text(Height - scale.At(days[0].Balance, Height))}");
        foreach (var day in days.Skip(1)) path.Append('H').Append(Text(At(day.Day, span))).Append('V').Append(Text(Height - scale.At(day.Balance, Height)));
        return path.Append('H').Append(Text(Width)).ToString();
    }

    private static double At(DateOnly day, DateSpan span) => span.Last == span.First ? 0 : (double)(day.DayNumber - span.First.DayNumber) / (span.Last.DayNumber - span.First.DayNumber) * Width;

    private static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
