using System.Globalization;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Amounts as lists write them, read exactly or not at all.</summary>
internal static class AmountText
{
    private const int LongestText = 64;
    private const int MostDigits = 18;

    /// <summary>Reads a text: grouping, signs of the file's own currency before or after, 万 and 亿, full-width forms.</summary>
    /// <remarks>Negative with a minus on either side or in parentheses.</remarks>
    /// <returns>False when the text is not an amount in that format. More decimals than the currency has are not refused here.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, NumberFormat format, Currency currency, out decimal value)
    {
        value = 0;
        text = Blanks.Trim(text);
        if (text.IsEmpty || text.Length > LongestText) return false;
        Span<char> narrow = stackalloc char[LongestText];
        for (var i = 0; i < text.Length; i++) narrow[i] = Blanks.Narrow(text[i]);
        ReadOnlySpan<char> rest = narrow[..text.Length];

        var negative = TakeParentheses(ref rest) | TakeSign(ref rest);
        CurrencyMarks.TakeBefore(ref rest, currency);
        if (!negative) negative = TakeSign(ref rest);
        var scale = CurrencyMarks.TakeAfter(ref rest, currency);
        if (!TryReadDigits(rest, format, scale == 1 && currency.Decimals == 0, out value)) return false;
        value *= negative ? -scale : scale;
        return true;
    }

    /// <summary>Reads the stored text of a worksheet's number, rounded to the 15 significant digits that spreadsheets show.</summary>
    /// <remarks>333522.65999999997 is 333522.66.</remarks>
    public static bool TryReadStored(ReadOnlySpan<char> stored, out decimal value)
    {
        value = 0;
        if (!double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return false;
        if (Math.Abs(number) >= 1e18) return false;
        value = new decimal(number);
        return true;
    }

    /// <returns>False when the amount has more decimals than the currency, or is beyond <see cref="ListLimits.AmountMinorUnits"/>.</returns>
    public static bool TryMoney(decimal value, Currency currency, out Money money)
    {
        money = Money.Zero(currency);
        if (Math.Abs(value) > (decimal)ListLimits.AmountMinorUnits / currency.MinorPerUnit) return false;
        var minor = value * currency.MinorPerUnit;
        if (decimal.Truncate(minor) != minor) return false;
        money = new Money((long)minor, currency);
        return true;
    }

    private static bool TakeParentheses(ref ReadOnlySpan<char> text)
    {
        if (text.Length < 3 || text[0] != '(' || text[^1] != ')') return false;
        text = Blanks.Trim(text[1..^1]);
        return true;
    }

    /// <summary>Takes a plus or minus from either end.</summary>
    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return false;
        if (text[0] is '-' or '\u2212' or '+')
        {
            var minus = text[0] != '+';
            text = Blanks.Trim(text[1..]);
            return minus;
        }

        if (text[^1] is not ('-' or '\u2212')) return false;
        text = Blanks.Trim(text[..^1]);
        return true;
    }

    /// <summary>Digits with grouping in threes by one and the same sign, and decimals.</summary>
    /// <param name="threeAreAGroup">Three digits after the decimal sign are thousands: the currency has no decimals.</param>
    private static bool TryReadDigits(ReadOnlySpan<char> text, NumberFormat format, bool threeAreAGroup, out decimal value)
    {
        value = 0;
        var point = text.LastIndexOf(format == NumberFormat.DecimalPoint ? '.' : ',');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (point >= 0 && fraction.IsEmpty) return false;
        if (whole.IsEmpty || fraction.ContainsAnyExceptInRange('0', '9')) return false;

        long digits = 0;
        var used = 0;
        var sinceGroup = 0;
        var group = '\0';
        foreach (var c in whole)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++used > MostDigits) return false;
                digits = digits * 10 + (c - '0');
                sinceGroup++;
                continue;
            }

            if (!IsGroup(c, format) || (group != '\0' && c != group) || sinceGroup == 0 || sinceGroup > 3 || (group != '\0' && sinceGroup != 3)) return false;
            group = c;
            sinceGroup = 0;
        }

        if (sinceGroup == 0 || used + fraction.Length > MostDigits) return false;
        if (group != '\0' && (sinceGroup != 3 || whole[0] == '0')) return false;
        if (group == '\0' && threeAreAGroup && fraction.Length == 3) return false;
        foreach (var c in fraction) digits = digits * 10 + (c - '0');
        value = new decimal(unchecked((int)digits), (int)(digits >> 32), 0, false, (byte)fraction.Length);
        return true;
    }

    private static bool IsGroup(char c, NumberFormat format) => c switch
    {
        ',' => format == NumberFormat.DecimalPoint,
        '.' => format == NumberFormat.DecimalComma,
        ' ' or '\'' or '\u2019' or '\u00a0' or '\u2009' or '\u202f' => true,
        _ => false,
    };
}
