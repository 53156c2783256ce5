using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;

namespace FundLedger.Reports.Pdf;

/// <summary>The top of the first page: whose report it is, what it covers, and the figures it exists for.</summary>
internal static class TitleBlock
{
    private const float Gap = 22;

    public static void Draw(PageFlow flow, ReportContent content)
    {
        flow.Y = flow.Paper.Top - 14;
        flow.Paragraph(content.Head.Entity, flow.Paper.Left, flow.Paper.Room, Style.Entity);
        flow.Paragraph(content.Title.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Title);
        flow.Paragraph(content.Head.FundText().In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Subtitle);
        flow.Y += 8;
        DrawFacts(flow, content);
        flow.Y += 10;
        DrawFigures(flow, [.. content.Headlines]);
    }

    private static void DrawFacts(PageFlow flow, ReportContent content)
    {
        var language = flow.Language;
        (string Label, string Value)[] facts =
        [
            .. content.TitleFacts.Select(fact => (fact.Label.In(language), CellTexts.Of(fact.Value, language))),
        ];
        var x = flow.Paper.Left;
        foreach (var (label, value) in facts)
        {
            var width = Math.Max(WidthOf(label, Style.Label), WidthOf(value, Style.Value));
            flow.Line(label, x, PageFlow.BaselineIn(flow.Y, Style.Label), Style.Label, width);
            flow.Line(value, x, PageFlow.BaselineIn(flow.Y + Style.Label.Leading, Style.Value), Style.Value, width);
            x += width + Gap;
        }

        flow.Y += Style.Label.Leading + Style.Value.Leading;
    }

    private static float WidthOf(string text, TextStyle style) => ReportFont.Shared.WidthOf(ReportFont.Shared.Fit(text), style.Size);

    private static void DrawFigures(PageFlow flow, Fact[] figures)
    {
        if (figures.Length == 0) return;
        var width = (flow.Paper.Room - Gap * (figures.Length - 1)) / figures.Length;
        var x = flow.Paper.Left;
        foreach (var figure in figures)
        {
            var negative = figure.Value.Kind == CellKind.Amount && figure.Value.Amount.IsNegative;
            flow.Pen.Rule(x, x + width, flow.Y, 1.4f, Style.Accent);
            flow.Line(figure.Label.In(flow.Language), x, PageFlow.BaselineIn(flow.Y + 6, Style.Label), Style.Label, width);
            flow.Line(
                CellTexts.Of(figure.Value, flow.Language), x, PageFlow.BaselineIn(flow.Y + 6 + Style.Label.Leading, Style.Figure),
                negative ? Style.Figure.In(Style.Negative) : Style.Figure, width);
            x += width + Gap;
        }

        flow.Y += 6 + Style.Label.Leading + Style.Figure.Leading + 6;
    }
}
