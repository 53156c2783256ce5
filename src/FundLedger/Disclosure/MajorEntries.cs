using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FundLedger.Ledger;

namespace FundLedger.Disclosure;

/// <summary>
/// Entries of at least so much. They are few among many, and asked for each time somebody opens their overview: so those that were found are kept, and only what was posted since is read.
/// Nothing posted ever changes but by being reversed, which is an entry too.
/// </summary>
internal static class MajorEntries
{
    private static readonly SqlFile List = new("disclosure/list_major_entries");
    private static readonly SqlFile ListReversed = new("disclosure/list_reversed_entries");

    /// <summary>Of each open database, by entity and amount.</summary>
    private static readonly ConditionalWeakTable<LedgerIdentity, ConcurrentDictionary<(long Entity, Money Major), Found>> Kept = [];

    /// <summary>Of these days, in the order of their numbers.</summary>
    internal static async Task<IEnumerable<EventRow>> ListAsync(LedgerReader reader, Entity entity, Money major, DateSpan days)
    {
        var (kept, last) = (Kept.GetOrCreateValue(reader.Ledger), await JournalReading.LastAsync(reader));
        var found = kept.GetValueOrDefault((entity.Id, major)) ?? new Found(0, []);
        if (found.Through < last)
        {
            found = await GoOnAsync(reader, entity, major, found, last);
            if (reader is not LedgerTransaction) kept.AddOrUpdate((entity.Id, major), found, (_, other) => other.Through > found.Through ? other : found); // what a transaction sees may never be
        }

        var (first, end) = (days.First.ToIso(), days.Last.ToIso());
        return found.Rows.Where(row => row.EntryId <= last && string.CompareOrdinal(row.OccurredOn, first) >= 0 && string.CompareOrdinal(row.OccurredOn, end) <= 0);
    }

    private static async Task<Found> GoOnAsync(LedgerReader reader, Entity entity, Money major, Found before, long last)
    {
        var reversed = (await reader.QueryAsync<long>(ListReversed, new { after_entry = before.Through, last_entry = last })).ToHashSet();
        var more = await reader.QueryAsync<EventRow>(List, new { entity_id = entity.Id, after_entry = before.Through, last_entry = last, currency = major.Currency.Code, major_minor = major.MinorUnits });
        return new Found(last, [.. before.Rows.Where(row => !reversed.Contains(row.EntryId)), .. more]);
    }

    /// <param name="Through">The last entry that was looked at.</param>
    private sealed record Found(long Through, IReadOnlyList<EventRow> Rows);
}

/// <summary>An entry that others are told of, as a row.</summary>
internal sealed record EventRow
{
    public long EntryId { get; init; }
    public string OccurredOn { get; init; } = "";
    public long FirstFund { get; init; }
    public long LastFund { get; init; }
    public long AmountMinor { get; init; }
}
