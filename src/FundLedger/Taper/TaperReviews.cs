using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Taper;

/// <param name="Period">The second of the two that were behind.</param>
public sealed record TaperReviewOpened(string Plan, int Period, int Year, Money Planned, Money Proposed);

/// <summary>Opens the review of a plan whose space was behind its target two periods running, once.</summary>
internal sealed class OpenTaperReview(Database database)
{
    internal Task<Outcome<TaperReviewOpened>> RunAsync(string actor, TaperPlan wanted, int period, DateOnly day, CancellationToken stop) => database.WriteAsync<TaperReviewOpened>(
        new Asked($"taper-review/{wanted.Number}/{period}", actor).For("open-taper-review", OperationField.Of("plan", wanted.Number), OperationField.Of("period", period)),
        async tx =>
        {
            if (!(await TaperStore.HoldRunningAsync(tx, wanted.Number)).IsDone(out var plan, out var refusal)) return refusal;
            var facts = await TaperReading.FactsAsync(tx, await Books.OfAsync(tx), plan, day);
            if (TaperRules.ReviewOf(plan, facts.Results, await TaperStore.ReviewsAsync(tx, plan), day) is not { } review || review.Period != period)
                return Refusal.Of("taper-not-behind", "period", $"计划 {plan.Number} 目前不需要复审。", $"Plan {plan.Number} asks for no review now.");
            await TaperStore.InsertReviewAsync(tx, plan, review);
            await TaperStore.SetAsync(tx, plan with { ReviewOpenedOn = day });
            await AuditTrail.AddAsync(tx, AuditNote.Done("open-taper-review", "taper", plan.Number, $"{review.Year} {review.Proposed}"));
            return new TaperReviewOpened(plan.Number, period, review.Year, review.Planned, review.Proposed);
        }, stop);
}

/// <param name="Cap">At most so much in the year it is about; null where it is kept as planned.</param>
public sealed record TaperReviewClosing(string Plan, TaperReviewDecision Decision, DateOnly On, string Reason, Money? Cap = null);

public sealed record TaperReviewClosed(string Plan, int Year, TaperReviewDecision Decision, Money? Cap);

/// <summary>Decides a review that was opened: next year as planned, or at most so much. The year itself is approved after it.</summary>
public sealed class CloseTaperReview(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperReviewClosing, TaperReviewClosed> Kind = new("close-taper-review", new("渐进撤出计划复审决定", "Decide a taper review"), SubjectAsync, RunAsync);

    public Task<Outcome<TaperReviewClosed>> RunAsync(Asked asked, TaperReviewClosing closing, CancellationToken stop = default) => database.WriteAsync<TaperReviewClosed>(
        asked.For("close-taper-review", OperationField.Of("closing", GrantJson.Write(closing))),
        async tx => await Checked.RefusalForAsync(tx, Kind, closing.Cap) is { } notAlone ? notAlone : await RunAsync(tx, closing, new Agreed(0, asked.Actor, [])), stop);

    private static async Task<Outcome<TaperReviewClosed>> RunAsync(LedgerTransaction tx, TaperReviewClosing closing, Agreed agreed)
    {
        if (!(await FindAsync(tx, closing)).IsDone(out var found, out var refusal)) return refusal;
        var (plan, review) = found;
        await TaperStore.CloseAsync(tx, plan, review with { ClosedOn = closing.On, Decision = closing.Decision, Cap = closing.Cap, Reason = closing.Reason.Trim() }, agreed.Maker, agreed.Proposal);
        await TaperStore.SetAsync(tx, plan with { ReviewOpenedOn = null });
        await AuditTrail.AddAsync(tx, AuditNote.Done("close-taper-review", "taper", plan.Number, $"{review.Year} {StoredWords.Word(closing.Decision)} {closing.Cap}".TrimEnd()));
        return new TaperReviewClosed(plan.Number, review.Year, closing.Decision, closing.Cap);
    }

    private static async Task<Outcome<(TaperPlan Plan, TaperReview Review)>> FindAsync(LedgerTransaction tx, TaperReviewClosing closing)
    {
        if (!(await TaperStore.HoldRunningAsync(tx, closing.Plan)).IsDone(out var plan, out var refusal)) return refusal;
        if (plan.ReviewOpenedOn is not { } opened || (await TaperStore.ReviewsAsync(tx, plan)).LastOrDefault(one => one.ClosedOn is null) is not { } review)
            return Refusal.Of("taper-no-review", "plan", $"计划 {plan.Number} 没有待决定的复审。", $"No review of plan {plan.Number} waits.");
        if (TaperPlanRules.RefusalForReason(closing.Reason) is { } badReason) return badReason;
        if (closing.On > tx.Today) return Refusal.Of("date-in-future", "on", $"日期 {closing.On.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{closing.On.ToIso()} is after today ({tx.Today.ToIso()}).");
        if (closing.On < opened) return Refusal.Of("taper-before", "on", $"日期早于复审开始日 {opened.ToIso()}。", $"The day is before the review was opened ({opened.ToIso()}).");
        if ((closing.Decision == TaperReviewDecision.Cap) != (closing.Cap is not null)) return Refusal.Of("taper-cap", "cap", "决定限额时请写明金额，维持时不写。", "A cap takes its amount; keeping the year takes none.");
        if (closing.Cap is { } cap && (cap.Currency != plan.Fund.Currency || cap.IsNegative || cap.MinorUnits > review.Planned.MinorUnits))
            return Refusal.Of("taper-cap", "cap", $"限额在 0 至原计划的 {review.Planned.ToGroupedText()} 之间。", $"A cap is between nothing and the {review.Planned} that was planned.");
        return (plan, review);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperReviewClosing closing)
    {
        if (!(await FindAsync(tx, closing)).IsDone(out var found, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, found.Plan, closing.Cap, $"{found.Review.Period}");
    }
}
