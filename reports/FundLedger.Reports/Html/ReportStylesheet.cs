namespace FundLedger.Reports;

/// <summary>The look of a report in HTML. A page that takes a report in serves it as a file, so that no style stands in the page.</summary>
public static class ReportStylesheet
{
    /// <summary>Rules for what <see cref="ReportWriter.WriteHtml"/> writes, all below the class <c>report</c>. Colours follow the page's own tokens where it has them.</summary>
    public static string Text { get; } = Read("report.css");

    /// <summary>Paper, margins and page numbers, for a page that prints nothing but a report.</summary>
    public static string OfPaper { get; } = Read("paper.css");

    /// <summary>Rules for the document around the report when it is a file of its own.</summary>
    internal static string OfDocument { get; } = Read("document.css");

    // One kind of line end, whatever a checkout made of it: the hash that lets the browser use it depends on it.
    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(ReportStylesheet).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name));
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
