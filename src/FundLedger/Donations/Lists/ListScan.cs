using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What the person importing decides about one file.</summary>
/// <param name="Currency">Of every amount in it.</param>
/// <param name="Profile">How to read it; <see cref="ListProfile.Guess"/> to find everything out.</param>
/// <param name="On">Date of the rows that have none; a date in the row always wins.</param>
/// <param name="IsStatement">Rows are money in and out of an account (<see cref="ListRow.Movement"/>), and none of them a gift.</param>
public sealed record ListSettings(Currency Currency, ListProfile Profile, DateOnly? On = null, bool IsStatement = false);

/// <summary>What came of scanning a file.</summary>
public abstract record ListScanning
{
    private ListScanning()
    {
    }

    /// <summary>Every row was read once; rows may have failed.</summary>
    public sealed record Scanned(ListScan Scan) : ListScanning;

    /// <summary>The file cannot be read as it is.</summary>
    /// <param name="Mapping">What the columns were taken for; empty when no header was found.</param>
    /// <param name="Sample">The first rows as they stand in the file, to correct the mapping by.</param>
    /// <param name="HeaderRow">Where the header was found; empty when it was not.</param>
    public sealed record Refused(Refusal Reason, ColumnMapping? Mapping, IReadOnlyList<SampleRow> Sample, int? HeaderRow = null) : ListScanning;
}

/// <summary>What one file holds, counted over all of it. <see cref="Rows"/> walks it again.</summary>
public sealed class ListScan
{
    private readonly ListFile file;
    private readonly ListLayout layout;
    private readonly RowFormat format;

    internal ListScan(ListFile file, ListLayout layout, RowFormat format, ListCount count, ListProfile profile)
    {
        (this.file, this.layout, this.format) = (file, layout, format);
        (Mapping, Profile) = (format.Mapping, profile);
        (Gifts, NotGifts, FailedRows) = (count.Gifts, count.NotGifts, count.Failed);
        Sum = new Money((long)count.MinorUnits, format.Currency);
        Dates = count.First is { } first && count.Last is { } last ? new DateSpan(first, last) : null;
        (Preview, FirstFailures) = (count.Preview, count.FirstFailures);
        Controls = format.IsStatement ? [] : [.. count.Controls.Select(control => control.Check(this))];
    }

    public ColumnMapping Mapping { get; }

    /// <summary>What to save, to read the next file of the same kind without guessing.</summary>
    /// <remarks>The profile as given, with the columns found and the formats settled.</remarks>
    public ListProfile Profile { get; }

    /// <summary>The profile with each column called by its header, where only one has it, so that it also fits a list with the columns in another order.</summary>
    public ListProfile NamedProfile
    {
        get
        {
            var headers = Sample.FirstOrDefault(row => row.Number == HeaderRow)?.Cells ?? [];
            string NameOf(MappedColumn column) => HeaderRow > 0 && column.Header.Length > 0 && column.Header[0] != '#' && headers.Count(header => header == column.Header) == 1
                ? column.Header : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{column.Index + 1}");
            var columns = Profile.Columns!.ToDictionary(part => part.Key, part => Mapping.Columns.TryGetValue(part.Key, out var column) ? NameOf(column) : "");
            return Profile with { Columns = columns, HeaderRow = Profile.HeaderRow == 0 ? 0 : null };
        }
    }

    /// <summary>The sheet that was read; empty for a text file.</summary>
    public string Sheet => layout.Sheet?.Name ?? "";

    /// <summary>Visible sheets that have a header as well and were not read; tell the person, who may have forgotten them.</summary>
    public IReadOnlyList<string> OtherSheets => layout.OtherSheets;

    /// <summary>The first rows as they stand in the file, title and header among them.</summary>
    public IReadOnlyList<SampleRow> Sample => layout.Sample;

    /// <summary>0 when the file has none.</summary>
    public int HeaderRow => layout.Header.Row;

    /// <summary>Of a statement, its lines.</summary>
    public int Gifts { get; }

