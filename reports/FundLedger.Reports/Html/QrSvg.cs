using System.Globalization;
using System.Text;
using System.Xml.Linq;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Html;

/// <summary>A QR code as a drawing: black on white whatever the colours of the page, so that cameras read it.</summary>
internal static class QrSvg
{
    private const int Border = 4;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XElement Of(string text, Language language)
    {
        var code = QrModules.Of(text);
        var path = new StringBuilder();
        foreach (var (x, y, length) in code.Runs) path.Append(CultureInfo.InvariantCulture, $"M{x + Border} {y + Border}h{length}v1h-{length}z");
        var side = (code.Side + 2 * Border).ToString(CultureInfo.InvariantCulture);
        return new XElement(Svg + "svg",
            new XAttribute("class", "report-qr"), new XAttribute("viewBox", $"0 0 {side} {side}"), new XAttribute("role", "img"), new XAttribute("aria-label", new Bilingual("核对网址的二维码", "QR code of the address to check it at").In(language)),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#fff")), new XElement(Svg + "path", new XAttribute("d", path.ToString()), new XAttribute("fill", "#000")));
    }
}
