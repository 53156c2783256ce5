using System.Buffers;

namespace FundLedger.Donations.Lists;

/// <summary>Rows of a delimited text file, as RFC 4180 writes them; any line end, and line breaks inside quotes.</summary>
/// <remarks>
/// CsvHelper is not used here because it bounds a field but not a row, and a damaged file can be one row. Text after a closing quote fails
/// the row: that is how a stray quote shows itself after swallowing the rows up to the next one, which must not be lost unseen.
/// </remarks>
internal sealed class CsvRows(TextReader text, char delimiter) : ListRows
{
    private readonly SearchValues<char> stops = SearchValues.Create([delimiter, '\r', '\n']);
    private readonly char[] input = new char[32 * 1024];
    private int next;
    private int filled;

    private char[] row = new char[1024];
    private int length;
    private readonly List<int> ends = [];
    private int line = 1;
    private int rows;

    public override bool FieldsAreCounted => true;

    public override ListCell this[int column]
    {
        get
        {
            var start = column == 0 ? 0 : ends[column - 1];
            return new ListCell(row.AsMemory(start, ends[column] - start), CellKind.Text);
        }
    }

    public override bool Read()
    {
        (length, Count, Damage) = (0, 0, null);
        ends.Clear();
        if (!HasMore()) return false;
        if (++rows > ListLimits.Rows) throw new ListRefusedException(ListRefusals.TooManyRows());
        Number = line;
        while (ReadField() == delimiter)
        {
            if (ends.Count == ListLimits.Columns) throw new ListRefusedException(ListRefusals.TooManyFields(Number));
        }

        Count = ends.Count;
        return true;
    }

    public override void Dispose() => text.Dispose();

    /// <returns>What ended the field: the delimiter, a line feed, or nothing at the end of the file.</returns>
    private char ReadField()
    {
        var quoted = HasMore() && input[next] == '"';
        var opened = line;
        if (quoted) ReadQuoted();
        var (closed, mark) = (line, length);
        var end = ReadPlain();
        if (quoted && !Blanks.AreAll(row.AsSpan(mark, length - mark))) Damage ??= ListRefusals.TextAfterQuote(Number, opened, closed);
        ends.Add(length);
        return end;
    }

    /// <summary>Reads up to and with the closing quote.</summary>
    private void ReadQuoted()
    {
        next++;
        var opened = line;
        while (HasMore())
        {
            var rest = input.AsSpan(next, filled - next);
            var quote = rest.IndexOf('"');
            var part = quote < 0 ? rest : rest[..quote];
            Keep(part);
            line += part.Count('\n');
            next += part.Length;
            if (quote < 0) continue;
            next++;
            if (!HasMore() || input[next] != '"') return;
            Keep("\"");
            next++;
        }

        Damage ??= ListRefusals.QuoteNeverClosed(opened);
    }

    private char ReadPlain()
    {
        while (HasMore())
        {
            var rest = input.AsSpan(next, filled - next);
            var stop = rest.IndexOfAny(stops);
            Keep(stop < 0 ? rest : rest[..stop]);
            next += stop < 0 ? rest.Length : stop + 1;
            if (stop < 0) continue;
            var found = rest[stop];
            if (found == delimiter) return delimiter;
            if (found == '\r' && HasMore() && input[next] == '\n') next++;
            line++;
            return '\n';
        }

        return '\0';
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        if (length + part.Length > row.Length)
        {
            if (length + part.Length > ListLimits.RowCharacters) throw new ListRefusedException(ListRefusals.RowTooLong(Number));
            Array.Resize(ref row, Math.Min(ListLimits.RowCharacters, Math.Max(row.Length * 2, length + part.Length)));
        }

        part.CopyTo(row.AsSpan(length));
        length += part.Length;
    }

    private bool HasMore()
    {
        if (next < filled) return true;
        next = 0;
        filled = text.Read(input, 0, input.Length);
        return filled > 0;
    }
}
