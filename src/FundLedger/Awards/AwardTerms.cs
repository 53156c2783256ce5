using System.Text.Json.Serialization;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>What an award promises, as one version of it says.</summary>
/// <param name="Own">What the organisation brings itself, beside the award.</param>
/// <param name="Parts">Which source bears how much; they add up to the amount.</param>
/// <param name="Budget">Adds up to the amount and what the organisation brings.</param>
/// <param name="Tranches">Numbered from 1; they add up to the amount.</param>
/// <param name="PublishedAgainUntil">The last day on which it may be objected to, where another amount was published anew before it was signed; null where the first publicity holds.</param>
public sealed record AwardTerms(
    string Title, Money Amount, Money Own, DateOnly Starts, DateOnly Ends, IReadOnlyList<AwardPart> Parts, IReadOnlyList<AwardLine> Budget, IReadOnlyList<AwardTranche> Tranches, AwardRules Rules,
    DateOnly? PublishedAgainUntil = null);

/// <param name="Source">Its code.</param>
public sealed record AwardPart(string Source, Money Amount);

/// <summary>A line of the agreed budget.</summary>
/// <param name="Amount">Borne by the award.</param>
/// <param name="Own">Borne by the organisation.</param>
public sealed record AwardLine(string Code, string Name, CostLineKind Kind, Money Amount, Money Own);

/// <summary>One instalment as agreed.</summary>
/// <param name="Days">After the day it counts from.</param>
/// <param name="Day">Of a milestone, the day the agreement names; null where it falls due when what it needs is there.</param>
/// <param name="Needs">What must be there before it is released.</param>
public sealed record AwardTranche(int No, Bilingual Name, Money Amount, TrancheDay Counts, int Days, bool InWorkingDays, DateOnly? Day, IReadOnlyList<TrancheRequirement> Needs);

/// <summary>The programme's rules as they were when the award was decided.</summary>
/// <param name="PublicShareAtMost">Of public money in what is spent on the project; null where nothing is asked.</param>
/// <param name="LateIsFail">What is handed in after its day counts as not passed.</param>
/// <param name="BarYears">How long an organisation that failed is kept out, by default.</param>
/// <param name="TakesApproval">Each tranche is approved by people before it is released.</param>
/// <param name="ForbiddenKinds">Costs that are never accepted.</param>
/// <param name="StaffAtMost">Of what is spent; null for no limit.</param>
public sealed record AwardRules(
    BasisPoints? PublicShareAtMost = null, bool LateIsFail = false, int BarYears = 0, bool TakesApproval = false, IReadOnlyList<CostLineKind>? ForbiddenKinds = null, BasisPoints? StaffAtMost = null)
{
    /// <summary>None, for support without a programme's demands.</summary>
    public static readonly AwardRules None = new();
}

/// <summary>What people decided about an award.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AwardStatus>))]
public enum AwardStatus
{
    Decided,
    Active,
    Completed,
    Stopped,
    Cancelled,
}

/// <summary>Where an award stands on a day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AwardStage>))]
public enum AwardStage
{
    /// <summary>Published; anybody may object.</summary>
    Publicity,

    /// <summary>An objection waits for its answer.</summary>
    Objected,

    /// <summary>Published long enough; the agreement is to be signed.</summary>
    ToSign,
    Active,

    /// <summary>Amended; what was amended is to be signed, and until then no tranche is released.</summary>
    ToSignAgain,
    Completed,

    /// <summary>Ended early: what was not released went back.</summary>
    Stopped,

    /// <summary>Taken back before it was signed.</summary>
    Cancelled,
}

/// <summary>The names of stages and what comes next, in both languages.</summary>
public static class AwardStages
{
    /// <summary>Follows from what was decided, the days and the objections.</summary>
    /// <param name="isSigned">The last version is.</param>
    internal static AwardStage Of(AwardStatus status, DateOnly publicityLast, int openObjections, bool isSigned, DateOnly day) => status switch
    {
        AwardStatus.Completed => AwardStage.Completed,
        AwardStatus.Stopped => AwardStage.Stopped,
        AwardStatus.Cancelled => AwardStage.Cancelled,
        AwardStatus.Active => isSigned ? AwardStage.Active : AwardStage.ToSignAgain,
        _ when openObjections > 0 => AwardStage.Objected,
        _ => day <= publicityLast ? AwardStage.Publicity : AwardStage.ToSign,
    };

    public static Bilingual Name(this AwardStage stage) => stage switch
    {
        AwardStage.Publicity => new("公示中", "Published"),
        AwardStage.Objected => new("有异议待答复", "Objected to"),
        AwardStage.ToSign => new("待签约", "To be signed"),
        AwardStage.Active => new("执行中", "Running"),
        AwardStage.ToSignAgain => new("变更待签", "Amendment to be signed"),
        AwardStage.Completed => new("已结项", "Completed"),
        AwardStage.Stopped => new("已终止", "Stopped"),
        _ => new("已撤销", "Cancelled"),
    };

    /// <summary>What happens next, for the organisation that waits.</summary>
    public static Bilingual Next(this AwardStage stage, DateOnly publicityLast) => stage switch
    {
        AwardStage.Publicity => new($"公示至 {publicityLast.ToIso()}，无异议后签订协议。", $"Published until {publicityLast.ToIso()}; without an objection the agreement is signed then."),
        AwardStage.Objected => new("有异议，答复之前不能签约。", "Somebody objected; nothing is signed before that is answered."),
        AwardStage.ToSign => new("公示结束，请签订协议；签订后开始计算各批次。", "It was published; the agreement is to be signed now, and the tranches count from then."),
        AwardStage.Active => new("按批次拨付：每一批在到期且所需材料齐备后拨付。", "Paid in tranches: each when it is due and what it needs is there."),
        AwardStage.ToSignAgain => new("协议已变更，签订变更之前不再拨付。", "The agreement was amended; nothing more is paid before the amendment is signed."),
        AwardStage.Completed => new("项目已结项。", "The project is completed."),
        AwardStage.Stopped => new("项目已终止，未拨付部分不再拨付。", "The project was stopped; what was not paid is not paid any more."),
        _ => new("立项已撤销。", "The award was taken back."),
    };
}
