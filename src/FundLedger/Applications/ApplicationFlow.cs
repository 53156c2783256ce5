using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace FundLedger.Applications;

/// <summary>Where an application stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ApplicationStatus>))]
public enum ApplicationStatus
{
    Draft,
    Submitted,
    ChangesRequested,
    Withdrawn,
    MissedDeadline,
    Ineligible,
    InReview,
    Reviewed,
    Awarded,
    Declined,
}

/// <summary>Which status may follow which: the one table, and what each means to the applicant.</summary>
public static class ApplicationFlow
{
    private static readonly FrozenDictionary<ApplicationStatus, ApplicationStatus[]> Table = new Dictionary<ApplicationStatus, ApplicationStatus[]>
    {
        [ApplicationStatus.Draft] = [ApplicationStatus.Submitted, ApplicationStatus.Withdrawn, ApplicationStatus.MissedDeadline],
        [ApplicationStatus.Submitted] = [ApplicationStatus.ChangesRequested, ApplicationStatus.Withdrawn, ApplicationStatus.Ineligible, ApplicationStatus.InReview],
        [ApplicationStatus.ChangesRequested] = [ApplicationStatus.Submitted, ApplicationStatus.Withdrawn, ApplicationStatus.MissedDeadline],
        [ApplicationStatus.Withdrawn] = [ApplicationStatus.Draft],  // opened again by a fund manager, with a reason
        [ApplicationStatus.MissedDeadline] = [ApplicationStatus.Draft],  // a late entry, with a reason
        [ApplicationStatus.Ineligible] = [ApplicationStatus.Draft],
        [ApplicationStatus.InReview] = [ApplicationStatus.Reviewed, ApplicationStatus.Withdrawn],
        [ApplicationStatus.Reviewed] = [ApplicationStatus.InReview, ApplicationStatus.Awarded, ApplicationStatus.Declined, ApplicationStatus.Withdrawn],
        [ApplicationStatus.Awarded] = [ApplicationStatus.Declined],  // the award was taken back before it was signed
        [ApplicationStatus.Declined] = [],
    }.ToFrozenDictionary();

    public static IReadOnlyList<ApplicationStatus> After(ApplicationStatus status) => Table[status];

    public static bool Allows(ApplicationStatus from, ApplicationStatus to) => Table[from].Contains(to);

    /// <summary>The applicant may write in it.</summary>
    public static bool IsOpen(this ApplicationStatus status) => status is ApplicationStatus.Draft or ApplicationStatus.ChangesRequested;

    /// <summary>It lies with the reviewers or has come through them.</summary>
    public static bool IsUnderReview(this ApplicationStatus status) => status is ApplicationStatus.InReview or ApplicationStatus.Reviewed;

    public static Bilingual Name(this ApplicationStatus status) => status switch
    {
        ApplicationStatus.Draft => new("填写中", "Draft"),
        ApplicationStatus.Submitted => new("已提交", "Submitted"),
        ApplicationStatus.ChangesRequested => new("待修改", "Changes requested"),
        ApplicationStatus.Withdrawn => new("已撤回", "Withdrawn"),
        ApplicationStatus.MissedDeadline => new("错过截止", "Missed the deadline"),
        ApplicationStatus.Ineligible => new("不符合资格", "Ineligible"),
        ApplicationStatus.InReview => new("评审中", "In review"),
        ApplicationStatus.Reviewed => new("评审完成", "Reviewed"),
        ApplicationStatus.Awarded => new("已立项", "Awarded"),
        _ => new("未立项", "Declined"),
    };

    /// <summary>What happens next, in a sentence to the applicant.</summary>
    /// <param name="deadline">Until when it may be handed in, as the applicant reads it.</param>
    public static Bilingual Next(this ApplicationStatus status, string deadline) => status switch
    {
        ApplicationStatus.Draft => new($"请在 {deadline} 之前填写完整，由签署人签署提交。", $"Complete it and have the certifier sign and submit it before {deadline}."),
        ApplicationStatus.Submitted => new("基金管理人员正在核对资格和材料，之后交专家评审。", "The fund manager looks at eligibility and documents, then experts review it."),
        ApplicationStatus.ChangesRequested => new($"请按要求修改，在 {deadline} 之前重新签署提交。", $"Make the changes asked for, and sign and submit it again before {deadline}."),
        ApplicationStatus.Withdrawn => new("申请已撤回。如要恢复，请联系基金管理人员。", "It was withdrawn. To have it opened again, ask the fund manager."),
        ApplicationStatus.MissedDeadline => new("截止前没有提交。如有正当理由，可请基金管理人员准予迟交。", "It was not submitted in time. With a good reason, the fund manager may let it in late."),
        ApplicationStatus.Ineligible => new("经核对不符合申报资格，原因见下。如有误，请联系基金管理人员。", "It was found ineligible, for the reason below. If that is a mistake, tell the fund manager."),
        ApplicationStatus.InReview => new("专家正在评审，无须操作。", "Experts are reviewing it; there is nothing to do."),
        ApplicationStatus.Reviewed => new("评审已结束，等待立项决定。", "The review is over; the decision is to come."),
        ApplicationStatus.Awarded => new("已立项。公示期满后签订协议，之后按批次拨付。", "It is awarded. After publicity the agreement is signed, then the tranches are paid."),
        _ => new("本轮未立项。欢迎申报下一批次。", "It was not awarded this time. You are welcome to apply in the next round."),
    };
}
