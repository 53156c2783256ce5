using System.Globalization;
using System.Xml.Linq;
using Microsoft.AspNetCore.Html;

namespace FundLedger.Web.Charts;

/// <summary>How many of how many, as one bar. The figures stand beside it.</summary>
internal static class CountBar
{
    private const double Width = 1_000, Height = 16;

    internal static IHtmlContent Draw(int count, int of)
    {
        var part = of == 0 ? 0 : Width * Math.Min(count, of) / of;
        return new HtmlString(new XElement("svg", new XAttribute("class", "bar"), new XAttribute("viewBox", $"0 0 {Width} {Height}"), new XAttribute("preserveAspectRatio", "none"), new XAttribute("aria-hidden", "true"),
            Rect("meter-all", Width), Rect("meter-paid", part)).ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Rect(string name, double width) => new("rect", new XAttribute("class", name), new XAttribute("x", "0"), new XAttribute("y", "1"),
        new XAttribute("width", width.ToString("0.##", CultureInfo.InvariantCulture)), new XAttribute("height", (Height - 2).ToString(CultureInfo.InvariantCulture)));
}
