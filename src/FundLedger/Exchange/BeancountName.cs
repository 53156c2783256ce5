using System.Globalization;
using System.Text;

namespace FundLedger.Exchange;

/// <summary>Codes as parts of a beancount account name, which begin with a capital or digit and hold only letters, digits and dashes.</summary>
/// <remarks>
/// Two codes never get one name. ASCII letters and digits stand as they are, and so does a dash before one of them; any other character is
/// <c>--HEX-</c>, its Unicode number. A fund begins with <c>F-</c>, a source with <c>S-</c>; an account begins with its digit, or else with <c>A-</c>.
/// </remarks>
internal static class BeancountName
{
    internal static string OfAccount(string code) => code.Length > 0 && char.IsAsciiDigit(code[0]) ? Encoded(code) : "A-" + Encoded(code);

    internal static string OfFund(string code) => "F-" + Encoded(code);

    internal static string OfSource(string code) => "S-" + Encoded(code);

    private static string Encoded(string code)
    {
        var name = new StringBuilder(code.Length);
        for (var i = 0; i < code.Length; i++)
        {
            var isPlainDash = code[i] == '-' && i + 1 < code.Length && char.IsAsciiLetterOrDigit(code[i + 1]);
            if (char.IsAsciiLetterOrDigit(code[i]) || isPlainDash)
            {
                name.Append(code[i]);
                continue;
            }

            var rune = Rune.TryGetRuneAt(code, i, out var whole) ? whole : new Rune(0xFFFD);
            name.Append(CultureInfo.InvariantCulture, $"--{rune.Value:X}-");
            if (rune.Utf16SequenceLength == 2) i++;
        }

        return name.ToString();
    }
}
