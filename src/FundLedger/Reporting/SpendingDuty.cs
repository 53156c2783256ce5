namespace FundLedger.Reporting;

/// <summary>How a year's spending stands to what the Charity Law (慈善法), article 61, asks of a foundation that may raise money from the public.</summary>
/// <param name="AsOf">The day the figures reach to; the year is this day's year.</param>
/// <param name="LastYearIncome">Of the whole year before, less what was refunded in it.</param>
/// <param name="CharitableSpending">Programme costs and grants of this year.</param>
/// <param name="TotalSpending">Charitable spending, management, fund-raising and other costs of this year.</param>
public sealed record SpendingDuty(DateOnly AsOf, Money LastYearIncome, Money CharitableSpending, Money ManagementCost, Money TotalSpending)
{
    /// <summary>慈善法, article 61: charitable spending is at least this share of last year's income.</summary>
    public static readonly BasisPoints LeastSpending = new(7_000);

    /// <summary>慈善法, article 61: management costs are at most this share of the year's spending.</summary>
    public static readonly BasisPoints MostManagement = new(1_000);

    /// <summary>Without an income last year there is nothing to measure this year's spending by.</summary>
    public bool HasLastYear => LastYearIncome.IsPositive;

    /// <summary>Of the three years before; null where the books do not hold them all.</summary>
    public Money? AverageIncome { get; init; }

    /// <summary>What must be spent by the end of the year: by last year's income or by the average of three years, whichever is less; the law takes either.</summary>
    public Money Required => HasLastYear ? LeastSpending.OfRoundedDown(AverageIncome is { } average && average.MinorUnits < LastYearIncome.MinorUnits ? average : LastYearIncome) : Money.Zero(LastYearIncome.Currency);

    /// <summary>What charitable spending comes to by the end of the year if it goes on as it went since its first day.</summary>
    public Money Forecast => AtYearsEnd(CharitableSpending);

    public bool WillFallShort => HasLastYear && Forecast.MinorUnits < Required.MinorUnits;

    /// <summary>The part of <see cref="Required"/> that belongs to the days gone by, this one among them.</summary>
    public Money RequiredByNow => Required with { MinorUnits = (long)((Int128)Required.MinorUnits * AsOf.DayOfYear / DaysOfYear) };

    public bool IsBehind => HasLastYear && CharitableSpending.MinorUnits < RequiredByNow.MinorUnits;

    /// <summary>Compared exactly, not by the rounded share.</summary>
    public bool IsManagementTooHigh => (Int128)ManagementCost.MinorUnits * BasisPoints.Whole.Value > (Int128)TotalSpending.MinorUnits * MostManagement.Value;

    /// <summary>Charitable spending in percent of last year's income; null without one.</summary>
    public decimal? SpendingPercent => PercentOf(CharitableSpending, LastYearIncome);

    /// <summary>Management costs in percent of all spending; null before any.</summary>
    public decimal? ManagementPercent => PercentOf(ManagementCost, TotalSpending);

    private int DaysOfYear => DateTime.IsLeapYear(AsOf.Year) ? 366 : 365;

    private Money AtYearsEnd(Money soFar) => soFar with { MinorUnits = (long)((Int128)soFar.MinorUnits * DaysOfYear / AsOf.DayOfYear) };

    private static decimal? PercentOf(Money part, Money whole) => whole.IsPositive ? 100m * part.MinorUnits / whole.MinorUnits : null;
}
