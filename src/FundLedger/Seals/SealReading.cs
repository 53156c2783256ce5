namespace FundLedger.Seals;

/// <summary>What is sealed and signed, for everybody to read.</summary>
public static class SealReading
{
    /// <summary>How many entries are sealed.</summary>
    public static async Task<long> SizeAsync(LedgerReader reader) => (await SealStore.StateAsync(reader)).Size;

    /// <summary>Whether everything is sealed that was recorded, and signed for.</summary>
    public static async Task<bool> IsWholeAsync(LedgerReader reader)
    {
        var state = await SealStore.StateAsync(reader);
        return state.Size == ((await CheckpointsAsync(reader, 1)).FirstOrDefault()?.Size ?? 0) && !await SealStore.HasUnsealedAsync(reader, state);
    }

    /// <summary>The keys that signed, first to last.</summary>
    public static Task<IReadOnlyList<SealKey>> KeysAsync(LedgerReader reader) => SealStore.KeysAsync(reader);

    /// <summary>The last checkpoints, last first.</summary>
    public static Task<IReadOnlyList<SignedCheckpoint>> CheckpointsAsync(LedgerReader reader, int most) => SealStore.CheckpointsAsync(reader, most);

    /// <summary>The checkpoint of a size; null where none was signed.</summary>
    public static Task<SignedCheckpoint?> CheckpointAsync(LedgerReader reader, long size) => SealStore.CheckpointAsync(reader, size);
}
