namespace FundLedger.Seals;

/// <param name="Size">How many entries are sealed.</param>
/// <param name="NewestRecordedAt">Microseconds; of the last recorded of them, 0 for none.</param>
internal sealed record SealState(long Size, long NewestRecordedAt);

/// <summary>A key that signs checkpoints.</summary>
/// <param name="No">From 1; the last one signs.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in DER.</param>
/// <param name="AddedAt">Microseconds since 1970-01-01 UTC.</param>
/// <param name="Endorsement">The key before it signed this one, ECDSA over SHA-256 in DER; null for the first, and where the one before was lost.</param>
/// <param name="Reason">Why it took the place of the one before; null for the first.</param>
public sealed record SealKey(int No, byte[] PublicKey, long AddedAt, string Actor, byte[]? Endorsement, string? Reason);

/// <summary>A checkpoint as published.</summary>
/// <param name="Note">With its signature: <see cref="SignedNote.Read"/> reads it.</param>
public sealed record SignedCheckpoint(long Size, byte[] Root, long SignedAt, int Key, string Note);

/// <summary>The state of the tree, keys and checkpoints as rows.</summary>
internal static class SealStore
{
    private const long LongestTransaction = 24 * 3_600 * 1_000_000L;

    private static readonly SqlFile FindUnsealed = new("seals/find_unsealed");
    private static readonly SqlFile Hold = new("seals/hold_seals");
    private static readonly SqlFile Begin = new("seals/begin_seals");
    private static readonly SqlFile FindState = new("seals/find_seal_state");
    private static readonly SqlFile Set = new("seals/set_seal_state");
    private static readonly SqlFile ListKeys = new("seals/list_seal_keys");
    private static readonly SqlFile InsertKey = new("seals/insert_seal_key");
    private static readonly SqlFile ListCheckpoints = new("seals/list_checkpoints");
    private static readonly SqlFile FindCheckpoint = new("seals/find_checkpoint");
    private static readonly SqlFile InsertCheckpoint = new("seals/insert_checkpoint");

    internal static async Task<SealState> StateAsync(LedgerReader reader) => await reader.FindAsync<StateRow>(FindState) is { } row ? new SealState(row.TreeSize, row.NewestRecordedAt) : new SealState(0, 0);

    /// <summary>Where entries are looked for that are not sealed. No transaction is under way longer: what was recorded before is there, or never will be.</summary>
    internal static long UnsealedSince(SealState state) => state.NewestRecordedAt - LongestTransaction;

    internal static async Task<bool> HasUnsealedAsync(LedgerReader reader, SealState state) => await OldestUnsealedAsync(reader, state) is not null;

    /// <summary>When the earliest of what is not sealed was recorded, in microseconds; null when all is sealed.</summary>
    internal static async Task<long?> OldestUnsealedAsync(LedgerReader reader, SealState state) => (await reader.FindAsync<UnsealedRow>(FindUnsealed, new { since = UnsealedSince(state) }))?.RecordedAt;

    /// <summary>As it stands, and nobody else seals, signs or brings in a key until the transaction ends.</summary>
    internal static async Task<SealState> HoldAsync(LedgerTransaction tx)
    {
        if (await tx.ExecuteAsync(Hold) == 0) await tx.ExecuteAsync(Begin);
        return await StateAsync(tx);
    }

    internal static Task SetAsync(LedgerTransaction tx, long old, long size) => tx.ExecuteAsync(Set, new { tree_size = size, first_leaf = old });

    internal static async Task<IReadOnlyList<SealKey>> KeysAsync(LedgerReader reader) =>
        [.. (await reader.QueryAsync<KeyRow>(ListKeys)).Select(row => new SealKey((int)row.KeyNo, row.PublicKey, row.AddedAt, row.Actor, row.Endorsement, row.Reason))];

    internal static Task InsertKeyAsync(LedgerTransaction tx, SealKey key) =>
        tx.ExecuteAsync(InsertKey, new { key_no = key.No, public_key = key.PublicKey, added_at = key.AddedAt, actor = key.Actor, endorsement = key.Endorsement, reason = key.Reason });

    internal static async Task<IReadOnlyList<SignedCheckpoint>> CheckpointsAsync(LedgerReader reader, int most) =>
        [.. (await reader.QueryAsync<CheckpointRow>(ListCheckpoints, new { row_count = most })).Select(row => row.ToCheckpoint())];

    internal static async Task<SignedCheckpoint?> CheckpointAsync(LedgerReader reader, long size) => (await reader.FindAsync<CheckpointRow>(FindCheckpoint, new { tree_size = size }))?.ToCheckpoint();

    internal static Task InsertAsync(LedgerTransaction tx, SignedCheckpoint checkpoint) =>
        tx.ExecuteAsync(InsertCheckpoint, new { tree_size = checkpoint.Size, root = checkpoint.Root, signed_at = checkpoint.SignedAt, key_no = checkpoint.Key, note = checkpoint.Note });

    private sealed record StateRow
    {
        public long TreeSize { get; init; }
        public long NewestRecordedAt { get; init; }
    }

    private sealed record KeyRow
    {
        public long KeyNo { get; init; }
        public byte[] PublicKey { get; init; } = [];
        public long AddedAt { get; init; }
        public string Actor { get; init; } = "";
        public byte[]? Endorsement { get; init; }
        public string? Reason { get; init; }
    }

    private sealed record UnsealedRow
    {
        public long RecordedAt { get; init; }
    }

    private sealed record CheckpointRow
    {
        public long TreeSize { get; init; }
        public byte[] Root { get; init; } = [];
        public long SignedAt { get; init; }
        public long KeyNo { get; init; }
        public string Note { get; init; } = "";

        internal SignedCheckpoint ToCheckpoint() => new(TreeSize, Root, SignedAt, (int)KeyNo, Note);
    }
}
