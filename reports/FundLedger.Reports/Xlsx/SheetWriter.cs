using System.Globalization;
using System.Xml;
using FundLedger.Reports.Data;

namespace FundLedger.Reports.Xlsx;

/// <summary>Writes the rows of one sheet, top to bottom and left to right, keeping none.</summary>
internal sealed class SheetWriter : IDisposable
{
    private readonly XmlWriter xml;
    private readonly string lastColumn;

    public SheetWriter(XmlWriter xml, string name, IReadOnlyList<double> widths, bool hasHeader, bool isFirst)
    {
        (this.xml, Name, lastColumn) = (xml, name, ColumnName(widths.Count - 1));
        xml.WriteStartElement("worksheet", XlsxPackage.Main);
        xml.WriteRaw("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>");
        var pane = hasHeader ? "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/><selection pane=\"bottomLeft\"/>" : "";
        xml.WriteRaw($"<sheetViews><sheetView{(isFirst ? " tabSelected=\"1\" showGridLines=\"0\"" : "")} workbookViewId=\"0\">{pane}</sheetView></sheetViews>");
        xml.WriteRaw("<cols>");
        for (var i = 0; i < widths.Count; i++)
            xml.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{widths[i]:0.##}\" customWidth=\"1\"/>"));
        xml.WriteRaw("</cols>");
        xml.WriteStartElement("sheetData", XlsxPackage.Main);
    }

    public string Name { get; }

    /// <summary>The number of the row being written, or of the last one; 0 before the first.</summary>
    public int Row { get; private set; }

    /// <summary>A, B … Z, AA …</summary>
    public static string ColumnName(int index) => index < 26 ? ((char)('A' + index)).ToString() : ColumnName(index / 26 - 1) + ColumnName(index % 26);

    public void BeginRow()
    {
        Row++;
        xml.WriteStartElement("row", XlsxPackage.Main);
        xml.WriteAttributeString("r", XmlConvert.ToString(Row));
    }

    public void EndRow() => xml.WriteEndElement();

    public void Empty(int column, XlsxStyle style)
    {
        BeginCell(column, style);
        xml.WriteEndElement();
    }

    /// <summary>Always a text: nothing in it is read as a formula or a number.</summary>
    public void Text(int column, string text, XlsxStyle style)
    {
        BeginCell(column, style == XlsxStyle.Text && FormulaText.IsTakenForFormula(text) ? XlsxStyle.TextAsTyped : style);
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", XlsxPackage.Main);
        xml.WriteStartElement("t", XlsxPackage.Main);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(CellForm.TextOf(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <param name="formula">What a spreadsheet computes again; <paramref name="number"/> is then what it gave when the file was written.</param>
    public void Number(int column, string number, XlsxStyle style, string? formula = null)
    {
        BeginCell(column, style);
        if (formula is not null) xml.WriteElementString("f", XlsxPackage.Main, formula);
        xml.WriteElementString("v", XlsxPackage.Main, number);
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        if (xml.WriteState != WriteState.Error) End();
        xml.Dispose();
    }

    private void End()
    {
        xml.WriteEndElement();
        xml.WriteRaw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>");
        xml.WriteRaw("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>");

        // Codes made of digits are texts on purpose: no warning triangles.
        xml.WriteRaw($"<ignoredErrors><ignoredError sqref=\"A1:{lastColumn}{Math.Max(1, Row)}\" numberStoredAsText=\"1\" formulaRange=\"1\"/></ignoredErrors>");
        xml.WriteEndElement();
    }

    private void BeginCell(int column, XlsxStyle style)
    {
        xml.WriteStartElement("c", XlsxPackage.Main);
        xml.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{ColumnName(column)}{Row}"));
        xml.WriteAttributeString("s", XmlConvert.ToString((int)style));
    }
}
