using FundLedger.Awards;
using FundLedger.Banking.Reconciling;
using FundLedger.Blueprints;
using FundLedger.Budgets;
using FundLedger.Cofunding;
using FundLedger.Charts;
using FundLedger.Corrections;
using FundLedger.Disclosure;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.Programmes;
using FundLedger.SeedMoney;
using FundLedger.SpaceReturns;
using FundLedger.Taper;
using FundLedger.Values;

namespace FundLedger.Web.Approving;

/// <summary>One thing that a proposal says.</summary>
/// <param name="IsOwn">Words of the books, never translated.</param>
/// <param name="Path">The page of what is spoken of; null when it has none.</param>
internal sealed record ProposalFact(Bilingual Label, Bilingual Value, bool IsOwn = false, string? Path = null)
{
    internal static ProposalFact Own(Bilingual label, string value, string? path = null) => new(label, Bilingual.Same(value), IsOwn: true, path);
}

/// <summary>What a proposal asks for, in words a checker can judge.</summary>
internal static class ProposalFacts
{
    /// <summary>All of its content; nothing once that was erased.</summary>
    internal static IReadOnlyList<ProposalFact> Of(Proposal proposal, Books books) => proposal.Payload is not { } payload ? [] : proposal.Kind switch
    {
        var code when code == TransferBetweenFunds.Kind.Code => [.. Transfer(TransferBetweenFunds.Kind.Read(payload), books)],
        var code when code == CloseFund.Kind.Code => [.. Closing(CloseFund.Kind.Read(payload), books)],
        var code when code == ReopenFund.Kind.Code => [.. ReopeningFund(ReopenFund.Kind.Read(payload), books)],
        var code when code == SetBudget.Kind.Code => [.. Budget(SetBudget.Kind.Read(payload), books)],
        var code when code == OpenProgramme.Kind.Code => [.. MatchingWords.Facts(OpenProgramme.Kind.Read(payload), books)],
        var code when code == ChangeRule.Kind.Code => [.. MatchingWords.Facts(ChangeRule.Kind.Read(payload))],
        var code when code == CloseProgramme.Kind.Code => [.. MatchingWords.Facts(CloseProgramme.Kind.Read(payload))],
        var code when code == ReverseEntry.Kind.Code => [.. Reversal(ReverseEntry.Kind.Read(payload))],
        var code when code == UndoConversion.Kind.Code => [ProposalFact.Own(new("会计主体", "Entity"), UndoConversion.Kind.Read(payload).Entity), ProposalFact.Own(new("事由", "Reason"), UndoConversion.Kind.Read(payload).Reason)],
        var code when code == AdjustPriorYear.Kind.Code => [.. PriorYear(proposal, AdjustPriorYear.Kind.Read(payload), books)],
        var code when code == ChangePurpose.Kind.Code => [.. Purpose(proposal, ChangePurpose.Kind.Read(payload), books)],
        var code when code == OweReturn.Kind.Code => [.. Return(OweReturn.Kind.Read(payload), books)],
        var code when code == PayReturn.Kind.Code => [.. Payment(PayReturn.Kind.Read(payload))],
        var code when code == ProveCofunding.Kind.Code => [.. Proof(proposal, ProveCofunding.Kind.Read(payload), books)],
        var code when code == SetPayee.Kind.Code => [.. PayeeAccount(SetPayee.Kind.Read(payload))],
        var code when code == SetPaymentRules.Kind.Code => [new(new("收款账户变更后的冷静期", "A changed account cools for"), Days(SetPaymentRules.Kind.Read(payload).CoolingDays))],
        var code when code == TakeBackBar.Kind.Code => [.. Unbarring(TakeBackBar.Kind.Read(payload))],
        var code when code == OrderPayments.Kind.Code => [.. Payments(OrderPayments.Kind.Read(payload))],
        var code when code == DecideAward.Kind.Code => [.. AwardWords.Facts(DecideAward.Kind.Read(payload))],
        var code when code == AmendAward.Kind.Code => [.. AwardWords.Facts(AmendAward.Kind.Read(payload))],
        var code when code == EndAward.Kind.Code => [.. AwardWords.Facts(EndAward.Kind.Read(payload))],
        var code when code == ApproveTranche.Kind.Code => [.. AwardWords.Facts(ApproveTranche.Kind.Read(payload))],
        var code when code == PayTranche.Kind.Code => [.. AwardWords.Facts(PayTranche.Kind.Read(payload))],
        var code when code == CancelTranche.Kind.Code => [.. AwardWords.Facts(CancelTranche.Kind.Read(payload))],
        var code when code == ProveForAward.Kind.Code => [.. AwardWords.Facts(ProveForAward.Kind.Read(payload)), EvidenceOf(proposal)],
        var code when code == ClaimBack.Kind.Code => [.. AwardWords.Facts(ClaimBack.Kind.Read(payload))],
        var code when code == WriteOffClawback.Kind.Code => [.. AwardWords.Facts(WriteOffClawback.Kind.Read(payload))],
        var code when code == AgreeTaperPlan.Kind.Code => [.. TaperWords.Facts(AgreeTaperPlan.Kind.Read(payload))],
        var code when code == ApproveTaperYear.Kind.Code => [.. TaperWords.Facts(ApproveTaperYear.Kind.Read(payload))],
        var code when code == AmendTaperPlan.Kind.Code => [.. TaperWords.Facts(AmendTaperPlan.Kind.Read(payload))],
        var code when code == EndTaperPlan.Kind.Code => [.. TaperWords.Facts(EndTaperPlan.Kind.Read(payload))],
        var code when code == CloseTaperReview.Kind.Code => [.. TaperWords.Facts(CloseTaperReview.Kind.Read(payload))],
        var code when code == PayTaperPeriod.Kind.Code => [.. TaperWords.Facts(PayTaperPeriod.Kind.Read(payload))],
        var code when code == PublishDisclosure.Kind.Code => [.. DisclosureWords.Facts(PublishDisclosure.Kind.Read(payload))],
        var code when code == ExemptDisclosure.Kind.Code => [.. DisclosureWords.Facts(ExemptDisclosure.Kind.Read(payload))],
        var code when code == PlanBlueprint.Kind.Code => [.. TaperWords.Facts(PlanBlueprint.Kind.Read(payload))],
        var code when code == CancelTaperPeriod.Kind.Code => [.. TaperWords.Facts(CancelTaperPeriod.Kind.Read(payload))],
        var code when code == WriteOffReturn.Kind.Code => [.. WritingOff(WriteOffReturn.Kind.Read(payload))],
        var code when code == WriteOffService.Kind.Code => [.. WritingOff(WriteOffService.Kind.Read(payload))],
        var code when code == EndCofunding.Kind.Code => [.. End(EndCofunding.Kind.Read(payload), books)],
        var code when code == ReopeningPeriods.Kind.Code => [.. Reopening(ReopeningPeriods.Kind.Read(payload))],
        var code when code == UnlockReconciliation.Kind.Code => [.. Unlocking(UnlockReconciliation.Kind.Read(payload))],
        var code when code == RevealDonors.Kind.Code => [.. Names(RevealDonors.Kind.Read(payload), books)],
        var code when code == ApprovalSettings.Kind.Code => [.. Tiers(ApprovalSettings.Kind.Read(payload))],
        var code when code == CreateGrantProgramme.Kind.Code => [.. GrantWords.Facts(CreateGrantProgramme.Kind.Read(payload), books)],
        var code when code == AmendGrantTerms.Kind.Code => [.. GrantWords.Facts(AmendGrantTerms.Kind.Read(payload))],
        _ => [ProposalFact.Own(new("内容", "Content"), payload)],
    };

