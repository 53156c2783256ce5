using FundLedger.Values;

namespace FundLedger.Web.Pages.Donors;

/// <summary>The small form that asks to see the masked name behind a gift.</summary>
/// <param name="Refusal">What was wrong with it when it was sent; null when it was not.</param>
public sealed record RevealForm(EntryId Gift, Language Language, Refusal? Refusal = null)
{
    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);
}
