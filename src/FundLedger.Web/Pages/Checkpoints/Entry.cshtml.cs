using System.Globalization;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>That entries are in the tree that a checkpoint signs, as a receipt's QR code leads to it; open to everybody, and of each entry its hash alone.</summary>
[AnyoneMay]
public sealed class EntryModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int MostAtOnce = 50;

    public override Part Where => Part.Checkpoints;
    public override bool IsPublic => SignedIn is null;
    public override Bilingual Title => new("分录的证明", "Proof of an entry");

    /// <summary>By entry; null for one that is not sealed, or not there.</summary>
    public IReadOnlyList<(long Entry, EntryPlace? Place)> Places { get; private set; } = [];

    public static bool Holds(EntryPlace place) =>
        place.Against is { } checkpoint && MerkleTree.Includes(MerkleTree.LeafHash(place.Hash), place.Leaf, checkpoint.Size, place.Path, checkpoint.Root);

    /// <param name="entries">Numbers, with + between.</param>
    public async Task<IActionResult> OnGetAsync(string entries)
    {
        var read = entries.Split('+', ' ').Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 0).ToList();
        if (read.Contains(0) || read.Count > MostAtOnce) return NotFound();
        await ReadAsync(async (reader, _) =>
        {
            var places = new List<(long, EntryPlace?)>();
            foreach (var entry in read.Distinct()) places.Add((entry, await SealReading.PlaceOfAsync(reader, entry)));
            Places = places;
        });
        return Places.Any(one => one.Place is not null) ? Page() : NotFound();
    }
}
