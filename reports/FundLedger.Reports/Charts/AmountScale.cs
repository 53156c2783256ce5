using FundLedger.Reporting;
using FundLedger.Values;

namespace FundLedger.Reports.Charts;

/// <summary>Round amounts to write beside the plot, always with zero among them.</summary>
internal sealed class AmountScale
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

    public long Low => Ticks[0];
    public long High => Ticks[^1];

    public static AmountScale Covering(IReadOnlyList<DayBalance> points, Currency currency)
    {
        var low = Math.Min(0, points.Min(point => point.Balance.MinorUnits));
        var high = Math.Max(0, points.Max(point => point.Balance.MinorUnits));
        return new(low, low == 0 && high == 0 ? currency.MinorPerUnit : high, currency);
    }

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
