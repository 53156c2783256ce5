using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Awards;

/// <summary>Every award, with counts and money per stage, and first of all what is due, held or overdue.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Grants;
    public override Bilingual Title => new("立项", "Awards");

    /// <summary>What stands in one stage, in one currency.</summary>
    public sealed record Column(AwardStage Stage, int Count, Money Amount);

    public IReadOnlyList<Award> All { get; private set; } = [];
    public IReadOnlyList<Column> Board { get; private set; } = [];

    /// <summary>Due by today and not paid; the oldest first.</summary>
    public IReadOnlyList<TrancheAtWork> Waiting { get; private set; } = [];

    public IReadOnlyList<Clawback> Overdue { get; private set; } = [];

    /// <summary>Of the list: the stage and the round asked for; null for all.</summary>
    public AwardStage? Stage { get; private set; }

    public string? Round { get; private set; }

    public IEnumerable<Award> Listed => All.Where(award => (Stage is null || award.StageOn(Today) == Stage) && (Round is null || award.Round == Round));

    public Task OnGetAsync(string? stage, string? round) => ReadAsync(async (reader, books) =>
    {
        (Stage, Round) = (Enum.TryParse<AwardStage>(stage, out var known) && Enum.IsDefined(known) ? known : null, string.IsNullOrEmpty(round) ? null : round);
        All = await AwardReading.ListAsync(reader, books);
        Board = [.. All.GroupBy(award => (Stage: award.StageOn(Today), award.Amount.Currency)).OrderBy(group => group.Key.Stage).Select(group => new Column(
            group.Key.Stage, group.Count(), group.Aggregate(Money.Zero(group.Key.Currency), (sum, award) => sum + award.Amount)))];
        Waiting = [.. (await AwardsAtWork.OpenAsync(reader, books, Today, Today)).Tranches.Where(one => one.Tranche.DueOn <= Today).OrderBy(one => one.Tranche.DueOn)];
        Overdue = [.. (await AwardReading.ClawbacksAsync(reader)).Where(claim => claim.OverdueOn(Today).IsPositive)];
    });
}

/// <summary>A tranche with its state and what stands against it.</summary>
public sealed record TrancheShown(Award Award, AwardTranche? Planned, Tranche Tranche, TrancheState State, IReadOnlyList<Hold> Holds)
{
    internal static async Task<TrancheShown> OfAsync(LedgerReader reader, Award award, Tranche tranche, DateOnly today)
    {
        IReadOnlyList<Hold> holds = tranche.IsReleased || tranche.IsCancelled ? [] : await AwardReading.HoldsAsync(reader, award, tranche, today);
        return new TrancheShown(award, award.Terms.Tranches.FirstOrDefault(planned => planned.No == tranche.No), tranche, tranche.StateOn(today, holds), holds);
    }

    /// <summary>What is missing, in one line; empty when nothing is.</summary>
    internal Bilingual Why => new(string.Join("；", Holds.Select(hold => hold.Why.Zh)), string.Join("; ", Holds.Select(hold => hold.Why.En)));
}
