namespace FundLedger.Reports;

/// <summary>The forms a report can be written in.</summary>
public enum ReportFormat
{
    Pdf,
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
        ReportFormat.Csv => "csv",
        ReportFormat.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This report format has no file ending."),
    };

    public static string MediaTypeOf(this ReportFormat format) => format switch
    {
        ReportFormat.Pdf => "application/pdf",
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Json => "application/json",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This report format has no media type."),
    };

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
