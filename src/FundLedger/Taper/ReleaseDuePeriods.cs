using FundLedger.Ledger;

namespace FundLedger.Taper;

/// <param name="Support">Made payable; nothing where all of it lapsed.</param>
/// <param name="Lapsed">Went back in the same entry.</param>
/// <param name="Entry">Null where nothing was promised for the period.</param>
public sealed record PeriodReleased(string Plan, int No, Money Support, Money Lapsed, EntryId? Entry);

/// <summary>Makes a period payable, once: what is paid is owed and what was planned is promised no more, in one entry. Refused while something stands against it.</summary>
internal sealed class ReleasePeriod(Database database)
{
    /// <summary>The key is the period's own: whoever asks, and however often, it is released once.</summary>
    private static Asked AskedBy(string actor, string plan, int no) => new($"taper/{plan}/{no}", actor);

    /// <summary>One that was read with many others: as long as it is as it was read, it is not read again.</summary>
    internal Task<Outcome<PeriodReleased>> RunAsync(string actor, PeriodToRelease planned, DateOnly on, CancellationToken stop = default) => database.WriteAsync(
        AskedBy(actor, planned.Plan.Number, planned.Row.No).For("release-taper-period", OperationField.Of("plan", planned.Plan.Number), OperationField.Of("period", planned.Row.No)),
        async tx => await TaperStore.HoldUnchangedAsync(tx, planned.Plan, planned.Mark)
            ? await PostAsync(tx, planned.Plan, planned.Row, planned.Result, on) : await RunAsync(tx, planned.Plan.Number, planned.Row.No, on),
        stop);

    private static async Task<Outcome<PeriodReleased>> RunAsync(LedgerTransaction tx, string number, int no, DateOnly on)
    {
        if (!(await TaperStore.HoldRunningAsync(tx, number)).IsDone(out var plan, out var refusal)) return refusal;
        if (!(await TaperPeriods.FindAsync(tx, plan, no)).IsDone(out var row, out refusal)) return refusal;
        if (row.IsSettled) return TaperPeriods.Over(no);
        if (row.DueOn > on) return Refusal.Of("period-not-due", "period", $"第 {no} 期 {row.DueOn.ToIso()} 到期。", $"Period {no} is due on {row.DueOn.ToIso()}.");
        var (period, facts) = (plan.Schedule.Periods[no - 1], await TaperReading.FactsAsync(tx, await Books.OfAsync(tx), plan, on));
        if (RefusalFor(plan, no, TaperRules.Against(plan, period, row.HeldWhy, facts)) is { } held) return held;
        return await PostAsync(tx, plan, row, TaperRules.ResultOf(period, facts.Results), on);
    }

    internal static Refusal? RefusalFor(TaperPlan plan, int no, IReadOnlyList<(string Code, Bilingual Why)> against) => against.Count == 0 ? null
        : Refusal.Of("period-held", "period",
            $"计划 {plan.Number} 第 {no} 期暂缓：{string.Join("；", against.Select(hold => hold.Why.Zh))}。", $"Period {no} of plan {plan.Number} is held: {string.Join("; ", against.Select(hold => hold.Why.En))}.");

    private static async Task<Outcome<PeriodReleased>> PostAsync(LedgerTransaction tx, TaperPlan plan, PromisedPeriod row, PeriodResult? result, DateOnly on)
    {
        var period = plan.Schedule.Periods[row.No - 1];
        Invariant.Holds(period.Support == row.Planned);
        var support = TaperRules.SupportOf(period, plan.TermsOf(row.No).Basis, result);
        EntryId? entry = null;
        if (row.Planned.IsPositive)
        {
            var books = await Books.OfAsync(tx);
            var planned = TaperPlanRules.PartsOf(books, plan.Fund, [period]);
            var draft = TaperPosting.Released(books.Entity(plan.Fund.EntityId), plan, row.No, planned, TaperPosting.InOrder(support, planned), on);
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var posted, out var refusal)) return refusal;
            entry = posted;
        }

        await TaperStore.SetAsync(tx, row with
        {
            Status = support.IsPositive ? TaperPeriodStatus.Released : TaperPeriodStatus.Lapsed,
            Actual = result?.Eligible,
            ResultVersions = result?.Versions,
            Support = support,
            Lapsed = row.Planned - support,
            Entry = entry,
            ReleasedOn = on,
        });
        return new PeriodReleased(plan.Number, row.No, support, row.Planned - support, entry);
    }
}

/// <summary>A period that may be released, as it was read with many others.</summary>
/// <param name="Mark">See <see cref="TaperStore.MarksAsync"/>.</param>
internal sealed record PeriodToRelease(TaperPlan Plan, PromisedPeriod Row, PeriodResult? Result, long Mark);

/// <param name="Codes">Stable, of what stands against it.</param>
public sealed record PeriodHeld(string Plan, int No, IReadOnlyList<string> Codes, Refusal Why);

