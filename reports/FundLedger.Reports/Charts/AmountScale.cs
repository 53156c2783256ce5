using FundLedger.Values;

namespace FundLedger.Reports.Charts;

/// <summary>Round amounts to write beside a plot, in equal steps, always with zero among them.</summary>
public sealed class AmountScale
{
    private const int Most = 5;
    private const double Widest = 9e18; // just inside 64 bits
    private readonly Currency currency;
    private readonly bool wholeUnits;

    private AmountScale(double low, double high, Currency currency)
    {
        this.currency = currency;
        var step = StepFor((high - low) / Most);
        wholeUnits = step % currency.MinorPerUnit == 0;
        var ticks = new List<long>();
        for (var tick = Math.Floor(low / step); tick <= Math.Ceiling(high / step); tick++) ticks.Add((long)Math.Clamp(tick * step, -Widest, Widest));
        Ticks = ticks;
    }

    /// <summary>In minor units, ascending.</summary>
    public IReadOnlyList<long> Ticks { get; }

    /// <summary>The lowest tick.</summary>
    public long Low => Ticks[0];
    /// <summary>The highest tick.</summary>
    public long High => Ticks[^1];

    /// <summary>The ticks as amounts.</summary>
    public IEnumerable<Money> Marks => Ticks.Select(tick => new Money(tick, currency));

    public static AmountScale Covering(IEnumerable<Money> amounts, Currency currency)
    {
        var (low, high) = (0L, 0L);
        foreach (var amount in amounts) (low, high) = (Math.Min(low, amount.MinorUnits), Math.Max(high, amount.MinorUnits));
        return new(low, low == 0 && high == 0 ? currency.MinorPerUnit : high, currency);
    }

    /// <summary>From 0 at the low end to <paramref name="length"/> at the high end.</summary>
    public double At(Money amount, double length) => ((double)amount.MinorUnits - Low) / ((double)High - Low) * length;

    /// <summary>A tick as it is written; without decimals where no tick has any.</summary>
    public string LabelOf(long tick)
    {
        var text = new Money(tick, currency).ToGroupedText();
        return wholeUnits && currency.Decimals > 0 ? text[..^(currency.Decimals + 1)] : text;
    }

    // 1, 2 or 5 times a power of ten, at least one minor unit.
    private static double StepFor(double wanted)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(1, wanted))));
        return power * Array.Find([1, 2, 5, 10], factor => factor * power >= wanted);
    }
}
