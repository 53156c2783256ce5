using System.Globalization;
using System.Xml.Linq;
using FundLedger.Reports.Charts;
using FundLedger.Values;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>What became of an appropriation or an award, as one bar on a scale that its neighbours share. The table beneath says the same in figures.</summary>
internal static class UseBar
{
    private const double Width = 1_000, Height = 16;

    internal static readonly IReadOnlyList<(string Class, Bilingual Name)> Parts =
    [
        ("use-spent", new("已支出", "Spent")), ("use-given", new("转为配比等", "Given on as matching")), ("use-returned", new("已退回", "Returned")), ("use-left", new("结余", "Left")), ("use-to-come", new("未到账", "To come")),
    ];

    /// <param name="parts">In the order of <paramref name="named"/>; what is not positive is not drawn.</param>
    /// <param name="named">What the parts are; null for <see cref="Parts"/>.</param>
    internal static IHtmlContent Draw(IReadOnlyList<Money> parts, AmountScale scale, Language language, IReadOnlyList<(string Class, Bilingual Name)>? named = null)
    {
        named ??= Parts;
        var svg = new XElement("svg", new XAttribute("class", "bar"), new XAttribute("viewBox", $"0 0 {Text(Width)} {Text(Height)}"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("aria-hidden", "true"));
        var from = Money.Zero(parts[0].Currency);
        for (var i = 0; i < parts.Count; i++)
        {
            if (!parts[i].IsPositive) continue;
            var (start, end) = (scale.At(from, Width), scale.At(from + parts[i], Width));
            svg.Add(new XElement("rect", new XAttribute("class", named[i].Class), new XAttribute("x", Text(start)), new XAttribute("y", "1"), new XAttribute("width", Text(end - start)), new XAttribute("height", Text(Height - 2)),
                new XElement("title", $"{named[i].Name.In(language)} {parts[i].ToGroupedText()}")));
            from += parts[i];
        }

        return new HtmlString(svg.ToString(SaveOptions.DisableFormatting));
    }

    private static string Text(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
