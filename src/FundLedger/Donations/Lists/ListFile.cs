using System.Text;
using System.Xml;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>What came of opening a file.</summary>
public abstract record ListOpening
{
    private ListOpening()
    {
    }

    public sealed record Opened(ListFile File) : ListOpening;

    public sealed record Refused(Refusal Reason) : ListOpening;
}

/// <summary>A donation list: an .xlsx sheet or a delimited text. Read forward, one walk at a time, with the current row in memory.</summary>
/// <remarks>Not for several threads, but for <see cref="Position"/>, which a progress bar may read at any time.</remarks>
public sealed class ListFile : IDisposable
{
    private readonly Stream stream;
    private readonly bool ownsStream;
    private ListRows? walking;
    private long position;

    private ListFile(Stream stream, bool ownsStream, string name, ListContent content) =>
        (this.stream, this.ownsStream, Name, Content) = (stream, ownsStream, name, content);

    public string Name { get; }

    /// <summary>Of the whole content, in lower-case hexadecimal.</summary>
    public string Sha256 => Content.Sha256;

    /// <summary>In bytes.</summary>
    public long Length => Content.Length;

    /// <summary>Bytes of <see cref="Length"/> that the current walk has behind it.</summary>
    public long Position => Interlocked.Read(ref position);

    public bool IsSpreadsheet => Content.IsSpreadsheet;

    internal ListContent Content { get; }

    /// <summary>Opens a file and reads it once for its hash and kind.</summary>
    public static ListOpening Open(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1), name, ownsStream: true);
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return new ListOpening.Refused(ListRefusals.FileMissing(name));
        }
        catch (Exception locked) when (locked is IOException or UnauthorizedAccessException)
        {
            return new ListOpening.Refused(ListRefusals.FileUnreadable(name));
        }
    }

    /// <param name="content">Must seek; stays open when the list is disposed.</param>
    /// <param name="name">For messages only: what the file is, its bytes tell.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ListOpening Open(Stream content, string name)
    {
        if (!content.CanSeek) throw new ArgumentException("A list is walked more than once, so its stream must seek.", nameof(content));
        return Open(content, name, ownsStream: false);
    }

    /// <summary>Finds the header, settles the formats, and counts everything, walking the file twice.</summary>
    /// <param name="progress">Hears the position of the walk every few thousand rows; the second walk begins at zero again.</param>
    public ListScanning Scan(ListSettings settings, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        IReadOnlyList<SampleRow> sample = [];
        ColumnMapping? mapping = null;
        int? headerRow = null;
        try
        {
            var layout = ListLayout.Find(this, settings.Profile, out sample);
            (mapping, headerRow) = (layout.Header.Mapping, layout.Header.Row);
            var scanner = new ListScanner(this, layout with { Sample = sample }, settings, progress);
            return new ListScanning.Scanned(scanner.Scan(stop));
        }
        catch (ListRefusedException refused)
        {
            return new ListScanning.Refused(refused.Reason, mapping, sample, headerRow);
        }
        catch (Exception broken) when (IsDamage(broken))
        {
            return new ListScanning.Refused(ListRefusals.BrokenSpreadsheet(), mapping, sample, headerRow);
        }
    }

    public void Dispose()
    {
        walking?.Dispose();
        if (ownsStream) stream.Dispose();
    }

    /// <summary>Names of the visible sheets; none in a text file.</summary>
    /// <remarks>A damaged spreadsheet has none that can be named: scanning it says so.</remarks>
    public IReadOnlyList<string> SheetNames()
    {
        if (!IsSpreadsheet) return [];
        try
        {
            return [.. Sheets().Where(sheet => !sheet.Hidden).Select(sheet => sheet.Name)];
        }
        catch (Exception broken) when (broken is ListRefusedException || IsDamage(broken))
        {
            return [];
        }
    }

    internal IReadOnlyList<XlsxSheet> Sheets()
    {
        stream.Position = 0;
        using var workbook = new XlsxWorkbook(stream);
        return workbook.Sheets;
    }

    /// <summary>Starts a walk at the beginning of the file; the walk before it is over.</summary>
    internal ListRows OpenRows(ListLayout layout)
    {
        walking?.Dispose();
        stream.Position = 0;
        Interlocked.Exchange(ref position, 0);
        return walking = layout.Sheet is { } sheet
            ? new XlsxRows(new XlsxWorkbook(stream), sheet)
            : new CsvRows(new StreamReader(stream, layout.Encoding, detectEncodingFromByteOrderMarks: true, 128 * 1024, leaveOpen: true), layout.Delimiter);
    }

    /// <summary>The same for a list of another kind, whose header the caller looks for: a sheet, or text between commas.</summary>
    internal ListRows OpenRows(XlsxSheet? sheet) =>
        OpenRows(new ListLayout(sheet, Content.Encoding ?? Encoding.UTF8, ',', new FoundHeader(0, 0, new ColumnMapping(new Dictionary<ListColumn, MappedColumn>(), 1), 0), []));

    /// <summary>The rows below the header, each as what it is.</summary>
    /// <exception cref="IOException">The file cannot be read to its end as it could when it was scanned.</exception>
    internal IEnumerable<ListRow> Walk(ListLayout layout, RowReader reader)
    {
        foreach (var (row, _) in WalkCells(layout, reader)) yield return row;
    }

    /// <summary>The same, each with its cells as they stand in the file until the walk goes on.</summary>
    /// <exception cref="IOException">The file cannot be read to its end as it could when it was scanned.</exception>
    internal IEnumerable<(ListRow Row, ListRows Cells)> WalkCells(ListLayout layout, RowReader reader)
    {
        using var rows = OpenRows(layout);
        while (Next(rows))
        {
            if (rows.Number > layout.Header.Row && reader.Read(rows) is { } row) yield return (row, rows);
        }
    }

    internal bool Next(ListRows rows)
    {
        Invariant.Holds(ReferenceEquals(rows, walking));
        var more = rows.Read();
        Interlocked.Exchange(ref position, !more ? Length : rows is XlsxRows sheet ? (long)(sheet.Share * Length) : stream.Position);
        return more;
    }

    private static ListOpening Open(Stream stream, string name, bool ownsStream)
    {
        var opened = false;
        try
        {
            var (content, reason) = ListContent.Of(stream);
            opened = content is not null;
            return content is null ? new ListOpening.Refused(reason!) : new ListOpening.Opened(new ListFile(stream, ownsStream, name, content));
        }
        finally
        {
            if (!opened && ownsStream) stream.Dispose();
        }
    }

    /// <summary>What the ZIP and XML readers throw at a damaged spreadsheet.</summary>
    internal static bool IsDamage(Exception broken) => broken is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException;
}
