using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Donations;

/// <summary>One gift of money that reached the bank.</summary>
/// <param name="Fee">What the bank kept of it, at most the gift; null or zero when nothing.</param>
/// <param name="Source">Code of the source row; null for the entity's plain donations, restricted to their fund's purpose.</param>
/// <param name="Reference">The bank's number for it, if any.</param>
/// <param name="Note">Free text; kept erasable.</param>
/// <param name="Channel">How it came; null when that is not said.</param>
/// <param name="WithReceipt">Gives it a receipt number in the same operation.</param>
public sealed record Gift(string Fund, Money Amount, DateOnly On, DonorName Donor, Money? Fee = null, string? Source = null, string? Reference = null, string? Note = null, bool WithReceipt = false, GiftChannel? Channel = null);

/// <param name="Receipt">Null when none was asked for.</param>
public sealed record DonationRecorded(EntryId Entry, ReceiptNumber? Receipt = null);

/// <summary>Records a gift.</summary>
public sealed class RecordDonation(Database database)
{
    private static readonly SharedRules<Gift, DonationRecorded> Rules = new(RecordAsync, RecordManyAsync);

    public Task<Outcome<DonationRecorded>> RunAsync(Asked asked, Gift gift, CancellationToken stop = default) => database.WriteAsync(
        asked.For("donation", [OperationField.Of("fund", gift.Fund), OperationField.Of("amount", gift.Amount), OperationField.Of("on", gift.On),
            OperationField.Personal("donor", gift.Donor.Name), OperationField.Of("anonymous", gift.Donor.IsAnonymous.ToString()),
            OperationField.Of("fee", gift.Fee?.ToString()), OperationField.Of("source", gift.Source),
            OperationField.Of("reference", gift.Reference), OperationField.Personal("note", gift.Note), OperationField.Of("receipt", gift.WithReceipt.ToString()),
            .. gift.Channel is { } channel ? [OperationField.Of("channel", channel.ToString())] : Array.Empty<OperationField>()]),
        gift, Rules, stop);

    /// <summary>The same inside another operation, such as one that counts the gift towards a pledge.</summary>
    internal static async Task<Outcome<DonationRecorded>> RecordAsync(LedgerTransaction tx, Gift gift)
    {
        var books = await Books.OfAsync(tx);
        if (!(await CheckAsync(tx, books, gift)).IsDone(out var good, out var refusal)) return refusal;
        var (entity, fund, source, draft) = good;
        var donor = await DonorStore.FindOrInsertAsync(tx, gift.Donor);
        var matching = await GiftMatching.OfAsync(tx, books, [new GiftFacts(fund, source, gift.Amount, gift.On, donor, gift.Donor.Kind, DonorStore.KeyOf(tx, gift.Donor), gift.Channel)]);
        if (!(await Journal.AppendManyAsync(tx, [draft, .. matching.Drafts])).IsDone(out var entries, out refusal)) return refusal;
        var entry = entries[0];
        await DonationStore.InsertAsync(tx, entry, donor, fund, source, gift.Amount, gift.Reference, gift.Channel);
        await matching.KeepAsync(entries);
        return new DonationRecorded(entry, gift.WithReceipt ? await ReceiptNumbers.IssueAsync(tx, entity, entry) : null);
    }

    /// <summary>Gifts of several operations at once. One that is not good, that takes a receipt number, or that a matching programme may answer is left to be run alone.</summary>
    private static async Task<Outcome<IReadOnlyList<DonationRecorded?>>> RecordManyAsync(LedgerTransaction tx, IReadOnlyList<SharedItem<Gift>> gifts)
    {
        var books = await Books.OfAsync(tx);
        var recorded = new DonationRecorded?[gifts.Count];
        var good = new List<(int Place, Checked Gift)>(gifts.Count);
        for (var i = 0; i < gifts.Count; i++)
        {
            var gift = gifts[i].Asked;
            if (!gift.WithReceipt && (await CheckAsync(tx, books, gift)).IsDone(out var one, out _) && !await GiftMatching.MayAnswerAsync(tx, books, one.Fund, gift.On)) good.Add((i, one));
        }

        if (good.Count == 0) return recorded;
        var donors = await DonorStore.FindOrInsertManyAsync(tx, DonorStore.EachOnce(good.Select(one => gifts[one.Place].Asked.Donor)));
        var appended = await Journal.AppendManyAsync(tx, [.. good.Select(one => one.Gift.Draft)], [.. good.Select(one => gifts[one.Place].Stamp)]);
        if (!appended.IsDone(out var entries, out var refusal)) return refusal;
        var rows = DonationStore.Rows(tx);
        for (var i = 0; i < good.Count; i++)
        {
            var ((place, (_, fund, source, _)), entry) = (good[i], entries[i]);
            var gift = gifts[place].Asked;
            await DonationStore.AddAsync(rows, entry, donors[gift.Donor.Name], fund, source, gift.Amount, gift.Reference, gift.Channel);
            recorded[place] = new DonationRecorded(entry);
        }

        await rows.FlushAsync();
        return recorded;
    }

    /// <summary>The gift in the terms of the books.</summary>
    private static async Task<Outcome<Checked>> CheckAsync(LedgerTransaction tx, Books books, Gift gift)
    {
        if (!books.Fund(gift.Fund).IsDone(out var fund, out var refusal)) return refusal;
        if ((Amounts.RefusalFor(gift.Amount, fund) ?? RefusalForFee(gift.Amount, gift.Fee, fund) ?? KeptText.DonorName.RefusalFor(gift.Donor.Name, "donor")) is { } badInput) return badInput;
        var entity = books.Entity(fund.EntityId);
        if (!(await SourceStore.NamedOrPlainAsync(tx, entity, gift.Source, SourceKind.Donation)).IsDone(out var source, out refusal)) return refusal;
        return new Checked(entity, fund, source, DonationPosting.Of(entity, fund, source, gift.Amount, gift.Fee, gift.On) with
        {
            Document = gift.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference) : SourceDocument.None,
            Text = TextOf(gift.Donor, gift.Note),
        });
    }

    /// <summary>The erasable text of a gift: its donor's name, then the note on a line of its own; null when there is neither.</summary>
    internal static string? TextOf(DonorName donor, string? note)
    {
        var hasNote = !string.IsNullOrWhiteSpace(note);
        if (donor.Name.Length == 0 && !hasNote) return null;
        return hasNote ? $"{donor.Name}\n{note}" : donor.Name;
    }

    /// <param name="kept">The fee; null or zero when there is none.</param>
    internal static Refusal? RefusalForFee(Money gift, Money? kept, Fund fund)
    {
        if (kept is not { IsZero: false } fee) return null;
        if (Amounts.RefusalFor(fee, fund, "fee") is { } badAmount) return badAmount;
        return fee.MinorUnits <= gift.MinorUnits ? null
            : Refusal.Of("fee-over-gift", "fee", $"手续费 {fee.ToGroupedText()} 大于捐款 {gift.ToGroupedText()}。请核对。", $"The fee {fee} is more than the gift {gift}. Check both.");
    }

    private sealed record Checked(Entity Entity, Fund Fund, Source Source, EntryDraft Draft);
}
