using FundLedger.Organisations;
using FundLedger.Spaces;
using FundLedger.Voice;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Taper;

/// <summary>What is known about a plan's space and its operator on a day.</summary>
/// <param name="Operators">Every term of the space.</param>
/// <param name="Results">The newest accepted version of each period that was reported.</param>
/// <param name="Surveys">Published, about the space.</param>
/// <param name="Standing">Of the operator's organisation.</param>
internal sealed record TaperFacts(Space Space, IReadOnlyList<SpaceOperator> Operators, IReadOnlyList<ResultFigures> Results, IReadOnlyList<SurveyOutcome> Surveys, Standing Standing);

/// <summary>What accepted results say of one period of a plan.</summary>
/// <param name="Versions">Of the results, separated by commas.</param>
internal sealed record PeriodResult(Money Cost, Money Eligible, Money Revenue, string Versions)
{
    internal BasisPoints SelfSufficiency => Cost.IsPositive ? SelfSufficiencyRatio.Of(Revenue, Cost) : BasisPoints.Whole;
}

/// <summary>What a period is paid, what stands against it and when a review opens: pure rules.</summary>
internal static class TaperRules
{
    /// <summary>The accepted results that cover a period exactly, one of it all or one of each month; null when none do.</summary>
    internal static PeriodResult? ResultOf(TaperPeriod period, IReadOnlyList<ResultFigures> results)
    {
        var parts = results.Where(result => result.First >= period.First && result.Last <= period.Last).OrderBy(result => result.First).ToList();
        if (parts.Count == 0 || parts[0].First != period.First || parts[^1].Last != period.Last) return null;
        for (var i = 1; i < parts.Count; i++)
            if (parts[i].First != parts[i - 1].Last.AddDays(1)) return null;
        Money Sum(Func<ResultFigures, Money> of) => parts.Aggregate(Money.Zero(period.Support.Currency), (sum, part) => sum + of(part));
        return new PeriodResult(Sum(part => part.Cost), Sum(part => part.EligibleCost), Sum(part => part.Revenue), string.Join(',', parts.Select(part => part.Version)));
    }

    /// <summary>What is paid of what was planned: all of it, or the same share of actual eligible cost, never more than planned.</summary>
    /// <param name="result">Needed where the support is a share of actual cost.</param>
    internal static Money SupportOf(TaperPeriod period, TaperBasis basis, PeriodResult? result)
    {
        if (basis == TaperBasis.Plan || result!.Eligible.MinorUnits >= period.Budget.MinorUnits) return period.Support;
        var share = period.Share.OfRoundedToEven(result.Eligible);
        return share.MinorUnits < period.Support.MinorUnits ? share : period.Support;
    }

    /// <summary>The published survey that counts for a period: of those that speak for a day of it, the last to be published.</summary>
    internal static SurveyOutcome? SurveyOf(TaperPeriod period, IReadOnlyList<SurveyOutcome> surveys) =>
        surveys.Where(survey => survey.First <= period.Last && survey.Last >= period.First).MaxBy(survey => (survey.PublishedOn, survey.Last, survey.Code));

    /// <summary>What stands against paying a period whose day has come; nothing does when the list is empty.</summary>
    internal static IReadOnlyList<(string Code, Bilingual Why)> Against(TaperPlan plan, TaperPeriod period, string? heldWhy, TaperFacts facts)
    {
        var terms = plan.TermsOf(period.No);
        var (result, against) = (ResultOf(period, facts.Results), new List<(string Code, Bilingual Why)>());
        if (heldWhy is not null) against.Add(("held", new($"人工暂缓：“{heldWhy}”", $"somebody holds it: “{heldWhy}”")));
        if (facts.Space.ClosedOn is { } closed && closed < period.Last)
            against.Add(("space-closed", new($"空间已于 {closed.ToIso()} 关闭，早于本期末", $"the space was closed on {closed.ToIso()}, before the period ended")));
        if (!facts.Operators.Any(term => term.OrganisationId == plan.OrganisationId && term.From <= period.Last && (term.EndedOn is null || term.EndedOn >= period.Last)))
            against.Add(("operator-changed", new($"期末的运营方已不是 {plan.Organisation}", $"{plan.Organisation} did not run the space when the period ended")));
        if (Directory.WhyNot(facts.Standing) is { } notQualified) against.Add(("organisation-not-qualified", new($"机构{notQualified.Zh}", $"the organisation {notQualified.En}")));
        var asked = terms.Conditions.Where(condition => condition.Asks(period.No)).ToList();
        if (result is null && (terms.Basis == TaperBasis.Actual || asked.Any(condition => condition.Kind is TaperConditionKind.Report or TaperConditionKind.SelfSufficiency)))
            against.Add(("result-missing", new("本期运营结果尚未提交或尚未通过", "the operating result of the period is not there, or not accepted")));
        foreach (var condition in asked)
            if (Missing(period, condition, result, facts) is { } missing) against.Add(missing);
        return against;
    }

