using System.Text;
using FundLedger.Reports.Fonts;

namespace FundLedger.Reports.Pdf;

/// <summary>Breaks text into lines of a given width: between Chinese characters, at spaces, and inside a word only when it is wider than a line.</summary>
internal static class LineBreaker
{
    private const string NeverFirst = "，。、；：！？）】》」』〉”’％%…—·,.;:!?)]}";
    private const string NeverLast = "（【《「『〈“‘￥¥([{";

    /// <summary>Replaces the content of <paramref name="lines"/>; empty text gives one empty line.</summary>
    /// <param name="fitted">Text that went through the font's Fit.</param>
    public static void Break(string fitted, float size, float width, List<Range> lines)
    {
        lines.Clear();
        if (ReportFont.Shared.WidthOf(fitted, size) <= width)
        {
            lines.Add(0..fitted.Length);
            return;
        }

        for (var start = SkipSpaces(fitted, 0); start < fitted.Length;)
        {
            var end = EndOfLine(fitted, start, size, width);
            lines.Add(start..TrimSpaces(fitted, start, end));
            start = SkipSpaces(fitted, end);
        }
    }

    private static int EndOfLine(string text, int start, float size, float width)
    {
        var (at, used, lastBreak) = (start, 0f, start);
        while (at < text.Length)
        {
            var rune = Rune.GetRuneAt(text, at);
            used += ReportFont.Shared.WidthOf(rune, size);
            if (used > width && rune.Value != ' ') break;
            at += rune.Utf16SequenceLength;
            if (at < text.Length && MayBreak(rune.Value, Rune.GetRuneAt(text, at).Value)) lastBreak = at;
        }

        if (at == text.Length) return at;
        if (lastBreak > start) return lastBreak;

        // A word wider than the line is cut where the line is full, but after one character at least, or it would never end.
        return at > start ? at : start + Rune.GetRuneAt(text, start).Utf16SequenceLength;
    }

    private static bool MayBreak(int before, int after)
    {
        if (IsOneOf(after, NeverFirst) || IsOneOf(before, NeverLast)) return false;
        return before == ' ' || IsIdeographic(before) || IsIdeographic(after) || (before is '-' or '/' or '_' && after != ' ');
    }

    private static bool IsOneOf(int character, string set) => character <= char.MaxValue && set.Contains((char)character, StringComparison.Ordinal);

    private static bool IsIdeographic(int character) => character >= 0x2E80;

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && text[at] == ' ') at++;
        return at;
    }

    private static int TrimSpaces(string text, int start, int end)
    {
        while (end > start && text[end - 1] == ' ') end--;
        return end;
    }
}
