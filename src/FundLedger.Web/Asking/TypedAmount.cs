using System.Text.RegularExpressions;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>Amounts as people type them: <c>1234.50</c> or <c>1,234.50</c>.</summary>
internal static partial class TypedAmount
{
    /// <param name="field">The option or form field it was typed for.</param>
    internal static Outcome<Money> Read(string text, Currency currency, string field)
    {
        var plain = Grouped().IsMatch(text) ? text.Replace(",", "", StringComparison.Ordinal) : text;
        if (Money.TryParse(plain, currency, out var money)) return money;
        var sample = new Money(1_234 * currency.MinorPerUnit + currency.MinorPerUnit / 2, currency).ToAmountText();
        return Refusal.Of("amount-unreadable", field,
            $"“{text}”不是 {currency} 金额。请写如 {sample}，小数不超过 {currency.Decimals} 位。",
            $"'{text}' is not an amount of {currency}. Write it like {sample}, with at most {currency.Decimals} decimals.");
    }

    [GeneratedRegex(@"^-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$")]
    private static partial Regex Grouped();
}
