using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>Writes the journal for other programs: in the order of entries, the same bytes for the same journal, memory flat.</summary>
/// <remarks>Entry texts are left out: they may name people, and the journal holds only their commitments.</remarks>
public static class JournalExport
{
    /// <summary>Writes what the reader sees to <paramref name="output"/>, which stays open.</summary>
    /// <returns>The refusal when the filter cannot be met; nothing is written then.</returns>
    public static async Task<Outcome<JournalExported>> WriteAsync(
        LedgerReader reader, JournalFormat format, Stream output, JournalFilter? filter = null, CancellationToken stop = default)
    {
        var books = await Books.LoadAsync(reader);
        if (!JournalSelection.Of(books, filter).IsDone(out var selection, out var refusal)) return refusal;
        var used = await UsedAccount.ListAsync(reader, books, selection);

        using var text = new ExportText(output);
        using var writer = WriterOf(format, text.Writer, books, selection);
        writer.Begin(used);
        var (entryCount, lineCount) = (0L, 0L);
        await foreach (var entry in JournalWalk.EntriesAsync(reader, books, selection, stop))
        {
            writer.Write(entry);
            entryCount++;
            lineCount += entry.Entry.Lines.Count;
            await text.SendAsync(stop);
        }

        writer.End();
        await text.SendAllAsync(stop);
        return new JournalExported(entryCount, lineCount);
    }

    private static JournalWriter WriterOf(JournalFormat format, TextWriter text, Books books, JournalSelection selection) => format switch
    {
        JournalFormat.Csv => new CsvJournalWriter(text, books, selection),
        JournalFormat.Hledger => new HledgerWriter(text),
        _ => new BeancountWriter(text),
    };
}

/// <summary>One format of the export.</summary>
internal abstract class JournalWriter : IDisposable
{
    /// <summary>Whatever stands before the first entry.</summary>
    internal abstract void Begin(IReadOnlyList<UsedAccount> used);

    internal abstract void Write(WalkedEntry walked);

    internal virtual void End() { }

    public virtual void Dispose() { }
}
