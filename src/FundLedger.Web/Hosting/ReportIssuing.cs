using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>What every report goes through that the site hands out: what it counts is sealed and signed for first, it leads to the page that answers for it, and a PDF is known again by its hash.</summary>
public sealed class ReportIssuing
{
    private readonly CheckpointKeeper checkpoints;
    private readonly SiteAddress site;

    internal ReportIssuing(CheckpointKeeper checkpoints, SiteAddress site) => (this.checkpoints, this.site) = (checkpoints, site);

    internal Task BeginAsync(CancellationToken stop) => checkpoints.BeforeReportAsync(VerificationRuns.Schedule, stop);

    internal ReportContent Led(ReportContent content) => content with { Site = site.Public };

    /// <summary>Writes a pack that is handed out later, once it is whole.</summary>
    /// <returns>What is to be kept of it then; null for other formats than PDF.</returns>
    internal NewIssuedFile? Write(ReportPack pack, ReportFormat format, Language language, Stream output) => IssuedPdf.Write(IssuedPdf.LedTo(site.Public, pack), format, language, output);

    /// <summary>Keeps the hashes of what is handed out now.</summary>
    internal async Task IssuedAsync(IEnumerable<NewIssuedFile> issued)
    {
        foreach (var file in issued) await checkpoints.IssuedAsync(file);
    }

    /// <summary>Writes the report and keeps its hash, where it is a PDF. That it cannot be kept does not take back what was handed out.</summary>
    internal async Task WriteAsync(ReportContent content, ReportFormat format, Language language, Stream output)
    {
        if (IssuedPdf.Write(Led(content), format, language, output) is { } issued) await checkpoints.IssuedAsync(issued);
    }
}
