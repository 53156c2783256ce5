using FundLedger.Reports.Content;
using FundLedger.Reports.Fonts;
using FundLedger.Values;
using SkiaSharp;

namespace FundLedger.Reports.Pdf;

/// <summary>Writes a report as a PDF of A4 pages with its own cut of the font inside.</summary>
internal static class PdfRenderer
{
    public static void Write(ReportContent content, Language language, Stream output)
    {
        var counting = new CountingPen();
        var pages = Draw(content, language, counting, totalPages: 0);

        using var pen = new PdfPen(output, language, ReportFont.Shared.Cut(counting.Characters), Metadata(content, language));
        var drawn = Draw(content, language, pen, pages);
        Invariant.Holds(drawn == pages);
        pen.Close();
    }

    /// <summary>A pack: walked once to know on which page each part begins, and once to draw it with those numbers in the contents.</summary>
    public static void Write(ReportPack pack, Language language, Stream output)
    {
        var counting = new CountingPen();
        var starts = Draw(pack, language, counting, [.. pack.Parts.Select(_ => 0), 0]);

        using var pen = new PdfPen(output, language, ReportFont.Shared.Cut(counting.Characters), Metadata(pack.Cover, language));
        var drawn = Draw(pack, language, pen, starts);
        Invariant.Holds(drawn.SequenceEqual(starts), "the parts begin where the contents say");
        pen.Close([(PackWords.Contents.In(language), PackCover.ContentsDestination), .. pack.Parts.Select((part, i) => (part.Title.In(language), PackCover.DestinationOf(i)))]);
    }

    /// <param name="starts">The page each part begins on, and one beyond the last page; zeros while they are not known.</param>
    /// <returns>The same, as it came out.</returns>
    internal static int[] Draw(ReportPack pack, Language language, IPen pen, IReadOnlyList<int> starts)
    {
        var (total, began) = (starts[^1] - 1, new List<int>());
        var pages = PackCover.Draw(pack, language, pen, starts, total);
        for (var i = 0; i < pack.Parts.Count; i++)
        {
            began.Add(pages + 1);
            pages += Draw(pack.Parts[i].Content, language, pen, total, pages, PackCover.DestinationOf(i));
        }

        return [.. began, pages + 1];
    }

    /// <summary>Lays the report out once with this pen.</summary>
    /// <param name="destination">Names its first page, as a part of a pack, whose cover says what it was drawn from; null for a document of its own.</param>
    /// <returns>The number of pages.</returns>
    internal static int Draw(ReportContent content, Language language, IPen pen, int totalPages, int pagesBefore = 0, string? destination = null)
    {
        var tables = content.Sections.OfType<TableSection>().ToDictionary(table => table, table => new TableLayout(table, content));
        var paper = tables.Values.All(table => table.LeastWidth <= Paper.Portrait.Room) ? Paper.Portrait : Paper.Landscape;
        var flow = new PageFlow(pen, paper, content, language, totalPages, pagesBefore);
        flow.BeginPage();
        if (destination is not null) pen.Destination(destination, 0);
        TitleBlock.Draw(flow, content);
        foreach (var section in content.Sections)
        {
            switch (section)
            {
                case TableSection table:
                    new TableBlock(flow, table, tables[table]).Draw();
                    break;
                case ChartSection chart:
                    ChartBlock.Draw(flow, chart);
                    break;
                case SharesSection shares:
                    SharesBlock.Draw(flow, shares);
                    break;
                case NoteSection notes:
                    EndBlock.DrawNotes(flow, notes, content);
                    break;
                case SignatureSection signatures:
                    SignatureBlock.Draw(flow, signatures);
                    break;
                default:
                    throw new NotSupportedException($"PDF has no form for a section of the kind {section.GetType().Name}.");
            }
        }

        if (destination is null) EndBlock.DrawProvenance(flow, content);
        flow.End();
        return flow.Pages;
    }

    /// <summary>What a reader's window is named by.</summary>
    internal static string TitleOf(ReportContent content, Language language) => ReportFont.Shared.Fit($"{content.Title.In(language)} {content.Head.FundText().In(language)} {content.Days}");

    // No clock and no machine in it: the same report gives the same bytes.
    private static SKDocumentPdfMetadata Metadata(ReportContent content, Language language)
    {
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = TitleOf(content, language);
        metadata.Author = ReportFont.Shared.Fit(content.Head.Entity);
        metadata.Subject = content.Key;
        metadata.Creator = "FundLedger";
        metadata.Producer = "FundLedger";
        return metadata;
    }
}
