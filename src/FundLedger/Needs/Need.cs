using FundLedger.Ledger;

namespace FundLedger.Needs;

/// <summary>What a neighbourhood needs (需求清单), as it stands now.</summary>
/// <param name="Code">Short, chosen by people.</param>
/// <param name="Amount">Roughly; null where nobody said.</param>
/// <param name="Steps">Those of the five it demands.</param>
/// <param name="ClosedOn">It is not looked for any more; null while it is.</param>
public sealed record Need(
    long Id, string Code, Fund Fund, int Version, string Title, string Description, string Field, string Place, DateOnly? WantedBy, Money? Amount, IReadOnlyList<NeedStep> Steps, DateOnly? ClosedOn, string? CloseReason);

/// <summary>A project an organisation offers (服务项目清单), as it stands now.</summary>
/// <param name="Organisation">Code of who offers it.</param>
public sealed record Offer(
    long Id, string Code, string Organisation, string OrganisationName, int Version, string Title, string Description, string Field, string Place, Money? Amount, DateOnly? ClosedOn, string? CloseReason);

/// <summary>Under what a need is met.</summary>
public enum ContractKind
{
    /// <summary>The organisation is helped to do what it does (资助).</summary>
    Grant,

    /// <summary>An authority buys a service, pays ahead, and it is earned as it is delivered (政府购买服务).</summary>
    GovernmentPurchase,
}

/// <summary>A need and an offer that were matched.</summary>
/// <param name="Amount">Agreed; null where nobody said.</param>
/// <param name="Events">How it was followed, the first first; the last one's state counts.</param>
public sealed record NeedMatch(long Id, string Need, string Offer, string Organisation, ContractKind Contract, Money? Amount, IReadOnlyList<MatchEvent> Events)
{
    public MatchState State => Events[^1].State;

    /// <summary>What the entries of a purchase are about.</summary>
    public string Subject => SubjectOf(Id);

    internal static string SubjectOf(long id) => $"purchase/{id}";
}

public sealed record MatchEvent(MatchState State, DateOnly Day, string Note, string Actor);

public enum NeedState
{
    Open,

    /// <summary>An offer is agreed or under way.</summary>
    Matched,
    Done,
    Closed,
}

/// <summary>One of the five steps as it was held.</summary>
/// <param name="Version">Counted from 1; a correction is the next one.</param>
/// <param name="Minutes">Null once erased.</param>
/// <param name="Reason">Of the correction; empty for the first version.</param>
public sealed record StepHeld(NeedStep Step, int Version, DateOnly HeldOn, string? Minutes, int Attendance, int For, int Against, int Abstained, string Reason, string Actor);

/// <param name="Received">Paid ahead by the authority.</param>
/// <param name="Delivered">Earned.</param>
public sealed record PurchaseSums(Money Received, Money Delivered)
{
    public Money Left => Received - Delivered;
}

public static class NeedNames
{
    public static Bilingual Name(this ContractKind contract) => contract == ContractKind.Grant ? new("资助", "Grant") : new("政府购买服务", "Government purchase of services");

    public static Bilingual Name(this NeedStep step) => step switch
    {
        NeedStep.Propose => new("提：提出议题", "Propose"),
        NeedStep.Deliberate => new("议：商议方案", "Deliberate"),
        NeedStep.Decide => new("定：作出决定", "Decide"),
        NeedStep.CarryOut => new("办：办理落实", "Carry out"),
        _ => new("评：评议成效", "Evaluate"),
    };

    public static Bilingual Name(this MatchState state) => state switch
    {
        MatchState.Proposed => new("已提出", "Proposed"),
        MatchState.Agreed => new("已谈妥", "Agreed"),
        MatchState.UnderWay => new("进行中", "Under way"),
        MatchState.Done => new("已完成", "Done"),
        _ => new("已终止", "Ended"),
    };

    public static Bilingual Name(this NeedState state) => state switch
    {
        NeedState.Open => new("待对接", "Open"),
        NeedState.Matched => new("已对接", "Matched"),
        NeedState.Done => new("已完成", "Done"),
        _ => new("已结束", "Closed"),
    };
}
