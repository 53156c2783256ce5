using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>资产负债表: assets in groups, what is owed, and net assets by class, at the beginning of the year and at the end of a day.</summary>
public static class BalanceSheetContent
{
    private static readonly Bilingual Assets = new("资产总计", "Total assets");
    private static readonly Bilingual Liabilities = new("负债合计", "Total liabilities");
    private static readonly Bilingual NetAssets = new("净资产合计", "Total net assets");
    private static readonly Bilingual Both = new("负债和净资产总计", "Total liabilities and net assets");

    private static readonly StatutoryGroup[] GroupsOfAssets = [StatutoryGroup.CurrentAssets, StatutoryGroup.LongTermInvestments, StatutoryGroup.FixedAssets, StatutoryGroup.AgencyAssets];
    private static readonly StatutoryGroup[] GroupsOfLiabilities = [StatutoryGroup.CurrentLiabilities, StatutoryGroup.AgencyLiabilities];

    public static ReportContent Of(BalanceSheet sheet) => new("balanceSheet", new("资产负债表", "Balance sheet"), sheet.Head, Facts(sheet), [Table(sheet), Notes(sheet)]);

    private static IReadOnlyList<Fact> Facts(BalanceSheet sheet) =>
    [
        new("to", new("截止日", "At the end of"), Cell.Of(sheet.Head.Span.Last), FactPlace.Title),
        new("chart", StatutoryWords.Chart, Cell.Of(sheet.Chart), FactPlace.InTable),
        new("assets", Assets, Cell.Of(Sum(sheet, GroupsOfAssets).End, GroupBasis(sheet, GroupsOfAssets)), FactPlace.Headline),
        new("liabilities", Liabilities, Cell.Of(Sum(sheet, GroupsOfLiabilities).End, GroupBasis(sheet, GroupsOfLiabilities)), FactPlace.Headline),
        new("netAssets", NetAssets, Cell.Of(sheet.NetAssets.End.Total, Basis(sheet, Measure.NetAssets, [])), FactPlace.Headline),
        new("unclosedUnrestricted", new("未结转的本年结果：非限定性", "Result not carried over: unrestricted"), Cell.Of(sheet.Unclosed.Unrestricted, Unclosed(sheet, Measure.UnrestrictedNetAssets)), FactPlace.InTable),
        new("unclosedRestricted", new("未结转的本年结果：限定性", "Result not carried over: restricted"), Cell.Of(sheet.Unclosed.Restricted, Unclosed(sheet, Measure.RestrictedNetAssets)), FactPlace.InTable),
    ];

    private static TableSection Table(BalanceSheet sheet) => new(
        "lines", new("资产、负债和净资产", "Assets, liabilities and net assets"),
        [
            new("part", StatutoryWords.Part, CellKind.Text, IsGroup: true), new("item", StatutoryWords.Item, CellKind.Text, ColumnWidth.Wide),
            new("beginning", new("年初数", "Beginning of the year"), CellKind.Amount), new("end", new("期末数", "End"), CellKind.Amount),
        ],
        [.. Rows(sheet)], new("没有任何资产、负债或净资产。", "There are no assets, liabilities or net assets."), IsMain: true)
    {
        Checks =
        [
            Equation("beginningBalances", new("年初", "at the beginning"), sheet, pair => pair.Beginning, pair => pair.Beginning),
            Equation("endBalances", new("期末", "at the end"), sheet, pair => pair.End, pair => pair.End),
            .. sheet.IsOfEntity ? [Check.Of("betweenFunds", StatutoryWords.BetweenFunds, sheet.BetweenFunds.Beginning + sheet.BetweenFunds.End, Money.Zero(sheet.Head.Currency))] : Array.Empty<Check>(),
        ],
    };

    private static Check Equation(string key, Bilingual at, BalanceSheet sheet, Func<(Money Beginning, Money End), Money> amount, Func<(ByClass Beginning, ByClass End), ByClass> classes) => Check.Of(
        key, new($"{at.Zh}资产 = 负债 + 净资产", $"assets = liabilities + net assets {at.En}"),
        amount(Sum(sheet, GroupsOfAssets)), amount(Sum(sheet, GroupsOfLiabilities)) + classes(sheet.NetAssets).Total);

