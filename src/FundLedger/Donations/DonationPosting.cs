using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>The entries of a gift's life, as <c>domain</c> rules them: pure, no storage.</summary>
internal static class DonationPosting
{
    /// <summary>Bank / DonationIncome, and the bank's fee as lines of its own: FundraisingCost / Bank.</summary>
    internal static EntryDraft Of(Entity entity, Fund fund, Source source, Money amount, Money? fee, DateOnly on)
    {
        List<LineDraft> lines = [LineDraft.Debit(AccountRole.Bank, fund, source, amount), LineDraft.Credit(AccountRole.DonationIncome, fund, source, amount)];
        if (fee is { IsZero: false } paid)
        {
            lines.Add(LineDraft.Debit(AccountRole.FundraisingCost, fund, source, paid));
            lines.Add(LineDraft.Credit(AccountRole.Bank, fund, source, paid));
        }

        return new EntryDraft(entity, EntryKind.Donation, on, lines);
    }

    internal static string RefundSubject(EntryId gift) => $"refund/{gift}";

    /// <summary>DonationIncome / RefundPayable.</summary>
    internal static EntryDraft RefundDue(PostedGift gift, Money amount, DateOnly on) => new(gift.Entity, EntryKind.RefundDue, on,
    [
        LineDraft.Debit(AccountRole.DonationIncome, gift.Fund, gift.Source, amount),
        LineDraft.Credit(AccountRole.RefundPayable, gift.Fund, gift.Source, amount, RefundSubject(gift.Entry)),
    ]) { RelatesTo = gift.Entry };

    /// <summary>RefundPayable / Bank.</summary>
    internal static EntryDraft RefundPaid(PostedGift gift, Money amount, DateOnly on) => new(gift.Entity, EntryKind.RefundPaid, on,
    [
        LineDraft.Debit(AccountRole.RefundPayable, gift.Fund, gift.Source, amount, RefundSubject(gift.Entry)),
        LineDraft.Credit(AccountRole.Bank, gift.Fund, gift.Source, amount),
    ]) { RelatesTo = gift.Entry };

    /// <summary>DonationIncome / Bank: the bank took it back, whether or not the money is still there.</summary>
    internal static EntryDraft ChargedBack(PostedGift gift, Money amount, DateOnly on) => new(gift.Entity, EntryKind.ChargeBack, on,
    [
        LineDraft.Debit(AccountRole.DonationIncome, gift.Fund, gift.Source, amount),
        LineDraft.Credit(AccountRole.Bank, gift.Fund, gift.Source, amount),
    ]) { RelatesTo = gift.Entry };
}

/// <summary>A gift as the refund rules need it.</summary>
/// <param name="Refunded">Returned or charged back so far; never more than the gift.</param>
internal sealed record PostedGift(EntryId Entry, Entity Entity, Fund Fund, Source Source, Money Amount, Money Refunded);
