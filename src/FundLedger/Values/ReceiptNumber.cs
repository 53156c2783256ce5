using System.Globalization;

namespace FundLedger.Values;

/// <summary>Our own number of a receipt, such as <c>2026-000012</c>; unique in its entity. Not the number of a fiscal e-receipt, which the finance authority gives.</summary>
/// <param name="Year">Of issue, in Shanghai.</param>
/// <param name="Number">1 and up, without gaps.</param>
public readonly record struct ReceiptNumber(int Year, long Number)
{
    /// <summary>Reads <c>2026-000012</c>: six digits at least, so that it is no month.</summary>
    public static bool TryParse(string? text, out ReceiptNumber receipt)
    {
        receipt = default;
        if (text is not { Length: >= 11 } || text[4] != '-') return false;
        if (!int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)) return false;
        if (!long.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return false;
        receipt = new ReceiptNumber(year, number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:000000}");
}
