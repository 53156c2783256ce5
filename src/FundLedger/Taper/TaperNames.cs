namespace FundLedger.Taper;

/// <summary>The names of what a plan is made of, in both languages.</summary>
public static class TaperNames
{
    public static Bilingual Name(this TaperStep step) => step == TaperStep.Month ? new("每月一期", "months") : new("每季度一期", "quarters");

    public static Bilingual Name(this TaperCurveKind kind) => kind switch
    {
        TaperCurveKind.Linear => new("逐期等额递减", "falls evenly"),
        TaperCurveKind.Stepped => new("每年一档", "one share a year"),
        TaperCurveKind.FrontLoaded => new("先快后慢", "falls fastest at first"),
        _ => new("逐期列出", "one share a period"),
    };

    public static Bilingual Name(this TaperBasis basis) => basis == TaperBasis.Plan ? new("按约定预算", "of the agreed budget") : new("按实际成本，不超过计划", "of actual cost, never more than planned");

    public static Bilingual Name(this TaperConditionKind kind) => kind switch
    {
        TaperConditionKind.Report => new("运营结果已通过", "Operating result accepted"),
        TaperConditionKind.Satisfaction => new("居民满意度", "Satisfaction"),
        _ => new("自我造血率", "Self-sufficiency"),
    };

    public static Bilingual Name(this TaperPlanStatus status) => status switch
    {
        TaperPlanStatus.Agreed => new("执行中", "Running"),
        TaperPlanStatus.Completed => new("已期满", "Completed"),
        _ => new("已终止", "Ended early"),
    };

    public static Bilingual Name(this TaperPeriodState state) => state switch
    {
        TaperPeriodState.Planned => new("计划中", "Planned"),
        TaperPeriodState.Committed => new("已承诺", "Promised"),
        TaperPeriodState.Due => new("已到期", "Due"),
        TaperPeriodState.Held => new("暂缓", "Held"),
        TaperPeriodState.Payable => new("待支付", "Payable"),
        TaperPeriodState.Paid => new("已支付", "Paid"),
        TaperPeriodState.Failed => new("支付失败", "Failed"),
        TaperPeriodState.Lapsed => new("已失效", "Lapsed"),
        _ => new("已取消", "Cancelled"),
    };
}
