using FundLedger.Needs;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>What neighbourhoods need and who took it on, open to everybody: no minutes, no notes.</summary>
[AnyoneMay]
public sealed class NeedListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicNeeds;
    public override Bilingual Title => new("需求清单公示", "Needs, open to all");

    /// <param name="Taken">Name of the organisation that does it; null where nobody does yet.</param>
    public sealed record OneNeed(Need Need, NeedState State, string? Taken);

    public IReadOnlyList<OneNeed> Open { get; private set; } = [];
    public IReadOnlyList<OneNeed> Others { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        var matches = await NeedReading.MatchesAsync(reader, books);
        var names = (await NeedReading.OffersAsync(reader)).GroupBy(offer => offer.Organisation).ToDictionary(offers => offers.Key, offers => offers.First().OrganisationName, StringComparer.Ordinal);
        var all = (await NeedReading.NeedsAsync(reader, books)).Where(need => Funds.Shows(need.Fund)).Select(need => new OneNeed(
            need, NeedReading.StateOf(need, matches),
            matches.LastOrDefault(match => match.Need == need.Code && match.State is MatchState.Agreed or MatchState.UnderWay or MatchState.Done) is { } match ? names.GetValueOrDefault(match.Organisation) : null)).ToList();
        Open = [.. all.Where(one => one.State == NeedState.Open).OrderBy(one => one.Need.WantedBy ?? DateOnly.MaxValue)];
        Others = [.. all.Where(one => one.State != NeedState.Open).OrderBy(one => one.State)];
    });
}
