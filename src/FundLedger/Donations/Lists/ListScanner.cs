using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Walks a list twice: to settle how its numbers and dates are written, then to count what it holds.</summary>
internal sealed class ListScanner(ListFile file, ListLayout layout, ListSettings settings, IProgress<long>? progress)
{
    private const int RowsBetweenReports = 4_096;

    private readonly ColumnMapping mapping = layout.Header.Mapping;

    /// <exception cref="ListRefusedException">The formats are ambiguous, the date is missing, or the file ends its walk.</exception>
    public ListScan Scan(CancellationToken stop)
    {
        if (mapping.IndexOf(ListColumn.Date) < 0 && settings.On is null) throw new ListRefusedException(ListRefusals.DateMissing());
        var (numbers, dates) = Settle(stop);
        var format = new RowFormat(
            mapping, layout.Header.Width, settings.Currency, numbers ?? NumberFormat.DecimalPoint, dates ?? DateFormat.YearFirst, settings.On, settings.IsStatement);

        var count = new ListCount();
        var rows = 0;
        foreach (var row in file.Walk(layout, new RowReader(format)))
        {
            if (rows++ % RowsBetweenReports == 0) Report(stop);
            count.Add(row);
        }

        return new ListScan(file, layout, format, count, ProfileToSave(numbers, dates));
    }

    private (NumberFormat? Numbers, DateFormat? Dates) Settle(CancellationToken stop)
    {
        var numbers = new NumberVotes(settings.Currency);
        var dates = new DateVotes();
        int[] numberColumns = [.. new[] { ListColumn.Amount, ListColumn.Debit, ListColumn.Balance }.Select(mapping.IndexOf).Where(index => index >= 0)];
        var dateColumn = mapping.IndexOf(ListColumn.Date);
        using var rows = file.OpenRows(layout);
        var read = 0;
        while (file.Next(rows))
        {
            if (read++ % RowsBetweenReports == 0) Report(stop);
            if (rows.Number <= layout.Header.Row || rows.Damage is not null) continue;
            foreach (var column in numberColumns)
            {
                if (rows.CellOrBlank(column) is { Kind: CellKind.Text, IsBlank: false } cell) numbers.Add(cell.Span, rows.Number);
            }

            if (rows.CellOrBlank(dateColumn) is { Kind: CellKind.Text, IsBlank: false } date) dates.Add(date.Span, rows.Number);
        }

        RefuseMergedCells(rows);
        return (settings.Profile.Numbers ?? Settled(numbers.Settle()), settings.Profile.Dates ?? Settled(dates.Settle()));
    }

    private static T? Settled<T>((T? Format, Refusal? Reason) settled) where T : struct =>
        settled.Reason is { } reason ? throw new ListRefusedException(reason) : settled.Format;

    /// <summary>A value merged over several rows stands in the first only; the others would read as empty. A block over several columns is a remark.</summary>
    private void RefuseMergedCells(ListRows rows)
    {
        if (rows is not XlsxRows sheet) return;
        int Covered(MergedCells cells) => mapping.Columns.Values.Count(column => column.Index >= cells.FirstColumn && column.Index <= cells.LastColumn);
        var merged = sheet.MergedDown.FirstOrDefault(cells => cells.LastRow > layout.Header.Row + 1 && Covered(cells) == 1);
        if (merged is not null) throw new ListRefusedException(ListRefusals.MergedDown(merged.Reference));
    }

    /// <summary>The unit is not saved unless it was told: the next list may count in another one, and says so itself.</summary>
    private ListProfile ProfileToSave(NumberFormat? numbers, DateFormat? dates)
    {
        var columns = mapping.Columns.ToDictionary(column => column.Key, column => column.Value.Header);
        foreach (var (part, name) in settings.Profile.Columns ?? new Dictionary<ListColumn, string>())
        {
            if (name.Length == 0 || name[0] == '#') columns[part] = name;
        }

        return settings.Profile with { Columns = columns, Numbers = numbers, Dates = dates };
    }

    private void Report(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        progress?.Report(file.Position);
    }
}
