using System.Globalization;
using FundLedger.Donations.Lists;

namespace FundLedger.Donations.Importing;

/// <summary>The refused rows as a CSV file to mend and send again: the columns of the file they stood in, and the reason beside them.</summary>
/// <remarks>
/// A cell that could not be read is led by <see cref="Mark"/>: it shows what to mend, and keeps the row from being read in another way than in
/// the whole list, where fewer rows are there to tell how dates and numbers are written. The mended file holds nothing that is posted already.
/// </remarks>
public static class MendFile
{
    /// <summary>Stands before what must be mended.</summary>
    public const char Mark = '?';

    private static readonly (int Unit, string Word)[] Units = [(1_000, "千元"), (10_000, "万元"), (100_000_000, "亿元")];

    /// <param name="reasons">The reason's words, in the language of the one who mends.</param>
    public static void Write(TextWriter to, RefusedRows rows, Language language, Func<Refusal, string> reasons)
    {
        var scan = rows.Scan;
        var width = scan.HeaderWidth;
        WriteRow(to, [.. Headers(scan, language).Select(FormulaSafe.Escaped), language == Language.Zh ? "未入账的原因" : "Why it was not posted"]);
        foreach (var (row, cells) in rows.WalkCells())
        {
            var texts = Enumerable.Range(0, Math.Max(width, cells.Count)).Select(column => TextOf(cells.CellOrBlank(column))).ToList();
            if (WhatToMend(row, scan) is { } wrong && wrong < texts.Count) texts[wrong] = Mark + texts[wrong];
            // What stood beyond the last column stays beyond the reason, so that the row is refused until somebody puts it right.
            WriteRow(to, [.. texts.Take(width), reasons(row.Reason), .. texts.Skip(width)]);
        }
    }

    /// <summary>The column whose cell could not be read; of a row that is damaged as a whole, its amount. None where only the ledger refused it.</summary>
    private static int? WhatToMend(ListRow.Failed row, ListScan scan)
    {
        if (row.Reason.Code is "period-closed" or "date-in-future" or "chart-not-in-force" or "amount-too-large") return null;
        var named = scan.Mapping.Columns.Values.FirstOrDefault(column => column.Header == row.Column);
        return row.Column.Length > 0 && named is not null ? named.Index : scan.Mapping.IndexOf(ListColumn.Amount);
    }

    /// <summary>The header as it was; what stood above it and counts is said in it.</summary>
    private static IEnumerable<string> Headers(ListScan scan, Language language)
    {
        var written = scan.Sample.FirstOrDefault(row => row.Number == scan.HeaderRow)?.Cells ?? [];
        for (var i = 0; i < scan.HeaderWidth; i++)
        {
            var part = scan.Mapping.Columns.FirstOrDefault(column => column.Value.Index == i);
            if (part.Value is null) yield return scan.HeaderRow > 0 ? written.ElementAtOrDefault(i) ?? "" : $"#{(i + 1).ToString(CultureInfo.InvariantCulture)}";
            else yield return (scan.HeaderRow > 0 ? part.Value.Header : part.Key.NameOf().In(language)) + (part.Key == ListColumn.Amount ? UnitToSay(scan, part.Value.Header) : "");
        }
    }

    private static string UnitToSay(ListScan scan, string header) =>
        scan.Mapping.Unit == 1 || HeaderNames.UnitInHeader(header) == scan.Mapping.Unit ? "" : $"（{Units.First(known => known.Unit == scan.Mapping.Unit).Word}）";

    private static string TextOf(ListCell cell) => cell.Kind switch
    {
        CellKind.Uncomputed => "",
        CellKind.Number when AmountText.TryReadStored(cell.Span, out var value) => value.ToString("0.############", CultureInfo.InvariantCulture),
        CellKind.Text => IsNumber(cell.Span) ? cell.Span.ToString() : FormulaSafe.Escaped(cell.Span.ToString()),
        _ => cell.Span.ToString(),
    };

    /// <summary>A number may begin with a sign and is no formula.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text) => text.Length < 40 && text.ContainsAnyInRange('0', '9') && !text.ContainsAnyExcept("0123456789.,-+ ");

    private static void WriteRow(TextWriter to, IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) to.Write(',');
            var cell = cells[i].Replace('\0', ' ');
            var mustQuote = cell.AsSpan().ContainsAny("\",\r\n;\t|") || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' '));
            if (mustQuote) to.Write($"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            else to.Write(cell);
        }

        to.Write("\r\n");
    }
}
