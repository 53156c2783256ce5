using System.Text;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Where the rows of one file are: its sheet, or its encoding and delimiter; and its header.</summary>
internal sealed record ListLayout(XlsxSheet? Sheet, Encoding Encoding, char Delimiter, FoundHeader Header)
{
    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    /// <summary>Tries every place the header may be and takes the one where most columns are recognised.</summary>
    /// <param name="sample">The first rows: of the layout found, or of the first place tried.</param>
    /// <exception cref="ListRefusedException">The profile names what is not there, or no header was found.</exception>
    public static ListLayout Find(ListFile file, ListProfile profile, out IReadOnlyList<SampleRow> sample)
    {
        sample = [];
        ListLayout? best = null;
        foreach (var place in Places(file, profile))
        {
            var rows = SampleOf(file, place, profile);
            if (sample.Count == 0) sample = rows;
            if (HeaderFinder.Find(rows, profile) is not { } header) continue;
            if (best is null || header.Score > best.Header.Score) (best, sample) = (place with { Header = header }, rows);
            if (place.Sheet is not null) break;
        }

        if (best is not null) return best;
        var seen = sample.Take(3).SelectMany(row => row.Cells);
        var wanted = profile.Columns?.Values.Where(name => name.Length > 0).ToList() ?? [];
        throw new ListRefusedException(wanted.Count > 0 || profile.HeaderRow is not null ? ListRefusals.ColumnMissing(wanted, seen) : ListRefusals.HeaderMissing(seen));
    }

    private static IEnumerable<ListLayout> Places(ListFile file, ListProfile profile)
    {
        var nowhere = new FoundHeader(0, 0, new ColumnMapping(new Dictionary<ListColumn, MappedColumn>(), 1), 0);
        if (file.Content.Encoding is not { } detected)
        {
            var sheets = file.Sheets();
            if (profile.Sheet is { } name && sheets.All(sheet => sheet.Name != name)) throw new ListRefusedException(ListRefusals.SheetMissing(name, sheets.Select(sheet => sheet.Name)));
            return sheets.Where(sheet => profile.Sheet is { } told ? sheet.Name == told : !sheet.Hidden).Select(sheet => new ListLayout(sheet, Encoding.UTF8, ',', nowhere));
        }

        var encoding = detected;
        if (profile.Encoding is { } text && !ListContent.TryEncoding(text, out encoding)) throw new ListRefusedException(ListRefusals.EncodingUnknown(text));
        if (profile.Delimiter is { } wanted && !IsDelimiter(wanted)) throw new ListRefusedException(ListRefusals.DelimiterUnknown(wanted));
        var delimiters = profile.Delimiter is { } told ? [told[0]] : Delimiters;
        return delimiters.Select(delimiter => new ListLayout(null, encoding, delimiter, nowhere));
    }

    private static bool IsDelimiter(string text) => text.Length == 1 && !char.IsLetterOrDigit(text[0]) && text[0] is not ('"' or '\r' or '\n' or '.' or '-');

    private static List<SampleRow> SampleOf(ListFile file, ListLayout place, ListProfile profile)
    {
        var last = Math.Clamp(profile.HeaderRow ?? 0, ListLimits.HeaderRows, 1_000);
        List<SampleRow> sample = [];
        using var rows = file.OpenRows(place);
        while (sample.Count < last && rows.Read()) sample.Add(SampleRow.Of(rows));
        return sample;
    }
}
