using System.Security.Cryptography;
using System.Text;
using FundLedger.Outbox;
using FundLedger.People.Accounts;

namespace FundLedger.Notices;

/// <param name="Events">Handed on.</param>
/// <param name="Notices">Given to people.</param>
/// <param name="Deliveries">Put on their way to programs and mailboxes.</param>
public sealed record EventsSpread(int Events, int Notices, int Deliveries);

/// <summary>Hands events on to all who are to hear of them. Run it as often and on as many nodes as you like: each event is handed on once, to all or to none.</summary>
public sealed class SpreadEvents(Database database)
{
    private const int AtOnce = 100;
    private const int MostRows = 900;

    private static readonly SqlFile ListListening = new("webhooks/list_listening");

    /// <param name="actor">Who has it done: the schedule.</param>
    /// <param name="sendsMail">Whether there is a server to send messages by; where there is none they are not put on their way.</param>
    public async Task<EventsSpread> RunAsync(string actor, bool sendsMail, CancellationToken stop = default)
    {
        var sum = new EventsSpread(0, 0, 0);
        while (await database.ReadAsync(reader => Events.UnspreadAsync(reader, AtOnce), stop) is { Count: > 0 } events)
        {
            var outcome = await database.WriteAsync<EventsSpread>(new Asked(KeyOf(events), actor).For("spread-events"), tx => SpreadAsync(tx, events, sendsMail), stop);
            if (outcome is not Outcome<EventsSpread>.Done { WasDoneBefore: false, Value: { Events: > 0 } done }) break; // another node is at it
            sum = new EventsSpread(sum.Events + done.Events, sum.Notices + done.Notices, sum.Deliveries + done.Deliveries);
        }

        return sum;
    }

    private static string KeyOf(IReadOnlyList<OutboxEvent> events) =>
        $"outbox/{events[0].Id}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', events.Select(one => one.Id)))).AsSpan(0, 10))}";

    private static async Task<Outcome<EventsSpread>> SpreadAsync(LedgerTransaction tx, IReadOnlyList<OutboxEvent> events, bool sendsMail)
    {
        var audience = await Audience.LoadAsync(tx);
        var (listening, heard) = (new Dictionary<string, IReadOnlyList<long>>(), new List<(string Person, long Event)>());
        var (spread, deliveries) = (0, 0);
        foreach (var happened in events)
        {
            if (!listening.TryGetValue(happened.Kind, out var programs)) listening.Add(happened.Kind, programs = await tx.QueryAsync<long>(ListListening, new { kind = happened.Kind }));
            var people = await audience.OfAsync(happened);
            if (spread > 0 && spread + deliveries + programs.Count + 2 * (heard.Count + people.Count) > MostRows) break;
            spread++;
            if (!await Events.MarkSpreadAsync(tx, happened.Id)) continue;
            foreach (var program in programs) await DeliveryStore.InsertAsync(tx, DeliveryChannel.Webhook, program, happened.Id);
            deliveries += programs.Count;
            heard.AddRange(people.Select(person => (person, happened.Id)));
        }

        foreach (var mine in heard.GroupBy(one => one.Person))
        {
            long? message = sendsMail && await WantsMessageAsync(tx, mine.Key) ? await DeliveryStore.InsertAsync(tx, DeliveryChannel.AtOnce, person: mine.Key) : null;
            if (message is not null) deliveries++;
            foreach (var (person, happened) in mine) await PersonNotices.InsertAsync(tx, person, happened, message);
        }

        return new EventsSpread(spread, heard.Count, deliveries);
    }

    private static async Task<bool> WantsMessageAsync(LedgerTransaction tx, string person) =>
        (await NoticeSettings.OfAsync(tx, person)).Mail == MailWish.AtOnce && await Persons.FindAsync(tx, person) is { Email: not null };
}
