using System.Globalization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>Pledges as rows, and what of each stands in the memo accounts.</summary>
internal static class PledgeStore
{
    private static readonly SqlFile Insert = new("donations/insert_pledge");
    private static readonly SqlFile Lock = new("donations/lock_pledge");
    private static readonly SqlFile Find = new("donations/find_pledge");
    private static readonly SqlFile List = new("donations/list_pledges");
    private static readonly SqlFile InsertGift = new("donations/insert_pledge_gift");
    private static readonly SqlFile FindOfGift = new("donations/find_pledge_of_gift");
    private static readonly SqlFile Expect = new("donations/expect_pledge");

    internal static Task<long> InsertAsync(LedgerTransaction tx, NewPledge pledge, Fund fund, Source source, long donor) => tx.SingleAsync<long>(Insert, new
    {
        fund_id = fund.Id,
        source_id = source.Id,
        donor_id = donor,
        pledged_on = pledge.PledgedOn.ToIso(),
        first_due = pledge.FirstDue.ToIso(),
        every_months = (long)pledge.EveryMonths,
        instalment_count = (long?)pledge.Count,
        currency = pledge.Amount.Currency.Code,
        amount_minor = pledge.Amount.MinorUnits,
        document_number = pledge.Document ?? "",
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static async Task<Pledge?> FindAsync(LedgerReader reader, Books books, long id) => await reader.FindAsync<Row>(Find, new { pledge_id = id }) is { } row ? row.ToPledge(books) : null;

    internal static async Task<IReadOnlyList<Pledge>> ListAsync(LedgerReader reader, Books books, long donor = 0) =>
        [.. (await reader.QueryAsync<Row>(List, new { donor_id = donor })).Select(row => row.ToPledge(books))];

    /// <summary>The pledge, held until the transaction ends.</summary>
    internal static async Task<Outcome<Pledge>> HoldAsync(LedgerTransaction tx, long id)
    {
        await tx.ExecuteAsync(Lock, new { pledge_id = id });
        return await FindAsync(tx, await Books.OfAsync(tx), id) is { } pledge ? pledge : Refusal.Of("pledge-unknown", "pledge", $"没有第 {id} 号认捐。", $"There is no pledge no. {id}.");
    }

    internal static async Task<long?> OfGiftAsync(LedgerReader reader, EntryId gift) => await reader.FindAsync<long?>(FindOfGift, new { entry_id = gift.Value });

    internal static Task AddGiftAsync(LedgerTransaction tx, long pledge, EntryId gift) => tx.ExecuteAsync(InsertGift, new { entry_id = gift.Value, pledge_id = pledge });

    internal static Task SetExpectedAsync(LedgerTransaction tx, long pledge, int count) => tx.ExecuteAsync(Expect, new { expected_count = (long)count, pledge_id = pledge });

    /// <summary>Brings the memo accounts to what the pledge still expects: the one way anything is posted of a pledge.</summary>
    /// <param name="relatesTo">The gift that caused it; null when none did.</param>
    internal static async Task<Refusal?> BringInLineAsync(LedgerTransaction tx, long id, DateOnly on, EntryId? relatesTo = null)
    {
        var books = await Books.OfAsync(tx);
        var pledge = (await FindAsync(tx, books, id))!;
        var stands = await OpenItems.LeftAsync(tx, pledge.Subject, AccountRole.PledgeExpected, pledge.Fund, pledge.Source, on);
        var change = pledge.Open - stands;
        if (change.IsZero) return null;
        var kind = change.IsPositive ? EntryKind.PledgeExpected : pledge.EndedOn is null ? EntryKind.PledgeFulfilled : EntryKind.PledgeEnded;
        var draft = new EntryDraft(books.Entity(pledge.Fund.EntityId), kind, on,
        [
            LineDraft.Debit(AccountRole.PledgeExpected, pledge.Fund, pledge.Source, change, pledge.Subject),
            LineDraft.Credit(AccountRole.PledgeReserve, pledge.Fund, pledge.Source, change, pledge.Subject),
        ]) { RelatesTo = relatesTo, Document = pledge.Document.Length > 0 ? new SourceDocument("pledge", pledge.Document) : SourceDocument.None };
        return (await Journal.AppendAsync(tx, draft)).IsDone(out _, out var refusal) ? null : refusal;
    }

    /// <summary>A gift that is taken back counts towards its pledge no more: it is expected again.</summary>
    internal static async Task<Refusal?> AfterReversalAsync(LedgerTransaction tx, PostedEntry entry, DateOnly on)
    {
        if (entry.Kind != EntryKind.Donation || await OfGiftAsync(tx, entry.Id) is not { } id) return null;
        return (await HoldAsync(tx, id)).IsDone(out _, out var refusal) ? await BringInLineAsync(tx, id, on, entry.Id) : refusal;
    }

    internal static bool IsOfPledge(EntryKind kind) => kind == EntryKind.PledgeExpected || kind == EntryKind.PledgeFulfilled || kind == EntryKind.PledgeEnded;

    /// <summary>Memo entries follow their pledge: none is reversed by itself.</summary>
    internal static Refusal? RefusalForReversal(PostedEntry entry) => IsOfPledge(entry.Kind)
        ? Refusal.Of("memo-follows-pledge", "entry", $"分录 {entry.Id} 是认捐的备查，随认捐而动，不能单独冲销。请结束认捐，或冲销到账的捐款。", $"Entry {entry.Id} is the memo of a pledge and follows it; it is not reversed by itself. End the pledge, or reverse the gift that came on it.")
        : null;

    private sealed record Row
    {
        public long PledgeId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long DonorId { get; init; }
        public string PledgedOn { get; init; } = "";
        public string FirstDue { get; init; } = "";
        public long EveryMonths { get; init; }
        public long? InstalmentCount { get; init; }
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public string DocumentNumber { get; init; } = "";
        public long ExpectedCount { get; init; }
        public string? EndedOn { get; init; }
        public string? EndReason { get; init; }
        public string DonorKind { get; init; } = "";
        public string? DonorName { get; init; }
        public long IsAnonymous { get; init; }
        public long PaidMinor { get; init; }

        internal Pledge ToPledge(Books books)
        {
            var currency = Values.Currency.Of(Currency);
            return new Pledge(
                PledgeId, books.Fund(FundId), books.Source(SourceId), DonorId, DonorName is null || IsAnonymous == 1 ? "" : Masking.Masked(DonorName, StoredWords.Read<DonorKind>(DonorKind)),
                Day(PledgedOn), Day(FirstDue), (int)EveryMonths, (int?)InstalmentCount, new Money(AmountMinor, currency), DocumentNumber, (int)ExpectedCount,
                EndedOn is null ? null : Day(EndedOn), EndReason ?? "", new Money(PaidMinor, currency));
        }

        private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
    }
}
