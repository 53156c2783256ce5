using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>Work that was given and that no voucher values.</summary>
/// <param name="What">What was done; kept erasable.</param>
/// <param name="Value">An estimate of the fund's own.</param>
/// <param name="Basis">How it was estimated, such as hours and a rate; kept for good: no names.</param>
/// <param name="File">What shows that it was done, kept with the entry; null where there is nothing, or <paramref name="Evidence"/> names it.</param>
/// <param name="Evidence">SHA-256 of a file that was kept before, in lower-case hexadecimal.</param>
public sealed record ServiceGift(string Fund, DonorName Donor, string What, Money Value, DateOnly On, string Basis, Attachment? File = null, string? Evidence = null);

public sealed record ServiceGiftRecorded(EntryId Entry);

/// <summary>Records a service gift as a memo: ServiceReceived / ServiceReserve. It is neither income nor cost, has no receipt and is in no donor's year.</summary>
public sealed class RecordServiceGift(Database database)
{
    private static readonly SqlFile Insert = new("donations/insert_service_gift");

    public Task<Outcome<ServiceGiftRecorded>> RunAsync(Asked asked, ServiceGift gift, CancellationToken stop = default) => database.WriteAsync<ServiceGiftRecorded>(
        asked.For("service-gift", OperationField.Of("fund", gift.Fund), OperationField.Of("value", gift.Value), OperationField.Of("on", gift.On), OperationField.Of("basis", gift.Basis),
            OperationField.Of("evidence", gift.File is { } sent ? Ledger.Evidence.Name(sent) : gift.Evidence), OperationField.Personal("donor", gift.Donor.Name), OperationField.Of("anonymous", gift.Donor.IsAnonymous.ToString()),
            OperationField.Personal("what", gift.What)),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(gift.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(gift, fund, tx.Today) is { } badInput) return badInput;
            if (gift.File is { } file && await Ledger.Evidence.KeepAsync(tx, file) is { } badFile) return badFile;
            var evidence = gift.File is { } kept ? Ledger.Evidence.Name(kept) : gift.Evidence;
            if (evidence is not null && await Ledger.Evidence.RefusalForAsync(tx, evidence) is { } notKept) return notKept;
            var entity = books.Entity(fund.EntityId);
            if (books.FindAccount(entity, AccountRole.ServiceReceived, gift.On) is null || books.FindAccount(entity, AccountRole.ServiceReserve, gift.On) is null)
                return Refusal.Of("service-accounts", "fund", $"会计主体 {entity.Code} 的科目表没有受赠服务的备查科目。", $"The chart of entity {entity.Code} has no memo accounts for services received.");
            var source = await SourceStore.PlainAsync(tx, entity, SourceKind.InKind);
            var donor = await DonorStore.FindOrInsertAsync(tx, gift.Donor);
            var draft = new EntryDraft(entity, EntryKind.ServiceGift, gift.On,
            [
                LineDraft.Debit(AccountRole.ServiceReceived, fund, source, gift.Value),
                LineDraft.Credit(AccountRole.ServiceReserve, fund, source, gift.Value),
            ])
            {
                Document = evidence is null ? new SourceDocument("estimate", gift.Basis.Trim()) : new SourceDocument("estimate", gift.Basis.Trim(), Convert.FromHexString(evidence)),
                Text = gift.What.Trim(), // without the donor's name: lists show the text of what is no donation as it is
            };
            if (!(await Journal.AppendAsync(tx, draft)).IsDone(out var entry, out refusal)) return refusal;
            if (evidence is not null) await Ledger.Evidence.AttachAsync(tx, evidence, entry);
            await tx.ExecuteAsync(Insert, new { entry_id = entry.Value, donor_id = donor });
            return new ServiceGiftRecorded(entry);
        }, stop);

    private static Refusal? RefusalFor(ServiceGift gift, Fund fund, DateOnly today)
    {
        if ((Amounts.RefusalFor(gift.Value, fund) ?? KeptText.DonorName.RefusalFor(gift.Donor.Name, "donor") ?? KeptText.DocumentId.RefusalFor(gift.Basis.Trim(), "basis")) is { } badInput) return badInput;
        if (string.IsNullOrWhiteSpace(gift.What)) return Refusal.Of("what-missing", "what", "请写明捐了什么服务。", "Say which service was given.");
        if (string.IsNullOrWhiteSpace(gift.Basis)) return Refusal.Of("basis-missing", "basis", "请写明估值依据，如“20 小时 × 50 元”。", "Say how the value was estimated, such as '20 hours at 50'.");
        return gift.On <= today ? null : Refusal.Of("date-in-future", "on", $"日期 {gift.On.ToIso()} 晚于今天（{today.ToIso()}）。", $"{gift.On.ToIso()} is after today ({today.ToIso()}).");
    }
}
