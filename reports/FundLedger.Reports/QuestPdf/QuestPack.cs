using System.Globalization;
using FundLedger.Reports.Content;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace FundLedger.Reports.QuestPdf;

/// <summary>The first pages of a pack: whose it is and what it was drawn from, then the contents with the page of each part.</summary>
internal static class QuestPack
{
    /// <summary>What links and the contents call the part.</summary>
    public static string SectionOf(int part) => PackCover.DestinationOf(part);

    public static void ComposeCover(IDocumentContainer document, ReportPack pack, Language language, string family)
    {
        var (paper, room) = (Paper.Portrait, Paper.Portrait.Room - QuestText.Slack);
        document.Page(page =>
        {
            QuestReport.Frame(page, paper, pack.Cover, language, family);
            page.Content().PaddingTop(180).Column(column =>
            {
                column.Item().Paragraph(pack.Head.Entity, room, Style.CoverSmall);
                column.Item().PaddingTop(6).Paragraph(pack.Title.In(language), room, Style.CoverTitle);
                column.Item().PaddingTop(6).Paragraph(pack.Head.FundText().In(language), room, Style.CoverFund);
                column.Item().PaddingTop(20).PaddingBottom(16).Width(90).BorderTop(1.4f).BorderColor(Style.Accent.In());
                foreach (var (label, value) in pack.Cover.TitleFacts) ComposeFact(column.Item(), label.In(language), CellTexts.Of(value, language), paper);
                for (var i = 0; i < pack.Notes.Count; i++) column.Item().PaddingTop(i == 0 ? 24 : 0).Paragraph(pack.Notes[i].In(language), room, Style.CoverNote);
                QuestReport.ComposeProvenance(column, pack.Cover, language, paper);
            });
        });
        document.Page(page =>
        {
            QuestReport.Frame(page, paper, pack.Cover, language, family);
            page.Content().PaddingTop(30).Column(column =>
            {
                column.Item().Section(PackCover.ContentsDestination).PaddingBottom(10).Paragraph(PackWords.Contents.In(language), room, Style.Title);
                for (var i = 0; i < pack.Parts.Count; i++) ComposePart(column.Item(), i, pack.Parts[i].Title.In(language), paper);
            });
        });
    }

    private static void ComposeFact(IContainer container, string label, string value, Paper paper)
    {
        const float labels = 120;
        container.PaddingBottom(3).Row(row =>
        {
            row.ConstantItem(labels).AlignMiddle().Line(label, labels - 8, Style.Label);
            row.RelativeItem().Line(value, paper.Room - labels, Style.Value);
        });
    }

    private static void ComposePart(IContainer container, int part, string title, Paper paper)
    {
        const float numbers = 24, pages = 50;
        container.SectionLink(SectionOf(part)).BorderBottom(Style.HairlineWeight).BorderColor(Style.Hairline.In()).PaddingVertical(4).Row(row =>
        {
            row.ConstantItem(numbers).Line((part + 1).ToString(CultureInfo.InvariantCulture), numbers, Style.Value.In(Style.Muted));
            row.RelativeItem().Line(title, paper.Room - numbers - pages, Style.Value);
            row.ConstantItem(pages).Text(text =>
            {
                text.AlignRight();
                text.DefaultTextStyle(QuestText.Of(Style.Value));
                text.BeginPageNumberOfSection(SectionOf(part));
            });
        });
    }
}
