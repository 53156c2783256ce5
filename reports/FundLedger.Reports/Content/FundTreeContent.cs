using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>A fund and those below it as one body of money.</summary>
public static class FundTreeContent
{
    private static readonly Bilingual Opening = new("期初净资产", "Opening net assets");
    private static readonly Bilingual Income = new("收入", "Income");
    private static readonly Bilingual Spending = new("费用", "Spending");
    private static readonly Bilingual Outside = new("对外划转", "From outside");
    private static readonly Bilingual Inside = new("内部划转", "From inside");
    private static readonly Bilingual Other = new("其他", "Other");
    private static readonly Bilingual Closing = new("期末净资产", "Closing net assets");

    public static ReportContent Of(FundTreeReport tree) => new("fundTree", new("基金汇总表", "Funds rolled up"), tree.Head, Facts(tree), [Funds(tree), Sources(tree), Notes]);

    private static IReadOnlyList<Fact> Facts(FundTreeReport tree) =>
    [
        new("from", Words.From, Cell.Of(tree.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(tree.Head.Span.Last), FactPlace.Title),
        new("fundCount", new("基金数", "Funds"), Cell.Of(tree.Funds.Count), FactPlace.Title),
        new("opening", Opening, Cell.Of(tree.Total.Opening, Whole(tree).Before(Measure.NetAssets)), FactPlace.InTable),
        new("income", Income, Cell.Of(tree.Total.Income, Whole(tree).During(Measure.Income)), FactPlace.Headline),
        new("spending", Spending, Cell.Of(tree.Total.Spending, Whole(tree).During(Measure.Spending)), FactPlace.Headline),
        new("outside", Outside, Cell.Of(tree.Total.Outside, Whole(tree).Moved(FigurePart.Outside)), FactPlace.InTable),
        new("eliminated", new("已抵销的内部划转", "Moved inside, eliminated"), Cell.Of(tree.Eliminated), FactPlace.Headline),
        new("other", Other, Cell.Of(tree.Total.Other, Whole(tree).During(Measure.OtherChanges)), FactPlace.InTable),
        new("closing", Closing, Cell.Of(tree.Total.Closing, Whole(tree).After(Measure.NetAssets)), FactPlace.Headline),
        new("available", Words.Available, Cell.Of(tree.Total.Available, Whole(tree).After(Measure.Available)), FactPlace.Headline),
    ];

    private static TreeBases Whole(FundTreeReport tree) => new(tree.Head);

    private static IEnumerable<Column> Columns =>
    [
        new("opening", Opening, CellKind.Amount), new("income", Income, CellKind.Amount, ZeroIsBlank: true), new("spending", Spending, CellKind.Amount, ZeroIsBlank: true),
        new("outside", Outside, CellKind.Amount, ZeroIsBlank: true), new("inside", Inside, CellKind.Amount, ZeroIsBlank: true), new("other", Other, CellKind.Amount, ZeroIsBlank: true),
        new("closing", Closing, CellKind.Amount), new("committed", Words.Committed, CellKind.Amount, ZeroIsBlank: true), new("available", Words.Available, CellKind.Amount),
    ];

    private static TableSection Funds(FundTreeReport tree) => new(
        "funds", new("按基金", "By fund"), [new("code", new("基金编号", "Code"), CellKind.Text, ColumnWidth.Narrow), new("name", new("基金", "Fund"), CellKind.Text, ColumnWidth.Wide), .. Columns],
        [
            .. tree.Funds.Select(fund => new Row(RowKind.Line, [Cell.Of(fund.Code), Cell.Of(new string('\u3000', fund.Depth) + fund.Name), .. Cells(fund.Figures, new TreeBases(tree.Head, fund.Code))])),
            new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), .. Cells(tree.Total, Whole(tree))]),
        ],
        new("没有基金。", "There is no fund."), IsMain: true)
    {
        Checks =
        [
            Check.Of("addsUp", new("期初 + 收入 − 费用 + 对外划转 + 内部划转 + 其他 = 期末净资产", "opening + income − spending + from outside + from inside + other = closing net assets"),
                tree.Total.Opening + tree.Total.Income - tree.Total.Spending + tree.Total.Outside + tree.Total.Inside + tree.Total.Other, tree.Total.Closing),
            Check.Of("fundsAreTheWhole", new("各基金期末净资产之和 = 各来源期末净资产之和", "closing net assets of the funds = those of the sources"),
                tree.Funds.Aggregate(Money.Zero(tree.Head.Currency), (sum, fund) => sum + fund.Figures.Closing), tree.Sources.Aggregate(Money.Zero(tree.Head.Currency), (sum, source) => sum + source.Figures.Closing)),
            Check.Of("movesComeToNothing", new("内部划转合计为零", "what moved inside comes to nothing"), tree.Total.Inside, Money.Zero(tree.Head.Currency)),
        ],
    };

    private static TableSection Sources(FundTreeReport tree) => new(
        "sources", new("按资金来源", "By source"), [new("kind", Words.SourceKind, CellKind.Text), new("name", Words.Source, CellKind.Text, ColumnWidth.Wide), .. Columns],
        [
            .. tree.Sources.Select(source => new Row(RowKind.Line, [Cell.Of(source.Kind), Cell.Of(source.Name.Length > 0 ? source.Name : source.Code), .. Cells(source.Figures, new TreeBases(tree.Head, source: source.Code))])),
            .. tree.Sources.Count == 0 ? Array.Empty<Row>() : [new Row(RowKind.Total, [Cell.Empty, Cell.Of(Words.Total), .. Cells(tree.Total, Whole(tree))])],
        ],
        new("这些基金还没有任何款项。", "These funds have no money yet."))
    {
        Checks = [Check.Of("sourcesAreTheWhole", new("各来源期末净资产之和 = 汇总期末净资产", "closing net assets of the sources = those of the whole"),
            tree.Sources.Aggregate(Money.Zero(tree.Head.Currency), (sum, source) => sum + source.Figures.Closing), tree.Total.Closing)],
    };

    private static IEnumerable<Cell> Cells(TreeFigures figures, TreeBases bases)
    {
        Invariant.Holds(figures.Opening + figures.Income - figures.Spending + figures.Outside + figures.Inside + figures.Other == figures.Closing);
        return
        [
            Cell.Of(figures.Opening, bases.Before(Measure.NetAssets)), Cell.Of(figures.Income, bases.During(Measure.Income)), Cell.Of(figures.Spending, bases.During(Measure.Spending)),
            Cell.Of(figures.Outside, bases.Moved(FigurePart.Outside)), Cell.Of(figures.Inside, bases.Moved(FigurePart.Inside)), Cell.Of(figures.Other, bases.During(Measure.OtherChanges)),
            Cell.Of(figures.Closing, bases.After(Measure.NetAssets)), Cell.Of(figures.Committed, bases.After(Measure.Committed)), Cell.Of(figures.Available, bases.After(Measure.Available)),
        ];
    }

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("期末净资产 = 期初净资产 + 收入 − 费用 + 对外划转 + 内部划转 + 其他。", "Closing net assets = opening + income − spending + from outside + from inside + other."),
        new("内部划转是表内各基金之间的划转：转入为正，转出为负，合计为零，不虚增收入。", "From inside is what these funds moved between each other: in is positive, out negative, nothing in all; it never counts as income."),
        new("其他为期初余额和以前年度调整。", "Other is opening balances and corrections of earlier years."),
        Words.SameBytes,
    ]);
}
