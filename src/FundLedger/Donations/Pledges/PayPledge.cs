using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>Cash that came on a pledge: a gift to record now, or one that is recorded already.</summary>
/// <param name="Amount">Null where <paramref name="Gift"/> names the gift. More or less than what is due may come.</param>
/// <param name="Gift">Entry of a gift of the pledge's donor to its fund.</param>
public sealed record PledgePayment(long Pledge, Money? Amount, DateOnly On, EntryId? Gift = null, string? Reference = null, string? Note = null, GiftChannel? Channel = null);

/// <param name="Receipt">Null where the gift was recorded before.</param>
/// <param name="Left">What the pledge still expects.</param>
public sealed record PledgePaid(EntryId Gift, ReceiptNumber? Receipt, Money Left);

/// <summary>Counts a gift towards a pledge. The gift is income and earns its match as any other; what was expected is taken out of the memo accounts.</summary>
public sealed class PayPledge(Database database)
{
    private static readonly SqlFile FindName = new("donations/find_pledge_donor");
    private static readonly SqlFile FindDonor = new("donations/find_donor_of_gift");

    public Task<Outcome<PledgePaid>> RunAsync(Asked asked, PledgePayment payment, CancellationToken stop = default) => database.WriteAsync<PledgePaid>(
        asked.For("pay-pledge", OperationField.Of("pledge", payment.Pledge), OperationField.Of("amount", payment.Amount?.ToString()), OperationField.Of("on", payment.On), OperationField.Of("gift", payment.Gift?.ToString()),
            OperationField.Of("reference", payment.Reference), OperationField.Personal("note", payment.Note), OperationField.Of("channel", payment.Channel?.ToString())),
        async tx =>
        {
            if (!(await PledgeStore.HoldAsync(tx, payment.Pledge)).IsDone(out var pledge, out var refusal)) return refusal;
            if (pledge.EndedOn is { } ended)
                return Refusal.Of("pledge-ended", "pledge", $"第 {pledge.Id} 号认捐已于 {ended.ToIso()} 结束。请按普通捐款记账。", $"Pledge no. {pledge.Id} ended on {ended.ToIso()}. Record the money as a gift.");
            if (payment.On < pledge.PledgedOn)
                return Refusal.Of("payment-before-pledge", "on", $"日期 {payment.On.ToIso()} 早于认捐日期 {pledge.PledgedOn.ToIso()}。", $"{payment.On.ToIso()} is before the day of the pledge, {pledge.PledgedOn.ToIso()}.");
            await PledgeStore.SetExpectedAsync(tx, pledge.Id, Math.Max(pledge.Expected, pledge.DueBy(tx.Today)));
            if (!(await GiftAsync(tx, pledge, payment)).IsDone(out var gift, out refusal)) return refusal;
            await PledgeStore.AddGiftAsync(tx, pledge.Id, gift.Entry);
            if (await PledgeStore.BringInLineAsync(tx, pledge.Id, payment.On, gift.Entry) is { } notPosted) return notPosted;
            return new PledgePaid(gift.Entry, gift.Receipt, (await PledgeStore.FindAsync(tx, await Books.OfAsync(tx), pledge.Id))!.Open);
        }, stop);

    private static async Task<Outcome<DonationRecorded>> GiftAsync(LedgerTransaction tx, Pledge pledge, PledgePayment payment)
    {
        if (payment.Gift is { } known) return await KnownGiftAsync(tx, pledge, known);
        if (payment.Amount is not { } amount) return Refusal.Of("amount-missing", "amount", "请填写金额，或指定一笔已记的捐款。", "Give the amount, or name a gift that is recorded already.");
        var name = await tx.FindAsync<NameRow>(FindName, new { pledge_id = pledge.Id });
        if (name?.Name is null)
            return Refusal.Of("donor-erased", "pledge", "认捐人的姓名已擦除。请按普通捐款记账。", "The name of who pledged was erased. Record the money as a gift.");
        return await RecordDonation.RecordAsync(tx, new Gift(
            pledge.Fund.Code, amount, payment.On, DonorName.Of(name.Name, name.IsAnonymous == 1), Source: pledge.Source.Code, Reference: payment.Reference, Note: payment.Note, WithReceipt: true, Channel: payment.Channel));
    }

    private static async Task<Outcome<DonationRecorded>> KnownGiftAsync(LedgerTransaction tx, Pledge pledge, EntryId entry)
    {
        if (await DonationStore.FindAsync(tx, entry, await Books.OfAsync(tx)) is not { } gift)
            return Refusal.Of("gift-unknown", "gift", $"分录 {entry} 不是一笔捐款。", $"Entry {entry} is no gift.");
        if (await PledgeStore.OfGiftAsync(tx, entry) is { } other)
            return Refusal.Of("gift-on-pledge", "gift", $"捐款 {entry} 已计入第 {other} 号认捐。", $"Gift {entry} counts towards pledge no. {other} already.");
        if ((await JournalReading.RelatedAsync(tx, entry)).Any(later => later.IsReversal))
            return Refusal.Of("gift-reversed", "gift", $"捐款分录 {entry} 已被冲销。", $"The gift's entry {entry} was reversed.");
        if (gift.Fund.Id != pledge.Fund.Id || gift.Source.Id != pledge.Source.Id || await StandsForAsync(tx, await tx.SingleAsync<long>(FindDonor, new { entry_id = entry.Value })) != await StandsForAsync(tx, pledge.DonorId))
            return Refusal.Of("gift-of-another", "gift", $"捐款 {entry} 的捐赠人、基金或来源与第 {pledge.Id} 号认捐不同。", $"Gift {entry} is of another donor, fund or source than pledge no. {pledge.Id}.");
        return new DonationRecorded(entry);
    }

    /// <summary>One who was entered twice is one person: the donor that both count for.</summary>
    private static async Task<long> StandsForAsync(LedgerTransaction tx, long donor) => await DonorMerges.IntoAsync(tx, donor) ?? donor;

    private sealed record NameRow
    {
        public string? Name { get; init; }
        public long IsAnonymous { get; init; }
    }
}
