using System.Text;
using FundLedger.Values;

namespace FundLedger.Donations.Lists;

/// <summary>Where the rows of one file are: its sheet, or its encoding and delimiter; and its header.</summary>
/// <param name="OtherSheets">Visible sheets that have a header as well and are not read.</param>
internal sealed record ListLayout(XlsxSheet? Sheet, Encoding Encoding, char Delimiter, FoundHeader Header, IReadOnlyList<string> OtherSheets)
{
    /// <summary>The first rows as they stand in the file.</summary>
    public IReadOnlyList<SampleRow> Sample { get; init; } = [];

    private static readonly char[] Delimiters = [',', '\t', ';', '|'];

    /// <summary>Tries every place the header may be and takes the one where most columns are recognised.</summary>
    /// <param name="sample">The first rows: of the layout found, or of the first place tried.</param>
    /// <exception cref="ListRefusedException">The profile names what is not there, or no header was found.</exception>
    public static ListLayout Find(ListFile file, ListProfile profile, out IReadOnlyList<SampleRow> sample)
    {
        sample = [];
        ListLayout? best = null;
        List<string> otherSheets = [];
        foreach (var place in Places(file, profile))
        {
            var rows = SampleOf(file, place, profile);
            if (sample.Count == 0) sample = rows;
            if (HeaderFinder.Find(rows, profile) is not { } header) continue;
            if (best is { Sheet: not null }) otherSheets.Add(place.Sheet!.Name);
            else if (best is null || header.Score > best.Header.Score) (best, sample) = (place with { Header = header, OtherSheets = otherSheets }, rows);
        }

        if (best is not null) return best;
        var seen = sample.Take(3).SelectMany(row => row.Cells);
        var wanted = profile.Columns?.Values.Where(name => name.Length > 0).ToList() ?? [];
        var told = wanted.Count > 0 || profile.HeaderRow is not null;
        throw new ListRefusedException(told ? ListRefusals.ColumnMissing(wanted, seen) : ListRefusals.HeaderMissing(seen));
    }

    private static IEnumerable<ListLayout> Places(ListFile file, ListProfile profile)
    {
        var nowhere = new FoundHeader(0, 0, new ColumnMapping(new Dictionary<ListColumn, MappedColumn>(), 1), 0);
        if (file.Content.Encoding is not { } detected)
        {
            var sheets = file.Sheets();
            var wantedSheets = sheets.Where(sheet => profile.Sheet is null ? !sheet.Hidden : sheet.Name == profile.Sheet).ToList();
            var isMissing = profile.Sheet is not null && wantedSheets.Count == 0;
            if (isMissing) throw new ListRefusedException(ListRefusals.SheetMissing(profile.Sheet!, sheets.Select(sheet => sheet.Name)));
            return wantedSheets.Select(sheet => new ListLayout(sheet, Encoding.UTF8, ',', nowhere, []));
        }

        var encoding = detected;
        if (profile.Encoding is { } text && !ListContent.TryEncoding(text, out encoding)) throw new ListRefusedException(ListRefusals.EncodingUnknown(text));
        var told = profile.Delimiter == "tab" ? "\t" : profile.Delimiter;
        if (told is not null && !IsDelimiter(told)) throw new ListRefusedException(ListRefusals.DelimiterUnknown(told));
        var delimiters = told is null ? Delimiters : [told[0]];
        return delimiters.Select(delimiter => new ListLayout(null, encoding, delimiter, nowhere, []));
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
