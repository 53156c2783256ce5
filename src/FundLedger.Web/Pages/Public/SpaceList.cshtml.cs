using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Public spaces, open to everybody: what they cost and earn, and nothing of any person.</summary>
[AnyoneMay]
public sealed class SpaceListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicSpaces;
    public override Bilingual Title => new("公共空间公示", "Public spaces, open to all");

    /// <summary>Those that are open, each centre with its satellites.</summary>
    public IReadOnlyList<(SpaceCompared Compared, bool IsSatellite)> Rows { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, books) =>
    {
        var open = SpaceReading.Grouped([.. (await SpaceReading.ListAsync(reader, books)).Where(space => space.ClosedOn is null && Funds.Shows(space.Fund))]).SelectMany(group => group.Satellites.Prepend(group.Centre)).ToList();
        Rows = [.. SpaceFigures.Compare(open, await OperatingResults.AcceptedAsync(reader, books)).Select(compared => (compared, compared.Space.Centre is not null))];
    });
}
