using System.Text;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>What plain-text accounting files may hold of a description: one line, no mark that has a meaning there.</summary>
internal static class PlainText
{
    /// <summary>What the entry is and the document behind it, by code: <c>donation bank-reference 20260131-7</c>.</summary>
    internal static string DescriptionOf(PostedEntry entry) => Flattened($"{entry.Kind.Code} {entry.Document.Type} {entry.Document.Id}");

    /// <summary>Blanks of any kind, control characters, semicolons and bars become one space.</summary>
    internal static string Flattened(string text)
    {
        var flat = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var isBlank = char.IsWhiteSpace(letter) || char.IsControl(letter) || letter is ';' or '|';
            if (!isBlank) flat.Append(letter);
            else if (flat.Length > 0 && flat[^1] != ' ') flat.Append(' ');
        }

        return flat.ToString().TrimEnd();
    }
}
