using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>科目余额表 of an entity: every account of the statutory books, by code, over all funds.</summary>
/// <param name="ByFund">Each account's row is followed by one for each fund.</param>
/// <param name="Rows">Accounts by code, each under the one above it.</param>
public sealed record AccountBalanceTable(ReportHead Head, string Entity, bool ByFund, IReadOnlyList<AccountBalanceRow> Rows);

/// <param name="Level">From 1, by code.</param>
/// <param name="Fund">Null for all funds together.</param>
/// <param name="IsSum">Of the account and those below it, or of all its funds: the rows that follow say the same in parts.</param>
/// <param name="Opening">Signed, a debit balance positive.</param>
/// <param name="YearDebit">From the first day of the year of the last day, to the last day (本年累计).</param>
/// <param name="Closing">Opening + Debit − Credit, signed.</param>
public sealed record AccountBalanceRow(
    int Level, string Code, Bilingual Name, FundName? Fund, bool IsSum, IReadOnlyList<string> Accounts, Money Opening, Money Debit, Money Credit, Money YearDebit, Money YearCredit, Money Closing)
{
    public bool IsBlank => Opening.IsZero && Debit.IsZero && Credit.IsZero && YearDebit.IsZero && YearCredit.IsZero;
}

/// <summary>总账 of an entity: each account, month by month.</summary>
/// <param name="IsWhole">All accounts are told of, so that debits equal credits.</param>
public sealed record GeneralLedger(ReportHead Head, string Entity, bool IsWhole, IReadOnlyList<GeneralLedgerAccount> Accounts);

/// <param name="Opening">Signed, a debit balance positive.</param>
/// <param name="Months">Those that it moved in.</param>
public sealed record GeneralLedgerAccount(string Code, Bilingual Name, Money Opening, IReadOnlyList<GeneralLedgerMonth> Months)
{
    public Money Closing => Months.Count > 0 ? Months[^1].Closing : Opening;
}

/// <param name="YearDebit">Since the first day of the year.</param>
public sealed record GeneralLedgerMonth(PeriodMonth Month, Money Debit, Money Credit, Money YearDebit, Money YearCredit, Money Closing);

/// <summary>The figures of 科目余额表 and 总账, from stored totals.</summary>
public static class AccountTables
{
    public static async Task<Outcome<AccountBalanceTable>> BalancesAsync(LedgerReader reader, BookQuestion asked, bool byFund = false)
    {
        if (!(await BookScope.OpenAsync(reader, asked)).IsDone(out var scope, out var refusal)) return refusal;
        var sums = new Sums(
            scope, await scope.AsOfAsync(scope.Span.First.AddDays(-1)), await scope.AsOfAsync(BookScope.YearOf(scope.Span.Last).AddDays(-1)), await scope.AsOfAsync(scope.Span.Last));
        return new AccountBalanceTable(scope.Head, scope.Entity.Code, byFund, [.. scope.Accounts.Where(account => scope.Above(account) is null).SelectMany(top => sums.FamilyOf(top, 1, byFund))]);
    }

    public static async Task<Outcome<GeneralLedger>> LedgerAsync(LedgerReader reader, BookQuestion asked, string? account = null)
    {
        if (!(await BookScope.OpenAsync(reader, asked)).IsDone(out var scope, out var refusal)) return refusal;
        IReadOnlyList<Account>? wanted = null;
        if (account is not null && !scope.FamilyOf(account).IsDone(out wanted, out refusal)) return refusal;
        var opening = ByAccount(await scope.AsOfAsync(scope.Span.First.AddDays(-1)));
        var before = ByAccount(await scope.AsOfAsync(BookScope.YearOf(scope.Span.First).AddDays(-1)));
        var closing = ByAccount(await scope.AsOfAsync(scope.Span.Last));
        var moved = (await scope.MovementsAsync()).ToLookup(row => row.Account);
        var accounts = (wanted ?? scope.Accounts)
            .Select(one => AccountOf(scope, one, opening.GetValueOrDefault(one), before.GetValueOrDefault(one), moved[one].GroupBy(row => PeriodMonth.Of(row.Day)).OrderBy(month => month.Key)
                .Select(month => (month.Key, month.Aggregate(default(Totals), (sum, row) => sum + row.Totals)))))
            .ToList();
        for (var i = 0; i < accounts.Count; i++) Invariant.Holds(accounts[i].Closing.MinorUnits == closing.GetValueOrDefault((wanted ?? scope.Accounts)[i]).Net);
        return new GeneralLedger(scope.Head, scope.Entity.Code, account is null, [.. accounts.Where(one => one.Months.Count > 0 || !one.Opening.IsZero)]);
    }

