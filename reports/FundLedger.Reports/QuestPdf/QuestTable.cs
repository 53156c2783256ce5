using FundLedger.Reports.Content;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;
using Look = FundLedger.Reports.Pdf.TextStyle;

namespace FundLedger.Reports.QuestPdf;

/// <summary>A table over as many pages as it takes, with its head on each of them; the columns stand where the Skia renderer has them.</summary>
internal sealed class QuestTable(TableSection table, TableLayout layout, Language language, Paper paper)
{
    private const float Padding = 3, Inset = 3;

    private readonly PlacedColumn[] columns = layout.Place(paper.Left, paper.Room);
    private uint row;

    public void Compose(IContainer container) => container.Table(drawn =>
    {
        drawn.ColumnsDefinition(all =>
        {
            for (var i = 0; i < columns.Length; i++) all.ConstantColumn(BoxOf(i));
        });
        drawn.Header(head =>
        {
            for (var i = 0; i < columns.Length; i++)
            {
                var heading = Box(head.Cell().Row(1).Column((uint)i + 1).BorderBottom(Style.RuleWeight).BorderColor(Style.Ink.In()).PaddingVertical(Padding).AlignBottom(), i);
                heading.Paragraph(columns[i].Column.Heading.In(language), columns[i].Width, Style.ColumnHeading, columns[i].Column.IsToRight);
            }
        });
        ComposeRows(drawn);
    });

    private void ComposeRows(TableDescriptor drawn)
    {
        var (anyLine, toldEmpty, group) = (false, false, "");
        foreach (var one in table.Rows)
        {
            var isSum = one.Kind is RowKind.Subtotal or RowKind.Total or RowKind.Result;
            anyLine |= one.Kind == RowKind.Line;
            if (isSum && !anyLine && !toldEmpty) toldEmpty = TellEmpty(drawn);
            if (one.Kind == RowKind.Line && layout.Group >= 0 && CellTexts.Of(one.Cells[layout.Group], language) is var name && name != group)
            {
                group = name;
                Across(drawn).BorderBottom(Style.HairlineWeight).BorderColor(Style.Hairline.In()).PaddingTop(4 + Padding).PaddingBottom(Padding).Line(group, paper.Room, Style.CellText.In(Style.Accent));
            }

            ComposeRow(drawn, one, isSum);
        }

        if (!anyLine && !toldEmpty) TellEmpty(drawn);
    }

    private void ComposeRow(TableDescriptor drawn, Row one, bool isSum)
    {
        row++;
        var (weight, colour) = one.Kind is RowKind.Total or RowKind.Result ? (Style.RuleWeight, Style.Ink) : (Style.HairlineWeight, Style.Hairline);
        for (var i = 0; i < columns.Length; i++)
        {
            IContainer cell = drawn.Cell().Row(row).Column((uint)i + 1);
            if (isSum) cell = cell.Background(Style.TotalTint.In()).BorderTop(Style.RuleWeight).BorderColor(Style.Ink.In());
            cell = Box(cell.BorderBottom(weight).BorderColor(colour.In()).PaddingVertical(Padding), i);
            ComposeCell(cell, one.Cells[columns[i].Index], columns[i], one.Kind);
        }
    }

    private void ComposeCell(IContainer container, Cell cell, PlacedColumn column, RowKind kind)
    {
        if (cell.Kind == CellKind.Empty) return;
        if (kind == RowKind.Line && column.Column.ZeroIsBlank && cell.Kind == CellKind.Amount && cell.Amount.IsZero) return;
        var text = CellTexts.Of(cell, language);
        if (cell.Kind == CellKind.Text) container.Paragraph(text, column.Width, StyleOf(kind, cell));
        else container.Line(text, column.Width + QuestText.Slack, StyleOf(kind, cell), column.Column.IsToRight);
    }

    private bool TellEmpty(TableDescriptor drawn)
    {
        Across(drawn).PaddingVertical(3 * Padding).Paragraph(table.WhenEmpty.In(language), paper.Room - QuestText.Slack, Style.CellText.In(Style.Muted));
        return true;
    }

    private IContainer Across(TableDescriptor drawn) => drawn.Cell().Row(++row).Column(1).ColumnSpan((uint)columns.Length);

    private static Look StyleOf(RowKind kind, Cell cell)
    {
        if (cell.Kind == CellKind.Amount && cell.Amount.IsNegative) return Style.CellText.In(Style.Negative);
        return kind == RowKind.BroughtForward ? Style.CellText.In(Style.Muted) : Style.CellText;
    }

    /// <summary>From a little left of the column to a little left of the next.</summary>
    private float BoxOf(int at) => (at + 1 < columns.Length ? columns[at + 1].Left - Inset : paper.Right - 0.01f) - (at == 0 ? paper.Left : columns[at].Left - Inset);

    /// <summary>The column itself in its box, wider by the slack on the side that its text does not stand at.</summary>
    private IContainer Box(IContainer cell, int at)
    {
        var right = BoxOf(at) - Inset - columns[at].Width;
        return columns[at].Column.IsToRight ? cell.PaddingLeft(Inset - QuestText.Slack).PaddingRight(right) : cell.PaddingLeft(Inset).PaddingRight(right - QuestText.Slack);
    }
}
