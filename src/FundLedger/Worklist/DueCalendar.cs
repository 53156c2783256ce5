using System.Text.Json.Serialization;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Taper;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Worklist;

/// <summary>What falls due on a day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DueKind>))]
public enum DueKind
{
    /// <summary>Money that is to leave.</summary>
    Tranche,

    /// <summary>Money that is to come back.</summary>
    Instalment,
    Report,
    Evaluation,

    /// <summary>The last day on which an award may be objected to.</summary>
    PublicityEnds,
    RoundCloses,

    /// <summary>The last day of an organisation's qualification.</summary>
    QualificationEnds,

    /// <summary>The last day of a project, as agreed.</summary>
    ProjectEnds,

    /// <summary>A promised period of a taper plan: money that is to leave.</summary>
    TaperPeriod,
}

/// <summary>One thing with its day.</summary>
/// <param name="Subject">Number of the award, or code of the round or organisation.</param>
/// <param name="Of">The organisation's name; of a round, its own in both languages.</param>
/// <param name="Part">Number of the tranche or clawback; null where there is none.</param>
/// <param name="Amount">Of a tranche, a taper period and an instalment; null of all else.</param>
/// <param name="IsDone">The tranche is paid, the instalment came: it stands here for the sum of the month.</param>
public sealed record DueItem(DateOnly Day, DueKind Kind, string Subject, Bilingual Of, int? Part = null, Money? Amount = null, bool IsDone = false);

/// <summary>What one month takes and brings, in one currency.</summary>
/// <param name="First">Of the month.</param>
/// <param name="Out">Tranches and taper periods that fall due in it.</param>
/// <param name="In">Instalments of clawbacks.</param>
public sealed record DueMonth(DateOnly First, Money Out, Money In);

/// <summary>Everything that falls due between two days, from the days of the things themselves.</summary>
public sealed record DueCalendar(DateOnly First, DateOnly Last, IReadOnlyList<DueItem> Items)
{
    /// <summary>At most so many days are asked for at once.</summary>
    public const int MostDays = 3_700;

    /// <summary>Money per month, in the order of months, then of currencies.</summary>
    public IReadOnlyList<DueMonth> Months =>
        [.. from item in Items
            where item.Amount is not null
            group item by (Month: new DateOnly(item.Day.Year, item.Day.Month, 1), item.Amount!.Value.Currency) into month
            orderby month.Key.Month, month.Key.Currency.Code
            let zero = Money.Zero(month.Key.Currency)
            select new DueMonth(month.Key.Month, Sum(month, DueKind.Tranche, zero) + Sum(month, DueKind.TaperPeriod, zero), Sum(month, DueKind.Instalment, zero))];

    /// <summary>The refusal for days that lie the wrong way round or too far apart.</summary>
    public static Refusal? RefusalFor(DateOnly first, DateOnly last) => last < first
        ? Refusal.Of("days", "to", $"结束日 {last.ToIso()} 早于开始日 {first.ToIso()}。", $"The last day, {last.ToIso()}, is before the first, {first.ToIso()}.")
        : last.DayNumber - first.DayNumber >= MostDays ? Refusal.Of("days", "to", $"一次最多 {MostDays} 天。", $"At most {MostDays} days are shown at once.") : null;

    /// <summary>What this person may see of it: whoever reads a fund sees its programmes, an organisation's people their own.</summary>
    /// <param name="grants">Null for somebody who sees everything.</param>
    /// <param name="moment">Now, in microseconds.</param>
    public static async Task<DueCalendar> OfAsync(LedgerReader reader, Books books, IReadOnlyList<Grant>? grants, DateOnly first, DateOnly last, long moment)
    {
        Invariant.Holds(RefusalFor(first, last) is null);
        var today = Moments.DayInShanghai(moment);
        bool Reads(Fund fund) => grants is null || Authority.MayDo(grants, Permission.ReadLedger, Target.Of(fund, books), today);
        bool IsOwn(string organisation) => grants is not null && Authority.MayDo(grants, Permission.ReadOrganisation, new Target(Organisation: organisation), today);
        var readsDirectory = grants is null || Authority.MayDoSomewhere(grants, Permission.ReadLedger, today);
        var work = await AwardsAtWork.BetweenAsync(reader, books, today, first, last);
        var items = new List<DueItem>();
        foreach (var one in work.Tranches.Where(one => Sees(one.Award))) items.AddRange(OfTranche(one));
        foreach (var award in work.Awards.Where(Sees)) items.AddRange(OfAward(award));
        items.AddRange((await GrantReading.RoundsAsync(reader, books)).Where(round => grants is null || Reads(round.Programme.Fund) || Authority.MayDoSomewhere(grants, Permission.ReadOrganisation, today))
            .Select(round => new DueItem(Moments.DayInShanghai(round.ClosesAt), DueKind.RoundCloses, round.Code, round.Name)));
        items.AddRange((await TaperReading.AtWorkAsync(reader, books, today)).Where(one => Reads(one.Plan.Fund) || IsOwn(one.Plan.Organisation)).SelectMany(one => one.Periods).SelectMany(OfPeriod));
        items.AddRange(await InstalmentsAsync(reader, books, Sees));
        items.AddRange((await Directory.ListAsync(reader)).Where(organisation => readsDirectory || IsOwn(organisation.Code)).SelectMany(organisation => OfOrganisation(organisation, work.Standings[organisation.Id])));
        return new DueCalendar(first, last, [.. items.Where(item => first <= item.Day && item.Day <= last).OrderBy(item => item.Day).ThenBy(item => item.Kind).ThenBy(item => item.Subject, StringComparer.Ordinal).ThenBy(item => item.Part)]);

        bool Sees(Award award) => Reads(award.Fund) || IsOwn(award.Organisation);
    }

