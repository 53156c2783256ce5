using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Pages.Voice;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace FundLedger.Web.Pages.Public;

/// <summary>One survey or vote for everybody: its form where it takes answers without a link, its results once they are published.</summary>
[AnyoneMay, EnableRateLimiting(SignInServices.FewTries)]
public sealed class VoiceModel(Database database, TimeProvider clock) : SpeakPage(database, clock)
{
    public override Bilingual Title => new("居民声音", "Residents speak");

    /// <summary>Null until they are published.</summary>
    public SurveyShown? Results { get; private set; }

    public bool TakesAnswers => Asked!.TakesAnswersOn(Today) && (Asked.Ways.Contains(VoiceWay.Phone) || Asked.Ways.Contains(VoiceWay.Open));

    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, [FromForm] string? step, [FromForm] string? key)
    {
        if (!Takes(step, key)) return BadRequest();
        return await LoadAsync(code) ? await HearAsync(key!, null) : NotFound();
    }

    private async Task<bool> LoadAsync(string code)
    {
        await ReadAsync(async (reader, books) =>
        {
            Asked = await Surveys.FindAsync(reader, books, code);
            if (Asked is { Status: SurveyStatus.Published } published)
                Results = new SurveyShown(published, (await Surveys.CountAsync(reader, published))!, [.. (await Surveys.TextsAsync(reader, published)).Where(text => text.State == WordsState.Shown).Select(text => text.Words!)], Language);
        });
        return Asked is not null;
    }
}
