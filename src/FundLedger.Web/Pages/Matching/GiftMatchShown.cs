using FundLedger.Matching;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Matching;

/// <summary>What a gift earned, as its page shows it.</summary>
internal sealed record GiftMatchShown(GiftMatch Match, Language Language)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;
}
