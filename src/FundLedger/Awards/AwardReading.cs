using FundLedger.Ledger;

namespace FundLedger.Awards;

/// <summary>What one source promised an award, has committed still, and paid.</summary>
public sealed record AwardSource(Source Source, Money Promised, Money Committed, Money Paid);

/// <summary>Reads awards with their tranches and all that belongs to them.</summary>
public static class AwardReading
{
    /// <summary>The last decided first.</summary>
    /// <param name="organisation">Of one organisation; 0 for all.</param>
    /// <param name="round">Of one round; 0 for all.</param>
    public static Task<IReadOnlyList<Award>> ListAsync(LedgerReader reader, Books books, long organisation = 0, long round = 0) => AwardStore.ListAsync(reader, books, organisation, round);

    /// <summary>The award of this number, or null.</summary>
    public static Task<Award?> FindAsync(LedgerReader reader, Books books, string number) => AwardStore.FindAsync(reader, books, number);

    public static Task<IReadOnlyList<AwardVersion>> VersionsAsync(LedgerReader reader, Award award) => AwardStore.VersionsAsync(reader, award);

    public static Task<IReadOnlyList<Objection>> ObjectionsAsync(LedgerReader reader, Award award) => AwardStore.ObjectionsAsync(reader, award);

    public static Task<IReadOnlyList<Agreement>> AgreementsAsync(LedgerReader reader, Award award) => AwardStore.AgreementsAsync(reader, award);

    /// <summary>Every version of every report, in order.</summary>
    public static Task<IReadOnlyList<ProgressReport>> ReportsAsync(LedgerReader reader, Award award) => TrancheStore.ReportsAsync(reader, award);

    public static Task<IReadOnlyList<Evaluation>> EvaluationsAsync(LedgerReader reader, Award award) => TrancheStore.EvaluationsAsync(reader, award);

    public static Task<IReadOnlyList<Proof>> ProofsAsync(LedgerReader reader, Award award) => TrancheStore.ProofsAsync(reader, award);

    /// <summary>Of one award; of all where none is given.</summary>
    public static Task<IReadOnlyList<Clawback>> ClawbacksAsync(LedgerReader reader, Award? award = null) => TrancheStore.ClawbacksAsync(reader, award?.Id ?? 0);

    /// <summary>Of one award; of all where none is given.</summary>
    public static Task<IReadOnlyList<Tranche>> TranchesAsync(LedgerReader reader, Award? award = null) => TrancheStore.ListAsync(reader, award?.Id ?? 0);

    /// <summary>The tranches of an award, in order, each with what stands against releasing it on a day.</summary>
    public static Task<IReadOnlyList<TrancheAtWork>> AtWorkAsync(LedgerReader reader, Books books, Award award, DateOnly day) => AwardsAtWork.OfAsync(reader, books, award, day);

    /// <summary>What of it is promised and not released, source by source.</summary>
    public static Task<IReadOnlyList<(Source Source, Money Amount)>> CommittedAsync(LedgerReader reader, Books books, Award award) =>
        OpenParts.OfAsync(reader, books, award.Fund, award.Subject, AccountRole.Committed);

    /// <summary>What was paid and not claimed back, source by source.</summary>
    public static Task<IReadOnlyList<(Source Source, Money Amount)>> PaidAsync(LedgerReader reader, Books books, Award award) => AwardStore.PaidPartsAsync(reader, books, award);

    /// <summary>What each source promised, has committed still, and paid; in paying order.</summary>
    public static async Task<IReadOnlyList<AwardSource>> SourcesAsync(LedgerReader reader, Books books, Award award)
    {
        var (committed, paid, zero) = (await CommittedAsync(reader, books, award), await PaidAsync(reader, books, award), Money.Zero(award.Amount.Currency));
        var entity = books.Entity(award.Fund.EntityId);
        return [.. award.Terms.Parts.Select(part => part.Source).Union(paid.Select(part => part.Source.Code)).Select(code => new AwardSource(
            books.FindSource(entity, code)!, Of(award.Terms.Parts.Where(part => part.Source == code).Select(part => part.Amount)), Of(committed.Where(part => part.Source.Code == code).Select(part => part.Amount)), Of(paid.Where(part => part.Source.Code == code).Select(part => part.Amount))))];

        Money Of(IEnumerable<Money> amounts) => amounts.Aggregate(zero, (sum, amount) => sum + amount);
    }
}
