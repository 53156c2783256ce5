using System.Text;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Checking;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Hosting;

/// <summary>Checkpoints and proofs to save, for everybody: sizes, roots, hashes and signatures, and nothing of what an entry says.</summary>
internal static class CheckpointFiles
{
    internal const string CheckerPath = "/checkpoints/checker.html";

    private const string ForEver = "public, max-age=31536000, immutable";
    private const string AMinute = "public, max-age=60";

    internal static void MapCheckpointFiles(this WebApplication app)
    {
        app.MapGet("/checkpoints/latest.txt", (HttpContext context, Database database, CancellationToken stop) =>
            NoteAsync(context, database.ReadAsync(async reader => (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault(), stop), AMinute)).AnyoneMay();
        app.MapGet("/checkpoints/{size:long}.txt", (long size, HttpContext context, Database database, CancellationToken stop) =>
            NoteAsync(context, database.ReadAsync(reader => SealReading.CheckpointAsync(reader, size), stop), ForEver)).AnyoneMay();
        app.MapGet("/checkpoints/proof/consistency/{from:long}/{to:long}", ConsistencyAsync).AnyoneMay();
        app.MapGet("/checkpoints/proof/entry/{entry:long}.json", EntryAsync).AnyoneMay();
        app.MapGet(CheckerPath, () => Results.Bytes(ProofChecker.Page, "text/html; charset=utf-8")).AnyoneMay();
    }

    private static async Task<IResult> NoteAsync(HttpContext context, Task<SignedCheckpoint?> found, string cached)
    {
        if (await found is not { } checkpoint) return Results.NotFound();
        context.Response.Headers.CacheControl = cached;
        return Results.Bytes(Encoding.UTF8.GetBytes(checkpoint.Note), "text/plain; charset=utf-8");
    }

    /// <summary>Hashes in base64, as in a checkpoint.</summary>
    private static async Task<IResult> ConsistencyAsync(long from, long to, HttpContext context, Database database, CancellationToken stop)
    {
        if (await database.ReadAsync(reader => SealReading.RoadAsync(reader, from, to), stop) is not { } road) return Results.NotFound();
        context.Response.Headers.CacheControl = ForEver;
        return Results.Json(new { From = new { road.From.Size, road.From.Root }, To = new { road.To.Size, road.To.Root, Checkpoint = road.To.Note }, road.Path });
    }

    private static async Task<IResult> EntryAsync(long entry, HttpContext context, Database database, CancellationToken stop)
    {
        if (await database.ReadAsync(reader => SealReading.PlaceOfAsync(reader, entry), stop) is not { Against: { } checkpoint } place) return Results.NotFound();
        context.Response.Headers.CacheControl = ForEver;
        return Results.Json(new { place.Entry, place.Hash, place.Leaf, checkpoint.Size, checkpoint.Root, place.Path, Checkpoint = checkpoint.Note });
    }
}
