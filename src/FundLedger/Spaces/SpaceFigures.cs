namespace FundLedger.Spaces;

/// <summary>A point of the cost–revenue curve.</summary>
/// <param name="Ratio">What the space earned of its cost; null where nothing was spent.</param>
public sealed record ResultPoint(DateOnly First, DateOnly Last, Money Cost, Money Revenue, BasisPoints? Ratio);

/// <summary>What a space cost and earned over some periods, so that it can be compared with others.</summary>
/// <param name="First">Of the first period in it.</param>
/// <param name="Last">Of the last.</param>
/// <param name="Months">How many were reported: an average is over these.</param>
/// <param name="Ratio">Null where nothing was spent.</param>
/// <param name="CostPerSquareMetre">A month; null where no area is known.</param>
/// <param name="CostPerVisit">Null without visits.</param>
/// <param name="CostPerHour">That it was open; null where it was not.</param>
public sealed record SpaceMeasure(
    DateOnly First, DateOnly Last, int Months, Money Cost, Money Revenue, int Users, int HoursOpen, BasisPoints? Ratio, Money? CostPerSquareMetre, Money? RevenuePerSquareMetre, Money? CostPerVisit, Money? RevenuePerVisit, Money? CostPerHour,
    Money? RevenuePerHour);

/// <param name="LastPeriod">The newest accepted one; null where none is.</param>
/// <param name="LastYear">Those wholly within the twelve months; null where none is.</param>
public sealed record SpaceCompared(Space Space, SpaceMeasure? LastPeriod, SpaceMeasure? LastYear);

/// <summary>What accepted results say of spaces: pure reckoning, exact to the minor unit.</summary>
public static class SpaceFigures
{
    public static BasisPoints? RatioOf(Money revenue, Money cost) => cost.IsPositive ? SelfSufficiencyRatio.Of(revenue, cost) : null;

    /// <summary>Cost against revenue by period.</summary>
    /// <param name="accepted">Of one space.</param>
    public static IReadOnlyList<ResultPoint> CurveOf(IEnumerable<ResultFigures> accepted) =>
        [.. accepted.OrderBy(figures => figures.First).Select(figures => new ResultPoint(figures.First, figures.Last, figures.Cost, figures.Revenue, RatioOf(figures.Revenue, figures.Cost)))];

    /// <summary>Spaces side by side, in the order given.</summary>
    /// <param name="accepted">The newest accepted version of each period, by the space's id.</param>
    /// <remarks>The twelve months end with the newest period that any of them has accepted: all are looked at over the same ones.</remarks>
    public static IReadOnlyList<SpaceCompared> Compare(IReadOnlyList<Space> spaces, ILookup<long, ResultFigures> accepted)
    {
        var ends = spaces.SelectMany(space => accepted[space.Id]).Select(figures => figures.Last).DefaultIfEmpty().Max();
        return [.. spaces.Select(space =>
        {
            var periods = accepted[space.Id].OrderBy(figures => figures.First).ToList();
            var first = ends == default ? ends : ends.AddDays(1).AddMonths(-12);
            return new SpaceCompared(space, MeasureOf(space, periods.TakeLast(1)), MeasureOf(space, periods.Where(figures => figures.First >= first)));
        })];
    }

    /// <param name="periods">Accepted, of one space and none twice.</param>
    /// <returns>Null for no periods.</returns>
    public static SpaceMeasure? MeasureOf(Space space, IEnumerable<ResultFigures> periods)
    {
        var all = periods.ToList();
        if (all.Count == 0) return null;
        var zero = Money.Zero(space.Fund.Currency);
        var (cost, revenue) = (all.Aggregate(zero, (sum, one) => sum + one.Cost), all.Aggregate(zero, (sum, one) => sum + one.Revenue));
        var (months, users, hours) = (all.Sum(one => ResultRules.MonthsOf(one.First, one.Last) ?? 0), all.Sum(one => one.Users), all.Sum(one => one.HoursOpen));
        Money? Per(Money amount, Int128 times, Int128 over) => over == 0 ? null : amount with { MinorUnits = HalfUp(amount.MinorUnits * times, over) };
        var area = (Int128)space.SquareDecimetres * months;
        return new SpaceMeasure(
            all.Min(one => one.First), all.Max(one => one.Last), months, cost, revenue, users, hours, RatioOf(revenue, cost), Per(cost, 100, area), Per(revenue, 100, area), Per(cost, 1, users), Per(revenue, 1, users), Per(cost, 1, hours),
            Per(revenue, 1, hours));
    }

    /// <summary>Neither is negative.</summary>
    private static long HalfUp(Int128 amount, Int128 over) => checked((long)((amount * 2 + over) / (over * 2)));
}
