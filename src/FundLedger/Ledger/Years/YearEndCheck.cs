namespace FundLedger.Ledger.Years;

/// <summary>When a year may be closed.</summary>
internal static class YearEndCheck
{
    private static readonly SqlFile FindOpenDay = new("ledger/find_open_day_before");
    private static readonly SqlFile FindUnbalanced = new("ledger/find_unbalanced_fund");

    internal static PeriodMonth LastMonthOf(int year) => new(year * 100 + 12);

    internal static Refusal? RefusalForYear(int year) => year is >= 1900 and <= 8999 ? null
        : Refusal.Of("year", "year", $"“{year}”不是年度。请写作 2026。", $"'{year}' is no year. Write it as 2026.");

    /// <summary>Why it cannot be closed now, or null. One who writes holds the entity's periods first.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerReader reader, Books books, Entity entity, int year, DateOnly today)
    {
        if (RefusalForYear(year) is { } noYear) return noYear;
        var (last, month) = (YearEndRule.LastDayOf(year), LastMonthOf(year));
        if (last >= today)
            return Refusal.Of("year-not-over", "year", $"{year} 年尚未结束（今天是 {today.ToIso()}），不能年结。", $"{year} is not over (today is {today.ToIso()}), so it cannot be closed.");
        if (await YearEnds.FindAsync(reader, books, entity, year) is { } closed)
            return closed.Status == PeriodStatus.Closed ? ClosedAlready(closed) : null;
        if (await Periods.LastClosedAsync(reader, books, entity) is { } to && month.CompareTo(to) < 0)
            return Refusal.Of("later-period-closed", "year",
                $"账本已结至 {to}，{year} 年的结转分录记在 {last.ToIso()}，不能再加。请先由两人反结账到 {month.Next}。",
                $"The books are closed to {to}, and the entries that end {year} count for {last.ToIso()}. Have the months reopened by two people first, down to {month.Next}.");
        if (await reader.FindAsync<string>(FindOpenDay, new { entity_id = entity.Id, first_day = month.FirstDay.ToIso() }) is { } open)
            return Refusal.Of("earlier-period-open", "year", $"较早的月份 {open[..7]} 有分录且未结账。请先结该月。", $"The earlier month {open[..7]} has entries and is open. Close it first.");
        return await reader.FindAsync<long?>(FindUnbalanced, new { entity_id = entity.Id }) is { } fund
            ? Refusal.Of("books-out-of-balance", "year",
                $"基金 {books.Fund(fund).Code} 的账不平，不能年结。请先运行 verify 查明。",
                $"The books of fund {books.Fund(fund).Code} are out of balance, so the year cannot be closed. Find out why with 'verify' first.")
            : null;
    }

    internal static Refusal ClosedAlready(ClosedYear year) => Refusal.Of("year-closed", "year",
        $"{year.Year} 年已年结（第 {year.ClosingNo} 次）。要更正，请由两人反结账 {LastMonthOf(year.Year)}。",
        $"{year.Year} is closed already (closing no. {year.ClosingNo}). To put something right, have {LastMonthOf(year.Year)} reopened by two people.");

    internal static Refusal MeanwhileMoved(PeriodMonth month) => Refusal.Of("period-moved", "year",
        $"{month} 在此期间被反结账或结账。请再试一次。", $"{month} was reopened or closed meanwhile. Try again.");
}
