using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>A report whose figures do not agree is not handed out: the check that failed is named instead.</summary>
internal static class FailedCheck
{
    internal static Refusal? RefusalFor(ReportContent report) => report.Checks.FirstOrDefault(check => !check.Passed) is { } failed
        ? Refusal.Of("report-check-failed", "report",
            $"“{report.Title.Zh}”没有通过自己的核对，不能出表。{failed.Said(Language.Zh)}请先用 verify 核验账目。",
            $"The report '{report.Title.En}' did not pass its own checks and is not handed out. {failed.Said(Language.En)} Verify the books first.")
        : null;
}
