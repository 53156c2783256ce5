using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>One receipt: for whom, how much in figures and in capital numerals, from which gift, and beside which fiscal e-receipt.</summary>
public static class ReceiptContent
{
    private static readonly Bilingual Title = new("捐赠收据", "Donation receipt");
    private static readonly Bilingual VoidTitle = new("捐赠收据（作废）", "Donation receipt (void)");
    private static readonly Bilingual Amount = new("金额", "Amount");
    private static readonly Bilingual Refunded = new("已退", "Refunded");
    private static readonly Bilingual Kept = new("实收", "Kept");

    public static ReportContent Of(ReceiptDocument receipt) =>
        new("receipt", receipt.State.IsVoid() ? VoidTitle : Title, receipt.Head, Facts(receipt), [Particulars(receipt), Parts(receipt), Notes(receipt)]) { ProvenEntries = [.. receipt.Parts.Select(part => part.Entry)] };

    private static IReadOnlyList<Fact> Facts(ReceiptDocument receipt) =>
    [
        new("number", new("收据编号", "Receipt no."), Cell.Of(receipt.Number.ToString()), FactPlace.Title),
        new("issuedOn", new("开具日期", "Issued on"), Cell.Of(receipt.IssuedOn), FactPlace.Title),
        new("state", new("状态", "State"), Cell.Of(receipt.State.Name()), FactPlace.Title),
        new("amount", Amount, Cell.Of(receipt.Amount), FactPlace.Headline),
        new("refunded", Refunded, Cell.Of(receipt.Refunded), receipt.Refunded.IsPositive ? FactPlace.Headline : FactPlace.InTable),
        new("kept", Kept, Cell.Of(receipt.Amount - receipt.Refunded), receipt.Refunded.IsPositive ? FactPlace.Headline : FactPlace.InTable),
    ];

    private static TableSection Particulars(ReceiptDocument receipt)
    {
        var rows = new List<(Bilingual Label, Bilingual Value)>
        {
            (new("捐赠人", "Donor"), receipt.Donor.Length > 0 ? Bilingual.Same(receipt.Donor) : new("（不具名）", "(not named)")),
            (new("捐赠日期", "Given on"), Bilingual.Same(receipt.Head.Span.First.ToIso())),
            (new("金额（大写）", "Amount in Chinese capitals"), Bilingual.Same(ChineseAmount.Of(receipt.Amount))),
            (new("金额（小写）", "Amount in figures"), Bilingual.Same(receipt.Amount.ToGroupedText() + " " + receipt.Amount.Currency.Code)),
        };
        if (receipt.Refunded.IsPositive)
        {
            rows.Add((new("已退金额", "Refunded"), Bilingual.Same(receipt.Refunded.ToGroupedText() + " " + receipt.Refunded.Currency.Code)));
            rows.Add((new("退款后实收（大写）", "Kept, in Chinese capitals"), Bilingual.Same(ChineseAmount.Of(receipt.Amount - receipt.Refunded))));
        }

        if (receipt.Channel is { } channel) rows.Add((new("捐赠方式", "Came by"), channel));
        if (receipt.Fiscal is { } fiscal)
        {
            rows.Add((new("财政票据代码", "Fiscal receipt code"), Bilingual.Same(fiscal.Code)));
            rows.Add((new("财政票据号码", "Fiscal receipt number"), Bilingual.Same(fiscal.Number)));
            rows.Add((new("校验码", "Check code"), Bilingual.Same(fiscal.CheckCode)));
            rows.Add((new("财政票据开票日期", "Fiscal receipt issued on"), Bilingual.Same(fiscal.IssuedOn.ToIso())));
        }

        if (receipt.VoidReason.Length > 0) rows.Add((new("作废原因", "Why it is void"), Bilingual.Same(receipt.VoidReason)));
        return new TableSection(
            "particulars", new("收据内容", "Particulars"), [new("item", new("项目", "Item"), CellKind.Text), new("value", new("内容", "Value"), CellKind.Text, ColumnWidth.Wide)],
            rows.Select(row => new Row(RowKind.Line, [Cell.Of(row.Label), Cell.Of(row.Value)])), new("没有内容。", "There is nothing."));
    }

    private static TableSection Parts(ReceiptDocument receipt) => new(
        "parts", new("捐赠去向", "Where the gift went"),
        [
            new("entry", new("分录", "Entry"), CellKind.Integer, IsEntry: true), new("fundCode", new("基金编号", "Code"), CellKind.Text, ColumnWidth.Narrow), new("fund", new("基金", "Fund"), CellKind.Text, ColumnWidth.Wide),
            new("amount", Amount, CellKind.Amount), new("refunded", Refunded, CellKind.Amount, ZeroIsBlank: true),
        ],
        [
            .. receipt.Parts.Select(part => new Row(RowKind.Line, [Cell.Of(part.Entry), Cell.Of(part.Fund.Code), Cell.Of(part.Fund.Name), Cell.Of(part.Amount), Cell.Of(part.Refunded)])),
            new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), Cell.Of(receipt.Amount), Cell.Of(receipt.Refunded)]),
        ],
        new("没有捐款。", "There is no gift."), IsMain: true)
    {
        Checks = [Check.Of("partsAreTheGift", new("各基金所得之和 = 捐赠金额", "what each fund got = the gift"), receipt.Parts.Aggregate(Money.Zero(receipt.Amount.Currency), (sum, part) => sum + part.Amount), receipt.Amount)],
    };

    private static NoteSection Notes(ReceiptDocument receipt) => new("notes", Words.Notes,
    [
        .. receipt.State.IsVoid() ? [new Bilingual("本收据已作废，编号保留，不再使用。", "This receipt is void; its number is kept and not used again.")] : Array.Empty<Bilingual>(),
        .. receipt.Refunded.IsPositive && !receipt.State.IsVoid() ? [new Bilingual("这笔捐款已有退款，以退款后的实收金额为准。", "Part or all of this gift was refunded: what counts is what was kept.")] : Array.Empty<Bilingual>(),
        new("收据编号是本机构的内部编号，按年度连续，不是财政票据号码。", "The receipt number is this body's own, without gaps in its year; it is not the number of the fiscal receipt."),
        receipt.Fiscal is null
            ? new("尚未登记财政电子票据；税前扣除以财政票据为准。", "No fiscal e-receipt is registered yet; for tax only the fiscal receipt counts.")
            : new("税前扣除以上列财政电子票据为准，可在财政部门的票据查验平台凭代码、号码和校验码查验。", "For tax the fiscal e-receipt above counts; its three codes can be checked with the finance authority."),
    ]);
}
