using System.Globalization;

namespace FundLedger.Values;

/// <summary>The days from one date to another, both included.</summary>
public readonly record struct DateSpan
{
    /// <exception cref="InvariantBrokenException">The last day is before the first.</exception>
    public DateSpan(DateOnly first, DateOnly last)
    {
        Invariant.Holds(first <= last);
        (First, Last) = (first, last);
    }

    public DateOnly First { get; }
    public DateOnly Last { get; }

    public bool Contains(DateOnly day) => First <= day && day <= Last;

    public override string ToString() => $"{First.ToIso()}..{Last.ToIso()}";
}

/// <summary>A calendar month: the length of an accounting period.</summary>
/// <param name="Number">Year × 100 + month: 202601 is January 2026.</param>
public readonly record struct PeriodMonth(int Number) : IComparable<PeriodMonth>
{
    public static PeriodMonth Of(DateOnly day) => new(day.Year * 100 + day.Month);

    public DateOnly FirstDay => new(Number / 100, Number % 100, 1);
    public DateOnly LastDay => new(Number / 100, Number % 100, DateTime.DaysInMonth(Number / 100, Number % 100));
    public PeriodMonth Next => Of(FirstDay.AddMonths(1));

    /// <summary>Reads <c>2026-01</c>.</summary>
    public static bool TryParse(string? text, out PeriodMonth month)
    {
        var read = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = Of(day);
        return read;
    }

    public int CompareTo(PeriodMonth other) => Number.CompareTo(other.Number);

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>Dates in the one form that files, databases and commands share.</summary>
public static class IsoDates
{
    /// <summary><c>2026-01-31</c></summary>
    public static string ToIso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>A day as it is stored.</summary>
    internal static DateOnly Read(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
