using System.Globalization;
using System.Text.Json;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Donations;

/// <summary>One gift of a batch.</summary>
/// <param name="Reference">The bank's number for it, if any.</param>
/// <param name="Note">Free text; kept erasable.</param>
public sealed record BatchGift(DonorName Donor, Money Amount, DateOnly On, string? Reference = null, string? Note = null);

/// <summary>Gifts to one fund that were counted and added up before they were entered.</summary>
/// <param name="ExpectedCount">How many there should be, counted by hand or by the bank.</param>
/// <param name="ExpectedTotal">What they should come to.</param>
/// <param name="Source">Code of the source row; null for the entity's plain donations.</param>
public sealed record GiftBatch(
    string Fund, IReadOnlyList<BatchGift> Gifts, int ExpectedCount, Money ExpectedTotal, string? Source = null, GiftChannel? Channel = null, bool WithReceipts = false);

/// <param name="First">The entry of the first gift.</param>
/// <param name="FirstReceipt">Null when no receipts were asked for.</param>
public sealed record GiftBatchRecorded(int Count, Money Total, EntryId First, EntryId Last, ReceiptNumber? FirstReceipt, ReceiptNumber? LastReceipt);

/// <summary>Records many gifts at once: all of them, or none where the count or the total is not what was expected, or where one cannot be posted.</summary>
public sealed class RecordGiftBatch(Database database)
{
    /// <summary>More go through the import of a list, which checks all first and posts in parts.</summary>
    public const int MostGifts = 1_000;

    private const int GiftsInOneCall = 400; // a call to the journal takes at most 1,000 entries, matches among them

    public Task<Outcome<GiftBatchRecorded>> RunAsync(Asked asked, GiftBatch batch, CancellationToken stop = default) => database.WriteAsync<GiftBatchRecorded>(
        asked.For("gift-batch", OperationField.Of("fund", batch.Fund), OperationField.Of("count", batch.ExpectedCount), OperationField.Of("total", batch.ExpectedTotal), OperationField.Of("source", batch.Source),
            OperationField.Of("channel", batch.Channel?.ToString()), OperationField.Of("receipts", batch.WithReceipts.ToString()), OperationField.Personal("gifts", ContentOf(batch.Gifts))),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(batch.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(batch, fund) is { } notAgreed) return notAgreed;
            var entity = books.Entity(fund.EntityId);
            if (!(await SourceStore.NamedOrPlainAsync(tx, entity, batch.Source, SourceKind.Donation)).IsDone(out var source, out refusal)) return refusal;

            var names = DonorStore.EachOnce(batch.Gifts.Select(gift => gift.Donor));
            var donors = await DonorStore.FindOrInsertManyAsync(tx, names);
            var keys = names.ToDictionary(name => name.Name, name => DonorStore.KeyOf(tx, name), StringComparer.Ordinal);
            var posted = new List<EntryId>(batch.Gifts.Count);
            foreach (var some in batch.Gifts.Chunk(GiftsInOneCall))
            {
                var matching = await GiftMatching.OfAsync(tx, books, [.. some.Select(gift => new GiftFacts(fund, source, gift.Amount, gift.On, donors[gift.Donor.Name], gift.Donor.Kind, keys[gift.Donor.Name], batch.Channel))]);
                if (!(await Journal.AppendManyAsync(tx, [.. some.Select(gift => DraftOf(entity, fund, source, gift)), .. matching.Drafts])).IsDone(out var entries, out refusal)) return refusal;
                var rows = DonationStore.Rows(tx);
                for (var i = 0; i < some.Length; i++) await DonationStore.AddAsync(rows, entries[i], donors[some[i].Donor.Name], fund, source, some[i].Amount, some[i].Reference, batch.Channel);
                await rows.FlushAsync();
                await matching.KeepAsync(entries);
                posted.AddRange(entries.Take(some.Length));
            }

            ReceiptNumber? first = null, last = null;
            if (batch.WithReceipts)
                for (var i = 0; i < posted.Count; i++)
                {
                    if (batch.Gifts[i].Donor.Kind == DonorKind.Unnamed) continue; // nobody could be named on it
                    last = await ReceiptNumbers.IssueAsync(tx, entity, posted[i]);
                    first ??= last;
                }

            return new GiftBatchRecorded(posted.Count, batch.ExpectedTotal, posted[0], posted[^1], first, last);
        }, stop);

    /// <summary>Count and total first: where they differ, a gift is missing, doubled or mistyped, and nothing of it is posted.</summary>
    private static Refusal? RefusalFor(GiftBatch batch, Fund fund)
    {
        if (batch.Gifts.Count == 0) return Refusal.Of("batch-empty", "gifts", "没有一笔捐款。", "There is no gift.");
        if (batch.Gifts.Count > MostGifts)
            return TooMany(batch.Gifts.Count);
        if (Amounts.RefusalFor(batch.ExpectedTotal, fund, "total") is { } badTotal) return badTotal;
        for (var i = 0; i < batch.Gifts.Count; i++)
            if ((Amounts.RefusalFor(batch.Gifts[i].Amount, fund, "gifts") ?? KeptText.DonorName.RefusalFor(batch.Gifts[i].Donor.Name, "gifts")) is { } badGift)
                return badGift with { Message = new($"第 {i + 1} 笔：{badGift.Message.Zh}", $"Gift {i + 1}: {badGift.Message.En}") };
        var (count, total) = (batch.Gifts.Count, batch.Gifts.Aggregate(Money.Zero(fund.Currency), (sum, gift) => sum + gift.Amount));
        if (count == batch.ExpectedCount && total == batch.ExpectedTotal) return null;
        var (more, over) = (count - batch.ExpectedCount, total - batch.ExpectedTotal);
        return Refusal.Of("batch-differs", more != 0 ? "count" : "total",
            $"与预计不符，没有入账：应有 {batch.ExpectedCount} 笔、合计 {batch.ExpectedTotal.ToGroupedText()}，实有 {count} 笔、合计 {total.ToGroupedText()}（相差 {more.ToString("+0;-0;0", CultureInfo.InvariantCulture)} 笔、{Signed(over)}）。",
            $"This is not what was expected, and nothing is posted: {batch.ExpectedCount} gift(s) over {batch.ExpectedTotal} were to come, and there are {count} over {total} (off by {more.ToString("+0;-0;0", CultureInfo.InvariantCulture)} gift(s) and {Signed(over)}).");
    }

    public static Refusal TooMany(int count) => Refusal.Of("batch-too-many", "gifts",
        $"一批最多 {MostGifts} 笔，这里有 {count} 笔。请分批录入，或用导入（import donations），它先全部核对再分段入账。",
        $"A batch holds at most {MostGifts} gifts; here are {count}. Enter them in several, or import the list ('import donations'), which checks all of it and posts in parts.");

    private static string Signed(Money amount) => (amount.IsPositive ? "+" : "") + amount.ToGroupedText();

    private static EntryDraft DraftOf(Entity entity, Fund fund, Source source, BatchGift gift) => DonationPosting.Of(entity, fund, source, gift.Amount, fee: null, gift.On) with
    {
        Document = gift.Reference is { Length: > 0 } reference ? new SourceDocument("bank-reference", reference) : SourceDocument.None,
        Text = RecordDonation.TextOf(gift.Donor, gift.Note),
    };

    private static string ContentOf(IReadOnlyList<BatchGift> gifts) =>
        JsonSerializer.Serialize(gifts.Select(gift => new[] { gift.Donor.Name, gift.Donor.IsAnonymous ? "1" : "", gift.Amount.ToString(), gift.On.ToIso(), gift.Reference ?? "", gift.Note ?? "" }));
}
