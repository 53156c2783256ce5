using FundLedger.Reports.Content;
using FundLedger.Reports.Data;
using FundLedger.Reports.Html;
using FundLedger.Reports.Pdf;
using FundLedger.Reports.Xlsx;
using FundLedger.Values;

namespace FundLedger.Reports;

/// <summary>Turns a pack into one document. The same pack gives the same bytes, today and next year.</summary>
public static class ReportPackWriter
{
    /// <summary>A pack of many tables has no form as CSV, which is one table: its parts have, each by itself.</summary>
    public static IReadOnlyList<ReportFormat> Formats { get; } = [ReportFormat.Pdf, ReportFormat.Xlsx, ReportFormat.Html, ReportFormat.Json];

    /// <summary>Writes the whole document; <paramref name="output"/> is left open and need not seek.</summary>
    /// <remarks>Rows are streamed: a PDF walks them twice, the other formats once, and none keeps them.</remarks>
    /// <exception cref="IOException">The output could not be written; what it holds is not a document.</exception>
    /// <exception cref="InvariantBrokenException">A check failed, or the lines do not add up to the totals; what the output holds is not a document.</exception>
    public static void Write(ReportPack pack, ReportFormat format, Language language, Stream output)
    {
        foreach (var part in pack.Parts) ReportWriter.MustBeSound(part.Content);
        switch (format)
        {
            case ReportFormat.Pdf:
#if USE_QUESTPDF
                QuestPdf.QuestPdfRenderer.Write(pack, language, output);
#else
                PdfRenderer.Write(pack, language, output);
#endif
                break;
            case ReportFormat.Xlsx:
                XlsxRenderer.Write(pack, language, output);
                break;
            case ReportFormat.Html:
                HtmlDocument.Write(pack, language, output);
                break;
            case ReportFormat.Json:
                JsonRenderer.Write(pack, language, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "A pack has no such form.");
        }
    }
}