    private static IEnumerable<ProposalFact> Transfer(FundTransfer transfer, Books books)
    {
        yield return Fund(new("转出基金", "From fund"), transfer.From, books);
        yield return Fund(new("转入基金", "To fund"), transfer.To, books);
        yield return Source(new("资金来源", "Source"), transfer.From, transfer.Source, books);
        yield return Amount(transfer.Amount);
        yield return Date(transfer.On);
        if (transfer.SeparateAccounts) yield return new(new("两个基金分开开户", "The funds bank apart"), new("先记内部往来，到账再结清", "owed until the money arrives"));
        if (!string.IsNullOrWhiteSpace(transfer.Reason)) yield return ProposalFact.Own(new("事由", "Reason"), transfer.Reason);
    }

    private static IEnumerable<ProposalFact> WritingOff(ReturnSettling off)
    {
        yield return ProposalFact.Own(new("公共空间", "Space"), off.Space, $"/spaces/{Uri.EscapeDataString(off.Space)}/returns");
        yield return ProposalFact.Own(new("收益反哺的期间", "Period of the revenue return"), off.Period);
        yield return Amount(off.Amount);
        yield return Date(off.On);
        if (!string.IsNullOrWhiteSpace(off.Reference)) yield return ProposalFact.Own(new("决定文号", "Decision"), off.Reference);
    }

