using FundLedger.Ledger;

namespace FundLedger.Funds;

/// <summary>A fund went from one status to another.</summary>
/// <param name="By">Opaque id of who did, or asked for it.</param>
/// <param name="CheckedBy">The last of those who agreed; null where one person is enough.</param>
/// <param name="Reason">Kept for good: no names.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record FundMove(FundStatus From, FundStatus To, string By, string? CheckedBy, string Reason, long RecordedAt);

/// <summary>The record of every move.</summary>
public static class FundMoves
{
    internal const int LongestReason = 200;

    private static readonly SqlFile UpdateStatus = new("funds/update_status");
    private static readonly SqlFile InsertEvent = new("funds/insert_event");
    private static readonly SqlFile ListEvents = new("funds/list_events");

    /// <summary>Of one fund, the last first.</summary>
    public static async Task<IReadOnlyList<FundMove>> ListAsync(LedgerReader reader, Fund fund) =>
        [.. (await reader.QueryAsync<Row>(ListEvents, new { fund_id = fund.Id })).Select(row => new FundMove(
            StoredWords.Read<FundStatus>(row.FromStatus), StoredWords.Read<FundStatus>(row.ToStatus), row.Actor, row.CheckedBy, row.Reason, row.RecordedAt))];

    internal static Refusal? RefusalFor(string reason) => reason.Trim().Length is 0 or > LongestReason
        ? Refusal.Of("reason", "reason", $"请写明原因（不超过 {LongestReason} 字，不写人名）。", $"Say why, in at most {LongestReason} characters and without names.")
        : null;

    /// <summary>Nothing is posted to any fund of the entity while it moves: the exclusive side of the lock that entries take.</summary>
    internal static async Task AddAsync(LedgerTransaction tx, Fund fund, FundStatus to, string reason, string? checkedBy = null)
    {
        await Periods.HoldAsync(tx, fund.EntityId);
        await tx.ExecuteAsync(UpdateStatus, new { status = StoredWords.Word(to), fund_id = fund.Id });
        await tx.ExecuteAsync(InsertEvent, new
        {
            fund_id = fund.Id,
            from_status = StoredWords.Word(fund.Status),
            to_status = StoredWords.Word(to),
            actor = tx.Operation.Actor,
            checked_by = checkedBy,
            reason = reason.Trim().ToNfc(),
            recorded_at = tx.RecordedAt,
        });
        Books.Changed(tx);
    }

    private sealed record Row
    {
        public string FromStatus { get; init; } = "";
        public string ToStatus { get; init; } = "";
        public string Actor { get; init; } = "";
        public string? CheckedBy { get; init; }
        public string Reason { get; init; } = "";
        public long RecordedAt { get; init; }
    }
}
