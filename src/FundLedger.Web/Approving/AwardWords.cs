using FundLedger.Awards;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>What proposals about awards say, in words a checker can judge.</summary>
internal static class AwardWords
{
    internal static IEnumerable<ProposalFact> Facts(NewAward award)
    {
        yield return ProposalFact.Own(new("立项编号", "Award"), award.Number);
        yield return ProposalFact.Own(new("项目", "Project"), award.Title);
        yield return ProposalFact.Own(new("机构", "Organisation"), award.Organisation, $"/organisations/{Uri.EscapeDataString(award.Organisation)}");
        yield return ProposalFact.Own(new("资助计划", "Grant programme"), award.Programme);
        if (award.Round is { } round) yield return ProposalFact.Own(new("申报批次", "Round"), round);
        if (award.Application is { } application) yield return ProposalFact.Own(new("申请", "Application"), application, $"/applications/{Uri.EscapeDataString(application)}");
        yield return Amount(award.Amount);
        yield return Date(award.On);
        yield return new(new("项目期", "Project"), new($"{award.Starts.ToIso()} 至 {award.Ends.ToIso()}", $"{award.Starts.ToIso()} to {award.Ends.ToIso()}"));
        foreach (var part in award.Parts ?? []) yield return Part(part);
        if (award.Parts is null) yield return new(new("资金来源", "Sources"), new("按基金使用顺序", "in the fund's spending order"));
        yield return ProposalFact.Own(new("理由", "Reason"), award.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(Amendment amendment)
    {
        yield return Award(amendment.Award);
        yield return new(new("变更的版本", "Version that is amended"), Bilingual.Same($"{amendment.Version}"));
        yield return ProposalFact.Own(new("项目", "Project"), amendment.Title);
        yield return Amount(amendment.Amount);
        yield return Date(amendment.On);
        yield return new(new("项目期", "Project"), new($"{amendment.Starts.ToIso()} 至 {amendment.Ends.ToIso()}", $"{amendment.Starts.ToIso()} to {amendment.Ends.ToIso()}"));
        foreach (var part in amendment.Parts ?? []) yield return Part(part);
        foreach (var line in amendment.Budget)
            yield return new(new($"预算项 {line.Code}", $"Budget line {line.Code}"), new($"{line.Name}：资助 {line.Amount.ToGroupedText()}，自筹 {line.Own.ToGroupedText()}", $"{line.Name}: {line.Amount.ToGroupedText()} of the award, {line.Own.ToGroupedText()} their own"));
        foreach (var tranche in amendment.Tranches ?? []) yield return new(new($"第 {tranche.No} 批", $"Tranche {tranche.No}"), Bilingual.Same($"{tranche.Amount.ToGroupedText()} {tranche.Amount.Currency}"));
        yield return ProposalFact.Own(new("理由", "Reason"), amendment.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(AwardEnding ending)
    {
        yield return Award(ending.Award);
        yield return Date(ending.On);
        if (ending.BarUntil is { } until) yield return Bar(until);
        yield return ProposalFact.Own(new("理由", "Reason"), ending.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(TrancheNamed named) => [Award(named.Award), Tranche(named.Tranche)];

    internal static IEnumerable<ProposalFact> Facts(TranchePayment payment)
    {
        yield return Award(payment.Award);
        yield return Tranche(payment.Tranche);
        yield return Amount(payment.Amount);
        yield return Date(payment.On);
        if (payment.Reference is { Length: > 0 } reference) yield return ProposalFact.Own(new("银行流水号", "Bank's number"), reference);
    }

    internal static IEnumerable<ProposalFact> Facts(TrancheCancelling cancelling) =>
        [Award(cancelling.Award), Tranche(cancelling.Tranche), Date(cancelling.On), ProposalFact.Own(new("理由", "Reason"), cancelling.Reason)];

    internal static IEnumerable<ProposalFact> Facts(NewProof proof)
    {
        yield return Award(proof.Award);
        yield return new(new("证明什么", "What is shown"), proof.Kind.Name());
        if (proof.Amount is { } amount) yield return Amount(amount);
        if (proof.Share is { } share) yield return new(new("满意的比例", "Share who are content"), Bilingual.Same(share.ToString()));
        if (proof.Respondents is { } asked) yield return new(new("受访人数", "Asked"), Bilingual.Same($"{asked}"));
        if (proof.Tranche is { } tranche) yield return Tranche(tranche);
        if (proof.Voids is { } voids) yield return new(new("作废的证明", "Proof that no longer counts"), Bilingual.Same($"{voids}"));
        yield return Date(proof.On);
        yield return ProposalFact.Own(new("材料", "What it is"), proof.What);
    }

    internal static IEnumerable<ProposalFact> Facts(NewClawback claim)
    {
        yield return Award(claim.Award);
        yield return Amount(claim.Amount);
        yield return Date(claim.On);
        foreach (var one in claim.Instalments) yield return new(new("还款", "Instalment"), Bilingual.Same($"{one.DueOn.ToIso()} {one.Amount.ToGroupedText()}"));
        if (claim.BarUntil is { } until) yield return Bar(until);
        yield return ProposalFact.Own(new("理由", "Reason"), claim.Reason);
    }

    internal static IEnumerable<ProposalFact> Facts(ClawbackSettling off)
    {
        yield return Award(off.Award);
        yield return new(new("追回", "Clawback"), Bilingual.Same($"{off.Number}"));
        yield return Amount(off.Amount);
        yield return Date(off.On);
        if (off.Reference is { Length: > 0 } reference) yield return ProposalFact.Own(new("决定文号", "Decision"), reference);
    }

    private static ProposalFact Award(string number) => ProposalFact.Own(new("立项", "Award"), number, $"/awards/{Uri.EscapeDataString(number)}");

    private static ProposalFact Tranche(int no) => new(new("批次", "Tranche"), Bilingual.Same($"{no}"));

    private static ProposalFact Amount(Money amount) => new(new("金额", "Amount"), Bilingual.Same($"{amount.ToGroupedText()} {amount.Currency}"));

    private static ProposalFact Date(DateOnly on) => new(new("日期", "Date"), Bilingual.Same(on.ToIso()));

    private static ProposalFact Bar(DateOnly until) => new(new("机构禁入至", "Organisation kept out until"), Bilingual.Same(until.ToIso()));

    private static ProposalFact Part(AwardPart part) => ProposalFact.Own(new("来源", "Source"), $"{part.Source} {part.Amount.ToGroupedText()} {part.Amount.Currency}");
}
