using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Taper;

internal enum TaperPeriodStatus
{
    Planned,
    Released,
    Lapsed,
    Cancelled,
}

/// <summary>A period that was promised, as it stands in the books.</summary>
/// <param name="Planned">As committed.</param>
/// <param name="HeldWhy">Why somebody holds it; null when nobody does.</param>
/// <param name="ResultVersions">Of the results its cost was reckoned from.</param>
/// <param name="Borne">Cost of it that stands in the ledger.</param>
/// <param name="HasFailed">The last payment of it did not reach the operator.</param>
internal sealed record PromisedPeriod(
    long PlanId, int No, int Year, DateOnly DueOn, Money Planned, TaperPeriodStatus Status, string? HeldWhy, Money? Actual, string? ResultVersions, Money? Support, Money? Lapsed, EntryId? Entry, DateOnly? ReleasedOn,
    Money Borne, Money Owed, bool HasFailed)
{
    internal bool IsSettled => Status != TaperPeriodStatus.Planned;
}

/// <summary>Plans, their versions, approved years, promised periods and reviews as rows.</summary>
internal static class TaperStore
{
    private static readonly SqlFile ListPlans = new("taper/list_plans");
    private static readonly SqlFile FindPlan = new("taper/find_plan");
    private static readonly SqlFile LockPlan = new("taper/lock_plan");
    private static readonly SqlFile FindMark = new("taper/find_mark");
    private static readonly SqlFile ListMarks = new("taper/list_marks");
    private static readonly SqlFile ListVersions = new("taper/list_versions");
    private static readonly SqlFile ListVersionsOfPlan = new("taper/list_versions_of_plan");
    private static readonly SqlFile ListYears = new("taper/list_years");
    private static readonly SqlFile ListYearsOfPlan = new("taper/list_years_of_plan");
    private static readonly SqlFile ListPeriods = new("taper/list_periods");
    private static readonly SqlFile ListPeriodsOfPlan = new("taper/list_periods_of_plan");
    private static readonly SqlFile ListDuePeriods = new("taper/list_due_periods");
    private static readonly SqlFile ListSettled = new("taper/list_settled_plans");
    private static readonly SqlFile ListReviews = new("taper/list_reviews");
    private static readonly SqlFile ListReviewsOfPlan = new("taper/list_reviews_of_plan");
    private static readonly SqlFile InsertPlan = new("taper/insert_plan");
    private static readonly SqlFile InsertVersion = new("taper/insert_version");
    private static readonly SqlFile InsertYear = new("taper/insert_year");
    private static readonly SqlFile InsertPeriod = new("taper/insert_period");
    private static readonly SqlFile InsertReview = new("taper/insert_review");
    private static readonly SqlFile SetPlan = new("taper/set_plan");
    private static readonly SqlFile SetPeriod = new("taper/set_period");
    private static readonly SqlFile CloseReview = new("taper/close_review");

    /// <summary>The last agreed first.</summary>
    internal static async Task<IReadOnlyList<TaperPlan>> ListAsync(LedgerReader reader, Books books)
    {
        var versions = (await reader.QueryAsync<VersionRow>(ListVersions)).ToLookup(row => row.PlanId);
        var years = (await reader.QueryAsync<YearRow>(ListYears)).ToLookup(row => row.PlanId, row => (int)row.YearNo);
        return [.. (await reader.QueryAsync<PlanRow>(ListPlans)).Select(row => row.ToPlan(books, Folded(versions[row.PlanId]), [.. years[row.PlanId]]))];
    }

    internal static async Task<TaperPlan?> FindAsync(LedgerReader reader, Books books, string number)
    {
        if (number.Length == 0 || await reader.FindAsync<PlanRow>(FindPlan, new { number }) is not { } row) return null;
        var versions = Folded(await reader.QueryAsync<VersionRow>(ListVersionsOfPlan, new { plan_id = row.PlanId }));
        return row.ToPlan(books, versions, [.. (await reader.QueryAsync<YearRow>(ListYearsOfPlan, new { plan_id = row.PlanId })).Select(year => (int)year.YearNo)]);
    }

    /// <summary>As it stands, and nobody else works on it until the transaction ends.</summary>
    internal static async Task<Outcome<TaperPlan>> HoldAsync(LedgerTransaction tx, string number)
    {
        await tx.ExecuteAsync(LockPlan, new { number });
        return await FindAsync(tx, await Books.OfAsync(tx), number) is { } plan ? plan : Unknown(number);
    }

    internal static Refusal Unknown(string number) => Refusal.Of("taper-unknown", "plan", $"没有渐进撤出计划“{number}”。", $"There is no taper plan '{number}'.");

