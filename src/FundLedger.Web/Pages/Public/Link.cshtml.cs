using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Hosting;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.Public;

/// <summary>Where a printed link or QR code leads: one answer.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
public sealed class LinkModel(Database database, TimeProvider clock) : SpeakPage(database, clock)
{
    private const int LongestToken = 40;

    public override Bilingual Title => new("作答", "Answer");

    public bool IsSpent { get; private set; }

    public Task OnGetAsync(string token) => FindAsync(token);

    public async Task<IActionResult> OnPostAsync(string token, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        await FindAsync(token);
        return Asked is null ? Page() : await HearAsync(key!, token);
    }

    private Task FindAsync(string token) => ReadAsync(async (reader, books) =>
    {
        Response.MustBeKeptNowhere();
        (Asked, IsSpent) = token.Length <= LongestToken && await Surveys.OfTokenAsync(reader, books, token) is { } found ? (found.Survey, found.IsSpent) : (null, false);
    });
}
