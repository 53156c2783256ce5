using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Needs;

/// <summary>What neighbourhoods need and what organisations offer, side by side.</summary>
[Needs(Permission.ReadLedger, Permission.ReadOrganisation)]
public sealed class IndexModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Needs;
    public override Bilingual Title => new("需求与服务", "Needs and offers");

    public IReadOnlyList<(Need Need, NeedState State, int Matches)> Rows { get; private set; } = [];
    public IReadOnlyList<(Offer Offer, int Matches)> Offers { get; private set; } = [];

    public bool MayPost => MaySomewhere(Permission.RecordMoney);

    public Task OnGetAsync() => ReadAsync(async (reader, books) =>
    {
        var matches = await NeedReading.MatchesAsync(reader, books);
        Rows = [.. (await NeedReading.NeedsAsync(reader, books)).Select(need => (need, NeedReading.StateOf(need, matches), matches.Count(match => match.Need == need.Code)))];
        Offers = [.. (await NeedReading.OffersAsync(reader)).Select(offer => (offer, matches.Count(match => match.Offer == offer.Code)))];
    });

    internal bool MayClose(Offer offer) => offer.ClosedOn is null && (MayPost || May(Permission.EditOrganisation, new Target(Organisation: offer.Organisation)));
}
