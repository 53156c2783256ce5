using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Content;

/// <summary>科目余额表 and 总账.</summary>
public static class AccountTablesContent
{
    private static readonly Bilingual Checked = new("核对：期初、本期、本年累计和期末的借方合计都等于贷方合计。", "Checked: debits equal credits, at the opening, in the period, since the year began and at the close.");
    private static readonly Bilingual Differs = new("核对：借方合计与贷方合计不等。请运行校验。", "Checked: debits and credits differ. Run the verification.");

    public static ReportContent Of(AccountBalanceTable table) => new(
        "accountBalances", new("科目余额表", "Account balances"), table.Head, Facts(table), [Accounts(table), NotesOf(table)]);

    public static ReportContent Of(GeneralLedger ledger) => new(
        "generalLedger", new("总账", "General ledger"), ledger.Head, Facts(ledger), [Months(ledger), Notes(IsSound(ledger))]);

    private static IReadOnlyList<Fact> Facts(AccountBalanceTable table)
    {
        Money Off(Func<AccountBalanceRow, Money> of) => BookTexts.WithoutSign(Parts(table).Aggregate(Money.Zero(table.Head.Currency), (sum, row) => sum + of(row)));
        return
        [
            new("from", Words.From, Cell.Of(table.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(table.Head.Span.Last), FactPlace.Title),
            new("accountCount", new("科目数", "Accounts"), Cell.Of(table.Rows.Select(row => row.Code).Distinct().Count()), FactPlace.Title),
            new("openingImbalance", new("期初不平衡金额", "Opening imbalance"), Cell.Of(Off(row => row.Opening)), FactPlace.Headline),
            new("imbalance", new("本期不平衡金额", "Imbalance in the period"), Cell.Of(Off(row => row.Debit - row.Credit)), FactPlace.Headline),
            new("yearImbalance", new("本年累计不平衡金额", "Imbalance since the year began"), Cell.Of(Off(row => row.YearDebit - row.YearCredit)), FactPlace.Headline),
            new("closingImbalance", new("期末不平衡金额", "Closing imbalance"), Cell.Of(Off(row => row.Closing)), FactPlace.Headline),
        ];
    }

    /// <summary>The rows that say everything once.</summary>
    private static IEnumerable<AccountBalanceRow> Parts(AccountBalanceTable table) => table.Rows.Where(row => !row.IsSum);

    private static TableSection Accounts(AccountBalanceTable table) => new(
        "accounts", new("科目余额", "Accounts"),
        [
            new("level", new("级次", "Level"), CellKind.Integer), new("code", Words.AccountCode, CellKind.Text, ColumnWidth.Narrow), new("name", Words.AccountName, CellKind.Text, ColumnWidth.Wide),
            .. table.ByFund ? [new("fund", Words.Fund, CellKind.Text, ColumnWidth.Narrow)] : Array.Empty<Column>(),
            new("openingDebit", new("期初借方", "Opening debit"), CellKind.Amount, ZeroIsBlank: true), new("openingCredit", new("期初贷方", "Opening credit"), CellKind.Amount, ZeroIsBlank: true),
            new("debit", new("本期借方", "Debits"), CellKind.Amount, ZeroIsBlank: true), new("credit", new("本期贷方", "Credits"), CellKind.Amount, ZeroIsBlank: true),
            new("yearDebit", new("本年累计借方", "Debits this year"), CellKind.Amount, ZeroIsBlank: true), new("yearCredit", new("本年累计贷方", "Credits this year"), CellKind.Amount, ZeroIsBlank: true),
            new("closingDebit", new("期末借方", "Closing debit"), CellKind.Amount, ZeroIsBlank: true), new("closingCredit", new("期末贷方", "Closing credit"), CellKind.Amount, ZeroIsBlank: true),
        ],
        [.. BalanceRows(table)], new("没有任何科目在本期有余额或发生额。", "No account had a balance or moved in this period."), IsMain: true)
    {
        Checks = [Moves(Parts(table).Select(row => (row.Opening, row.Debit, row.Credit, row.Closing)), table.Head.Currency)],
    };

    private static Check Moves(IEnumerable<(Money Opening, Money Debit, Money Credit, Money Closing)> rows, Currency currency)
    {
        var zero = Money.Zero(currency);
        var (moved, closing) = rows.Aggregate((zero, zero), (sum, row) => (sum.Item1 + row.Opening + row.Debit - row.Credit, sum.Item2 + row.Closing));
        return Check.Of("movementsAreTheChange", new("期初 + 借方 − 贷方 = 期末（贷方余额为负）", "opening + debits − credits = closing, a balance in credit below zero"), moved, closing);
    }

    private static IEnumerable<Row> BalanceRows(AccountBalanceTable table)
    {
        var texts = new BookTexts(table.Head, table.Entity);
        var span = table.Head.Span;
        var year = new DateOnly(span.Last.Year, 1, 1);
        var totals = Enumerable.Repeat(Money.Zero(table.Head.Currency), 8).ToArray();
        foreach (var row in table.Rows)
        {
            Invariant.Holds(row.Opening + row.Debit - row.Credit == row.Closing);
            Money[] amounts = [.. Sides(row.Opening), row.Debit, row.Credit, row.YearDebit, row.YearCredit, .. Sides(row.Closing)];
            // A figure of one fund leads nowhere here: the fund's own trial balance does.
            FigureBasis?[] bases = row.Fund is not null ? new FigureBasis?[8] :
            [
                .. Twice(texts.At(row.Opening, span.First.AddDays(-1), row.Accounts)), texts.During(Measure.Debits, row.Accounts), texts.During(Measure.Credits, row.Accounts),
                texts.During(Measure.Debits, row.Accounts, year), texts.During(Measure.Credits, row.Accounts, year), .. Twice(texts.At(row.Closing, span.Last, row.Accounts)),
            ];
            yield return new Row(row.IsSum ? RowKind.BroughtForward : RowKind.Line,
            [
                Cell.Of(row.Level), Cell.Of(row.Code), Cell.Of(row.Name), .. table.ByFund ? [row.Fund is { } fund ? Cell.Of(fund.Code) : Cell.Empty] : Array.Empty<Cell>(),
                .. amounts.Zip(bases, (amount, basis) => row.IsSum && amount.IsZero ? Cell.Empty : Cell.Of(amount, amount.IsZero ? null : basis)),
            ]);
            if (!row.IsSum)
                for (var i = 0; i < totals.Length; i++) totals[i] += amounts[i];
        }

        if (table.Rows.Count > 0)
            yield return new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Of(Words.Total), .. table.ByFund ? [Cell.Empty] : Array.Empty<Cell>(), .. totals.Select(Cell.Of)]);
    }

    private static Money[] Sides(Money signed)
    {
        var zero = Money.Zero(signed.Currency);
        return [signed.IsPositive ? signed : zero, signed.IsNegative ? -signed : zero];
    }

    private static FigureBasis[] Twice(FigureBasis basis) => [basis, basis];

    private static NoteSection NotesOf(AccountBalanceTable table) => new("notes", Words.Notes,
    [
        .. Notes(Parts(table).Aggregate((long)0, (sum, row) => checked(sum + row.Opening.MinorUnits)) == 0 && Parts(table).Aggregate((long)0, (sum, row) => checked(sum + row.Closing.MinorUnits)) == 0
            && Parts(table).Aggregate((long)0, (sum, row) => checked(sum + row.YearDebit.MinorUnits - row.YearCredit.MinorUnits)) == 0).Notes,
        new("灰色的行是其下各行之和，不计入合计。", "Rows in grey are the sum of those below them and are not added to the total."),
    ]);

    private static IReadOnlyList<Fact> Facts(GeneralLedger ledger)
    {
        var (zero, months) = (Money.Zero(ledger.Head.Currency), ledger.Accounts.SelectMany(account => account.Months).ToList());
        return
        [
            new("from", Words.From, Cell.Of(ledger.Head.Span.First), FactPlace.Title),
            new("to", Words.To, Cell.Of(ledger.Head.Span.Last), FactPlace.Title),
            new("accountCount", new("科目数", "Accounts"), Cell.Of(ledger.Accounts.Count), FactPlace.Title),
            new("debit", new("借方合计", "Debits"), Cell.Of(months.Aggregate(zero, (sum, month) => sum + month.Debit)), FactPlace.Headline),
            new("credit", new("贷方合计", "Credits"), Cell.Of(months.Aggregate(zero, (sum, month) => sum + month.Credit)), FactPlace.Headline),
        ];
    }

    private static bool? IsSound(GeneralLedger ledger) => !ledger.IsWhole ? null
        : ledger.Accounts.Sum(account => account.Opening.MinorUnits) == 0 && ledger.Accounts.Sum(account => account.Closing.MinorUnits) == 0;

    private static TableSection Months(GeneralLedger ledger) => new(
        "months", new("各科目按月", "Accounts by month"),
        [
            new("account", Words.Account, CellKind.Text, IsGroup: true), new("code", Words.AccountCode, CellKind.Text, IsGroup: true), new("month", new("月份", "Month"), CellKind.Text, ColumnWidth.Narrow),
            new("summary", Words.Summary, CellKind.Text, ColumnWidth.Wide), new("debit", Words.Debit, CellKind.Amount, ZeroIsBlank: true), new("credit", Words.Credit, CellKind.Amount, ZeroIsBlank: true),
            new("side", BookTexts.Direction, CellKind.Text, ColumnWidth.Narrow), new("balance", Words.Balance, CellKind.Amount, IsRunning: true),
        ],
        [.. MonthRows(ledger)], new("没有任何科目在本期有余额或发生额。", "No account had a balance or moved in this period."), IsMain: true)
    {
        Checks = [Moves(ledger.Accounts.Select(account => (account.Opening, Sum(account, month => month.Debit), Sum(account, month => month.Credit), account.Closing)), ledger.Head.Currency)],
    };

    private static Money Sum(GeneralLedgerAccount account, Func<GeneralLedgerMonth, Money> of) => account.Months.Aggregate(Money.Zero(account.Opening.Currency), (sum, month) => sum + of(month));

    private static IEnumerable<Row> MonthRows(GeneralLedger ledger)
    {
        var texts = new BookTexts(ledger.Head, ledger.Entity);
        var zero = Money.Zero(ledger.Head.Currency);
        var (allDebit, allCredit) = (zero, zero);
        foreach (var account in ledger.Accounts)
        {
            string[] only = [account.Code];
            Cell[] of = [Cell.Of(new Bilingual($"{account.Code} {account.Name.Zh}", $"{account.Code} {account.Name.En}")), Cell.Of(account.Code)];
            Row RowOf(RowKind kind, string month, Bilingual label, Cell debit, Cell credit, Money balance, FigureBasis? basis = null) =>
                new(kind, [.. of, Cell.Of(month), Cell.Of(label), debit, credit, Cell.Of(BookTexts.SideOf(balance)), Cell.Of(BookTexts.WithoutSign(balance), balance.IsZero ? null : basis)]);
            yield return RowOf(
                RowKind.Line, PeriodMonth.Of(ledger.Head.Span.First).ToString(), ledger.Head.Span.First is { Month: 1, Day: 1 } ? BookTexts.OfYearBefore : new("期初余额", "Opening balance"), Cell.Of(zero), Cell.Of(zero), account.Opening,
                texts.At(account.Opening, ledger.Head.Span.First.AddDays(-1), only));
            var (debit, credit) = (zero, zero);
            foreach (var month in account.Months)
            {
                var (first, last) = (Later(month.Month.FirstDay, ledger.Head.Span.First), Earlier(month.Month.LastDay, ledger.Head.Span.Last));
                yield return RowOf(
                    RowKind.Line, month.Month.ToString(), BookTexts.MonthTotal, Cell.Of(month.Debit, month.Debit.IsZero ? null : texts.During(Measure.Debits, only, first, last)),
                    Cell.Of(month.Credit, month.Credit.IsZero ? null : texts.During(Measure.Credits, only, first, last)), month.Closing, texts.At(month.Closing, last, only));
                yield return RowOf(RowKind.BroughtForward, month.Month.ToString(), BookTexts.YearTotal, Cell.Of(month.YearDebit), Cell.Of(month.YearCredit), month.Closing);
                (debit, credit) = (debit + month.Debit, credit + month.Credit);
            }

            Invariant.Holds(account.Opening + debit - credit == account.Closing);
            yield return RowOf(RowKind.Subtotal, "", Words.Total, Cell.Of(debit), Cell.Of(credit), account.Closing);
            (allDebit, allCredit) = (allDebit + debit, allCredit + credit);
        }

        if (ledger.Accounts.Count > 0) yield return new Row(RowKind.Total, [Cell.Empty, Cell.Empty, Cell.Empty, Cell.Of(new Bilingual("全部科目合计", "All accounts")), Cell.Of(allDebit), Cell.Of(allCredit), Cell.Empty, Cell.Empty]);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    /// <param name="isSound">Null where not all accounts are told of, so that nothing is to balance.</param>
    private static NoteSection Notes(bool? isSound) => new("notes", Words.Notes, [.. isSound is { } sound ? [sound ? Checked : Differs] : Array.Empty<Bilingual>(), BookTexts.StatutoryOnly, Words.SameBytes]);
}
