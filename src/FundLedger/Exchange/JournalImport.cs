using FundLedger.Storage;

namespace FundLedger.Exchange;

/// <summary>What became of a CSV journal that was imported.</summary>
/// <param name="LastHash">Hash of the last entry, in hexadecimal: the same as in the ledger the file came from.</param>
/// <param name="WasThereBefore">The same file had been imported whole; nothing was added.</param>
/// <param name="WasResumed">An earlier run had stopped on the way; this one went on from there.</param>
/// <param name="NotRestored">What the file does not hold and the ledger therefore lacks, one sentence each.</param>
public sealed record JournalImported(
    long EntryCount, long LineCount, EntryId LastEntry, string LastHash, string FileSha256, bool WasThereBefore, bool WasResumed, IReadOnlyList<Bilingual> NotRestored);

/// <summary>How far an import has come.</summary>
/// <param name="IsPosting">False while the file is checked, before anything is written.</param>
/// <param name="EntriesDone">Checked or posted.</param>
/// <param name="EntriesTotal">Known once the file was checked; 0 before.</param>
/// <param name="Share">Of this phase, from 0 to 1.</param>
public readonly record struct JournalImportProgress(bool IsPosting, long EntriesDone, long EntriesTotal, double Share);

/// <summary>An import that stopped on the way: the ledger holds a part of the journal until the same file is imported again.</summary>
/// <param name="FileSha256">Of the file, in hexadecimal.</param>
public sealed record UnfinishedImport(string FileSha256)
{
    private static readonly SqlFile List = new("exchange/list_imports");

    /// <summary>To be shown wherever the ledger's figures are.</summary>
    public Bilingual Text => new(
        $"账本导入尚未完成：只有文件 {FileSha256[..12]}… 的一部分分录。请用同一文件再次运行 import journal，它会接着导入。",
        $"A journal import is not finished: only part of the entries of file {FileSha256[..12]}… are here. Run 'import journal' with the same file again; it goes on from there.");

    /// <summary>The import that waits to be finished, or null.</summary>
    public static async Task<UnfinishedImport?> FindAsync(LedgerReader reader)
    {
        var rows = await reader.QueryAsync<Row>(List);
        var ended = rows.Where(row => row.Operation == ImportKeys.End).Select(row => ImportKeys.FileOf(row.OperationKey)).ToHashSet();
        var begun = rows.FirstOrDefault(row => row.Operation == ImportKeys.Begin && !ended.Contains(ImportKeys.FileOf(row.OperationKey)));
        return begun is null ? null : new UnfinishedImport(ImportKeys.FileOf(begun.OperationKey));
    }

    private sealed record Row
    {
        public string OperationKey { get; init; } = "";
        public string Operation { get; init; } = "";
    }
}

/// <summary>The operations of an import and their keys, <c>import-journal/{file sha256}/{n}</c>: the same file gives the same keys, which is how it resumes.</summary>
internal static class ImportKeys
{
    internal const string Begin = "import-journal-begin";
    internal const string Step = "import-journal";
    internal const string End = "import-journal-end";

    private const string Prefix = "import-journal/";

    internal static string Of(string fileSha256, long step) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Prefix}{fileSha256}/{step}");

    internal static string FileOf(string key) => key.Split('/')[1];
}