    private static IEnumerable<DueItem> OfTranche(TrancheAtWork one)
    {
        var (award, tranche) = (one.Award, one.Tranche);
        if (tranche.DueOn is not { } due) yield break;
        DueItem Item(DueKind kind, Money? amount = null, bool isDone = false) => new(due, kind, award.Number, Bilingual.Same(award.OrganisationName), tranche.No, amount, isDone);
        yield return Item(DueKind.Tranche, tranche.Amount, tranche.IsReleased && tranche.Owed.IsZero);
        if (one.IsHeldBy("report-missing", "report-returned")) yield return Item(DueKind.Report);
        if (one.IsHeldBy("evaluation-missing", "conditions-open")) yield return Item(DueKind.Evaluation);
    }

    /// <summary>Of approved years: what is only planned, lapsed whole or was cancelled takes no money.</summary>
    private static IEnumerable<DueItem> OfPeriod(TaperPeriodAtWork one) => one.State is TaperPeriodState.Planned or TaperPeriodState.Lapsed or TaperPeriodState.Cancelled ? []
        : [new DueItem(one.DueOn, DueKind.TaperPeriod, one.Plan.Number, Bilingual.Same(one.Plan.SpaceName), one.Period.No, one.Support ?? one.Period.Support, one.State == TaperPeriodState.Paid)];

    private static IEnumerable<DueItem> OfAward(Award award)
    {
        var name = Bilingual.Same(award.OrganisationName);
        if (award.Status == AwardStatus.Decided && award.PublicityLast >= award.DecidedOn) yield return new DueItem(award.PublicityLast, DueKind.PublicityEnds, award.Number, name);
        if (award.Status == AwardStatus.Active) yield return new DueItem(award.Terms.Ends, DueKind.ProjectEnds, award.Number, name);
    }

    private static IEnumerable<DueItem> OfOrganisation(Organisation organisation, Standing standing) =>
        standing.QualifiedUntil is { } until && until != DateOnly.MaxValue && standing.Status != OrganisationStatus.Left
            ? [new DueItem(until, DueKind.QualificationEnds, organisation.Code, Bilingual.Same(organisation.Name))] : [];

    private static async Task<IEnumerable<DueItem>> InstalmentsAsync(LedgerReader reader, Books books, Func<Award, bool> sees)
    {
        var claims = await AwardReading.ClawbacksAsync(reader);
        if (claims.Count == 0) return [];
        var awards = (await AwardReading.ListAsync(reader, books)).ToDictionary(award => award.Number);
        return claims.Where(claim => sees(awards[claim.Award])).SelectMany(claim => OfClaim(claim, awards[claim.Award]));
    }

    /// <summary>What came settles the earliest; an instalment that came in part stands for all of it until the rest is there.</summary>
    private static IEnumerable<DueItem> OfClaim(Clawback claim, Award award)
    {
        var covered = claim.Settled;
        foreach (var one in claim.Instalments.OrderBy(one => one.DueOn))
        {
            var isDone = covered.MinorUnits >= one.Amount.MinorUnits;
            covered = isDone ? covered - one.Amount : Money.Zero(claim.Amount.Currency);
            yield return new DueItem(one.DueOn, DueKind.Instalment, claim.Award, Bilingual.Same(award.OrganisationName), claim.No, one.Amount, isDone);
        }
    }

    private static Money Sum(IEnumerable<DueItem> items, DueKind kind, Money zero) => items.Where(item => item.Kind == kind).Aggregate(zero, (sum, item) => sum + item.Amount!.Value);
}

/// <summary>The names of what falls due, in both languages.</summary>
public static class DueNames
{
    public static Bilingual Name(this DueKind kind) => kind switch
    {
        DueKind.Tranche => new("拨付批次", "Tranche"),
        DueKind.Instalment => new("追回分期", "Instalment of a clawback"),
        DueKind.Report => new("进展报告", "Progress report"),
        DueKind.Evaluation => new("评估", "Evaluation"),
        DueKind.PublicityEnds => new("公示截止", "Publicity ends"),
        DueKind.RoundCloses => new("批次截止", "Round closes"),
        DueKind.TaperPeriod => new("渐进撤出期", "Taper period"),
        DueKind.QualificationEnds => new("资质到期", "Qualification ends"),
        _ => new("项目结束", "Project ends"),
    };
}
