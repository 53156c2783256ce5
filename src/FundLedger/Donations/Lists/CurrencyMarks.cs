using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Signs and words beside an amount. Only those of the file's own currency are taken: <c>$100</c> in a list of yuan is not 100 yuan.</summary>
internal static class CurrencyMarks
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["CNY"] = ["人民币元", "人民币", "RMB¥", "CNY¥", "RMB", "CNY", "¥", "元整", "元", "圆整", "圆"],
        ["VND"] = ["VND", "VNĐ", "₫", "đồng", "đ", "Đ", "越南盾"],
        ["USD"] = ["USD", "US$", "$", "美元"],
        ["EUR"] = ["EUR", "€", "欧元"],
        ["GBP"] = ["GBP", "£", "英镑"],
        ["HKD"] = ["HKD", "HK$", "港币", "港元"],
        ["MOP"] = ["MOP$", "MOP", "澳门元", "澳门币"],
        ["TWD"] = ["TWD", "NT$", "新台币", "台币"],
        ["JPY"] = ["JPY", "¥", "円", "日元"],
        ["KRW"] = ["KRW", "₩", "韩元"],
        ["SGD"] = ["SGD", "S$", "新加坡元"],
    };

    private static readonly (string Word, int Scale)[] Scales = [("万", 10_000), ("萬", 10_000), ("亿", 100_000_000), ("億", 100_000_000)];

    public static void TakeBefore(ref ReadOnlySpan<char> text, Currency currency)
    {
        if (text.IsEmpty || IsNumeric(text[0])) return;
        foreach (var mark in Of(currency))
        {
            if (!text.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) continue;
            text = Blanks.Trim(text[mark.Length..]);
            return;
        }
    }

    /// <returns>What the digits are to be multiplied by: 1, or more after 万 and 亿.</returns>
    public static int TakeAfter(ref ReadOnlySpan<char> text, Currency currency)
    {
        if (text.IsEmpty || IsNumeric(text[^1])) return 1;
        foreach (var mark in Of(currency))
        {
            if (!text.EndsWith(mark, StringComparison.OrdinalIgnoreCase)) continue;
            text = Blanks.Trim(text[..^mark.Length]);
            break;
        }

        foreach (var (word, scale) in Scales)
        {
            if (!text.EndsWith(word, StringComparison.Ordinal)) continue;
            text = Blanks.Trim(text[..^word.Length]);
            return scale;
        }

        return 1;
    }

    /// <summary>Whether a currency column's text names this currency.</summary>
    public static bool Names(ReadOnlySpan<char> text, Currency currency)
    {
        text = Blanks.Trim(text);
        foreach (var mark in Of(currency))
        {
            if (text.Equals(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return text.Length > 3 && text.StartsWith(currency.Code, StringComparison.OrdinalIgnoreCase) && !char.IsAsciiLetter(text[3]);
    }

    private static string[] Of(Currency currency) => Known.TryGetValue(currency.Code, out var marks) ? marks : [currency.Code];

    private static bool IsNumeric(char c) => char.IsAsciiDigit(c);
}
