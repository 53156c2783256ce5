using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>拨付凭证: the payment of one tranche, with its conditions and their evidence, who recorded and who agreed, and the entries by their hashes.</summary>
public static class TrancheVoucherContent
{
    /// <param name="nameOf">Who an actor is, in words.</param>
    public static ReportContent Of(TrancheVoucher voucher, Func<string, Bilingual> nameOf) => new(
        "trancheVoucher", new("拨付凭证", "Voucher of a tranche"), voucher.Head, Facts(voucher), [Particulars(voucher), Conditions(voucher), Entries(voucher, nameOf), Notes()])
    { ProvenEntries = [.. voucher.Entries.Select(entry => entry.Entry)] };

    private static IReadOnlyList<Fact> Facts(TrancheVoucher voucher) =>
    [
        new("award", new("立项编号", "Award no."), Cell.Of(voucher.Award), FactPlace.Title),
        new("tranche", new("批次", "Tranche"), Cell.Of(voucher.No), FactPlace.Title),
        new("releasedOn", new("应付日", "Payable on"), Cell.Of(voucher.Head.Span.First), FactPlace.Title),
        new("paid", new("已付", "Paid"), Cell.Of(voucher.Paid), FactPlace.Headline),
        new("owed", new("应付未付", "Owed"), Cell.Of(voucher.Owed), voucher.Owed.IsZero ? FactPlace.InTable : FactPlace.Headline),
    ];

    private static TableSection Particulars(TrancheVoucher voucher)
    {
        List<(Bilingual Label, Bilingual Value)> rows =
        [
            (new("付款方", "Paid by"), Bilingual.Same($"{voucher.Head.Entity} · {voucher.Head.Fund!.Name} ({voucher.Head.Fund.Code})")), (new("收款机构", "Paid to"), Bilingual.Same(voucher.Organisation)),
            .. voucher.CreditCode.Length == 0 ? [] : new[] { (new Bilingual("统一社会信用代码", "Unified social credit code"), Bilingual.Same(voucher.CreditCode)) },
            (new("项目", "Project"), Bilingual.Same(voucher.Title)), (new("批次", "Tranche"), new($"第 {voucher.No} 批 {voucher.Name.Zh}".TrimEnd(), $"no. {voucher.No} {voucher.Name.En}".TrimEnd())),
            .. voucher.DueOn is { } due ? new[] { (new Bilingual("到期日", "Due on"), Bilingual.Same(due.ToIso())) } : [],
            (new("计划金额", "Planned"), Said(voucher.Planned)), (new("已付金额（大写）", "Paid, in Chinese capitals"), Bilingual.Same(ChineseAmount.Of(voucher.Paid))), (new("已付金额（小写）", "Paid, in figures"), Said(voucher.Paid)),
        ];
        return new TableSection(
            "particulars", new("凭证内容", "Particulars"), [new("item", new("项目", "Item"), CellKind.Text), new("value", new("内容", "Value"), CellKind.Text, ColumnWidth.Wide)],
            [.. rows.Select(row => new Row(RowKind.Line, [Cell.Of(row.Label), Cell.Of(row.Value)]))], new("没有内容。", "There is nothing."));
    }

    private static TableSection Conditions(TrancheVoucher voucher) => new(
        "conditions", new("拨付条件与凭据", "Conditions and their evidence"),
        [new("need", new("条件", "Condition"), CellKind.Text), new("metBy", new("应付时已具备", "There when it became payable"), CellKind.Text, ColumnWidth.Wide), new("evidence", new("凭据 (SHA-256)", "Evidence (SHA-256)"), CellKind.Text, ColumnWidth.Wide)],
        [.. voucher.Conditions.Select(one => new Row(RowKind.Line, [Cell.Of(one.Need), Cell.Of(one.MetBy), Cell.Of(string.Join(' ', one.Evidence))]))],
        new("本批只看到期日，没有其他条件。", "Only its day counted: there is no other condition."));

    private static TableSection Entries(TrancheVoucher voucher, Func<string, Bilingual> nameOf) => new(
        "entries", new("分录", "Entries"),
        [
            new("entry", Words.Entry, CellKind.Integer, IsEntry: true), new("on", Words.Date, CellKind.Date), new("kind", Words.Summary, CellKind.Text), new("reference", new("银行流水号", "Bank reference"), CellKind.Text), new("voucher", Words.Voucher, CellKind.Text),
            new("maker", new("制单", "Made by"), CellKind.Text), new("checkers", new("审核", "Checked by"), CellKind.Text), new("paidNow", new("支付", "Paid"), CellKind.Amount, ZeroIsBlank: true), new("hash", new("分录校验值", "Hash of the entry"), CellKind.Text, ColumnWidth.Wide),
        ],
        [
            .. voucher.Entries.Select(entry => new Row(RowKind.Line,
            [
                Cell.Of(entry.Entry), Cell.Of(entry.On), Cell.Of(entry.Kind), Cell.Of(entry.Reference), Cell.Of(entry.Voucher), Cell.Of(nameOf(entry.Maker)),
                Cell.Of(new Bilingual(string.Join('、', entry.Checkers.Select(one => nameOf(one).Zh)), string.Join(", ", entry.Checkers.Select(one => nameOf(one).En)))), Cell.Of(entry.Paid), Cell.Of(entry.Hash),
            ])),
            new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(Paid(voucher)), Cell.Empty]),
        ],
        new("没有分录。", "There is no entry."), IsMain: true)
    {
        Checks =
        [
            Check.Of("paidIsEntries", new("逐笔支付之和 = 本批已付", "payments together = paid of the tranche"), Paid(voucher), voucher.Paid),
            Check.Of("releasedIsPlanned", new("应付分录的金额 = 计划金额", "what became payable = planned"), voucher.Released, voucher.Planned),
        ],
    };

    private static NoteSection Notes() => new("notes", Words.Notes,
    [
        new("凭证号在该月结账时给出；未结账的月份没有凭证号。", "Numbers of vouchers are given when the month is closed; a month that is open has none."),
        new("条件按应付当日的登记列出；文件以其 SHA-256 列出，可在账本中打开。", "Conditions are as registered on the day it became payable; files are listed by their SHA-256 and are opened in the ledger."),
    ]);

    private static Money Paid(TrancheVoucher voucher) => voucher.Entries.Aggregate(Money.Zero(voucher.Head.Currency), (sum, entry) => sum + entry.Paid);

    private static Bilingual Said(Money amount) => Bilingual.Same($"{amount.ToGroupedText()} {amount.Currency}");
}
