using System.Text.Json.Serialization;

namespace FundLedger.Worklist;

/// <summary>What waits for somebody.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkKind>))]
public enum WorkKind
{
    /// <summary>Proposed by another; this person may agree.</summary>
    Approval,

    /// <summary>Handed in, or handed in again after changes.</summary>
    ApplicationToCheck,

    /// <summary>Reviewed; an award is to be proposed, or none.</summary>
    ApplicationToDecide,
    Objection,

    /// <summary>Published long enough, or amended.</summary>
    AgreementToSign,
    ReportToDecide,

    /// <summary>What an operator says its space cost and earned.</summary>
    ResultToDecide,

    /// <summary>A space with an operator did not report a period in time.</summary>
    ResultMissing,
    Evaluation,
    TrancheToApprove,
    TrancheHeld,
    TrancheToPay,
    ClawbackOverdue,

    /// <summary>A period of a taper plan whose day has come and that something stands against.</summary>
    TaperHeld,
    TaperToPay,

    /// <summary>The next year of a plan begins soon, or has begun, and nothing is promised for it.</summary>
    TaperYear,

    /// <summary>A space was behind its target two periods running.</summary>
    TaperReview,

    /// <summary>The five years of a space were planned in an earlier year and not again in this one.</summary>
    BlueprintDue,

    /// <summary>To be published within thirty days, or late.</summary>
    DisclosureDue,

    /// <summary>A qualification document that nobody has looked at.</summary>
    DocumentToVerify,
    RenewalDue,
    StatementLines,
    Receipts,

    /// <summary>What residents told, to be read or answered.</summary>
    Feedback,

    /// <summary>An auditor asked about a fund or an entity that this person manages.</summary>
    QueryToAnswer,

    /// <summary>Answered: to be closed, or asked further.</summary>
    QueryAnswered,
    Review,
    ApplicationToWrite,
    ApplicationToChange,
    AgreementToAccept,
    ReportToHandIn,

    /// <summary>A period of a space is over and not reported.</summary>
    ResultToReport,

    /// <summary>Sent back.</summary>
    ResultToMend,

    /// <summary>The organisation's own qualification ends soon, or has ended.</summary>
    OwnRenewal,
}

/// <summary>In which of their roles something waits for somebody.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkDesk>))]
public enum WorkDesk
{
    Checker,
    Manager,
    Auditor,
    Expert,
    Organisation,
}

/// <summary>One thing that waits.</summary>
/// <param name="Subject">What it is known by: the number of an award, application, proposal or review, the code of an organisation, space, bank account or fund.</param>
/// <param name="Of">Whose it is: the organisation's name; of a proposal, its kind. Empty where the subject says all.</param>
/// <param name="Since">The day it began to wait.</param>
/// <param name="DueOn">Null where no day is set.</param>
/// <param name="Part">Number of the tranche, report or clawback within the subject; null where there is none.</param>
/// <param name="Why">What it lacks, or what is asked; null where the kind says all.</param>
/// <param name="Count">Above 1 where things of one kind wait together, such as lines of a statement.</param>
public sealed record WorkItem(WorkKind Kind, string Subject, string Of, DateOnly Since, DateOnly? DueOn = null, int? Part = null, Money? Amount = null, Bilingual? Why = null, int Count = 1)
{
    public WorkDesk Desk => Kind switch
    {
        WorkKind.Approval => WorkDesk.Checker,
        WorkKind.QueryAnswered => WorkDesk.Auditor,
        WorkKind.Review => WorkDesk.Expert,
        >= WorkKind.ApplicationToWrite => WorkDesk.Organisation,
        _ => WorkDesk.Manager,
    };

    /// <summary>How many days it has waited; 0 for what began today or is still to come.</summary>
    public int DaysOn(DateOnly today) => Math.Max(0, today.DayNumber - Since.DayNumber);

    public bool IsOverdueOn(DateOnly today) => DueOn < today;
}

/// <summary>The names of kinds and roles in both languages.</summary>
public static class WorkNames
{
    public static Bilingual Name(this WorkKind kind) => kind switch
    {
        WorkKind.Approval => new("待复核", "To be agreed to"),
        WorkKind.ApplicationToCheck => new("待核对的申请", "Applications to check"),
        WorkKind.ApplicationToDecide => new("评审完成，待立项决定", "Reviewed, to be decided"),
        WorkKind.Objection => new("待答复的异议", "Objections to answer"),
        WorkKind.AgreementToSign => new("待签约", "Agreements to sign"),
        WorkKind.ReportToDecide => new("待审核的进展报告", "Reports to decide on"),
        WorkKind.ResultToDecide => new("待审核的空间运营报告", "Operating results to decide on"),
        WorkKind.ResultMissing => new("逾期未报告的空间", "Spaces that did not report in time"),
        WorkKind.Evaluation => new("待进行的评估", "Evaluations to hold"),
        WorkKind.TrancheToApprove => new("待批准的批次", "Tranches to approve"),
        WorkKind.TrancheHeld => new("暂缓的批次", "Tranches held"),
        WorkKind.TrancheToPay => new("待支付的批次", "Tranches to pay"),
        WorkKind.ClawbackOverdue => new("逾期的追回", "Clawbacks overdue"),
        WorkKind.TaperHeld => new("暂缓的渐进撤出期", "Taper periods held"),
        WorkKind.TaperToPay => new("待支付的渐进撤出期", "Taper periods to pay"),
        WorkKind.TaperYear => new("待批准的渐进撤出年度", "Taper years to approve"),
        WorkKind.TaperReview => new("待决定的渐进撤出复审", "Taper reviews to decide"),
        WorkKind.BlueprintDue => new("待重排的五年蓝图", "Blueprints to plan again"),
        WorkKind.DisclosureDue => new("待公开的信息", "Disclosures due"),
        WorkKind.DocumentToVerify => new("待核验的资质材料", "Qualification documents to verify"),
        WorkKind.RenewalDue => new("资质即将到期的机构", "Organisations whose qualification ends"),
        WorkKind.StatementLines => new("待核对的银行流水", "Statement lines without a match"),
        WorkKind.Receipts => new("未开收据的捐赠", "Gifts without a receipt"),
        WorkKind.Feedback => new("待审核或待答复的居民意见", "Feedback to read or answer"),
        WorkKind.QueryToAnswer => new("待答复的审计查询", "Audit queries to answer"),
        WorkKind.QueryAnswered => new("已答复的审计查询", "Audit queries answered"),
        WorkKind.Review => new("待评审的申请", "Applications to review"),
        WorkKind.ApplicationToWrite => new("填写中的申请", "Applications being written"),
        WorkKind.ApplicationToChange => new("要求修改的申请", "Applications to change"),
        WorkKind.AgreementToAccept => new("待签订的协议", "Agreements to accept"),
        WorkKind.ReportToHandIn => new("待提交的进展报告", "Reports to hand in"),
        WorkKind.ResultToReport => new("待提交的空间运营报告", "Operating results to report"),
        WorkKind.ResultToMend => new("被退回的空间运营报告", "Operating results sent back"),
        _ => new("资质待更新", "Qualification to renew"),
    };

    public static Bilingual Name(this WorkDesk desk) => desk switch
    {
        WorkDesk.Checker => new("复核", "To agree to"),
        WorkDesk.Manager => new("基金管理", "Managing the fund"),
        WorkDesk.Auditor => new("审计", "Auditing"),
        WorkDesk.Expert => new("评审", "Reviewing"),
        _ => new("我的机构", "My organisation"),
    };
}
