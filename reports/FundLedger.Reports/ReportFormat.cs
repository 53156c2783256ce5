namespace FundLedger.Reports;

/// <summary>The forms a report can be written in.</summary>
public enum ReportFormat
{
    Pdf,
    Xlsx,
    Html,
    Csv,
    Json,
}

/// <summary>What the web and the command line need to know of a format: its name, file ending and media type.</summary>
public static class ReportFormats
{
    /// <summary>The name of the format in commands and addresses, which is also the file ending: <c>pdf</c>.</summary>
    public static string ExtensionOf(this ReportFormat format) => format switch
    {
        ReportFormat.Pdf => "pdf",
        ReportFormat.Xlsx => "xlsx",
        ReportFormat.Html => "html",
        ReportFormat.Csv => "csv",
        ReportFormat.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This report format has no file ending."),
    };

    public static string MediaTypeOf(this ReportFormat format) => format switch
    {
        ReportFormat.Pdf => "application/pdf",
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Html => "text/html; charset=utf-8",
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Json => "application/json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This report format has no media type."),
    };

    /// <summary>A terminal can show it, so it may be written there unasked.</summary>
    public static bool IsText(this ReportFormat format) => format is not (ReportFormat.Pdf or ReportFormat.Xlsx);

    /// <summary>Reads the name of a format in any letter case.</summary>
    public static bool TryParse(string? name, out ReportFormat format)
    {
        foreach (var candidate in Enum.GetValues<ReportFormat>())
        {
            format = candidate;
            if (string.Equals(candidate.ExtensionOf(), name, StringComparison.OrdinalIgnoreCase)) return true;
        }

        format = default;
        return false;
    }
}
