using System.Globalization;
using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>What a proof file was found to be.</summary>
/// <param name="Checkpoint">That it is proved against; null where the file does not begin as one.</param>
/// <param name="Fund">Whose entries it holds.</param>
/// <param name="Totals">What the fund's lines come to; null where the file ends before them.</param>
/// <param name="ChangesWithoutWord">Keys that took another's place without its signature, with the reason given: nothing false, but to be asked about.</param>
/// <param name="Findings">What is false, at most a hundred; empty for a true proof.</param>
public sealed record ProofVerdict(Checkpoint? Checkpoint, string Fund, long Entries, ProofTotals? Totals, IReadOnlyList<string> ChangesWithoutWord, IReadOnlyList<Finding> Findings, long FindingCount)
{
    public bool IsTrue => FindingCount == 0;
}

/// <summary>Checks a proof file by itself: hashes of lines and entries, their way to the root, the signature under it, and how it goes on from a checkpoint kept earlier. Needs no ledger.</summary>
/// <remarks>It proves that what the file shows was recorded so and sealed at the time of the checkpoint. It cannot prove that the fund has no other entries: only the ledger's own verification can.</remarks>
public static class CheckProof
{
    private static readonly Dictionary<string, Layer> Layers = Enum.GetValues<Layer>().ToDictionary(layer => StoredWords.Word(layer));

    /// <param name="outside">A checkpoint kept earlier; null for none.</param>
    public static ProofVerdict Run(IEnumerable<string> lines, SignedNote? outside = null) => new Reading(outside).Run(lines);

    private sealed class Reading(SignedNote? outside)
    {
        private readonly Findings findings = new();
        private readonly ProofSums sums = new();
        private ProofHead? head;
        private SignedNote? note;
        private Checkpoint? checkpoint;
        private ProofTotals? totals;
        private long lastRoad = long.MaxValue;
        private bool isRoadFound;
        private long entries;
        private long lastLeaf = -1;

        internal ProofVerdict Run(IEnumerable<string> lines)
        {
            var no = 0;
            foreach (var line in lines)
            {
                no++;
                if (line.Length == 0) continue;
                try
                {
                    Read(line, no);
                }
                catch (JsonException failure)
                {
                    findings.Add("proof-form", null, $"第 {no} 行不是证明文件的内容：{failure.Message}", $"Line {no} is not what a proof file holds: {failure.Message}");
                }

                if (head is null) break;
            }

            if (head is not null && totals is null) findings.Add("proof-cut", null, "文件不完整：没有最后的合计行。", "The file is not whole: the totals at its end are missing.");
            if (checkpoint is not null) CheckOutside();
            return new ProofVerdict(checkpoint, head?.Fund ?? "", entries, totals, [.. (head?.Keys ?? []).Where(key => key is { Endorsement: null, Reason: not null }).Select(key => key.Reason!)], findings.List, findings.Count);
        }

        private void Read(string line, int no)
        {
            if (no == 1)
            {
                Begin(JsonSerializer.Deserialize<ProofHead>(line, ProofForm.Json)!);
                return;
            }

            if (totals is not null) findings.Add("proof-form", null, $"第 {no} 行在合计之后。", $"Line {no} stands after the totals.");
            else if (line.StartsWith("{\"leaf\"", StringComparison.Ordinal)) Check(JsonSerializer.Deserialize<ProofEntry>(line, ProofForm.Json)!);
            else if (line.StartsWith("{\"size\"", StringComparison.Ordinal)) Check(JsonSerializer.Deserialize<ProofRoad>(line, ProofForm.Json)!);
            else CheckTotals(JsonSerializer.Deserialize<ProofTotals>(line, ProofForm.Json)!);
        }

        private void Begin(ProofHead read)
        {
            if (read.Proof != ProofForm.Name || read.Version != ProofForm.Version) throw new JsonException("not a proof of version 1");
            head = read;
            note = SignedNote.Read(read.Checkpoint);
            checkpoint = note is null ? null : Checkpoint.Read(note.Text);
            if (checkpoint is null) findings.Add("checkpoint", null, "文件中的检查点无法读取。", "The checkpoint in the file cannot be read.");
            else if (!read.Keys.Any(key => note!.IsSignedBy(key.PublicKey)))
                findings.Add("checkpoint", null, "检查点上的签名不成立。", "The checkpoint is not signed by a key that the file names.");
            for (var i = 1; i < read.Keys.Count; i++)
                if (read.Keys[i].Endorsement is not null && !ChangeSealKey.IsEndorsedBy(read.Keys[i - 1].PublicKey, new SealKey(i + 1, read.Keys[i].PublicKey, 0, "", read.Keys[i].Endorsement, read.Keys[i].Reason)))
                    findings.Add("seal-key", null, $"第 {i + 1} 把密钥的背书不成立。", $"Key {i + 1} is not endorsed as the file says.");
        }

