using FundLedger.Reports.Content;
using FundLedger.Values;

namespace FundLedger.Reports.Xlsx;

/// <summary>Where the lines of a table stand, so that a total can be a formula over them, and what the formula will give.</summary>
internal sealed class TotalFormulas(IReadOnlyList<Column> columns)
{
    // A formula of more parts would be longer than spreadsheets take.
    private const int MostRanges = 100;

    private readonly List<LineRange> ranges = [];
    private readonly ColumnSoFar[] soFar = new ColumnSoFar[columns.Count];
    private int groupStart;
    private (string Sheet, int Row) last;

    /// <summary>A line, or the balance brought forward, stands in this row.</summary>
    public void Saw(string sheet, int row, Row of)
    {
        last = (sheet, row);
        if (of.Kind == RowKind.Line) Extend(sheet, row);
        for (var i = 0; i < columns.Count; i++)
        {
            if (of.Cells[i].Kind == CellKind.Amount) soFar[i].Add(of.Cells[i].Amount.MinorUnits, of.Kind, columns[i].IsRunning);
        }
    }

    /// <returns>Null when there is nothing to compute from, or when a spreadsheet could not compute it exactly.</returns>
    /// <exception cref="InvariantBrokenException">The total is not what the rows give.</exception>
    public string? Of(int column, RowKind kind, Money total, string sheet)
    {
        var seen = soFar[column];
        var name = SheetWriter.ColumnName(column);
        if (columns[column].IsRunning)
        {
            if (last.Row == 0) return null;
            Invariant.Holds(seen.Last == total.MinorUnits);
            return seen.LastIsExact ? $"{Sheet(last.Sheet, sheet)}{name}{last.Row}" : null;
        }

        var (sum, isExact, first) = kind == RowKind.Subtotal ? (seen.OfGroup, seen.GroupIsExact, groupStart) : (seen.OfAll, seen.IsExact, 0);
        Invariant.Holds(sum == total.MinorUnits);
        var over = ranges.Skip(first).ToArray();
        return isExact && over.Length is > 0 and <= MostRanges
            ? $"SUM({string.Join(',', over.Select(range => $"{Sheet(range.Sheet, sheet)}{name}{range.First}:{name}{range.Last}"))})"
            : null;
    }

    /// <summary>A subtotal was written: the next one starts below it.</summary>
    public void EndGroup()
    {
        groupStart = ranges.Count;
        for (var i = 0; i < soFar.Length; i++) (soFar[i].OfGroup, soFar[i].GroupIsRounded) = (0, false);
    }

    private void Extend(string sheet, int row)
    {
        if (ranges.Count > groupStart && ranges[^1] is var end && end.Sheet == sheet && end.Last == row - 1) ranges[^1] = end with { Last = row };
        else ranges.Add(new(sheet, row, row));
    }

    private static string Sheet(string of, string from) => of == from ? "" : $"'{of}'!";

    private readonly record struct LineRange(string Sheet, int First, int Last);

    /// <summary>What a column has added up to. Rounded: it has an amount of more digits than a spreadsheet computes with.</summary>
    private struct ColumnSoFar
    {
        public Int128 OfAll;
        public Int128 OfGroup;
        public bool IsRounded;
        public bool GroupIsRounded;
        public long Last;

        public readonly bool IsExact => !IsRounded;
        public readonly bool GroupIsExact => !GroupIsRounded;
        public readonly bool LastIsExact => CellForm.IsExact(Last);

        public void Add(long minorUnits, RowKind kind, bool isRunning)
        {
            Last = minorUnits;
            if (kind != RowKind.Line || isRunning) return;
            OfAll += minorUnits;
            OfGroup += minorUnits;
            if (CellForm.IsExact(minorUnits)) return;
            (IsRounded, GroupIsRounded) = (true, true);
        }
    }
}
