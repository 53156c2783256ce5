using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Taper;

/// <param name="Reason">Kept for good, without names.</param>
public sealed record TaperEnding(string Plan, DateOnly On, string Reason);

/// <param name="Status">Completed where it ran to its last day, stopped where it did not.</param>
/// <param name="Entry">Null where nothing was left.</param>
public sealed record TaperPlanEnded(string Plan, TaperPlanStatus Status, EntryId? Entry, TaperClosing Closing);

/// <summary>Ends a plan. What was promised and not released goes back, source by source; what is payable stays owed.</summary>
public sealed class EndTaperPlan(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperEnding, TaperPlanEnded> Kind = new("end-taper", new("终止渐进撤出计划", "End a taper plan"), SubjectAsync, (tx, ending, _) => RunAsync(tx, ending)) { LeastCheckers = 1 };

    public Task<Outcome<TaperPlanEnded>> RunAsync(Asked asked, TaperEnding ending, CancellationToken stop = default) => database.WriteAsync<TaperPlanEnded>(
        asked.For("end-taper", OperationField.Of("ending", GrantJson.Write(ending))),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, ending), stop);

    /// <summary>Completes a plan that ran to its end and of which everything is settled and paid, once.</summary>
    /// <param name="actor">Who does so: the schedule, or a person.</param>
    internal Task<Outcome<TaperPlanEnded>> CompleteAsync(string actor, string number, DateOnly on, CancellationToken stop) => database.WriteAsync<TaperPlanEnded>(
        new Asked($"taper/{number}/end", actor).For("complete-taper", OperationField.Of("plan", number)),
        async tx =>
        {
            if (!(await TaperStore.HoldRunningAsync(tx, number)).IsDone(out var plan, out var refusal)) return refusal;
            var periods = await TaperStore.PeriodsAsync(tx, plan);
            if (plan.LastDay >= on || plan.ApprovedYears.Count < plan.Schedule.Terms.Years || periods.Any(row => !row.IsSettled || row.Owed.IsPositive))
                return Refusal.Of("taper-open", "plan", $"计划 {number} 还有未结的各期。", $"Plan {number} has periods that are not settled.");
            return await EndAsync(tx, plan, periods, on, "complete-taper", "");
        }, stop);

    private static async Task<Outcome<TaperPlanEnded>> RunAsync(LedgerTransaction tx, TaperEnding ending)
    {
        if (!(await FindAsync(tx, ending)).IsDone(out var plan, out var refusal)) return refusal;
        return await EndAsync(tx, plan, await TaperStore.PeriodsAsync(tx, plan), ending.On, "end-taper", ending.Reason.Trim());
    }

    private static async Task<Outcome<TaperPlanEnded>> EndAsync(LedgerTransaction tx, TaperPlan plan, IReadOnlyList<PromisedPeriod> periods, DateOnly on, string act, string reason)
    {
        var books = await Books.OfAsync(tx);
        var left = await OpenParts.OfAsync(tx, books, plan.Fund, plan.Subject, AccountRole.Committed);
        EntryId? entry = null;
        if (left.Count > 0)
        {
            var draft = TaperPosting.Committed(books.Entity(plan.Fund.EntityId), plan, left.Select(part => (part.Source, -part.Amount)), EntryKind.TaperEnded, on);
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var posted, out var refusal)) return refusal;
            entry = posted;
        }

        foreach (var row in periods.Where(row => !row.IsSettled)) await TaperStore.SetAsync(tx, row with { Status = TaperPeriodStatus.Cancelled });
        var zero = Money.Zero(plan.Fund.Currency);
        Money Sum(Func<PromisedPeriod, Money?> of) => periods.Aggregate(zero, (sum, row) => sum + (of(row) ?? zero));
        var (supported, lapsed) = (Sum(row => row.Support), Sum(row => row.Lapsed));
        var closing = new TaperClosing(left.Aggregate(supported + lapsed, (sum, part) => sum + part.Amount), supported, lapsed, [.. left.Select(part => new TaperPart(part.Source.Code, part.Amount))]);
        var status = on > plan.LastDay ? TaperPlanStatus.Completed : TaperPlanStatus.Stopped;
        await TaperStore.SetAsync(tx, plan with { Status = status, EndedOn = on }, closing);
        await AuditTrail.AddAsync(tx, AuditNote.Done(act, "taper", plan.Number, reason));
        return new TaperPlanEnded(plan.Number, status, entry, closing);
    }

    private static async Task<Outcome<TaperPlan>> FindAsync(LedgerTransaction tx, TaperEnding ending)
    {
        if (!(await TaperStore.HoldRunningAsync(tx, ending.Plan)).IsDone(out var plan, out var refusal)) return refusal;
        if (string.IsNullOrWhiteSpace(ending.Reason)) return Refusal.Of("reason-missing", "reason", "请写明终止理由。", "Say why it ends.");
        if (ending.Reason.Length > AuditTrail.LongestDetail) return Refusal.Of("text-too-long", "reason", $"理由最多 {AuditTrail.LongestDetail} 个字符。", $"The reason has at most {AuditTrail.LongestDetail} characters.");
        if (ending.On > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {ending.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{ending.On.ToIso()} is after today ({tx.Today.ToIso()}).");
        return ending.On < plan.AgreedOn ? Refusal.Of("taper-before", "on", $"日期早于签订日 {plan.AgreedOn.ToIso()}。", $"The day is before it was agreed ({plan.AgreedOn.ToIso()}).") : plan;
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperEnding ending)
    {
        if (!(await FindAsync(tx, ending)).IsDone(out var plan, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, plan, null, (await TaperStore.PeriodsAsync(tx, plan)).Select(row => $"{row.No} {row.Status}"));
    }
}