    private static GeneralLedgerAccount AccountOf(BookScope scope, Account account, Totals opening, Totals before, IEnumerable<(PeriodMonth Month, Totals Totals)> months)
    {
        var (balance, year, rows) = (opening.Net, opening - before, new List<GeneralLedgerMonth>());
        var yearOf = scope.Span.First.Year;
        foreach (var (month, totals) in months)
        {
            if (month.FirstDay.Year != yearOf) (year, yearOf) = (default, month.FirstDay.Year);
            year += totals;
            balance = checked(balance + totals.Net);
            rows.Add(new GeneralLedgerMonth(month, scope.Money(totals.Debit), scope.Money(totals.Credit), scope.Money(year.Debit), scope.Money(year.Credit), scope.Money(balance)));
        }

        return new GeneralLedgerAccount(account.Code, account.Name, scope.Money(opening.Net), rows);
    }

    private static Dictionary<Account, Totals> ByAccount(Dictionary<(Account Account, Fund Fund), Totals> sums) =>
        sums.GroupBy(pair => pair.Key.Account).ToDictionary(group => group.Key, group => group.Aggregate(default(Totals), (sum, pair) => sum + pair.Value));

    private sealed class Sums(
        BookScope scope, Dictionary<(Account Account, Fund Fund), Totals> opening, Dictionary<(Account Account, Fund Fund), Totals> before, Dictionary<(Account Account, Fund Fund), Totals> closing)
    {
        private static readonly Bilingual OwnLevel = new("本级", "itself");

        private readonly ILookup<Account?, Account> below = scope.Accounts.ToLookup(scope.Above);

        internal IEnumerable<AccountBalanceRow> FamilyOf(Account account, int level, bool byFund)
        {
            var under = below[account].SelectMany(child => FamilyOf(child, level + 1, byFund)).ToList();
            var own = PartsOf(account, level, byFund).ToList();
            if (under.Count == 0) return own;
            if (own.Count == 0 && under.TrueForAll(row => row.IsBlank)) return [];
            var whole = RowOf(level, account, account.Name, null, true, [.. Descendants(account)]);
            return [whole, .. own.Select(row => row.IsSum ? row : row with { Level = level + 1, Name = new($"{account.Name.Zh}（{OwnLevel.Zh}）", $"{account.Name.En} ({OwnLevel.En})") }).Where(row => !row.IsSum), .. under];
        }

        private IEnumerable<AccountBalanceRow> PartsOf(Account account, int level, bool byFund)
        {
            var whole = RowOf(level, account, account.Name, null, byFund, [account]);
            if (whole.IsBlank) return [];
            return byFund ? [whole, .. scope.Funds.Select(fund => RowOf(level, account, account.Name, fund, false, [account])).Where(row => !row.IsBlank)] : [whole];
        }

        private IEnumerable<Account> Descendants(Account account) => below[account].SelectMany(Descendants).Prepend(account);

        private AccountBalanceRow RowOf(int level, Account account, Bilingual name, Fund? fund, bool isSum, IReadOnlyList<Account> accounts)
        {
            Totals Sum(Dictionary<(Account Account, Fund Fund), Totals> of) =>
                of.Where(pair => accounts.Contains(pair.Key.Account) && (fund is null || pair.Key.Fund == fund)).Aggregate(default(Totals), (sum, pair) => sum + pair.Value);
            var (first, last) = (Sum(opening), Sum(closing));
            var (moved, year) = (last - first, last - Sum(before));
            return new AccountBalanceRow(
                level, account.Code, name, fund is null ? null : new FundName(fund.Code, fund.Name), isSum, [.. accounts.Select(one => one.Code).Distinct()],
                scope.Money(first.Net), scope.Money(moved.Debit), scope.Money(moved.Credit), scope.Money(year.Debit), scope.Money(year.Credit), scope.Money(last.Net));
        }
    }
}
