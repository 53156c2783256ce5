using System.Text;

namespace FundLedger.Values;

/// <summary>Text in the one form that is stored, hashed and compared: Unicode NFC.</summary>
public static class Nfc
{
    /// <summary>The text in NFC. Half a surrogate pair, which is no character, becomes U+FFFD.</summary>
    public static string ToNfc(this string text)
    {
        if (Ascii.IsValid(text)) return text;
        return (IsWhole(text) ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))).Normalize();
    }

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
