using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>What the books of an entity have in common: how a balance stands, what they say of their sums, and what a figure leads to.</summary>
internal sealed class BookTexts(ReportHead head, string entity)
{
    private const string Statutory = "actual";

    public static readonly Bilingual Direction = new("方向", "Side");
    public static readonly Bilingual MonthTotal = new("本月合计", "Total of the month");
    public static readonly Bilingual YearTotal = new("本年累计", "Since the year began");
    public static readonly Bilingual OfYearBefore = new("上年结转", "Brought from the year before");

    public static readonly Bilingual StatutoryOnly = new(
        "只列账内科目；承诺和备查不是会计账簿的内容。含全部基金；其他币种另出。", "Only accounts of the statutory books; commitments and memo accounts are not part of them. All funds; other currencies have books of their own.");

    public static readonly Bilingual NumbersLater = new(
        "凭证号在结账时按日期、再按记录先后编定；尚未结账的月份写“未编号”。", "Vouchers are numbered when their month closes, by day and then as recorded; those of months still open say so.");

    public static readonly Bilingual WithoutNames = new("摘要只写事项和凭据编号，不含姓名。", "Summaries hold what happened and the number of its paper, no names.");

    public static readonly Bilingual FromJournal = new(
        "逐行由分录读出，合计取自存储的余额；两者不符时不出表。", "Lines are read from the journal and sums from stored balances; where they differ no document is made.");

    /// <summary>借, 贷 or 平.</summary>
    public static Bilingual SideOf(Money signed) => signed.IsZero ? new("平", "Nil") : signed.IsPositive ? new("借", "Debit") : new("贷", "Credit");

    public static Money WithoutSign(Money signed) => signed.IsNegative ? -signed : signed;

    public FigureBasis During(Measure measure, IReadOnlyList<string> accounts, DateOnly? from = null, DateOnly? to = null) => Of(measure, from ?? head.Span.First, to ?? head.Span.Last, accounts);

    /// <summary>A balance at the end of a day, as it stands.</summary>
    public FigureBasis At(Money signed, DateOnly day, IReadOnlyList<string> accounts) => Of(signed.IsNegative ? Measure.CreditBalance : Measure.DebitBalance, null, day, accounts);

    private FigureBasis Of(Measure measure, DateOnly? from, DateOnly to, IReadOnlyList<string> accounts) =>
        new(measure, null, from, to, head.LastEntry) { Entity = entity, Currency = head.Currency, Accounts = accounts, Layer = Statutory };
}
