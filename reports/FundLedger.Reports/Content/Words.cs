using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>Words that more than one report uses, so that they are the same in each.</summary>
internal static class Words
{
    public static readonly Bilingual Currency = new("币种", "Currency");
    public static readonly Bilingual KnownAt = new("数据截至", "Known at");
    public static readonly Bilingual Date = new("日期", "Date");
    public static readonly Bilingual Balance = new("余额", "Balance");
    public static readonly Bilingual From = new("起始日", "From");
    public static readonly Bilingual To = new("截止日", "To");
    public static readonly Bilingual Source = new("资金来源", "Source");
    public static readonly Bilingual SourceCode = new("来源编号", "Code");
    public static readonly Bilingual SourceKind = new("来源类别", "Kind");
    public static readonly Bilingual Opening = new("期初余额", "Opening");
    public static readonly Bilingual In = new("收入", "In");
    public static readonly Bilingual Out = new("支出", "Out");
    public static readonly Bilingual Closing = new("期末余额", "Closing");
    public static readonly Bilingual Owed = new("应付", "Owed");
    public static readonly Bilingual Committed = new("已立项未拨付", "Committed");
    public static readonly Bilingual Available = new("可用", "Available");
    public static readonly Bilingual Total = new("合计", "Total");
    public static readonly Bilingual Entry = new("分录号", "Entry");
    public static readonly Bilingual Fund = new("基金编号", "Fund");
    public static readonly Bilingual Subject = new("所属事项", "Subject");
    public static readonly Bilingual Summary = new("摘要", "Summary");
    public static readonly Bilingual Voucher = new("凭证号", "Voucher");
    public static readonly Bilingual Account = new("科目", "Account");
    public static readonly Bilingual AccountCode = new("科目编号", "Code");
    public static readonly Bilingual AccountName = new("科目名称", "Account");
    public static readonly Bilingual Debit = new("借方金额", "Debit");
    public static readonly Bilingual Credit = new("贷方金额", "Credit");
    public static readonly Bilingual Notes = new("说明", "Notes");
    public static readonly Bilingual Checks = new("核对", "Checks");
    public static readonly Bilingual Basis = new("数据依据", "Drawn from");
    public static readonly Bilingual SameBytes = new(
        "以同一版本程序、同一账簿、同一数据截至时点重新生成的本表，内容逐字节相同。",
        "Drawn again by the same version from the same books as known at the same moment, this report is the same byte for byte.");
}
