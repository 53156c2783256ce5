using FundLedger.Ledger;
using FundLedger.Seals;

namespace FundLedger.Reporting;

/// <summary>Up to which entry the ledger is read: what was known at a moment stays the answer for that moment.</summary>
/// <param name="LastEntry">0 in an empty ledger.</param>
/// <param name="RecordedAt">Of that entry, in microseconds; nothing later counts.</param>
/// <param name="Hash">Of that entry; empty in an empty ledger.</param>
/// <param name="Checkpoint">That answers for that entry.</param>
internal sealed record KnownMoment(long LastEntry, long RecordedAt, byte[] Hash, ReportCheckpoint? Checkpoint = null)
{
    private static readonly SqlFile FindLast = new("reporting/find_last_known_entry");
    private static readonly SqlFile FindCheckpoint = new("reporting/find_checkpoint_of_entry");

    /// <param name="knownAt">Microseconds; null for everything recorded. A later moment than the last entry's is answered as that one, since more may still be recorded before it.</param>
    internal static async Task<KnownMoment> OfAsync(LedgerReader reader, long? knownAt)
    {
        reader.MustBeSettled();
        var row = await reader.FindAsync<Row>(FindLast, new { known_at = knownAt ?? long.MaxValue });
        return row is null ? new KnownMoment(0, 0, []) : new KnownMoment(row.EntryId, row.RecordedAt, row.Hash, await CheckpointAsync(reader, row.EntryId));
    }

    /// <param name="fund">Null for the whole entity.</param>
    internal ReportHead HeadOf(Entity entity, FundName? fund, Currency currency, DateSpan span) =>
        new(entity.Name, fund, currency, span, Moments.FromMicroseconds(RecordedAt), LastEntry, Hash, Checkpoint);

    /// <summary>Always the same once the entry is sealed and signed for, so that the report can be drawn again.</summary>
    private static async Task<ReportCheckpoint?> CheckpointAsync(LedgerReader reader, long entry)
    {
        if (await reader.FindAsync<CheckpointRow>(FindCheckpoint, new { entry_id = entry }) is { } row) return new ReportCheckpoint(row.TreeSize, row.Root, Moments.FromMicroseconds(row.SignedAt), HoldsLastEntry: true);
        return (await SealReading.CheckpointsAsync(reader, 1)).FirstOrDefault() is { } last ? new ReportCheckpoint(last.Size, last.Root, Moments.FromMicroseconds(last.SignedAt), HoldsLastEntry: false) : null;
    }

    private sealed record Row
    {
        public long EntryId { get; init; }
        public long RecordedAt { get; init; }
        public byte[] Hash { get; init; } = [];
    }

    private sealed record CheckpointRow
    {
        public long TreeSize { get; init; }
        public byte[] Root { get; init; } = [];
        public long SignedAt { get; init; }
    }
}
