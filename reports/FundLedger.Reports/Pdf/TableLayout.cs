using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>One column on paper.</summary>
/// <param name="Index">Which cell of a row it shows.</param>
internal readonly record struct PlacedColumn(int Index, Column Column, float Left, float Width)
{
    public float Right => Left + Width;
}

/// <summary>How wide the columns of a table are. Known before the rows are walked: amounts fit the report's totals, texts share what is left.</summary>
internal sealed class TableLayout
{
    private const float Gap = 11;
    private const float Inset = 3; // keeps text off the ends of the rules
    private const float WidestAmount = 104;
    private const string SmallAmount = "-123,456.78";

    private readonly (int Index, Column Column, float Least)[] columns;

    public TableLayout(TableSection table, ReportContent content)
    {
        var amount = AmountWidth(table, content);
        columns = [.. table.Columns.Select((column, index) => (index, column, LeastWidthOf(column, amount))).Where(placed => !placed.column.IsGroup)];
        LeastWidth = columns.Sum(placed => placed.Least) + Gap * (columns.Length - 1) + 2 * Inset;
        Group = Array.FindIndex([.. table.Columns], column => column.IsGroup);
    }

    /// <summary>Narrower paper than this would squeeze the columns.</summary>
    public float LeastWidth { get; }

    /// <summary>Which cell names the group of a line; −1 when the table has no groups.</summary>
    public int Group { get; }

    public PlacedColumn[] Place(float left, float room)
    {
        var shares = columns.Sum(placed => ShareOf(placed.Column));
        var spare = room - LeastWidth;
        var placed = new PlacedColumn[columns.Length];
        var x = left + Inset;
        for (var i = 0; i < columns.Length; i++)
        {
            var (index, column, least) = columns[i];
            var width = least + (shares > 0 ? spare * ShareOf(column) / shares : spare / columns.Length);
            placed[i] = new(index, column, x, width);
            x += width + Gap;
        }

        return placed;
    }

    private static float LeastWidthOf(Column column, float amount) => column.Kind switch
    {
        CellKind.Amount => amount,
        CellKind.Date => WidthOf("2026-12-31"),
        CellKind.Integer => WidthOf("1234567"),
        _ => column.Width switch { ColumnWidth.Narrow => 44, ColumnWidth.Medium => 56, _ => 84 },
    };

    private static float ShareOf(Column column) => (column.Kind, column.Width) switch
    {
        (CellKind.Amount, _) => 0.7f,
        (CellKind.Text, ColumnWidth.Narrow) => 0.5f,
        (CellKind.Text, ColumnWidth.Medium) => 1,
        (CellKind.Text, _) => 2.5f,
        _ => 0,
    };

    // A short table is measured. A streamed one is judged by the report's facts: no line's in or out is larger than their totals,
    // and a rare larger balance is drawn smaller, never cut.
    private static float AmountWidth(TableSection table, ReportContent content)
    {
        var cells = table.Rows is IReadOnlyCollection<Row> rows ? rows.SelectMany(row => row.Cells) : content.Facts.Select(fact => fact.Value);
        var widest = cells.Where(cell => cell.Kind == CellKind.Amount).Select(cell => WidthOf(cell.Amount.ToGroupedText())).DefaultIfEmpty().Max();
        return Math.Clamp(widest, WidthOf(SmallAmount), WidestAmount);
    }

    private static float WidthOf(string text) => ReportFont.Shared.WidthOf(text, Style.CellText.Size);
}
