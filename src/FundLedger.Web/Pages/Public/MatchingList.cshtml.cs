using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Public;

/// <summary>Matching programmes, open to everybody: estimate and final figures, and nothing of any person.</summary>
[AnyoneMay]
public sealed class MatchingListModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicMatching;
    public override Bilingual Title => new("配比公示", "Matching, open to all");

    public IReadOnlyList<ProgrammeSummary> Programmes { get; private set; } = [];

    public Task OnGetAsync() => ReadPublicAsync(async (reader, _) =>
        Programmes = [.. (await MatchingReading.ListAsync(reader, Today)).Where(programme => Funds.Shows(programme.PotFund)).OrderBy(programme => programme.Status).ThenByDescending(programme => programme.First)]);
}
