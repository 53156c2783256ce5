using FundLedger.Ledger;
using FundLedger.Organisations;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Awards;

/// <summary>A tranche with its award and what stands against releasing it.</summary>
/// <param name="Planned">What the agreement says of it; null where an amendment took it off.</param>
/// <param name="Holds">Empty for one that was released.</param>
public sealed record TrancheAtWork(Award Award, Tranche Tranche, AwardTranche? Planned, IReadOnlyList<Hold> Holds)
{
    public TrancheState StateOn(DateOnly day) => Tranche.StateOn(day, Holds);

    /// <summary>What is missing, in one line; empty when nothing is.</summary>
    public Bilingual Why => new(string.Join("；", Holds.Select(hold => hold.Why.Zh)), string.Join("; ", Holds.Select(hold => hold.Why.En)));

    /// <summary>One of these stands against it.</summary>
    public bool IsHeldBy(params IReadOnlyList<string> codes) => Holds.Any(hold => codes.Contains(hold.Code));
}

/// <summary>A version of a report that nobody decided on.</summary>
public sealed record ReportAtWork(Award Award, int Number, int Version, DateOnly SubmittedOn);

/// <summary>The awards that run or owe something, with their tranches and what those wait for: so many queries for however many awards.</summary>
/// <param name="Awards">In the order they were decided.</param>
/// <param name="Reports">That wait for a decision.</param>
/// <param name="Committed">What of each award that runs is promised and not released, by the award's id and source.</param>
/// <param name="Standings">Of every organisation of the directory on the day, by its id.</param>
public sealed record AwardsAtWork(
    IReadOnlyList<Award> Awards, IReadOnlyList<TrancheAtWork> Tranches, IReadOnlyList<ReportAtWork> Reports, ILookup<long, (Source Source, Money Amount)> Committed, IReadOnlyDictionary<long, Standing> Standings)
{
    /// <summary>With the tranches that are owed, or due by a day and not released.</summary>
    /// <param name="today">On which the organisations stand as they do.</param>
    public static Task<AwardsAtWork> OpenAsync(LedgerReader reader, Books books, DateOnly today, DateOnly dueBy) =>
        LoadAsync(reader, books, today, today, today, () => TrancheStore.OpenAsync(reader, dueBy));

    /// <summary>With the tranches that are due between two days, both included, whatever became of them.</summary>
    public static Task<AwardsAtWork> BetweenAsync(LedgerReader reader, Books books, DateOnly today, DateOnly first, DateOnly last) =>
        LoadAsync(reader, books, today, first, last, () => TrancheStore.BetweenAsync(reader, first, last));

    /// <summary>Every tranche of one award, whatever became of it.</summary>
    internal static async Task<IReadOnlyList<TrancheAtWork>> OfAsync(LedgerReader reader, Books books, Award award, DateOnly day)
    {
        var standing = await Directory.StandingAsync(reader, (await Directory.FindAsync(reader, award.Organisation))!, day);
        var (facts, committed) = (await TrancheStore.FactsAsync(reader, award), await OpenParts.OfAsync(reader, books, award.Fund, award.Subject, AccountRole.Committed));
        return [.. (await TrancheStore.ListAsync(reader, award.Id)).Select(tranche => WithHolds(books, award, tranche, facts, committed, standing))];
    }

    private static TrancheAtWork WithHolds(Books books, Award award, Tranche tranche, AwardFacts facts, IReadOnlyList<(Source Source, Money Amount)> committed, Standing standing) => new(
        award, tranche, award.Terms.Tranches.FirstOrDefault(planned => planned.No == tranche.No),
        tranche.IsReleased || tranche.IsCancelled ? [] : TrancheHolds.Of(books, award, tranche, facts, committed, standing));

    private static async Task<AwardsAtWork> LoadAsync(LedgerReader reader, Books books, DateOnly today, DateOnly first, DateOnly last, Func<Task<IReadOnlyList<Tranche>>> tranches)
    {
        var awards = await AwardStore.AtWorkAsync(reader, books, first, last);
        var (byId, byNumber) = (awards.ToDictionary(award => award.Id), awards.ToDictionary(award => award.Number));
        var facts = await TrancheStore.ActiveFactsAsync(reader, byId);
        var committed = await AwardStore.ActivePartsAsync(reader, books, byId);
        var rules = await DirectoryRules.LoadAsync(reader);
        var standings = (await Directory.AllFactsAsync(reader)).ToDictionary(one => one.Organisation.Id, one => Standing.On(one, rules, today));
        return new AwardsAtWork(
            awards,
            [.. (await tranches()).Select(tranche => (Tranche: tranche, Award: byNumber[tranche.Award])).Select(one => WithHolds(books, one.Award, one.Tranche, facts(one.Award.Id), [.. committed[one.Award.Id]], standings[one.Award.OrganisationId]))],
            [.. awards.SelectMany(award => facts(award.Id).Reports.Where(report => report.Decision is null).Select(report => new ReportAtWork(award, report.Number, report.Version, report.SubmittedOn)))],
            committed, standings);
    }
}
