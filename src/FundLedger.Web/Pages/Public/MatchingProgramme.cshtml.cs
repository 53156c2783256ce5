using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Matching;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>One matching programme, open to everybody.</summary>
[AnyoneMay]
public sealed class MatchingProgrammeModel(Database database, TimeProvider clock) : PublicPage(database, clock)
{
    public override Part Where => Part.PublicMatching;
    public override Bilingual Title => new("配比公示", "Matching, open to all");

    public ProgrammeShown Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code)
    {
        await ReadPublicAsync(async (reader, _) =>
        {
            if ((await MatchingReading.FindAsync(reader, code, Today)).IsDone(out var found, out var _) && Funds.Shows(found.Summary.PotFund)) Shown = await ProgrammeShown.OfAsync(reader, found, Today, Language);
        });
        return Shown is null ? NotFound() : Page();
    }
}
