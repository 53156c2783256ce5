using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A project as everybody may know it: who receives how much for what, and how it stands.</summary>
/// <param name="Paid">So far, less what the bank brought back.</param>
public sealed record PublicProject(Award Award, AwardStage Stage, Money Paid);

/// <summary>What a project reached, as far as it was accepted: numbers and marks, none of the words of a report.</summary>
/// <param name="People">Who benefited, as reports that were accepted say; added up.</param>
/// <param name="Spent">That the programme bears.</param>
/// <param name="Indicators">Of the last report in which each stands.</param>
public sealed record PublicResults(int Reports, int People, Money Spent, IReadOnlyList<Indicator> Indicators, IReadOnlyList<Evaluation> Evaluations);

/// <summary>Awards from the day they are published for objections on. What was taken back before it was signed is not shown.</summary>
public static class PublicProjects
{
    /// <summary>The last decided first.</summary>
    public static async Task<IReadOnlyList<PublicProject>> ListAsync(LedgerReader reader, Books books, PublicFunds shown, DateOnly day)
    {
        var paid = (await AwardReading.TranchesAsync(reader)).ToLookup(tranche => tranche.Award, tranche => tranche.Paid);
        return [.. (await AwardReading.ListAsync(reader, books)).Where(award => IsShown(award, shown)).Select(award => Of(award, paid[award.Number], day))];
    }

    /// <summary>Null where there is none, or none that is shown.</summary>
    public static async Task<(PublicProject Project, IReadOnlyList<Tranche> Tranches, PublicResults Results)?> FindAsync(LedgerReader reader, Books books, PublicFunds shown, string number, DateOnly day)
    {
        if (await AwardReading.FindAsync(reader, books, number) is not { } award || !IsShown(award, shown)) return null;
        var tranches = await AwardReading.TranchesAsync(reader, award);
        var accepted = (await AwardReading.ReportsAsync(reader, award)).Where(report => report.Decision == ReportDecision.Accepted).GroupBy(report => report.Number).Select(versions => versions.MaxBy(report => report.Version)!).ToList();
        var results = new PublicResults(
            accepted.Count, accepted.Sum(report => report.Content.Beneficiaries), accepted.Aggregate(Money.Zero(award.Amount.Currency), (sum, report) => sum + report.Eligible(award.Amount.Currency)),
            [.. accepted.SelectMany(report => report.Content.Indicators).Reverse().DistinctBy(indicator => indicator.Name).Reverse()], await AwardReading.EvaluationsAsync(reader, award));
        return (Of(award, tranches.Select(tranche => tranche.Paid), day), tranches, results);
    }

    private static PublicProject Of(Award award, IEnumerable<Money> paid, DateOnly day) => new(award, award.StageOn(day), paid.Aggregate(Money.Zero(award.Amount.Currency), (sum, one) => sum + one));

    private static bool IsShown(Award award, PublicFunds shown) => shown.Shows(award.Fund) && award.Status != AwardStatus.Cancelled;
}
