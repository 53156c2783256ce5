using FundLedger.Reports.Content;
using FundLedger.Seals;

namespace FundLedger.Web.Hosting;

/// <summary>What every report goes through that the site hands out: what it counts is sealed and signed for first, and it leads to the page that answers for it.</summary>
public sealed class ReportIssuing
{
    private readonly CheckpointKeeper checkpoints;
    private readonly SiteAddress site;

    internal ReportIssuing(CheckpointKeeper checkpoints, SiteAddress site) => (this.checkpoints, this.site) = (checkpoints, site);

    internal Task BeginAsync(CancellationToken stop) => checkpoints.BeforeReportAsync(VerificationRuns.Schedule, stop);

    internal ReportContent Led(ReportContent content) => content with { Site = site.Public };
}
