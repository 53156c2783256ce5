using FundLedger.Ledger;

namespace FundLedger.Auditing.Sampling;

/// <summary>Samples that were drawn. Reads only.</summary>
public static class Samples
{
    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<Sample>> ListAsync(LedgerReader reader, Books books) => SampleStore.ListAsync(reader, books, 0);

    public static async Task<Sample?> FindAsync(LedgerReader reader, Books books, long id) => id < 1 ? null : (await SampleStore.ListAsync(reader, books, id)).SingleOrDefault();

    /// <summary>Its items with the last result of each, in the order of the books.</summary>
    public static Task<IReadOnlyList<SampleItem>> ItemsAsync(LedgerReader reader, Books books, Sample sample) => SampleStore.ItemsAsync(reader, books, sample);

    /// <summary>Every version of what its items were found to be, by the item's number, first to last.</summary>
    public static Task<ILookup<int, ItemResult>> ResultsAsync(LedgerReader reader, Sample sample) => SampleStore.ResultsAsync(reader, sample);
}
