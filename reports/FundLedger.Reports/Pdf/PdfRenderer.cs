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

    /// <summary>Lays the report out once with this pen.</summary>
    /// <returns>The number of pages.</returns>
    private static int Draw(ReportContent content, Language language, IPen pen, int totalPages)
    {
        var tables = content.Sections.OfType<TableSection>().ToDictionary(table => table, table => new TableLayout(table, content));
        var paper = tables.Values.All(table => table.LeastWidth <= Paper.Portrait.Room) ? Paper.Portrait : Paper.Landscape;
        var flow = new PageFlow(pen, paper, content, language, totalPages);
        flow.BeginPage();
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

        EndBlock.DrawProvenance(flow, content);
        flow.End();
        return flow.Pages;
    }

    // No clock and no machine in it: the same report gives the same bytes.
    private static SKDocumentPdfMetadata Metadata(ReportContent content, Language language)
    {
        var metadata = SKDocumentPdfMetadata.Default;
        metadata.Title = ReportFont.Shared.Fit($"{content.Title.In(language)} {content.Head.FundText().In(language)} {content.Days}");
        metadata.Author = ReportFont.Shared.Fit(content.Head.Entity);
        metadata.Subject = content.Key;
        metadata.Creator = "FundLedger";
        metadata.Producer = "FundLedger";
        return metadata;
    }
}
