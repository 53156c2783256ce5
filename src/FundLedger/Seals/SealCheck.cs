using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>Builds the sealed tree again from the hashes of entries and compares it with the parts kept, with every checkpoint that was signed, and with checkpoints kept outside.</summary>
/// <param name="outside">Checkpoints somebody kept, to be answered for.</param>
internal sealed class SealCheck(LedgerReader reader, Findings findings, IReadOnlyList<SignedNote> outside)
{
    private static readonly SqlFile ListSealed = new("seals/list_sealed");
    private static readonly SqlFile ListTiles = new("seals/list_all_tiles");
    private static readonly SqlFile ListWrongKeys = new("seals/list_wrong_seal_keys");
    private static readonly SqlFile FindLeftUnsealed = new("seals/find_left_unsealed");

    /// <summary>An entry recorded so long before the newest that is sealed should be sealed too.</summary>
    private const long DayMicroseconds = 24 * 3_600 * 1_000_000L;

    private readonly MerkleFrontier tree = new();
    private readonly List<List<byte[]>> levels = [];

    internal async Task RunAsync()
    {
        var (state, keys) = (await SealStore.StateAsync(reader), await SealStore.KeysAsync(reader));
        var roots = (await SealStore.CheckpointsAsync(reader, int.MaxValue)).ToDictionary(checkpoint => checkpoint.Size);
        var kept = (await reader.QueryAsync<TileRow>(ListTiles)).ToDictionary(row => (row.LevelNo, row.TileNo), row => row.Hash);
        var wanted = new SortedSet<long>(roots.Keys.Concat(outside.Select(note => Checkpoint.Read(note.Text)?.Size ?? 0)));
        var found = new Dictionary<long, byte[]>();
        var newest = 0L;
        await foreach (var (leaf, entry, hash, recordedAt) in LeavesAsync())
        {
            if (leaf != tree.Size || hash is null)
            {
                findings.Add("seal", entry, $"封存的第 {tree.Size} 片叶子缺失，或其分录 {entry} 已不存在。", $"Leaf {tree.Size} of what was sealed is missing, or its entry {entry} is gone.");
                return;
            }

            newest = Math.Max(newest, recordedAt);
            Add(MerkleTree.LeafHash(hash), kept);
            if (wanted.Contains(tree.Size)) found[tree.Size] = tree.Root();
        }

        if (tree.Size != state.Size) findings.Add("seal", null, $"应有 {state.Size} 笔分录已封存，现有 {tree.Size} 笔。", $"{state.Size} entries should be sealed; {tree.Size} are.");
        if (state.NewestRecordedAt > newest) findings.Add("seal", null, "封存状态所记的最近时刻晚于任何已封存的分录，会使分录漏封。", "The moment kept with the seals is later than any entry sealed, so that entries would be left out.");
        if (kept.Count > 0) findings.Add("seal", null, $"封存树上多出 {kept.Count} 个或改动了节点。", $"{kept.Count} kept part(s) of the sealed tree are too many.");
        CheckKeys(keys);
        foreach (var key in await reader.QueryAsync<long>(ListWrongKeys))
            findings.Add("seal-key", null, $"签署密钥 {key} 与审计轨迹所记的更换不符，或已被删除。", $"Signing key {key} is not as the trail tells of its change, or was deleted.");
        var epochs = await SealReading.RestoredAsync(reader);
        foreach (var epoch in epochs) CheckEpoch(epoch, roots);
        foreach (var checkpoint in roots.Values.OrderBy(one => one.Size)) CheckSigned(checkpoint, keys, found.GetValueOrDefault(checkpoint.Size));
        foreach (var note in outside) CheckOutside(note, keys, found, epochs, roots);
        if (state.Size > 0 && await reader.FindAsync<long?>(FindLeftUnsealed, new { before = state.NewestRecordedAt - DayMicroseconds }) is { } left)
            findings.AddEntry("seal", left, "早于已封存的分录，却从未封存。", "later entries are sealed, and it never was.");
    }

