using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <param name="Size">How many entries are sealed now.</param>
/// <param name="Added">How many of them by this.</param>
public sealed record EntriesSealed(long Size, long Added);

/// <summary>Appends the entries that are not sealed yet to the Merkle tree. Run it as often and on as many nodes as you like: each entry is sealed once.</summary>
/// <param name="mostAtOnce">Entries sealed in one transaction at most.</param>
public sealed class SealEntries(Database database, int mostAtOnce = 20_000)
{
    private static readonly SqlFile InsertLeaves = new("seals/insert_leaves");
    private static readonly SqlFile InsertTile = new("seals/insert_tile");

    /// <param name="actor">Who has it done: the schedule, or a person.</param>
    /// <param name="progress">Hears how many are sealed.</param>
    /// <param name="transactionsAtMost">Where somebody waits for it, what is left may be for later.</param>
    public async Task<EntriesSealed> RunAsync(string actor, IProgress<long>? progress = null, int transactionsAtMost = int.MaxValue, CancellationToken stop = default)
    {
        var (added, begunAt) = (0L, -1L);
        for (var left = transactionsAtMost; ; left--)
        {
            var (size, isDone) = await database.ReadAsync(async reader =>
            {
                var state = await SealStore.StateAsync(reader);
                return (state.Size, !await SealStore.HasUnsealedAsync(reader, state));
            }, stop);
            progress?.Report(size);
            if (isDone || left == 0 || size == begunAt) return new EntriesSealed(size, added); // a preview keeps nothing, so it does not grow
            begunAt = size;
            // The key is the size it began at: of two nodes that do it at once the second hears what the first did, and goes on from there.
            var outcome = await database.WriteAsync<EntriesSealed>(new Asked($"seal/{size}", actor).For("seal-entries", OperationField.Of("size", size)), SealAsync, stop);
            if (outcome is Outcome<EntriesSealed>.Done { WasDoneBefore: false } done) added += done.Value.Added;
        }
    }

    private async Task<Outcome<EntriesSealed>> SealAsync(LedgerTransaction tx)
    {
        var state = await SealStore.HoldAsync(tx);
        var added = await tx.ExecuteAsync(InsertLeaves, new { first_leaf = state.Size, since = SealStore.UnsealedSince(state), row_count = mostAtOnce });
        if (added == 0) return Refusal.Of("nothing-to-seal", "", "没有待封存的分录。", "No entry waits to be sealed.");
        var size = state.Size + added;
        await AddTilesAsync(tx, state.Size, size);
        await SealStore.SetAsync(tx, state.Size, size);
        return new EntriesSealed(size, added);
    }

    /// <summary>Keeps the roots of the parts that have become whole, level by level.</summary>
    private static async Task AddTilesAsync(LedgerTransaction tx, long old, long size)
    {
        for (var level = 1; (old, size) is var (from, to) && to / SealTree.TileWidth > 0; level++, old /= SealTree.TileWidth, size /= SealTree.TileWidth)
        {
            var (first, end) = (from / SealTree.TileWidth, to / SealTree.TileWidth);
            if (first == end) return;
            var hashes = await SealTree.ReadAsync(tx, level - 1, first * SealTree.TileWidth, end * SealTree.TileWidth);
            for (var tile = first; tile < end; tile++)
                await tx.ExecuteAsync(InsertTile, new { level_no = level, tile_no = tile, hash = MerkleTree.Root(hashes.AsSpan((int)(tile - first) * SealTree.TileWidth, SealTree.TileWidth)) });
        }
    }
}
