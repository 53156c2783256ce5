using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The statement of a fund: what was there, what came and went, what is left.</summary>
public static class FundStatementReport
{
    public static ReportContent Of(FundStatement statement) => new(
        "fundStatement", new("基金收支明细表", "Fund statement"), statement.Head, Facts(statement),
        [CashChart(statement), Sources(statement), .. NegativeDays(statement), Lines(statement, StatementLines.Of(statement)), Notes]);

    /// <summary>The same with one page of its lines, for the screen; whatever is not lines stands on the first page only.</summary>
    public static ReportContent Of(FundStatement statement, LinePage page)
    {
        var (whole, lines) = (Of(statement), Lines(statement, StatementLines.Of(statement, page)));
        return whole with { Sections = page.Number == 1 ? [.. whole.Sections.Select(section => section is TableSection { IsMain: true } ? lines : section)] : [lines] };
    }

    private static IReadOnlyList<Fact> Facts(FundStatement statement)
    {
        var bases = new Bases(statement.Head);
        return
        [
            new("from", Words.From, Cell.Of(statement.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(statement.Head.Span.Last), FactPlace.Title),
            new("lineCount", new("明细行数", "Lines"), Cell.Of(statement.LineCount), FactPlace.Title),
            new("opening", Words.Opening, Cell.Of(statement.Opening, bases.Before(Measure.Cash)), FactPlace.Headline),
            new("in", Words.In, Cell.Of(statement.In, bases.During(Measure.CashIn)), FactPlace.Headline),
            new("out", Words.Out, Cell.Of(statement.Out, bases.During(Measure.CashOut)), FactPlace.Headline),
            new("closing", Words.Closing, Cell.Of(statement.Closing, bases.After(Measure.Cash)), FactPlace.Headline),
            new("owed", Words.Owed, Cell.Of(Sum(statement, source => source.Owed), bases.After(Measure.Owed)), FactPlace.InTable),
            new("committed", Words.Committed, Cell.Of(Sum(statement, source => source.Committed), bases.After(Measure.Committed)), FactPlace.InTable),
            new("available", Words.Available, Cell.Of(Sum(statement, source => source.Available), bases.After(Measure.Available)), FactPlace.InTable),
        ];
    }

    private static ChartSection CashChart(FundStatement statement) => new(
        "cashByDay", new("现金余额走势", "Cash over time"), statement.Head.Span, statement.Head.Currency, statement.CashByDay, day => new Bases(statement.Head).At(Measure.Cash, day));

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
        new("没有任何资金来源在本期有余额或发生额。", "No source had a balance or moved in this period."))
    {
        Checks =
        [
            Check.Of("sourcesAreTheOpening", new("各来源期初之和 = 基金期初现金", "openings of the sources = the fund's opening cash"), Sum(statement, source => source.Opening), statement.Opening),
            Check.Of("sourcesAreTheClosing", new("各来源期末之和 = 基金期末现金", "closings of the sources = the fund's closing cash"), Sum(statement, source => source.Closing), statement.Closing),
        ],
    };

    private static Money Sum(FundStatement statement, Func<SourceFigures, Money> of) => statement.Sources.Aggregate(Money.Zero(statement.Head.Currency), (sum, source) => sum + of(source));

    private static IEnumerable<Row> SourceRows(FundStatement statement)
    {
        var (zero, bases) = (Money.Zero(statement.Head.Currency), new Bases(statement.Head));
        Money[] totals = [zero, zero, zero, zero, zero, zero, zero];
        foreach (var source in statement.Sources)
        {
            Money[] amounts = [source.Opening, source.In, source.Out, source.Closing, source.Owed, source.Committed, source.Available];
            yield return new(RowKind.Line, [Cell.Of(source.Code), Cell.Of(source.Kind), Cell.Of(source.Name), .. Cells(bases, amounts, source.Code)]);
            for (var i = 0; i < totals.Length; i++) totals[i] += amounts[i];
        }

        if (statement.Sources.Count == 0) yield break;
        Invariant.Holds(totals[0] == statement.Opening && totals[1] == statement.In && totals[2] == statement.Out && totals[3] == statement.Closing);
        yield return new(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), .. Cells(bases, totals, null)]);
    }

    private static IEnumerable<Cell> Cells(Bases bases, Money[] amounts, string? source)
    {
        FigureBasis?[] columns =
        [
            bases.Before(Measure.Cash, source), bases.During(Measure.CashIn, source), bases.During(Measure.CashOut, source), bases.After(Measure.Cash, source),
            bases.After(Measure.Owed, source), bases.After(Measure.Committed, source), bases.After(Measure.Available, source),
        ];
        return amounts.Zip(columns, Cell.Of);
    }

    /// <summary>Stands in the report only when there is such a day: it asks for an explanation.</summary>
    private static IEnumerable<TableSection> NegativeDays(FundStatement statement)
    {
        if (statement.NegativeDays.Count == 0) yield break;
        yield return new(
            "negativeDays", new("日终现金为负的日期", "Days that ended below zero"),
            [new("day", Words.Date, CellKind.Date), new("source", Words.Source, CellKind.Text), new("balance", Words.Balance, CellKind.Amount, IsRunning: true)],
            [.. statement.NegativeDays.Select(day => new Row(RowKind.Line, [Cell.Of(day.Day), Cell.Of(day.Source), Cell.Of(day.Balance, new Bases(statement.Head).At(Measure.Cash, day.Day, day.Source))]))],
            Bilingual.Same(""));
    }

    private static TableSection Lines(FundStatement statement, IEnumerable<Row> rows) => new(
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
        rows, new("本期没有现金收支。", "No cash came or went in this period."), IsMain: true)
    {
        Checks = [Check.Of("movementsAreTheChange", new("期初 + 收入 − 支出 = 期末（取自账户余额）", "opening + in − out = closing, the latter from balances"), statement.Opening + statement.In - statement.Out, statement.Closing)],
    };

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new("现金包括银行存款、库存现金和支付渠道余额；收入、支出为现金的收付。", "Cash is bank, cash in hand and balances at payment channels; in and out are movements of it."),
        new("可用 = 期末余额 − 应付 − 已立项未拨付；应收款不计入可用。", "Available = closing − owed − committed. Receivables never count as available."),
        Words.SameBytes,
    ]);
}
