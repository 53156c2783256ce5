using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace FundLedger.Web.Pages.OwnAccount;

/// <summary>A QR code as a drawing inside the page: black on white whatever the colours of the page, so that cameras read it.</summary>
internal static class QrPicture
{
    internal static IHtmlContent Of(string text, string name)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return new HtmlString(string.Create(CultureInfo.InvariantCulture,
            $"""<svg viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="{HtmlEncoder.Default.Encode(name)}"><rect width="100%" height="100%" fill="#fff"/><path d="{path}" fill="#000"/></svg>"""));
    }
}
