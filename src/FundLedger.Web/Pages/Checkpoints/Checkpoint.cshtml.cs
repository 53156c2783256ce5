using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>One checkpoint as it was signed, with the proof that the last one goes on from it; open to everybody.</summary>
[AnyoneMay]
public sealed class CheckpointModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Checkpoints;
    public override bool IsPublic => SignedIn is null;
    public override Bilingual Title => new("一个检查点", "A checkpoint");

    public SignedCheckpoint Checkpoint { get; private set; } = null!;

    /// <summary>Null where this is the last.</summary>
    public CheckpointRoad? Road { get; private set; }

    /// <summary>Asked again now: a key of this ledger signed it, and the tree of today begins with it.</summary>
    public bool Holds { get; private set; }

    public async Task<IActionResult> OnGetAsync(long size)
    {
        await ReadAsync(async (reader, _) =>
        {
            if (await SealReading.CheckpointAsync(reader, size) is not { } found) return;
            Checkpoint = found;
            var last = (await SealReading.CheckpointsAsync(reader, 1))[0];
            Road = last.Size == size ? null : await SealReading.RoadAsync(reader, size, last.Size);
            Holds = SignedNote.Read(found.Note) is { } note && (await SealReading.KeysAsync(reader)).Any(key => note.IsSignedBy(key.PublicKey))
                && (Road is null || MerkleTree.Continues(size, found.Root, last.Size, last.Root, Road.Path));
        });
        return Checkpoint is null ? NotFound() : Page();
    }
}
