using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>现金流量表, direct method: cash by what stood on the other side of each of its entries.</summary>
public static class CashFlowContent
{
    private static readonly Bilingual Net = new("现金净增加额", "Net increase in cash");

    public static ReportContent Of(CashFlowStatement statement) => new(
        "cashFlows", new("现金流量表", "Statement of cash flows"), statement.Head, Facts(statement), [Table(statement), Notes(statement)]);

    private static IReadOnlyList<Fact> Facts(CashFlowStatement statement) =>
    [
        new("from", Words.From, Cell.Of(statement.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(statement.Head.Span.Last), FactPlace.Title),
        new("chart", StatutoryWords.Chart, Cell.Of(statement.Chart), FactPlace.InTable),
        new("opening", new("年初现金", "Cash at the beginning of the year"), Cell.Of(statement.Periods[1].Opening, Cash(statement, statement.Periods[1].Span.First.AddDays(-1))), FactPlace.Headline),
        new("netIncrease", new("本年现金净增加额", "Net increase of the year"), Cell.Of(NetOf(statement, 1), new StatutoryBases(statement.Head, statement.Entity).During(Measure.Cash, statement.Periods[1].Span, [])), FactPlace.Headline),
        new("closing", new("期末现金", "Cash at the end"), Cell.Of(statement.Periods[1].Closing, Cash(statement, statement.Periods[1].Span.Last)), FactPlace.Headline),
    ];

    private static TableSection Table(CashFlowStatement statement) => new(
        "lines", new("现金从哪里来、到哪里去", "Where cash came from and went"),
        [
            new("part", StatutoryWords.Part, CellKind.Text, IsGroup: true), new("item", StatutoryWords.Item, CellKind.Text, ColumnWidth.Wide),
            .. StatutoryWords.Periods.Select((name, i) => new Column(StatutoryWords.PeriodKeys[i], name, CellKind.Amount, ZeroIsBlank: true)),
        ],
        [.. Rows(statement)], new("没有任何现金收付。", "No cash came or went."), IsMain: true)
    {
        Checks = [.. StatutoryWords.Periods.Select((name, i) => Check.Of(
            StatutoryWords.PeriodKeys[i] + "Cash", new($"{name.Zh}：期初现金 + 净增加额 = 资产负债表的期末现金", $"{name.En}: opening cash + net increase = cash of the balance sheet"),
            statement.Periods[i].Opening + NetOf(statement, i), statement.Periods[i].Closing))],
    };

    private static IEnumerable<Row> Rows(CashFlowStatement statement)
    {
        foreach (var group in statement.Lines.GroupBy(line => line.Line.Group))
        {
            foreach (var line in group) yield return new(RowKind.Line, [Cell.Of(group.Key.Name()), Cell.Of(line.Line.Name), .. line.Amounts.Select((amount, i) => Cell.Of(amount, Beside(statement, [line], i)))]);
            yield return new(RowKind.Subtotal, [Cell.Of(group.Key.Name()), Cell.Of(group.Key.SumOf()), .. StatutoryWords.Periods.Select((_, i) => Cell.Of(Sum(statement, group, i), Beside(statement, group, i)))]);
        }

        if (statement.Lines.Count > 0) yield return new(RowKind.Total, [Cell.Empty, Cell.Of(Net), .. StatutoryWords.Periods.Select((_, i) => Cell.Of(NetOf(statement, i), new StatutoryBases(statement.Head, statement.Entity).During(Measure.Cash, statement.Periods[i].Span, [])))]);
    }

    private static FigureBasis Cash(CashFlowStatement statement, DateOnly day) => new StatutoryBases(statement.Head, statement.Entity).At(Measure.Cash, day, []);

    /// <summary>What stood beside cash: a credit is where it came from.</summary>
    private static FigureBasis Beside(CashFlowStatement statement, IEnumerable<CashFlowLine> lines, int period) =>
        new StatutoryBases(statement.Head, statement.Entity).During(Measure.CreditBalance, statement.Periods[period].Span, [.. lines.SelectMany(line => line.Accounts).Distinct().Order(StringComparer.Ordinal)]) with { IsBesideCash = true };

    private static Money NetOf(CashFlowStatement statement, int period) => Sum(statement, statement.Lines, period);

    private static Money Sum(CashFlowStatement statement, IEnumerable<CashFlowLine> lines, int period) =>
        lines.Aggregate(Money.Zero(statement.Head.Currency), (sum, line) => sum + line.Amounts[period]);

    private static NoteSection Notes(CashFlowStatement statement) => new("notes", Words.Notes,
    [
        .. StatutoryWords.NotesOf(statement.Chart, statement.IsOfEntity),
        new("流入为正，流出为负。每笔现金按同一分录中对方科目归类；现金包括库存现金、银行存款和支付渠道余额。", "What came is positive, what went is negative. Each amount of cash is told by the account on its other side; cash is cash in hand, bank and balances at payment channels."),
        new("账簿不单列人员费用，人员支出列在“人员、购买商品及接受服务支付的现金”。", "The books have no accounts of staff costs of their own; they stand in staff, goods and services paid."),
        Words.SameBytes,
    ]);
}
