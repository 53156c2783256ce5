using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>What a gift other than money becomes.</summary>
public enum InKindUse
{
    /// <summary>Goods that are kept and used later.</summary>
    Inventory,

    /// <summary>Something that lasts: it is written down over its years.</summary>
    FixedAsset,

    /// <summary>Goods that went straight to their use.</summary>
    Used,

    /// <summary>Work or services, with a voucher that says what they are worth.</summary>
    Service,
}

/// <summary>The uses in both languages.</summary>
public static class InKindUses
{
    public static Bilingual Name(this InKindUse use) => use switch
    {
        InKindUse.Inventory => new("入库，以后领用", "Kept in stock"),
        InKindUse.FixedAsset => new("固定资产", "Fixed asset"),
        InKindUse.Used => new("直接用于项目", "Used at once"),
        _ => new("服务", "Service"),
    };

    internal static AccountRole Role(this InKindUse use) => use switch
    {
        InKindUse.Inventory => AccountRole.Inventory,
        InKindUse.FixedAsset => AccountRole.FixedAsset,
        _ => AccountRole.ProgrammeCost,
    };
}

/// <summary>A gift of goods or services, at fair value.</summary>
/// <param name="What">What was given; kept erasable.</param>
/// <param name="Value">Fair value, as the voucher says.</param>
/// <param name="Reference">Number of the invoice, valuation or receipt of goods that says the value.</param>
/// <param name="File">The voucher itself, kept with the entry; null where <paramref name="Evidence"/> names it.</param>
/// <param name="Evidence">SHA-256 of a file that was kept before, in lower-case hexadecimal.</param>
public sealed record InKindGift(
    string Fund, DonorName Donor, string What, Money Value, DateOnly On, InKindUse Use, string Reference, Attachment? File = null, string? Evidence = null, bool WithReceipt = true);

/// <param name="Receipt">Null when none was asked for.</param>
public sealed record InKindRecorded(EntryId Entry, ReceiptNumber? Receipt);

/// <summary>Records a gift in kind or of service on the voucher that proves its value. It is income and no cash: never available, never matched.</summary>
public sealed class RecordInKindGift(Database database)
{
    public Task<Outcome<InKindRecorded>> RunAsync(Asked asked, InKindGift gift, CancellationToken stop = default) => database.WriteAsync<InKindRecorded>(
        asked.For("in-kind-gift", OperationField.Of("fund", gift.Fund), OperationField.Of("value", gift.Value), OperationField.Of("on", gift.On), OperationField.Of("use", gift.Use.ToString()),
            OperationField.Of("reference", gift.Reference), OperationField.Of("evidence", gift.File is { } sent ? Ledger.Evidence.Name(sent) : gift.Evidence), OperationField.Of("receipt", gift.WithReceipt.ToString()),
            OperationField.Personal("donor", gift.Donor.Name), OperationField.Of("anonymous", gift.Donor.IsAnonymous.ToString()), OperationField.Personal("what", gift.What)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(gift.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(gift, fund) is { } badInput) return badInput;
            if (gift.File is { } file && await Ledger.Evidence.KeepAsync(tx, file) is { } badFile) return badFile;
            var evidence = gift.File is { } kept ? Ledger.Evidence.Name(kept) : gift.Evidence ?? "";
            if (await Ledger.Evidence.RefusalForAsync(tx, evidence) is { } notProved) return notProved;
            var entity = books.Entity(fund.EntityId);
            var source = await SourceStore.PlainAsync(tx, entity, SourceKind.InKind);
            var donor = await DonorStore.FindOrInsertAsync(tx, gift.Donor);
            var subject = gift.Use == InKindUse.Inventory ? OpenItemRules.SubjectOf("in-kind", asked.Key) : "";
            var draft = new EntryDraft(entity, EntryKind.InKindGift, gift.On,
            [
                LineDraft.Debit(gift.Use.Role(), fund, source, gift.Value, subject),
                LineDraft.Credit(AccountRole.DonationIncome, fund, source, gift.Value),
            ])
            {
                Document = new SourceDocument("voucher", gift.Reference, Convert.FromHexString(evidence)),
                Text = RecordDonation.TextOf(gift.Donor, gift.What),
            };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            await Ledger.Evidence.AttachAsync(tx, evidence, entry);
            await DonationStore.InsertAsync(tx, entry, donor, fund, source, gift.Value, reference: null);
            return new InKindRecorded(entry, gift.WithReceipt && gift.Donor.Kind != DonorKind.Unnamed ? await ReceiptNumbers.IssueAsync(tx, entity, entry) : null);
        }, stop);

