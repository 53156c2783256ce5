using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The receipts of a year by number, void ones among them, and whether any number is missing.</summary>
public static class ReceiptRegisterContent
{
    private static readonly Bilingual Refunded = new("已退", "Refunded");
    private static readonly Bilingual Kept = new("实收", "Kept");

    public static ReportContent Of(ReceiptRegister register) =>
        new("receiptRegister", new("收据登记簿", "Register of receipts"), register.Head, Facts(register), [Receipts(register), Notes(register)]);

    private static IReadOnlyList<Fact> Facts(ReceiptRegister register) =>
    [
        new("from", Words.From, Cell.Of(register.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(register.Head.Span.Last), FactPlace.Title),
        new("last", new("最后编号", "Last number"), Cell.Of(register.Last), FactPlace.Title),
        new("missing", new("缺号", "Missing numbers"), register.Missing.Length > 0 ? Cell.Of(register.Missing) : Cell.Of(new Bilingual("无", "none")), FactPlace.Title),
        new("issued", new("开具张数", "Issued"), Cell.Of(register.Issued), FactPlace.Headline),
        new("voided", new("作废张数", "Void"), Cell.Of(register.Voided), FactPlace.Headline),
        new("refunded", new("有退款张数", "With refunds"), Cell.Of(register.Refunded), FactPlace.Headline),
        new("kept", Kept, Cell.Of(register.Kept), FactPlace.Headline),
    ];

    private static TableSection Receipts(ReceiptRegister register) => new(
        "receipts", new("收据", "Receipts"),
        [
            new("number", new("收据编号", "Receipt no."), CellKind.Text, ColumnWidth.Narrow), new("issuedOn", new("开具日期", "Issued on"), CellKind.Date),
            new("entry", new("捐款分录", "Gift"), CellKind.Integer, IsEntry: true), new("givenOn", new("捐赠日期", "Given on"), CellKind.Date), new("donor", new("捐赠人", "Donor"), CellKind.Text),
            new("fund", new("基金编号", "Fund"), CellKind.Text, ColumnWidth.Narrow), new("amount", new("金额", "Amount"), CellKind.Amount), new("refunded", Refunded, CellKind.Amount, ZeroIsBlank: true),
            new("kept", Kept, CellKind.Amount, ZeroIsBlank: true), new("state", new("状态", "State"), CellKind.Text), new("voidReason", new("作废原因", "Why void"), CellKind.Text),
            new("fiscalCode", new("财政票据代码", "Fiscal code"), CellKind.Text, ColumnWidth.Narrow), new("fiscalNumber", new("财政票据号码", "Fiscal number"), CellKind.Text, ColumnWidth.Narrow),
            new("checkCode", new("校验码", "Check code"), CellKind.Text, ColumnWidth.Narrow),
        ],
        [
            .. register.Rows.Select(row => new Row(RowKind.Line,
            [
                Cell.Of(row.Number.ToString()), Cell.Of(row.IssuedOn), Cell.Of(row.Gift), Cell.Of(row.GivenOn), Cell.Of(row.Donor), Cell.Of(row.Fund), Cell.Of(row.Amount), Cell.Of(row.Refunded), Cell.Of(row.Kept),
                Cell.Of(row.State), Cell.Of(row.VoidReason), Cell.Of(row.Fiscal?.Code ?? ""), Cell.Of(row.Fiscal?.Number ?? ""), Cell.Of(row.Fiscal?.CheckCode ?? ""),
            ])),
            .. register.Rows.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total,
                [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Sum(register, row => row.Amount), Sum(register, row => row.Refunded), Cell.Of(register.Kept), Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty, Cell.Empty])],
        ],
        new("这一年没有开具收据。", "No receipt was issued in this year."), IsMain: true)
    {
        Checks = [Check.Of("linesAreKept", new("各张实收之和 = 实收合计", "kept of each receipt = kept in all"), register.Rows.Aggregate(Money.Zero(register.Head.Currency), (sum, row) => sum + row.Kept), register.Kept)],
    };

    private static Cell Sum(ReceiptRegister register, Func<ReceiptRegisterRow, Money> of) => Cell.Of(register.Rows.Aggregate(Money.Zero(register.Head.Currency), (sum, row) => sum + of(row)));

    private static NoteSection Notes(ReceiptRegister register) => new("notes", Words.Notes,
    [
        new($"编号自 1 起到 {register.Last} 止，连续不断；作废的编号保留，不再使用。", $"Numbers run from 1 to {register.Last} without gaps; those of void receipts are kept and not used again."),
        new("实收不含作废的收据，并已扣除退款：一笔捐款换过收据也只计一次。", "Kept leaves out void receipts and what was refunded: a gift whose receipt was replaced counts once."),
        new("只列以本币开具的收据。", "Receipts in other currencies are not listed."),
    ]);
}
