using System.Globalization;
using System.Xml;

namespace FundLedger.Donations.Lists;

/// <summary>Rows of one worksheet, read forward; only the current row is held.</summary>
internal sealed class XlsxRows : ListRows
{
    private readonly XlsxWorkbook workbook;
    private readonly XmlReader xml;
    private readonly BoundedStream bytes;
    private readonly long unpackedBytes;
    private ListCell[] cells = new ListCell[16];
    private int rows;
    private long characters;

    /// <param name="workbook">Is disposed with the rows.</param>
    public XlsxRows(XlsxWorkbook workbook, XlsxSheet sheet)
    {
        this.workbook = workbook;
        (xml, bytes, unpackedBytes) = workbook.OpenPart(sheet.Path) ?? throw new ListRefusedException(ListRefusals.BrokenSpreadsheet());
    }

    /// <summary>How much of the sheet is read, from 0 to 1.</summary>
    public double Share => unpackedBytes <= 0 ? 1 : Math.Min(1, (double)bytes.Taken / unpackedBytes);

    /// <summary>Cells merged over several rows, known once the last row is read; the first of them is enough to refuse.</summary>
    public List<MergedCells> MergedDown { get; } = [];

    public override bool FieldsAreCounted => false;

    public override ListCell this[int column] => cells[column];

    public override bool Read()
    {
        while (XlsxWorkbook.Step(xml))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "mergeCell") NoteMerge(xml.GetAttribute("ref"));
            if (xml.LocalName != "row") continue;
            if (++rows > ListLimits.Rows) throw new ListRefusedException(ListRefusals.TooManyRows());
            Number = IntegerOf(xml.GetAttribute("r")) is > 0 and var number ? number : Number + 1;
            (Count, characters) = (0, 0);
            if (!xml.IsEmptyElement) ReadCells();
            return true;
        }

        return false;
    }

    public override void Dispose()
    {
        xml.Dispose();
        bytes.Dispose();
        workbook.Dispose();
    }

    private void ReadCells()
    {
        var rowDepth = xml.Depth;
        var column = -1;
        while (XlsxWorkbook.Step(xml) && xml.Depth > rowDepth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            column = XlsxReference.ColumnOf(xml.GetAttribute("r")) is >= 0 and var own ? own : column + 1;
            if (!TryReadCell(out var cell) || column >= ListLimits.Columns) continue;
            characters += cell.Text.Length;
            if (characters > ListLimits.RowCharacters) throw new ListRefusedException(ListRefusals.RowTooLong(Number));
            if (column >= cells.Length) Array.Resize(ref cells, Math.Min(ListLimits.Columns, column * 2));
            while (Count <= column) cells[Count++] = default;
            cells[column] = cell;
        }
    }

    /// <returns>False when the cell is only a style.</returns>
    private bool TryReadCell(out ListCell cell)
    {
        cell = default;
        if (xml.IsEmptyElement) return false;
        var type = xml.GetAttribute("t");
        var style = xml.GetAttribute("s");
        var depth = xml.Depth;
        string? value = null;
        var formula = false;
        while (XlsxWorkbook.Step(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName is "v" or "is") value = XlsxWorkbook.ReadText(xml);
            else if (xml.LocalName == "f") formula = true;
        }

        if (string.IsNullOrEmpty(value)) cell = new ListCell(default, formula && type is not "str" ? CellKind.Uncomputed : CellKind.Text);
        else cell = Of(type, style, value);
        return cell.Kind != CellKind.Text || !cell.Text.IsEmpty;
    }

    private ListCell Of(string? type, string? style, string value)
    {
        if (type == "s") return new ListCell(SharedText(value).AsMemory(), CellKind.Text);
        if (type == "b") return new ListCell((value == "1" ? "TRUE" : "FALSE").AsMemory(), CellKind.Text);
        if (type == "d") return new ListCell(value.AsMemory(), CellKind.Date);
        if (type is not (null or "n")) return new ListCell(value.AsMemory(), CellKind.Text);
        var shows = IntegerOf(style) is >= 0 and var index && index < workbook.StyleShowsDate.Count && workbook.StyleShowsDate[index];
        if (shows && XlsxDates.TryRead(value, workbook.CountsFrom1904, out var day)) return new ListCell(day.AsMemory(), CellKind.Date);
        return new ListCell(value.AsMemory(), CellKind.Number);
    }

    private string SharedText(string place)
    {
        var texts = workbook.SharedTexts;
        var index = IntegerOf(place);
        return index >= 0 && index < texts.Count ? texts[index] : throw new ListRefusedException(ListRefusals.BrokenSpreadsheet());
    }

    private void NoteMerge(string? reference)
    {
        if (reference is null || MergedDown.Count > 10_000) return;
        var colon = reference.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return;
        var (first, last) = (XlsxReference.RowOf(reference[..colon]), XlsxReference.RowOf(reference[(colon + 1)..]));
        var (left, right) = (XlsxReference.ColumnOf(reference[..colon]), XlsxReference.ColumnOf(reference[(colon + 1)..]));
        if (first > 0 && last > first && left >= 0 && right >= left) MergedDown.Add(new MergedCells(reference, first, last, left, right));
    }

    private static int IntegerOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}

/// <summary>Cells merged over several rows: only the first row holds their value.</summary>
internal sealed record MergedCells(string Reference, int FirstRow, int LastRow, int FirstColumn, int LastColumn);

/// <summary>Cell references such as <c>AB12</c>.</summary>
internal static class XlsxReference
{
    /// <returns>The column from 0; −1 when there is none.</returns>
    public static int ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetter(c)) break;
            column = column * 26 + (char.ToUpperInvariant(c) - 'A' + 1);
            if (column > 16_384) return -1;
        }

        return column - 1;
    }

    /// <returns>The row from 1; −1 when there is none.</returns>
    public static int RowOf(string reference) =>
        int.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : -1;
}
