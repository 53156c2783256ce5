using FundLedger.Ledger;
using FundLedger.Spaces;

namespace FundLedger.Taper;

/// <summary>A period with how it went against what was aimed at.</summary>
/// <param name="Cost">All that the space cost in it, as accepted; null while nothing is.</param>
/// <param name="SelfSufficiency">Null while nothing is accepted.</param>
/// <param name="Target">What the period is measured by: that of the last year that has ended with it; null where none has, or none is set.</param>
/// <param name="Aim">That of its own year, to be reached by its end; null where none is set.</param>
public sealed record TaperProgress(TaperPeriodAtWork At, Money? Cost, BasisPoints? SelfSufficiency, BasisPoints? Target, BasisPoints? Aim)
{
    /// <summary>What was made payable, as a share of actual eligible cost, or of the budget where no result was asked for; null before it was.</summary>
    public BasisPoints? ActualShare => At.Support is not { } support ? null : At.ActualCost is { IsPositive: true } cost ? SelfSufficiencyRatio.Of(support, cost) : SelfSufficiencyRatio.Of(support, At.Period.Budget);

    public bool IsBehind => SelfSufficiency?.Value < Target?.Value;

    /// <summary>Every period of a plan.</summary>
    public static async Task<IReadOnlyList<TaperProgress>> OfAsync(LedgerReader reader, Books books, TaperPlan plan, DateOnly day) =>
        Of(plan, await TaperReading.PeriodsAsync(reader, books, plan, day), [.. (await OperatingResults.AcceptedAsync(reader, books))[plan.SpaceId]]);

    /// <summary>All plans, the last agreed first: so many queries for however many.</summary>
    public static async Task<IReadOnlyList<(TaperPlan Plan, IReadOnlyList<TaperProgress> Periods)>> AllAsync(LedgerReader reader, Books books, DateOnly day)
    {
        var results = await OperatingResults.AcceptedAsync(reader, books);
        return [.. (await TaperReading.AtWorkAsync(reader, books, day)).Select(one => (one.Plan, Of(one.Plan, one.Periods, [.. results[one.Plan.SpaceId]])))];
    }

    private static IReadOnlyList<TaperProgress> Of(TaperPlan plan, IReadOnlyList<TaperPeriodAtWork> periods, IReadOnlyList<ResultFigures> results) =>
        [.. periods.Select(one =>
        {
            var (found, targets) = (TaperRules.ResultOf(one.Period, results), plan.TermsOf(one.Period.No).Targets);
            return new TaperProgress(one, found?.Cost, found?.SelfSufficiency, TaperRules.TargetOf(plan, one.Period), targets.Count == 0 ? null : targets[Math.Min(one.Period.Year, targets.Count) - 1]);
        })];
}
