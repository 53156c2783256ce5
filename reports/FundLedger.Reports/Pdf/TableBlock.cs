using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>A table over as many pages as it takes, with its head on each of them.</summary>
internal sealed class TableBlock(PageFlow flow, TableSection table, TableLayout layout)
{
    private const float Above = 18;
    private const float Padding = 3;

    private readonly PlacedColumn[] columns = layout.Place(flow.Paper.Left, flow.Paper.Room);
    private readonly string[] texts = new string[table.Columns.Count];
    private readonly List<Range>[] lines = [.. table.Columns.Select(_ => new List<Range>())];
    private bool anyLine;
    private bool toldEmpty;
    private string group = "";

    private static TextStyle Text => Style.CellText;

    public void Draw()
    {
        var page = flow.Pages;
        flow.Need(Above + Style.Heading.Leading + HeadHeight() + 3 * (Text.Leading + 2 * Padding));
        if (flow.Pages == page) flow.Y += Above;
        flow.Paragraph(table.Heading.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Heading);
        flow.Y += 3;
        DrawHead();
        foreach (var row in table.Rows) DrawRow(row);
        TellEmpty();
        DrawChecks();
    }

    private void DrawChecks()
    {
        if (table.Checks.Count == 0) return;
        var texts = table.Checks.Select(check => check.Said(flow.Language)).ToArray();
        var height = 2 * Padding + texts.Sum(text => flow.HeightOf(text, flow.Paper.Room, Style.Note));
        if (!flow.Fits(height)) flow.BeginPage();
        flow.Y += 2 * Padding;
        foreach (var text in texts) flow.Paragraph(text, flow.Paper.Left, flow.Paper.Room, Style.Note.In(Style.Accent));
    }

    private void DrawRow(Row row)
    {
        if (row.Kind == RowKind.Line) anyLine = true;
        if (row.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result) TellEmpty();
        if (row.Kind == RowKind.Line && layout.Group >= 0) DrawGroup(row.Cells[layout.Group]);
        var count = BreakCells(row);
        var whole = count * Text.Leading + 2 * Padding;
        var fitsOnePage = whole <= flow.Paper.Bottom - flow.Paper.Top - HeadHeight();
        for (var first = 0; first < count;)
        {
            var fit = Math.Min(count - first, (int)((flow.Paper.Bottom - flow.Y - 2 * Padding) / Text.Leading));
            if (fit < 1 || (fitsOnePage && fit < count))
            {
                NextPage();
                continue;
            }

            DrawPart(row, first, fit);
            first += fit;
        }
    }

    private void DrawPart(Row row, int first, int count)
    {
        var (top, height) = (flow.Y, count * Text.Leading + 2 * Padding);
        var isSum = row.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result;
        if (isSum) flow.Pen.Fill(new(flow.Paper.Left, top, flow.Paper.Right, top + height), Style.TotalTint);
        if (isSum) flow.Pen.Rule(flow.Paper.Left, flow.Paper.Right, top, Style.RuleWeight, Style.Ink);
        foreach (var column in columns) DrawCell(row, column, first, count);
        flow.Y += height;
        var (weight, colour) = row.Kind is RowKind.Total or RowKind.Result ? (Style.RuleWeight, Style.Ink) : (Style.HairlineWeight, Style.Hairline);
        flow.Pen.Rule(flow.Paper.Left, flow.Paper.Right, flow.Y, weight, colour);
    }

    private void DrawCell(Row row, PlacedColumn column, int first, int count)
    {
        var cell = row.Cells[column.Index];
        var style = StyleOf(row.Kind, cell);
        if (cell.Kind != CellKind.Text)
        {
            var baseline = PageFlow.BaselineIn(flow.Y + Padding, style);
            if (first > 0) return;
            if (column.Column.IsToRight) flow.LineToRight(texts[column.Index], column.Right, baseline, style, column.Width);
            else flow.Line(texts[column.Index], column.Left, baseline, style, column.Width);
            return;
        }

        var (text, broken) = (texts[column.Index], lines[column.Index]);
        for (var i = first; i < Math.Min(broken.Count, first + count); i++)
        {
            flow.Pen.Text(text.AsSpan(broken[i]), column.Left, PageFlow.BaselineIn(flow.Y + Padding + (i - first) * style.Leading, style), style);
        }
    }

    private static TextStyle StyleOf(RowKind kind, Cell cell)
    {
        if (cell.Kind == CellKind.Amount && cell.Amount.IsNegative) return Text.In(Style.Negative);
        return kind == RowKind.BroughtForward ? Text.In(Style.Muted) : Text;
    }

    /// <returns>How many lines the tallest cell takes.</returns>
    private int BreakCells(Row row)
    {
        var most = 1;
        foreach (var column in columns)
        {
            var cell = row.Cells[column.Index];
            var blank = row.Kind == RowKind.Line && column.Column.ZeroIsBlank && cell.Kind == CellKind.Amount && cell.Amount.IsZero;
            texts[column.Index] = blank ? "" : CellTexts.Of(cell, flow.Language);
            if (cell.Kind != CellKind.Text) continue;
            texts[column.Index] = ReportFont.Shared.Fit(texts[column.Index]);
            LineBreaker.Break(texts[column.Index], Text.Size, column.Width, lines[column.Index]);
            most = Math.Max(most, lines[column.Index].Count);
        }

        return most;
    }

    private void DrawGroup(Cell cell)
    {
        var name = CellTexts.Of(cell, flow.Language);
        if (name == group) return;
        group = name;
        if (!flow.Fits(2 * (Text.Leading + 2 * Padding) + 4)) NextPage();
        flow.Y += 4;
        flow.Line(name, flow.Paper.Left, PageFlow.BaselineIn(flow.Y + Padding, Text), Text.In(Style.Accent), flow.Paper.Room);
        flow.Y += Text.Leading + 2 * Padding;
        flow.Pen.Rule(flow.Paper.Left, flow.Paper.Right, flow.Y, Style.HairlineWeight, Style.Hairline);
    }

    private void TellEmpty()
    {
        if (anyLine || toldEmpty) return;
        toldEmpty = true;
        if (!flow.Fits(Text.Leading + 10 * Padding)) NextPage();
        flow.Y += 3 * Padding;
        flow.Paragraph(table.WhenEmpty.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Text.In(Style.Muted));
        flow.Y += 3 * Padding;
    }

    private void NextPage()
    {
        flow.BeginPage();
        DrawHead();
    }

    private float HeadHeight()
    {
        var most = columns.Max(column => flow.HeightOf(column.Column.Heading.In(flow.Language), column.Width, Style.ColumnHeading));
        return most + 2 * Padding;
    }

    private void DrawHead()
    {
        var (style, height, broken) = (Style.ColumnHeading, HeadHeight(), new List<Range>());
        foreach (var column in columns)
        {
            var text = ReportFont.Shared.Fit(column.Column.Heading.In(flow.Language));
            LineBreaker.Break(text, style.Size, column.Width, broken);
            var top = flow.Y + height - Padding - broken.Count * style.Leading;
            for (var i = 0; i < broken.Count; i++)
            {
                var baseline = PageFlow.BaselineIn(top + i * style.Leading, style);
                var indent = column.Column.IsToRight ? column.Width - ReportFont.Shared.WidthOf(text.AsSpan(broken[i]), style.Size) : 0;
                flow.Pen.Text(text.AsSpan(broken[i]), column.Left + indent, baseline, style);
            }
        }

        flow.Y += height;
        flow.Pen.Rule(flow.Paper.Left, flow.Paper.Right, flow.Y, Style.RuleWeight, Style.Ink);
    }
}
