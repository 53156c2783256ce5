using FundLedger.Ledger;

namespace FundLedger.People.Trail;

/// <summary>Which events to list; what is empty lets everything pass.</summary>
/// <param name="From">Recorded at this moment or later, in microseconds.</param>
/// <param name="Before">Recorded before this moment, in microseconds.</param>
public sealed record AuditFilter(
    string Actor = "", string Act = "", AuditOutcome? Outcome = null, string ObjectType = "", string ObjectId = "", long From = 0, long Before = long.MaxValue);

/// <param name="Events">Last recorded first.</param>
/// <param name="Next">Where the list goes on; null at the end.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, long? Next);

/// <summary>Who did, saw, had shown, took out and tried what. Rows are added in the operation's own transaction and never changed.</summary>
/// <remarks>Entries of the journal name their actor and are hashed themselves: posting one adds nothing here.</remarks>
public static class AuditTrail
{
    internal const int LongestAct = 60;
    internal const int LongestObjectId = 200;
    internal const int LongestDetail = 1_000;

    private static readonly SqlFile TakeEventId = new("people/take_event_id");
    private static readonly SqlFile Insert = new("people/insert_event");
    private static readonly SqlFile List = new("people/list_events");

    /// <summary>Adds one event, by the operation's actor and at its moment.</summary>
    /// <returns>Its number.</returns>
    internal static async Task<long> AddAsync(LedgerTransaction tx, AuditNote note)
    {
        Invariant.Holds(note.Act.Length is > 0 and <= LongestAct && note.ObjectType.Length <= LongestAct);
        Invariant.Holds(note.ObjectId.Length <= LongestObjectId && note.Detail.Length <= LongestDetail);
        var id = (long)(await tx.Prepared(TakeEventId).ScalarAsync())!;
        var hashed = new HashedEvent(id, tx.RecordedAt, tx.Operation.Actor, note.Act, StoredWords.Word(note.Outcome), note.ObjectType, note.ObjectId.ToNfc(), tx.Operation.Key, note.Detail.ToNfc());
        await tx.Prepared(Insert).ExecuteAsync(hashed.EventId, hashed.RecordedAt, hashed.Actor, hashed.Act, hashed.Outcome, hashed.ObjectType, hashed.ObjectId,
            hashed.OperationKey, hashed.Detail, AuditHash.Of(hashed));
        return id;
    }

    /// <summary>A page of the trail, last recorded first. It never shifts while others add to it.</summary>
    /// <param name="cursor">Only events with a lower number; null for the newest.</param>
    public static async Task<AuditPage> PageAsync(LedgerReader reader, AuditFilter filter, int most, long? cursor = null)
    {
        var rows = await reader.QueryAsync<EventRow>(List, new
        {
            before_event = cursor ?? long.MaxValue,
            first_moment = filter.From,
            before_moment = filter.Before,
            actor = filter.Actor,
            act = filter.Act,
            outcome = filter.Outcome is { } outcome ? StoredWords.Word(outcome) : "",
            object_type = filter.ObjectType,
            object_id = filter.ObjectId,
            row_count = most + 1,
        });
        return new AuditPage([.. rows.Take(most).Select(row => row.ToEvent())], rows.Count > most ? rows[most - 1].EventId : null);
    }

    private sealed record EventRow
    {
        public long EventId { get; init; }
        public long RecordedAt { get; init; }
        public string Actor { get; init; } = "";
        public string Act { get; init; } = "";
        public string Outcome { get; init; } = "";
        public string ObjectType { get; init; } = "";
        public string ObjectId { get; init; } = "";
        public string OperationKey { get; init; } = "";
        public string Detail { get; init; } = "";
        public byte[] Hash { get; init; } = [];

        internal AuditEvent ToEvent() =>
            new(EventId, RecordedAt, Actor, new AuditNote(Act, StoredWords.Read<AuditOutcome>(Outcome), ObjectType, ObjectId, Detail), OperationKey, Hash);
    }
}