/// <param name="Day">Whose periods were asked for.</param>
/// <param name="Released">What this run made payable, or let lapse.</param>
/// <param name="Held">What stays, and why.</param>
/// <param name="Reviews">Opened by this run.</param>
/// <param name="Completed">Ran to their end; nothing is left of them.</param>
public sealed record TaperDueRun(DateOnly Day, IReadOnlyList<PeriodReleased> Released, IReadOnlyList<PeriodHeld> Held, IReadOnlyList<TaperReviewOpened> Reviews, IReadOnlyList<string> Completed);

/// <summary>Releases the periods that have fallen due, opens reviews and completes what ran to its end. Run it as often, as late and on as many nodes as you like: each is done once, and no later period moves.</summary>
/// <remarks>All of them are read and decided about at once; each is then written by itself, and decided about again if anything was done to it, its space or its operator in between.</remarks>
public sealed class ReleaseDuePeriods(Database database)
{
    /// <summary>As many are asked for at once; they share a commit.</summary>
    private const int AtOnce = 64;

    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    public async Task<TaperDueRun> RunAsync(string actor, DateOnly day, CancellationToken stop = default)
    {
        var work = await database.ReadAsync(reader => PlanAsync(reader, day), stop);
        var (released, held, release) = (new List<PeriodReleased>(), work.Held.ToList(), new ReleasePeriod(database));
        foreach (var some in work.Planned.Chunk(AtOnce))
        {
            var outcomes = await Task.WhenAll(some.Select(one => release.RunAsync(actor, one, day, stop)));
            for (var i = 0; i < some.Length; i++)
            {
                if (outcomes[i] is Outcome<PeriodReleased>.Done { WasDoneBefore: true }) continue;  // another run was quicker
                if (outcomes[i].IsDone(out var done, out var refusal)) released.Add(done);
                else if (refusal.Code is not ("period-over" or "taper-over")) held.Add(new PeriodHeld(some[i].Plan.Number, some[i].Row.No, [refusal.Code], refusal));
            }
        }

        var reviews = new List<TaperReviewOpened>();
        foreach (var (plan, review) in work.Reviews)
            if (await new OpenTaperReview(database).RunAsync(actor, plan, review.Period, day, stop) is Outcome<TaperReviewOpened>.Done { WasDoneBefore: false, Value: var opened }) reviews.Add(opened);
        var completed = new List<string>();
        foreach (var number in work.Done)
            if (await new EndTaperPlan(database).CompleteAsync(actor, number, day, stop) is Outcome<TaperPlanEnded>.Done { WasDoneBefore: false }) completed.Add(number);
        return new TaperDueRun(day, released, held, reviews, completed);
    }

    internal sealed record Work(IReadOnlyList<PeriodToRelease> Planned, IReadOnlyList<PeriodHeld> Held, IReadOnlyList<(TaperPlan Plan, TaperReview Review)> Reviews, IReadOnlyList<string> Done);

    /// <summary>What is to be released, what stays and why, and what else is to be done, as the books stand: so many queries for however many plans.</summary>
    internal static async Task<Work> PlanAsync(LedgerReader reader, DateOnly day)
    {
        var books = await Books.LoadAsync(reader);
        var plans = (await TaperStore.ListAsync(reader, books)).ToDictionary(plan => plan.Id);
        if (plans.Values.All(plan => plan.Status != TaperPlanStatus.Agreed)) return new Work([], [], [], []);
        var (marks, facts, reviews) = (await TaperStore.MarksAsync(reader), await TaperReading.AllFactsAsync(reader, books, day), await TaperStore.ReviewsAsync(reader, plans));
        var (planned, held, opening) = (new List<PeriodToRelease>(), new List<PeriodHeld>(), new List<(TaperPlan, TaperReview)>());
        foreach (var row in await TaperStore.DueAsync(reader, plans, day))
        {
            var plan = plans[row.PlanId];
            var (period, known) = (plan.Schedule.Periods[row.No - 1], facts(plan));
            var against = TaperRules.Against(plan, period, row.HeldWhy, known);
            if (ReleasePeriod.RefusalFor(plan, row.No, against) is { } refusal) held.Add(new PeriodHeld(plan.Number, row.No, [.. against.Select(hold => hold.Code)], refusal));
            else planned.Add(new PeriodToRelease(plan, row, TaperRules.ResultOf(period, known.Results), marks[plan.Id]));
        }

        foreach (var plan in plans.Values.Where(plan => plan.Status == TaperPlanStatus.Agreed && plan.Terms.Targets.Count > 0))
            if (TaperRules.ReviewOf(plan, facts(plan).Results, [.. reviews[plan.Id]], day) is { } review) opening.Add((plan, review));
        var settled = await TaperStore.SettledAsync(reader);
        return new Work(planned, held, opening, [.. plans.Values.Where(plan => settled.Contains(plan.Id) && plan.LastDay < day && plan.ApprovedYears.Count >= plan.Schedule.Terms.Years).Select(plan => plan.Number)]);
    }
}
