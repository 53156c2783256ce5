using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace FundLedger.Exchange.Importing;

/// <summary>Reads a CSV journal entry by entry; stops at the first thing that is wrong and names it.</summary>
internal sealed class JournalFile : IDisposable
{
    private const int LongestCell = 64 * 1024;

    private readonly CsvParser csv;
    private readonly FileDefinitions definitions;
    private readonly bool wasChecked;
    private readonly FileSequence sequence = new();
    private FileRow? ahead;
    private int rowNumber;

    /// <param name="content">Read from where it stands; stays open.</param>
    /// <param name="wasChecked">Its hashes were derived once and the journal will derive them again.</param>
    internal JournalFile(Stream content, FileDefinitions definitions, bool wasChecked)
    {
        (this.definitions, this.wasChecked) = (definitions, wasChecked);
        var text = new StreamReader(content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false, 64 * 1024, leaveOpen: true);
        csv = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture) { MaxFieldSize = LongestCell });
    }

    /// <summary>What stopped the reading; null while all is well and at the end.</summary>
    internal Refusal? Refusal { get; private set; }

    /// <returns>The next entry; null at the end, and when something is wrong.</returns>
    internal async Task<FileEntry?> ReadAsync()
    {
        try
        {
            return Refusal is null ? await NextAsync() : null;
        }
        catch (Exception unreadable) when (unreadable is CsvHelperException or DecoderFallbackException)
        {
            Refusal = Refusal.Of("journal-unreadable", "file",
                $"第 {rowNumber + 1} 行附近无法读取：文件不是完好的 UTF-8 CSV。请重新导出。", $"The file cannot be read near row {rowNumber + 1}: it is no sound CSV in UTF-8. Export the journal again.");
            return null;
        }
    }

    public void Dispose() => csv.Dispose();

    private async Task<FileEntry?> NextAsync()
    {
        if (rowNumber == 0)
        {
            if (!await ReadHeaderAsync()) return null;
            ahead = await ReadRowAsync();
            if (ahead is null && Refusal is null) Refusal = NoEntries();
        }

        if (ahead is null || Refusal is not null) return null;
        var rows = new List<FileRow>(4);
        var first = ahead;
        while (ahead is not null && ahead[JournalColumn.EntryId] == first[JournalColumn.EntryId])
        {
            rows.Add(ahead);
            if (FileEntry.IsTooLong(rows.Count)) return Stop(ahead, JournalColumn.EntryId, "一笔分录最多 1000 行。", "an entry has at most 1,000 lines.");
            ahead = await ReadRowAsync();
            if (Refusal is not null) return null;
        }

        return Checked(rows, isLast: ahead is null);
    }

    private FileEntry? Checked(List<FileRow> rows, bool isLast)
    {
        if (FileEntry.Read(rows, definitions).IsDone(out var entry, out var refusal))
            refusal = (wasChecked ? null : FileEntryCheck.RefusalFor(entry)) ?? FileEnd.RefusalFor(rows, isLast) ?? sequence.RefusalFor(entry, isLast);
        if (refusal is null) return entry;
        Refusal = refusal;
        return null;
    }

    private async Task<bool> ReadHeaderAsync()
    {
        var names = await csv.ReadAsync() ? csv.Record! : [];
        rowNumber = 1;
        for (var i = 0; i < Math.Max(names.Length, JournalColumns.Count) && Refusal is null; i++)
        {
            var (found, expected) = (i < names.Length ? names[i] : "", i < JournalColumns.Count ? JournalColumns.Names[i] : "");
            if (found == expected) continue;
            Refusal = Refusal.Of("journal-header", expected.Length > 0 ? expected : found,
                $"第 1 行第 {i + 1} 列应为“{expected}”，这里是“{found}”。请使用 export journal --format csv 导出的文件。",
                $"Row 1, column {i + 1} should be '{expected}' and is '{found}'. Use a file that 'export journal --format csv' wrote.");
        }

        return Refusal is null;
    }

    private async Task<FileRow?> ReadRowAsync()
    {
        if (!await csv.ReadAsync()) return null;
        rowNumber++;
        if (csv.Count != JournalColumns.Count)
        {
            var missing = JournalColumns.Names[Math.Min(csv.Count, JournalColumns.Count - 1)];
            Refusal = Refusal.Of("journal-row", missing,
                $"第 {rowNumber} 行有 {csv.Count} 列，应有 {JournalColumns.Count} 列（从 {missing} 列起不符）；文件可能被截断。请重新导出。",
                $"Row {rowNumber} has {csv.Count} columns instead of {JournalColumns.Count} (from column {missing} on); the file may be cut off. Export the journal again.");
            return null;
        }

        var cells = new string[JournalColumns.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = ((JournalColumn)i).IsText() ? FormulaSafe.Unescaped(csv[i]) : csv[i];
        return new FileRow(rowNumber, cells);
    }

    private FileEntry? Stop(FileRow row, JournalColumn column, string zh, string en)
    {
        row.Refuse(column, zh, en);
        Refusal = row.Refusal;
        return null;
    }

    private static Refusal NoEntries() => Refusal.Of("journal-empty", "file",
        "文件只有标题行，没有分录：没有可导入的内容，或文件被截断。", "The file has a header and no entries: there is nothing to import, or it was cut off.");
}
