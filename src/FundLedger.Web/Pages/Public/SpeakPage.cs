using FundLedger.Storage;
using FundLedger.Voice;
using FundLedger.Web.Asking;
using FundLedger.Web.Pages.Voice;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Public;

/// <summary>A page on which a resident answers. Nobody is signed in, and nothing is told to the trail.</summary>
public abstract class SpeakPage(Database database, TimeProvider clock) : FormsPage(database, clock)
{
    public override Part Where => Part.PublicVoice;
    public override bool IsPublic => true;

    /// <summary>What was asked; null where there is no such survey.</summary>
    public Survey? Asked { get; private protected set; }

    /// <summary>The answer was kept.</summary>
    public bool WasHeard { get; private set; }

    internal AnswerForm FormFor(bool asksPhone) =>
        new(Asked!, Language, asksPhone, Key, Refusal is { } refusal ? In(refusal.Message) : null, name => Typed(name));

    /// <summary>Keeps what was sent, by the link it came with or the number typed.</summary>
    private protected async Task<IActionResult> HearAsync(string key, string? token)
    {
        var numbers = Asked!.Kind == SurveyKind.Vote ? Request.Form["choice"].Select(NumberOf).ToList() : [.. Enumerable.Range(1, Asked.Terms.Questions.Count).Select(question => NumberOf(Request.Form[$"q{question}"]))];
        var voice = new VoiceGiven(Asked.Code, numbers, Posted("words"), token, Posted("phone") is { Length: > 0 } phone ? phone : null);
        if (!(await new AnswerSurvey(Database).RunAsync(key, voice, HttpContext.RequestAborted)).IsDone(out _, out var refusal))
        {
            if (FormKey.IsOne(key)) Key = key;
            return Refused(refusal);
        }

        WasHeard = true;
        return Page();
    }

    private static int NumberOf(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
}
