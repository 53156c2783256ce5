using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Taper;

/// <summary>A yearly review (一评二续三增): how the year was, the next as planned or changed within the band, and what is added.</summary>
/// <param name="Version">The version that is reviewed: another amendment in between makes this one void.</param>
/// <param name="Year">Of the plan, from 1: the next that is not approved.</param>
/// <param name="Evaluation">Null only for the first year.</param>
/// <param name="Decision">Null to confirm the year as planned.</param>
public sealed record TaperYearApproval(string Plan, int Version, int Year, DateOnly On, string Reason, TaperEvaluation? Evaluation = null, TaperYearDecision? Decision = null);

/// <param name="Amount">Committed for that year.</param>
/// <param name="Entry">Null where nothing was to be committed.</param>
public sealed record TaperYearApproved(string Plan, int Year, Money Amount, EntryId? Entry, IReadOnlyList<TaperPart> Parts, int Version);

/// <summary>Approves a year of a plan: exactly its support is committed, source by source, and nothing of the years after. It may take others: then it is proposed.</summary>
public sealed class ApproveTaperYear(Database database)
{
    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<TaperYearApproval, TaperYearApproved> Kind = new("approve-taper-year", EntryKind.TaperCommitted.Name, SubjectAsync, RunAsync);

    public Task<Outcome<TaperYearApproved>> RunAsync(Asked asked, TaperYearApproval approval, CancellationToken stop = default) => database.WriteAsync<TaperYearApproved>(
        asked.For("approve-taper-year", OperationField.Of("approval", GrantJson.Write(approval))),
        async tx =>
        {
            if (!(await FindAsync(tx, approval)).IsDone(out var found, out var refusal)) return refusal;
            return await Checked.RefusalForAsync(tx, Kind, found.Schedule.SupportOf(approval.Year)) is { } notAlone ? notAlone : await PostAsync(tx, approval, found, new Agreed(0, asked.Actor, []));
        }, stop);

    private sealed record Found(TaperPlan Plan, TaperSchedule Schedule, TaperYearDecision Decision);

    private static async Task<Outcome<TaperYearApproved>> RunAsync(LedgerTransaction tx, TaperYearApproval approval, Agreed agreed) =>
        (await FindAsync(tx, approval)).IsDone(out var found, out var refusal) ? await PostAsync(tx, approval, found, agreed) : refusal;

