using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace FundLedger.Donations.Lists;

/// <summary>The parts of an .xlsx file that its sheets lean on: their names, shared texts, and which styles show dates.</summary>
/// <remarks>
/// MiniExcel is not used here: read untyped it hands out money as a double, and read typed it throws at the first text in an amount column,
/// which is where a trailer states its total. Elements are matched by local name, so the strict and the transitional form both read.
/// </remarks>
internal sealed class XlsxWorkbook : IDisposable
{
    private const int DeepestElement = 64;
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = false,
        CloseInput = true,
    };

    private readonly ZipArchive zip;
    private readonly long mostPartBytes;

    /// <param name="content">At its beginning; stays open.</param>
    public XlsxWorkbook(Stream content)
    {
        mostPartBytes = Math.Min(ListLimits.PartBytes, Math.Max(16L * 1024 * 1024, content.Length * ListLimits.UnpackingRatio));
        zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.GetEntry("xl/workbook.xml") is null) throw new ListRefusedException(ListRefusals.NotASpreadsheet());
        ReadSheets();
        ReadStyles();
    }

    public IReadOnlyList<XlsxSheet> Sheets { get; private set; } = [];

    /// <summary>Days are counted from 1904, as old Macintosh files do.</summary>
    public bool CountsFrom1904 { get; private set; }

    /// <summary>For each cell style, whether it shows a date.</summary>
    public IReadOnlyList<bool> StyleShowsDate { get; private set; } = [];

    /// <summary>The texts that cells refer to by number; read on first use, held in memory as the format demands.</summary>
    public IReadOnlyList<string> SharedTexts => sharedTexts ??= ReadSharedTexts();

    private List<string>? sharedTexts;

    /// <returns>Empty when the part is not there.</returns>
    public (XmlReader Xml, BoundedStream Bytes, long Length)? OpenPart(string path)
    {
        if (zip.GetEntry(path) is not { } entry) return null;
        var bytes = new BoundedStream(entry.Open(), mostPartBytes);
        return (XmlReader.Create(bytes, Settings), bytes, entry.Length);
    }

    /// <summary>Steps to the next node, refusing depths no spreadsheet has.</summary>
    public static bool Step(XmlReader xml)
    {
        if (!xml.Read()) return false;
        if (xml.Depth > DeepestElement) throw new ListRefusedException(ListRefusals.BrokenSpreadsheet());
        return true;
    }

    /// <summary>The text inside the current string element: all its runs, without the phonetic guides. Ends on the closing tag.</summary>
    public static string ReadText(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var depth = xml.Depth;
        string? only = null;
        StringBuilder? more = null;
        var phonetic = int.MaxValue;
        while (Step(xml) && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.CDATA) throw new ListRefusedException(ListRefusals.BrokenSpreadsheet());
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh" && !xml.IsEmptyElement) phonetic = xml.Depth;
            if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == phonetic) phonetic = int.MaxValue;
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) || xml.Depth > phonetic) continue;
            if (only is null) only = xml.Value;
            else (more ??= new StringBuilder(only)).Append(xml.Value);
        }

        var text = more?.ToString() ?? only ?? "";
        return text.Contains("_x", StringComparison.Ordinal) ? XmlConvert.DecodeName(text)! : text;
    }

    public void Dispose() => zip.Dispose();

    private void ReadSheets()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        ForEachElement("xl/_rels/workbook.xml.rels", xml =>
        {
            if (xml.LocalName == "Relationship") targets[xml.GetAttribute("Id") ?? ""] = xml.GetAttribute("Target") ?? "";
        });
        List<XlsxSheet> sheets = [];
        ForEachElement("xl/workbook.xml", xml =>
        {
            if (xml.LocalName == "workbookPr") CountsFrom1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet") return;
            var id = "";
            for (var go = xml.MoveToFirstAttribute(); go; go = xml.MoveToNextAttribute())
            {
                if (xml.LocalName == "id" && xml.Prefix.Length > 0) id = xml.Value;
            }

            xml.MoveToElement();
            if (!targets.TryGetValue(id, out var target)) return;
            var path = target.StartsWith('/') ? target[1..] : "xl/" + target;
            sheets.Add(new XlsxSheet(xml.GetAttribute("name") ?? "", path, xml.GetAttribute("state") is "hidden" or "veryHidden"));
        });
        Sheets = sheets;
    }

    private void ReadStyles()
    {
        var custom = new Dictionary<int, bool>();
        List<bool> styles = [];
        var inCellFormats = false;
        ForEachElement("xl/styles.xml", xml =>
        {
            if (xml.LocalName is "cellXfs" or "cellStyleXfs" or "cellStyles" or "dxfs") inCellFormats = xml.LocalName == "cellXfs";
            if (xml.LocalName == "numFmt") custom[NumberOf(xml, "numFmtId")] = XlsxDates.FormatShowsDate(xml.GetAttribute("formatCode") ?? "");
            if (xml.LocalName != "xf" || !inCellFormats || styles.Count >= ushort.MaxValue) return;
            var format = NumberOf(xml, "numFmtId");
            styles.Add(custom.TryGetValue(format, out var shows) ? shows : XlsxDates.BuiltInShowsDate(format));
        });
        StyleShowsDate = styles;
    }

    private List<string> ReadSharedTexts()
    {
        List<string> texts = [];
        ForEachElement("xl/sharedStrings.xml", xml =>
        {
            if (xml.LocalName != "si") return;
            if (texts.Count == ListLimits.SharedTexts) throw new ListRefusedException(ListRefusals.UnpacksTooLarge());
            texts.Add(ReadText(xml));
        });
        return texts;
    }

    private void ForEachElement(string path, Action<XmlReader> visit)
    {
        if (OpenPart(path) is not { } part) return;
        using var xml = part.Xml;
        while (Step(xml))
        {
            if (xml.NodeType == XmlNodeType.Element) visit(xml);
        }
    }

    private static int NumberOf(XmlReader xml, string attribute) =>
        int.TryParse(xml.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>One sheet as the workbook lists it.</summary>
internal sealed record XlsxSheet(string Name, string Path, bool Hidden);

/// <summary>How spreadsheets keep dates: a count of days and a style that shows it as a date.</summary>
internal static class XlsxDates
{
    private const int LastSerial = 109_574;   // 2199-12-31, counted from 1900

    public static bool BuiltInShowsDate(int format) => format is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 54) or 57 or 58;

    /// <summary>A year or a day outside quotes, brackets and escapes makes a number format a date.</summary>
    public static bool FormatShowsDate(string format)
    {
        var (quoted, bracketed) = (false, false);
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (c is '\\' or '_' or '*') i++;
            else if (c == '[') bracketed = true;
            else if (c == ']') bracketed = false;
            else if (c == ';') return false;
            else if (!bracketed && c is 'y' or 'Y' or 'd' or 'D') return true;
        }

        return false;
    }

    /// <summary>The day as yyyy-MM-dd.</summary>
    /// <returns>False when the number is no day that spreadsheets know after February 1900.</returns>
    public static bool TryRead(ReadOnlySpan<char> stored, bool countsFrom1904, out string day)
    {
        day = "";
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial)) return false;
        if (countsFrom1904) serial += 1_462;
        if (!(serial >= 61 && serial < LastSerial + 1)) return false;
        day = new DateOnly(1899, 12, 30).AddDays((int)serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return true;
    }
}
