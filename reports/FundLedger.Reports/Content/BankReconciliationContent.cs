using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>银行存款余额调节表.</summary>
public static class BankReconciliationContent
{
    private static readonly Bilingual Book = new("企业账面余额", "Balance by the books");
    private static readonly Bilingual Opening = new("首张对账单之前的差额", "Before the first statement");
    private static readonly Bilingual BankReceived = new("加：银行已收、企业未收", "Add: received by the bank, not in the books");
    private static readonly Bilingual BankPaid = new("减：银行已付、企业未付", "Less: paid by the bank, not in the books");
    private static readonly Bilingual BookReceived = new("加：企业已收、银行未收", "Add: received in the books, not at the bank");
    private static readonly Bilingual BookPaid = new("减：企业已付、银行未付", "Less: paid in the books, not at the bank");
    private static readonly Bilingual AdjustedBook = new("调节后账面余额", "Adjusted balance by the books");
    private static readonly Bilingual AdjustedBank = new("调节后银行余额", "Adjusted balance by the bank");
    private static readonly Bilingual Difference = new("两边相差", "Difference");

    public static ReportContent Of(BankReconciliationReport report) => new(
        "bankReconciliation", new("银行存款余额调节表", "Bank reconciliation"), report.Head, Facts(report), [Books(report), Bank(report), Items(report), .. Explained(report), Notes(report)]);

    private static IReadOnlyList<Fact> Facts(BankReconciliationReport report) =>
    [
        new("account", new("银行账户", "Account"), Cell.Of(new Bilingual(NameOf(report.Account, report.Account.Name.Zh), NameOf(report.Account, report.Account.Name.En))), FactPlace.Title),
        new("to", Words.To, Cell.Of(report.Head.Span.Last), FactPlace.Title),
        new("locked", new("状态", "State"), Cell.Of(report.IsLocked ? new Bilingual("已锁定", "locked") : new Bilingual("未锁定", "not locked")), FactPlace.Title),
        new("book", Book, Cell.Of(report.Book), FactPlace.Headline),
        new("bank", report.Says, Cell.Of(report.Bank), FactPlace.Headline),
        new("adjustedBook", AdjustedBook, Cell.Of(report.AdjustedBook), FactPlace.InTable),
        new("adjustedBank", AdjustedBank, Cell.Of(report.AdjustedBank), FactPlace.InTable),
        new("difference", Difference, Cell.Of(report.Difference), FactPlace.Headline),
        new("itemCount", new("未达账项", "Items in transit"), Cell.Of(report.ItemCount), FactPlace.Headline),
    ];

    private static string NameOf(BankAccountName account, string name) =>
        string.Join(' ', new[] { account.Code, name, account.BankName, account.NumberTail.Length > 0 ? $"*{account.NumberTail}" : "" }.Where(part => part.Length > 0));

    private static TableSection Books(BankReconciliationReport report) => Side(
        "books", new("企业账面", "By the books"), [Line(Book, report.Book), Line(Opening, report.Opening), Line(BankReceived, report.BankReceived), Line(BankPaid, report.BankPaid), Total(AdjustedBook, report.AdjustedBook)],
        Check.Of("booksAddUp", new("账面余额 + 各类未达账项 = 调节后账面余额", "balance + what is in transit = adjusted balance"), report.Book + report.Opening + report.BankReceived + report.BankPaid, report.AdjustedBook));

    private static TableSection Bank(BankReconciliationReport report) => Side(
        "bank", new("银行", "By the bank"), [Line(report.Says, report.Bank), Line(BookReceived, report.BookReceived), Line(BookPaid, report.BookPaid), Total(AdjustedBank, report.AdjustedBank)],
        Check.Of("bankAddsUp", new("银行余额 + 各类未达账项 − 两边相差 = 调节后账面余额", "balance + what is in transit − difference = adjusted balance by the books"), report.Bank + report.BookReceived + report.BookPaid - report.Difference, report.AdjustedBook));

    private static TableSection Side(string key, Bilingual heading, IReadOnlyList<Row> rows, Check check) => new(
        key, heading, [new("side", new("项目", "Item"), CellKind.Text, ColumnWidth.Wide), new("amount", new("金额", "Amount"), CellKind.Amount)], rows, new("没有余额。", "There is no balance.")) { Checks = [check] };

    private static TableSection Items(BankReconciliationReport report) => new(
        "items", new("未达账项", "Items in transit"),
        [
            new("kind", new("种类", "Kind"), CellKind.Text, ColumnWidth.Wide), new("day", Words.Date, CellKind.Date), new("line", new("银行明细", "Bank line"), CellKind.Integer), new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("reference", new("流水号", "Reference"), CellKind.Text),
            new("who", new("对方", "Who"), CellKind.Text), new("what", new("事项", "What"), CellKind.Text), new("amount", new("金额", "Amount"), CellKind.Amount),
        ],
        report.Items.Select(item => new Row(RowKind.Line, [Cell.Of(item.Kind), Cell.Of(item.Day), OfNumber(item.Line), OfNumber(item.Entry), Cell.Of(item.Reference), Cell.Of(item.Who), Cell.Of(item.What), Cell.Of(item.Amount)])),
        new("没有未达账项。", "Nothing is in transit."), IsMain: true);

    private static IEnumerable<ReportSection> Explained(BankReconciliationReport report) =>
        report.Explained.Count == 0 ? [] : [new NoteSection("explained", new("对账发现", "Found while reconciling"), report.Explained)];

    private static NoteSection Notes(BankReconciliationReport report) => new("notes", Words.Notes,
    [
        new("调节后账面余额 = 账面余额 + 首张对账单之前的差额 + 银行已收企业未收 + 银行已付企业未付；付出的金额为负数。", "Adjusted balance by the books = balance + before the first statement + received by the bank only + paid by the bank only; what was paid is below zero."),
        new("调节后银行余额 = 银行余额 + 企业已收银行未收 + 企业已付银行未付。", "Adjusted balance by the bank = balance + received in the books only + paid in the books only."),
        .. report.ItemCount > report.Items.Count ? [new($"未达账项共 {report.ItemCount} 项，每类只列出最早的一部分；金额是全部的。", $"There are {report.ItemCount} items; of each kind only the first are listed, and the amounts are of all of them.")] : Array.Empty<Bilingual>(),
        Words.SameBytes,
    ]);

    private static Cell OfNumber(long? number) => number is { } known ? Cell.Of(known) : Cell.Empty;

    private static Row Line(Bilingual label, Money amount) => new(RowKind.Line, [Cell.Of(label), Cell.Of(amount)]);

    private static Row Total(Bilingual label, Money amount) => new(RowKind.Total, [Cell.Of(label), Cell.Of(amount)]);
}
