using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>A table on a sheet of its own, and on further ones when a sheet cannot hold all its rows.</summary>
internal sealed class TableSheets(XlsxPackage package, TableSection table, Currency currency, Language language, CellPen pen, int mostRows = TableSheets.MostRows, string prefix = "")
{
    /// <summary>What Excel can open.</summary>
    public const int MostRows = 1_048_576;

    private readonly TotalFormulas totals = new(table.Columns);
    private readonly double[] widths = SheetWidths.Of(table, currency, language);
    private SheetWriter? sheet;
    private int sheets;
    private bool anyLine;
    private bool toldEmpty;

    public void Write()
    {
        try
        {
            NextSheet();
            foreach (var row in table.Rows) WriteRow(row);
            TellEmpty();
        }
        finally
        {
            sheet?.Dispose();
        }
    }

    private void WriteRow(Row row)
    {
        if (row.Kind == RowKind.Line) anyLine = true;
        var isSum = row.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result;
        if (isSum) TellEmpty();

        var to = BeginRow();
        for (var i = 0; i < row.Cells.Length; i++)
        {
            var cell = row.Cells[i];
            var formula = isSum && row.Kind != RowKind.Result && cell.Kind == CellKind.Amount ? totals.Of(i, row.Kind, cell.Amount, to.Name) : null;
            pen.Write(to, i, cell, isSum, row.Kind == RowKind.Line && table.Columns[i].ZeroIsBlank, formula);
        }

        to.EndRow();
        if (!isSum) totals.Saw(to.Name, to.Row, row);
        if (row.Kind == RowKind.Subtotal) totals.EndGroup();
    }

    private void TellEmpty()
    {
        if (anyLine || toldEmpty) return;
        toldEmpty = true;
        var to = BeginRow();
        to.Text(0, table.WhenEmpty.In(language), XlsxStyle.Quiet);
        to.EndRow();
    }

    private SheetWriter BeginRow()
    {
        if (sheet is null || sheet.Row == mostRows) NextSheet();
        sheet!.BeginRow();
        return sheet;
    }

    private void NextSheet()
    {
        sheet?.Dispose();
        sheet = package.BeginSheet(XlsxPackage.SheetName(prefix + table.Heading.In(language), ++sheets), widths, hasHeader: true);
        sheet.BeginRow();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            sheet.Text(i, column.HeadingWith(currency).In(language), column.IsToRight ? XlsxStyle.HeaderToRight : XlsxStyle.Header);
        }

        sheet.EndRow();
    }
}
