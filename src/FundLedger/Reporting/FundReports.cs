using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>The figures of every report. Reads only; what it returns may be walked while the read it came from is open.</summary>
public static class FundReports
{
    /// <summary>A fund's money over a span of days.</summary>
    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    public static async Task<Outcome<FundStatement>> StatementAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, knownAt);
        return await new StatementFigures(reader, books, fund, span, known).LoadAsync();
    }

    /// <summary>Opening, debits, credits and closing of every account of a fund.</summary>
    /// <param name="beforeYearEnd">As it stood before the year of the last day was closed.</param>
    public static async Task<Outcome<TrialBalance>> TrialBalanceAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null, bool beforeYearEnd = false)
    {
        if (RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, knownAt);
        var leftOutFrom = beforeYearEnd ? new DateOnly(span.Last.Year, 1, 1) : (DateOnly?)null;
        var totals = new LedgerTotals(reader, books, known) { LeavesYearEndOutFrom = leftOutFrom };
        var opening = ByAccount(await totals.AsOfAsync(fund, span.First.AddDays(-1)));
        var closing = ByAccount(await totals.AsOfAsync(fund, span.Last));
        var rows = closing.Keys // whatever was there at the opening is there at the close
            .OrderBy(account => account.Layer).ThenBy(account => account.Code, StringComparer.Ordinal)
            .Select(account => RowOf(account, fund.Currency, opening.GetValueOrDefault(account), closing[account]))
            .Where(row => !row.Opening.IsZero || !row.Debit.IsZero || !row.Credit.IsZero);
        return new TrialBalance(HeadOf(books, fund, span, known), [.. rows]) { YearEndLeftOutFrom = leftOutFrom };
    }

    /// <summary>What a fund has at the end of a day, by source.</summary>
    public static async Task<Outcome<FundBalances>> BalancesAsync(LedgerReader reader, string fundCode, DateOnly asOf, long? knownAt = null)
    {
        if (RefusalFor(new DateSpan(asOf, asOf)) is { } badDate) return badDate;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, knownAt);
        var sums = await new LedgerTotals(reader, books, known).AsOfAsync(fund, asOf);
        var rows = sums.GroupBy(pair => pair.Key.Source)
            .OrderBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => new SourceSums(group.Select(pair => (pair.Key.Account, pair.Key.Source, pair.Value))).ToBalance(group.Key, fund.Currency))
            .ToList();
        var total = new SourceSums(sums.Select(pair => (pair.Key.Account, pair.Key.Source, pair.Value))).ToBalance(null, fund.Currency);
        return new FundBalances(HeadOf(books, fund, new DateSpan(asOf, asOf), known), asOf, rows, total);
    }

    /// <summary>Reports begin where dates of this trade do, and end where they can still be counted on.</summary>
    internal static Refusal? RefusalFor(DateSpan span) => span.First.Year >= 1900 && span.Last.Year < 9000 ? null
        : Refusal.Of("date-range", "from", "日期应在 1900 年至 8999 年之间。", "Dates lie between the years 1900 and 8999.");

    internal static ReportHead HeadOf(Books books, Fund fund, DateSpan span, KnownMoment known) => known.HeadOf(books.Entity(fund.EntityId), new FundName(fund.Code, fund.Name), fund.Currency, span);

    /// <summary>The head of a report that is not of one fund.</summary>
    public static async Task<ReportHead> HeadOfEntityAsync(LedgerReader reader, Entity entity, Currency currency, DateSpan span, long? knownAt = null) => (await KnownMoment.OfAsync(reader, knownAt)).HeadOf(entity, null, currency, span);

    private static Dictionary<Account, Totals> ByAccount(Dictionary<(Account Account, Source Source), Totals> sums) =>
        sums.GroupBy(pair => pair.Key.Account).ToDictionary(group => group.Key, group => group.Aggregate(default(Totals), (sum, pair) => sum + pair.Value));

    private static TrialBalanceRow RowOf(Account account, Currency currency, Totals opening, Totals closing)
    {
        var moved = closing - opening;
        return new TrialBalanceRow(
            StoredWords.Word(account.Layer), account.Layer.Name(), account.Code, account.Name,
            new Money(opening.Net, currency), new Money(moved.Debit, currency), new Money(moved.Credit, currency), new Money(closing.Net, currency));
    }
}
