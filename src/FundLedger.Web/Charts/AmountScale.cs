using FundLedger.Values;

namespace FundLedger.Web.Charts;

/// <summary>An axis of money from a round low to a round high, zero always on it, in equal steps.</summary>
internal sealed class AmountScale
{
    private readonly Int128 low;
    private readonly Int128 step;
    private readonly Currency currency;

    private AmountScale(Int128 low, Int128 step, int stepCount, Currency currency) => (this.low, this.step, StepCount, this.currency) = (low, step, stepCount, currency);

    internal int StepCount { get; }

    /// <summary>At the steps, lowest first.</summary>
    internal IEnumerable<Money> Marks => Enumerable.Range(0, StepCount + 1).Select(at => new Money((long)(low + step * at), currency));

    internal static AmountScale Over(IEnumerable<Money> amounts, Currency currency)
    {
        Int128 least = 0, most = 0;
        foreach (var amount in amounts) (least, most) = (Int128.Min(least, amount.MinorUnits), Int128.Max(most, amount.MinorUnits));
        var step = RoundStep((most - least) / 5, currency);
        var first = (least >= 0 ? 0 : -((-least + step - 1) / step)) * step;
        var count = (int)Int128.Max(1, (most - first + step - 1) / step);
        return new AmountScale(first, step, count, currency);
    }

    /// <summary>From 0 at the low end to <paramref name="length"/> at the high end.</summary>
    internal double At(Money amount, double length) => (double)(amount.MinorUnits - low) / (double)(step * StepCount) * length;

    /// <summary>1, 2 or 5 times a power of ten, at least a whole unit.</summary>
    private static Int128 RoundStep(Int128 atLeast, Currency currency)
    {
        Int128 power = currency.MinorPerUnit;
        while (true)
        {
            foreach (var times in new[] { 1, 2, 5 })
                if (power * times >= atLeast) return power * times;
            power *= 10;
        }
    }
}
