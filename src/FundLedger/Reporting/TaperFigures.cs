using FundLedger.Blueprints;
using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Taper;

namespace FundLedger.Reporting;

/// <summary>Reads the report of a fund's taper plans, or of one.</summary>
public static class TaperFigures
{
    private static readonly SqlFile ListMoney = new("reporting/list_taper_money");

    /// <param name="fund">Code.</param>
    /// <param name="plan">Number of one; null for all of the fund's.</param>
    /// <param name="on">States and what stands against a period are those of this day.</param>
    /// <param name="knownAt">Microseconds; null for everything recorded. Money recorded later does not count.</param>
    public static async Task<Outcome<TaperReport>> OfAsync(LedgerReader reader, string fund, string? plan, DateOnly on, long? knownAt = null)
    {
        var books = await Books.LoadAsync(reader);
        if (books.FindFund(fund) is not { } of) return Refusal.Of("fund-unknown", "fund", $"没有基金“{fund}”。", $"There is no fund '{fund}'.");
        var all = await TaperProgress.AllAsync(reader, books, on);
        var plans = all.Where(one => one.Plan.Fund.Id == of.Id && (plan is null || one.Plan.Number == plan)).OrderBy(one => one.Plan.Number, StringComparer.Ordinal).ToList();
        if (plan is not null && plans.Count == 0) return Refusal.Of("taper-unknown", "plan", $"基金 {fund} 没有渐进撤出计划“{plan}”。", $"Fund {fund} has no taper plan '{plan}'.");
        var known = await KnownMoment.OfAsync(reader, knownAt);
        var rows = (await reader.QueryAsync<MoneyRow>(ListMoney, new { fund_id = of.Id, last_entry = known.LastEntry })).ToLookup(row => row.Plan);
        var first = plans.Count == 0 ? on : plans.Min(one => one.Plan.Schedule.Periods[0].First);
        var head = FundReports.HeadOf(books, of, new DateSpan(first < on ? first : on, on), known);
        var figures = new List<TaperPlanFigures>();
        foreach (var (one, periods) in plans) figures.Add(Of(books, one, periods, [.. rows[one.Number]], await TaperReading.YearsAsync(reader, one), await TaperReading.ReviewsAsync(reader, one)));
        var blueprints = new List<BlueprintFigures>();
        foreach (var code in plans.Select(one => one.Plan.Space).Distinct().Order(StringComparer.Ordinal))
        {
            var blueprint = await BlueprintReading.OfAsync(reader, books, (await SpaceReading.FindAsync(reader, books, code))!, all.SelectMany(one => one.Periods).Select(one => one.At));
            if (blueprint.Newest is not null) blueprints.Add(new BlueprintFigures(code, blueprint.Space.Name, [.. blueprint.Years.Select(OfYear)]));
        }

        return new TaperReport(head, figures, blueprints);
    }

    private static BlueprintYearFigures OfYear(BlueprintProgress year) => new(
        year.Planned.Year, year.Version, year.Planned.Aim, year.Planned.Hardware, year.Planned.Governance, year.Planned.Operation, year.Total.Actual, year.Planned.SelfSufficiency, year.Reached);

    private static TaperPlanFigures Of(Books books, TaperPlan plan, IReadOnlyList<TaperProgress> periods, IReadOnlyList<MoneyRow> rows, IReadOnlyList<TaperYear> years, IReadOnlyList<TaperReview> reviews)
    {
        var moves = MovesOf(books, plan, periods, rows);
        Money Sum(Func<TaperMove, bool> of, TaperMoveKind plus, TaperMoveKind? less = null) => moves.Where(of).Aggregate(Money.Zero(plan.Fund.Currency), (sum, move) => move.Kind == plus ? sum + move.Amount : move.Kind == less ? sum - move.Amount : sum);
        TaperSourceFigures OfSource(string code)
        {
            bool IsOf(TaperMove move) => code.Length == 0 || move.Source == code;
            var planned = plan.Schedule.Periods.SelectMany(period => period.BySource).Where(part => code.Length == 0 || part.Source == code).Aggregate(Money.Zero(plan.Fund.Currency), (sum, part) => sum + part.Amount);
            return new TaperSourceFigures(
                code, books.FindSource(books.Entity(plan.Fund.EntityId), code) is not { } source ? Bilingual.Same(code) : source.Name.Length > 0 ? Bilingual.Same(source.Name) : source.Kind.Name(), planned,
                Sum(IsOf, TaperMoveKind.Promised, TaperMoveKind.Unpromised), Sum(IsOf, TaperMoveKind.Payable, TaperMoveKind.Cancelled), Sum(IsOf, TaperMoveKind.Paid, TaperMoveKind.CameBack), Sum(IsOf, TaperMoveKind.Lapsed), Sum(IsOf, TaperMoveKind.Returned));
        }

        var all = OfSource("");
        return new TaperPlanFigures(
            plan.Number, plan.Terms.Title, plan.Space, plan.SpaceName, plan.OrganisationName, plan.Status.Name(), plan.AgreedOn, plan.EndedOn, new DateSpan(plan.Schedule.Periods[0].First, plan.LastDay), plan.Terms.Basis.Name(),
            plan.Schedule.Support, all.Promised, all.Supported, all.Paid, all.Lapsed, all.Returned,
            [.. periods.Select(OfPeriod)], [.. plan.Versions.Select(version => OfVersion(plan, version))], moves,
            [.. plan.Schedule.Periods.SelectMany(period => period.BySource).Select(part => part.Source).Union(moves.Select(move => move.Source)).Order(StringComparer.Ordinal).Select(OfSource)],
            [.. Enumerable.Range(1, plan.Schedule.Terms.Years).Select(year => OfYear(plan, year, years.FirstOrDefault(one => one.Year == year), periods))], [.. reviews.Select(OfReview)]);
    }

