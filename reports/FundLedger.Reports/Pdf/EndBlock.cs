using FundLedger.Reports.Content;
using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>What stands after the figures: how they are meant, and what they were drawn from.</summary>
internal static class EndBlock
{
    private const float Above = 16;
    private const float QrGap = 6;
    private const float QrSide = 72;
    private static readonly float HeadingHeight = Style.Heading.Leading + 2;

    public static void DrawNotes(PageFlow flow, NoteSection notes, ReportContent content)
    {
        var texts = notes.Notes.Select(note => note.In(flow.Language)).ToArray();

        // The notes come last, and what the report was drawn from stays on one page with them.
        var provenance = Above + HeadingHeight + HeightOf(content);
        DrawHeading(flow, notes.Heading, texts.Sum(text => flow.HeightOf(text, flow.Paper.Room, Style.Note)) + provenance);
        foreach (var text in texts) flow.Paragraph(text, flow.Paper.Left, flow.Paper.Room, Style.Note);
    }

    public static void DrawProvenance(PageFlow flow, ReportContent content)
    {
        var lines = content.Provenance();
        DrawHeading(flow, Words.Basis, HeightOf(content));
        const float labels = 150;
        foreach (var (label, value) in lines)
        {
            flow.Need(Style.Note.Leading);
            var baseline = PageFlow.BaselineIn(flow.Y, Style.Note);
            flow.Line(label.In(flow.Language), flow.Paper.Left, baseline, Style.Note, labels - 10);
            flow.Line(value.In(flow.Language), flow.Paper.Left + labels, baseline, Style.Note.In(Style.Ink), flow.Paper.Room - labels);
            flow.Y += Style.Note.Leading;
        }

        if (content.CheckAddress is not { } address) return;
        flow.Need(QrGap + QrSide);
        flow.Y += QrGap;
        DrawQr(flow, address);
        flow.Y += QrSide;
    }

    private static float HeightOf(ReportContent content) => content.Provenance().Count * Style.Note.Leading + (content.CheckAddress is null ? 0 : QrGap + QrSide);

    /// <summary>Row by row, modules that stand together in one piece, so that no seam shows between them.</summary>
    private static void DrawQr(PageFlow flow, string address)
    {
        var code = QrModules.Of(address);
        var side = QrSide / code.Side;
        foreach (var (x, y, length) in code.Runs)
        {
            var (left, top) = (flow.Paper.Left + x * side, flow.Y + y * side);
            flow.Pen.Fill(new SKRect(left, top, left + length * side, top + side), SKColors.Black);
        }
    }

    private static void DrawHeading(PageFlow flow, Bilingual heading, float body)
    {
        var page = flow.Pages;
        flow.Need(Math.Min(Above + HeadingHeight + body, flow.Paper.Bottom - flow.Paper.Top));
        if (flow.Pages == page) flow.Y += Above;
        flow.Paragraph(heading.In(flow.Language), flow.Paper.Left, flow.Paper.Room, Style.Heading);
        flow.Y += HeadingHeight - Style.Heading.Leading;
    }
}
