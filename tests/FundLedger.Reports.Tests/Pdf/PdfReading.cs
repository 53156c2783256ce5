using System.Text;
using FundLedger.Reports.Content;
using FundLedger.Reports.Pdf;
using FundLedger.Values;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace FundLedger.Reports.Tests.Pdf;

/// <summary>Reads our PDFs back as a stranger's program would.</summary>
internal static class PdfReading
{
    public static byte[] Draw(ReportContent content, Language language = Language.Zh)
    {
        using var output = new MemoryStream();
        WriteBySkia(content, ReportFormat.Pdf, language, output);
        return output.ToArray();
    }

    /// <summary>As the program writes it; a PDF by the renderer on Skia, whichever this build gives it to.</summary>
    public static void WriteBySkia(ReportContent content, ReportFormat format, Language language, Stream output)
    {
        ReportWriter.MustBeSound(content);
        if (format == ReportFormat.Pdf) PdfRenderer.Write(content, language, output);
        else ReportWriter.Write(content, format, language, output);
    }

    /// <inheritdoc cref="WriteBySkia(ReportContent, ReportFormat, Language, Stream)"/>
    public static void WriteBySkia(ReportPack pack, ReportFormat format, Language language, Stream output)
    {
        if (format == ReportFormat.Pdf) PdfRenderer.Write(pack, language, output);
        else ReportPackWriter.Write(pack, format, language, output);
    }

    /// <summary>The text of each page: a line of text for each baseline, two spaces where a column ends.</summary>
    public static IReadOnlyList<string> PagesOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(TextOf)];
    }

    /// <summary>Filled areas in pure black, which no text or rule of ours has.</summary>
    public static int BlackSquaresOf(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return document.GetPages().Sum(page => page.Paths.Count(path => path.IsFilled && path.FillColor?.ToRGBValues() is (0, 0, 0)));
    }

    public static string TextOf(byte[] pdf) => string.Join("\f\n", PagesOf(pdf));

    private static string TextOf(Page page)
    {
        var text = new StringBuilder();
        foreach (var line in page.Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y * 2)).OrderByDescending(line => line.Key))
        {
            Letter? before = null;
            foreach (var letter in line.OrderBy(letter => letter.StartBaseLine.X))
            {
                if (before is not null && letter.StartBaseLine.X - before.EndBaseLine.X > letter.PointSize * 0.5) text.Append("  ");
                text.Append(letter.Value);
                before = letter;
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
