using System.Globalization;
using FundLedger.Awards;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Awards;

/// <summary>Something that the organisation of an award is to do now.</summary>
/// <param name="Path">Where it is done; null where it is not done on the site.</param>
public sealed record OwnTask(Bilingual What, string? Path)
{
    /// <summary>What stands against a tranche and is for the organisation to mend.</summary>
    private static readonly string[] Theirs = ["report-missing", "report-returned", "cofunding-short", "documents", "satisfaction-missing", "conditions-open", "not-signed", "organisation-not-qualified"];

    /// <summary>What it is told of besides; anything else is the fund's own business.</summary>
    private static readonly string[] Told = ["report-waits", "report-late", "evaluation-missing", "evaluation-failed", "evaluation-late", "satisfaction-low", "held", "amended"];

    private static readonly Bilingual WithTheFund = new("基金方面办理中", "being dealt with by the fund");

    internal static bool IsTheirs(Hold hold) => Theirs.Contains(hold.Code);

    /// <summary>As the organisation may read it.</summary>
    internal static IEnumerable<Bilingual> Others(IEnumerable<Hold> holds) => holds.Where(hold => !IsTheirs(hold)).Select(hold => Told.Contains(hold.Code) ? hold.Why : WithTheFund).Distinct();

    internal static IReadOnlyList<OwnTask> Of(AwardModel page)
    {
        var tasks = new List<OwnTask>();
        if (page.IsToSign) tasks.Add(new(new("签署人确认协议", "The certifier accepts the agreement"), "#accept"));
        foreach (var one in page.Tranches)
            foreach (var hold in one.Holds.Where(hold => IsTheirs(hold) && hold.Code != "not-signed"))
                tasks.Add(new(new($"第 {one.Tranche.No} 批{When(one, "（", " 到期）")}：{hold.Why.Zh}", $"Tranche {one.Tranche.No}{When(one, " (due ", ")")}: {hold.Why.En}"), PathFor(page, one, hold)));
        foreach (var claim in page.Clawbacks.Where(claim => claim.Open.IsPositive))
            tasks.Add(new(new($"第 {claim.No} 号追回尚未返还 {claim.Open.ToGroupedText()}", $"Clawback no. {claim.No}: {claim.Open} is still to be given back"), "#clawbacks"));
        return tasks;
    }

    private static string When(TrancheAtWork one, string before, string after) => one.Tranche.DueOn is { } due ? before + due.ToIso() + after : "";

    private static string? PathFor(AwardModel page, TrancheAtWork one, Hold hold) => hold.Code switch
    {
        "report-missing" => $"{page.Path}/report?tranche={one.Tranche.No}",
        "report-returned" => page.Reports.Where(report => report.Tranche == one.Tranche.No).Select(report => report.Number).DefaultIfEmpty().Max() is > 0 and var number ? string.Create(CultureInfo.InvariantCulture, $"{page.Path}/report?again={number}") : null,
        "cofunding-short" => $"{page.Path}/prove?kind={ProofKind.Cofunding}",
        "satisfaction-missing" => $"{page.Path}/prove?kind={ProofKind.Satisfaction}",
        "documents" => $"{page.Path}/prove?kind={ProofKind.Documents}&tranche={one.Tranche.No}",
        "organisation-not-qualified" => $"/organisations/{Uri.EscapeDataString(page.Award.Organisation)}",
        _ => null,
    };
}
