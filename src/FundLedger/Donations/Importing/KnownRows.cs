using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>Which rows of a file earlier files brought into the fund: as many equal rows as are known, counted from the top.</summary>
internal sealed class KnownRows(LedgerReader reader, long fundId, long importId)
{
    private static readonly SqlFile CountKnown = new("donations/count_known_row");
    private static readonly SqlFile AnyEarlier = new("donations/find_earlier_import");

    /// <summary>Rows to be looked up together.</summary>
    internal const int AtOnce = 5_000;

    private readonly Dictionary<Guid, long> left = [];

    /// <summary>Whether the fund has earlier imports at all; without, no row needs looking up.</summary>
    internal async Task<bool> AnyAsync() => await reader.Prepared(AnyEarlier).ScalarAsync([fundId, importId]) is not null;

    /// <summary>Looks up rows that will be asked for, in the order of their keys, which is that of the index.</summary>
    internal async Task LookUpAsync(IReadOnlyList<RowKey> rows)
    {
        RowKey[] keys = [.. rows.Where(row => !left.ContainsKey(row.Value)).DistinctBy(row => row.Value).OrderBy(row => row.Value)];
        var counts = await reader.LookUpAsync(CountKnown, Array.ConvertAll(keys, key => new SqlValue[] { fundId, key.ToBytes(), importId }));
        for (var i = 0; i < keys.Length; i++)
            if (counts[i] is > 0 and var count) left[keys[i].Value] = count;
    }

    /// <summary>True when this row, which was looked up, is one of those known; each known one is used up once.</summary>
    internal bool Take(RowKey key)
    {
        if (!left.TryGetValue(key.Value, out var count) || count == 0) return false;
        left[key.Value] = count - 1;
        return true;
    }
}
