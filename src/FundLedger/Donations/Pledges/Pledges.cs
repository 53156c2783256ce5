using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <summary>A gift that came on a pledge.</summary>
/// <param name="IsReversed">It counts no more.</param>
public sealed record GiftOnPledge(EntryId Entry, DateOnly On, Money Amount, bool IsReversed);

/// <summary>Reads pledges; names are masked.</summary>
public static class Pledges
{
    private static readonly SqlFile ListGifts = new("donations/list_pledge_gifts");

    /// <summary>Those still open first, the last recorded first.</summary>
    /// <param name="donor">0 for those of all donors.</param>
    public static Task<IReadOnlyList<Pledge>> ListAsync(LedgerReader reader, Books books, long donor = 0) => PledgeStore.ListAsync(reader, books, donor);

    /// <summary>The pledge of this number, or null.</summary>
    public static Task<Pledge?> FindAsync(LedgerReader reader, Books books, long id) => PledgeStore.FindAsync(reader, books, id);

    /// <summary>What came on it, in order; gifts reversed among them.</summary>
    public static async Task<IReadOnlyList<GiftOnPledge>> GiftsAsync(LedgerReader reader, Pledge pledge) =>
        [.. (await reader.QueryAsync<GiftRow>(ListGifts, new { pledge_id = pledge.Id })).Select(row => new GiftOnPledge(
            new EntryId(row.EntryId), DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture), new Money(row.AmountMinor, Currency.Of(row.Currency)), row.IsReversed == 1))];

    internal static Task<IReadOnlyList<Pledge>> ListAsync(Database database, CancellationToken stop) =>
        database.ReadAsync(async reader => await PledgeStore.ListAsync(reader, await Books.LoadAsync(reader)), stop);

    private sealed record GiftRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public long IsReversed { get; init; }
    }
}
