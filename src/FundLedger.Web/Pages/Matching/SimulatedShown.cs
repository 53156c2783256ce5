using FundLedger.Matching;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Matching;

/// <summary>What a programme would have given, as the page shows it.</summary>
internal sealed record SimulatedShown(SimulatedProgramme Result, Language Language)
{
    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;
}
