using System.IO.Compression;
using System.Text;
using System.Xml;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>The parts of a workbook around its sheets, written one after another into a zip that keeps no clock.</summary>
internal sealed class XlsxPackage : IDisposable
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const int LongestSheetName = 31;

    // The first day a zip can name.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n", CloseOutput = true,
    };

    private readonly List<(string Name, int Part, bool HasHeader)> sheets = [];
    private readonly ZipArchive zip;

    public XlsxPackage(ForwardOnlyStream output, Currency currency)
    {
        zip = new(output, ZipArchiveMode.Create, leaveOpen: true);

        // Sheets are what a part is unless it says otherwise, because the first part cannot know how many will follow.
        WritePart("[Content_Types].xml", $"""
            <Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="{Spreadsheet}.worksheet+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Spreadsheet}.sheet.main+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Spreadsheet}.styles+xml"/></Types>
            """);
        WritePart("_rels/.rels", $"""
            <Relationships xmlns="{Package}/relationships"><Relationship Id="rId1" Type="{Office}/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        WritePart("xl/styles.xml", XlsxStyles.Part(currency));
    }

    /// <summary>One sheet is written at a time: dispose it before the next begins.</summary>
    /// <param name="isFirst">It stands before all others, whenever it is written.</param>
    public SheetWriter BeginSheet(string name, IReadOnlyList<double> widths, bool hasHeader, bool isFirst = false)
    {
        var part = sheets.Count + 1;
        Invariant.Holds(sheets.TrueForAll(sheet => !string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase)));
        sheets.Insert(isFirst ? 0 : sheets.Count, (name, part, hasHeader));
        return new(XmlWriter.Create(Begin($"xl/worksheets/sheet{part}.xml"), Settings), name, widths, hasHeader, isFirst);
    }

    /// <summary>A name a spreadsheet takes: at most 31 characters and none that has a meaning in a formula.</summary>
    public static string SheetName(string heading, int number = 1)
    {
        var suffix = number == 1 ? "" : $" ({number})";
        var fit = string.Concat(heading.Select(character => @"[]:*?/\'".Contains(character, StringComparison.Ordinal) ? '_' : character));
        return fit[..Math.Min(fit.Length, LongestSheetName - suffix.Length)] + suffix;
    }

    /// <summary>Writes the parts that name the sheets.</summary>
    public void Finish()
    {
        using (var xml = XmlWriter.Create(Begin("xl/workbook.xml"), Settings))
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteRaw("<bookViews><workbookView/></bookViews>");
            xml.WriteStartElement("sheets", Main);
            for (var i = 0; i < sheets.Count; i++)
            {
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", sheets[i].Name);
                xml.WriteAttributeString("sheetId", XmlConvert.ToString(i + 1));
                xml.WriteAttributeString("r", "id", Office, $"rId{sheets[i].Part}");
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            WritePrintTitles(xml);
            xml.WriteEndElement();
        }

        var relations = sheets.Select(sheet => $"""<Relationship Id="rId{sheet.Part}" Type="{Office}/worksheet" Target="worksheets/sheet{sheet.Part}.xml"/>""");
        WritePart("xl/_rels/workbook.xml.rels", $"""
            <Relationships xmlns="{Package}/relationships">{string.Concat(relations)}<Relationship Id="rId{sheets.Count + 1}" Type="{Office}/styles" Target="styles.xml"/></Relationships>
            """);
    }

    public void Dispose() => zip.Dispose();

    // A printed sheet repeats its header on each page.
    private void WritePrintTitles(XmlWriter xml)
    {
        if (sheets.TrueForAll(sheet => !sheet.HasHeader)) return;
        xml.WriteStartElement("definedNames", Main);
        for (var i = 0; i < sheets.Count; i++)
        {
            if (!sheets[i].HasHeader) continue;
            xml.WriteStartElement("definedName", Main);
            xml.WriteAttributeString("name", "_xlnm.Print_Titles");
            xml.WriteAttributeString("localSheetId", XmlConvert.ToString(i));
            xml.WriteString($"'{sheets[i].Name}'!$1:$1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private void WritePart(string name, string xml)
    {
        using var part = Begin(name);
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + xml.ReplaceLineEndings("")));
    }

    private Stream Begin(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        entry.ExternalAttributes = 0;
        return entry.Open();
    }
}