    private async IAsyncEnumerable<(long Leaf, long Entry, byte[]? Hash, long RecordedAt)> LeavesAsync()
    {
        await using var rows = await reader.RowsAsync(ListSealed);
        while (rows.Read()) yield return (rows.GetInt64(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetFieldValue<byte[]>(2), rows.IsDBNull(3) ? 0 : rows.GetInt64(3));
    }

    /// <summary>Adds a leaf; whenever a part has become whole, its root is compared with the one kept.</summary>
    private void Add(byte[] leafHash, Dictionary<(long Level, long Tile), byte[]> kept)
    {
        tree.Add(leafHash);
        var hash = leafHash;
        for (var level = 0; ; level++)
        {
            if (levels.Count == level) levels.Add(new List<byte[]>(SealTree.TileWidth));
            levels[level].Add(hash);
            if (levels[level].Count < SealTree.TileWidth) return;
            hash = MerkleTree.Root(levels[level].ToArray());
            levels[level].Clear();
            var tile = (tree.Size >> (8 * (level + 1))) - 1;
            if (!kept.Remove((level + 1, tile), out var stored) || !stored.AsSpan().SequenceEqual(hash))
                findings.Add("seal", null, $"封存树第 {level + 1} 层第 {tile} 个节点与分录的校验值不符。", $"Part {tile} at level {level + 1} of the sealed tree does not agree with the hashes of its entries.");
        }
    }

    private void CheckKeys(IReadOnlyList<SealKey> keys)
    {
        for (var i = 0; i < keys.Count; i++)
            if (keys[i].No != i + 1 || (keys[i].Endorsement is not null && (i == 0 || !ChangeSealKey.IsEndorsedBy(keys[i - 1].PublicKey, keys[i]))))
                findings.Add("seal-key", null, $"签署密钥 {keys[i].No} 的背书不成立，或有密钥被删除。", $"Signing key {keys[i].No} is not endorsed as it says, or a key was deleted.");
    }

    private void CheckSigned(SignedCheckpoint checkpoint, IReadOnlyList<SealKey> keys, byte[]? root)
    {
        var said = SignedNote.Read(checkpoint.Note) is { } note && keys.FirstOrDefault(key => key.No == checkpoint.Key) is { } key && note.IsSignedBy(key.PublicKey) ? Checkpoint.Read(note.Text) : null;
        if (said is null || said.Size != checkpoint.Size || said.SignedAt != checkpoint.SignedAt || said.Origin != Checkpoint.OriginOf(reader.Ledger.Id) || !said.Root.AsSpan().SequenceEqual(checkpoint.Root))
            findings.Add("checkpoint", null, $"规模为 {checkpoint.Size} 的检查点的签名或内容不成立。", $"The checkpoint of size {checkpoint.Size} is not signed as it should be, or says something else.");
        else if (root is null || !root.AsSpan().SequenceEqual(checkpoint.Root))
            findings.Add("checkpoint", null, $"规模为 {checkpoint.Size} 的检查点与现在的分录不符：签署之后有分录被改动。", $"The checkpoint of size {checkpoint.Size} does not fit the entries as they are: some were altered after it was signed.");
    }

    private void CheckEpoch(RestoredEpoch epoch, Dictionary<long, SignedCheckpoint> roots)
    {
        if (epoch.CheckpointSize is not { } size) return;
        if (!roots.TryGetValue(size, out var held) || !held.Root.AsSpan().SequenceEqual(epoch.CheckpointRoot))
            findings.Add("epoch", null, $"第 {epoch.No} 段（恢复备份）所记的规模为 {size} 的检查点不存在，或已被改动。", $"Epoch {epoch.No}, begun by a restored backup, names a checkpoint of size {size} that is gone or was altered.");
    }

    private void CheckOutside(SignedNote note, IReadOnlyList<SealKey> keys, Dictionary<long, byte[]> found, IReadOnlyList<RestoredEpoch> epochs, Dictionary<long, SignedCheckpoint> roots)
    {
        if (Checkpoint.Read(note.Text) is not { } said || said.Origin != Checkpoint.OriginOf(reader.Ledger.Id))
            findings.Add("checkpoint-of-another", null, "所给的检查点不是本账本的。", "The checkpoint given is not one of this ledger.");
        else if (!keys.Any(key => note.IsSignedBy(key.PublicKey)))
            findings.Add("checkpoint-not-signed", null, $"所给的规模为 {said.Size} 的检查点不是本账本的密钥签署的，或已被改动。", $"The checkpoint given, of size {said.Size}, was signed by no key of this ledger, or was altered.");
        else if ((said.Size > tree.Size || !found[said.Size].AsSpan().SequenceEqual(said.Root)) && epochs.FirstOrDefault(epoch => said.SignedAt < epoch.At && said.Size > (epoch.CheckpointSize ?? 0)) is { } lost)
            findings.Add("lost-by-restore", null,
                $"{Moments.DayInShanghai(lost.At).ToIso()} 恢复的备份只到分录 {lost.LastEntry}、规模为 {lost.CheckpointSize ?? 0} 的检查点；所给的检查点证明此前已封存 {said.Size} 笔：其余在恢复时丢失。",
                $"The backup restored on {Moments.DayInShanghai(lost.At).ToIso()} held no more than entry {lost.LastEntry} and a checkpoint of size {lost.CheckpointSize ?? 0}; the checkpoint given proves that {said.Size} entries were sealed before: the others were lost by the restore.");
        else if (said.Size > tree.Size)
            findings.Add("sealed-lost", null, $"所给的检查点证明曾封存 {said.Size} 笔分录，现在只有 {tree.Size} 笔：其余已丢失。", $"The checkpoint given proves that {said.Size} entries were sealed; there are {tree.Size}: the others are lost.");
        else if (!found[said.Size].AsSpan().SequenceEqual(said.Root))
            findings.Add("history-altered", null, $"前 {said.Size} 笔封存的分录与所给检查点不符：历史被改写。", $"The first {said.Size} sealed entries are not those of the checkpoint given: history was rewritten.");
        else if (!roots.ContainsKey(said.Size))
            findings.Add("checkpoint-missing", null, $"账本中没有所给的规模为 {said.Size} 的检查点：它的记录已被删除。", $"The books do not hold the checkpoint given, of size {said.Size}: its row was deleted.");
    }

    private sealed record TileRow
    {
        public long LevelNo { get; init; }
        public long TileNo { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
