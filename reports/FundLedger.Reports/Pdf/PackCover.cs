using System.Globalization;
using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Pdf;

/// <summary>The first pages of a pack: whose it is and what it was drawn from, then the contents with the page of each part.</summary>
internal static class PackCover
{
    public const string ContentsDestination = "contents";

    public static string DestinationOf(int part) => string.Create(CultureInfo.InvariantCulture, $"part{part + 1}");

    /// <param name="starts">The page of each part; zeros while they are not known.</param>
    /// <returns>How many pages.</returns>
    public static int Draw(ReportPack pack, Language language, IPen pen, IReadOnlyList<int> starts, int totalPages)
    {
        var flow = new PageFlow(pen, Paper.Portrait, pack.Cover, language, totalPages);
        flow.BeginPage();
        flow.Y = flow.Paper.Top + 150;
        flow.Paragraph(pack.Head.Entity, flow.Paper.Left, flow.Paper.Room, Style.CoverSmall);
        flow.Y += 6;
        flow.Paragraph(pack.Title.In(language), flow.Paper.Left, flow.Paper.Room, Style.CoverTitle);
        flow.Y += 6;
        flow.Paragraph(pack.Head.FundText().In(language), flow.Paper.Left, flow.Paper.Room, Style.CoverFund);
        flow.Y += 20;
        flow.Pen.Rule(flow.Paper.Left, flow.Paper.Left + 90, flow.Y, 1.4f, Style.Accent);
        flow.Y += 16;
        foreach (var (label, value) in pack.Cover.TitleFacts) Line(flow, label.In(language), CellTexts.Of(value, language));
        flow.Y += 24;
        foreach (var note in pack.Notes) flow.Paragraph(note.In(language), flow.Paper.Left, flow.Paper.Room, Style.CoverNote);
        EndBlock.DrawProvenance(flow, pack.Cover);

        flow.BeginPage();
        flow.Pen.Destination(ContentsDestination, 0);
        flow.Paragraph(PackWords.Contents.In(language), flow.Paper.Left, flow.Paper.Room, Style.Title);
        flow.Y += 10;
        for (var i = 0; i < pack.Parts.Count; i++) DrawPart(flow, i + 1, pack.Parts[i].Title.In(language), starts[i]);
        flow.End();
        return flow.Pages;
    }

    private static void Line(PageFlow flow, string label, string value)
    {
        const float labels = 120;
        var baseline = PageFlow.BaselineIn(flow.Y, Style.Value);
        flow.Line(label, flow.Paper.Left, baseline, Style.Label, labels - 10);
        flow.Line(value, flow.Paper.Left + labels, baseline, Style.Value, flow.Paper.Room - labels);
        flow.Y += Style.Value.Leading + 3;
    }

    private static void DrawPart(PageFlow flow, int number, string title, int page)
    {
        const float height = 22, numbers = 24, pages = 50;
        flow.Need(height);
        var baseline = PageFlow.BaselineIn(flow.Y + 4, Style.Value);
        flow.Line(number.ToString(CultureInfo.InvariantCulture), flow.Paper.Left, baseline, Style.Value.In(Style.Muted), numbers - 4);
        flow.Line(title, flow.Paper.Left + numbers, baseline, Style.Value, flow.Paper.Room - numbers - pages - 8);
        flow.LineToRight(page.ToString(CultureInfo.InvariantCulture), flow.Paper.Right, baseline, Style.Value, pages);
        flow.Pen.Rule(flow.Paper.Left, flow.Paper.Right, flow.Y + height - 1, Style.HairlineWeight, Style.Hairline);
        flow.Pen.Link(new(flow.Paper.Left, flow.Y, flow.Paper.Right, flow.Y + height), DestinationOf(number - 1));
        flow.Y += height;
    }
}