    private static TaperPeriodFigures OfPeriod(TaperProgress one)
    {
        var (at, period) = (one.At, one.At.Period);
        return new TaperPeriodFigures(
            period.No, period.Year, period.First, period.Last, period.Budget, period.Share, period.Support, at.ActualCost, at.Revenue, one.ActualShare, one.SelfSufficiency, one.Target, one.IsBehind, at.Support, at.Lapsed, at.Paid,
            at.State.Name(), at.State == TaperPeriodState.Held ? new(string.Join("；", at.Why.Select(why => why.Why.Zh)), string.Join("; ", at.Why.Select(why => why.Why.En))) : Bilingual.Same(""), at.Entry?.Value);
    }

    private static TaperCurveFigures OfVersion(TaperPlan plan, TaperVersion version) => new(
        version.Number, version.FromPeriod, Moments.DayInShanghai(version.RecordedAt), version.Number == 1 ? "" : version.Reason, version.Schedule.Support,
        [.. plan.Schedule.Periods.Select(period => version.Schedule.Periods.FirstOrDefault(one => one.No == period.No)?.Share)]);

    private static TaperYearFigures OfYear(TaperPlan plan, int year, TaperYear? approved, IReadOnlyList<TaperProgress> periods) => new(
        year, plan.Schedule.SupportOf(year), approved?.ApprovedOn, approved?.Amount, approved?.Evaluation?.Results ?? "", approved?.Evaluation?.Satisfaction, approved?.Evaluation?.ThirdParty ?? "",
        approved is null ? new("未批准", "Not approved") : approved.Decision.IsConfirmed ? new("按计划继续", "Continued as planned") : new("调整后继续", "Continued, changed"),
        string.Join("; ", (approved?.Decision.Added ?? []).Select(added => $"{added.What} {added.Amount.ToGroupedText()}")),
        periods.Where(one => one.At.Period.Year == year).Aggregate(Money.Zero(plan.Fund.Currency), (sum, one) => sum + (one.At.Support ?? Money.Zero(plan.Fund.Currency))), approved?.Entry?.Value);

    private static TaperReviewFigures OfReview(TaperReview review) => new(
        review.Period, review.OpenedOn, review.Year, review.Planned, review.Proposed, review.ClosedOn,
        review.Decision is not { } decision ? new("待处理", "Open") : decision == TaperReviewDecision.Keep ? new("维持计划", "Kept as planned") : new("设上限", "Capped"), review.Cap, review.Reason ?? "");

    /// <summary>What each entry moved, source by source: of a settled period, what was planned and not made payable lapsed.</summary>
    private static IReadOnlyList<TaperMove> MovesOf(Books books, TaperPlan plan, IReadOnlyList<TaperProgress> periods, IReadOnlyList<MoneyRow> rows)
    {
        var settledBy = periods.Where(one => one.At.Entry is not null).ToDictionary(one => one.At.Entry!.Value.Value, one => one.At.Period.No);
        return [.. rows.GroupBy(row => (row.EntryId, row.SourceId)).SelectMany(group =>
        {
            var (first, entry) = (group.First(), group.Key.EntryId);
            var isSettling = first.Kind is "taper-period-due" or "taper-period-lapsed";
            long Of(AccountRole role) => group.Where(row => row.Role == role.ToString()).Sum(row => row.AmountMinor);
            var (committed, expense, payable) = (Of(AccountRole.Committed), Of(AccountRole.GrantsExpense), Of(AccountRole.GrantsPayable));
            var period = group.Select(row => row.Period).FirstOrDefault(no => no is not null) ?? (settledBy.TryGetValue(entry, out var no) ? no : null);
            TaperMove Move(TaperMoveKind kind, long minor) => new(IsoDates.Read(first.OccurredOn), period, kind, books.Source(first.SourceId).Code, new Money(minor, plan.Fund.Currency), entry);
            return new[]
            {
                Move(TaperMoveKind.Promised, isSettling ? 0 : committed), Move(TaperMoveKind.Unpromised, isSettling || first.Kind == "taper-ended" ? 0 : -committed), Move(TaperMoveKind.Returned, first.Kind == "taper-ended" ? -committed : 0),
                Move(TaperMoveKind.Payable, expense), Move(TaperMoveKind.Lapsed, isSettling ? -committed - expense : 0), Move(TaperMoveKind.Cancelled, -expense),
                Move(TaperMoveKind.Paid, payable + expense), Move(TaperMoveKind.CameBack, -payable - expense),
            }.Where(move => move.Amount.IsPositive);
        })];
    }

    private sealed record MoneyRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Role { get; init; } = "";
        public long SourceId { get; init; }
        public string Subject { get; init; } = "";
        public long AmountMinor { get; init; }

        /// <summary>Number of the plan, which is all of the subject after its first word, or all before the period.</summary>
        internal string Plan => Subject.Split('/')[1];

        internal int? Period => Subject.Split('/') is [_, _, var no] && int.TryParse(no, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
