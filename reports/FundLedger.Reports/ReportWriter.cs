using FundLedger.Reports.Content;
using FundLedger.Reports.Data;
using FundLedger.Reports.Html;
using FundLedger.Reports.Pdf;
using FundLedger.Reports.Xlsx;
using FundLedger.Values;

namespace FundLedger.Reports;

/// <summary>Turns a report into a document. The same report gives the same bytes, today and next year.</summary>
public static class ReportWriter
{
    /// <summary>Writes the whole document; <paramref name="output"/> is left open and need not seek.</summary>
    /// <remarks>Rows are streamed: a PDF walks them twice, the other formats once, and none keeps them.</remarks>
    /// <exception cref="IOException">The output could not be written; what it holds is not a document.</exception>
    /// <exception cref="InvariantBrokenException">A check failed, or the lines do not add up to the totals; what the output holds is not a document.</exception>
    public static void Write(ReportContent content, ReportFormat format, Language language, Stream output)
    {
        MustBeSound(content);
        switch (format)
        {
            case ReportFormat.Pdf:
#if USE_QUESTPDF
                QuestPdf.QuestPdfRenderer.Write(content, language, output);
#else
                PdfRenderer.Write(content, language, output);
#endif
                break;
            case ReportFormat.Xlsx:
                XlsxRenderer.Write(content, language, output);
                break;
            case ReportFormat.Html:
                HtmlDocument.Write(content, language, output);
                break;
            case ReportFormat.Csv:
                CsvRenderer.Write(content, language, output);
                break;
            case ReportFormat.Json:
                JsonRenderer.Write(content, language, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "No renderer writes this report format.");
        }
    }

    /// <summary>Writes the report as one <c>article</c> to stand in a page, row by row; <see cref="ReportStylesheet"/> has its look.</summary>
    /// <remarks>No style, script or address is in it but those <paramref name="options"/> give, so it stands under the strictest content policy.</remarks>
    /// <exception cref="InvariantBrokenException">A check failed, or the lines do not add up to the totals; what was written is not a report.</exception>
    public static void WriteHtml(ReportContent content, Language language, TextWriter output, HtmlOptions? options = null)
    {
        MustBeSound(content);
        new HtmlRenderer(new HtmlWriter(output), content, language, options ?? new HtmlOptions()).Write();
    }

    internal static void MustBeSound(ReportContent content)
    {
        foreach (var check in content.Checks) Invariant.Holds(check.Passed, check.Said(Language.En));
    }
}
