using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <param name="Size">Of the checkpoint it is proved against.</param>
/// <param name="NotSealed">Entries of the fund that came after the checkpoint and are not in it.</param>
public sealed record ProofExported(long Size, long Entries, long Lines, long NotSealed);

/// <summary>Writes what a stranger needs to check a fund's entries without the ledger: see <see cref="CheckProof"/>.</summary>
public static class ExportProof
{
    private const int PageLength = 500;

    private static readonly SqlFile ListRows = new("seals/list_proof_rows");
    private static readonly SqlFile CountUnsealed = new("seals/count_after_checkpoint");

    /// <summary>Writes to <paramref name="output"/>, which stays open.</summary>
    /// <param name="progress">Hears how many entries are written.</param>
    /// <returns>The refusal when the fund is not known or nothing was signed yet; nothing is written then.</returns>
    public static async Task<Outcome<ProofExported>> WriteAsync(LedgerReader reader, string fund, Stream output, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fund).IsDone(out var known, out var refusal)) return refusal;
        var checkpoints = await SealStore.CheckpointsAsync(reader, int.MaxValue);
        if (checkpoints.Count == 0) return Refusal.Of("nothing-signed", "", "还没有签署过检查点。请先执行 checkpoint sign。", "No checkpoint was signed yet. Run 'checkpoint sign' first.");
        var (last, tree) = (checkpoints[0], new SealTree(reader));

        void Write<T>(T line)
        {
            JsonSerializer.Serialize(output, line, ProofForm.Json);
            output.WriteByte((byte)'\n');
        }

        Write(new ProofHead(ProofForm.Name, ProofForm.Version, known.Code, last.Note, [.. (await SealStore.KeysAsync(reader)).Select(key => new ProofKey(key.PublicKey, key.Endorsement, key.Reason))]));
        foreach (var earlier in checkpoints.Skip(1)) Write(new ProofRoad(earlier.Size, earlier.Root, await tree.HashesAsync(MerkleTree.ConsistencyPath(earlier.Size, last.Size))));
        var (entries, lines, sums) = (0L, 0L, new ProofSums());
        for (var after = -1L; ;)
        {
            var rows = await reader.QueryAsync<Row>(ListRows, new { after_leaf = after, tree_size = last.Size, fund_id = known.Id, row_count = PageLength });
            if (rows.Count == 0) break;
            foreach (var entry in rows.GroupBy(row => row.LeafNo))
            {
                stop.ThrowIfCancellationRequested();
                var own = entry.Select(row => row.ToLine(books, known)).ToList();
                foreach (var line in own.Where(line => line.Account is not null)) sums.Add(line);
                Write(entry.First().ToEntry(books, own, await tree.HashesAsync(MerkleTree.InclusionPath(entry.Key, last.Size))));
                (entries, lines, after) = (entries + 1, lines + own.Count, entry.Key);
            }

            progress?.Report(entries);
        }

        Write(sums.Of(entries));
        return new ProofExported(last.Size, entries, lines, await reader.SingleAsync<long>(CountUnsealed, new { fund_id = known.Id, tree_size = last.Size }));
    }

    private sealed record Row
    {
        public long LeafNo { get; init; }
        public long EntryId { get; init; }
        public long EntityId { get; init; }
        public string Kind { get; init; } = "";
        public string OccurredOn { get; init; } = "";
        public long RecordedAt { get; init; }
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public byte[]? DocumentSha256 { get; init; }
        public string Actor { get; init; } = "";
        public string OperationKey { get; init; } = "";
        public long? Reverses { get; init; }
        public long? RelatesTo { get; init; }
        public byte[]? TextCommitment { get; init; }
        public long LineNo { get; init; }
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string Subject { get; init; } = "";
        public string Currency { get; init; } = "";
        public long AmountMinor { get; init; }
        public byte[] LineHash { get; init; } = [];

        internal ProofLine ToLine(Books books, Fund fund) => FundId != fund.Id ? new ProofLine((int)LineNo, LineHash) : new ProofLine(
            (int)LineNo, null, books.Account(AccountId).Code, StoredWords.Word(books.Account(AccountId).Layer), fund.Code, books.Source(SourceId).Code, Subject, Currency, AmountMinor);

        internal ProofEntry ToEntry(Books books, IReadOnlyList<ProofLine> lines, IReadOnlyList<byte[]> path) => new(
            LeafNo, EntryId, books.Entity(EntityId).Code, Kind, OccurredOn, RecordedAt, DocumentType, DocumentId, Actor, OperationKey, Reverses ?? 0, RelatesTo ?? 0, lines, path, DocumentSha256, TextCommitment);
    }
}