    private static IEnumerable<ProposalFact> WritingOff(ServiceWritingOff off)
    {
        yield return ProposalFact.Own(new("公共空间", "Space"), off.Space, $"/spaces/{Uri.EscapeDataString(off.Space)}/returns");
        yield return ProposalFact.Own(new("场地使用编号", "Number of the use of rooms"), $"{off.No}");
        yield return Amount(off.Amount);
        yield return Date(off.On);
        yield return ProposalFact.Own(new("理由", "Reason"), off.Reason);
    }

    private static IEnumerable<ProposalFact> Closing(FundClosing closing, Books books)
    {
        yield return Fund(new("要终止的基金", "Fund to close"), closing.Fund, books);
        yield return new(new("日期", "Date"), Bilingual.Same(closing.On.ToIso()));
        yield return ProposalFact.Own(new("决议文号", "Decision"), closing.Document);
        foreach (var residual in closing.Residuals)
            yield return residual.To is { } to ? Fund(new($"来源 {residual.Source} 的结余转给", $"What is left of {residual.Source} goes to"), to, books)
                : new(new($"来源 {residual.Source} 的结余", $"What is left of {residual.Source}"), new("退回拨款单位", "goes back to its giver"));
        yield return ProposalFact.Own(new("为什么", "Why"), closing.Reason);
    }

    private static IEnumerable<ProposalFact> ReopeningFund(FundReopening reopening, Books books)
    {
        yield return Fund(new("要恢复的基金", "Fund to reopen"), reopening.Fund, books);
        yield return ProposalFact.Own(new("为什么", "Why"), reopening.Reason);
    }

    private static IEnumerable<ProposalFact> Budget(NewBudget budget, Books books)
    {
        yield return Fund(new("基金", "Fund"), budget.Fund, books);
        yield return new(new("年度", "Year"), Bilingual.Same($"{budget.Year}"), Path: "/budgets");
        yield return new(new("预算总额", "Budget"), Bilingual.Same($"{budget.Amount.ToGroupedText()} {budget.Amount.Currency}"));
        yield return ProposalFact.Own(new("批准文号", "Decision"), budget.Document);
        foreach (var envelope in budget.Envelopes)
            yield return ProposalFact.Own(new($"预算项 {envelope.Code}", $"Envelope {envelope.Code}"), $"{envelope.Category} {envelope.ForFund} {envelope.Amount.ToGroupedText()}".Replace("  ", " "));
    }

    private static IEnumerable<ProposalFact> Unlocking(ReconciliationUnlock unlock)
    {
        yield return ProposalFact.Own(new("银行账户", "Bank account"), unlock.Account, $"/bank/{Uri.EscapeDataString(unlock.Account)}/reconcile");
        yield return ProposalFact.Own(new("为什么", "Why"), unlock.Reason);
    }

    private static IEnumerable<ProposalFact> Reversal(Reversal reversal)
    {
        yield return new(new("要冲销的分录", "Entry to take back"), Bilingual.Same($"{reversal.Entry}"), Path: $"/entries/{reversal.Entry}");
        yield return Date(reversal.On);
        yield return ProposalFact.Own(new("为什么", "Why"), reversal.Reason);
    }

