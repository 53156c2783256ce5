using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>A gift that is due a receipt.</summary>
/// <param name="Donor">Masked; empty for one who is anonymous.</param>
public sealed record GiftWithoutReceipt(EntryId Gift, DateOnly On, long DonorId, string Donor, Money Amount, Money Refunded);

/// <summary>What issuing would do.</summary>
/// <param name="Gifts">The first of them, by day.</param>
/// <param name="Kept">Of all of them, less refunds.</param>
/// <param name="UnnamedCount">Gifts that get none, since their donors left no name or were erased.</param>
public sealed record ReceiptsDue(Fund Fund, DateSpan Span, IReadOnlyList<GiftWithoutReceipt> Gifts, long Count, Money Kept, long UnnamedCount);

/// <param name="First">Null when none was due.</param>
public sealed record ReceiptsIssued(long Count, ReceiptNumber? First, ReceiptNumber? Last);

/// <summary>Gives receipts to all gifts of a fund in some days that stand and have none, in the order of their days.</summary>
/// <remarks>Every part is an operation of its own: what was broken off goes on where it stopped, and no number is left out.</remarks>
public sealed class IssueReceipts(Database database)
{
    private const int MostInOne = 500;

    private static readonly SqlFile List = new("donations/list_gifts_without_receipt");
    private static readonly SqlFile Sum = new("donations/sum_gifts_without_receipt");

    /// <summary>What would be issued now; nothing is.</summary>
    /// <param name="most">So many of the gifts are listed; all are counted.</param>
    public static async Task<Outcome<ReceiptsDue>> DueAsync(LedgerReader reader, Books books, string fundCode, DateSpan span, int most)
    {
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var sum = await reader.SingleAsync<SumRow>(Sum, new { fund_id = fund.Id, first_day = span.First.ToIso(), last_day = span.Last.ToIso() });
        return new ReceiptsDue(fund, span, [.. (await ListAsync(reader, fund, span, most)).Select(row => row.ToGift())], sum.GiftCount, new Money(sum.KeptMinor, fund.Currency), sum.UnnamedCount);
    }

    public async Task<Outcome<ReceiptsIssued>> RunAsync(Asked asked, string fundCode, DateSpan span, CancellationToken stop = default)
    {
        var issued = new ReceiptsIssued(0, null, null);
        for (var part = 1; ; part++)
        {
            var outcome = await database.WriteAsync<ReceiptsIssued>(
                (asked with { Key = $"{asked.Key}/{part}" }).For("issue-receipts", OperationField.Of("fund", fundCode), OperationField.Of("from", span.First), OperationField.Of("to", span.Last), OperationField.Of("part", part)),
                tx => IssueAsync(tx, fundCode, span), stop);
            if (!outcome.IsDone(out var done, out var refusal)) return refusal;
            issued = new ReceiptsIssued(issued.Count + done.Count, issued.First ?? done.First, done.Last ?? issued.Last);
            if (done.Count < MostInOne || database is Preview) return issued; // a preview keeps nothing, so the next part would be the same one
        }
    }

    private static async Task<Outcome<ReceiptsIssued>> IssueAsync(LedgerTransaction tx, string fundCode, DateSpan span)
    {
        if (!(await Books.OfAsync(tx)).Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var entity = (await Books.OfAsync(tx)).Entity(fund.EntityId);
        var due = new List<EntryId>();
        foreach (var row in await ListAsync(tx, fund, span, MostInOne))
        {
            // Every gift is held before the first number is drawn, as by whoever issues to one: another waits for the gift, and then finds its receipt.
            if (!(await ReceiptStore.HoldGiftAsync(tx, new EntryId(row.EntryId))).IsDone(out var held, out refusal)) return refusal;
            if (held is { Receipt: null, IsReversed: false } && held.Refunded != held.Amount) due.Add(held.Entry);
        }

        var numbers = new List<ReceiptNumber>();
        foreach (var gift in due) numbers.Add(await ReceiptNumbers.IssueAsync(tx, entity, gift));
        return numbers is [var first, ..] ? new ReceiptsIssued(numbers.Count, first, numbers[^1]) : new ReceiptsIssued(0, null, null);
    }

    private static async Task<IReadOnlyList<Row>> ListAsync(LedgerReader reader, Fund fund, DateSpan span, int most) =>
        await reader.QueryAsync<Row>(List, new { fund_id = fund.Id, first_day = span.First.ToIso(), last_day = span.Last.ToIso(), row_count = most });

    private sealed record Row
    {
        public long EntryId { get; init; }
        public long DonorId { get; init; }
        public string DonorKind { get; init; } = "";
        public string DonorName { get; init; } = "";
        public long IsAnonymous { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }

        internal GiftWithoutReceipt ToGift()
        {
            var currency = Values.Currency.Of(Currency);
            return new GiftWithoutReceipt(
                new EntryId(EntryId), DateOnly.Parse(OccurredOn, CultureInfo.InvariantCulture), DonorId,
                IsAnonymous == 1 ? "" : Masking.Masked(DonorName, StoredWords.Read<DonorKind>(DonorKind)), new Money(AmountMinor, currency), new Money(RefundedMinor, currency));
        }
    }

    private sealed record SumRow
    {
        public long GiftCount { get; init; }
        public long KeptMinor { get; init; }
        public long UnnamedCount { get; init; }
    }
}