        private void Check(ProofRoad road)
        {
            if (checkpoint is null) return;
            if (entries > 0 || road.Size >= lastRoad) findings.Add("proof-order", null, $"规模为 {road.Size} 的检查点不在其位，或重复。", $"The checkpoint of size {road.Size} is not where it belongs, or comes twice.");
            lastRoad = road.Size;
            if (!MerkleTree.Continues(road.Size, road.Root, checkpoint.Size, checkpoint.Root, road.Path))
                findings.Add("consistency", null, $"规模为 {road.Size} 的检查点不是现在这棵树的开头。", $"The checkpoint of size {road.Size} is not the beginning of this tree.");
            else if (outside is not null && Checkpoint.Read(outside.Text) is { } kept && kept.Size == road.Size && kept.Root.AsSpan().SequenceEqual(road.Root)) isRoadFound = true;
        }

        /// <summary>Hashes the entry again from what the file says of it, and walks up to the root.</summary>
        private void Check(ProofEntry entry)
        {
            entries++;
            if (entry.Leaf <= lastLeaf) findings.AddEntry("proof-order", entry.Entry, "不按封存的次序，或重复。", "it is out of the order in which entries were sealed, or comes twice.");
            lastLeaf = entry.Leaf;
            var hashes = new byte[entry.Lines.Count * EntryHash.Length];
            var hasOwn = false;
            for (var i = 0; i < entry.Lines.Count; i++)
            {
                if (Hash(entry.Lines[i], i + 1, hashes.AsSpan(i * EntryHash.Length, EntryHash.Length)) is { } isOwn) hasOwn |= isOwn;
                else
                {
                    findings.AddEntry("proof-line", entry.Entry, $"第 {i + 1} 行既不完整，也不是一个校验值。", $"line {i + 1} is neither whole nor a hash.");
                    return;
                }
            }

            if (!hasOwn) findings.AddEntry("proof-fund", entry.Entry, $"没有基金 {head!.Fund} 的行。", $"it has no line of fund {head!.Fund}.");
            if (!DateOnly.TryParseExact(entry.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                findings.AddEntry("proof-line", entry.Entry, "日期不是日期。", "its day is no day.");
                return;
            }

            Span<byte> hash = stackalloc byte[EntryHash.Length];
            EntryHash.OfEntry(
                new HashedEntry(entry.Entry, entry.Entity, entry.Kind, HashedEntry.Day(day), entry.RecordedAt, entry.DocumentType, entry.DocumentId, entry.DocumentSha256, entry.Actor, entry.Key, entry.Reverses, entry.RelatesTo, entry.TextCommitment),
                hashes, hash);
            if (checkpoint is not null && !MerkleTree.Includes(MerkleTree.LeafHash(hash), entry.Leaf, checkpoint.Size, entry.Path, checkpoint.Root))
                findings.AddEntry("inclusion", entry.Entry, "不在检查点所签署的树中：内容或路径被改动。", "it is not in the tree that the checkpoint signs: it, or the way to the root, was altered.");
        }

        /// <returns>Whether it is a line of the fund; null where it is neither whole nor a hash.</returns>
        private bool? Hash(ProofLine line, int no, Span<byte> hash)
        {
            if (line is { Hash: { Length: EntryHash.Length } other, Account: null })
            {
                other.CopyTo(hash);
                return false;
            }

            if (line is not { Hash: null, Account: { } account, Layer: { } layer, Fund: { } fund, Source: { } source, Subject: { } subject, Currency: { } currency, AmountMinor: { } amount } || line.No != no) return null;
            if (fund != head!.Fund || !Layers.TryGetValue(layer, out var known)) return null;
            EntryHash.OfLine(new HashedLine(no, account, known, fund, source, subject, currency, amount), hash);
            sums.Add(line);
            return true;
        }

        private void CheckTotals(ProofTotals said)
        {
            totals = said;
            var derived = sums.Of(entries);
            if (said.Entries != derived.Entries || said.Totals.Count != derived.Totals.Count || !said.Totals.ToHashSet().SetEquals(derived.Totals))
                findings.Add("totals", null, "合计与各行之和不符，或有分录被删去。", "The totals are not the sums of the lines, or entries were taken out.");
        }

        private void CheckOutside()
        {
            if (outside is null) return;
            if (Checkpoint.Read(outside.Text) is not { } kept || kept.Origin != checkpoint!.Origin)
                findings.Add("checkpoint-of-another", null, "所给的检查点属于另一个账本。", "The checkpoint given is one of another ledger.");
            else if (!head!.Keys.Any(key => outside.IsSignedBy(key.PublicKey)))
                findings.Add("checkpoint-not-signed", null, "所给的检查点不是文件所列密钥签署的，或已被改动。", "The checkpoint given was signed by no key that the file names, or was altered.");
            else if (kept.Size > checkpoint.Size)
                findings.Add("sealed-lost", null, $"所给的检查点（{kept.Size} 笔）晚于证明文件（{checkpoint.Size} 笔）。请导出新的证明。", $"The checkpoint given ({kept.Size} entries) is later than the proof ({checkpoint.Size}). Ask for a new proof.");
            else if (kept.Size == checkpoint.Size ? !kept.Root.AsSpan().SequenceEqual(checkpoint.Root) : !isRoadFound)
                findings.Add("history-altered", null, $"证明文件不是从所给检查点（{kept.Size} 笔）延续下来的：历史被改写，或文件缺少这一段。", $"The proof does not go on from the checkpoint given ({kept.Size} entries): history was rewritten, or the file lacks that road.");
        }
    }
}
