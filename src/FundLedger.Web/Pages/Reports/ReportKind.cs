using FundLedger.Auditing.Queries;
using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Content.Registers;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Reports;

/// <summary>A report that can be asked for.</summary>
/// <param name="Code">Stands in addresses and file names; never changes.</param>
/// <param name="IsOfOneDay">It looks at the last day only.</param>
internal sealed record ReportKind(string Code, Bilingual Name, Bilingual Says, bool IsOfOneDay, Func<LedgerReader, ReportQuestion, Task<Outcome<ReportContent>>> Draw)
{
    internal static IReadOnlyList<ReportKind> All { get; } =
    [
        new("fund-statement", new("收支表", "Fund statement"), new("一段时间里收了什么、付了什么、还剩多少，逐笔列出", "What came, what went and what is left over some days, line by line"), false,
            (reader, asked) => FundReports.StatementAsync(reader, asked.Fund, asked.Span, asked.KnownAt)
                .Then(done => asked.Page is { } page ? FundStatementReport.Of(done, page with { Number = Math.Min(page.Number, LinePage.CountOf(done.LineCount, page.Size)) }) : FundStatementReport.Of(done))),
        new("trial-balance", new("试算平衡表", "Trial balance"), new("每个科目的期初、借方、贷方和期末", "Opening, debits, credits and closing of every account"), false,
            (reader, asked) => FundReports.TrialBalanceAsync(reader, asked.Fund, asked.Span, asked.KnownAt).Then(TrialBalanceReport.Of)),
        new("fund-balances", new("基金余额表", "Fund balances"), new("某一天日终各资金来源的现金、应付、已立项和可用", "Cash, owed, committed and available of each source at the end of one day"), true,
            (reader, asked) => FundReports.BalancesAsync(reader, asked.Fund, asked.Span.Last, asked.KnownAt).Then(FundBalancesReport.Of)),
        new("fund-tree", new("基金汇总表", "Funds rolled up"), new("一个基金与其下级基金合在一起：收入、费用、相互划转的抵销和结余", "A fund and those below it as one: income, spending, what moved between them, what is left"), false,
            (reader, asked) => FundTreeFigures.OfAsync(reader, asked.Fund, asked.Span, asked.KnownAt).Then(FundTreeContent.Of)),
        new("match-statement", new("配比说明表", "Matches explained"), new("每笔捐款得到多少配比、按哪一版规则、受哪一项上限所限", "What each gift earned, by which rule, and which cap it met"), false,
            (reader, asked) => MatchStatements.OfAsync(reader, asked.Fund, asked.Span, asked.KnownAt)
                .Then(done => asked.Page is { } page ? MatchStatementReport.Of(done, page with { Number = Math.Min(page.Number, LinePage.CountOf(done.LineCount, page.Size)) }) : MatchStatementReport.Of(done))),
        new("taper", new("渐进撤出报告", "Taper-out report"), new("每个空间的公共份额怎样下降：计划与实际、各期各年各来源，每一笔钱连到分录", "How the public share of each space falls: planned and actual, by period, year and source, every amount with its entry"), true,
            (reader, asked) => TaperFigures.OfAsync(reader, asked.Fund, null, asked.Span.Last, asked.KnownAt).Then(TaperReportContent.Of)),
        new("balance-sheet", new("资产负债表", "Balance sheet"), new("年初和期末有什么、欠什么、净资产限定多少", "What is there, what is owed and how much of the rest is restricted, at the beginning of the year and at the end"), true,
            (reader, asked) => StatutoryFigures.BalanceSheetAsync(reader, asked.Scope, asked.Span.Last, asked.KnownAt).Then(BalanceSheetContent.Of)) { MayBeOfEntity = true },
        new("activities", new("业务活动表", "Statement of activities"), new("本月和本年的收入、费用和净资产变动，分限定与非限定，并列上年同期", "Income, costs and changes of net assets of the month and the year, by restriction, beside a year earlier"), true,
            (reader, asked) => StatutoryFigures.ActivitiesAsync(reader, asked.Scope, asked.Span.Last, asked.KnownAt).Then(ActivityStatementContent.Of)) { MayBeOfEntity = true },
        new("cash-flows", new("现金流量表", "Statement of cash flows"), new("本月和本年的现金从哪里来、到哪里去，并列上年同期", "Where the cash of the month and the year came from and went, beside a year earlier"), true,
            (reader, asked) => StatutoryFigures.CashFlowsAsync(reader, asked.Scope, asked.Span.Last, asked.KnownAt).Then(CashFlowContent.Of)) { MayBeOfEntity = true },
        new("audit-queries", new("审计查询登记簿", "Register of audit queries"), new("审计人员问了什么、怎样答复、怎样了结", "What auditors asked, how it was answered, and what they came to"), false,
            (reader, asked) => QueryRegister.OfAsync(reader, asked.Fund, asked.Span, asked.KnownAt).Then(AuditQueriesContent.Of)),
        Register("fund-sources", new("基金来源表", "Funds by source"), new("基金及其下级基金里每个来源的期初、收入、费用、划转和结余", "What every source of a fund and those below it had, got, spent, moved and has left")),
        Register("seed-money-use", new("种子资金使用表", "Use of seed money"), new("按拨款文件：收到、使用、划转和结余", "By appropriation: received, spent, moved and left")),
        Register("matching-summary", new("配比汇总表", "Matching by fund"), new("每个基金的捐款得到多少配比、退回多少", "What the gifts to each fund earned, and what was taken back")),
        Register("disclosure-register", new("信息公开登记簿", "Register of disclosures"), new("到期的公开事项：公开了没有、第几版、更正", "What fell due to be published: whether it was, in which version, corrections")),
        Register("grant-register", new("资助登记簿", "Register of grants"), new("立项与批次：计划、应付、已付、暂缓", "Awards and tranches: planned, owed, paid, held")),
    ];

    /// <summary>A part of the audit pack, by itself.</summary>
    private static ReportKind Register(string code, Bilingual name, Bilingual says)
    {
        var part = AuditPack.Registers.Single(known => known.Code == code);
        return new ReportKind(code, name, says, false, (reader, asked) => part.Draw(reader, asked.Fund, asked.Span, asked.KnownAt));
    }

    /// <summary>It can be of the whole entity that the fund belongs to.</summary>
    internal bool MayBeOfEntity { get; private init; }

    internal static ReportKind? Find(string? code) => All.FirstOrDefault(kind => kind.Code == code);
}
