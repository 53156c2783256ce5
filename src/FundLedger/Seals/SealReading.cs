namespace FundLedger.Seals;

/// <summary>Where an entry is in the sealed tree; of the entry itself its hash alone.</summary>
/// <param name="Leaf">From 0.</param>
/// <param name="Against">The first checkpoint that holds it; null where none does yet.</param>
/// <param name="Path">Hashes from the leaf to the root of that checkpoint.</param>
public sealed record EntryPlace(long Entry, byte[] Hash, long Leaf, SignedCheckpoint? Against, IReadOnlyList<byte[]> Path);

/// <summary>That one checkpoint is the beginning of another.</summary>
/// <param name="Path">Hashes by RFC 6962; none where both are the same.</param>
public sealed record CheckpointRoad(SignedCheckpoint From, SignedCheckpoint To, IReadOnlyList<byte[]> Path);

/// <summary>A backup was put in the place of the books.</summary>
/// <param name="At">Microseconds since 1970-01-01 UTC.</param>
/// <param name="LastEntry">The last entry that it held; 0 for none.</param>
/// <param name="CheckpointSize">Of the last checkpoint that it held; null where nothing was signed.</param>
public sealed record RestoredEpoch(long No, long At, long LastEntry, long? CheckpointSize, byte[]? CheckpointRoot);

/// <summary>What is sealed and signed, for everybody to read.</summary>
public static class SealReading
{
    private static readonly SqlFile FindLeaf = new("seals/find_leaf");
    private static readonly SqlFile FindCheckpointOfLeaf = new("seals/find_checkpoint_of_leaf");
    private static readonly SqlFile ListRestored = new("seals/list_restored_epochs");

    /// <summary>Null for an entry that is not sealed, or not there.</summary>
    public static async Task<EntryPlace?> PlaceOfAsync(LedgerReader reader, long entry)
    {
        if (await reader.FindAsync<LeafRow>(FindLeaf, new { entry_id = entry }) is not { } row) return null;
        if (await reader.FindAsync<long?>(FindCheckpointOfLeaf, new { leaf_no = row.LeafNo }) is not { } size) return new EntryPlace(entry, row.Hash, row.LeafNo, null, []);
        return new EntryPlace(entry, row.Hash, row.LeafNo, await CheckpointAsync(reader, size), await new SealTree(reader).HashesAsync(MerkleTree.InclusionPath(row.LeafNo, size)));
    }

    /// <summary>Null where either was never signed, or the first is later than the second.</summary>
    public static async Task<CheckpointRoad?> RoadAsync(LedgerReader reader, long from, long to)
    {
        if (from > to || await CheckpointAsync(reader, from) is not { } old || await CheckpointAsync(reader, to) is not { } later) return null;
        return new CheckpointRoad(old, later, from == to ? [] : await new SealTree(reader).HashesAsync(MerkleTree.ConsistencyPath(from, to)));
    }

    /// <summary>Backups that were put in the place of the books, first to last.</summary>
    public static async Task<IReadOnlyList<RestoredEpoch>> RestoredAsync(LedgerReader reader) =>
        [.. (await reader.QueryAsync<EpochRow>(ListRestored)).Select(row => new RestoredEpoch(row.EpochNo, row.StartedAt, row.LastEntryId, row.CheckpointSize, row.CheckpointRoot))];

    /// <summary>How many entries are sealed.</summary>
    public static async Task<long> SizeAsync(LedgerReader reader) => (await SealStore.StateAsync(reader)).Size;

    /// <summary>Whether everything is sealed that was recorded, and signed for.</summary>
    public static async Task<bool> IsWholeAsync(LedgerReader reader)
    {
        var state = await SealStore.StateAsync(reader);
        return state.Size == ((await CheckpointsAsync(reader, 1)).FirstOrDefault()?.Size ?? 0) && !await SealStore.HasUnsealedAsync(reader, state);
    }

    /// <summary>Since when something waits to be sealed, in microseconds; null when all is sealed.</summary>
    public static async Task<long?> WaitingSinceAsync(LedgerReader reader) => await SealStore.OldestUnsealedAsync(reader, await SealStore.StateAsync(reader));

    /// <summary>The keys that signed, first to last.</summary>
    public static Task<IReadOnlyList<SealKey>> KeysAsync(LedgerReader reader) => SealStore.KeysAsync(reader);

    /// <summary>The last checkpoints, last first.</summary>
    public static Task<IReadOnlyList<SignedCheckpoint>> CheckpointsAsync(LedgerReader reader, int most) => SealStore.CheckpointsAsync(reader, most);

    /// <summary>The checkpoint of a size; null where none was signed.</summary>
    public static Task<SignedCheckpoint?> CheckpointAsync(LedgerReader reader, long size) => SealStore.CheckpointAsync(reader, size);

    private sealed record LeafRow
    {
        public long LeafNo { get; init; }
        public byte[] Hash { get; init; } = [];
    }

    private sealed record EpochRow
    {
        public long EpochNo { get; init; }
        public long StartedAt { get; init; }
        public long LastEntryId { get; init; }
        public long? CheckpointSize { get; init; }
        public byte[]? CheckpointRoot { get; init; }
    }
}
