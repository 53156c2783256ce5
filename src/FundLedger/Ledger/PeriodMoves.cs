using FundLedger.Outbox;

namespace FundLedger.Ledger;

/// <summary>A month of the books moves from one state to another.</summary>
/// <param name="ClosingNo">How often the month was closed, this time included.</param>
/// <param name="CheckedBy">Who agreed, where it takes two people.</param>
/// <param name="Reason">Never a person's name: what is recorded here stays.</param>
internal sealed record PeriodMove(PeriodStatus From, PeriodStatus To, long ClosingNo, string? CheckedBy = null, string Reason = "");

/// <summary>Where months stand, and the record of every move.</summary>
internal static class PeriodMoves
{
    private static readonly SqlFile FindPeriod = new("ledger/find_period");
    private static readonly SqlFile UpsertPeriod = new("ledger/upsert_period");
    private static readonly SqlFile InsertEvent = new("ledger/insert_period_event");

    /// <summary>The state of a month, and how often it was closed.</summary>
    internal static async Task<(PeriodStatus Status, long ClosingNo)> StandingAsync(LedgerReader reader, Entity entity, PeriodMonth month) =>
        await reader.FindAsync<PeriodRow>(FindPeriod, new { entity_id = entity.Id, period = month.Number }) is { } row
            ? (StoredWords.Read<PeriodStatus>(row.Status), row.ClosingNo)
            : (PeriodStatus.Open, 0);

    internal static async Task AddAsync(LedgerTransaction tx, Entity entity, PeriodMonth month, PeriodMove move)
    {
        await tx.ExecuteAsync(UpsertPeriod, new { entity_id = entity.Id, period = month.Number, status = StoredWords.Word(move.To), closing_no = move.ClosingNo });
        await tx.ExecuteAsync(InsertEvent, new
        {
            entity_id = entity.Id,
            period = month.Number,
            closing_no = move.ClosingNo,
            from_status = StoredWords.Word(move.From),
            to_status = StoredWords.Word(move.To),
            actor = tx.Operation.Actor,
            checked_by = move.CheckedBy,
            reason = move.Reason,
            recorded_at = tx.RecordedAt,
        });
        var kind = move.To switch { PeriodStatus.Closed => EventKind.PeriodClosed, PeriodStatus.Open => EventKind.PeriodReopened, _ => null };
        if (kind is not null) await Events.AddAsync(tx, new Happening(kind, month.ToString()) { Entity = entity.Code });
    }

    private sealed record PeriodRow
    {
        public string Status { get; init; } = "";
        public long ClosingNo { get; init; }
    }
}
