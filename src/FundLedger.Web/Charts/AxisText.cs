using System.Globalization;
using FundLedger.Values;

namespace FundLedger.Web.Charts;

/// <summary>Round amounts in few letters: <c>12万</c> where custom counts in ten thousands, <c>120k</c> where it does not.</summary>
internal static class AxisText
{
    internal static string Of(Money amount, Language language)
    {
        if (amount.MinorUnits % amount.Currency.MinorPerUnit != 0) return amount.ToGroupedText().Replace('-', '−');
        var units = amount.MinorUnits / amount.Currency.MinorPerUnit;
        var (unit, name) = language == Language.Zh ? (10_000, "万") : (1_000, "k");
        var text = Math.Abs(units) >= unit && units % (unit / 10) == 0
            ? ((decimal)units / unit).ToString("#,##0.#", CultureInfo.InvariantCulture) + name
            : units.ToString("#,##0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }
}
