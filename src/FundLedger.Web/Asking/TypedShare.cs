using System.Globalization;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Asking;

/// <summary>A percentage as people type it: <c>40</c>, <c>33.33</c> or <c>40%</c>; two places at most.</summary>
internal static class TypedShare
{
    internal static Outcome<BasisPoints> Read(string text, string field)
    {
        var plain = text.Trim().TrimEnd('%', '％').TrimEnd();
        if (decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 1_000 && percent * 100 == decimal.Truncate(percent * 100))
            return new BasisPoints((int)(percent * 100));
        return Refusal.Of("share-unreadable", field, $"“{text}”不是百分比。请写如 40 或 33.33。", $"'{text}' is not a percentage. Write it like 40 or 33.33.");
    }
}
