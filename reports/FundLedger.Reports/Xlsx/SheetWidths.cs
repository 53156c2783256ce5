using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>How wide the columns of a sheet are, in digits of its letter; known before the rows are walked.</summary>
internal static class SheetWidths
{
    private const int Margin = 2;

    public static double[] Of(TableSection table, Currency currency, Language language) =>
        [.. table.Columns.Select((column, i) => (double)Math.Max(LeastOf(column), Math.Max(DigitsOf(column.HeadingWith(currency).In(language)), WidestOf(table, i)) + Margin))];

    private static int LeastOf(Column column) => (column.Kind, column.Width) switch
    {
        (CellKind.Date, _) => 12,
        (CellKind.Integer, _) => 10,
        (CellKind.Amount, _) => 18,
        (_, ColumnWidth.Narrow) => 12,
        (_, ColumnWidth.Medium) => 18,
        _ => 40,
    };

    // Only a table that is held anyway is measured.
    private static int WidestOf(TableSection table, int column) => table.Rows is IReadOnlyCollection<Row> rows && table.Columns[column].Kind == CellKind.Amount
        ? rows.Select(row => row.Cells[column]).Where(cell => cell.Kind == CellKind.Amount).Select(cell => cell.Amount.ToGroupedText().Length).DefaultIfEmpty().Max()
        : 0;

    // A Chinese character is as wide as two digits.
    private static int DigitsOf(string text) => text.Sum(character => character < '\u2E80' ? 1 : 2);
}
