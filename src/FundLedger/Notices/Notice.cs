using FundLedger.Outbox;

namespace FundLedger.Notices;

/// <summary>One event that somebody is told of.</summary>
/// <param name="ReadAt">In microseconds since 1970-01-01 UTC; null while it is unread.</param>
public sealed record PersonNotice(long Id, OutboxEvent Event, long? ReadAt)
{
    public bool IsUnread => ReadAt is null;
}

/// <summary>Looking at notices.</summary>
public static class PersonNotices
{
    private static readonly SqlFile List = new("notices/list_notices");
    private static readonly SqlFile FindOne = new("notices/find_notice");
    private static readonly SqlFile ListOfDelivery = new("notices/list_of_delivery");
    private static readonly SqlFile Insert = new("notices/insert_notice");
    private static readonly SqlFile Count = new("notices/count_unread");

    /// <summary>A person's, unread first, newest first among each.</summary>
    public static async Task<IReadOnlyList<PersonNotice>> OfAsync(LedgerReader reader, string person, int most, int skipped = 0) =>
        [.. (await reader.QueryAsync<Row>(List, new { owner = person, skipped = (long)skipped, row_count = (long)most })).Select(row => row.ToNotice())];

    /// <summary>Null where it is not theirs.</summary>
    public static async Task<PersonNotice?> FindAsync(LedgerReader reader, string person, long id) => (await reader.FindAsync<Row>(FindOne, new { notice_id = id, owner = person }))?.ToNotice();

    public static Task<long> UnreadAsync(LedgerReader reader, string person) => reader.SingleAsync<long>(Count, new { owner = person });

    /// <summary>What goes into one message, oldest first.</summary>
    public static async Task<IReadOnlyList<PersonNotice>> InMessageAsync(LedgerReader reader, long delivery) =>
        [.. (await reader.QueryAsync<Row>(ListOfDelivery, new { delivery_id = delivery })).Select(row => row.ToNotice())];

    /// <param name="delivery">The message it goes into; null where none does.</param>
    internal static Task InsertAsync(LedgerTransaction tx, string person, long happened, long? delivery) => tx.ExecuteAsync(Insert, new { person, event_id = happened, delivery_id = delivery });

    private sealed record Row : EventRow
    {
        public long NoticeId { get; init; }
        public long? ReadAt { get; init; }

        internal PersonNotice ToNotice() => new(NoticeId, ToEvent(), ReadAt);
    }
}

public sealed record NoticesRead(long Count);

/// <summary>Marks one's own notices as read. Marking is not told to the trail: it changes nothing but what one sees.</summary>
public sealed class ReadNotices(Database database)
{
    private static readonly SqlFile Mark = new("notices/mark_read");
    private static readonly SqlFile MarkAll = new("notices/mark_all_read");

    public Task<Outcome<NoticesRead>> OneAsync(Asked asked, long notice, CancellationToken stop = default) => database.WriteAsync<NoticesRead>(
        asked.For("read-notice", OperationField.Of("notice", notice)),
        async tx => new NoticesRead(await tx.ExecuteAsync(Mark, new { read_at = tx.RecordedAt, notice_id = notice, owner = asked.Actor })), stop);

    /// <param name="newest">The newest that the person has seen: what came since stays unread.</param>
    public Task<Outcome<NoticesRead>> AllAsync(Asked asked, long newest, CancellationToken stop = default) => database.WriteAsync<NoticesRead>(
        asked.For("read-notices", OperationField.Of("newest", newest)),
        async tx => new NoticesRead(await tx.ExecuteAsync(MarkAll, new { read_at = tx.RecordedAt, owner = asked.Actor, newest })), stop);
}
