using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content.Registers;

/// <summary>基金来源表: every source's money in every fund of a tree.</summary>
public static class FundSourcesContent
{
    private static readonly (string Key, Bilingual Name, Func<TreeFigures, Money> Of)[] Figures =
    [
        ("opening", new("期初净资产", "Opening"), figures => figures.Opening), ("income", new("收入", "Income"), figures => figures.Income), ("spending", new("费用", "Spending"), figures => figures.Spending),
        ("moved", new("划转", "Moved"), figures => figures.Outside + figures.Inside), ("other", new("其他", "Other"), figures => figures.Other), ("closing", new("期末净资产", "Closing"), figures => figures.Closing),
        ("cash", new("现金", "Cash"), figures => figures.Cash), ("owed", Words.Owed, figures => figures.Owed), ("committed", Words.Committed, figures => figures.Committed), ("available", Words.Available, figures => figures.Available),
    ];

    public static ReportContent Of(FundTreeReport tree) => new(
        "fundSources", new("基金来源表", "Funds by source"), tree.Head,
        [
            .. Register.Days(tree.Head), new("fundCount", new("基金数", "Funds"), Cell.Of(tree.Funds.Count), FactPlace.Title),
            new("closing", new("期末净资产", "Closing net assets"), Cell.Of(tree.Total.Closing, BasisOf(tree, "closing")), FactPlace.Headline),
            new("available", Words.Available, Cell.Of(tree.Total.Available, BasisOf(tree, "available")), FactPlace.Headline),
        ],
        [Table(tree), Register.Notes(
            new("期末净资产 = 期初净资产 + 收入 − 费用 + 划转 + 其他。划转：转入为正，转出为负；其他为期初余额和以前年度调整。", "Closing = opening + income − spending + moved + other. Moved: in is positive, out negative; other is opening balances and corrections of earlier years."),
            new("可用 = 现金 − 应付 − 已立项未拨付，只计可支用的来源。", "Available = cash − owed − committed, of sources that may be spent."))]);

    private static TableSection Table(FundTreeReport tree) => new(
        "lines", new("按基金和来源", "By fund and source"),
        [
            new("fund", Register.Fund, CellKind.Text, IsGroup: true), new("kind", Words.SourceKind, CellKind.Text, ColumnWidth.Narrow), new("source", Words.Source, CellKind.Text, ColumnWidth.Wide),
            .. Figures.Select(figure => new Column(figure.Key, figure.Name, CellKind.Amount, ZeroIsBlank: true)),
        ],
        [.. Rows(tree)], new("这些基金还没有任何款项。", "These funds have no money yet."), IsMain: true)
    {
        Checks =
        [
            Check.Of("partsAreTheWhole", new("各基金各来源的期末净资产之和 = 汇总表的期末净资产", "closing net assets of all funds and sources = those of the funds rolled up"), Register.Sum(tree.Head, tree.Parts, part => part.Source.Figures.Closing), tree.Total.Closing),
            Check.Of("movesComeToNothing", new("各基金之间的划转合计为零", "what moved between these funds comes to nothing"), Register.Sum(tree.Head, tree.Parts, part => part.Source.Figures.Inside), Money.Zero(tree.Head.Currency)),
        ],
    };

    private static IEnumerable<Row> Rows(FundTreeReport tree)
    {
        foreach (var fund in tree.Parts.GroupBy(part => part.Fund.Code))
        {
            var name = $"{fund.First().Fund.Name} ({fund.Key})";
            foreach (var (_, source) in fund)
                yield return new(RowKind.Line, [Cell.Of(name), Cell.Of(source.Kind), Cell.Of(source.Name.Length > 0 ? source.Name : source.Code), .. Figures.Select(figure => Cell.Of(figure.Of(source.Figures), BasisOf(tree, figure.Key, fund.Key, source.Code)))]);
            yield return new(RowKind.Subtotal, [Cell.Of(name), Cell.Empty, Cell.Of(Words.Total), .. Figures.Select(figure => Cell.Of(Register.Sum(tree.Head, fund, part => figure.Of(part.Source.Figures)), BasisOf(tree, figure.Key, fund.Key)))]);
        }

        if (tree.Parts.Count > 0) yield return new(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), .. Figures.Select(figure => Cell.Of(figure.Of(tree.Total), BasisOf(tree, figure.Key)))]);
    }

    /// <summary>The lines a figure is made of.</summary>
    /// <param name="fund">Null for all funds of the tree.</param>
    /// <param name="source">Null for all of the fund's.</param>
    private static FigureBasis BasisOf(FundTreeReport tree, string figure, string? fund = null, string? source = null)
    {
        var bases = new TreeBases(tree.Head, fund, source);
        return figure switch
        {
            "opening" => bases.Before(Measure.NetAssets),
            "income" => bases.During(Measure.Income),
            "spending" => bases.During(Measure.Spending),
            "moved" => bases.During(Measure.Transferred),
            "other" => bases.During(Measure.OtherChanges),
            "cash" => bases.After(Measure.Cash),
            "owed" => bases.After(Measure.Owed),
            "committed" => bases.After(Measure.Committed),
            "available" => bases.After(Measure.Available),
            _ => bases.After(Measure.NetAssets),
        };
    }
}
