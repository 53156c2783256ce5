using FundLedger.Reporting;
using FundLedger.Reporting.Registers;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>种子资金使用表: what became of public money, by the document it came under.</summary>
public static class SeedUseContent
{
    private static readonly (string Key, Bilingual Name, Func<TreeFigures, Money> Of)[] Figures =
    [
        ("opening", new("期初", "Opening"), figures => figures.Opening), ("received", new("收到", "Received"), figures => figures.Income), ("spent", new("使用与退回", "Spent and returned"), figures => figures.Spending),
        ("moved", new("划转及其他", "Moved and other"), figures => figures.Outside + figures.Inside + figures.Other), ("closing", new("期末", "Closing"), figures => figures.Closing),
        ("committed", Words.Committed, figures => figures.Committed), ("available", Words.Available, figures => figures.Available),
    ];

    public static ReportContent Of(SeedUseReport report) => new(
        "seedUse", new("种子资金使用表", "Use of seed money"), report.Head,
        [
            .. Register.Days(report.Head, report.Uses.Count),
            new("received", new("收到", "Received"), Cell.Of(Sum(report, figures => figures.Income), Whole(report, "received")), FactPlace.Headline), new("spent", new("使用与退回", "Spent and returned"), Cell.Of(Sum(report, figures => figures.Spending), Whole(report, "spent")), FactPlace.Headline),
            new("closing", new("期末结余", "Left"), Cell.Of(Sum(report, figures => figures.Closing), Whole(report, "closing")), FactPlace.Headline),
        ],
        [Table(report), Register.Notes(
            new Bilingual("期末 = 期初 + 收到 − 使用与退回 + 划转及其他；划转包括转入其他来源的配比资金。", "Closing = opening + received − spent and returned + moved and other; moved is also what went over to matching money."))]);

    private static TableSection Table(SeedUseReport report) => new(
        "lines", new("按拨款文件", "By appropriation"),
        [
            new("document", new("拨款文件", "Document"), CellKind.Text, ColumnWidth.Wide), new("givenBy", new("拨款单位", "Given by"), CellKind.Text), new("spendBy", new("使用期限", "Spend by"), CellKind.Date),
            .. Figures.Select(figure => new Column(figure.Key, figure.Name, CellKind.Amount, ZeroIsBlank: true)),
        ],
        [
            .. report.Uses.Select(use => new Row(RowKind.Line,
            [
                Cell.Of(use.Document.Length > 0 ? use.Document : use.Source.Name.Length > 0 ? use.Source.Name : use.Source.Code), Cell.Of(use.GivenBy), use.SpendBy is { } day ? Cell.Of(day) : Cell.Empty,
                .. Figures.Select(figure => Cell.Of(figure.Of(use.Source.Figures), BasisOf(new TreeBases(report.Head, source: use.Source.Code), figure.Key))),
            ])),
            .. report.Uses.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total, [Cell.Of(Words.Total), Cell.Empty, Cell.Empty, .. Figures.Select(figure => Cell.Of(Sum(report, figure.Of), Whole(report, figure.Key)))])],
        ],
        new("这些基金没有种子资金。", "These funds have no seed money."), IsMain: true)
    {
        Checks = [Check.Of(
            "addsUp", new("期初 + 收到 − 使用与退回 + 划转及其他 = 期末", "opening + received − spent and returned + moved and other = closing"),
            Sum(report, figures => figures.Opening + figures.Income - figures.Spending + figures.Outside + figures.Inside + figures.Other), Sum(report, figures => figures.Closing))],
    };

    private static FigureBasis Whole(SeedUseReport report, string figure) => BasisOf(new TreeBases(report.Head, isSeedMoney: true), figure);

    private static FigureBasis BasisOf(TreeBases bases, string figure) => figure switch
    {
        "opening" => bases.Before(Measure.NetAssets),
        "received" => bases.During(Measure.Income),
        "spent" => bases.During(Measure.Spending),
        "moved" => bases.During(Measure.MovedOtherwise),
        "committed" => bases.After(Measure.Committed),
        "available" => bases.After(Measure.Available),
        _ => bases.After(Measure.NetAssets),
    };

    private static Money Sum(SeedUseReport report, Func<TreeFigures, Money> of) => Register.Sum(report.Head, report.Uses, use => of(use.Source.Figures));
}
