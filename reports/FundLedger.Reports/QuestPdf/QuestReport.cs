using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace FundLedger.Reports.QuestPdf;

/// <summary>A report, by itself or as a part of a pack, on as many pages as it takes.</summary>
/// <param name="content">Its rows are in memory.</param>
/// <param name="family">The font.</param>
internal sealed class QuestReport(ReportContent content, Language language, string family)
{
    private const float Above = 16, Gap = 22, HeadHeight = 30, FootHeight = 28;

    private readonly Dictionary<TableSection, TableLayout> tables = content.Sections.OfType<TableSection>().ToDictionary(table => table, table => new TableLayout(table, content));

    private Paper Paper => tables.Values.All(table => table.LeastWidth <= Paper.Portrait.Room) ? Paper.Portrait : Paper.Landscape;

    /// <param name="section">Names its first page, as a part of a pack, whose cover says what it was drawn from; null for a document of its own.</param>
    public void Compose(PageDescriptor page, string? section = null)
    {
        var paper = Paper;
        Frame(page, paper, content, language, family);
        page.Header().Height(HeadHeight).SkipOnce().Element(ComposeRunningHead);
        page.Content().Column(column =>
        {
            var first = column.Item();
            ComposeTitle(section is null ? first : first.Section(section), paper);
            foreach (var one in content.Sections) Compose(column, one, paper);
            if (section is null) ComposeProvenance(column, content, language, paper);
        });
    }

    /// <summary>Paper, font, margins and foot, which every page has.</summary>
    public static void Frame(PageDescriptor page, Paper paper, ReportContent content, Language language, string family)
    {
        page.Size(paper.Width, paper.Height);
        page.DefaultTextStyle(QuestPDF.Infrastructure.TextStyle.Default.FontFamily(family));
        page.MarginHorizontal(paper.Left);
        page.MarginTop(paper.Top - HeadHeight);
        page.MarginBottom(paper.Height - paper.Bottom - FootHeight);
        page.Footer().Height(FootHeight).PaddingTop(11).BorderTop(Style.HairlineWeight).BorderColor(Style.Hairline.In()).PaddingTop(4).Row(row =>
        {
            row.RelativeItem(0.82f).Line(content.Head.FootText().In(language), paper.Room * 0.82f, Style.Running);
            row.RelativeItem(0.18f).Text(text =>
            {
                text.AlignRight();
                text.DefaultTextStyle(QuestText.Of(Style.Running));
                text.Span(new Bilingual("第 ", "Page ").In(language));
                text.CurrentPageNumber();
                text.Span(new Bilingual(" 页，共 ", " of ").In(language));
                text.TotalPages();
                text.Span(new Bilingual(" 页", "").In(language));
            });
        });
    }

    public static void ComposeProvenance(ColumnDescriptor column, ReportContent content, Language language, Paper paper)
    {
        const float labels = 150;
        Heading(column, Words.Basis.In(language), 120).Column(lines =>
        {
            foreach (var (label, value) in content.Provenance())
                lines.Item().Row(row =>
                {
                    row.ConstantItem(labels).Line(label.In(language), labels - 8, Style.Note);
                    row.RelativeItem().Line(value.In(language), paper.Room - labels, Style.Note.In(Style.Ink));
                });
            if (content.CheckAddress is { } address) lines.Item().PaddingTop(6).Width(72).Image(QuestPicture.OfQr(address)).UseOriginalImage();
        });
    }

    /// <summary>A heading that stays with what stands below it.</summary>
    /// <param name="least">The height that must be left on the page.</param>
    /// <returns>Where to draw that.</returns>
    private static IContainer Heading(ColumnDescriptor column, string heading, float least)
    {
        var below = column.Item().PaddingTop(Above).EnsureSpace(least);
        IContainer? body = null;
        below.Column(inner =>
        {
            inner.Item().Text(text => text.Span(ReportFont.Shared.Fit(heading)).Style(QuestText.Of(Style.Heading)));
            body = inner.Item().PaddingTop(3);
        });
        return body!;
    }

    private void ComposeRunningHead(IContainer container)
    {
        var room = Paper.Room;
        container.PaddingTop(6).Height(12).BorderBottom(Style.HairlineWeight).BorderColor(Style.Hairline.In()).Row(row =>
        {
            row.RelativeItem(0.7f).Line($"{content.Title.In(language)}    {content.Head.FundText().In(language)}", room * 0.7f, Style.Running);
            row.RelativeItem(0.3f).Line(content.Days, room * 0.3f, Style.Running, toRight: true);
        });
    }

    private void ComposeTitle(IContainer container, Paper paper) => container.Column(column =>
    {
        column.Item().Paragraph(content.Head.Entity, paper.Room - QuestText.Slack, Style.Entity);
        column.Item().Paragraph(content.Title.In(language), paper.Room - QuestText.Slack, Style.Title);
        column.Item().Paragraph(content.Head.FundText().In(language), paper.Room - QuestText.Slack, Style.Subtitle);
        column.Item().PaddingTop(8).Row(row =>
        {
            var facts = content.TitleFacts.Select(fact => (Label: fact.Label.In(language), Value: CellTexts.Of(fact.Value, language))).ToList();
            var widths = facts.ConvertAll(fact => Math.Max(WidthOf(fact.Label, Style.Label), WidthOf(fact.Value, Style.Value)) + QuestText.Slack + Gap);
            var scale = Math.Min(1, paper.Room / widths.Sum());
            for (var i = 0; i < facts.Count; i++)
            {
                var (fact, width) = (facts[i], widths[i] * scale);
                row.ConstantItem(width).Column(one =>
                {
                    one.Item().Line(fact.Label, width, Style.Label);
                    one.Item().Line(fact.Value, width, Style.Value);
                });
            }
        });
        ComposeFigures(column, [.. content.Headlines], paper);
    });

