using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>Which rows of a file earlier files brought into the fund: as many equal rows as are known, counted from the top.</summary>
internal sealed class KnownRows(LedgerReader reader, long fundId, long importId)
{
    private static readonly SqlFile CountKnown = new("donations/count_known_row");
    private static readonly SqlFile CountEarlier = new("donations/count_earlier_gifts");
    private static readonly SqlFile List = new("donations/list_known_rows");

    /// <summary>Rows to be looked up together.</summary>
    internal const int AtOnce = 5_000;

    /// <summary>So many known rows are read as a whole for a long list, at a fraction of what it costs to look them up; more would not fit well into memory.</summary>
    private const int MostHeld = 500_000;

    private readonly Dictionary<Guid, long> left = [];
    private long? earlierGifts;
    private bool areAllHeld;

    /// <summary>Whether the fund has earlier imports at all; without, no row needs looking up.</summary>
    internal async Task<bool> AnyAsync() => await CountAsync() > 0;

    /// <summary>Looks up rows that will be asked for: <see cref="AtOnce"/> of them, and fewer only at the end of the list.</summary>
    internal async Task LookUpAsync(IReadOnlyList<RowKey> rows)
    {
        if (!areAllHeld && rows.Count == AtOnce && left.Count == 0 && await CountAsync() <= MostHeld) await HoldAllAsync();
        if (areAllHeld) return;
        RowKey[] keys = [.. rows.Where(row => !left.ContainsKey(row.Value)).DistinctBy(row => row.Value)];
        var counts = await reader.LookUpAsync(CountKnown, Array.ConvertAll(keys, key => new SqlValue[] { fundId, key.ToBytes(), importId }));
        for (var i = 0; i < keys.Length; i++)
            if (counts[i] is > 0 and var count) left[keys[i].Value] = count;
    }

    private async Task<long> CountAsync() => earlierGifts ??= await reader.Prepared(CountEarlier).ScalarAsync(fundId, importId) ?? 0;

    private async Task HoldAllAsync()
    {
        await using var rows = await reader.RowsAsync(List, fundId, importId);
        while (rows.Read()) left.Add(new Guid(rows.GetFieldValue<byte[]>(0), bigEndian: true), rows.GetInt64(1));
        areAllHeld = true;
    }

    /// <summary>True when this row, which was looked up, is one of those known; each known one is used up once.</summary>
    internal bool Take(RowKey key)
    {
        if (!left.TryGetValue(key.Value, out var count) || count == 0) return false;
        left[key.Value] = count - 1;
        return true;
    }
}