    /// <summary>The same, and refused unless it still runs.</summary>
    internal static async Task<Outcome<TaperPlan>> HoldRunningAsync(LedgerTransaction tx, string number)
    {
        if (!(await HoldAsync(tx, number)).IsDone(out var plan, out var refusal)) return refusal;
        return plan.Status == TaperPlanStatus.Agreed ? plan
            : Refusal.Of("taper-over", "plan", $"渐进撤出计划 {number} 已于 {plan.EndedOn!.Value.ToIso()} 结束。", $"Taper plan {number} ended on {plan.EndedOn!.Value.ToIso()}.");
    }

    /// <summary>Nobody else works on it until the transaction ends.</summary>
    /// <returns>Whether it, and all that is asked about it, are still as they were read with this mark.</returns>
    internal static async Task<bool> HoldUnchangedAsync(LedgerTransaction tx, TaperPlan plan, long mark)
    {
        await tx.LaterAsync(LockPlan, plan.Number);
        return await tx.ScalarWithAllAsync(FindMark, plan.Id) == mark + 1;  // this hold itself
    }

    /// <summary>Of each plan that runs, a number that grows with all that is done to it, to its space and to its operator, by the plan's id.</summary>
    internal static async Task<IReadOnlyDictionary<long, long>> MarksAsync(LedgerReader reader) => (await reader.QueryAsync<MarkRow>(ListMarks)).ToDictionary(row => row.PlanId, row => row.Mark);

    internal static async Task<IReadOnlyList<PromisedPeriod>> PeriodsAsync(LedgerReader reader, TaperPlan plan) =>
        [.. (await reader.QueryAsync<PeriodRow>(ListPeriodsOfPlan, new { plan_id = plan.Id })).Select(row => row.ToPeriod(plan.Fund.Currency))];

    /// <summary>Of all plans, by the plan's id.</summary>
    internal static async Task<ILookup<long, PromisedPeriod>> PeriodsAsync(LedgerReader reader, IReadOnlyDictionary<long, TaperPlan> plans) =>
        (await reader.QueryAsync<PeriodRow>(ListPeriods)).ToLookup(row => row.PlanId, row => row.ToPeriod(plans[row.PlanId].Fund.Currency));

    /// <summary>Of all plans that run, promised, not released and due by a day.</summary>
    internal static async Task<IReadOnlyList<PromisedPeriod>> DueAsync(LedgerReader reader, IReadOnlyDictionary<long, TaperPlan> plans, DateOnly day) =>
        [.. (await reader.QueryAsync<PeriodRow>(ListDuePeriods, new { day = day.ToIso() })).Select(row => row.ToPeriod(plans[row.PlanId].Fund.Currency))];

    /// <summary>The ids of plans that run and of whose promised periods none is to be released or paid.</summary>
    internal static async Task<HashSet<long>> SettledAsync(LedgerReader reader) => [.. await reader.QueryAsync<long>(ListSettled)];

    internal static async Task<IReadOnlyList<TaperYear>> YearsAsync(LedgerReader reader, TaperPlan plan) =>
        [.. (await reader.QueryAsync<YearRow>(ListYearsOfPlan, new { plan_id = plan.Id })).Select(row => row.ToYear(plan.Fund.Currency))];

    internal static async Task<IReadOnlyList<TaperReview>> ReviewsAsync(LedgerReader reader, TaperPlan plan) =>
        [.. (await reader.QueryAsync<ReviewRow>(ListReviewsOfPlan, new { plan_id = plan.Id })).Select(row => row.ToReview(plan.Fund.Currency))];

    /// <summary>Of all plans, by the plan's id.</summary>
    internal static async Task<ILookup<long, TaperReview>> ReviewsAsync(LedgerReader reader, IReadOnlyDictionary<long, TaperPlan> plans) =>
        (await reader.QueryAsync<ReviewRow>(ListReviews)).ToLookup(row => row.PlanId, row => row.ToReview(plans[row.PlanId].Fund.Currency));

    /// <summary>What a plan that is over came to; null for one that runs.</summary>
    internal static async Task<TaperClosing?> ClosingAsync(LedgerReader reader, TaperPlan plan) =>
        (await reader.FindAsync<PlanRow>(FindPlan, new { number = plan.Number }))?.Closing is { } closing ? GrantJson.ReadStored<TaperClosing>(closing) : null;

    internal static Task<long> InsertAsync(LedgerTransaction tx, string number, long space, Fund fund, long organisation, DateOnly agreedOn) => tx.SingleAsync<long>(InsertPlan, new
    {
        number, space_id = space, fund_id = fund.Id, organisation_id = organisation, currency = fund.Currency.Code, agreed_on = agreedOn.ToIso(),
    });

