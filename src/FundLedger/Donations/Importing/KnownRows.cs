using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>Which rows of a file earlier files brought into the fund: as many equal rows as are known, counted from the top.</summary>
internal sealed class KnownRows(LedgerReader reader, long fundId, long importId)
{
    private static readonly SqlFile CountKnown = new("donations/count_known_row");
    private static readonly SqlFile AnyEarlier = new("donations/find_earlier_import");

    private readonly Dictionary<Guid, long> left = [];

    /// <summary>Whether the fund has earlier imports at all; without, no row needs looking up.</summary>
    internal async Task<bool> AnyAsync() => await reader.Prepared(AnyEarlier).ScalarAsync([fundId, importId]) is not null;

    /// <summary>True when this row is one of those known; each known one is used up once.</summary>
    internal async Task<bool> TakeAsync(RowKey key)
    {
        if (!left.TryGetValue(key.Value, out var count))
        {
            count = (long?)await reader.Prepared(CountKnown).ScalarAsync([fundId, key.ToBytes(), importId]) ?? 0;
            if (count == 0) return false;
        }

        left[key.Value] = count - 1;
        return count > 0;
    }
}
