using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>One donor: what they gave by year, each gift, and its receipt; the name is masked.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class DonorModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int GiftsShown = 200;

    public override Part Where => Part.Donors;
    public override Bilingual Title => new($"捐赠人第 {Donor.Id} 号", $"Donor no. {Donor.Id}");

    public ListedDonor Donor { get; private set; } = null!;
    public IReadOnlyList<YearOfDonor> Years { get; private set; } = [];
    public IReadOnlyList<GiftOfDonor> Gifts { get; private set; } = [];

    /// <summary>Services that no voucher values; in none of the sums.</summary>
    public IReadOnlyList<ServiceOfDonor> Services { get; private set; } = [];

    /// <summary>The donor this one was merged into; null for one that counts for itself.</summary>
    public long? Into { get; private set; }

    /// <summary>Donors that were merged into this one.</summary>
    public IReadOnlyList<long> Members { get; private set; } = [];

    public string Key { get; } = Asking.FormKey.New();

    /// <summary>A gift by which the person may ask for the name; null when they may by none.</summary>
    public EntryId? GiftToAskBy { get; private set; }

    /// <summary>Where earlier gifts are; null when all are shown.</summary>
    public EntryId? Earlier => Gifts.Count == GiftsShown ? Gifts[^1].Entry : null;

    public async Task<IActionResult> OnGetAsync(long number, long? before)
    {
        await ReadAsync(async (reader, books) =>
        {
            if (await DonorList.OfAsync(reader, number) is not { } donor) return;
            Donor = donor;
            Into = await FundLedger.Donors.DonorMerges.IntoAsync(reader, number);
            Members = await FundLedger.Donors.DonorMerges.MembersAsync(reader, number);
            Years = await DonorList.YearsAsync(reader, number);
            Gifts = await DonorList.GiftsAsync(reader, books, number, GiftsShown, before is { } cursor ? new EntryId(cursor) : null);
            Services = await DonorList.ServicesAsync(reader, books, number);
            GiftToAskBy = Gifts.FirstOrDefault(gift => May(Permission.RevealName, books.TargetOf(gift.Fund)))?.Entry;
        });
        return Donor is null ? NotFound() : Page();
    }
}
