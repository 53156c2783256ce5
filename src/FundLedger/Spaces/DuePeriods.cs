namespace FundLedger.Spaces;

/// <summary>A period of a space that nobody reported.</summary>
/// <param name="DueOn">The last day to report it.</param>
public sealed record DuePeriod(DateOnly First, DateOnly Last, DateOnly DueOn);

/// <summary>Which periods a space with an operator should have reported: pure.</summary>
public static class DuePeriods
{
    /// <summary>A period is to be reported within so many days after its end.</summary>
    public const int Days = 15;

    /// <summary>What was missed longer ago is not asked for any more.</summary>
    private const int MonthsBack = 12;

    /// <summary>Months where the space last reported a month, otherwise quarters of the year; those that are over, the first first.</summary>
    /// <param name="results">All of the space's, of every version.</param>
    /// <returns>None for a space that is closed, not yet open, or run by nobody. A period that was sent back counts as reported: it waits as that.</returns>
    public static IReadOnlyList<DuePeriod> Of(Space space, IReadOnlyList<OperatingResult> results, DateOnly today)
    {
        if (space.Operator is not { } running || space.ClosedOn is not null || space.OpenedOn > today) return [];
        var reported = results.Select(result => (result.Figures.First, result.Figures.Last)).Distinct().OrderBy(period => period.First).ToList();
        var months = reported.Count == 0 ? 3 : ResultRules.MonthsOf(reported[^1].First, reported[^1].Last) ?? 3;
        var begin = new[] { running.From, space.OpenedOn, today.AddMonths(-MonthsBack) }.Max();
        var at = new DateOnly(begin.Year, begin.Month, 1);
        if (reported.Count == 0) at = new DateOnly(at.Year, (at.Month - 1) / 3 * 3 + 1, 1);
        var missing = new List<DuePeriod>();
        while (at <= today)
        {
            if (reported.FirstOrDefault(period => period.First <= at && period.Last >= at) is { First.Year: > 1 } known)
            {
                at = known.Last.AddDays(1);
                continue;
            }

            var until = at.AddMonths(months);
            var next = reported.FirstOrDefault(period => period.First > at && period.First < until).First;
            if (next != default) until = at.AddMonths(1);  // what is left between two periods is reported month by month
            if (until <= today) missing.Add(new DuePeriod(at, until.AddDays(-1), until.AddDays(Days - 1)));
            at = until;
        }

        return missing;
    }
}
