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
}
