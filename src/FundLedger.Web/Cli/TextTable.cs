using System.Text;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary>Columns for a terminal, where a Chinese character takes two cells.</summary>
internal static class TextTable
{
    /// <param name="rightAligned">Which columns hold figures.</param>
    internal static void Write(TextWriter to, IReadOnlyList<string> heads, IReadOnlyCollection<IReadOnlyList<string>> rows, params IReadOnlyCollection<int> rightAligned)
    {
        var widths = heads.Select((head, column) => Math.Max(CellsOf(head), rows.Select(row => CellsOf(row[column])).DefaultIfEmpty(0).Max())).ToList();
        foreach (var row in rows.Prepend(heads))
        {
            var line = new StringBuilder();
            for (var column = 0; column < row.Count; column++)
            {
                if (column > 0) line.Append("  ");
                var blank = new string(' ', widths[column] - CellsOf(row[column]));
                line.Append(rightAligned.Contains(column) ? blank + row[column] : row[column] + blank);
            }

            to.WriteLine(line.ToString().TrimEnd());
        }
    }

    internal static int CellsOf(string text) => text.EnumerateRunes().Sum(CellsOf);

    private static int CellsOf(Rune rune) => rune.Value switch
    {
        < 0x1100 => 1,
        <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F)
            or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