    private static (string Code, Bilingual Why)? Missing(TaperPeriod period, TaperCondition condition, PeriodResult? result, TaperFacts facts)
    {
        if (condition.Kind == TaperConditionKind.SelfSufficiency)
            return result is null || result.SelfSufficiency.Value >= condition.Target!.Value.Value ? null
                : ("self-sufficiency-low", new($"自我造血率 {result.SelfSufficiency}，未达 {condition.Target}", $"self-sufficiency is {result.SelfSufficiency}; {condition.Target} is needed"));
        if (condition.Kind != TaperConditionKind.Satisfaction) return null;
        if (SurveyOf(period, facts.Surveys) is not { } survey)
            return ("satisfaction-missing", new($"本期居民满意度未测评，须达 {condition.Target}", $"no survey speaks for the period; {condition.Target} of those asked must be content"));
        if (!survey.HasQuorum)
            return ("satisfaction-quorum", new($"居民满意度调查 {survey.Code} 的回答人数（{survey.Respondents} 人）未达规定人数", $"too few answered survey {survey.Code}: {survey.Respondents}"));
        return survey.Content.Value >= condition.Target!.Value.Value ? null
            : ("satisfaction-low", new($"居民满意度 {survey.Content}，未达 {condition.Target}", $"satisfaction is {survey.Content}; {condition.Target} is needed"));
    }

    /// <summary>The self-sufficiency a period is measured by: the target of the last year that has ended with it; null where none has, or none is set.</summary>
    internal static BasisPoints? TargetOf(TaperPlan plan, TaperPeriod period)
    {
        var targets = plan.TermsOf(period.No).Targets;
        var ended = period.No == plan.Schedule.Periods.Count || plan.Schedule.Periods[period.No].Year != period.Year ? period.Year : period.Year - 1;
        return targets.Count > 0 && ended > 0 ? targets[Math.Min(ended, targets.Count) - 1] : null;
    }

    /// <summary>The review that is to be opened: two periods in a row were behind, and a year is left to be approved. Null when none is.</summary>
    internal static TaperReview? ReviewOf(TaperPlan plan, IReadOnlyList<ResultFigures> results, IReadOnlyList<TaperReview> before, DateOnly today)
    {
        var year = plan.ApprovedYears.Count + 1;
        if (plan.ReviewOpenedOn is not null || year > plan.Schedule.Terms.Years) return null;
        var first = before.Count == 0 ? 0 : before.Max(review => review.Period);
        PeriodResult? last = null;
        foreach (var period in plan.Schedule.Periods.Skip(first).Where(period => period.Last < today))
        {
            var result = TargetOf(plan, period) is { } target && ResultOf(period, results) is { } found && found.SelfSufficiency.Value < target.Value ? found : null;
            if (result is not null && last is not null)
            {
                var planned = plan.Schedule.SupportOf(year);
                var reached = SelfSufficiencyRatio.Of(last.Revenue + result.Revenue, last.Cost + result.Cost);
                var proposed = planned with { MinorUnits = (long)((Int128)planned.MinorUnits * Math.Min(reached.Value, TargetOf(plan, period)!.Value.Value) / TargetOf(plan, period)!.Value.Value) };
                return new TaperReview(period.No, today, year, planned, proposed, null, null, null, null);
            }

            last = result;
        }

        return null;
    }
}
