using System.Globalization;
using System.Text;

namespace FundLedger.Reports.Data;

/// <summary>Makes any string fit for a file of text.</summary>
internal static class PlainText
{
    /// <summary>Lone surrogates, control characters and the two that XML forbids become U+FFFD; tabs and line ends stay.</summary>
    public static string Fit(string text)
    {
        if (!NeedsMending(text)) return text;
        var fit = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) fit.Append(IsUnfit(rune.Value) ? Rune.ReplacementChar.ToString() : rune.ToString());
        return fit.ToString();
    }

    private static bool NeedsMending(string text)
    {
        foreach (var unit in text)
        {
            if (char.IsSurrogate(unit) || IsUnfit(unit)) return true;
        }

        return false;
    }

    private static bool IsUnfit(int character) =>
        character is 0xFFFE or 0xFFFF
        || (character is not ('\t' or '\r' or '\n') && CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.Control);
}
