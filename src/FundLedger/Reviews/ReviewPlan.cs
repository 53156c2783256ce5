namespace FundLedger.Reviews;

/// <summary>An expert as a choice is made.</summary>
/// <param name="Load">Reviews that lie open with them.</param>
public sealed record AvailableExpert(Expert Expert, int Load);

/// <summary>Chooses who reads an application: pure, the same choice whenever it is asked the same.</summary>
public static class ReviewPlan
{
    /// <summary>Those who know the category, serve on the day, have no conflict and room for one more; those with the least to read first, then in the order they joined.</summary>
    /// <param name="shut">Experts who have a conflict, or had it before.</param>
    /// <param name="wanted">How many are still needed.</param>
    public static IReadOnlyList<Expert> Choose(string category, IEnumerable<AvailableExpert> experts, IReadOnlySet<long> shut, int wanted, DateOnly day) =>
    [
        .. experts.Where(one => one.Expert.ServesOn(day) && one.Expert.Knows(category) && !shut.Contains(one.Expert.Id) && one.Load < one.Expert.MostReviews)
            .OrderBy(one => one.Load).ThenBy(one => one.Expert.Id).Take(Math.Max(0, wanted)).Select(one => one.Expert),
    ];
}
