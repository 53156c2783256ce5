namespace FundLedger.Ledger;

/// <summary>One account of an entity's chart.</summary>
/// <param name="Role">Null for an account that only people post to.</param>
/// <param name="ValidTo">Last day it may be posted to, included; null while in use.</param>
public sealed record Account(
    long Id, long EntityId, string Code, AccountRole? Role, Bilingual Name, Layer Layer, AccountType Type, CountsAs CountsAs, DateOnly ValidFrom, DateOnly? ValidTo)
{
    public ClosesTo ClosesTo { get; init; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Whose statutory books these are (会计主体).</summary>
/// <param name="Currency">Its reporting currency; funds may be kept in others.</param>
public sealed record Entity(long Id, string Code, string Name, Currency Currency, string Chart);

public enum FundKind
{
    DistrictPool,
    CommunityFund,
    ProgrammeFund,
}

/// <summary>A body of money for a purpose inside an entity.</summary>
/// <param name="ParentId">Above it in the reporting tree (district → street → community); null at the top.</param>
/// <param name="SpendingOrder">Which kinds of source a spend takes from first when none is named.</param>
public sealed record Fund(
    long Id, long EntityId, string Code, string Name, FundKind Kind, Currency Currency, long? ParentId, IReadOnlyList<SourceKind> SpendingOrder, FundStatus Status = FundStatus.Open);

public enum FundStatus
{
    Open,

    /// <summary>Money still comes in and facts are still posted; nothing is spent, promised or moved.</summary>
    Frozen,

    /// <summary>Empty for good: nothing is posted.</summary>
    Closed,
}

public enum SourceKind
{
    SeedMoney,
    Matching,
    Donation,
    WelfareLottery,
    ResidentSelfGovernance,
    GovernmentPurchase,
    SpaceRevenue,
    InKind,
    Interest,
    OwnFunds,
    Agency,
    Unidentified,
}

/// <summary>What the one who gave the money asked of it. A board's own earmark is none.</summary>
public enum Restriction
{
    None,
    Purpose,
    Time,
    Permanent,
}

/// <summary>Where money came from. Every posted line carries one; its restriction never changes.</summary>
/// <param name="Name">Of a row with conditions of its own; empty for the plain row of a kind, which the kind names.</param>
/// <param name="Origin">Where it first came from: matching money stays public; empty when that is the source itself.</param>
/// <param name="ReturnBy">Unspent money goes back after this day.</param>
/// <param name="AllowsLateUse">It may be spent and promised after that day all the same, as long as it was not returned.</param>
public sealed record Source(
    long Id, long EntityId, string Code, string Name, SourceKind Kind, Restriction Restriction, bool IsPublic, bool IsSpendable, string Origin, DateOnly? ReturnBy, bool AllowsLateUse = false)
{
    /// <summary>On this day its money may no longer be spent or promised: what is left is to be returned.</summary>
    public bool IsLateOn(DateOnly day) => ReturnBy < day && !AllowsLateUse;
}

/// <summary>The names of kinds in both languages, as <c>docs</c> and reports print them.</summary>
public static class KindNames
{
    public static Bilingual Name(this SourceKind kind) => kind switch
    {
        SourceKind.SeedMoney => new("种子资金", "Seed money"),
        SourceKind.Matching => new("配比资金", "Matching"),
        SourceKind.Donation => new("捐赠", "Donations"),
        SourceKind.WelfareLottery => new("福彩金", "Welfare lottery"),
        SourceKind.ResidentSelfGovernance => new("居民自治金", "Resident self-governance"),
        SourceKind.GovernmentPurchase => new("政府购买服务", "Government purchase of services"),
        SourceKind.SpaceRevenue => new("收益反哺", "Space revenue"),
        SourceKind.InKind => new("实物", "In kind"),
        SourceKind.Interest => new("利息", "Interest"),
        SourceKind.OwnFunds => new("自有资金", "Own funds"),
        SourceKind.Agency => new("受托代理", "Agency"),
        _ => new("待查", "Unidentified"),
    };

    public static Bilingual Name(this FundKind kind) => kind switch
    {
        FundKind.DistrictPool => new("区级社会治理基金", "District pool"),
        FundKind.CommunityFund => new("社区基金", "Community fund"),
        _ => new("专项基金", "Programme fund"),
    };

    public static Bilingual Name(this FundStatus status) => status switch
    {
        FundStatus.Open => new("使用中", "Open"),
        FundStatus.Frozen => new("已冻结", "Frozen"),
        _ => new("已终止", "Closed"),
    };

    public static Bilingual Name(this Layer layer) => layer switch
    {
        Layer.Actual => new("账内", "Actual"),
        Layer.Committed => new("已立项未拨付", "Committed"),
        _ => new("备查", "Memo"),
    };

    public static Bilingual Name(this PeriodStatus status) => status switch
    {
        PeriodStatus.Open => new("未结账", "Open"),
        PeriodStatus.Closing => new("结账中", "Closing"),
        _ => new("已结账", "Closed"),
    };
}
