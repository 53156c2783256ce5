namespace FundLedger.Seals;

/// <summary>Hashes of any part of the sealed tree, from the hashes of entries and the kept roots of whole parts. Good for one read.</summary>
internal sealed class SealTree(LedgerReader reader)
{
    /// <summary>Leaves, or parts, that make a whole part of the level above.</summary>
    internal const int TileWidth = 256;

    private const int TileBits = 8;

    private static readonly SqlFile ListLeafHashes = new("seals/list_leaf_hashes");
    private static readonly SqlFile ListTiles = new("seals/list_tiles");

    private readonly Dictionary<(int Level, long Tile), byte[][]> rows = []; // level 0 are leaves

    /// <param name="size">0 for an empty tree.</param>
    internal async Task<byte[]> RootAsync(long size) => size == 0 ? MerkleTree.EmptyRoot : await HashAsync(new LeafRange(0, size));

    internal async Task<IReadOnlyList<byte[]>> HashesAsync(IReadOnlyList<LeafRange> ranges)
    {
        var hashes = new List<byte[]>(ranges.Count);
        foreach (var range in ranges) hashes.Add(await HashAsync(range));
        return hashes;
    }

    internal async Task<byte[]> HashAsync(LeafRange range)
    {
        if (range.IsWholePart && LevelOf(range.Count) is { } level) return await KeptAsync(level, range.Start >> (level * TileBits));
        var middle = range.Start + MerkleTree.LeftOf(range.Count);
        var (left, right) = (await HashAsync(range with { End = middle }), await HashAsync(range with { Start = middle }));
        return MerkleTree.NodeHash(left, right);
    }

    /// <summary>The level whose parts have so many leaves; null for none.</summary>
    private static int? LevelOf(long count)
    {
        for (var level = 0; level < 8; level++)
            if (count == 1L << (level * TileBits)) return level;
        return null;
    }

    private async Task<byte[]> KeptAsync(int level, long no)
    {
        var row = no / TileWidth;
        if (!rows.TryGetValue((level, row), out var hashes)) rows.Add((level, row), hashes = await ReadAsync(reader, level, row * TileWidth, (row + 1) * TileWidth));
        return hashes[no - row * TileWidth];
    }

    /// <summary>Leaf hashes at level 0, roots of whole parts above; fewer than asked for where the tree ends.</summary>
    internal static async Task<byte[][]> ReadAsync(LedgerReader reader, int level, long first, long end) => level == 0
        ? [.. (await reader.QueryAsync<byte[]>(ListLeafHashes, new { first_leaf = first, end_leaf = end })).Select(hash => MerkleTree.LeafHash(hash))]
        : [.. (await reader.QueryAsync<TileRow>(ListTiles, new { level_no = level, first_tile = first, end_tile = end })).Select(row => row.Hash)];

    private sealed record TileRow
    {
        public long TileNo { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
