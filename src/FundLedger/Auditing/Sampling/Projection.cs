namespace FundLedger.Auditing.Sampling;

/// <summary>What the misstatements found in a sample say of its population.</summary>
/// <param name="Tested">Items looked at, of all that were drawn.</param>
/// <param name="Known">Found in the items themselves; too much is above zero.</param>
/// <param name="Estimates">By the formulas of the method; none as long as nothing was looked at, or where every item that counts was.</param>
public sealed record Projection(int Drawn, int Tested, int Misstated, Money Known, IReadOnlyList<Estimate> Estimates)
{
    /// <summary>Every item was looked at: before that, estimates are of a part of the sample.</summary>
    public bool IsWhole => Tested == Drawn;

    /// <param name="items">All of the sample.</param>
    public static Projection Of(Sample sample, IReadOnlyList<SampleItem> items)
    {
        var tested = items.Where(item => item.Result is not null).ToList();
        var known = Sum(sample, tested);
        var estimates = tested.Count == 0 ? [] : sample.Wanted.Method switch
        {
            SampleMethod.MonetaryUnit => OfUnits(sample, tested),
            SampleMethod.Random => OfItems(sample, tested, known),
            _ => (IReadOnlyList<Estimate>)[],
        };
        return new Projection(items.Count, tested.Count, tested.Count(item => !Misstatement(item).IsZero), known, estimates);
    }

    /// <summary>Items as large as the interval stand for themselves; each other for an interval, by the share of it that is wrong (tainting).</summary>
    private static IReadOnlyList<Estimate> OfUnits(Sample sample, IReadOnlyList<SampleItem> tested)
    {
        var interval = sample.Interval!.Value;
        var top = Sum(sample, tested.Where(item => item.IsTop));
        var below = tested.Where(item => !item.IsTop).Aggregate(Money.Zero(sample.Currency), (sum, item) => sum + new Money(Times(Misstatement(item).MinorUnits, interval.MinorUnits, item.Amount.MinorUnits), sample.Currency));
        return
        [
            new("topStratum", new("大额层实际错报", "Found in the top stratum"), new("Σ（账面 − 审定），账面不小于间隔的项目", "Σ (book − audited) of items not below the interval"), top),
            new("belowInterval", new("间隔以下推断错报", "Projected below the interval"), new("Σ（错报 ÷ 账面 × 间隔）", "Σ (misstatement ÷ book × interval)"), below),
            new("projected", new("推断错报合计", "Projected misstatement"), new("大额层实际 + 间隔以下推断", "found in the top stratum + projected below"), top + below),
            .. sample.Wanted.Factor is { } factor
                ? [new Estimate("basicPrecision", new("基本精确度", "Basic precision"), new("间隔 × 信赖系数", "interval × confidence factor"), new Money(Times(interval.MinorUnits, factor, 100), sample.Currency))] : Array.Empty<Estimate>(),
        ];
    }

    private static IReadOnlyList<Estimate> OfItems(Sample sample, IReadOnlyList<SampleItem> tested, Money known)
    {
        var book = tested.Aggregate(0L, (sum, item) => checked(sum + item.Amount.MinorUnits));
        return
        [
            new("ratio", new("比率估计", "Ratio estimate"), new("总体合计 × Σ错报 ÷ Σ账面（已查项目）", "population's sum × Σ misstatement ÷ Σ book of what was looked at"), new Money(Times(known.MinorUnits, sample.PopulationSum.MinorUnits, book), sample.Currency)),
            new("difference", new("差额估计", "Difference estimate"), new("总体项数 × Σ错报 ÷ 已查项数", "population's count × Σ misstatement ÷ how many were looked at"), new Money(Times(known.MinorUnits, sample.PopulationCount, tested.Count), sample.Currency)),
        ];
    }

    private static Money Misstatement(SampleItem item) => item.Result!.MisstatementOf(item.Amount);

    private static Money Sum(Sample sample, IEnumerable<SampleItem> items) => items.Aggregate(Money.Zero(sample.Currency), (sum, item) => sum + Misstatement(item));

    /// <summary>One number times another over a third, to the nearest minor unit; halves away from zero.</summary>
    private static long Times(long left, long right, long over)
    {
        var product = (Int128)left * right;
        var half = (Int128)over / 2;
        return checked((long)((product < 0 ? product - half : product + half) / over));
    }
}

/// <param name="Key">Stable English name for programs, camelCase.</param>
/// <param name="Formula">How it was reckoned.</param>
public sealed record Estimate(string Key, Bilingual Name, Bilingual Formula, Money Amount);
