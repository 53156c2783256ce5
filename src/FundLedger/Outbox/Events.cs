using System.Text.Encodings.Web;
using System.Text.Json;

namespace FundLedger.Outbox;

/// <summary>The outbox: what others must hear of stands in it from the moment that it happened, or not at all, since it is written in the same transaction.</summary>
public static class Events
{
    private static readonly SqlFile Insert = new("outbox/insert_event");
    private static readonly SqlFile InsertOfEntries = new("outbox/insert_entry_events");
    private static readonly SqlFile Find = new("outbox/find_event");
    private static readonly SqlFile ListUnspread = new("outbox/list_unspread");
    private static readonly SqlFile Mark = new("outbox/mark_spread");
    private static readonly SqlFile DeleteOver = new("outbox/delete_over");

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Keeps what the running operation did, at its moment. When the operation is refused or undone, nothing is told.</summary>
    internal static Task<long> AddAsync(LedgerTransaction tx, Happening happening)
    {
        Invariant.Holds(happening.Subject.Length <= KeptText.Subject.Longest);
        return tx.SingleAsync<long>(Insert, new
        {
            kind = happening.Kind.Code, subject = happening.Subject, entity = happening.Entity, fund = happening.Fund, organisation = happening.Organisation, person = happening.Person,
            detail = JsonSerializer.Serialize(happening.Detail, Json), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
        });
    }

    /// <summary>Entries that were just posted: kept only where a program listens for such.</summary>
    internal static Task AddEntriesAsync(LedgerTransaction tx, long first, long last) => tx.LaterAsync(InsertOfEntries, first, last);

    public static async Task<OutboxEvent?> FindAsync(LedgerReader reader, long id) => (await reader.FindAsync<EventRow>(Find, new { event_id = id }))?.ToEvent();

    /// <summary>What nobody was told of yet, oldest first.</summary>
    internal static async Task<IReadOnlyList<OutboxEvent>> UnspreadAsync(LedgerReader reader, int most) => [.. (await reader.QueryAsync<EventRow>(ListUnspread, new { row_count = most })).Select(row => row.ToEvent())];

    /// <returns>False where another has handed it on.</returns>
    internal static async Task<bool> MarkSpreadAsync(LedgerTransaction tx, long id) => await tx.ExecuteAsync(Mark, new { spread_at = tx.RecordedAt, event_id = id }) > 0;

    /// <summary>Forgets what was told long ago and is kept nowhere else.</summary>
    internal static Task<int> DeleteOverAsync(LedgerTransaction tx, long before) => tx.ExecuteAsync(DeleteOver, new { before });
}

/// <summary>A row of events, also where it is joined to others.</summary>
internal record EventRow
{
    public long EventId { get; init; }
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Entity { get; init; } = "";
    public string Fund { get; init; } = "";
    public string Organisation { get; init; } = "";
    public string Person { get; init; } = "";
    public string Detail { get; init; } = "";
    public string Actor { get; init; } = "";
    public long RecordedAt { get; init; }

    internal OutboxEvent ToEvent() => new(EventId, Kind, Subject, Entity, Fund, Organisation, Person, JsonSerializer.Deserialize<Dictionary<string, string>>(Detail)!, Actor, RecordedAt);
}
