using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Payments;

namespace FundLedger.Donations;

public enum RefundWay
{
    /// <summary>Agreed and paid on the same day.</summary>
    DueAndPaid,

    /// <summary>Agreed; the money is still in the bank and owed.</summary>
    Due,

    /// <summary>Pays what was agreed before.</summary>
    Paid,

    /// <summary>Taken back by the bank or the channel: a fact, posted even when the money is gone.</summary>
    ChargedBack,
}

/// <param name="Gift">The entry of the gift.</param>
/// <param name="Amount">All or part of what was not refunded yet.</param>
public sealed record Refund(EntryId Gift, Money Amount, DateOnly On, RefundWay Way = RefundWay.DueAndPaid, string? Reason = null);

/// <param name="Entries">What was posted of the refund, in order.</param>
/// <param name="Left">What of the gift was not refunded yet.</param>
/// <param name="Match">The entry that took back its match; null when there was none to take.</param>
public sealed record DonationRefunded(IReadOnlyList<EntryId> Entries, Money Left, EntryId? Match = null);

/// <summary>Gives back a gift, whole or in part. An event of its own date, not a reversal: the gift was real. What it earned of a matching programme follows.</summary>
public sealed class RefundDonation(Database database)
{
    public Task<Outcome<DonationRefunded>> RunAsync(Asked asked, Refund refund, CancellationToken stop = default) => database.WriteAsync<DonationRefunded>(
        asked.For("refund", OperationField.Of("gift", refund.Gift.Value), OperationField.Of("amount", refund.Amount), OperationField.Of("on", refund.On),
            OperationField.Of("way", refund.Way.ToString()), OperationField.Personal("reason", refund.Reason)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (await DonationStore.FindAsync(tx, refund.Gift, books) is not { } gift)
                return Refusal.Of("gift-unknown", "entry", $"分录 {refund.Gift} 不是一笔捐款。", $"Entry {refund.Gift} is no gift.");
            if (await RefusalForAsync(tx, gift, refund) is { } badRefund) return badRefund;

            var drafts = DraftsOf(gift, refund);
            var following = refund.Way == RefundWay.Paid ? MatchReturn.None : await MatchReturn.OfAsync(tx, gift.Entry, refund.Amount, refund.On);
            if (!following.IsDone(out var match, out var refusal)) return refusal;
            if (!(await Journal.AppendManyAsync(tx, [.. drafts, .. match.Drafts])).IsDone(out var posted, out refusal)) return refusal;
            await match.KeepAsync(tx, posted);
            EntryId[] entries = [.. posted.Take(drafts.Length)];
            if (refund.Way == RefundWay.Paid) return new DonationRefunded(entries, gift.Amount - gift.Refunded);
            if (!await DonationStore.AddRefundAsync(tx, gift.Entry, refund.Amount)) return TooMuch((await DonationStore.FindAsync(tx, gift.Entry, books))!, refund);  // another was quicker
            return new DonationRefunded(entries, gift.Amount - gift.Refunded - refund.Amount, match.Drafts.Count > 0 ? posted[^1] : null);
        }, stop);

    private static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, PostedGift gift, Refund refund)
    {
        if (gift.Source.Kind == SourceKind.InKind)
            return Refusal.Of("gift-in-kind", "entry", $"分录 {gift.Entry} 是实物捐赠，没有可退的款项。退回实物请冲销该分录。", $"Entry {gift.Entry} is a gift in kind; there is no money to refund. Where the goods go back, reverse it.");
        if (Amounts.RefusalFor(refund.Amount, gift.Fund) is { } badAmount) return badAmount;
        var related = await JournalReading.RelatedAsync(tx, gift.Entry);
        if (related.Any(later => later.IsReversal))
            return Refusal.Of("gift-reversed", "entry", $"捐款分录 {gift.Entry} 已被冲销，没有可退的款项。", $"The gift's entry {gift.Entry} was reversed; there is nothing to refund.");
        if (refund.Way == RefundWay.Paid && await PaymentGuard.RefusalForAsync(tx, DonationPosting.RefundSubject(gift.Entry), gift.Fund) is { } waits) return waits;
        var agreed = refund.Way == RefundWay.Paid ? related.FirstOrDefault(later => later.Kind == EntryKind.RefundDue && !later.IsReversed) : null;
        var before = (await JournalReading.FindAsync(tx, agreed?.Id ?? gift.Entry, await Books.OfAsync(tx)))!;
        if (refund.On < before.OccurredOn)
            return Refusal.Of("refund-before-gift", "on",
                $"退款日期 {refund.On.ToIso()} 早于{before.Kind.Name.Zh}日期 {before.OccurredOn.ToIso()}。",
                $"The refund's date {refund.On.ToIso()} is before that of the {before.Kind.Name.En.ToLowerInvariant()}, {before.OccurredOn.ToIso()}.");
        return refund.Way != RefundWay.Paid && (gift.Refunded + refund.Amount - gift.Amount).IsPositive ? TooMuch(gift, refund) : null;
    }

    private static Refusal TooMuch(PostedGift gift, Refund refund) => Refusal.Of("refund-over-gift", "amount",
        $"捐款 {gift.Amount.ToGroupedText()} 中尚可退 {(gift.Amount - gift.Refunded).ToGroupedText()}，不足 {refund.Amount.ToGroupedText()}。",
        $"Of the gift of {gift.Amount}, {gift.Amount - gift.Refunded} is left to refund; {refund.Amount} is more.");

    private static EntryDraft[] DraftsOf(PostedGift gift, Refund refund)
    {
        EntryDraft[] drafts = refund.Way switch
        {
            RefundWay.Due => [DonationPosting.RefundDue(gift, refund.Amount, refund.On)],
            RefundWay.Paid => [DonationPosting.RefundPaid(gift, refund.Amount, refund.On)],
            RefundWay.ChargedBack => [DonationPosting.ChargedBack(gift, refund.Amount, refund.On)],
            _ => [DonationPosting.RefundDue(gift, refund.Amount, refund.On), DonationPosting.RefundPaid(gift, refund.Amount, refund.On)],
        };
        return [.. drafts.Select(draft => draft with { Text = refund.Reason })];
    }
}
