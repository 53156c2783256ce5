using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>Bookmarks, which Skia's interface has no setting for: an update after the end of the file, as the PDF format has it, that gives the catalog an outline.</summary>
internal static partial class PdfOutline
{
    /// <param name="aroundCatalog">The part of the file that the catalog stands in.</param>
    /// <param name="tail">The last of the file.</param>
    /// <param name="length">Of the file, in bytes.</param>
    /// <returns>What is to stand after the file.</returns>
    public static byte[] Of(string aroundCatalog, string tail, long length, IReadOnlyList<(string Title, string Destination)> bookmarks)
    {
        var trailer = Trailer().Match(tail);
        Invariant.Holds(trailer.Success, "a finished PDF ends with its trailer");
        var (size, root) = (int.Parse(Size().Match(trailer.Groups["dictionary"].Value).Groups[1].Value, CultureInfo.InvariantCulture), Root().Match(trailer.Groups["dictionary"].Value).Groups[1].Value);
        var catalog = Regex.Match(aroundCatalog, $@"(?<=^|\n){root} 0 obj\n<<(?<entries>.*?)>>\nendobj", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
        Invariant.Holds(catalog.Success, "a finished PDF has its catalog near its viewer preferences");

        var (update, places) = (new StringBuilder("\n"), new List<(int Object, long At)>());
        void Object(int number, string dictionary)
        {
            places.Add((number, length + update.Length));
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n<<{dictionary}>>\nendobj\n");
        }

        Object(size, string.Create(CultureInfo.InvariantCulture, $"/Type /Outlines /First {size + 1} 0 R /Last {size + bookmarks.Count} 0 R /Count {bookmarks.Count}"));
        for (var i = 0; i < bookmarks.Count; i++)
        {
            var before = i == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" /Prev {size + i} 0 R");
            var after = i == bookmarks.Count - 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" /Next {size + i + 2} 0 R");
            Object(size + 1 + i, string.Create(CultureInfo.InvariantCulture, $"/Title <FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(bookmarks[i].Title))}> /Parent {size} 0 R{before}{after} /Dest /{bookmarks[i].Destination}"));
        }

        Object(int.Parse(root, CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{catalog.Groups["entries"].Value}\n/Outlines {size} 0 R\n/PageMode /UseOutlines"));
        var start = length + update.Length;
        update.Append("xref\n");
        foreach (var (number, at) in places.OrderBy(place => place.Object)) update.Append(CultureInfo.InvariantCulture, $"{number} 1\n{at:D10} 00000 n \n");
        var entries = Size().Replace(trailer.Groups["dictionary"].Value, string.Create(CultureInfo.InvariantCulture, $"/Size {size + 1 + bookmarks.Count}"));
        update.Append(CultureInfo.InvariantCulture, $"trailer\n<<{entries}\n/Prev {trailer.Groups["start"].Value}>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(update.ToString());
    }

    [GeneratedRegex(@"trailer\n<<(?<dictionary>.*)>>\nstartxref\n(?<start>\d+)\n%%EOF", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();
}
