using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Worklist;

namespace FundLedger.Web.Pages.Work;

/// <summary>Where one does what waits, and how it is called.</summary>
internal static class WorkLinks
{
    /// <summary>The page on which it is done.</summary>
    internal static string PathOf(WorkItem item)
    {
        var subject = Uri.EscapeDataString(item.Subject);
        return item.Kind switch
        {
            WorkKind.Approval => $"/approvals/{subject}",
            WorkKind.Review => $"/reviews/{subject}",
            WorkKind.ApplicationToCheck or WorkKind.ApplicationToDecide or WorkKind.ApplicationToWrite or WorkKind.ApplicationToChange => $"/applications/{subject}",
            WorkKind.DocumentToVerify or WorkKind.RenewalDue or WorkKind.OwnRenewal => $"/organisations/{subject}",
            WorkKind.DisclosureDue => Disclosures.IndexModel.PathOf(item.Subject),
            WorkKind.BlueprintDue => $"/spaces/{subject}/blueprint",
            WorkKind.TaperHeld or WorkKind.TaperToPay or WorkKind.TaperYear or WorkKind.TaperReview => $"/taper/{subject}",
            WorkKind.ResultToDecide or WorkKind.ResultMissing or WorkKind.ResultToReport or WorkKind.ResultToMend => $"/spaces/{subject}",
            WorkKind.StatementLines => $"/bank/{subject}/match",
            WorkKind.Feedback => "/voice/feedback",
            WorkKind.QueryToAnswer or WorkKind.QueryAnswered => $"/audit/queries/{subject}",
            WorkKind.Receipts => $"/receipts/issue?fund={subject}&from={item.Since.ToIso()}",
            _ => $"/awards/{subject}",
        };
    }

    /// <param name="reads">They read the books; an organisation's people come to a round from their applications.</param>
    internal static string PathOf(DueItem item, bool reads) => item.Kind switch
    {
        DueKind.RoundCloses => reads ? $"/grants/rounds/{Uri.EscapeDataString(item.Subject)}" : "/applications",
        DueKind.TaperPeriod => $"/taper/{Uri.EscapeDataString(item.Subject)}",
        DueKind.QualificationEnds => $"/organisations/{Uri.EscapeDataString(item.Subject)}",
        _ => $"/awards/{Uri.EscapeDataString(item.Subject)}",
    };

    /// <summary>Which part of the subject, or how many; null where the subject says all.</summary>
    internal static Bilingual? PartOf(WorkItem item) => item switch
    {
        { Kind: WorkKind.StatementLines } => new($"{item.Count} 行", $"{item.Count} line(s)"),
        { Kind: WorkKind.Feedback } => new($"{item.Count} 条", $"{item.Count} to read or answer"),
        { Kind: WorkKind.Receipts } => new($"{item.Count} 笔", $"{item.Count} gift(s)"),
        { Kind: WorkKind.Objection } => new($"{item.Count} 件", $"{item.Count} objection(s)"),
        { Kind: WorkKind.ReportToDecide, Part: { } no } => new($"第 {no} 号报告", $"report no. {no}"),
        { Kind: WorkKind.ClawbackOverdue, Part: { } no } => new($"第 {no} 号追回", $"clawback no. {no}"),
        { Kind: WorkKind.TaperYear, Part: { } no } => new($"第 {no} 年", $"year {no}"),
        { Kind: WorkKind.TaperHeld or WorkKind.TaperToPay, Part: { } no } => new($"第 {no} 期", $"period {no}"),
        { Part: { } no } => new($"第 {no} 批", $"tranche {no}"),
        _ => null,
    };

    internal static Bilingual? PartOf(DueItem item) => item switch
    {
        { Kind: DueKind.Instalment, Part: { } no } => new($"第 {no} 号追回", $"clawback no. {no}"),
        { Kind: DueKind.TaperPeriod, Part: { } no } => new($"第 {no} 期", $"period {no}"),
        { Part: { } no } => new($"第 {no} 批", $"tranche {no}"),
        _ => null,
    };

    /// <summary>Whose it is: a kind of proposal has a name of ours, an organisation one of its own.</summary>
    internal static bool IsOurWord(WorkItem item) => item.Kind == WorkKind.Approval;

    internal static Bilingual OfWhom(WorkItem item) => item.Kind == WorkKind.Approval ? KnownKinds.NameOf(item.Of) : Bilingual.Same(item.Of);
}
