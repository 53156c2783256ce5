using FundLedger.Ledger;
using FundLedger.Programmes;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>The terms of a grant programme in words a checker, a manager or an applicant can judge.</summary>
internal static class GrantWords
{
    internal static IEnumerable<ProposalFact> Facts(NewGrantProgramme wanted, Books books)
    {
        yield return ProposalFact.Own(new("资助计划", "Grant programme"), $"{wanted.Code} {wanted.Name.Zh} {wanted.Name.En}");
        yield return ProposalFact.Own(new("基金", "Fund"), $"{wanted.Fund} {books.FindFund(wanted.Fund)?.Name}".TrimEnd(), books.FindFund(wanted.Fund) is null ? null : $"/funds/{Uri.EscapeDataString(wanted.Fund)}");
        yield return new(new("类型", "Kind"), wanted.Kind.Name());
        foreach (var fact in Terms(wanted.Terms)) yield return fact;
    }

    internal static IEnumerable<ProposalFact> Facts(GrantTermsChange change)
    {
        yield return ProposalFact.Own(new("资助计划", "Grant programme"), change.Programme, $"/grants/{Uri.EscapeDataString(change.Programme)}");
        yield return ProposalFact.Own(new("为什么", "Why"), change.Reason);
        foreach (var fact in Terms(change.Terms)) yield return fact;
    }

    /// <summary>All that the terms say, but for the wording of questions.</summary>
    internal static IEnumerable<ProposalFact> Terms(GrantTerms terms)
    {
        foreach (var category in terms.Categories)
            yield return new(new($"类别“{category.Code}”：{category.Name.Zh}", $"Category '{category.Code}': {category.Name.En}"), category.Cap is { } cap ? new($"最多 {cap.ToGroupedText()}", $"at most {cap.ToGroupedText()}") : new("不设上限", "no limit"));
        foreach (var criterion in terms.Criteria)
            yield return new(new($"评审标准：{criterion.Name.Zh}", $"Criterion: {criterion.Name.En}"), new($"权重 {criterion.Weight}", $"weight {criterion.Weight}"));
        yield return new(new("合格分", "Pass mark"), new($"{terms.PassMark} 分（满分 100）", $"{terms.PassMark} of 100"));
        yield return new(new("每份申请评审人数", "Reviews of each application"), terms.IsBlind ? new($"{terms.ReviewsEach} 人，匿名评审", $"{terms.ReviewsEach}, blind") : Bilingual.Same($"{terms.ReviewsEach}"));
        if (terms.ResidentVote is { } vote) yield return new(new("居民表决", "Residents' vote"), new($"参与率 {vote.Quorum} 以上有效，赞成 {vote.Least} 以上通过", $"counts from {vote.Quorum} taking part, passes from {vote.Least} in favour"));
        yield return new(new("公示", "Publicity"), new($"{terms.PublicityWorkingDays} 个工作日", $"{terms.PublicityWorkingDays} working days"));
        foreach (var (label, share) in Shares(terms)) yield return new(label, Bilingual.Same($"{share}"));
        if (terms.CostRules.ForbiddenKinds is { Count: > 0 } kinds)
            yield return new(new("不予资助的费用", "Costs that are not funded"), new(string.Join("、", kinds.Select(kind => kind.Name().Zh)), string.Join(", ", kinds.Select(kind => kind.Name().En))));
        for (var i = 0; i < terms.Tranches.Count; i++) yield return Tranche(terms.Tranches[i], i + 1);
        yield return new(new("逾期", "Late"), terms.LateIsFail ? new("视为不合格", "counts as failed") : new("不视为不合格", "does not count as failed"));
        if (terms.BarYears > 0) yield return new(new("不合格后限制申报", "Barred after a fail"), new($"{terms.BarYears} 年", $"{terms.BarYears} year(s)"));
        yield return new(new("表单", "Form"), new($"{terms.Form.Count} 个问题，{terms.Eligibility.Count} 个资格问题，{terms.Documents.Count} 项材料", $"{terms.Form.Count} question(s), {terms.Eligibility.Count} of eligibility, {terms.Documents.Count} document(s)"));
    }

    private static IEnumerable<(Bilingual Label, BasisPoints Share)> Shares(GrantTerms terms)
    {
        (Bilingual Label, BasisPoints? Share)[] all =
        [
            (new("申请资助最多占总预算", "Asked for, at most of the budget"), terms.PublicShareAtMost), (new("人员费用最多占申请资助", "Staff, at most of what is asked for"), terms.CostRules.StaffAtMost),
            (new("硬件最多占总预算", "Hardware, at most of the budget"), terms.HardwareAtMost), (new("软性治理至少占总预算", "Soft governance, at least of the budget"), terms.SoftGovernanceAtLeast),
            (new("成效评估最多占总预算", "Evaluation, at most of the budget"), terms.EvaluationAtMost),
        ];
        return all.Where(one => one.Share is not null).Select(one => (one.Label, one.Share!.Value));
    }

    private static ProposalFact Tranche(TrancheTerms tranche, int number)
    {
        var amount = tranche.Amount is { } fixedAmount ? Bilingual.Same(fixedAmount.ToGroupedText()) : tranche.Share is { } share ? Bilingual.Same($"{share}") : new Bilingual("余额", "the rest");
        var day = tranche.Counts.Name();
        var (zhDays, enDays) = (tranche.InWorkingDays ? "个工作日" : "天", tranche.InWorkingDays ? "working day(s)" : "day(s)");
        var (zh, en) = ($"{amount.Zh}，{day.Zh}后 {tranche.Days} {zhDays}", $"{amount.En}, {tranche.Days} {enDays} after {day.En}");
        var kinds = tranche.Requirements.Select(requirement => requirement.Kind.Name()).ToList();
        if (kinds.Count > 0) (zh, en) = ($"{zh}；条件：{string.Join("、", kinds.Select(kind => kind.Zh))}", $"{en}; needs: {string.Join(", ", kinds.Select(kind => kind.En))}");
        return new(new($"第 {number} 批：{tranche.Name.Zh}", $"Tranche {number}: {tranche.Name.En}"), new(zh, en));
    }
}
