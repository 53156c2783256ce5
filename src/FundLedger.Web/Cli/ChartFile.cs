using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>A chart of accounts as a command line names it.</summary>
internal static class ChartFile
{
    /// <summary>As early as the charts that travel with the program.</summary>
    private static readonly DateOnly EarliestBooks = Chart.Npo2004.ValidFrom;

    /// <param name="named">One of the charts carried, or a file.</param>
    internal static Outcome<Chart> Read(string named)
    {
        if (Chart.All.FirstOrDefault(known => known.Code == named) is { } carried) return carried;
        if (!File.Exists(named))
            return Refusal.Of("chart-unknown", "chart", $"没有科目表“{named}”，也没有这个文件。可用 npo-2004、npo-2026 或 CSV 文件。", $"There is no chart and no file '{named}'. Use npo-2004, npo-2026 or a CSV file.");
        using var text = File.OpenText(named);
        return Chart.Read(Path.GetFileNameWithoutExtension(named), text, EarliestBooks);
    }
}
