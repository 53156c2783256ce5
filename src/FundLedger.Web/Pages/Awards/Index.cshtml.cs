using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Awards;

/// <summary>The awards that the one who looks may read: of the funds they read, with counts and money per stage; or of their own organisation, with what it is to do.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => ReadsBooks ? Part.Grants : Part.Awards;
    public override Bilingual Title => ReadsBooks ? new("立项", "Awards") : new("我的立项", "My awards");

    /// <summary>What stands in one stage, in one currency.</summary>
    public sealed record Column(AwardStage Stage, int Count, Money Amount);

    public bool ReadsBooks => MaySomewhere(Permission.ReadLedger);
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
        All = [.. (await AwardReading.ListAsync(reader, books)).Where(award => Who.MayRead(books, award, Today))];
        Board = [.. All.GroupBy(award => (Stage: award.StageOn(Today), award.Amount.Currency)).OrderBy(group => group.Key.Stage).Select(group => new Column(
            group.Key.Stage, group.Count(), group.Aggregate(Money.Zero(group.Key.Currency), (sum, award) => sum + award.Amount)))];
        var readable = All.Select(award => award.Number).ToHashSet();
        Waiting = [.. (await AwardsAtWork.OpenAsync(reader, books, Today, Today)).Tranches.Where(one => readable.Contains(one.Tranche.Award) && one.Tranche.DueOn <= Today).OrderBy(one => one.Tranche.DueOn)];
        Overdue = [.. (await AwardReading.ClawbacksAsync(reader)).Where(claim => readable.Contains(claim.Award) && claim.OverdueOn(Today).IsPositive)];
    });

    /// <summary>What is missing, as whoever looks may read it.</summary>
    public Bilingual WhyOf(TrancheAtWork one)
    {
        if (ReadsBooks) return one.Why;
        var whys = one.Holds.Where(OwnTask.IsTheirs).Select(hold => hold.Why).Concat(OwnTask.Others(one.Holds)).ToList();
        return new(string.Join("；", whys.Select(why => why.Zh)), string.Join("; ", whys.Select(why => why.En)));
    }
}
