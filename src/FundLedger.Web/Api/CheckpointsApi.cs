using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Api;

/// <summary>Checkpoints and proofs, open to everybody: sizes, roots, hashes and signatures, and nothing of what an entry says.</summary>
internal static class CheckpointsApi
{
    private const string Part = "checkpoints";

    internal static void MapCheckpoints(this ApiRoutes api)
    {
        api.ReadOpenly<CheckpointShown>("/checkpoints/latest", new("getLatestCheckpoint", Part, new("最新的检查点", "The latest checkpoint"), "What was signed last of the sealed entries.", []) { IsTagged = true },
            call => AnswerAsync(call, async reader => (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault()));
        api.ReadOpenly<CheckpointShown>("/checkpoints/{size:long}", new("getCheckpoint", Part, new("一个检查点", "One checkpoint"), "By how many entries it seals.",
            [ApiParameter.Path("size", new("封存的分录数", "how many entries are sealed"), "8", ApiParameterForm.Number)]) { IsTagged = true }, call => AnswerAsync(call, reader => SealReading.CheckpointAsync(reader, call.Number("size"))));
        api.ReadOpenly<ProofShown>("/checkpoints/proofs/{entry:long}", new("getEntryProof", Part, new("一笔分录的证明", "Proof of one entry"), "That an entry of this hash is among those that a checkpoint seals (RFC 6962). Bytes are in base64.",
            [ApiParameter.Path("entry", new("分录号", "number of the entry"), "2", ApiParameterForm.Number)]) { IsTagged = true }, ProofAsync);
    }

    internal static string ProofPathOf(EntryId entry) => $"{ApiRoutes.Root}/checkpoints/proofs/{entry}";

    private static async Task<IResult> AnswerAsync(ApiCall call, Func<LedgerReader, Task<SignedCheckpoint?>> find) => await call.Database.ReadAsync(find, call.Stop) is { } found
        ? new ApiAnswer(new CheckpointShown(found.Size, found.Root, Moments.ToIso(found.SignedAt), found.Note)) { IsTagged = true, IsPublic = true }
        : ApiCall.NotThere();

    private static async Task<IResult> ProofAsync(ApiCall call) => await call.Database.ReadAsync(reader => SealReading.PlaceOfAsync(reader, call.Number("entry")), call.Stop) is { Against: { } checkpoint } place
        ? new ApiAnswer(new ProofShown(new EntryId(place.Entry), place.Hash, place.Leaf, checkpoint.Size, checkpoint.Root, place.Path, checkpoint.Note)) { IsTagged = true, IsPublic = true }
        : ApiCall.NotThere();
}

/// <param name="Root">Of the tree, in base64.</param>
/// <param name="Note">Signed, as it is published.</param>
public sealed record CheckpointShown(long Size, byte[] Root, string SignedAt, string Note);

/// <param name="Path">Hashes from the leaf to the root, in base64.</param>
/// <param name="Checkpoint">Signed, as it is published.</param>
public sealed record ProofShown(EntryId Entry, byte[] Hash, long Leaf, long Size, byte[] Root, IReadOnlyList<byte[]> Path, string Checkpoint);
