namespace FundLedger.Values;

/// <summary>自我造血率: what a space earns against what it costs.</summary>
public static class SelfSufficiencyRatio
{
    /// <param name="cost">More than zero.</param>
    /// <returns>In hundredths of a percent, rounded down: a target is never called reached before it is.</returns>
    public static BasisPoints Of(Money revenue, Money cost)
    {
        Invariant.Holds(cost.IsPositive && revenue.Currency == cost.Currency);
        return new BasisPoints((int)Int128.Clamp((Int128)revenue.MinorUnits * 10_000 / cost.MinorUnits, 0, int.MaxValue));
    }
}
