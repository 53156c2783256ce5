using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Donations;

/// <summary>One fund's part of a gift: a share of it, or an amount; all parts of a gift are named in the same way.</summary>
/// <param name="Share">Of the gift; null where the amount is named.</param>
/// <param name="Amount">Null where the share is named.</param>
public sealed record GiftShare(string Fund, BasisPoints? Share = null, Money? Amount = null);

/// <summary>One gift of money for several funds of one entity.</summary>
/// <param name="Amount">What was given in all.</param>
/// <param name="Shares">2 to 20 parts that are the gift exactly: 100%, or its amount.</param>
/// <param name="Source">Code of the source row; null for the entity's plain donations.</param>
/// <param name="Fee">What the bank or channel kept of the whole, at most the gift; each fund bears its part of it. Null or zero when nothing.</param>
public sealed record SplitGift(
    Money Amount, DateOnly On, DonorName Donor, IReadOnlyList<GiftShare> Shares, string? Source = null, string? Reference = null, string? Note = null, bool WithReceipt = false, GiftChannel? Channel = null, Money? Fee = null);

/// <param name="Entry">The first part's, by which the whole is reversed and the receipt is found.</param>
/// <param name="Parts">What each fund got, in the order of the shares.</param>
/// <param name="Receipt">One for the whole gift; null when none was asked for.</param>
public sealed record SplitGiftRecorded(EntryId Entry, IReadOnlyList<SplitPart> Parts, ReceiptNumber? Receipt);

public sealed record SplitPart(string Fund, EntryId Entry, Money Amount);

/// <summary>Records a gift for several funds: an entry in each, one donor, one receipt. No fen is lost: the largest remainders get the odd ones.</summary>
public sealed class RecordSplitGift(Database database)
{
    public const int MostParts = 20;

