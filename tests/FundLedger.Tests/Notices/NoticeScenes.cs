using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;

namespace FundLedger.Tests.Notices;

/// <summary>What scenarios of notices do all the time.</summary>
internal static class NoticeScenes
{
    internal static Task<EventsSpread> SpreadAsync(this TestLedger ledger, bool sendsMail = true) => new SpreadEvents(ledger.Database).RunAsync("schedule", sendsMail);

    /// <summary>Something happens, done by the clerk.</summary>
    internal static async Task<long> HappenAsync(this TestLedger ledger, Happening happening) =>
        (await ledger.Database.WriteAsync<long>(ledger.Ask().For("test"), async tx => await Events.AddAsync(tx, happening))).Expect();

    /// <summary>Kinds of what was kept, in their order.</summary>
    internal static Task<IReadOnlyList<OutboxEvent>> EventsAsync(this TestLedger ledger) => ledger.Database.ReadAsync(reader => Events.UnspreadAsync(reader, 1_000));

    internal static Task<IReadOnlyList<PersonNotice>> NoticesAsync(this TestLedger ledger, string person) => ledger.Database.ReadAsync(reader => PersonNotices.OfAsync(reader, person, 100));

    internal static Task<IReadOnlyList<Delivery>> DeliveriesAsync(this TestLedger ledger, bool onlyOpen = false) => ledger.Database.ReadAsync(reader => Deliveries.ListAsync(reader, onlyOpen, 1_000));

    internal static async Task<long> SubscribeAsync(this TestLedger ledger, PeopleOfALedger people, params string[] kinds) =>
        (await new KeepWebhooks(ledger.Database).SubscribeAsync(people.By(people.Admin), "https://example.org/hook", kinds, "protected")).Expect().Subscription;

    internal static async Task WantMailAsync(this TestLedger ledger, PeopleOfALedger people, string person, MailWish wish, string email, Language language = Language.Zh) =>
        (await new SetNotices(ledger.Database).RunAsync(people.By(person), wish, language, email)).Expect();

    /// <summary>Sends all that is due, as one node.</summary>
    /// <param name="send">What becomes of each attempt.</param>
    internal static Task<int> DeliverAsync(this TestLedger ledger, Func<Delivery, Attempt> send, string node = "node-1") =>
        new RunDeliveries(ledger.Database, ledger.Clock, node, (delivery, _) => Task.FromResult(send(delivery))).RunAsync();
}
