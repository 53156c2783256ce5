using FundLedger.Calendar;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>What was handed in, found and proved about an award.</summary>
internal sealed record AwardFacts(IReadOnlyList<ProgressReport> Reports, IReadOnlyList<Evaluation> Evaluations, IReadOnlyList<Proof> Proofs)
{
    /// <summary>Those that were not taken back.</summary>
    internal IEnumerable<Proof> Standing => Proofs.Where(proof => proof.Kind != ProofKind.Void && !Proofs.Any(later => later.Voids == proof.Number));

    internal IReadOnlyList<ProgressReport> Accepted => [.. Reports.Where(report => report.Decision == ReportDecision.Accepted)];
}

/// <summary>When a tranche is due and what stands against it: pure rules.</summary>
internal static class TrancheRules
{
    /// <summary>The day it counts from, and so many days or working days after; null for a milestone, whose day is when what it needs is there.</summary>
    internal static DateOnly? DueOn(AwardTranche planned, AwardTerms terms, DateOnly signedOn, WorkingDays calendar)
    {
        DateOnly? from = planned.Counts switch
        {
            TrancheDay.Signing => signedOn,
            TrancheDay.ProjectStart => terms.Starts,
            TrancheDay.ProjectEnd => terms.Ends,
            _ => planned.Day,
        };
        return from is not { } day ? null : planned.InWorkingDays ? calendar.After(day, planned.Days) : day.AddDays(planned.Days);
    }

    /// <summary>What each tranche of a template comes to: exact to the minor unit, the last takes the rest. Null when nothing is left for one of them.</summary>
    internal static IReadOnlyList<Money>? Amounts(Money whole, IReadOnlyList<TrancheTerms> tranches)
    {
        var (parts, shares, sharedSoFar) = (new List<Money>(), 0, Money.Zero(whole.Currency));
        foreach (var tranche in tranches)
        {
            if (parts.Count == tranches.Count - 1)
            {
                parts.Add(parts.Aggregate(whole, (rest, part) => rest - part));
                break;
            }

            if (tranche.Amount is { } amount)
            {
                parts.Add(amount);
                continue;
            }

            shares += tranche.Share!.Value.Value;
            var shared = new BasisPoints(shares).OfRoundedDown(whole);
            parts.Add(shared - sharedSoFar);
            sharedSoFar = shared;
        }

        return parts.All(part => part.IsPositive) ? parts : null;
    }

    /// <summary>What stands against releasing it; nothing does when the list is empty.</summary>
    /// <param name="publicSoFar">Public money that earlier tranches of the award bore, with this one's.</param>
    internal static IReadOnlyList<Hold> Against(Award award, AwardTranche planned, DateOnly? dueOn, AwardFacts facts, Money publicSoFar)
    {
        var holds = new List<Hold>();
        if (award.SignedVersion < award.Version) holds.Add(new("not-signed", new("协议变更尚未签订", "the amended agreement is not signed")));
        foreach (var evaluation in LastOfEachKind(facts).Where(one => one.Verdict == Verdict.Fail))
            holds.Add(new("evaluation-failed", new($"{evaluation.Kind.Name().Zh}不通过", $"the {evaluation.Kind.Name().En.ToLowerInvariant()} was failed")));
        foreach (var need in planned.Needs)
            if (Missing(award, planned, need, dueOn, facts, publicSoFar) is { } missing && !holds.Any(hold => hold.Code == missing.Code && hold.Why == missing.Why)) holds.Add(missing);
        return holds;
    }

    private static IEnumerable<Evaluation> LastOfEachKind(AwardFacts facts) => facts.Evaluations.GroupBy(one => one.Kind).Select(kind => kind.MaxBy(one => one.Number)!);

    private static Hold? Missing(Award award, AwardTranche planned, TrancheRequirement need, DateOnly? dueOn, AwardFacts facts, Money publicSoFar) => need.Kind switch
    {
        TrancheRequirementKind.ReportAccepted => Report(award, planned, dueOn, facts),
        TrancheRequirementKind.MidTermPassed => Evaluated(award, EvaluationKind.MidTerm, dueOn, facts),
        TrancheRequirementKind.FinalPassed => Evaluated(award, EvaluationKind.Final, dueOn, facts),
        TrancheRequirementKind.ThirdPartyPassed => Evaluated(award, EvaluationKind.ThirdParty, dueOn, facts),
        TrancheRequirementKind.CofundingProved => Cofunded(award, facts, publicSoFar),
        TrancheRequirementKind.Satisfaction => Satisfied(need, facts),
        _ => facts.Standing.Any(proof => proof.Kind == ProofKind.Documents && (proof.Tranche is null || proof.Tranche == planned.No)) ? null : new("documents", new("所需材料未交", "the documents asked for were not handed in")),
    };

