namespace FundLedger.Taper;

public enum TaperCurveKind
{
    /// <summary>Falls by the same step each period, from the first share to the last.</summary>
    Linear,

    /// <summary>One share for each year, such as 100, 60, 30.</summary>
    Stepped,

    /// <summary>Falls fastest at first: by the square of what is left of the way.</summary>
    FrontLoaded,

    /// <summary>A share of its own for each period.</summary>
    Table,
}

/// <summary>How the public share of an operating budget falls from period to period. No rule fixes shares: all of them are agreed.</summary>
/// <param name="Shares">The first and the last share where they are drawn between; one for each year, or one for each period.</param>
/// <param name="Floor">No period's share is less; null for none.</param>
/// <param name="Ceiling">No period's share is more; null for none.</param>
public sealed record TaperCurve(TaperCurveKind Kind, IReadOnlyList<BasisPoints> Shares, BasisPoints? Floor = null, BasisPoints? Ceiling = null)
{
    public static TaperCurve Linear(BasisPoints first, BasisPoints last) => new(TaperCurveKind.Linear, [first, last]);

    public static TaperCurve FrontLoaded(BasisPoints first, BasisPoints last) => new(TaperCurveKind.FrontLoaded, [first, last]);

    /// <summary>The share of each period, first to last.</summary>
    /// <param name="periods">At least 1.</param>
    /// <param name="aYear">How many periods make a year: 4 or 12.</param>
    /// <exception cref="InvariantBrokenException">The curve does not fit the plan: <see cref="RefusalFor"/> says so first.</exception>
    public IReadOnlyList<BasisPoints> Over(int periods, int aYear)
    {
        Invariant.Holds(RefusalFor(periods, aYear) is null);
        return [.. Enumerable.Range(0, periods).Select(at => Bounded(Kind switch
        {
            TaperCurveKind.Stepped => Shares[at / aYear],
            TaperCurveKind.Table => Shares[at],
            TaperCurveKind.Linear => Between(periods - 1 - at, periods - 1),
            _ => Between((long)(periods - 1 - at) * (periods - 1 - at), (long)(periods - 1) * (periods - 1)),
        }))];
    }

    /// <summary>Why this is no curve of such a plan, or null.</summary>
    public Refusal? RefusalFor(int periods, int aYear)
    {
        var (needed, zh, en) = Kind switch
        {
            TaperCurveKind.Stepped => ((periods + aYear - 1) / aYear, "每年一个比例", "one share for each year"),
            TaperCurveKind.Table => (periods, "每期一个比例", "one share for each period"),
            _ => (2, "首期和末期两个比例", "two shares: the first period's and the last's"),
        };
        if (Shares.Count != needed)
            return Refusal.Of("taper-shares", "curve", $"这种曲线需要{zh}，即 {needed} 个；给出了 {Shares.Count} 个。", $"Such a curve takes {en}, so {needed}; {Shares.Count} are given.");
        if (Shares.Concat([Floor ?? default, Ceiling ?? BasisPoints.Whole]).FirstOrDefault(share => share.Value is < 0 or > 10_000) is { Value: not 0 } outside)
            return Refusal.Of("taper-share-outside", "curve", $"比例 {outside} 不在 0% 至 100% 之间。", $"The share {outside} is not between 0% and 100%.");
        return (Floor ?? default).Value <= (Ceiling ?? BasisPoints.Whole).Value ? null
            : Refusal.Of("taper-floor-over-ceiling", "curve", $"下限 {Floor} 高于上限 {Ceiling}。", $"The floor {Floor} is above the ceiling {Ceiling}.");
    }

    /// <summary>The last share and so much of the way to the first, halves to the even hundredth of a percent.</summary>
    private BasisPoints Between(long left, long whole)
    {
        if (whole == 0) return Shares[0]; // a plan of one period
        var (first, last) = (Shares[0].Value, Shares[1].Value);
        return new BasisPoints((int)Math.Round(last + (decimal)(first - last) * left / whole, MidpointRounding.ToEven));
    }

    private BasisPoints Bounded(BasisPoints share) => new(Math.Clamp(share.Value, Floor?.Value ?? 0, Ceiling?.Value ?? 10_000));
}