    private static async Task<Outcome<TaperYearApproved>> PostAsync(LedgerTransaction tx, TaperYearApproval approval, Found found, Agreed agreed)
    {
        var (plan, schedule, decision) = found;
        var books = await Books.OfAsync(tx);
        var periods = schedule.Periods.Where(period => period.Year == approval.Year).ToList();
        var parts = TaperPlanRules.PartsOf(books, plan.Fund, periods);
        EntryId? entry = null;
        if (parts.Count > 0)
        {
            var draft = TaperPosting.Committed(books.Entity(plan.Fund.EntityId), plan, parts, EntryKind.TaperCommitted, approval.On);
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var posted, out var refusal)) return refusal;
            entry = posted;
        }

        var version = plan.Version;
        if (!decision.IsConfirmed)
        {
            var terms = plan.Terms with { Terms = decision.Terms!, Parts = decision.Parts! };
            await TaperStore.InsertVersionAsync(tx, plan.Id, ++version, periods[0].No, terms, approval.Reason.Trim(), null, agreed.Maker, agreed.Proposal);
        }

        await TaperStore.InsertYearAsync(tx, plan, new TaperYear(
            approval.Year, schedule.SupportOf(approval.Year), entry, approval.Evaluation, decision, approval.On, approval.Reason.Trim(), agreed.Maker, agreed.Proposal == 0 ? null : agreed.Proposal));
        foreach (var period in periods) await TaperStore.InsertPeriodAsync(tx, plan, period, period.Last.AddDays(plan.Terms.DueDays));
        await AuditTrail.AddAsync(tx, AuditNote.Done("approve-taper-year", "taper", plan.Number, $"{approval.Year} {schedule.SupportOf(approval.Year)}{(decision.IsConfirmed ? "" : $" version {version}")}"));
        return new TaperYearApproved(plan.Number, approval.Year, schedule.SupportOf(approval.Year), entry, [.. parts.Select(part => new TaperPart(part.Source.Code, part.Amount))], version);
    }

    private static async Task<Outcome<Found>> FindAsync(LedgerTransaction tx, TaperYearApproval approval)
    {
        if (!(await TaperStore.HoldRunningAsync(tx, approval.Plan)).IsDone(out var plan, out var refusal)) return refusal;
        if ((AmendTaperPlan.RefusalForVersion(plan, approval.Version) ?? TaperPlanRules.RefusalForReason(approval.Reason)) is { } bad) return bad;
        var next = plan.ApprovedYears.Count + 1;
        if (next > plan.Schedule.Terms.Years) return Refusal.Of("taper-year", "year", $"计划 {plan.Number} 的各年度都已批准。", $"Every year of plan {plan.Number} is approved.");
        if (approval.Year != next) return Refusal.Of("taper-year", "year", $"计划 {plan.Number} 接下来要批准的是第 {next} 年。", $"The next year of plan {plan.Number} to be approved is year {next}.");
        if (plan.ReviewOpenedOn is { } opened)
            return Refusal.Of("taper-review-open", "plan", $"计划 {plan.Number} 自 {opened.ToIso()} 起待复审，请先作出复审决定。", $"A review of plan {plan.Number} waits since {opened.ToIso()}: close it first.");
        if (approval.Year > 1 && string.IsNullOrWhiteSpace(approval.Evaluation?.Results))
            return Refusal.Of("taper-evaluation", "evaluation", "请先写明上一年度的评估结果。", "Say first how the year before was: its evaluation.");
        if ((KeptText.Reason.RefusalFor(approval.Evaluation?.Results, "evaluation") ?? KeptText.Reason.RefusalFor(approval.Evaluation?.ThirdParty, "evaluation")) is { } tooLong) return tooLong;
        var decision = approval.Decision ?? TaperYearDecision.Confirmed;
        if (!(await ScheduleAsync(tx, plan, approval.Year, decision)).IsDone(out var schedule, out refusal)) return refusal;
        return new Found(plan, schedule, decision);
    }

    /// <summary>The plan with the year as it is decided: no later year is touched, and the year moves no further than it may.</summary>
    private static async Task<Outcome<TaperSchedule>> ScheduleAsync(LedgerTransaction tx, TaperPlan plan, int year, TaperYearDecision decision)
    {
        var cap = (await TaperStore.ReviewsAsync(tx, plan)).LastOrDefault(review => review.Year == year && review.Cap is not null)?.Cap;
        var schedule = plan.Schedule;
        if (!decision.IsConfirmed)
        {
            if (decision.Terms!.Periods != schedule.Terms.Periods) return Refusal.Of("taper-periods", "periods", "年度评审不改变期数；如需改变，请变更计划。", "A yearly review leaves the number of periods; amend the plan to change it.");
            if (TaperPlanRules.RefusalForParts(decision.Parts ?? [], await Books.OfAsync(tx), plan.Fund) is { } badParts) return badParts;
            if (!plan.Schedule.Amended(decision.Terms, schedule.Periods.First(period => period.Year == year).No, decision.Parts ?? []).IsDone(out var changed, out var refusal)) return refusal;
            // Rounding runs on over the whole plan, so a changed year may move each later one by its last unit.
            if (Enumerable.Range(year + 1, schedule.Terms.Years - year).FirstOrDefault(later => Math.Abs((changed.SupportOf(later) - schedule.SupportOf(later)).MinorUnits) > 1) is > 0 and var moved)
                return Refusal.Of("taper-later-year", "budget", $"年度评审只改变第 {year} 年；第 {moved} 年也变了，请变更计划。", $"A yearly review changes year {year} alone; year {moved} would change too: amend the plan.");
            schedule = changed;
        }

        if (RefusalForBand(plan, year, schedule.SupportOf(year), decision, cap) is { } tooFar) return tooFar;
        return cap is { } most && schedule.SupportOf(year).MinorUnits > most.MinorUnits
            ? Refusal.Of("taper-capped", "budget", $"复审决定第 {year} 年的支持不超过 {most.ToGroupedText()}，这里是 {schedule.SupportOf(year).ToGroupedText()}。", $"A review has capped year {year} at {most}; this is {schedule.SupportOf(year)}.")
            : schedule;
    }

    private static Refusal? RefusalForBand(TaperPlan plan, int year, Money now, TaperYearDecision decision, Money? cap)
    {
        var planned = plan.Schedule.SupportOf(year);
        var added = (decision.Added ?? []).Where(one => one.Amount.Currency == planned.Currency).Aggregate(Money.Zero(planned.Currency), (sum, one) => sum + one.Amount);
        if ((decision.Added ?? []).Any(one => !one.Amount.IsPositive || one.Amount.Currency != planned.Currency || string.IsNullOrWhiteSpace(one.What)))
            return Refusal.Of("taper-added", "added", "新增事项须写明内容，金额大于零，币种与计划一致。", "What is added says what it is, with more than nothing, in the plan's currency.");
        if (decision.IsConfirmed) return added.IsZero ? null : Refusal.Of("taper-added", "added", "新增资金时请给出变更后的年度条款。", "Where money is added, give the terms of the year as they become.");
        var band = (plan.Terms.Band ?? default).OfRoundedDown(planned);
        var (least, most) = ((planned - band).MinorUnits, (planned + band + added).MinorUnits);
        if (cap is { } capped) least = Math.Min(least, capped.MinorUnits);
        if (now.MinorUnits >= least && now.MinorUnits <= most) return null;
        var (from, to) = (planned with { MinorUnits = least }, planned with { MinorUnits = most });
        return Refusal.Of("taper-band", "budget",
            $"第 {year} 年支持 {now.ToGroupedText()} 超出评审可调整的范围（{from.ToGroupedText()} 至 {to.ToGroupedText()}）。请变更计划，或写明新增事项。",
            $"Support of {now} in year {year} is outside what a review may set ({from} to {to}). Amend the plan, or say what is added.");
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, TaperYearApproval approval)
    {
        if (!(await FindAsync(tx, approval)).IsDone(out var found, out var refusal)) return refusal;
        return await TaperSubjects.OfAsync(tx, found.Plan, found.Schedule.SupportOf(approval.Year));
    }
}
