using System.Globalization;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>The first rows of a file, kept to find the header among them and to show them to people.</summary>
/// <param name="Number">The row as the file counts it.</param>
public sealed record SampleRow(int Number, IReadOnlyList<string> Cells)
{
    internal static SampleRow Of(ListRows rows)
    {
        var cells = new string[rows.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = Blanks.Collapse(rows[i].Span);
        return new SampleRow(rows.Number, cells);
    }
}

/// <summary>A header row and what its columns hold.</summary>
/// <param name="Row">0 when the file has no header.</param>
/// <param name="Score">Parts recognised; the best reading of a file has the most.</param>
internal sealed record FoundHeader(int Row, int Width, ColumnMapping Mapping, int Score);

/// <summary>Finds the header by the names its columns go by, corrected by what the profile says.</summary>
internal static class HeaderFinder
{
    /// <returns>Empty when no row of the sample can be the header.</returns>
    public static FoundHeader? Find(IReadOnlyList<SampleRow> sample, ListProfile profile)
    {
        if (profile.HeaderRow == 0) return WithoutHeader(sample, profile);
        var unit = 0;
        FoundHeader? best = null;
        for (var i = 0; i < sample.Count; i++)
        {
            var wanted = profile.HeaderRow is null || profile.HeaderRow == sample[i].Number;
            if (wanted) best = Better(best, TryMap(sample[i], profile, unit));
            if (wanted && i + 1 < sample.Count && TryJoin(sample[i], sample[i + 1]) is { } joined) best = Better(best, TryMap(joined, profile, unit));
            foreach (var cell in sample[i].Cells) unit = unit == 0 ? HeaderNames.UnitAbove(cell) : unit;
        }

        return best;
    }

    private static FoundHeader? Better(FoundHeader? best, FoundHeader? found) => best is null || found?.Score > best.Score ? found : best;

    /// <summary>A header of two rows, such as 发生额 over 借方 and 贷方: the lower name counts where there is one.</summary>
    private static SampleRow? TryJoin(SampleRow upper, SampleRow lower)
    {
        var filled = lower.Cells.Count(cell => cell.Length > 0);
        if (filled < 2 || Known(lower) < filled || Known(upper) < 2) return null;
        static int Known(SampleRow row) => row.Cells.Count(cell => HeaderNames.TryRecognize(cell, out _, out _));
        static string At(SampleRow row, int column) => column < row.Cells.Count ? row.Cells[column] : "";
        var cells = Enumerable.Range(0, Math.Max(upper.Cells.Count, lower.Cells.Count)).Select(i => At(lower, i) is { Length: > 0 } name ? name : At(upper, i));
        return new SampleRow(lower.Number, [.. cells]);
    }

    private static FoundHeader? WithoutHeader(IReadOnlyList<SampleRow> sample, ListProfile profile)
    {
        var width = sample.Count == 0 ? 0 : sample.Max(row => row.Cells.Count);
        var columns = new Dictionary<ListColumn, MappedColumn>();
        foreach (var (part, name) in profile.Columns ?? new Dictionary<ListColumn, string>())
        {
            if (name.Length == 0) continue;
            if (!TryPlace(name, [], out var index) || index >= width) return null;
            columns[part] = new MappedColumn(index, name, Guessed: false);
        }

        return columns.ContainsKey(ListColumn.Amount) ? new FoundHeader(0, width, new ColumnMapping(columns, profile.Unit ?? 1), columns.Count) : null;
    }

    private static FoundHeader? TryMap(SampleRow row, ListProfile profile, int unitAbove)
    {
        var columns = new Dictionary<ListColumn, MappedColumn>();
        foreach (var (part, name) in profile.Columns ?? new Dictionary<ListColumn, string>())
        {
            if (name.Length == 0) continue;
            if (!TryPlace(name, row.Cells, out var index)) return null;
            columns[part] = new MappedColumn(index, row.Cells[index], Guessed: false);
        }

        var told = columns.Count > 0 || profile.HeaderRow is not null;
        Guess(row.Cells, profile, columns);
        if (!columns.TryGetValue(ListColumn.Amount, out var amount) || (!told && columns.Count < 2)) return null;
        var unit = profile.Unit ?? Math.Max(1, HeaderNames.UnitInHeader(amount.Header) is > 0 and var own ? own : unitAbove);
        var width = row.Cells.Count;
        return new FoundHeader(row.Number, width, new ColumnMapping(columns, unit), columns.Count);
    }

    /// <summary>Gives every part that the profile left open the column with the best name for it; the left one of two equals.</summary>
    private static void Guess(IReadOnlyList<string> cells, ListProfile profile, Dictionary<ListColumn, MappedColumn> columns)
    {
        var taken = columns.Values.Select(column => column.Index).ToHashSet();
        var best = new Dictionary<ListColumn, (int Rank, int Index)>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (taken.Contains(i) || !HeaderNames.TryRecognize(cells[i], out var part, out var rank)) continue;
            if (profile.Columns?.ContainsKey(part) == true) continue;
            if (!best.TryGetValue(part, out var other) || rank < other.Rank) best[part] = (rank, i);
        }

        foreach (var (part, (_, index)) in best) columns[part] = new MappedColumn(index, cells[index], Guessed: true);
    }

    /// <summary>Finds the column a profile names: <c>#3</c> by its place, anything else by its header.</summary>
    private static bool TryPlace(string name, IReadOnlyList<string> cells, out int index)
    {
        if (name.StartsWith('#') && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            index = place - 1;
            return index >= 0 && index < ListLimits.Columns && (cells.Count == 0 || index < cells.Count);
        }

        var folded = Blanks.Collapse(name);
        for (index = 0; index < cells.Count; index++)
        {
            if (string.Equals(cells[index], folded, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
