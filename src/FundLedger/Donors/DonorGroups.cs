namespace FundLedger.Donors;

/// <summary>Which donors count as one, through their merges.</summary>
internal sealed class DonorGroups
{
    private static readonly SqlFile List = new("donors/list_merges");

    private readonly IReadOnlyList<Row> merges;
    private readonly HashSet<long> concerned;

    private DonorGroups(IReadOnlyList<Row> merges) => (this.merges, concerned) = (merges, [.. merges.SelectMany(merge => new[] { merge.DonorId, merge.IntoId })]);

    internal static async Task<DonorGroups> LoadAsync(LedgerReader reader) => new(await reader.QueryAsync<Row>(List));

    /// <summary>The one that stands for a donor: themselves, unless they were merged.</summary>
    /// <param name="entry">As it was when this entry was recorded; null for now.</param>
    internal long RootOf(long donor, long? entry = null) => concerned.Contains(donor) ? merges.FirstOrDefault(merge => merge.DonorId == donor && merge.StandsAt(entry))?.IntoId ?? donor : donor;

    /// <summary>All that count as one with a donor, who is among them; in the order of their numbers.</summary>
    /// <param name="entry">As it was when this entry was recorded; null for now.</param>
    internal IReadOnlyList<long> Of(long donor, long? entry = null)
    {
        if (!concerned.Contains(donor)) return [donor];
        var root = RootOf(donor, entry);
        return [.. merges.Where(merge => merge.IntoId == root && merge.StandsAt(entry)).Select(merge => merge.DonorId).Append(root).Distinct().Order()];
    }

    private sealed record Row
    {
        public long DonorId { get; init; }
        public long IntoId { get; init; }
        public long AfterEntry { get; init; }
        public long? UndoneAfter { get; init; }

        internal bool StandsAt(long? entry) => entry is { } one ? AfterEntry < one && !(UndoneAfter < one) : UndoneAfter is null;
    }
}
