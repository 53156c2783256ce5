using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>A donor's year: every gift once, less what went back.</summary>
public static class DonorYearContent
{
    private static readonly Bilingual Given = new("捐赠", "Given");
    private static readonly Bilingual Refunded = new("已退", "Refunded");
    private static readonly Bilingual Kept = new("实际捐赠", "Kept");

    public static ReportContent Of(DonorYear year) => new("donorYear", new("年度捐赠汇总", "Gifts of the year"), year.Head, Facts(year), [Gifts(year), Notes(year)]);

    private static IReadOnlyList<Fact> Facts(DonorYear year) =>
    [
        new("from", Words.From, Cell.Of(year.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(year.Head.Span.Last), FactPlace.Title),
        new("donor", new("捐赠人", "Donor"), year.Donor.Length > 0 ? Cell.Of(year.Donor) : Cell.Of(new Bilingual($"第 {year.DonorId} 号", $"no. {year.DonorId}")), FactPlace.Title),
        new("giftCount", new("笔数", "Gifts"), Cell.Of(year.Gifts.Count), FactPlace.Title),
        new("given", Given, Cell.Of(year.Given), FactPlace.Headline),
        new("refunded", Refunded, Cell.Of(year.Refunded), FactPlace.Headline),
        new("kept", Kept, Cell.Of(year.Kept), FactPlace.Headline),
    ];

    private static TableSection Gifts(DonorYear year) => new(
        "gifts", new("逐笔", "Gift by gift"),
        [
            new("date", Words.Date, CellKind.Date), new("entry", new("分录", "Entry"), CellKind.Integer, IsEntry: true), new("fund", new("基金编号", "Fund"), CellKind.Text, ColumnWidth.Narrow),
            new("amount", Given, CellKind.Amount), new("refunded", Refunded, CellKind.Amount, ZeroIsBlank: true), new("kept", Kept, CellKind.Amount),
            new("receipt", new("收据编号", "Receipt no."), CellKind.Text, ColumnWidth.Narrow), new("fiscal", new("财政票据", "Fiscal receipt"), CellKind.Text),
        ],
        [
            .. year.Gifts.Select(gift => new Row(RowKind.Line,
                [Cell.Of(gift.On), Cell.Of(gift.Entry), Cell.Of(gift.Fund), Cell.Of(gift.Amount), Cell.Of(gift.Refunded), Cell.Of(gift.Kept), Cell.Of(gift.Receipt?.ToString() ?? ""), Cell.Of(gift.Fiscal)])),
            .. year.Gifts.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total, [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, Cell.Of(year.Given), Cell.Of(year.Refunded), Cell.Of(year.Kept), Cell.Empty, Cell.Empty])],
        ],
        new("这一年没有捐赠。", "Nothing was given in this year."), IsMain: true)
    {
        Checks = [Check.Of("keptAddsUp", new("捐赠 − 退款 = 各笔实收之和", "given − refunded = kept of each gift"), year.Given - year.Refunded, year.Gifts.Aggregate(Money.Zero(year.Head.Currency), (sum, gift) => sum + gift.Kept))],
    };

    private static NoteSection Notes(DonorYear year) => new("notes", Words.Notes,
    [
        new($"实际捐赠（大写）：{ChineseAmount.Of(year.Kept)}", $"Kept, in Chinese capitals: '{ChineseAmount.Of(year.Kept)}'"),
        new("每笔捐赠只计一次，按捐赠日期归入年度；换过收据的也只计一次，作废的收据不另计，退款已扣除，冲销的捐款不计。", "Every gift counts once, in the year of its day, also where its receipt was replaced; void receipts do not count again, refunds are taken off, and gifts that were reversed are left out."),
        new("只列以上币种的捐赠。", "Gifts in other currencies than the one above are not listed."),
    ]);
}