    /// <summary>Of a statement, money in less money out.</summary>
    public Money Sum { get; }

    /// <summary>First and last date of the gifts; empty without gifts.</summary>
    public DateSpan? Dates { get; }

    /// <summary>Rows understood as no gift, without the control totals.</summary>
    public int NotGifts { get; }

    public int FailedRows { get; }

    /// <summary>The first rows as they will be read.</summary>
    public IReadOnlyList<ListRow> Preview { get; }

    /// <summary>The first failed rows; <see cref="FailedRows"/> counts all.</summary>
    public IReadOnlyList<ListRow.Failed> FirstFailures { get; }

    /// <summary>Each total the list states, beside what was counted; the first thousand.</summary>
    public IReadOnlyList<ControlCheck> Controls { get; }

    /// <summary>The refusal to give unless the difference was accepted; empty when every stated total agrees.</summary>
    public Refusal? Difference => Controls.FirstOrDefault(control => !control.Agrees)?.Refusal;

    /// <summary>Walks the rows from the beginning; each call is a new walk, and ends the one before.</summary>
    /// <exception cref="IOException">The file changed since it was scanned, or can no longer be read.</exception>
    public IEnumerable<ListRow> Rows() => RowsWithCells().Select(row => row.Row);

    /// <summary>The same, each with its cells as they stand in the file until the walk goes on.</summary>
    /// <exception cref="IOException">The file changed since it was scanned, or can no longer be read.</exception>
    internal IEnumerable<(ListRow Row, ListRows Cells)> RowsWithCells()
    {
        var (gifts, minorUnits) = (0, Int128.Zero);
        using var walk = file.WalkCells(layout, new RowReader(format)).GetEnumerator();
        while (Advance(walk))
        {
            if (walk.Current.Row is ListRow.Gift gift) (gifts, minorUnits) = (gifts + 1, minorUnits + gift.Amount.MinorUnits);
            if (walk.Current.Row is ListRow.Movement line) (gifts, minorUnits) = (gifts + 1, minorUnits + line.Amount.MinorUnits);
            yield return walk.Current;
        }

        if (gifts != Gifts || minorUnits != Sum.MinorUnits) throw Changed(null);
    }

    internal int HeaderWidth => layout.Header.Width;

    private bool Advance(System.Collections.IEnumerator walk)
    {
        try
        {
            return walk.MoveNext();
        }
        catch (Exception broken) when (broken is ListRefusedException || ListFile.IsDamage(broken))
        {
            throw Changed(broken);
        }
    }

    private IOException Changed(Exception? because) => new($"'{file.Name}' changed since it was scanned.", because);
}

/// <summary>A stated total beside what was read.</summary>
/// <param name="Gifts">Gifts counted in the total's scope.</param>
public sealed record ControlCheck(ListRow.ControlTotal Stated, int Gifts, Money Sum)
{
    /// <summary>Stated less counted; empty when the total does not state a count.</summary>
    public int? CountDifference => Stated.Count - Gifts;

    /// <summary>Stated less counted; empty when the total does not state a sum.</summary>
    public Money? SumDifference => Stated.Sum is { } sum ? sum - Sum : null;

    public bool Agrees => CountDifference is null or 0 && SumDifference is null or { IsZero: true };

    internal Refusal Refusal
    {
        get
        {
            var stated = $"{Stated.Count?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} / {Stated.Sum?.ToGroupedText() ?? "?"}";
            return Refusal.Of(
                "control-total-differs", "acceptDifference",
                $"第{Stated.Row}行写明的合计（笔数 / 金额：{stated}）与读到的（{Gifts} / {Sum.ToGroupedText()}）不一致。请核对名单；确认无误后加 --accept-difference 导入。",
                $"The total stated in row {Stated.Row} (count / sum: {stated}) is not what was read ({Gifts} / {Sum.ToGroupedText()}). Check the list; if it is right as read, import it with --accept-difference.");
        }
    }
}
