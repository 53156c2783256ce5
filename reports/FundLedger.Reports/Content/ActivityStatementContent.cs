using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>业务活动表: income, costs and changes of net assets, unrestricted and restricted, of the month and the year, beside the same days a year earlier.</summary>
public static class ActivityStatementContent
{
    private static readonly Bilingual Unrestricted = new("非限定性", "Unrestricted");
    private static readonly Bilingual Restricted = new("限定性", "Restricted");
    private static readonly Bilingual Change = new("净资产变动额", "Change in net assets");

    public static ReportContent Of(ActivityStatement statement) => new(
        "activities", new("业务活动表", "Statement of activities"), statement.Head, Facts(statement),
        [
            Table("lines", new("本期", "This year"), statement, 0, isMain: true),
            Table("yearBefore", new("上年同期", "A year earlier"), statement, 2, isMain: false),
            Notes(statement),
        ]);

    private static IReadOnlyList<Fact> Facts(ActivityStatement statement) =>
    [
        new("from", Words.From, Cell.Of(statement.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(statement.Head.Span.Last), FactPlace.Title),
        new("chart", StatutoryWords.Chart, Cell.Of(statement.Chart), FactPlace.InTable),
        new("income", new("本年收入合计", "Income of the year"), Cell.Of(Sum(statement, 1, StatutoryGroup.Income).Total, Basis(statement, Measure.Income, 1, [])), FactPlace.Headline),
        new("costs", new("本年费用合计", "Costs of the year"), Cell.Of(Sum(statement, 1, StatutoryGroup.Costs).Total, Basis(statement, Measure.Spending, 1, [])), FactPlace.Headline),
        new("change", new("本年净资产变动额", "Change in net assets of the year"), Cell.Of(ChangeIn(statement, 1).Total, Moved(statement, Measure.NetAssets, 1)), FactPlace.Headline),
    ];

    private static TableSection Table(string key, Bilingual heading, ActivityStatement statement, int first, bool isMain) => new(
        key, heading,
        [
            new("part", StatutoryWords.Part, CellKind.Text, IsGroup: true), new("item", StatutoryWords.Item, CellKind.Text, ColumnWidth.Wide),
            .. Columns(first), .. Columns(first + 1),
        ],
        [.. Rows(statement, first)], new("没有任何收入、费用或净资产变动。", "There was no income, no cost and no change in net assets."), isMain)
    {
        Checks = [.. Checks(statement, first), .. Checks(statement, first + 1)],
    };

    private static IEnumerable<Column> Columns(int period)
    {
        var (name, key) = (StatutoryWords.Periods[period], StatutoryWords.PeriodKeys[period]);
        return new (string Key, Bilingual Name)[] { ("Unrestricted", Unrestricted), ("Restricted", Restricted), ("Total", Words.Total) }
            .Select(part => new Column(key + part.Key, new($"{name.Zh}{part.Name.Zh}", $"{name.En}: {part.Name.En.ToLowerInvariant()}"), CellKind.Amount, ZeroIsBlank: true));
    }

    private static IEnumerable<Row> Rows(ActivityStatement statement, int first)
    {
        foreach (var group in new[] { StatutoryGroup.Income, StatutoryGroup.Costs, StatutoryGroup.Changes })
        {
            var lines = statement.Lines.Where(line => line.Line.Group == group).ToList();
            foreach (var line in lines) yield return new(RowKind.Line, [Cell.Of(group.Name()), Cell.Of(line.Line.Name), .. Cells(statement, line, first), .. Cells(statement, line, first + 1)]);
            if (lines.Count > 0 && group != StatutoryGroup.Changes)
                yield return new(RowKind.Subtotal, [Cell.Of(group.Name()), Cell.Of(group.SumOf()), .. Cells(statement, group, first), .. Cells(statement, group, first + 1)]);
        }

        if (statement.Lines.Count > 0) yield return new(RowKind.Result, [Cell.Empty, Cell.Of(Change), .. ChangeCells(statement, first), .. ChangeCells(statement, first + 1)]);
    }

    private static IEnumerable<Check> Checks(ActivityStatement statement, int period)
    {
        var (name, key, of) = (StatutoryWords.Periods[period], StatutoryWords.PeriodKeys[period], statement.Periods[period]);
        var change = ChangeIn(statement, period);
        Check Ties(Bilingual part, string partKey, Func<ByClass, Money> amount) => Check.Of(
            key + partKey, new($"{name.Zh}{part.Zh}：期初净资产 + 变动额 = 期末净资产", $"{name.En}, {part.En.ToLowerInvariant()}: opening net assets + change = closing net assets"),
            amount(of.Opening) + amount(change), amount(of.Closing));
        yield return Ties(Unrestricted, "Unrestricted", pair => pair.Unrestricted);
        yield return Ties(Restricted, "Restricted", pair => pair.Restricted);
        if (!statement.IsOfEntity) yield break;
        var moved = statement.Lines.FirstOrDefault(line => line.Line.Key == "transfers")?.Amounts[period].Total ?? Money.Zero(statement.Head.Currency);
        yield return Check.Of(key + "Transfers", new($"{name.Zh}：各基金之间的划转抵销后为零", $"{name.En}: what moved between funds comes to nothing"), moved, Money.Zero(statement.Head.Currency));
    }

    private static IEnumerable<Cell> Cells(ActivityStatement statement, ActivityLine line, int period) =>
        StatutoryLines.PartOf(line.Line) is { } part ? Cells(statement, line, part, period) : Cells(statement, line.Amounts[period], MeasureOf(line.Line.Group), period, line.Accounts);

    /// <summary>What is told by the kind of its entries; where costs are all unrestricted, those of restricted money stand on both sides of what is released.</summary>
    private static IEnumerable<Cell> Cells(ActivityStatement statement, ActivityLine line, FigurePart part, int period)
    {
        var (amount, isOfCosts) = (line.Amounts[period], part == FigurePart.Released && !statement.CostsAreRestricted);
        FigureBasis Of(Measure measure) => Basis(statement, measure, period, line.Accounts) with { Part = part, YearEndLeftOutFrom = statement.Periods[period].Span.First };
        return
        [
            Cell.Of(amount.Unrestricted, Of(isOfCosts ? Measure.ReleasedTo : Measure.UnrestrictedNetAssets)), Cell.Of(amount.Restricted, Of(isOfCosts ? Measure.ReleasedFrom : Measure.RestrictedNetAssets)),
            Cell.Of(amount.Total, Of(isOfCosts ? Measure.OtherChanges : Measure.CreditBalance)),
        ];
    }

    private static IEnumerable<Cell> Cells(ActivityStatement statement, StatutoryGroup group, int period) => Cells(statement, Sum(statement, period, group), MeasureOf(group), period, []);

    private static IEnumerable<Cell> Cells(ActivityStatement statement, ByClass amount, Measure measure, int period, IReadOnlyList<string> accounts)
    {
        var whole = Basis(statement, measure, period, accounts);
        var isInOneColumn = measure == Measure.Spending && !statement.CostsAreRestricted; // then all costs stand as unrestricted
        return
        [
            Cell.Of(amount.Unrestricted, isInOneColumn ? whole : whole with { IsRestricted = false }), Cell.Of(amount.Restricted, isInOneColumn ? null : whole with { IsRestricted = true }), Cell.Of(amount.Total, whole),
        ];
    }

    /// <summary>The change of net assets is what moved them in the days, a closing of the year included: it comes to nothing in each class.</summary>
    private static IEnumerable<Cell> ChangeCells(ActivityStatement statement, int period)
    {
        var change = ChangeIn(statement, period);
        return
        [
            Cell.Of(change.Unrestricted, Moved(statement, Measure.UnrestrictedNetAssets, period)), Cell.Of(change.Restricted, Moved(statement, Measure.RestrictedNetAssets, period)),
            Cell.Of(change.Total, Moved(statement, Measure.NetAssets, period)),
        ];
    }

    private static FigureBasis Moved(ActivityStatement statement, Measure measure, int period) => new StatutoryBases(statement.Head, statement.Entity).During(measure, statement.Periods[period].Span, []);

    private static Measure MeasureOf(StatutoryGroup group) => group switch
    {
        StatutoryGroup.Income => Measure.Income,
        StatutoryGroup.Costs => Measure.Spending,
        _ => Measure.CreditBalance,
    };

    private static FigureBasis Basis(ActivityStatement statement, Measure measure, int period, IReadOnlyList<string> accounts) =>
        new StatutoryBases(statement.Head, statement.Entity).During(measure, statement.Periods[period].Span, accounts) with { YearEndLeftOutFrom = measure == Measure.CreditBalance ? statement.Periods[period].Span.First : null };

    private static ByClass ChangeIn(ActivityStatement statement, int period) =>
        Sum(statement, period, StatutoryGroup.Income) - Sum(statement, period, StatutoryGroup.Costs) + Sum(statement, period, StatutoryGroup.Changes);

    private static ByClass Sum(ActivityStatement statement, int period, StatutoryGroup group) =>
        statement.Lines.Where(line => line.Line.Group == group).Aggregate(ByClass.Zero(statement.Head.Currency), (sum, line) => sum + line.Amounts[period]);

    private static NoteSection Notes(ActivityStatement statement) => new("notes", Words.Notes,
    [
        .. StatutoryWords.NotesOf(statement.Chart, statement.IsOfEntity),
        statement.CostsAreRestricted
            ? new("限定性资金的费用列在限定性一栏（限定性费用），不再随支出转为非限定性。", "Costs of restricted money stand in the restricted column; spending releases nothing.")
            : new("费用都列在非限定性一栏；限定性资金的费用同时由限定性净资产转为非限定性净资产。", "All costs stand in the unrestricted column; what restricted money paid of them is released from restrictions at the same time."),
        new("净资产变动额 = 收入 − 费用 + 其他变动。年末结转分录不是业务活动，不列入。", "Change in net assets = income − costs + other changes. Year-end entries are no activity and are left out."),
        Words.SameBytes,
    ]);
}
