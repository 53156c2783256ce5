namespace FundLedger.Auditing.Sampling;

/// <summary>One line of a population.</summary>
/// <param name="Amount">In minor units, above zero.</param>
public readonly record struct PopulationItem(long Entry, int Line, DateOnly On, long Amount);

/// <summary>An item that was drawn.</summary>
/// <param name="Place">In the population, from 1.</param>
/// <param name="UpTo">What the population comes to with this item, in minor units.</param>
/// <param name="Hits">How many monetary units of it were hit; 1 where units are not what is drawn.</param>
public sealed record DrawnItem(PopulationItem Item, long Place, long UpTo, long Hits);

/// <summary>How items are drawn from a population: pure, and in one walk through it that keeps what was drawn and nothing else.</summary>
public static class SampleDraw
{
    /// <summary>The first monetary unit that is hit: from 1 to the interval.</summary>
    public static long FirstUnit(string seed, long interval) => 1 + new SeededNumbers(seed).Below(interval);

    /// <summary>Every interval-th monetary unit, from the first: an item is drawn where the sum passes one. What is as large as the interval is never missed.</summary>
    public static IEnumerable<DrawnItem> MonetaryUnits(IEnumerable<PopulationItem> items, long first, long interval)
    {
        Invariant.Holds(interval > 0 && first > 0 && first <= interval);
        var next = first;
        foreach (var (item, place, upTo) in Adding(items))
        {
            if (next > upTo) continue;
            var hits = (upTo - next) / interval + 1;
            next = checked(next + hits * interval);
            yield return new DrawnItem(item, place, upTo, hits);
        }
    }

    /// <summary>The places that are drawn from so many, none twice: numbers follow each other from the seed, and one that came before is passed over.</summary>
    public static IReadOnlySet<long> Places(string seed, long count, int size)
    {
        Invariant.Holds(size > 0 && size <= count);
        var (numbers, places) = (new SeededNumbers(seed), new HashSet<long>(size));
        while (places.Count < size) places.Add(1 + numbers.Below(count));
        return places;
    }

    /// <summary>The items at these places.</summary>
    public static IEnumerable<DrawnItem> AtPlaces(IEnumerable<PopulationItem> items, IReadOnlySet<long> places) =>
        Adding(items).Where(item => places.Contains(item.Place)).Select(item => new DrawnItem(item.Item, item.Place, item.UpTo, 1));

    /// <summary>All items of this amount or more.</summary>
    public static IEnumerable<DrawnItem> AllFrom(IEnumerable<PopulationItem> items, long least) =>
        Adding(items).Where(item => item.Item.Amount >= least).Select(item => new DrawnItem(item.Item, item.Place, item.UpTo, 1));

    private static IEnumerable<(PopulationItem Item, long Place, long UpTo)> Adding(IEnumerable<PopulationItem> items)
    {
        var (place, sum) = (0L, 0L);
        foreach (var item in items)
        {
            Invariant.Holds(item.Amount > 0);
            yield return (item, ++place, sum = checked(sum + item.Amount));
        }
    }
}
