using System.Text.Json.Serialization;

namespace FundLedger.Programmes;

/// <summary>What a line of a project's budget buys.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CostLineKind>))]
public enum CostLineKind
{
    Staff,
    Activity,
    Service,
    Equipment,
    FixedAsset,
    Venue,
    Publicity,
    Evaluation,
    Administration,
    Other,
}

/// <summary>The three parts of one budget: what stands, what runs, and how it is seen whether it works.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShareClass>))]
public enum ShareClass
{
    Hardware,
    SoftGovernance,
    Evaluation,
}

/// <summary>The kinds of cost by name and by share.</summary>
public static class CostLineKinds
{
    public static Bilingual Name(this CostLineKind kind) => kind switch
    {
        CostLineKind.Staff => new("人员", "Staff"),
        CostLineKind.Activity => new("活动", "Activities"),
        CostLineKind.Service => new("服务采购", "Services bought"),
        CostLineKind.Equipment => new("设备", "Equipment"),
        CostLineKind.FixedAsset => new("固定资产", "Fixed assets"),
        CostLineKind.Venue => new("场地", "Venue"),
        CostLineKind.Publicity => new("宣传", "Publicity"),
        CostLineKind.Evaluation => new("评估", "Evaluation"),
        CostLineKind.Administration => new("行政管理", "Administration"),
        _ => new("其他", "Other"),
    };

    public static Bilingual Name(this ShareClass share) => share switch
    {
        ShareClass.Hardware => new("硬件", "Hardware"),
        ShareClass.SoftGovernance => new("软性治理", "Soft governance"),
        _ => new("成效评估", "Evaluation"),
    };

    /// <summary>The part of the budget that a kind belongs to.</summary>
    public static ShareClass Share(this CostLineKind kind) => kind switch
    {
        CostLineKind.Equipment or CostLineKind.FixedAsset or CostLineKind.Venue => ShareClass.Hardware,
        CostLineKind.Evaluation => ShareClass.Evaluation,
        _ => ShareClass.SoftGovernance,
    };
}
