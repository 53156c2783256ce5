using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>The trial balance: every account with its debits and credits, each layer of the books in balance by itself.</summary>
public static class TrialBalanceReport
{
    private const int AmountColumns = 6;

    public static ReportContent Of(TrialBalance balance) => new(
        "trialBalance", new("试算平衡表", "Trial balance"), balance.Head, Facts(balance), [Accounts(balance), balance.YearEndLeftOutFrom is null ? Notes : Notes with { Notes = [BeforeYearEnd, .. Notes.Notes] }]);

    private static IReadOnlyList<Fact> Facts(TrialBalance balance) =>
    [
        new("from", Words.From, Cell.Of(balance.Head.Span.First), FactPlace.Title),
        new("to", Words.To, Cell.Of(balance.Head.Span.Last), FactPlace.Title),
        new("accountCount", new("科目数", "Accounts"), Cell.Of(balance.Rows.Count), FactPlace.Title),
        new("openingImbalance", new("期初不平衡金额", "Opening imbalance"), Cell.Of(Imbalance(balance, row => row.Opening)), FactPlace.Headline),
        new("imbalance", new("本期不平衡金额", "Imbalance in the period"), Cell.Of(Imbalance(balance, row => row.Debit - row.Credit)), FactPlace.Headline),
        new("closingImbalance", new("期末不平衡金额", "Closing imbalance"), Cell.Of(Imbalance(balance, row => row.Closing)), FactPlace.Headline),
    ];

    // By layer and without sign, so that one layer's error cannot hide another's.
    private static Money Imbalance(TrialBalance balance, Func<TrialBalanceRow, Money> of)
    {
        var zero = Money.Zero(balance.Head.Currency);
        var byLayer = balance.Rows.GroupBy(row => row.Layer).Select(layer => layer.Aggregate(zero, (sum, row) => sum + of(row)));
        return byLayer.Aggregate(zero, (sum, difference) => sum + (difference.IsNegative ? -difference : difference));
    }

    private static TableSection Accounts(TrialBalance balance) => new(
        "accounts", new("科目余额", "Accounts"),
        [
            new("layer", new("账层", "Layer"), CellKind.Text, IsGroup: true),
            new("code", new("科目编号", "Code"), CellKind.Text, ColumnWidth.Narrow),
            new("name", new("科目名称", "Account"), CellKind.Text, ColumnWidth.Wide),
            new("openingDebit", new("期初借方", "Opening debit"), CellKind.Amount, ZeroIsBlank: true),
            new("openingCredit", new("期初贷方", "Opening credit"), CellKind.Amount, ZeroIsBlank: true),
            new("debit", new("本期借方", "Debits"), CellKind.Amount, ZeroIsBlank: true),
            new("credit", new("本期贷方", "Credits"), CellKind.Amount, ZeroIsBlank: true),
            new("closingDebit", new("期末借方", "Closing debit"), CellKind.Amount, ZeroIsBlank: true),
            new("closingCredit", new("期末贷方", "Closing credit"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [.. Rows(balance)], new("没有任何科目在本期有余额或发生额。", "No account had a balance or moved in this period."), IsMain: true)
    {
        Checks = [.. balance.Rows.GroupBy(row => row.Layer).SelectMany((layer, at) => Sides(layer.First().LayerName, [.. layer], at + 1))],
    };

    /// <summary>Of one layer: the layers are not to be added.</summary>
    private static IEnumerable<Check> Sides(Bilingual layer, IReadOnlyList<TrialBalanceRow> rows, int no)
    {
        var zero = Money.Zero(rows[0].Opening.Currency);
        (Money Left, Money Right) Both(int left, int right) => rows.Select(Amounts).Aggregate((zero, zero), (sum, amounts) => (sum.Item1 + amounts[left], sum.Item2 + amounts[right]));
        foreach (var (key, zh, en, left, right) in new[] { ("opening", "期初", "opening", 0, 1), ("period", "本期", "the period", 2, 3), ("closing", "期末", "closing", 4, 5) })
        {
            var (debit, credit) = Both(left, right);
            yield return Check.Of($"{key}Balances{no}", new($"{layer.Zh}：{zh}借方 = 贷方", $"{layer.En}: debits = credits, {en}"), debit, credit);
        }
    }

    private static IEnumerable<Row> Rows(TrialBalance balance)
    {
        var bases = new Bases(balance.Head);
        foreach (var layer in balance.Rows.GroupBy(row => row.Layer))
        {
            var (totals, accounts) = (Enumerable.Repeat(Money.Zero(balance.Head.Currency), AmountColumns).ToArray(), Enumerable.Range(0, AmountColumns).Select(_ => new List<string>()).ToArray());
            foreach (var row in layer)
            {
                var amounts = Amounts(row);
                yield return new(RowKind.Line, [Cell.Of(row.LayerName), Cell.Of(row.AccountCode), Cell.Of(row.AccountName), .. Cells(bases, amounts, balance.YearEndLeftOutFrom, _ => [row.AccountCode])]);
                for (var i = 0; i < AmountColumns; i++)
                {
                    totals[i] += amounts[i];
                    if (!amounts[i].IsZero) accounts[i].Add(row.AccountCode);
                }
            }

            yield return new(RowKind.Subtotal, [Cell.Of(layer.First().LayerName), Cell.Empty, Cell.Of(Words.Total), .. Cells(bases, totals, balance.YearEndLeftOutFrom, i => accounts[i])]);
        }
    }

    /// <param name="accounts">What each column's amount is made of: the accounts that stand on that side.</param>
    private static IEnumerable<Cell> Cells(Bases bases, Money[] amounts, DateOnly? leftOutFrom, Func<int, IReadOnlyList<string>> accounts)
    {
        FigureBasis?[] columns =
        [
            bases.Before(Measure.DebitBalance), bases.Before(Measure.CreditBalance), bases.During(Measure.Debits), bases.During(Measure.Credits),
            bases.After(Measure.DebitBalance), bases.After(Measure.CreditBalance),
        ];
        return amounts.Select((amount, i) => Cell.Of(amount, !amount.IsZero && columns[i] is { } basis ? basis with { Accounts = accounts(i), YearEndLeftOutFrom = leftOutFrom } : null));
    }

    private static Money[] Amounts(TrialBalanceRow row)
    {
        Invariant.Holds(row.Opening + row.Debit - row.Credit == row.Closing);
        var zero = Money.Zero(row.Opening.Currency);
        Money OnDebitSide(Money signed) => signed.IsPositive ? signed : zero;
        Money OnCreditSide(Money signed) => signed.IsNegative ? -signed : zero;
        return [OnDebitSide(row.Opening), OnCreditSide(row.Opening), row.Debit, row.Credit, OnDebitSide(row.Closing), OnCreditSide(row.Closing)];
    }

    private static Bilingual BeforeYearEnd => new("年末结转之前的余额：年末结转分录没有计入。", "As it stood before the year was closed: the entries that closed it are left out.");

    private static NoteSection Notes => new("notes", Words.Notes,
    [
        new(
            "不平衡金额 = 各账层借方与贷方之差的绝对值之和；账簿无误时为零。",
            "Imbalance = what debits and credits of a layer differ by, without sign, over all layers; zero in sound books."),
        new("每个账层（实际、承诺、备查）各自借贷平衡；各账层的金额不应相加。", "Each layer (actual, committed, memo) balances by itself; amounts of different layers are not to be added."),
        Words.SameBytes,
    ]);
}
