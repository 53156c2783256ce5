namespace FundLedger.Reporting;

/// <summary>Up to which entry the ledger is read: what was known at a moment stays the answer for that moment.</summary>
/// <param name="LastEntry">0 in an empty ledger.</param>
/// <param name="RecordedAt">Of that entry, in microseconds; nothing later counts.</param>
/// <param name="Hash">Of that entry; empty in an empty ledger.</param>
internal sealed record KnownMoment(long LastEntry, long RecordedAt, byte[] Hash)
{
    private static readonly SqlFile FindLast = new("reporting/find_last_known_entry");

    /// <param name="knownAt">Microseconds; null for everything recorded. A later moment than the last entry's is answered as that one, since more may still be recorded before it.</param>
    internal static async Task<KnownMoment> OfAsync(LedgerReader reader, long? knownAt)
    {
        reader.MustBeSettled();
        var row = await reader.FindAsync<Row>(FindLast, new { known_at = knownAt ?? long.MaxValue });
        return row is null ? new KnownMoment(0, 0, []) : new KnownMoment(row.EntryId, row.RecordedAt, row.Hash);
    }

    private sealed record Row
    {
        public long EntryId { get; init; }
        public long RecordedAt { get; init; }
        public byte[] Hash { get; init; } = [];
    }
}
