using System.Buffers;

namespace FundLedger.Values;

/// <summary>Keeps a spreadsheet from taking a cell of text for a formula, and gives the same text back when it is read.</summary>
/// <remarks>
/// A text that begins with <c>= + - @</c>, their full-width forms, a tab, a line break or an apostrophe is written with one more apostrophe before it;
/// a text that begins with an apostrophe loses it when it is read. Amounts are numbers and stay as they are.
/// </remarks>
public static class FormulaSafe
{
    private static readonly SearchValues<char> Marks = SearchValues.Create("=+-@＝＋－＠\t\r\n'");

    public static string Escaped(string text) => text.Length > 0 && Marks.Contains(text[0]) ? "'" + text : text;

    internal static string Unescaped(string cell) => cell.Length > 0 && cell[0] == '\'' ? cell[1..] : cell;

    /// <summary>Of a text that others may have written as well: an apostrophe goes only where <see cref="Escaped"/> would have put it.</summary>
    internal static string UnescapedOnly(string cell) => cell.Length > 1 && cell[0] == '\'' && Marks.Contains(cell[1]) ? cell[1..] : cell;
}
