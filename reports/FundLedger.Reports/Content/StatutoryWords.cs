using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>Words of the statutory statements.</summary>
internal static class StatutoryWords
{
    public static readonly Bilingual Chart = new("会计制度", "Accounting system");
    public static readonly Bilingual Item = new("项目", "Item");
    public static readonly Bilingual Part = new("类别", "Part");
    public static readonly Bilingual BetweenFunds = new("各基金之间的往来抵销后为零", "What funds owe each other comes to nothing");

    public static readonly Bilingual Month = new("本月", "Month");
    public static readonly Bilingual Year = new("本年累计", "Year to date");
    public static readonly Bilingual MonthBefore = new("上年同月", "Same month a year earlier");
    public static readonly Bilingual YearBefore = new("上年同期累计", "Same days a year earlier");

    /// <summary>Names of the four periods, in their order.</summary>
    public static readonly IReadOnlyList<Bilingual> Periods = [Month, Year, MonthBefore, YearBefore];

    /// <summary>Keys of the same, for programs.</summary>
    public static readonly IReadOnlyList<string> PeriodKeys = ["month", "year", "monthBefore", "yearBefore"];

    public static Bilingual Name(this StatutoryGroup group) => group switch
    {
        StatutoryGroup.CurrentAssets => new("流动资产", "Current assets"),
        StatutoryGroup.LongTermInvestments => new("长期投资", "Long-term investments"),
        StatutoryGroup.FixedAssets => new("固定资产", "Fixed assets"),
        StatutoryGroup.AgencyAssets => new("受托代理资产", "Agency assets"),
        StatutoryGroup.CurrentLiabilities => new("流动负债", "Current liabilities"),
        StatutoryGroup.AgencyLiabilities => new("受托代理负债", "Agency liabilities"),
        StatutoryGroup.NetAssets => new("净资产", "Net assets"),
        StatutoryGroup.Income => new("收入", "Income"),
        StatutoryGroup.Costs => new("费用", "Costs"),
        StatutoryGroup.Changes => new("净资产的其他变动", "Other changes in net assets"),
        StatutoryGroup.Operating => new("业务活动产生的现金流量", "Cash flows of operations"),
        StatutoryGroup.Investing => new("投资活动产生的现金流量", "Cash flows of investing"),
        StatutoryGroup.Financing => new("筹资活动产生的现金流量", "Cash flows of financing"),
        _ => new("其他现金流量", "Other cash flows"),
    };

    public static Bilingual SumOf(this StatutoryGroup group) => group switch
    {
        StatutoryGroup.Operating or StatutoryGroup.Investing or StatutoryGroup.Financing or StatutoryGroup.OtherCash => new($"{group.Name().Zh}净额", $"{group.Name().En}, net"),
        _ => new($"{group.Name().Zh}合计", $"{group.Name().En}, total"),
    };

    /// <summary>What the notes of each of the statements say.</summary>
    public static IEnumerable<Bilingual> NotesOf(Bilingual chart, bool isOfEntity) =>
    [
        new($"会计制度：{chart.Zh}。", $"Drawn up by the {chart.En}."),
        isOfEntity
            ? new("本表为整个会计主体，各基金之间的划转和往来已抵销。", "This is the whole entity; what moved between its funds, and what they owe each other, is taken out.")
            : new("本表只列一个基金，与其他基金之间的划转和往来照列。", "This is one fund; what moved between it and others, and what they owe each other, is shown."),
        new("资金是否限定，只看资金来源登记的限定，不看科目编号。", "Whether money is restricted is told by its source alone, never by the code of an account."),
    ];
}
