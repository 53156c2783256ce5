using FundLedger.Ledger;
using FundLedger.Programmes;

namespace FundLedger.Awards;

/// <summary>What the terms of any award must hold, decided or amended.</summary>
internal static class AwardTermsRules
{
    internal const int MostTranches = GrantTerms.MostTranches;
    private const int MostLines = 200;

    /// <summary>Why these cannot be an award's terms; null when they can.</summary>
    internal static Refusal? RefusalFor(AwardTerms terms, Fund fund)
    {
        if (terms.Ends < terms.Starts)
            return Refusal.Of("award-days", "ends", $"项目结束日 {terms.Ends.ToIso()} 早于开始日 {terms.Starts.ToIso()}。", $"The project would end on {terms.Ends.ToIso()}, before it starts ({terms.Starts.ToIso()}).");
        if (terms.Own.IsNegative || terms.Own.Currency != fund.Currency) return Refusal.Of("award-own", "own", "机构自筹不能为负，币种须与基金一致。", "What the organisation brings is not negative, and in the fund's currency.");
        return RefusalForBudget(terms) ?? RefusalForTranches(terms, fund);
    }

    /// <summary>The sources that were named, with what each bears.</summary>
    internal static Outcome<IReadOnlyList<(Source Source, Money Amount)>> PartsOf(Books books, Entity entity, IReadOnlyList<AwardPart> named, Money whole)
    {
        var parts = new List<(Source, Money)>();
        foreach (var part in named)
        {
            if (!books.Source(entity, part.Source, "parts").IsDone(out var source, out var refusal)) return refusal;
            if (!part.Amount.IsPositive || part.Amount.Currency != whole.Currency) return Refusal.Of("award-parts", "parts", $"来源 {part.Source} 的金额须大于零。", $"The part of source {part.Source} must be more than zero.");
            if (parts.Any(known => known.Item1.Id == source.Id)) return Refusal.Of("award-parts", "parts", $"来源 {part.Source} 列了两次。", $"Source {part.Source} is named twice.");
            parts.Add((source, part.Amount));
        }

        var sum = parts.Aggregate(Money.Zero(whole.Currency), (total, part) => total + part.Item2);
        return sum == whole ? parts : Refusal.Of("award-parts", "parts", $"各来源合计 {sum.ToGroupedText()}，不等于资助额 {whole.ToGroupedText()}。", $"The sources add up to {sum}, not to the award of {whole}.");
    }

    private static Refusal? RefusalForBudget(AwardTerms terms)
    {
        if (terms.Budget.Count is 0 or > MostLines) return Refusal.Of("award-budget", "budget", $"预算须有 1 至 {MostLines} 项。", $"A budget has 1 to {MostLines} lines.");
        if (terms.Budget.GroupBy(line => line.Code, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Refusal.Of("award-budget", "budget", $"预算项“{twice.Key}”列了两次。", $"Budget line '{twice.Key}' is there twice.");
        if (terms.Budget.FirstOrDefault(line => line.Amount.IsNegative || line.Own.IsNegative) is { } negative)
            return Refusal.Of("award-budget", "budget", $"预算项“{negative.Code}”的金额为负。", $"Budget line '{negative.Code}' is negative.");
        var zero = Money.Zero(terms.Amount.Currency);
        var (borne, own) = (terms.Budget.Aggregate(zero, (sum, line) => sum + line.Amount), terms.Budget.Aggregate(zero, (sum, line) => sum + line.Own));
        if (borne != terms.Amount)
            return Refusal.Of("award-budget", "budget", $"预算中由资助承担的合计 {borne.ToGroupedText()}，不等于资助额 {terms.Amount.ToGroupedText()}。", $"The lines borne by the award add up to {borne}, not to {terms.Amount}.");
        return own == terms.Own ? null : Refusal.Of("award-budget", "budget", $"预算中自筹合计 {own.ToGroupedText()}，不等于 {terms.Own.ToGroupedText()}。", $"The organisation's own lines add up to {own}, not to {terms.Own}.");
    }

    private static Refusal? RefusalForTranches(AwardTerms terms, Fund fund)
    {
        if (terms.Tranches.Count is 0 or > MostTranches) return Refusal.Of("award-tranches", "tranches", $"须有 1 至 {MostTranches} 个批次。", $"There are 1 to {MostTranches} tranches.");
        if (!terms.Tranches.Select(tranche => tranche.No).Order().SequenceEqual(Enumerable.Range(1, terms.Tranches.Count)))
            return Refusal.Of("award-tranches", "tranches", "批次须从 1 起连续编号。", "Tranches are numbered from 1 without gaps.");
        if (terms.Tranches.FirstOrDefault(tranche => Amounts.RefusalFor(tranche.Amount, fund) is not null) is { } bad)
            return Refusal.Of("award-tranches", "tranches", $"第 {bad.No} 批的金额须大于零，币种须与基金一致。", $"Tranche {bad.No} must be more than zero, in the fund's currency.");
        if (terms.Tranches.FirstOrDefault(tranche => tranche.Counts == TrancheDay.Milestone && tranche.Day is null && tranche.Needs.Count == 0) is { } nothing)
            return Refusal.Of("award-tranches", "tranches", $"第 {nothing.No} 批按里程碑拨付，须写明日期或条件。", $"Tranche {nothing.No} waits for a milestone: give its day, or what it needs.");
        var sum = terms.Tranches.Aggregate(Money.Zero(terms.Amount.Currency), (total, tranche) => total + tranche.Amount);
        return sum == terms.Amount ? null : Refusal.Of("award-tranches", "tranches", $"各批合计 {sum.ToGroupedText()}，不等于资助额 {terms.Amount.ToGroupedText()}。", $"The tranches add up to {sum}, not to {terms.Amount}.");
    }
}
