using FundLedger.Blueprints;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>What proposals about taper plans and blueprints say, in words a checker can judge.</summary>
internal static class TaperWords
{
    internal static IEnumerable<ProposalFact> Facts(NewTaperPlan plan)
    {
        yield return Plan(plan.Number);
        yield return ProposalFact.Own(new("空间", "Space"), plan.Space);
        yield return Date(plan.On);
        foreach (var fact in Facts(plan.Terms)) yield return fact;
        yield return Reason(plan.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(TaperYearApproval approval)
    {
        yield return Plan(approval.Plan);
        yield return new(new("第几年", "Year"), Bilingual.Same($"{approval.Year}"));
        yield return Date(approval.On);
        if (approval.Evaluation is { } evaluation)
        {
            yield return ProposalFact.Own(new("上年评估", "How the year before was"), evaluation.Results);
            if (evaluation.Satisfaction is { } content) yield return new(new("居民满意度", "Satisfaction"), Bilingual.Same($"{content}"));
            if (evaluation.ThirdParty is { Length: > 0 } found) yield return ProposalFact.Own(new("第三方评估", "Third party"), found);
        }

        if (approval.Decision is not { IsConfirmed: false } changed) yield return new(new("决定", "Decision"), new("按计划继续", "as planned"));
        else
        {
            foreach (var fact in Facts(changed.Terms!, changed.Parts ?? [])) yield return fact;
            foreach (var added in changed.Added ?? []) yield return ProposalFact.Own(new("新增", "Added"), $"{added.What} {Money(added.Amount)}");
        }

        yield return Reason(approval.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(TaperAmendment amendment)
    {
        yield return Plan(amendment.Plan);
        yield return new(new("变更的版本", "Version that is amended"), Bilingual.Same($"{amendment.Version}"));
        yield return new(new("自第几期起", "From period"), Bilingual.Same($"{amendment.FromPeriod}"));
        yield return Date(amendment.On);
        foreach (var fact in Facts(amendment.Terms)) yield return fact;
        yield return Reason(amendment.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(TaperEnding ending) => [Plan(ending.Plan), Date(ending.On), Reason(ending.Reason)];

    internal static IEnumerable<ProposalFact> Facts(TaperReviewClosing closing)
    {
        yield return Plan(closing.Plan);
        yield return new(new("决定", "Decision"), closing.Decision == TaperReviewDecision.Keep ? new("下一年按计划", "next year as planned") : new("下一年限额", "next year is capped"));
        if (closing.Cap is { } cap) yield return new(new("限额", "At most"), Bilingual.Same(Money(cap)));
        yield return Date(closing.On);
        yield return Reason(closing.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(TaperPayment payment)
    {
        yield return Plan(payment.Plan);
        yield return Period(payment.Period);
        yield return new(new("金额", "Amount"), Bilingual.Same(Money(payment.Amount)));
        yield return Date(payment.On);
        if (payment.Reference is { Length: > 0 } reference) yield return ProposalFact.Own(new("银行流水号", "Bank's number"), reference);
    }

    internal static IEnumerable<ProposalFact> Facts(TaperPeriodCancelling cancelling) => [Plan(cancelling.Plan), Period(cancelling.Period), Date(cancelling.On), Reason(cancelling.Reason)];

    internal static IEnumerable<ProposalFact> Facts(NewBlueprint blueprint)
    {
        yield return ProposalFact.Own(new("空间", "Space"), blueprint.Space);
        foreach (var year in blueprint.Years)
        {
            yield return ProposalFact.Own(new($"{year.Year} 年目标", $"Aim of {year.Year}"), year.Aim);
            yield return new(
                new($"{year.Year} 年预算", $"Budget of {year.Year}"),
                new($"硬件 {Money(year.Hardware)}、软治理 {Money(year.Governance)}、运营成效 {Money(year.Operation)}{(year.SelfSufficiency is { } zh ? $"；自我造血率 {zh}" : "")}",
                    $"hardware {Money(year.Hardware)}, soft governance {Money(year.Governance)}, operation {Money(year.Operation)}{(year.SelfSufficiency is { } en ? $"; self-sufficiency {en}" : "")}"));
        }

        yield return Reason(blueprint.Reason);
    }

    private static IEnumerable<ProposalFact> Facts(TaperPlanTerms terms)
    {
        yield return ProposalFact.Own(new("名称", "Name"), terms.Title);
        foreach (var fact in Facts(terms.Terms, terms.Parts)) yield return fact;
        yield return new(new("支持按", "Support is a share of"), terms.Basis == TaperBasis.Plan ? new("商定预算", "the agreed budget") : new("实际合格成本，不超过计划", "actual eligible cost, never more than planned"));
        foreach (var condition in terms.Conditions)
            yield return new(
                new($"第 {condition.From} 期{(condition.To is { } last ? $"至第 {last} 期" : "起")}的条件", $"Condition of periods {condition.From} {(condition.To is { } end ? $"to {end}" : "on")}"),
                condition.Kind switch
                {
                    TaperConditionKind.Report => new("运营结果已通过", "the operating result is accepted"),
                    TaperConditionKind.Satisfaction => new($"居民满意度达 {condition.Target}", $"satisfaction of {condition.Target}"),
                    _ => new($"自我造血率达 {condition.Target}", $"self-sufficiency of {condition.Target}"),
                });
        if (terms.Targets.Count > 0) yield return new(new("各年末自我造血率目标", "Self-sufficiency aimed at by the end of each year"), Bilingual.Same(string.Join(", ", terms.Targets)));
        if (terms.Band is { } band) yield return new(new("年度评审浮动范围", "Band of a yearly review"), Bilingual.Same($"{band}"));
    }

    private static IEnumerable<ProposalFact> Facts(TaperTerms terms, IReadOnlyList<TaperPart> parts)
    {
        yield return new(new("起始日", "Starts"), Bilingual.Same(terms.Start.ToIso()));
        yield return new(new("期数", "Periods"), terms.Step == TaperStep.Quarter ? new($"{terms.Periods} 个季度", $"{terms.Periods} quarters") : new($"{terms.Periods} 个月", $"{terms.Periods} months"));
        yield return new(new("各年预算", "Budget of each year"), Bilingual.Same(string.Join(", ", terms.YearlyBudgets.Select(Money))));
        yield return new(new("公共份额", "Public share"), Bilingual.Same(string.Join(", ", terms.Curve.Shares)));
        foreach (var part in parts) yield return ProposalFact.Own(new("资金来源", "Source"), $"{part.Source} {Money(part.Amount)}");
    }

    private static ProposalFact Plan(string number) => ProposalFact.Own(new("渐进撤出计划", "Taper plan"), number);

    private static ProposalFact Period(int no) => new(new("第几期", "Period"), Bilingual.Same($"{no}"));

    private static ProposalFact Date(DateOnly on) => new(new("日期", "Date"), Bilingual.Same(on.ToIso()));

    private static ProposalFact Reason(string reason) => ProposalFact.Own(new("理由", "Reason"), reason);

    private static string Money(Money amount) => $"{amount.ToGroupedText()} {amount.Currency}";
}
