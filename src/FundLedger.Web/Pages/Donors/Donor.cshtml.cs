using FundLedger.Donors;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Donors;

/// <summary>One donor: what they gave by year, each gift, and its receipt; the name is masked.</summary>
[Needs(Permission.ReadLedger, Everywhere = true)]
public sealed class DonorModel(Database database, TimeProvider clock) : FormsPage(database, clock)
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

    /// <summary>Whoever lets people in says whose gifts somebody reads.</summary>
    public bool MayLink => MayEverywhere(Permission.ManagePeople) && Donor is { IsErased: false, Kind: not DonorKind.Unnamed };

    /// <summary>Sign-ins that read these gifts.</summary>
    public IReadOnlyList<Person> Linked { get; private set; } = [];

    /// <summary>People with the donor's role that may be linked.</summary>
    public IReadOnlyList<(string Value, string Name)> Linkable { get; private set; } = [];

    /// <summary>A gift by which the person may ask for the name; null when they may by none.</summary>
    public EntryId? GiftToAskBy { get; private set; }

    /// <summary>Where earlier gifts are; null when all are shown.</summary>
    public EntryId? Earlier => Gifts.Count == GiftsShown ? Gifts[^1].Entry : null;

    public async Task<IActionResult> OnGetAsync(long number, long? before)
    {
        await LoadAsync(number, before);
        return Donor is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(long number, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key) || step is not ("link" or "unlink")) return BadRequest();
        await LoadAsync(number, null);
        if (Donor is null || !MayLink) return NotFound();
        var (links, person) = (new LinkDonor(Noting), Posted("person"));
        return step == "link"
            ? Answer(await links.RunAsync(AskedAs(key!), person, number, HttpContext.RequestAborted), _ => new("已关联：此人登录后能看到这位捐赠人的捐款和收据。", "Linked: signed in, they see the gifts and receipts of this donor."), _ => $"/donors/{number}")
            : Answer(await links.EndAsync(AskedAs(key!), person, number, HttpContext.RequestAborted), _ => new("已取消关联。", "The link is ended."), _ => $"/donors/{number}");
    }

    private Task LoadAsync(long number, long? before) =>
        ReadAsync(async (reader, books) =>
        {
            if (await DonorList.OfAsync(reader, number) is not { } donor) return;
            Donor = donor;
            Into = await FundLedger.Donors.DonorMerges.IntoAsync(reader, number);
            Members = await FundLedger.Donors.DonorMerges.MembersAsync(reader, number);
            Years = await DonorList.YearsAsync(reader, number);
            Gifts = await DonorList.GiftsAsync(reader, books, number, GiftsShown, before is { } cursor ? new EntryId(cursor) : null);
            Services = await DonorList.ServicesAsync(reader, books, number);
            GiftToAskBy = Gifts.FirstOrDefault(gift => May(Permission.RevealName, books.TargetOf(gift.Fund)))?.Entry;
            if (MayLink) await LoadPeopleAsync(reader, number);
        });

    private async Task LoadPeopleAsync(LedgerReader reader, long number)
    {
        var (linked, candidates) = ((await DonorPeople.OfDonorAsync(reader, number)).Select(link => link.Person).ToList(), await DonorPeople.CandidatesAsync(reader, number, Today));
        var people = await Persons.ListAsync(reader);
        Linked = [.. people.Where(person => linked.Contains(person.Id))];
        Linkable = [.. people.Where(person => candidates.Contains(person.Id)).Select(person => (person.Id, person.Name ?? ""))];
    }
}
