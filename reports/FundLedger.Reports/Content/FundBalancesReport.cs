using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>What a fund has at the end of a day, source by source.</summary>
public static class FundBalancesReport
{
    private static readonly Bilingual Cash = new("现金", "Cash");
    private static readonly Bilingual Receivable = new("应收", "Receivable");
    private static readonly Bilingual NetAssets = new("净资产", "Net assets");
    private static readonly Bilingual Memo = new("备查承诺", "Promised");

    public static ReportContent Of(FundBalances balances) => new(
        "fundBalances", new("基金余额表", "Fund balances"), balances.Head, Facts(balances, new(balances.Head)), [Sources(balances), Notes]);

    private static IReadOnlyList<Fact> Facts(FundBalances balances, Bases bases) =>
    [
        new("asOf", new("截至", "As of"), Cell.Of(balances.AsOf), FactPlace.Title),
        new("cash", Cash, Cell.Of(balances.Total.Cash, bases.After(Measure.Cash)), FactPlace.Headline),
        new("receivable", Receivable, Cell.Of(balances.Total.Receivable, bases.After(Measure.Receivable)), FactPlace.InTable),
        new("owed", Words.Owed, Cell.Of(balances.Total.Owed, bases.After(Measure.Owed)), FactPlace.Headline),
        new("netAssets", NetAssets, Cell.Of(balances.Total.NetAssets, bases.After(Measure.NetAssets)), FactPlace.InTable),
        new("committed", Words.Committed, Cell.Of(balances.Total.Committed, bases.After(Measure.Committed)), FactPlace.Headline),
        new("memo", Memo, Cell.Of(balances.Total.Memo, bases.After(Measure.Memo)), FactPlace.InTable),
        new("available", Words.Available, Cell.Of(balances.Total.Available, bases.After(Measure.Available)), FactPlace.Headline),
    ];

    private static TableSection Sources(FundBalances balances) => new(
        "sources", new("按资金来源", "By source"),
        [
            new("code", Words.SourceCode, CellKind.Text, ColumnWidth.Narrow),
            new("kind", Words.SourceKind, CellKind.Text),
            new("name", Words.Source, CellKind.Text, ColumnWidth.Wide),
            new("cash", Cash, CellKind.Amount),
            new("receivable", Receivable, CellKind.Amount, ZeroIsBlank: true),
            new("owed", Words.Owed, CellKind.Amount, ZeroIsBlank: true),
            new("netAssets", NetAssets, CellKind.Amount),
            new("committed", Words.Committed, CellKind.Amount, ZeroIsBlank: true),
            new("memo", Memo, CellKind.Amount, ZeroIsBlank: true),
            new("available", Words.Available, CellKind.Amount),
        ],
        [.. Rows(balances)], new("该基金尚无任何资金来源有余额。", "No source of this fund has a balance yet."), IsMain: true)
    {
        Checks =
        [
            Check.Of("sourcesAreTheCash", new("各来源现金之和 = 基金现金", "cash of the sources = cash of the fund"), Sum(balances, row => row.Cash), balances.Total.Cash),
            Check.Of("sourcesAreTheAvailable", new("各来源可用之和 = 基金可用", "available of the sources = available of the fund"), Sum(balances, row => row.Available), balances.Total.Available),
        ],
    };

    private static Money Sum(FundBalances balances, Func<SourceBalance, Money> of) => balances.Rows.Aggregate(Money.Zero(balances.Head.Currency), (sum, row) => sum + of(row));

    private static IEnumerable<Row> Rows(FundBalances balances)
    {
        var bases = new Bases(balances.Head);
        foreach (var source in balances.Rows)
        {
            yield return Row(RowKind.Line, [Cell.Of(source.Code), Cell.Of(source.Kind), Cell.Of(source.Name)], source, measure => bases.After(measure, source.Code));
        }

        if (balances.Rows.Count == 0) yield break;
        Invariant.Holds(balances.Rows.Aggregate(Money.Zero(balances.Head.Currency), (sum, row) => sum + row.Available) == balances.Total.Available);
        yield return Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total)], balances.Total, measure => bases.After(measure));
    }

    private static Row Row(RowKind kind, Cell[] names, SourceBalance of, Func<Measure, FigureBasis?> basis) => new(kind,
    [
        .. names,
        Cell.Of(of.Cash, basis(Measure.Cash)), Cell.Of(of.Receivable, basis(Measure.Receivable)), Cell.Of(of.Owed, basis(Measure.Owed)), Cell.Of(of.NetAssets, basis(Measure.NetAssets)),
        Cell.Of(of.Committed, basis(Measure.Committed)), Cell.Of(of.Memo, basis(Measure.Memo)), Cell.Of(of.Available, basis(Measure.Available)),
    ]);

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("可用 = 现金 − 应付 − 已立项未拨付；应收和备查承诺不计入可用。", "Available = cash − owed − committed. Receivables and promises never count as available."),
        new("净资产 = 全部资产 − 全部负债，按实际账层计。", "Net assets = all assets − all liabilities, in the actual layer."),
        Words.SameBytes,
    ]);
}