    private static Refusal? RefusalFor(InKindGift gift, Fund fund)
    {
        if ((Amounts.RefusalFor(gift.Value, fund) ?? KeptText.DonorName.RefusalFor(gift.Donor.Name, "donor") ?? KeptText.DocumentId.RefusalFor(gift.Reference, "ref")) is { } badInput) return badInput;
        if (string.IsNullOrWhiteSpace(gift.What)) return Refusal.Of("what-missing", "what", "请写明捐了什么。", "Say what was given.");
        return string.IsNullOrWhiteSpace(gift.Reference)
            ? Refusal.Of("voucher-missing", "ref", "请填写发票、评估或验收单的编号：没有凭据的价值不能入账。", "Give the number of the invoice, valuation or receipt of goods: a value without a voucher is not posted.") : null;
    }
}

/// <summary>Goods taken from stock for their use.</summary>
/// <param name="Gift">Entry of the gift they came by.</param>
/// <param name="Value">All or part of what is left of it.</param>
/// <param name="For">What for; kept erasable.</param>
public sealed record InKindTaken(EntryId Gift, Money Value, DateOnly On, string For);

/// <param name="Left">What of the gift is still in stock.</param>
public sealed record InKindUsed(EntryId Entry, Money Left);

/// <summary>Uses goods that were given: they become programme cost, no more of them than were given.</summary>
public sealed class UseInKindGift(Database database)
{
    public Task<Outcome<InKindUsed>> RunAsync(Asked asked, InKindTaken taken, CancellationToken stop = default) => database.WriteAsync<InKindUsed>(
        asked.For("use-in-kind", OperationField.Of("gift", taken.Gift.Value), OperationField.Of("value", taken.Value), OperationField.Of("on", taken.On), OperationField.Personal("for", taken.For)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (await JournalReading.FindAsync(tx, taken.Gift, books) is not { } gift || gift.Kind != EntryKind.InKindGift || gift.Lines.FirstOrDefault(line => line.Account.Role == AccountRole.Inventory) is not { } stock)
                return Refusal.Of("stock-unknown", "entry", $"分录 {taken.Gift} 不是入库的实物捐赠。", $"Entry {taken.Gift} is no gift in kind that is kept in stock.");
            if (Amounts.RefusalFor(taken.Value, stock.Fund) is { } badValue) return badValue;
            if (taken.On < gift.OccurredOn)
                return Refusal.Of("use-before-gift", "on", $"领用日期 {taken.On.ToIso()} 早于捐赠日期 {gift.OccurredOn.ToIso()}。", $"The goods are used on {taken.On.ToIso()}, before they came on {gift.OccurredOn.ToIso()}.");
            if ((await JournalReading.RelatedAsync(tx, gift.Id)).Any(later => later.IsReversal))
                return Refusal.Of("gift-reversed", "entry", $"捐赠分录 {gift.Id} 已被冲销。", $"The gift's entry {gift.Id} was reversed.");
            var draft = new EntryDraft(gift.Entity, EntryKind.InKindUsed, taken.On,
            [
                LineDraft.Debit(AccountRole.ProgrammeCost, stock.Fund, stock.Source, taken.Value),
                LineDraft.Credit(AccountRole.Inventory, stock.Fund, stock.Source, taken.Value, stock.Subject),
            ]) { RelatesTo = gift.Id, Text = string.IsNullOrWhiteSpace(taken.For) ? null : taken.For };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out var refusal)) return refusal;
            return new InKindUsed(entry, await OpenItems.LeftAsync(tx, stock.Subject, AccountRole.Inventory, stock.Fund, stock.Source, taken.On));
        }, stop);
}
