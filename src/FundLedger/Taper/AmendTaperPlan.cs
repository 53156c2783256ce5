using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Taper;

/// <summary>What is to hold of a plan from a period on; the periods before stay as they are.</summary>
/// <param name="Version">The version that is amended: another amendment in between makes this one void.</param>
/// <param name="FromPeriod">The first it speaks for: after the last that was released.</param>
/// <param name="Terms">Of the whole plan; its parts come to the support of the periods it speaks for.</param>
public sealed record TaperAmendment(string Plan, int Version, int FromPeriod, TaperPlanTerms Terms, string Reason, DateOnly On);

/// <param name="Entry">That changed what is committed; null where no money moved.</param>
public sealed record TaperPlanAmended(string Plan, int Version, EntryId? Entry);

/// <summary>Amends a plan: the curve, budgets, sources, conditions or the number of periods. Both curves are kept, nothing released is restated, and what approved years have committed follows at once.</summary>
public sealed class AmendTaperPlan(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperAmendment, TaperPlanAmended> Kind = new("amend-taper", EntryKind.TaperChanged.Name, SubjectAsync, RunAsync) { LeastCheckers = 1 };

    public Task<Outcome<TaperPlanAmended>> RunAsync(Asked asked, TaperAmendment amendment, CancellationToken stop = default) => database.WriteAsync<TaperPlanAmended>(
        asked.For("amend-taper", OperationField.Of("amendment", GrantJson.Write(amendment))),
        async tx =>
        {
            if (!(await FindAsync(tx, amendment)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Schedule.Support) is { } notAlone ? notAlone : await PostAsync(tx, amendment, found, new Agreed(0, asked.Actor, []));
        }, stop);

    internal static Refusal? RefusalForVersion(TaperPlan plan, int version) => version == plan.Version ? null
        : Refusal.Of("taper-changed", "version", $"计划 {plan.Number} 已是第 {plan.Version} 版，请按最新版重新提出。", $"Plan {plan.Number} is at version {plan.Version} by now: ask again for that.");

    private sealed record Found(TaperPlan Plan, TaperSchedule Schedule, IReadOnlyList<PromisedPeriod> Periods);

    private static async Task<Outcome<TaperPlanAmended>> RunAsync(LedgerTransaction tx, TaperAmendment amendment, Agreed agreed) =>
        (await FindAsync(tx, amendment)).IsDone(out var found, out var refusal) ? await PostAsync(tx, amendment, found, agreed) : refusal;

    private static async Task<Outcome<TaperPlanAmended>> PostAsync(LedgerTransaction tx, TaperAmendment amendment, Found found, Agreed agreed)
    {
        var (plan, schedule, _) = found;
        var promised = schedule.Periods.Where(period => period.No >= amendment.FromPeriod && plan.ApprovedYears.Contains(period.Year)).ToList();
        if (!(await FollowAsync(tx, found, amendment, promised)).IsDone(out var entry, out var refusal)) return refusal;
        await TaperStore.InsertVersionAsync(tx, plan.Id, plan.Version + 1, amendment.FromPeriod, amendment.Terms with { Title = amendment.Terms.Title.Trim() }, amendment.Reason.Trim(), entry.Id, agreed.Maker, agreed.Proposal);
        var known = found.Periods.ToDictionary(period => period.No);
        foreach (var period in promised)
        {
            var dueOn = period.Last.AddDays(amendment.Terms.DueDays);
            if (!known.TryGetValue(period.No, out var row)) await TaperStore.InsertPeriodAsync(tx, plan, period, dueOn);
            else await TaperStore.SetAsync(tx, row with { DueOn = dueOn, Planned = period.Support, Status = TaperPeriodStatus.Planned });
        }

        foreach (var gone in found.Periods.Where(row => row.No >= amendment.FromPeriod && row.Status == TaperPeriodStatus.Planned && promised.All(period => period.No != row.No)))
            await TaperStore.SetAsync(tx, gone with { Status = TaperPeriodStatus.Cancelled });
        await AuditTrail.AddAsync(tx, AuditNote.Done("amend-taper", "taper", plan.Number, $"{plan.Version + 1} from {amendment.FromPeriod}"));
        return new TaperPlanAmended(plan.Number, plan.Version + 1, entry.Id);
    }

    private sealed record Moved(EntryId? Id);

    /// <summary>What each source has promised for the periods of approved years that are not released, less what it had: more is committed, less goes back.</summary>
    private static async Task<Outcome<Moved>> FollowAsync(LedgerTransaction tx, Found found, TaperAmendment amendment, List<TaperPeriod> promised)
    {
        var plan = found.Plan;
        var books = await Books.OfAsync(tx);
        var before = found.Periods.Where(row => row.No >= amendment.FromPeriod && row.Status == TaperPeriodStatus.Planned).Select(row => plan.Schedule.Periods[row.No - 1]);
        var changes = new SortedDictionary<long, (Source Source, Money Amount)>();
        void Add(Source source, Money amount) => changes[source.Id] = (source, (changes.TryGetValue(source.Id, out var known) ? known.Amount : Money.Zero(plan.Fund.Currency)) + amount);
        foreach (var (source, amount) in TaperPlanRules.PartsOf(books, plan.Fund, promised)) Add(source, amount);
        foreach (var (source, amount) in TaperPlanRules.PartsOf(books, plan.Fund, before)) Add(source, -amount);
        if (changes.Values.All(change => change.Amount.IsZero)) return new Moved(null);
        return await Journal.AppendAsync(tx, TaperPosting.Committed(books.Entity(plan.Fund.EntityId), plan, changes.Values, EntryKind.TaperChanged, amendment.On)).Then(entry => new Moved(entry));
    }

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, TaperAmendment amendment)
    {
        if (!(await TaperStore.HoldRunningAsync(tx, amendment.Plan)).IsDone(out var plan, out var refusal)) return refusal;
        var books = await Books.OfAsync(tx);
        if ((RefusalForVersion(plan, amendment.Version) ?? TaperPlanRules.RefusalForReason(amendment.Reason) ?? TaperPlanRules.RefusalFor(amendment.Terms, books, plan.Fund)) is { } bad) return bad;
        var periods = await TaperStore.PeriodsAsync(tx, plan);
        var released = periods.Where(row => row.ReleasedOn is not null).Select(row => row.No).DefaultIfEmpty(0).Max();
        if (amendment.FromPeriod <= released)
            return Refusal.Of("taper-released", "fromPeriod", $"第 {released} 期已拨付或失效，变更只能从第 {released + 1} 期起。", $"Period {released} was released already: an amendment speaks for periods from {released + 1} on.");
        if (!plan.Schedule.Amended(amendment.Terms.Terms, amendment.FromPeriod, amendment.Terms.Parts).IsDone(out var schedule, out refusal)) return refusal;
        return new Found(plan, schedule, periods);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperAmendment amendment)
    {
        if (!(await FindAsync(tx, amendment)).IsDone(out var found, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, found.Plan, found.Schedule.Support);
    }
}
