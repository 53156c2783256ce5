using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace FundLedger.Tests.Donations.Lists;

/// <summary>A small .xlsx file, written part by part so that a test can put anything into it.</summary>
internal static class XlsxFile
{
    public const string Open = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";
    public const string Close = "</sheetData></worksheet>";

    /// <summary>Style 1 shows a date, style 2 a date in a format of its own, style 3 money.</summary>
    private const string Styles =
        "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" +
        "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/><numFmt numFmtId=\"177\" formatCode=\"[Red]0.00&quot;yuan&quot;\"/></numFmts>" +
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>" +
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/><xf numFmtId=\"177\"/></cellXfs></styleSheet>";

    /// <summary>A sheet of texts and, where a value is a decimal or double, of numbers; empty values are left out.</summary>
    public static string Sheet(params object?[][] rows)
    {
        var xml = new StringBuilder(Open);
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++) xml.Append(Cell($"{(char)('A' + c)}{r + 1}", rows[r][c]));
            xml.Append("</row>");
        }

        return xml.Append(Close).ToString();
    }

    public static byte[] Of(params string[] sheets) => OfParts([.. sheets.Select((xml, index) => ($"捐赠{index + 1}", xml, ""))]);

    /// <param name="sheets">Name, content and attributes of each sheet.</param>
    public static byte[] OfParts((string Name, string Xml, string Attributes)[] sheets, string sharedTexts = "", string workbookProperties = "")
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(zip, "xl/workbook.xml",
                "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + workbookProperties + "<sheets>"
                + string.Concat(sheets.Select((sheet, i) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{i + 1}\" {sheet.Attributes} r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>");
            Write(zip, "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Target=\"worksheets/sheet{i + 1}.xml\"/>")) + "</Relationships>");
            Write(zip, "xl/styles.xml", Styles);
            if (sharedTexts.Length > 0) Write(zip, "xl/sharedStrings.xml", sharedTexts);
            for (var i = 0; i < sheets.Length; i++) Write(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        }

        return bytes.ToArray();
    }

    private static string Cell(string place, object? value) => value switch
    {
        null => "",
        decimal or double or int => FormattableString.Invariant($"<c r=\"{place}\" s=\"3\"><v>{value}</v></c>"),
        DateOnly day => FormattableString.Invariant($"<c r=\"{place}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>"),
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(value.ToString())}</t></is></c>",
    };

    private static void Write(ZipArchive zip, string path, string text)
    {
        using var part = new StreamWriter(zip.CreateEntry(path).Open(), new UTF8Encoding(false));
        part.Write(text);
    }
}
