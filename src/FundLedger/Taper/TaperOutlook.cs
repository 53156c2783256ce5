namespace FundLedger.Taper;

/// <summary>What people expect of a space, to look at a plan before it is signed.</summary>
/// <param name="Revenue">What it earns in the first year.</param>
/// <param name="RevenueGrowth">Each later year against the one before; 0 for none.</param>
/// <param name="CostInflation">Of actual cost against the agreed budget, each later year against the one before; 0 for none.</param>
public sealed record TaperAssumptions(Money Revenue, BasisPoints RevenueGrowth, BasisPoints CostInflation);

/// <param name="Cost">The agreed budget with inflation.</param>
/// <param name="Balance">Revenue and support less cost: negative where money is missing.</param>
public sealed record TaperExpectation(TaperPeriod Period, Money Cost, Money Revenue, Money Balance)
{
    /// <summary>Revenue against cost; more than the whole where a space earns more than it costs.</summary>
    public BasisPoints SelfSufficiency => SelfSufficiencyRatio.Of(Revenue, Cost);
}

/// <summary>A plan under assumptions: whether the space lives when the support is gone.</summary>
public sealed record TaperOutlook(TaperSchedule Schedule, IReadOnlyList<TaperExpectation> Periods)
{
    /// <summary>The first day from which every period to the plan's end earns its cost; null when none does.</summary>
    public DateOnly? BreakEvenOn => Periods.Reverse().TakeWhile(period => (period.Revenue - period.Cost).MinorUnits >= 0).LastOrDefault()?.Period.First;

    /// <summary>What is missing over all periods in which revenue and support do not reach the cost.</summary>
    public Money Missing => Periods.Where(period => period.Balance.IsNegative).Aggregate(Money.Zero(Schedule.Support.Currency), (sum, period) => sum - period.Balance);

    public static TaperOutlook Of(TaperSchedule schedule, TaperAssumptions assumed)
    {
        var terms = schedule.Terms;
        var revenues = Grown(assumed.Revenue, assumed.RevenueGrowth, terms.Years);
        var whole = Grown(new Money(1_000_000_000, assumed.Revenue.Currency), assumed.CostInflation, terms.Years); // what a thousand millions have become
        return new TaperOutlook(schedule, [.. schedule.Periods.Select(period =>
        {
            var no = (period.No - 1) % terms.PeriodsAYear;
            var yearly = revenues[period.Year - 1];
            var revenue = yearly with { MinorUnits = (long)((Int128)yearly.MinorUnits * (no + 1) / terms.PeriodsAYear - (Int128)yearly.MinorUnits * no / terms.PeriodsAYear) };
            var cost = period.Budget with { MinorUnits = (long)((Int128)period.Budget.MinorUnits * whole[period.Year - 1].MinorUnits / whole[0].MinorUnits) };
            return new TaperExpectation(period, cost, revenue, revenue + period.Support - cost);
        })]);
    }

    private static List<Money> Grown(Money first, BasisPoints growth, int years)
    {
        var grown = new List<Money> { first };
        while (grown.Count < years) grown.Add(grown[^1] + growth.OfRoundedToEven(grown[^1]));
        return grown;
    }
}
