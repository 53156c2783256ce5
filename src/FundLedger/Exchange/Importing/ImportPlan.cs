using System.Security.Cryptography;
using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>What a checked file holds.</summary>
internal sealed record ImportPlan(string FileSha256, FileDefinitions Definitions, long EntryCount, long LineCount, EntryId LastEntry, string LastHash, long LastRecordedAt)
{
    /// <summary>Reads the whole file and writes nothing.</summary>
    internal static async Task<Outcome<ImportPlan>> ReadAsync(Stream file, IProgress<JournalImportProgress>? progress, CancellationToken stop)
    {
        file.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
        file.Position = 0;
        var definitions = new FileDefinitions();
        using var journal = new JournalFile(file, definitions, wasChecked: false);
        var (entryCount, lineCount) = (0L, 0L);
        PostedEntry? last = null;
        while (await journal.ReadAsync() is { } read)
        {
            stop.ThrowIfCancellationRequested();
            last = read.Entry;
            entryCount++;
            lineCount += last.Lines.Count;
            if (entryCount % 1_000 == 0) progress?.Report(new JournalImportProgress(IsPosting: false, entryCount, 0, (double)file.Position / file.Length));
        }

        if (journal.Refusal is { } refusal) return refusal;
        return new ImportPlan(sha256, definitions, entryCount, lineCount, last!.Id, Convert.ToHexStringLower(last.Hash), last.RecordedAt);
    }
}
