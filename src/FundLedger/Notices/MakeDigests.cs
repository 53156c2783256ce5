namespace FundLedger.Notices;

public sealed record DigestMade(long Delivery);

/// <summary>Each morning one message with what is unread, for those who want it so. Run it as often and as late as you like: there is one a day, and none where there is nothing.</summary>
public sealed class MakeDigests(Database database)
{
    /// <summary>Of the morning, in Shanghai.</summary>
    public const int Hour = 8;

    private static readonly SqlFile ListDue = new("notices/list_digests_due");
    private static readonly SqlFile Take = new("notices/take_into_digest");

    private static readonly Refusal Nothing = Refusal.Of("digest-empty", "", "没有未读的通知。", "There is nothing unread.");

    /// <param name="now">In microseconds since 1970-01-01 UTC.</param>
    /// <returns>How many were made by this run.</returns>
    public async Task<int> RunAsync(string actor, long now, CancellationToken stop = default)
    {
        var day = Moments.DayInShanghai(now);
        var morning = Moments.ToMicroseconds(new DateTimeOffset(day.ToDateTime(new TimeOnly(Hour, 0)), TimeSpan.FromHours(8)));
        if (now < morning) return 0;
        var made = 0;
        foreach (var person in await database.ReadAsync(reader => reader.QueryAsync<string>(ListDue, new { morning }), stop))
            if (await MakeAsync(new Asked($"digest/{person}/{day.ToIso()}", actor), person, stop) is Outcome<DigestMade>.Done { WasDoneBefore: false }) made++;
        return made;
    }

    private Task<Outcome<DigestMade>> MakeAsync(Asked asked, string person, CancellationToken stop) => database.WriteAsync<DigestMade>(
        asked.For("make-digest", OperationField.Of("person", person)), async tx =>
        {
            var delivery = await DeliveryStore.InsertAsync(tx, DeliveryChannel.Digest, person: person);
            return await tx.ExecuteAsync(Take, new { delivery_id = delivery, owner = person }) > 0 ? new DigestMade(delivery) : Nothing;
        }, stop);
}
