using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Taper;

namespace FundLedger.Blueprints;

/// <summary>Blueprints as they stand, beside what came of them.</summary>
public static class BlueprintReading
{
    /// <param name="day">What taper plans released by now counts, whatever the day; it is asked what stands against the rest.</param>
    public static async Task<Blueprint> OfAsync(LedgerReader reader, Books books, Space space, DateOnly day) =>
        await OfAsync(reader, books, space, (await TaperReading.AtWorkAsync(reader, books, day)).SelectMany(one => one.Periods));

    /// <param name="periods">Of all plans of the space; those of other spaces may be among them.</param>
    public static async Task<Blueprint> OfAsync(LedgerReader reader, Books books, Space space, IEnumerable<TaperPeriodAtWork> periods)
    {
        var versions = (await BlueprintStore.VersionsAsync(reader, _ => space.Fund.Currency, space.Id))[space.Id].ToList();
        if (versions.Count == 0) return new Blueprint(space, versions, []);
        var supports = periods.Where(period => period.Plan.SpaceId == space.Id && period.Support is not null).Select(period => (period.Period.First.Year, period.Support!.Value));
        var results = OperatingResults.Accepted(await OperatingResults.OfAsync(reader, books, space));
        return Of(space, versions, await SpaceReading.InvestmentsAsync(reader, space), [.. supports], results);
    }

    /// <summary>The newest version of every space that has one, by the space's id.</summary>
    /// <param name="spaces">All there are.</param>
    public static async Task<IReadOnlyDictionary<long, BlueprintVersion>> NewestAsync(LedgerReader reader, IReadOnlyList<Space> spaces)
    {
        var currencies = spaces.ToDictionary(space => space.Id, space => space.Fund.Currency);
        return (await BlueprintStore.VersionsAsync(reader, id => currencies[id])).ToDictionary(versions => versions.Key, versions => versions.Last());
    }

    /// <summary>Plan beside actual, year by year: pure reckoning.</summary>
    /// <param name="supports">Support that was made payable, by the year in which its period began.</param>
    internal static Blueprint Of(
        Space space, IReadOnlyList<BlueprintVersion> versions, IReadOnlyList<SpaceInvestment> investments, IReadOnlyList<(int Year, Money Amount)> supports, IReadOnlyList<ResultFigures> results)
    {
        var zero = Money.Zero(space.Fund.Currency);
        Money Invested(int year, InvestmentKind kind) => investments.Where(one => one.VoidReason is null && one.Kind == kind && one.On.Year == year).Aggregate(zero, (sum, one) => sum + one.Amount);
        return new Blueprint(space, versions, [.. BlueprintRules.Standing(versions).Select(one =>
        {
            var (no, planned) = one;
            var supported = supports.Where(support => support.Year == planned.Year).Aggregate(zero, (sum, support) => sum + support.Amount);
            return new BlueprintProgress(
                no, planned, new(planned.Hardware, Invested(planned.Year, InvestmentKind.Hardware)), new(planned.Governance, Invested(planned.Year, InvestmentKind.Governance)),
                new(planned.Operation, Invested(planned.Year, InvestmentKind.Evaluation) + supported),
                SpaceFigures.MeasureOf(space, results.Where(result => result.First.Year == planned.Year))?.Ratio);
        })]);
    }
}
