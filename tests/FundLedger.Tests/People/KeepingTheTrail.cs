using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using FundLedger.People.Trail;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class KeepingTheTrail(TestDatabase database)
{
    [Test]
    public Task It_is_read_by_who_what_and_when_page_by_page() => database.RunAsync(async ledger =>
    {
        var note = new NoteAct(ledger.Database);
        for (var i = 0; i < 25; i++)
        {
            (await note.RunAsync(new Asked($"key-{i}", i % 2 == 0 ? "p-1" : "p-2"), new AuditNote(i < 20 ? "see-entry" : "export-journal", i < 20 ? AuditOutcome.Seen : AuditOutcome.Exported, "entry", $"{i % 5}"))).Expect();
            ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(await ListAsync(ledger, new AuditFilter()), Is.EqualTo(Enumerable.Range(1, 25).Reverse()));
        Assert.That(await ListAsync(ledger, new AuditFilter(Actor: "p-2")), Is.EqualTo(Enumerable.Range(1, 12).Select(i => i * 2).Reverse()));
        Assert.That(await ListAsync(ledger, new AuditFilter(Act: "export-journal")), Is.EqualTo(new[] { 25, 24, 23, 22, 21 }));
        Assert.That(await ListAsync(ledger, new AuditFilter(Outcome: AuditOutcome.Seen, ObjectType: "entry", ObjectId: "3")), Is.EqualTo(new[] { 19, 14, 9, 4 }));
        var minute = await ledger.ScalarAsync<long>("SELECT recorded_at FROM audit_events WHERE event_id = 3");
        Assert.That(await ListAsync(ledger, new AuditFilter(From: minute, Before: minute + 60_000_000 * 2)), Is.EqualTo(new[] { 4, 3 }));
    });

    [Test]
    public Task The_same_act_told_twice_under_one_key_is_told_once() => database.RunAsync(async ledger =>
    {
        var told = new AuditNote("see-entry", AuditOutcome.Seen, "entry", "7");
        foreach (var _ in Enumerable.Range(0, 2)) (await new NoteAct(ledger.Database).RunAsync(Ask("once"), told)).Expect();
        Assert.That(await ListAsync(ledger, new AuditFilter()), Has.Count.EqualTo(1));
    });

    [Test]
    public Task What_is_refused_is_told_each_time_and_a_preview_is_not() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var door = new RefusalsNoted(ledger.Database);
        var asked = new FundLedger.Spending.Expense("LAKE", Cny(5), Today, "x");
        foreach (var _ in Enumerable.Range(0, 2)) await new FundLedger.Spending.RecordExpense(door).RunAsync(Ask("cost-1"), asked);
        await new FundLedger.Spending.RecordExpense(new FundLedger.Ledger.Preview(door)).RunAsync(Ask("cost-2"), asked with { Amount = Cny(6) });
        await ledger.DonateAsync("LAKE", 10);
        await new FundLedger.Spending.RecordExpense(new FundLedger.Ledger.Preview(door)).RunAsync(Ask("cost-3"), asked);
        var events = (await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(), 10))).Events;
        Assert.That(events.Select(told => told.Note), Is.EqualTo(Enumerable.Repeat(new AuditNote("expense", AuditOutcome.Refused, "operation", "cost-1", "not-enough"), 2)));
    });

    [Test]
    public Task Nothing_told_comes_before_what_was_told_even_when_the_clock_is_set_back() => database.RunAsync(async ledger =>
    {
        (await new NoteAct(ledger.Database).RunAsync(Ask("a"), new AuditNote("see-entry", AuditOutcome.Seen))).Expect();
        ledger.Clock.AdjustTime(ledger.Clock.GetUtcNow().AddHours(-2));
        await ledger.ReopenAsync();
        (await new NoteAct(ledger.Database).RunAsync(Ask("b"), new AuditNote("see-entry", AuditOutcome.Seen))).Expect();
        Assert.That(await ledger.ScalarAsync<long>("SELECT MAX(recorded_at) - MIN(recorded_at) FROM audit_events"), Is.EqualTo(1));
    });

    [Test]
    public Task Sixty_four_who_look_at_once_are_all_told_of_in_a_row() => database.RunAsync(async ledger =>
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => new NoteAct(ledger.Database).RunAsync(Ask($"look-{i}"), new AuditNote("see-entry", AuditOutcome.Seen)))));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(DISTINCT operation_key) FROM audit_events"), Is.EqualTo(64));
    });

    private static async Task<List<int>> ListAsync(TestLedger ledger, AuditFilter filter)
    {
        var (found, cursor) = (new List<int>(), (long?)null);
        do
        {
            var page = await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, filter, 4, cursor));
            found.AddRange(page.Events.Select(told => (int)told.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }
}

/// <summary>Golden vectors: what an event hashes to is fixed here, and made a second time by another, simpler way.</summary>
public sealed class HashingAnEvent
{
    private static readonly HashedEvent Plain = new(1, 1_769_817_600_000_000, "p-1", "see-entry", "seen", "entry", "7", "key-1", "");
    private static readonly HashedEvent Full = new(long.MaxValue, 1_830_268_799_999_999, "p-ab", "reveal-donor", "revealed", "entry", "é", new string('k', 200), new string('长', 400));

    [Test]
    public void Events_hash_as_they_always_did()
    {
        Assert.That(Convert.ToHexStringLower(AuditHash.Of(Plain)), Is.EqualTo("302e572053c6c5a57a9c4e4d124f06b3190d8b62108280ab4db61cbff06b1052"));
        Assert.That(Convert.ToHexStringLower(AuditHash.Of(Full)), Is.EqualTo("d4c4d1005c67ffa0f5493ba69f32edf4d0f5418d5d7262c879e9b3fc5404b48d"));
    }

    [Test]
    public void Another_way_to_make_them_comes_to_the_same()
    {
        foreach (var told in new[] { Plain, Full, Full with { ObjectId = "e\u0301" } }) Assert.That(AuditHash.Of(told), Is.EqualTo(Independent(told)));
        Assert.That(AuditHash.Of(Plain with { Act = "see", Outcome = "-entryseen" }), Is.Not.EqualTo(AuditHash.Of(Plain)));
    }

    private static byte[] Independent(HashedEvent told) => SHA256.HashData([1, (byte)'A', .. Long(told.EventId), .. Long(told.RecordedAt), .. Text(told.Actor), .. Text(told.Act), .. Text(told.Outcome),
        .. Text(told.ObjectType), .. Text(told.ObjectId), .. Text(told.OperationKey), .. Text(told.Detail)]);

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Normalize());
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