    private static Hold? Report(Award award, AwardTranche planned, DateOnly? dueOn, AwardFacts facts)
    {
        var versions = facts.Reports.Where(report => report.Tranche == planned.No).ToList();
        if (!versions.Any(report => report.Decision == ReportDecision.Accepted))
            return versions.Count == 0 ? new("report-missing", new("进展报告未提交", "the progress report was not handed in"))
                : versions.MaxBy(report => (report.Number, report.Version))!.Decision == ReportDecision.Returned
                    ? new("report-returned", new("进展报告已退回，待修改", "the progress report was sent back and comes again")) : new("report-waits", new("进展报告待审核", "the progress report waits to be accepted"));
        var first = versions.Min(report => report.SubmittedOn);
        return award.Terms.Rules.LateIsFail && dueOn is { } day && first > day
            ? new("report-late", new($"进展报告 {first.ToIso()} 才提交，晚于 {day.ToIso()}；按计划规定，逾期视为不通过", $"the progress report came on {first.ToIso()}, after {day.ToIso()}; under the programme late is not passed")) : null;
    }

    private static Hold? Evaluated(Award award, EvaluationKind kind, DateOnly? dueOn, AwardFacts facts)
    {
        if (facts.Evaluations.Where(one => one.Kind == kind).MaxBy(one => one.Number) is not { } last) return new("evaluation-missing", new($"{kind.Name().Zh}未进行", $"the {kind.Name().En.ToLowerInvariant()} was not held"));
        if (last.Verdict == Verdict.Fail) return new("evaluation-failed", new($"{kind.Name().Zh}不通过", $"the {kind.Name().En.ToLowerInvariant()} was failed"));
        if (!last.IsPassed) return new("conditions-open", new($"{kind.Name().Zh}所附条件未满足", $"the conditions of the {kind.Name().En.ToLowerInvariant()} are not met"));
        return award.Terms.Rules.LateIsFail && dueOn is { } day && last.HeldOn > day
            ? new("evaluation-late", new($"{kind.Name().Zh} {last.HeldOn.ToIso()} 才进行，晚于 {day.ToIso()}；按计划规定，逾期视为不通过", $"the {kind.Name().En.ToLowerInvariant()} was held on {last.HeldOn.ToIso()}, after {day.ToIso()}; under the programme late is not passed")) : null;
    }

    /// <summary>Public money may be a share of what is spent: public ≤ share × (public + social) means social × share ≥ public × (1 − share).</summary>
    private static Hold? Cofunded(Award award, AwardFacts facts, Money publicSoFar)
    {
        if (award.Terms.Rules.PublicShareAtMost is not { Value: > 0 } most) return null;
        var proved = facts.Standing.Where(proof => proof.Kind == ProofKind.Cofunding).Aggregate(Money.Zero(publicSoFar.Currency), (sum, proof) => sum + proof.Amount!.Value);
        var (numerator, share) = ((Int128)publicSoFar.MinorUnits * (BasisPoints.Whole.Value - most.Value), (Int128)most.Value);
        var needed = new Money((long)((numerator + share - 1) / share), publicSoFar.Currency);
        if (proved.MinorUnits >= needed.MinorUnits) return null;
        return new("cofunding-short", new(
            $"公共资金不超过 {most}：拨至 {publicSoFar.ToGroupedText()} 须证明社会资金 {needed.ToGroupedText()}，已证明 {proved.ToGroupedText()}",
            $"public money may be at most {most}: with {publicSoFar} paid, {needed} of social money must be proved, and {proved} is"));
    }

    private static Hold? Satisfied(TrancheRequirement need, AwardFacts facts)
    {
        var least = new BasisPoints(need.Least ?? 0);
        if (facts.Standing.Where(proof => proof.Kind == ProofKind.Satisfaction).MaxBy(proof => proof.Number) is not { Share: { } share })
            return new("satisfaction-missing", new($"居民满意度未测评，须达 {least}", $"satisfaction was not asked for; {least} is needed"));
        return share.Value >= least.Value ? null : new("satisfaction-low", new($"居民满意度 {share}，未达 {least}", $"satisfaction is {share}; {least} is needed"));
    }
}