    public Task<Outcome<SplitGiftRecorded>> RunAsync(Asked asked, SplitGift gift, CancellationToken stop = default) => database.WriteAsync<SplitGiftRecorded>(
        asked.For("split-donation", [OperationField.Of("amount", gift.Amount), OperationField.Of("on", gift.On),
            OperationField.Of("split", string.Join(" ", gift.Shares.Select(share => $"{share.Fund}={(share.Share is { } part ? part.ToString() : share.Amount.ToString())}"))),
            OperationField.Personal("donor", gift.Donor.Name), OperationField.Of("anonymous", gift.Donor.IsAnonymous.ToString()), OperationField.Of("source", gift.Source), OperationField.Of("reference", gift.Reference),
            OperationField.Personal("note", gift.Note), OperationField.Of("receipt", gift.WithReceipt.ToString()), OperationField.Of("channel", gift.Channel?.ToString()),
            .. gift.Fee is { } fee ? [OperationField.Of("fee", fee)] : Array.Empty<OperationField>()]),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!PartsOf(gift, books).IsDone(out var parts, out var refusal)) return refusal;
            if ((KeptText.DonorName.RefusalFor(gift.Donor.Name, "donor") ?? RecordDonation.RefusalForFee(gift.Amount, gift.Fee, parts[0].Fund)) is { } badInput) return badInput;
            var entity = books.Entity(parts[0].Fund.EntityId);
            if (!(await SourceStore.NamedOrPlainAsync(tx, entity, gift.Source, SourceKind.Donation)).IsDone(out var source, out refusal)) return refusal;
            var donor = await DonorStore.FindOrInsertAsync(tx, gift.Donor);
            var key = DonorStore.KeyOf(tx, gift.Donor);
            var matching = await GiftMatching.OfAsync(tx, books, [.. parts.Select(part => new GiftFacts(part.Fund, source, part.Amount, gift.On, donor, gift.Donor.Kind, key, gift.Channel))]);
            var fees = gift.Fee is { IsZero: false } kept ? kept.Allocate([.. parts.Select(part => part.Amount.MinorUnits)]) : null;
            var drafts = parts.Select((part, i) => DonationPosting.Of(entity, part.Fund, source, part.Amount, fees?[i], gift.On) with
            {
                Document = gift.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference) : SourceDocument.None,
                Text = RecordDonation.TextOf(gift.Donor, gift.Note),
                RelatesToDraft = i == 0 ? null : 0,
            });
            if (!(await Journal.AppendManyAsync(tx, [.. drafts, .. matching.Drafts])).IsDone(out var entries, out refusal)) return refusal;
            for (var i = 0; i < parts.Count; i++)
                await DonationStore.InsertAsync(tx, entries[i], donor, parts[i].Fund, source, parts[i].Amount, gift.Reference, gift.Channel, splitOf: i == 0 ? null : entries[0]);
            await matching.KeepAsync(entries);
            return new SplitGiftRecorded(
                entries[0], [.. parts.Select((part, i) => new SplitPart(part.Fund.Code, entries[i], part.Amount))], gift.WithReceipt ? await ReceiptNumbers.IssueAsync(tx, entity, entries[0]) : null);
        }, stop);

    /// <summary>What each fund gets, to the minor unit.</summary>
    internal static Outcome<IReadOnlyList<(Fund Fund, Money Amount)>> PartsOf(SplitGift gift, Books books)
    {
        if (gift.Shares.Count is < 2 or > MostParts)
            return Refusal.Of("split-parts", "split", $"请写 2 至 {MostParts} 个基金，这里有 {gift.Shares.Count} 个。", $"A gift is split over 2 to {MostParts} funds; here are {gift.Shares.Count}.");
        var funds = new List<Fund>();
        foreach (var share in gift.Shares)
        {
            if (!books.Fund(share.Fund, "split").IsDone(out var fund, out var refusal)) return refusal;
            if (funds.Contains(fund)) return Refusal.Of("split-twice", "split", $"基金 {fund.Code} 写了两次。", $"Fund {fund.Code} is named twice.");
            if (Amounts.RefusalFor(gift.Amount, fund) is { } badAmount) return badAmount;
            funds.Add(fund);
        }

        if (funds.Select(fund => fund.EntityId).Distinct().Count() > 1)
            return Refusal.Of("split-entities", "split", "这些基金属于不同的会计主体，一笔捐款只有一张收据，不能分给它们。请分别记账。", "These funds are of different entities, and a gift has one receipt: it cannot be split over them. Record a gift to each.");
        return (gift.Shares.All(share => share.Share is not null), gift.Shares.All(share => share.Amount is not null)) switch
        {
            (true, _) => ByShare(gift, funds),
            (_, true) => ByAmount(gift, funds),
            _ => Refusal.Of("split-mixed", "split", "各部分要么都写百分比，要么都写金额。", "Name every part by a percentage, or every part by an amount."),
        };
    }

    private static Outcome<IReadOnlyList<(Fund Fund, Money Amount)>> ByShare(SplitGift gift, List<Fund> funds)
    {
        var points = gift.Shares.Select(share => (long)share.Share!.Value.Value).ToList();
        if (points.Any(one => one <= 0) || points.Sum() != BasisPoints.Whole.Value)
            return Refusal.Of("split-not-whole", "split", $"各部分合计 {new BasisPoints((int)points.Sum())}，应为 100%，且每部分大于零。", $"The parts come to {new BasisPoints((int)points.Sum())}; they must be 100%, each above nothing.");
        var parts = gift.Amount.Allocate(points);
        return parts.All(part => part.IsPositive)
            ? new Outcome<IReadOnlyList<(Fund, Money)>>.Done([.. funds.Zip(parts)])
            : Refusal.Of("split-too-small", "split", $"捐款 {gift.Amount.ToGroupedText()} 太小，有的基金分不到一分钱。", $"The gift of {gift.Amount} is too small: some fund would get nothing of it.");
    }

    private static Outcome<IReadOnlyList<(Fund Fund, Money Amount)>> ByAmount(SplitGift gift, List<Fund> funds)
    {
        for (var i = 0; i < funds.Count; i++)
            if (Amounts.RefusalFor(gift.Shares[i].Amount!.Value, funds[i], "split") is { } badAmount) return badAmount;
        var sum = gift.Shares.Aggregate(Money.Zero(gift.Amount.Currency), (total, share) => total + share.Amount!.Value);
        return sum == gift.Amount
            ? new Outcome<IReadOnlyList<(Fund, Money)>>.Done([.. funds.Zip(gift.Shares.Select(share => share.Amount!.Value))])
            : Refusal.Of("split-not-whole", "split", $"各部分合计 {sum.ToGroupedText()}，捐款为 {gift.Amount.ToGroupedText()}，差 {(gift.Amount - sum).ToGroupedText()}。", $"The parts come to {sum}; the gift is {gift.Amount}: {gift.Amount - sum} is left.");
    }
}