    private static IEnumerable<ProposalFact> PriorYear(Proposal proposal, PriorYearError error, Books books)
    {
        yield return Fund(new("基金", "Fund"), error.Fund, books);
        yield return Source(new("来源", "Source"), error.Fund, error.Source, books);
        yield return ProposalFact.Own(error.Side == AccountSide.Debit ? new("科目（借方）", "Account (debit)") : new("科目（贷方）", "Account (credit)"), error.Account);
        yield return Amount(error.Amount);
        yield return ProposalFact.Own(new("所属年度", "Of the year"), $"{error.Year}");
        yield return Date(error.On);
        yield return EvidenceOf(proposal);
        yield return ProposalFact.Own(new("事由", "Reason"), error.Reason);
    }

    private static IEnumerable<ProposalFact> Purpose(Proposal proposal, PurposeChange change, Books books)
    {
        yield return Fund(new("基金", "Fund"), change.Fund, books);
        yield return Source(new("原来源", "From source"), change.Fund, change.From, books);
        yield return change.ToName is { Length: > 0 } name ? ProposalFact.Own(new("新来源", "To source"), $"{change.To} {name}") : Source(new("新来源", "To source"), change.Fund, change.To, books);
        if (change.Lifts) yield return new(new("限定", "Restriction"), new("解除", "falls away"));
        yield return Amount(change.Amount);
        yield return Date(change.On);
        yield return ProposalFact.Own(change.Consent == ConsentKind.Donor ? new("捐赠人同意", "Donor's consent") : new("备案", "Filing"), change.ConsentNumber);
        yield return EvidenceOf(proposal);
        if (!string.IsNullOrWhiteSpace(change.Reason)) yield return ProposalFact.Own(new("事由", "Reason"), change.Reason);
    }

    private static IEnumerable<ProposalFact> Return(SeedReturn wanted, Books books)
    {
        yield return Fund(new("基金", "Fund"), wanted.Fund, books);
        yield return Source(new("资金来源", "Source"), wanted.Fund, wanted.Source, books);
        yield return Amount(wanted.Amount);
        yield return Date(wanted.On);
        if (!string.IsNullOrWhiteSpace(wanted.Reason)) yield return ProposalFact.Own(new("事由", "Reason"), wanted.Reason);
    }

    private static IEnumerable<ProposalFact> Payment(ReturnPayment payment)
    {
        yield return new(new("应退的分录", "Entry that made it owed"), Bilingual.Same($"{payment.Obligation}"), Path: $"/entries/{payment.Obligation}");
        yield return Amount(payment.Amount);
        yield return Date(payment.On);
        if (!string.IsNullOrWhiteSpace(payment.Reference)) yield return ProposalFact.Own(new("银行流水号", "The bank's number for it"), payment.Reference);
    }

    private static IEnumerable<ProposalFact> Proof(Proposal proposal, NewCofundingProof proof, Books books)
    {
        yield return Fund(new("基金", "Fund"), proof.Fund, books);
        yield return Amount(proof.Amount);
        yield return Date(proof.On);
        yield return ProposalFact.Own(new("是谁的资金、存放何处", "Whose money it is and where it lies"), proof.What);
        yield return EvidenceOf(proposal);
    }

    /// <summary>In full: who checks an account compares every digit.</summary>
    private static IEnumerable<ProposalFact> Unbarring(BarTakenBack wanted)
    {
        yield return ProposalFact.Own(new("机构", "Organisation"), wanted.Organisation, $"/organisations/{Uri.EscapeDataString(wanted.Organisation)}");
        yield return new(new("要撤销的禁入", "Bar to take back"), new($"第 {wanted.Bar} 号", $"no. {wanted.Bar}"));
        yield return ProposalFact.Own(new("为什么", "Why"), wanted.Reason);
    }

    private static Bilingual Days(int days) => new($"{days} 天", $"{days} day(s)");

    private static IEnumerable<ProposalFact> PayeeAccount(NewPayee payee)
    {
        yield return ProposalFact.Own(new("收款方", "Payee"), $"{payee.Code} {payee.Name}", "/payments/payees");
        yield return new(new("类别", "Kind"), payee.Kind.Name());
        yield return ProposalFact.Own(new("户名", "Account holder"), payee.Holder.Length > 0 ? payee.Holder : payee.Name);
        yield return ProposalFact.Own(new("开户行", "Bank"), payee.BankName);
        yield return ProposalFact.Own(new("账号", "Account number"), payee.Number);
        if (payee.BankCode is { Length: > 0 } code) yield return ProposalFact.Own(new("联行号", "Bank code"), code);
    }