    private static IEnumerable<Row> Rows(BalanceSheet sheet)
    {
        foreach (var row in RowsOf(sheet, GroupsOfAssets, Assets)) yield return row;
        foreach (var row in RowsOf(sheet, GroupsOfLiabilities, Liabilities)) yield return row;
        var (group, net) = (StatutoryGroup.NetAssets, sheet.NetAssets);
        yield return Line(sheet, StatutoryLines.Unrestricted, Measure.UnrestrictedNetAssets, net.Beginning.Unrestricted, net.End.Unrestricted);
        yield return Line(sheet, StatutoryLines.Restricted, Measure.RestrictedNetAssets, net.Beginning.Restricted, net.End.Restricted);
        yield return new(RowKind.Subtotal, [Cell.Of(group.Name()), Cell.Of(NetAssets), Cell.Of(net.Beginning.Total, Basis(sheet, Measure.NetAssets, [], sheet.Beginning)), Cell.Of(net.End.Total, Basis(sheet, Measure.NetAssets, []))]);
        var owed = Sum(sheet, GroupsOfLiabilities);
        yield return Result(Both, Cell.Of(owed.Beginning + net.Beginning.Total, Claims(sheet, sheet.Beginning)), Cell.Of(owed.End + net.End.Total, Claims(sheet, sheet.Head.Span.Last)));
    }

    private static IEnumerable<Row> RowsOf(BalanceSheet sheet, StatutoryGroup[] groups, Bilingual total)
    {
        foreach (var group in groups)
        {
            var lines = sheet.Lines.Where(line => line.Line.Group == group).ToList();
            var measure = Array.IndexOf(GroupsOfLiabilities, group) >= 0 ? Measure.CreditBalance : Measure.DebitBalance;
            foreach (var line in lines)
                yield return new(RowKind.Line, [Cell.Of(group.Name()), Cell.Of(line.Line.Name), Cell.Of(line.Beginning, Basis(sheet, measure, line.Accounts, sheet.Beginning)), Cell.Of(line.End, Basis(sheet, measure, line.Accounts))]);
            if (lines.Count == 0) continue;
            var sum = Sum(sheet, [group]);
            yield return new(RowKind.Subtotal, [Cell.Of(group.Name()), Cell.Of(group.SumOf()), Cell.Of(sum.Beginning, GroupBasis(sheet, [group], sheet.Beginning)), Cell.Of(sum.End, GroupBasis(sheet, [group]))]);
        }

        var all = Sum(sheet, groups);
        yield return Result(total, Cell.Of(all.Beginning, GroupBasis(sheet, groups, sheet.Beginning)), Cell.Of(all.End, GroupBasis(sheet, groups)));
    }

    private static Row Line(BalanceSheet sheet, StatutoryLine line, Measure measure, Money beginning, Money end) =>
        new(RowKind.Line, [Cell.Of(line.Group.Name()), Cell.Of(line.Name), Cell.Of(beginning, Basis(sheet, measure, [], sheet.Beginning)), Cell.Of(end, Basis(sheet, measure, []))]);

    private static Row Result(Bilingual name, Cell beginning, Cell end) => new(RowKind.Result, [Cell.Empty, Cell.Of(name), beginning, end]);

    private static FigureBasis Basis(BalanceSheet sheet, Measure measure, IReadOnlyList<string> accounts, DateOnly? day = null) => new StatutoryBases(sheet.Head, sheet.Entity).At(measure, day ?? sheet.Head.Span.Last, accounts);

    private static FigureBasis? Claims(BalanceSheet sheet, DateOnly day) => sheet.Claims.Count == 0 ? null : Basis(sheet, Measure.CreditBalance, sheet.Claims, day);

    private static FigureBasis? Unclosed(BalanceSheet sheet, Measure measure) => sheet.Activities.Count == 0 ? null : Basis(sheet, measure, sheet.Activities);

    /// <summary>Null where no line stands in these groups: without accounts it would be of all.</summary>
    private static FigureBasis? GroupBasis(BalanceSheet sheet, StatutoryGroup[] groups, DateOnly? day = null)
    {
        List<string> accounts = [.. sheet.Lines.Where(line => groups.Contains(line.Line.Group)).SelectMany(line => line.Accounts).Distinct().Order(StringComparer.Ordinal)];
        return accounts.Count == 0 ? null : Basis(sheet, groups.All(group => GroupsOfLiabilities.Contains(group)) ? Measure.CreditBalance : Measure.DebitBalance, accounts, day);
    }

    private static (Money Beginning, Money End) Sum(BalanceSheet sheet, StatutoryGroup[] groups)
    {
        var zero = Money.Zero(sheet.Head.Currency);
        return sheet.Lines.Where(line => groups.Contains(line.Line.Group)).Aggregate((zero, zero), (sum, line) => (sum.Item1 + line.Beginning, sum.Item2 + line.End));
    }

    private static NoteSection Notes(BalanceSheet sheet) => new("notes", Words.Notes,
    [
        .. StatutoryWords.NotesOf(sheet.Chart, sheet.IsOfEntity),
        new("年末结转之前，本年收入减费用按资金来源的限定列在净资产中，因此结转前后本表相同。", "Before the year-end entries the result of the year stands within net assets by the class of its source, so that this is the same before them and after."),
        Words.SameBytes,
    ]);
}
