using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The statement of a fund: what was there, what came and went, what is left.</summary>
public static class FundStatementReport
{
    private static readonly Bilingual OpeningBalance = new("期初余额", "Opening balance");

    public static ReportContent Of(FundStatement statement) => new(
        "fundStatement", new("基金收支明细表", "Fund statement"), statement.Head, Facts(statement),
        [CashChart(statement), Sources(statement), .. NegativeDays(statement), Lines(statement), Notes]);

    private static IReadOnlyList<Fact> Facts(FundStatement statement)
    {
        var zero = Money.Zero(statement.Head.Currency);
        Money Sum(Func<SourceFigures, Money> of) => statement.Sources.Aggregate(zero, (sum, source) => sum + of(source));
        return
        [
            new("from", Words.From, Cell.Of(statement.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(statement.Head.Span.Last), FactPlace.Title),
            new("lineCount", new("明细行数", "Lines"), Cell.Of(statement.LineCount), FactPlace.Title),
            new("opening", Words.Opening, Cell.Of(statement.Opening), FactPlace.Headline),
            new("in", Words.In, Cell.Of(statement.In), FactPlace.Headline),
            new("out", Words.Out, Cell.Of(statement.Out), FactPlace.Headline),
            new("closing", Words.Closing, Cell.Of(statement.Closing), FactPlace.Headline),
            new("owed", Words.Owed, Cell.Of(Sum(source => source.Owed)), FactPlace.InTable),
            new("committed", Words.Committed, Cell.Of(Sum(source => source.Committed)), FactPlace.InTable),
            new("available", Words.Available, Cell.Of(Sum(source => source.Available)), FactPlace.InTable),
        ];
    }

    private static ChartSection CashChart(FundStatement statement) => new(
        "cashByDay", new("现金余额走势", "Cash over time"), statement.Head.Span, statement.Head.Currency, statement.CashByDay);

    private static TableSection Sources(FundStatement statement) => new(
        "sources", new("按资金来源", "By source"),
        [
            new("code", Words.SourceCode, CellKind.Text, ColumnWidth.Narrow),
            new("kind", Words.SourceKind, CellKind.Text),
            new("name", Words.Source, CellKind.Text, ColumnWidth.Wide),
            new("opening", Words.Opening, CellKind.Amount),
            new("in", Words.In, CellKind.Amount, ZeroIsBlank: true),
            new("out", Words.Out, CellKind.Amount, ZeroIsBlank: true),
            new("closing", Words.Closing, CellKind.Amount),
            new("owed", Words.Owed, CellKind.Amount, ZeroIsBlank: true),
            new("committed", Words.Committed, CellKind.Amount, ZeroIsBlank: true),
            new("available", Words.Available, CellKind.Amount),
        ],
        [.. SourceRows(statement)],
        new("没有任何资金来源在本期有余额或发生额。", "No source had a balance or moved in this period."));

    private static IEnumerable<Row> SourceRows(FundStatement statement)
    {
        var zero = Money.Zero(statement.Head.Currency);
        Money[] totals = [zero, zero, zero, zero, zero, zero, zero];
        foreach (var source in statement.Sources)
        {
            Money[] amounts = [source.Opening, source.In, source.Out, source.Closing, source.Owed, source.Committed, source.Available];
            yield return new(RowKind.Line, [Cell.Of(source.Code), Cell.Of(source.Kind), Cell.Of(source.Name), .. amounts.Select(Cell.Of)]);
            for (var i = 0; i < totals.Length; i++) totals[i] += amounts[i];
        }

        if (statement.Sources.Count == 0) yield break;
        Invariant.Holds(totals[0] == statement.Opening && totals[1] == statement.In && totals[2] == statement.Out && totals[3] == statement.Closing);
        yield return new(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), .. totals.Select(Cell.Of)]);
    }

    /// <summary>Stands in the report only when there is such a day: it asks for an explanation.</summary>
    private static IEnumerable<TableSection> NegativeDays(FundStatement statement)
    {
        if (statement.NegativeDays.Count == 0) yield break;
        yield return new(
            "negativeDays", new("日终现金为负的日期", "Days that ended below zero"),
            [new("day", Words.Date, CellKind.Date), new("source", Words.Source, CellKind.Text), new("balance", Words.Balance, CellKind.Amount, IsRunning: true)],
            [.. statement.NegativeDays.Select(day => new Row(RowKind.Line, [Cell.Of(day.Day), Cell.Of(day.Source), Cell.Of(day.Balance)]))],
            Bilingual.Same(""));
    }

    private static TableSection Lines(FundStatement statement) => new(
        "lines", new("收支明细", "Lines"),
        [
            new("occurredOn", Words.Date, CellKind.Date),
            new("entry", new("分录号", "Entry"), CellKind.Integer, IsEntry: true),
            new("kind", new("事项", "Kind"), CellKind.Text),
            new("description", new("摘要", "Description"), CellKind.Text, ColumnWidth.Wide),
            new("source", Words.Source, CellKind.Text),
            new("against", new("对方科目", "Against"), CellKind.Text),
            new("in", Words.In, CellKind.Amount, ZeroIsBlank: true),
            new("out", Words.Out, CellKind.Amount, ZeroIsBlank: true),
            new("balance", Words.Balance, CellKind.Amount, IsRunning: true),
        ],
        LineRows(statement), new("本期没有现金收支。", "No cash came or went in this period."), IsMain: true);

    // The totals printed are the stored ones; the walk proves that the printed lines add up to them.
    private static IEnumerable<Row> LineRows(FundStatement statement)
    {
        yield return Row(RowKind.BroughtForward, Cell.Of(statement.Head.Span.First), OpeningBalance, Cell.Empty, Cell.Empty, statement.Opening);

        var (count, cameIn, wentOut) = (0L, Money.Zero(statement.Head.Currency), Money.Zero(statement.Head.Currency));
        foreach (var line in statement.Lines)
        {
            yield return new(RowKind.Line,
            [
                Cell.Of(line.OccurredOn), Cell.Of(line.Entry), Cell.Of(line.Kind), Cell.Of(line.Description), Cell.Of(line.Source), Cell.Of(line.Against),
                Cell.Of(line.In), Cell.Of(line.Out), Cell.Of(line.Balance),
            ]);
            (count, cameIn, wentOut) = (count + 1, cameIn + line.In, wentOut + line.Out);
        }

        Invariant.Holds(count == statement.LineCount && cameIn == statement.In && wentOut == statement.Out);
        Invariant.Holds(statement.Opening + cameIn - wentOut == statement.Closing);
        yield return Row(RowKind.Total, Cell.Of(statement.Head.Span.Last), Words.Total, Cell.Of(cameIn), Cell.Of(wentOut), statement.Closing);
    }

    private static Row Row(RowKind kind, Cell day, Bilingual label, Cell cameIn, Cell wentOut, Money balance) =>
        new(kind, [day, Cell.Empty, Cell.Empty, Cell.Of(label), Cell.Empty, Cell.Empty, cameIn, wentOut, Cell.Of(balance)]);

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("现金包括银行存款、库存现金和支付渠道余额；收入、支出为现金的收付。", "Cash is bank, cash in hand and balances at payment channels; in and out are movements of it."),
        new("可用 = 期末余额 − 应付 − 已立项未拨付；应收款不计入可用。", "Available = closing − owed − committed. Receivables never count as available."),
        Words.SameBytes,
    ]);
}