    private static float WidthOf(string text, FundLedger.Reports.Pdf.TextStyle style) => ReportFont.Shared.WidthOf(ReportFont.Shared.Fit(text), style.Size);

    private void ComposeFigures(ColumnDescriptor column, Fact[] figures, Paper paper)
    {
        if (figures.Length == 0) return;
        var width = (paper.Room - Gap * (figures.Length - 1)) / figures.Length;
        column.Item().PaddingTop(10).Row(row =>
        {
            row.Spacing(Gap);
            foreach (var figure in figures)
                row.RelativeItem().BorderTop(1.4f).BorderColor(Style.Accent.In()).PaddingTop(6).Column(one =>
                {
                    var negative = figure.Value.Kind == CellKind.Amount && figure.Value.Amount.IsNegative;
                    one.Item().Line(figure.Label.In(language), width, Style.Label);
                    one.Item().Line(CellTexts.Of(figure.Value, language), width, negative ? Style.Figure.In(Style.Negative) : Style.Figure);
                });
        });
    }

    private void Compose(ColumnDescriptor column, ReportSection section, Paper paper)
    {
        switch (section)
        {
            case TableSection table:
                new QuestTable(table, tables[table], language, paper).Compose(Heading(column, table.Heading.In(language), 90));
                ComposeNotes(column, [.. table.Checks.Select(check => check.Said(language))], Style.Note.In(Style.Accent), paper);
                break;
            case ChartSection { Points.Count: > 0 } chart:
                Picture(column, $"{chart.Heading.In(language)} ({chart.Currency})", flow => ChartBlock.DrawPlot(flow, chart), paper);
                break;
            case SharesSection { Periods.Count: > 0 } shares:
                Picture(column, shares.Heading.In(language), flow => SharesBlock.DrawPlot(flow, shares), paper);
                break;
            case ChartSection or SharesSection:
                break;
            case NoteSection notes:
                Heading(column, notes.Heading.In(language), 60).Column(below => ComposeNotes(below, [.. notes.Notes.Select(note => note.In(language))], Style.Note, paper));
                break;
            case SignatureSection signatures:
                ComposeSignatures(column, signatures, paper);
                break;
            default:
                throw new NotSupportedException($"PDF has no form for a section of the kind {section.GetType().Name}.");
        }
    }

    private void Picture(ColumnDescriptor column, string heading, Action<PageFlow> draw, Paper paper)
    {
        var (picture, height) = QuestPicture.Of(draw, paper, content, language);
        Heading(column, heading, height + 30).PaddingTop(1).Image(picture).UseOriginalImage();
    }

    private static void ComposeNotes(ColumnDescriptor column, string[] notes, FundLedger.Reports.Pdf.TextStyle style, Paper paper)
    {
        for (var i = 0; i < notes.Length; i++) column.Item().PaddingTop(i == 0 ? 4 : 0).Paragraph(notes[i], paper.Room - QuestText.Slack, style);
    }

    private void ComposeSignatures(ColumnDescriptor column, SignatureSection section, Paper paper)
    {
        const float between = 26, labels = 82, blank = 34;
        var width = (paper.Room - between * (section.Signatories.Count - 1)) / section.Signatories.Count;
        column.Item().PaddingTop(Above).ShowEntire().Column(all =>
        {
            all.Item().Paragraph(section.Heading.In(language), paper.Room - QuestText.Slack, Style.Heading);
            all.Item().Paragraph(section.State.In(language), paper.Room - QuestText.Slack, Style.CellText);
            all.Item().PaddingTop(8).Table(table =>
            {
                table.ColumnsDefinition(columns =>
                {
                    foreach (var _ in section.Signatories) columns.RelativeColumn();
                });
                for (var i = 0; i < section.Signatories.Count; i++)
                {
                    var (one, at) = (section.Signatories[i], (uint)i + 1);
                    table.Cell().Row(1).Column(at).Line(one.As.In(language), width, Style.Label);
                    table.Cell().Row(2).Column(at).PaddingRight(i + 1 < section.Signatories.Count ? between - QuestText.Slack : 0).Paragraph(one.Name, width - between, Style.Value);
                    for (var line = 0; line < SignatureSection.Blanks.Count; line++)
                        table.Cell().Row((uint)line + 3).Column(at).Height(blank).PaddingRight(i + 1 < section.Signatories.Count ? between : 0).Row(row =>
                        {
                            row.ConstantItem(labels).AlignBottom().Line(SignatureSection.Blanks[line].In(language), labels - 4, Style.Label);
                            row.RelativeItem().BorderBottom(Style.HairlineWeight).BorderColor(Style.Ink.In());
                        });
                }
            });
        });
    }
}
