using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Approvals;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>Matching rules and programmes in words that a donor, a checker and an auditor can judge.</summary>
internal static class MatchingWords
{
    /// <summary>One sentence for each thing a rule says.</summary>
    internal static IEnumerable<Bilingual> Of(MatchingTerms terms)
    {
        var from = (Money?)null;
        foreach (var tier in terms.Tiers)
        {
            yield return Of(terms.Basis, from, tier);
            from = tier.UpTo;
        }

        if (from is { } end) yield return new($"{end.ToGroupedText()} 以上的部分不配比", $"What lies above {end.ToGroupedText()} earns nothing");
        if (terms.Minimum is { } minimum) yield return new($"每笔不足 {minimum.ToGroupedText()} 的不计", $"Gifts below {minimum.ToGroupedText()} do not count");
        foreach (var (cap, zh, en) in new[]
            {
                (terms.GiftCap, "每笔捐款最多配", "At most for one gift:"), (terms.DonorCap, "每位捐赠人最多配", "At most for one donor:"), (terms.FundCap, "每个基金最多配", "At most for one fund:"),
                (terms.DayCap, "每天最多配", "At most for one day:"), (terms.ProgrammeCap, "按此规则合计最多配", "At most in all by this rule:"),
            })
            if (cap is { } most) yield return new($"{zh} {most.ToGroupedText()}", $"{en} {most.ToGroupedText()}");
    }

    private static Bilingual Of(TierBasis basis, Money? from, MatchingTier tier)
    {
        Bilingual of = basis == TierBasis.Gift ? new("每笔捐款", "of a gift") : new("捐赠人累计捐款", "of a donor's total");
        Bilingual part = (from, tier.UpTo) switch
        {
            (null, null) => new($"{of.Zh}全额", $"All {of.En}"),
            (null, { } to) => new($"{of.Zh}不超过 {to.ToGroupedText()} 的部分", $"The part up to {to.ToGroupedText()} {of.En}"),
            ({ } low, null) => new($"{of.Zh}超过 {low.ToGroupedText()} 的部分", $"The part above {low.ToGroupedText()} {of.En}"),
            ({ } low, { } to) => new($"{of.Zh} {low.ToGroupedText()} 至 {to.ToGroupedText()} 的部分", $"The part from {low.ToGroupedText()} to {to.ToGroupedText()} {of.En}"),
        };
        return new($"{part.Zh}：每捐 {tier.Ratio.Gift} 元配 {tier.Ratio.Match} 元（{tier.Ratio}）", $"{part.En}: {tier.Ratio.Match} for each {tier.Ratio.Gift} given ({tier.Ratio})");
    }

    /// <summary>Which gifts a programme is for.</summary>
    internal static Bilingual Of(GiftScope scope)
    {
        List<Bilingual> parts =
        [
            scope.Below is { } below ? new($"基金 {below} 以下各基金收到的捐款", $"Gifts to funds below {below}") : new($"基金 {string.Join("、", scope.Funds)} 收到的捐款", $"Gifts to {string.Join(", ", scope.Funds)}"),
        ];
        if (scope.Sources.Count > 0) parts.Add(new($"来源 {string.Join("、", scope.Sources)}", $"of {string.Join(", ", scope.Sources)}"));
        if (scope.SourceKinds.Count > 0) parts.Add(new(string.Join("、", scope.SourceKinds.Select(kind => kind.Name().Zh)), string.Join(", ", scope.SourceKinds.Select(kind => kind.Name().En))));
        if (scope.Channels.Count > 0) parts.Add(new($"渠道：{string.Join("、", scope.Channels.Select(channel => Donors.GiftChannels.Name(channel).Zh))}", $"through {string.Join(", ", scope.Channels.Select(channel => Donors.GiftChannels.Name(channel).En))}"));
        var (persons, organisations, unnamed) = (scope.Persons, scope.Organisations, scope.Unnamed);
        if (!persons) parts.Add(new("不含个人", "not from persons"));
        if (!organisations) parts.Add(new("不含单位", "not from organisations"));
        if (!unnamed) parts.Add(new("不含未署名捐款", "not without a name"));
        return new(string.Join("；", parts.Select(part => part.Zh)), string.Join("; ", parts.Select(part => part.En)));
    }

    internal static IEnumerable<ProposalFact> Facts(NewMatchingProgramme programme, Books books)
    {
        yield return ProposalFact.Own(new("计划", "Programme"), $"{programme.Code} {programme.Name}");
        yield return ProposalFact.Own(new("配比池所在基金", "Fund of the pot"), $"{programme.PotFund} {books.FindFund(programme.PotFund)?.Name}".TrimEnd(), books.FindFund(programme.PotFund) is null ? null : $"/funds/{Uri.EscapeDataString(programme.PotFund)}");
        yield return ProposalFact.Own(new("配比池的资金来源", "Source of the pot"), programme.PotSource);
        yield return new(new("配比池", "Pot"), Bilingual.Same($"{programme.Pot.ToGroupedText()} {programme.Pot.Currency}"));
        yield return new(new("期间", "Days"), new($"{programme.First.ToIso()} 至 {programme.Last.ToIso()}", $"{programme.First.ToIso()} to {programme.Last.ToIso()}"));
        yield return new(new("范围", "For"), Of(programme.Gifts));
        yield return new(new("分配方式", "Given out"), programme.Exhaustion.Name());
        yield return new(new("退款时已用去的配比", "A match that was spent before its gift went back"), programme.SpentMatch.Name());
        if (programme.SeparateAccounts) yield return new(new("两边分开开户", "The funds bank apart"), new("先记内部往来，到账再结清", "owed until the money arrives"));
        foreach (var sentence in Of(programme.Terms)) yield return new(new("规则", "Rule"), sentence);
    }

    internal static IEnumerable<ProposalFact> Facts(RuleChange change)
    {
        yield return ProposalFact.Own(new("计划", "Programme"), change.Programme, $"/matching/{Uri.EscapeDataString(change.Programme)}");
        yield return new(new("适用于哪天起的捐款", "For gifts from"), change.From is { } from ? Bilingual.Same(from.ToIso()) : new("通过当天", "the day it is agreed to"));
        foreach (var sentence in Of(change.Terms)) yield return new(new("新规则", "New rule"), sentence);
    }

    internal static IEnumerable<ProposalFact> Facts(ProgrammeEnd end)
    {
        yield return ProposalFact.Own(new("计划", "Programme"), end.Programme, $"/matching/{Uri.EscapeDataString(end.Programme)}");
        yield return new(new("结束日期", "Ends on"), end.On is { } on ? Bilingual.Same(on.ToIso()) : new("通过当天", "the day it is agreed to"));
    }
}
