using System.Text;

namespace FundLedger.Donors.Pinyin;

/// <summary>What was typed to find a name: its characters, their pinyin in full, their initials, or any of these mixed; anywhere in the name.</summary>
/// <remarks>A character answers to every reading it has, so 单 is found as shan and as dan. Nothing is stored of it: names are read, and erased names are gone.</remarks>
public sealed class NamePattern
{
    private const int LongestPattern = 60;
    private readonly string asked;

    /// <param name="typed">Blanks, apostrophes, tones and case do not count.</param>
    public NamePattern(string typed) => asked = Plain(typed);

    /// <summary>Nothing was typed that a name could hold.</summary>
    public bool IsEmpty => asked.Length == 0;

    public bool Matches(string name)
    {
        if (IsEmpty) return false;
        var plain = PlainName(name);
        for (var start = 0; start < plain.Length; start++)
        {
            if (!char.IsLowSurrogate(plain[start]) && MatchesFrom(plain, start, 0)) return true;
        }

        return false;
    }

    /// <summary>Whether what is asked from <paramref name="at"/> on can be read in the name from <paramref name="here"/> on.</summary>
    private bool MatchesFrom(string name, int here, int at)
    {
        if (at == asked.Length) return true;
        if (here >= name.Length) return false;
        Rune.DecodeFromUtf16(name.AsSpan(here), out var rune, out var length);
        if (asked.AsSpan(at).StartsWith(name.AsSpan(here, length), StringComparison.Ordinal) && MatchesFrom(name, here + length, at + length)) return true;
        if (!char.IsAsciiLetterLower(asked[at])) return false;
        foreach (var reading in Readings.Of(rune.Value))
        {
            if (reading[0] != asked[at]) continue;
            if (MatchesFrom(name, here + length, at + 1)) return true;
            // The last syllable may be typed in part: wangxiaom. Inside a name a syllable is whole or its initial.
            var rest = asked.AsSpan(at);
            if (rest.Length <= reading.Length ? reading.AsSpan().StartsWith(rest, StringComparison.Ordinal) : rest.StartsWith(reading, StringComparison.Ordinal) && MatchesFrom(name, here + length, at + reading.Length)) return true;
            if (reading.Length > 1 && reading[1] == 'h' && rest.Length >= 2 && rest[1] == 'h' && MatchesFrom(name, here + length, at + 2)) return true;
        }

        return false;
    }

    private static string Plain(string typed)
    {
        var plain = PlainName(typed.Trim().Normalize(NormalizationForm.FormKC).Replace("ü", "v", StringComparison.OrdinalIgnoreCase));
        var short60 = plain.Length > LongestPattern ? plain[..LongestPattern] : plain;
        return short60.EndsWith('\'') ? short60[..^1] : short60;
    }

    /// <summary>Small letters; blanks and the marks between syllables and names left out.</summary>
    private static string PlainName(string name)
    {
        var isPlain = true;
        foreach (var letter in name)
            if (char.IsUpper(letter) || IsLeftOut(letter)) isPlain = false;
        if (isPlain) return name;
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name)
            if (!IsLeftOut(letter)) plain.Append(char.ToLowerInvariant(letter));
        return plain.ToString();
    }

    private static bool IsLeftOut(char letter) => char.IsWhiteSpace(letter) || letter is '\'' or '’' or '·' or '-';
}
