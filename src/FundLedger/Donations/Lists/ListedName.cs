using System.Globalization;
using System.Text;

namespace FundLedger.Donations.Lists;

/// <summary>Names of givers as lists write them.</summary>
internal static class ListedName
{
    /// <summary>
    /// Outer blanks go. Inner ones go too where they only pad a Chinese name of two or three characters to the width of its neighbours
    /// (<c>张　三</c>, <c>王 *</c>); everywhere else a run of them becomes one space (<c>YANG YE JEE</c>). Nothing else of a name is changed.
    /// </summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        var name = Blanks.Collapse(text);
        if (!name.Contains(' ', StringComparison.Ordinal)) return name;
        var characters = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == ' ') continue;
            if (!IsHan(rune)) return name;
            characters++;
        }

        return characters <= 3 ? name.Replace(" ", "", StringComparison.Ordinal) : name;
    }

    private static bool IsHan(Rune rune) =>
        rune.Value is '*' or '＊' or '×' or (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x323af)
        && Rune.GetUnicodeCategory(rune) != UnicodeCategory.OtherNotAssigned;
}
