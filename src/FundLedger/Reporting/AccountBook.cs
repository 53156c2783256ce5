using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>The lines of an account and those below it, in the order of the days: 明细账, or 日记账 where it is read day by day.</summary>
/// <param name="AccountCode">Of the account asked for.</param>
/// <param name="Accounts">Codes of all that are read: it and those below it.</param>
/// <param name="Opening">Signed, a debit balance positive; at the start of the first day.</param>
/// <param name="YearDebit">From the first day of that year to the day before the first.</param>
/// <param name="Debit">Of the lines; stored sums, which the walk of the lines must come to.</param>
/// <param name="Closing">Opening + Debit − Credit.</param>
/// <param name="Lines">May be walked more than once; each walk reads afresh.</param>
public sealed record AccountBook(
    ReportHead Head, string Entity, string AccountCode, Bilingual AccountName, IReadOnlyList<string> Accounts,
    Money Opening, Money YearDebit, Money YearCredit, Money Debit, Money Credit, Money Closing, long LineCount, IEnumerable<AccountBookLine> Lines);

/// <param name="Voucher"><c>记-12</c>, or that it has no number yet.</param>
/// <param name="Against">Names of the accounts on the other side (对方科目).</param>
public sealed record AccountBookLine(
    DateOnly OccurredOn, long Entry, Bilingual Voucher, Bilingual Summary, string AccountCode, string Fund, string Source, string Subject, Bilingual Against, Money Debit, Money Credit);

public static class AccountBooks
{
    private static readonly SqlFile ListLines = new("reporting/list_book_lines");

    /// <param name="account">Code; accounts whose codes go on from it are read with it.</param>
    public static async Task<Outcome<AccountBook>> OfAsync(LedgerReader reader, BookQuestion asked, string account) =>
        (await BookScope.OpenAsync(reader, asked)).IsDone(out var scope, out var refusal) && scope.FamilyOf(account).IsDone(out var family, out refusal) ? await BookAsync(scope, account, family) : refusal!;

    /// <summary>The accounts of money that a 日记账 may be of, by code, bank deposits first.</summary>
    public static IReadOnlyList<Account> OfMoney(Books books, Entity entity) =>
        [.. books.Accounts.Where(account => account.EntityId == entity.Id && account.CountsAs == CountsAs.Cash).OrderBy(account => account.Role != AccountRole.Bank)];

    /// <param name="account">Code of an account of money; null for that of bank deposits.</param>
    public static async Task<Outcome<AccountBook>> JournalAsync(LedgerReader reader, BookQuestion asked, string? account = null)
    {
        if (!(await BookScope.OpenAsync(reader, asked)).IsDone(out var scope, out var refusal)) return refusal;
        if (account is null)
        {
            if (!scope.Books.Account(scope.Entity, AccountRole.Bank, scope.Span.Last).IsDone(out var bank, out refusal)) return refusal;
            account = bank.Code;
        }

        if (!scope.FamilyOf(account).IsDone(out var family, out refusal)) return refusal;
        if (family.Any(one => one.CountsAs != CountsAs.Cash))
            return Refusal.Of("journal-account", "account", $"日记账只登记现金、银行存款和支付渠道余额；“{account}”请看明细账。", $"A journal is of cash, bank deposits and balances at payment channels; for '{account}' read the account book.");
        return await BookAsync(scope, account, family);
    }

    private static async Task<AccountBook> BookAsync(BookScope scope, string code, IReadOnlyList<Account> family)
    {
        async Task<Totals> AsOf(DateOnly day) => (await scope.AsOfAsync(day)).Where(pair => family.Contains(pair.Key.Account)).Aggregate(default(Totals), (sum, pair) => sum + pair.Value);
        var (opening, closing) = (await AsOf(scope.Span.First.AddDays(-1)), await AsOf(scope.Span.Last));
        var year = opening - await AsOf(BookScope.YearOf(scope.Span.First).AddDays(-1));
        var moved = (await scope.MovementsAsync()).Where(row => family.Contains(row.Account)).Aggregate(default(Totals), (sum, row) => sum + row.Totals);
        Invariant.Holds(opening.Debit + moved.Debit == closing.Debit && opening.Credit + moved.Credit == closing.Credit);
        return new AccountBook(
            scope.Head, scope.Entity.Code, code, family.Last(account => account.Code == code).Name, [.. family.Select(account => account.Code).Distinct()], scope.Money(opening.Net),
            scope.Money(year.Debit), scope.Money(year.Credit), scope.Money(moved.Debit), scope.Money(moved.Credit), scope.Money(closing.Net), moved.Lines, new Walk(scope, family));
    }

    private sealed class Walk(BookScope scope, IReadOnlyList<Account> family) : IEnumerable<AccountBookLine>
    {
        private readonly HashSet<long> accounts = [.. family.Select(account => account.Id)];

        public IEnumerator<AccountBookLine> GetEnumerator()
        {
            var entry = new List<LineRow>();
            foreach (var row in scope.Stream<LineRow>(ListLines, family))
            {
                if (entry.Count > 0 && entry[0].EntryId != row.EntryId)
                {
                    foreach (var line in LinesOf(entry)) yield return line;
                    entry.Clear();
                }

                entry.Add(row);
            }

            foreach (var line in LinesOf(entry)) yield return line;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private IEnumerable<AccountBookLine> LinesOf(IReadOnlyList<LineRow> entry) => entry.Where(row => accounts.Contains(row.AccountId)).Select(row =>
        {
            var (amount, zero) = (scope.Money(row.AmountMinor), scope.Money(0));
            return new AccountBookLine(
                IsoDates.Read(row.OccurredOn), row.EntryId, Voucher.NameOf(row.Series ?? VoucherReading.Series, row.Number), VoucherLine.SummaryOf(EntryKind.Of(row.Kind).Name, BookScope.PaperOf(row.DocumentType, row.DocumentId, row.BankReference)),
                scope.Books.Account(row.AccountId).Code, scope.Books.Fund(row.FundId).Code, scope.Books.Source(row.SourceId).Code, row.Subject, Against(entry, row), amount.IsPositive ? amount : zero, amount.IsPositive ? zero : -amount);
        });

        /// <summary>The accounts of the other side, of the same fund and source where they balance by themselves.</summary>
        private Bilingual Against(IReadOnlyList<LineRow> entry, LineRow row)
        {
            var names = entry
                .Where(other => other.FundId == row.FundId && other.SourceId == row.SourceId && Math.Sign(other.AmountMinor) != Math.Sign(row.AmountMinor))
                .Select(other => scope.Books.Account(other.AccountId)).Where(account => account.Layer == Layer.Actual).Select(account => account.Name).Distinct().ToList();
            return new Bilingual(string.Join('、', names.Select(name => name.Zh)), string.Join(", ", names.Select(name => name.En)));
        }
    }

    private sealed record LineRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Subject { get; init; } = "";
        public long AmountMinor { get; init; }
        public string Kind { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public string? BankReference { get; init; }
        public string? Series { get; init; }
        public long? Number { get; init; }
    }
}