    internal static Task InsertVersionAsync(LedgerTransaction tx, long plan, int version, int from, TaperPlanTerms terms, string reason, EntryId? entry, string maker, long proposal) => tx.ExecuteAsync(InsertVersion, new
    {
        plan_id = plan,
        version_no = version,
        from_period = from,
        terms = GrantJson.Write(terms),
        reason,
        entry_id = entry?.Value,
        maker,
        proposal_id = proposal == 0 ? (long?)null : proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertYearAsync(LedgerTransaction tx, TaperPlan plan, TaperYear year) => tx.ExecuteAsync(InsertYear, new
    {
        plan_id = plan.Id,
        year_no = year.Year,
        amount_minor = year.Amount.MinorUnits,
        entry_id = year.Entry?.Value,
        evaluation = year.Evaluation is null ? null : GrantJson.Write(year.Evaluation),
        decision = GrantJson.Write(year.Decision),
        approved_on = year.ApprovedOn.ToIso(),
        reason = year.Reason,
        maker = year.Maker,
        proposal_id = year.Proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertPeriodAsync(LedgerTransaction tx, TaperPlan plan, TaperPeriod period, DateOnly dueOn) => tx.LaterAsync(
        InsertPeriod, plan.Id, (long)period.No, (long)period.Year, period.First.ToIso(), period.Last.ToIso(), dueOn.ToIso(), period.Support.MinorUnits);

    internal static Task SetAsync(LedgerTransaction tx, PromisedPeriod period) => tx.LaterAsync(
        SetPeriod, period.DueOn.ToIso(), period.Planned.MinorUnits, StoredWords.Word(period.Status), period.HeldWhy, period.Actual?.MinorUnits, period.ResultVersions, period.Support?.MinorUnits, period.Lapsed?.MinorUnits,
        period.Entry?.Value, period.ReleasedOn?.ToIso(), period.PlanId, (long)period.No);

    internal static Task SetAsync(LedgerTransaction tx, TaperPlan plan, TaperClosing? closing = null) => tx.ExecuteAsync(SetPlan, new
    {
        status = StoredWords.Word(plan.Status),
        ended_on = plan.EndedOn?.ToIso(),
        review_opened_on = plan.ReviewOpenedOn?.ToIso(),
        closing = closing is null ? null : GrantJson.Write(closing),
        plan_id = plan.Id,
    });

    internal static Task InsertReviewAsync(LedgerTransaction tx, TaperPlan plan, TaperReview review) => tx.ExecuteAsync(InsertReview, new
    {
        plan_id = plan.Id,
        period_no = review.Period,
        opened_on = review.OpenedOn.ToIso(),
        year_no = review.Year,
        planned_minor = review.Planned.MinorUnits,
        proposed_minor = review.Proposed.MinorUnits,
        recorded_at = tx.RecordedAt,
    });

    internal static Task CloseAsync(LedgerTransaction tx, TaperPlan plan, TaperReview review, string maker, long proposal) => tx.ExecuteAsync(CloseReview, new
    {
        closed_on = review.ClosedOn!.Value.ToIso(),
        decision = StoredWords.Word(review.Decision!.Value),
        cap_minor = review.Cap?.MinorUnits,
        reason = review.Reason,
        maker,
        proposal_id = proposal == 0 ? (long?)null : proposal,
        plan_id = plan.Id,
        period_no = review.Period,
    });

    /// <summary>Each version with every period as it counted then.</summary>
    private static List<TaperVersion> Folded(IEnumerable<VersionRow> rows)
    {
        var versions = new List<TaperVersion>();
        foreach (var row in rows)
        {
            var terms = GrantJson.ReadStored<TaperPlanTerms>(row.Terms);
            var schedule = (versions.Count == 0 ? TaperSchedule.Of(terms.Terms, terms.Parts) : versions[^1].Schedule.Amended(terms.Terms, (int)row.FromPeriod, terms.Parts)).IsDone(out var worked, out _) ? worked : null;
            Invariant.Holds(schedule is not null);
            versions.Add(new TaperVersion((int)row.VersionNo, (int)row.FromPeriod, terms, schedule!, row.Reason, row.EntryId is { } entry ? new EntryId(entry) : null, row.Maker, row.ProposalId, row.RecordedAt));
        }

        return versions;
    }

    private static DateOnly? Day(string? text) => text is null ? null : IsoDates.Read(text);

    private sealed record PlanRow
    {
        public long PlanId { get; init; }
        public string Number { get; init; } = "";
        public long SpaceId { get; init; }
        public string SpaceCode { get; init; } = "";
        public string SpaceName { get; init; } = "";
        public long FundId { get; init; }
        public long OrganisationId { get; init; }
        public string OrganisationCode { get; init; } = "";
        public string OrganisationName { get; init; } = "";
        public string Status { get; init; } = "";
        public string AgreedOn { get; init; } = "";
        public string? EndedOn { get; init; }
        public string? ReviewOpenedOn { get; init; }
        public string? Closing { get; init; }

        internal TaperPlan ToPlan(Books books, List<TaperVersion> versions, IReadOnlyList<int> years) => new(
            PlanId, Number, SpaceId, SpaceCode, SpaceName, books.Fund(FundId), OrganisationId, OrganisationCode, OrganisationName, StoredWords.Read<TaperPlanStatus>(Status), IsoDates.Read(AgreedOn), Day(EndedOn),
            versions[^1].Number, versions[^1].Terms, versions[^1].Schedule, years, Day(ReviewOpenedOn))
        { Versions = versions };
    }

    private sealed record VersionRow
    {
        public long PlanId { get; init; }
        public long VersionNo { get; init; }
        public long FromPeriod { get; init; }
        public string Terms { get; init; } = "";
        public string Reason { get; init; } = "";
        public long? EntryId { get; init; }
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
        public long RecordedAt { get; init; }
    }

    private sealed record YearRow
    {
        public long PlanId { get; init; }
        public long YearNo { get; init; }
        public long AmountMinor { get; init; }
        public long? EntryId { get; init; }
        public string? Evaluation { get; init; }
        public string Decision { get; init; } = "";
        public string ApprovedOn { get; init; } = "";
        public string Reason { get; init; } = "";
        public string Maker { get; init; } = "";
        public long? ProposalId { get; init; }
        public long RecordedAt { get; init; }

        internal TaperYear ToYear(Currency currency) => new(
            (int)YearNo, new Money(AmountMinor, currency), EntryId is { } entry ? new EntryId(entry) : null, Evaluation is null ? null : GrantJson.ReadStored<TaperEvaluation>(Evaluation),
            GrantJson.ReadStored<TaperYearDecision>(Decision), IsoDates.Read(ApprovedOn), Reason, Maker, ProposalId);
    }

    private sealed record PeriodRow
    {
        public long PlanId { get; init; }
        public long PeriodNo { get; init; }
        public long YearNo { get; init; }
        public string DueOn { get; init; } = "";
        public long PlannedMinor { get; init; }
        public string Status { get; init; } = "";
        public string? HeldWhy { get; init; }
        public long? ActualMinor { get; init; }
        public string? ResultVersions { get; init; }
        public long? SupportMinor { get; init; }
        public long? LapsedMinor { get; init; }
        public long? EntryId { get; init; }
        public string? ReleasedOn { get; init; }
        public long BorneMinor { get; init; }
        public long OwedMinor { get; init; }
        public string? PaymentStatus { get; init; }

        internal PromisedPeriod ToPeriod(Currency currency)
        {
            Money? Of(long? minor) => minor is { } units ? new Money(units, currency) : null;
            return new PromisedPeriod(
                PlanId, (int)PeriodNo, (int)YearNo, IsoDates.Read(DueOn), new Money(PlannedMinor, currency), StoredWords.Read<TaperPeriodStatus>(Status), HeldWhy, Of(ActualMinor), ResultVersions, Of(SupportMinor), Of(LapsedMinor),
                EntryId is { } entry ? new EntryId(entry) : null, Day(ReleasedOn), new Money(BorneMinor, currency), new Money(OwedMinor, currency), PaymentStatus is "failed" or "returned" && OwedMinor > 0);
        }
    }

    private sealed record ReviewRow
    {
        public long PlanId { get; init; }
        public long PeriodNo { get; init; }
        public string OpenedOn { get; init; } = "";
        public long YearNo { get; init; }
        public long PlannedMinor { get; init; }
        public long ProposedMinor { get; init; }
        public string? ClosedOn { get; init; }
        public string? Decision { get; init; }
        public long? CapMinor { get; init; }
        public string? Reason { get; init; }

        internal TaperReview ToReview(Currency currency) => new(
            (int)PeriodNo, IsoDates.Read(OpenedOn), (int)YearNo, new Money(PlannedMinor, currency), new Money(ProposedMinor, currency), Day(ClosedOn), Decision is null ? null : StoredWords.Read<TaperReviewDecision>(Decision),
            CapMinor is { } cap ? new Money(cap, currency) : null, Reason);
    }

    private sealed record MarkRow
    {
        public long PlanId { get; init; }
        public long Mark { get; init; }
    }
}
