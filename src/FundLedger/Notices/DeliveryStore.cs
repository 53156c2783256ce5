using FundLedger.Ledger;

namespace FundLedger.Notices;

/// <summary>Deliveries, as stored.</summary>
internal static class DeliveryStore
{
    private static readonly SqlFile Insert = new("deliveries/insert_delivery");
    private static readonly SqlFile FindOne = new("deliveries/find_delivery");
    private static readonly SqlFile ListDue = new("deliveries/list_due");
    private static readonly SqlFile List = new("deliveries/list_deliveries");
    private static readonly SqlFile CountStates = new("deliveries/count_states");
    private static readonly SqlFile CountGivenUp = new("deliveries/count_given_up");
    private static readonly SqlFile Update = new("deliveries/update_delivery");
    private static readonly SqlFile PutOffOthers = new("deliveries/put_off");
    private static readonly SqlFile DeleteOver = new("deliveries/delete_over");

    internal static Task<long> InsertAsync(LedgerTransaction tx, DeliveryChannel channel, long? subscription = null, long? happened = null, string? person = null) => tx.SingleAsync<long>(Insert, new
    {
        uid = Convert.ToHexStringLower(tx.NewSalt().AsSpan(0, 16)), channel = StoredWords.Word(channel), subscription_id = subscription, event_id = happened, person, created_at = tx.RecordedAt,
    });

    internal static async Task<Delivery?> FindAsync(LedgerReader reader, long id) => (await reader.FindAsync<Row>(FindOne, new { delivery_id = id }))?.ToDelivery();

    internal static async Task<IReadOnlyList<Delivery>> DueAsync(LedgerReader reader, long now, int most) => [.. (await reader.QueryAsync<Row>(ListDue, new { now, row_count = most })).Select(row => row.ToDelivery())];

    internal static async Task<IReadOnlyList<Delivery>> ListAsync(LedgerReader reader, bool onlyOpen, long subscription, long before, int most) =>
        [.. (await reader.QueryAsync<Row>(List, new { before, only_open = onlyOpen ? 1L : 0L, subscription, row_count = most })).Select(row => row.ToDelivery())];

    internal static async Task<IReadOnlyList<DeliveryCount>> CountAsync(LedgerReader reader) =>
        [.. (await reader.QueryAsync<CountRow>(CountStates)).Select(row => new DeliveryCount(StoredWords.Read<DeliveryState>(row.State), row.HowMany, row.Oldest))];

    internal static Task<long> GivenUpSinceAsync(LedgerReader reader, long subscription, long since) => reader.SingleAsync<long>(CountGivenUp, new { subscription, since });

    /// <returns>False when somebody else changed it since it was read.</returns>
    internal static async Task<bool> UpdateAsync(LedgerTransaction tx, Delivery delivery) => await tx.ExecuteAsync(Update, new
    {
        state = StoredWords.Word(delivery.State), attempts = delivery.Attempts, next_at = delivery.NextAt, holder = delivery.Holder, lease_until = delivery.LeaseUntil, outcome = delivery.Outcome, changed_at = tx.RecordedAt,
        delivery_id = delivery.Id, version = delivery.Version,
    }) > 0;

    /// <param name="subscription">Null for the mail server.</param>
    internal static Task PutOffAsync(LedgerTransaction tx, long? subscription, long until, long now) => tx.ExecuteAsync(PutOffOthers, new { next_at = until, now, subscription = subscription ?? 0 });

    internal static Task<int> DeleteOverAsync(LedgerTransaction tx, long before) => tx.ExecuteAsync(DeleteOver, new { before });

    private sealed record CountRow
    {
        public string State { get; init; } = "";
        public long HowMany { get; init; }
        public long Oldest { get; init; }
    }

    private sealed record Row
    {
        public long DeliveryId { get; init; }
        public long Version { get; init; }
        public string Uid { get; init; } = "";
        public string Channel { get; init; } = "";
        public long? SubscriptionId { get; init; }
        public long? EventId { get; init; }
        public string? Person { get; init; }
        public string State { get; init; } = "";
        public long Attempts { get; init; }
        public long NextAt { get; init; }
        public string Holder { get; init; } = "";
        public long LeaseUntil { get; init; }
        public string Outcome { get; init; } = "";
        public long CreatedAt { get; init; }
        public long ChangedAt { get; init; }

        internal Delivery ToDelivery() => new(
            DeliveryId, Version, Uid, StoredWords.Read<DeliveryChannel>(Channel), SubscriptionId, EventId, Person, StoredWords.Read<DeliveryState>(State), Attempts, NextAt, Holder, LeaseUntil, Outcome, CreatedAt, ChangedAt);
    }
}
