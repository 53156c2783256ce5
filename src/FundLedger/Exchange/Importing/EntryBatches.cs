using FundLedger.Ledger;

namespace FundLedger.Exchange.Importing;

/// <summary>Entries to be posted in one operation.</summary>
/// <param name="After">The entry that must be the ledger's last when they are posted; 0 for none.</param>
internal sealed record EntryBatch(IReadOnlyList<PostedEntry> Entries, EntryId After);

/// <summary>Cuts a file's entries into batches that one write may hold; the entries of one operation stay together.</summary>
internal static class EntryBatches
{
    private const int MostEntries = 1_000;
    private const int EnoughLines = 3_000;

    internal static async IAsyncEnumerable<EntryBatch> OfAsync(JournalFile file)
    {
        List<PostedEntry> batch = [];
        List<PostedEntry> operation = [];
        var (after, lineCount) = (new EntryId(0), 0);
        while (await file.ReadAsync() is { } read)
        {
            if (operation.Count > 0 && operation[^1].OperationKey != read.Entry.OperationKey)
            {
                if (batch.Count > 0 && (batch.Count + operation.Count > MostEntries || lineCount > EnoughLines))
                {
                    yield return new EntryBatch(batch, after);
                    (after, lineCount, batch) = (batch[^1].Id, 0, []);
                }

                batch.AddRange(operation);
                lineCount += operation.Sum(entry => entry.Lines.Count);
                operation.Clear();
            }

            operation.Add(read.Entry);
        }

        if (batch.Count > 0 && batch.Count + operation.Count > MostEntries)
        {
            yield return new EntryBatch(batch, after);
            (after, batch) = (batch[^1].Id, []);
        }

        batch.AddRange(operation);
        if (batch.Count > 0) yield return new EntryBatch(batch, after);
    }
}