    private static IEnumerable<ProposalFact> Payments(PaymentsWanted wanted)
    {
        if (wanted.Entity is { } entity) yield return ProposalFact.Own(new("会计主体", "Entity"), entity);
        foreach (var payment in wanted.Payments)
            yield return ProposalFact.Own(new($"付给 {payment.Payee}", $"To {payment.Payee}"), $"{payment.Amount.ToGroupedText()} {payment.Amount.Currency}", $"/entries/{payment.Entry}");
        if (wanted.Payments.Count > 1) yield return new(new("合计", "Total"), Bilingual.Same($"{wanted.Payments.Skip(1).Aggregate(wanted.Payments[0].Amount, (sum, one) => sum + one.Amount).ToGroupedText()}"));
        if (!string.IsNullOrWhiteSpace(wanted.Note)) yield return ProposalFact.Own(new("用途", "For"), wanted.Note);
    }

    private static IEnumerable<ProposalFact> End(CofundingEnd end, Books books)
    {
        yield return Fund(new("基金", "Fund"), end.Fund, books);
        yield return new(new("社会资金要求", "Requirement"), Bilingual.Same($"{end.Requirement}"));
        yield return new(new("最后一天", "Last day"), Bilingual.Same(end.LastDay.ToIso()));
        yield return ProposalFact.Own(new("事由", "Reason"), end.Reason);
    }

    private static IEnumerable<ProposalFact> Reopening(Reopening reopening)
    {
        yield return ProposalFact.Own(new("会计主体", "Entity"), reopening.Entity);
        yield return new(new("月份", "Month"), Bilingual.Same(reopening.Month), Path: "/periods");
        yield return ProposalFact.Own(new("为什么", "Why"), reopening.Reason);
    }

    private static IEnumerable<ProposalFact> Names(NamesWanted wanted, Books books)
    {
        yield return Fund(new("基金", "Fund"), wanted.Fund, books);
        yield return new(new("捐款日期", "Gifts of"), new($"{wanted.First.ToIso()} 至 {wanted.Last.ToIso()}", $"{wanted.First.ToIso()} to {wanted.Last.ToIso()}"));
        yield return ProposalFact.Own(new("用途", "Purpose"), wanted.Purpose);
    }

    private static IEnumerable<ProposalFact> Tiers(NewTiers tiers)
    {
        yield return new(new("适用事项", "For"), KnownKinds.NameOf(tiers.ForKind));
        yield return new(new("生效日", "In force from"), Bilingual.Same(tiers.ValidFrom.ToIso()));
        foreach (var tier in tiers.Tiers)
            yield return new(
                new($"{tier.From.ToGroupedText()} {tier.From.Currency} 起", $"From {tier.From.ToGroupedText()} {tier.From.Currency}"),
                tier.Checkers == 0 ? new("不需要复核", "nobody else") : new($"{tier.Checkers} 人复核", $"{tier.Checkers} checker(s)"));
    }

    private static ProposalFact Fund(Bilingual label, string code, Books books) =>
        ProposalFact.Own(label, $"{code} {books.FindFund(code)?.Name}".TrimEnd(), books.FindFund(code) is null ? null : $"/funds/{Uri.EscapeDataString(code)}");

    private static ProposalFact Source(Bilingual label, string fundCode, string code, Books books)
    {
        var source = books.FindFund(fundCode) is { } fund ? books.FindSource(books.Entity(fund.EntityId), code) : null;
        return source is { Name.Length: > 0 } ? ProposalFact.Own(label, source.Name) : source is null ? ProposalFact.Own(label, code) : new(label, source.Kind.Name());
    }

    private static ProposalFact Amount(Money amount) => new(new("金额", "Amount"), Bilingual.Same($"{amount.ToGroupedText()} {amount.Currency}"));

    private static ProposalFact Date(DateOnly on) => new(new("日期", "Date"), Bilingual.Same(on.ToIso()));

    private static ProposalFact EvidenceOf(Proposal proposal) => new(new("证明文件", "Evidence"), new("下载", "Download"), Path: $"/approvals/{proposal.Id}/evidence");
}
