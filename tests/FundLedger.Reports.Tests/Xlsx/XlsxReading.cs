using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Xlsx;

/// <param name="Type"><c>inlineStr</c> for a text, <c>n</c> for a number or a day.</param>
/// <param name="Format">The format code of the cell's style.</param>
internal sealed record XlsxCell(string Place, string Type, string Value, string? Formula, string Format, bool IsQuoted)
{
    public override string ToString() => $"{Place} {(Type == "n" ? $"{Value} [{Format}]" : Value)}{(Formula is null ? "" : $" ={Formula}")}";
}

internal sealed record XlsxSheet(string Name, XElement Xml, IReadOnlyList<IReadOnlyList<XlsxCell>> Rows)
{
    public XlsxCell At(string place) => Rows.SelectMany(row => row).Single(cell => cell.Place == place);
}

/// <summary>Reads our workbooks part by part, with nothing between the test and the XML.</summary>
internal static class XlsxReading
{
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Write(ReportContent content, Language language = Language.Zh)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(content, ReportFormat.Xlsx, language, output);
        return output.ToArray();
    }

    /// <summary>In the order a reader sees them.</summary>
    public static IReadOnlyList<XlsxSheet> SheetsOf(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var formats = FormatsOf(Part(zip, "xl/styles.xml"));
        var targets = Part(zip, "xl/_rels/workbook.xml.rels").Elements().ToDictionary(relation => relation.Attribute("Id")!.Value, relation => relation.Attribute("Target")!.Value);
        return
        [
            .. Part(zip, "xl/workbook.xml").Element(Main + "sheets")!.Elements().Select(sheet =>
            {
                var xml = Part(zip, "xl/" + targets[sheet.Attribute(Office + "id")!.Value]);
                return new XlsxSheet(sheet.Attribute("name")!.Value, xml, [.. xml.Element(Main + "sheetData")!.Elements().Select(row => CellsOf(row, formats))]);
            }),
        ];
    }

    /// <summary>Every sheet with the place, value, format and formula of every cell.</summary>
    public static string TextOf(byte[] workbook)
    {
        var text = new StringBuilder();
        foreach (var sheet in SheetsOf(workbook))
        {
            text.Append(CultureInfo.InvariantCulture, $"# {sheet.Name}\n");
            foreach (var row in sheet.Rows) text.Append(string.Join("  |  ", row)).Append('\n');
        }

        return text.ToString();
    }

    public static XElement Part(ZipArchive zip, string name)
    {
        using var part = zip.GetEntry(name)!.Open();
        return XElement.Load(part, LoadOptions.PreserveWhitespace);
    }

    private static IReadOnlyList<XlsxCell> CellsOf(XElement row, (string Format, bool IsQuoted)[] formats) =>
    [
        .. row.Elements().Select(cell =>
        {
            var (format, isQuoted) = formats[(int)cell.Attribute("s")!];
            var value = cell.Element(Main + "v") ?? cell.Element(Main + "is")?.Element(Main + "t");
            return new XlsxCell(
                cell.Attribute("r")!.Value, cell.Attribute("t")?.Value ?? "n", value?.Value ?? "", cell.Element(Main + "f")?.Value, format, isQuoted);
        }),
    ];

    private static (string Format, bool IsQuoted)[] FormatsOf(XElement styles)
    {
        var codes = styles.Element(Main + "numFmts")!.Elements().ToDictionary(format => (int)format.Attribute("numFmtId")!, format => format.Attribute("formatCode")!.Value);
        codes[0] = "General";
        codes[1] = "0";
        return [.. styles.Element(Main + "cellXfs")!.Elements().Select(style => (codes[(int)style.Attribute("numFmtId")!], style.Attribute("quotePrefix")?.Value == "1"))];
    }
}
