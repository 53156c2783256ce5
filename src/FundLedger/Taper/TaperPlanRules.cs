using FundLedger.Ledger;

namespace FundLedger.Taper;

/// <summary>What the terms of any plan must hold, agreed or amended.</summary>
internal static class TaperPlanRules
{
    private const int MostDueDays = 366;
    private const int MostConditions = 50;

    /// <summary>Why these cannot be a plan's terms; null when they can. What they come to is asked of the schedule.</summary>
    internal static Refusal? RefusalFor(TaperPlanTerms terms, Books books, Fund fund)
    {
        if (string.IsNullOrWhiteSpace(terms.Title)) return Refusal.Of("taper-title", "title", "请填写计划名称。", "Give the plan a name.");
        if (KeptText.Title.RefusalFor(terms.Title, "title") is { } longTitle) return longTitle;
        if (terms.Terms.RefusalForTerms() is { } badTerms) return badTerms;
        if (terms.Terms.YearlyBudgets[0].Currency != fund.Currency)
            return Refusal.Of("taper-currencies", "budget", $"基金 {fund.Code} 以 {fund.Currency} 记账，预算须为同一币种。", $"Fund {fund.Code} is in {fund.Currency}, and so are the budgets.");
        if (terms.DueDays is < 0 or > MostDueDays) return Refusal.Of("taper-due-days", "dueDays", $"期末后天数应在 0 至 {MostDueDays} 之间。", $"A period falls due 0 to {MostDueDays} days after its last day.");
        if (terms.Band is { Value: < 0 or > 10_000 }) return Refusal.Of("taper-band", "band", "年度评审的浮动范围在 0% 至 100% 之间。", "The band of a yearly review is 0% to 100%.");
        return RefusalForParts(terms.Parts, books, fund) ?? RefusalForTargets(terms) ?? RefusalForConditions(terms);
    }

    /// <summary>Each is a source of the fund's books.</summary>
    internal static Refusal? RefusalForParts(IReadOnlyList<TaperPart> parts, Books books, Fund fund)
    {
        foreach (var part in parts)
            if (!books.Source(books.Entity(fund.EntityId), part.Source, "sources").IsDone(out _, out var refusal)) return refusal;
        return null;
    }

    private static Refusal? RefusalForTargets(TaperPlanTerms terms)
    {
        if (terms.Targets.Count > 0 && terms.Targets.Count != terms.Terms.Years)
            return Refusal.Of("taper-targets", "targets", $"自我造血率目标每年一个，共 {terms.Terms.Years} 个，或一个也不设；给出了 {terms.Targets.Count} 个。", $"Targets are one for each year, so {terms.Terms.Years}, or none; {terms.Targets.Count} are given.");
        return terms.Targets.Any(target => target.Value is <= 0 or > 1_000_000) ? Refusal.Of("taper-targets", "targets", "自我造血率目标须大于零。", "A self-sufficiency target is more than nothing.") : null;
    }

    private static Refusal? RefusalForConditions(TaperPlanTerms terms)
    {
        if (terms.Conditions.Count > MostConditions) return Refusal.Of("taper-conditions", "conditions", $"条件最多 {MostConditions} 条。", $"There are at most {MostConditions} conditions.");
        foreach (var condition in terms.Conditions)
        {
            if ((condition.Kind == TaperConditionKind.Report) != (condition.Target is null))
                return Refusal.Of("taper-condition", "conditions", "满意度和自我造血率须写目标，运营报告不写。", "Satisfaction and self-sufficiency take a target; a report takes none.");
            if (condition.Target is { } target && (target.Value <= 0 || (condition.Kind == TaperConditionKind.Satisfaction && target.Value > 10_000)))
                return Refusal.Of("taper-condition", "conditions", $"目标 {target} 不在 0% 至 100% 之间。", $"The target {target} is not between 0% and 100%.");
            if (condition.From < 1 || condition.To < condition.From || condition.From > terms.Terms.Periods)
                return Refusal.Of("taper-condition", "conditions", $"条件适用的期数须在 1 至 {terms.Terms.Periods} 之间，首期不晚于末期。", $"A condition is asked in periods 1 to {terms.Terms.Periods}, its first no later than its last.");
        }

        return null;
    }

    /// <summary>What periods take from each source, in the order in which it is first taken.</summary>
    internal static IReadOnlyList<(Source Source, Money Amount)> PartsOf(Books books, Fund fund, IEnumerable<TaperPeriod> periods) =>
        [.. periods.SelectMany(period => period.BySource).GroupBy(part => part.Source)
            .Select(parts => (books.FindSource(books.Entity(fund.EntityId), parts.Key)!, parts.Aggregate(Money.Zero(fund.Currency), (sum, part) => sum + part.Amount)))];

    internal static Refusal? RefusalForReason(string reason) => string.IsNullOrWhiteSpace(reason) ? Refusal.Of("reason-missing", "reason", "请写明理由。", "Say why.") : KeptText.Reason.RefusalFor(reason, "reason");
}
