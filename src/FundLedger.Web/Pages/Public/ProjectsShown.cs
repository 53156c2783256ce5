using FundLedger.Reporting;

namespace FundLedger.Web.Pages.Public;

/// <param name="Id">Of the heading above.</param>
public sealed record ProjectsShown(IReadOnlyList<PublicProject> Projects, LedgerPage Page, string Id);
