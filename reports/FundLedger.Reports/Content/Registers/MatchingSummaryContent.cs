using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>配比汇总表: what gifts earned of matching programmes, fund by fund.</summary>
public static class MatchingSummaryContent
{
    private static readonly (string Key, Bilingual Name, Func<MatchStatement, Money> Of)[] Figures =
    [
        ("giftAmount", new("捐款", "Gifts"), one => one.Gifts), ("matched", new("已配比", "Matched"), one => one.Matched), ("returned", new("退回", "Taken back"), one => one.Returned),
        ("kept", new("净配比", "Kept"), one => one.Kept), ("waived", new("免退", "Waived"), one => one.Waived), ("owed", new("待退", "Still owed"), one => one.Owed),
    ];

    public static ReportContent Of(MatchingSummary summary) => new(
        "matchingSummary", new("配比汇总表", "Matching by fund"), summary.Head,
        [.. Register.Days(summary.Head), new("matched", new("已配比", "Matched"), Cell.Of(Sum(summary, one => one.Matched)), FactPlace.Headline), new("kept", new("净配比", "Kept"), Cell.Of(Sum(summary, one => one.Kept)), FactPlace.Headline)],
        [Table(summary), Register.NotesOfNow(new Bilingual("逐笔说明见各基金的配比说明表。", "Each match is explained in the statement of matches of its fund."))]);

    private static TableSection Table(MatchingSummary summary) => new(
        "lines", new("按基金", "By fund"),
        [
            new("code", new("基金编号", "Code"), CellKind.Text, ColumnWidth.Narrow), new("name", Register.Fund, CellKind.Text, ColumnWidth.Wide), new("count", new("笔数", "Count"), CellKind.Integer),
            .. Figures.Select(figure => new Column(figure.Key, figure.Name, CellKind.Amount, ZeroIsBlank: true)),
        ],
        [
            .. summary.Funds.Select(one => new Row(RowKind.Line, [Cell.Of(one.Head.Fund!.Code), Cell.Of(one.Head.Fund.Name), Cell.Of(one.LineCount), .. Figures.Select(figure => Cell.Of(figure.Of(one)))])),
            .. summary.Funds.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), Cell.Of(summary.Funds.Sum(one => one.LineCount)), .. Figures.Select(figure => Cell.Of(Sum(summary, figure.Of)))])],
        ],
        new("本期没有捐款参加配比。", "No gift was counted by a matching programme in these days."), IsMain: true)
    {
        Checks = [Check.Of("keptAddsUp", new("已配比 − 退回 = 净配比", "matched − taken back = kept"), Sum(summary, one => one.Matched) - Sum(summary, one => one.Returned), Sum(summary, one => one.Kept))],
    };

    private static Money Sum(MatchingSummary summary, Func<MatchStatement, Money> of) => Register.Sum(summary.Head, summary.Funds, of);
}
