using FundLedger.Ledger;

namespace FundLedger.Seals;

/// <summary>Re-derives the whole ledger from its lines and says what does not agree: hashes, balance of every entry, references, stored sums, positions, open items, matches and what they were held against, the audit trail, what people agreed to, and what they certified, handed in or signed.</summary>
public static class Verify
{
    /// <param name="progress">Hears how many entries were read, every few thousand.</param>
    /// <param name="outside">Checkpoints that somebody kept outside, to be compared with; null for none.</param>
    public static async Task<Verification> RunAsync(LedgerReader reader, IProgress<long>? progress = null, CancellationToken stop = default, IReadOnlyList<SignedNote>? outside = null)
    {
        var books = await Books.LoadAsync(reader);
        var findings = new Findings();
        var sums = new DerivedSums();
        var walk = new JournalWalk(reader);
        var check = new EntryCheck(books, findings, sums, await NumbersGiven.OfEntriesAsync(reader));
        long entries = 0, lines = 0;
        await foreach (var entry in walk.RunAsync(findings))
        {
            stop.ThrowIfCancellationRequested();
            check.Run(entry);
            lines += entry.LineCount;
            if (++entries % 5_000 == 0) progress?.Report(entries);
        }

        progress?.Report(entries);
        await new SealCheck(reader, findings, outside ?? []).RunAsync();
        await new DerivedCheck(reader, books, findings, sums).RunAsync();
        await new YearClosingCheck(reader, books, findings, sums).RunAsync();
        await new MatchingCheck(reader, books, findings).RunAsync();
        await new BankingCheck(reader, findings).RunAsync();
        await new AwardsCheck(reader, findings).RunAsync();
        await new TaperCheck(reader, findings).RunAsync();
        new KeptTextsCheck(reader, findings).Run();
        var events = await new TrailCheck(reader, findings, await NumbersGiven.OfEventsAsync(reader)).RunAsync();
        await new ProposalCheck(reader, findings).RunAsync();
        return new Verification(entries, lines, check.LastHash, check.ErasedTexts, findings.List, findings.Count) { EventCount = events };
    }
}
