using System.Text;

namespace FundLedger.Donations.Lists;

/// <summary>Blanks as lists carry them: full-width, no-break and zero-width ones, and control characters.</summary>
internal static class Blanks
{
    public static bool Is(char c) => c switch
    {
        <= ' ' => true,
        < '\u007f' => false,
        '\u00ad' or '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\u3164' or '\ufeff' => true,
        _ => char.IsWhiteSpace(c) || char.IsControl(c),
    };

    public static bool AreAll(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!Is(c)) return false;
        }

        return true;
    }

    /// <summary>Without blanks at its ends, nor the mark that WeChat Pay writes before a value to keep a spreadsheet from reading it.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && (Is(text[start]) || text[start] == '`')) start++;
        while (end > start && Is(text[end - 1])) end--;
        return text[start..end];
    }

    /// <summary>Trimmed, with every run of inner blanks as one plain space, so that a name or note is one line.</summary>
    public static string Collapse(ReadOnlySpan<char> text)
    {
        text = Trim(text);
        var plain = true;
        for (var i = 0; plain && i < text.Length; i++) plain = !Is(text[i]) || (text[i] == ' ' && text[i - 1] != ' ');
        if (plain) return text.ToString();

        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!Is(c)) line.Append(c);
            else if (line[^1] != ' ') line.Append(' ');
        }

        return line.ToString();
    }

    /// <summary>A full-width form of an ASCII character as that character; every other one as it is.</summary>
    public static char Narrow(char c) => c switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
        '\u3000' => ' ',
        '\uffe5' => '¥',
        _ => c,
    };

    /// <summary>For comparing names of columns: compatibility forms and accents folded, lower case, letters and digits only.</summary>
    /// <remarks>Remarks in brackets are left out.</remarks>
    public static string Fold(ReadOnlySpan<char> text)
    {
        var folded = new StringBuilder(text.Length);
        var depth = 0;
        foreach (var c in Scalar(text).Normalize(NormalizationForm.FormKD))
        {
            if (c is '(' or '[' or '【') depth++;
            else if (c is ')' or ']' or '】') depth = Math.Max(0, depth - 1);
            else if (depth == 0 && c is 'đ' or 'Đ') folded.Append('d');
            else if (depth == 0 && char.IsLetterOrDigit(c)) folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }

    /// <summary>Half a surrogate pair cannot be normalised; it becomes the replacement character.</summary>
    private static string Scalar(ReadOnlySpan<char> text)
    {
        var scalar = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) scalar.Append(rune.ToString());
        return scalar.ToString();
    }
}
