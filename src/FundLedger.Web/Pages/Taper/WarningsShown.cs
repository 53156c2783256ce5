using FundLedger.Forecast;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Taper;

/// <summary>What a forecast warns of, or that money lasts.</summary>
/// <param name="Fund">Code.</param>
public sealed record WarningsShown(CashForecast Forecast, string Fund, Language Language)
{
    public string Path => $"/funds/{Uri.EscapeDataString(Fund)}/forecast";

    public string In(string zh, string en) => Language == Language.Zh ? zh : en;

    public string In(Bilingual text) => text.In(Language);
}
