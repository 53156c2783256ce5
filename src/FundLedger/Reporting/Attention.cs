using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A fact took more of a source than was there, and it has not been made good.</summary>
/// <param name="OpenedBy">The entry that overdrew it.</param>
/// <param name="Since">The day that entry counts for.</param>
/// <param name="Available">Negative.</param>
public sealed record OverdrawnCase(Fund Fund, Source Source, EntryId OpenedBy, DateOnly Since, Money Available);

/// <summary>Money that came in and nobody knows what for.</summary>
/// <param name="Days">The days whose money still waits, when the first to come is the first to be cleared: the last one first, and what waits of each.</param>
public sealed record SuspenseBalance(Fund Fund, Source Source, Money Amount, IReadOnlyList<(DateOnly Day, Money Amount)> Days)
{
    /// <summary>Days after which money that nobody knows is no longer new, and after which it is old.</summary>
    public static readonly IReadOnlyList<int> Ages = [30, 90];

    /// <summary>The oldest day whose money still waits.</summary>
    public DateOnly Since => Days[^1].Day;

    /// <summary>What waits by its age, nothing left out: up to the first of <see cref="Ages"/>, between, and above the last.</summary>
    public IReadOnlyList<Money> ByAge(DateOnly today) => [.. Enumerable.Range(0, Ages.Count + 1).Select(band => Days
        .Where(part => BandOf(today.DayNumber - part.Day.DayNumber) == band).Aggregate(Money.Zero(Amount.Currency), (sum, part) => sum + part.Amount))];

    private static int BandOf(int age) => Ages.Count(end => age > end);
}

/// <summary>What somebody should look at.</summary>
public static class Attention
{
    private static readonly SqlFile ListOpenCases = new("reporting/list_open_cases");
    private static readonly SqlFile ListDaysOfRole = new("reporting/list_days_of_role");

    /// <summary>Every overdrawn case that is open, oldest first.</summary>
    public static async Task<IReadOnlyList<OverdrawnCase>> OverdrawnAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<CaseRow>(ListOpenCases)).Select(row => new OverdrawnCase(
            books.Fund(row.FundId), books.Source(row.SourceId), new EntryId(row.OpenedBy), Day(row.OccurredOn), new Money(row.AvailableMinor, Currency.Of(row.Currency))))];

    /// <summary>Every balance in suspense, oldest first.</summary>
    public static async Task<IReadOnlyList<SuspenseBalance>> SuspenseAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<DayRow>(ListDaysOfRole, new { role = nameof(AccountRole.Suspense) }))
            .GroupBy(row => (row.FundId, row.SourceId, row.Currency))
            .Select(days => (days.Key, Balance: days.Sum(day => checked(day.CreditMinor - day.DebitMinor)), Days: days))
            .Where(open => open.Balance > 0)
            .Select(open => new SuspenseBalance(
                books.Fund(open.Key.FundId), books.Source(open.Key.SourceId), new Money(open.Balance, Currency.Of(open.Key.Currency)), [.. DaysOf(open.Days, open.Balance, Currency.Of(open.Key.Currency))]))
            .OrderBy(open => open.Since).ThenBy(open => open.Fund.Code, StringComparer.Ordinal)];

    /// <summary>The balance is made of the last credits.</summary>
    private static IEnumerable<(DateOnly Day, Money Amount)> DaysOf(IEnumerable<DayRow> lastDayFirst, long balance, Currency currency)
    {
        foreach (var day in lastDayFirst.Where(day => day.CreditMinor > 0))
        {
            if (balance <= 0) yield break;
            yield return (Day(day.OccurredOn), new Money(Math.Min(balance, day.CreditMinor), currency));
            balance -= day.CreditMinor;
        }
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private sealed record CaseRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public long OpenedBy { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AvailableMinor { get; init; }
    }

    private sealed record DayRow
    {
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Currency { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
    }
}
