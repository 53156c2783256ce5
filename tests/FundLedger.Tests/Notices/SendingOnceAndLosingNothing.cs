using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Funds;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Tests.People;
using FundLedger.Values;

namespace FundLedger.Tests.Notices;

/// <summary>What is on its way arrives once, however often it fails and whoever is lost meanwhile; what cannot be known is left to people.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class SendingOnceAndLosingNothing(TestDatabase database)
{
    private static readonly Attempt Sent = new Attempt.Sent("http-200");
    private static readonly Attempt Down = new Attempt.Failed("http-503");

    [Test]
    public Task A_webhook_that_fails_is_tried_again_later_and_later_under_the_same_id_and_then_given_up_and_told() => database.RunAsync(async ledger =>
    {
        var people = await OneOnItsWayAsync(ledger);
        var (seen, waits) = (new List<string>(), new List<TimeSpan>());
        for (var attempt = 1; attempt <= DeliverySteps.MostAttempts; attempt++)
        {
            Assert.That(await ledger.DeliverAsync(delivery => { seen.Add(delivery.Uid); return Down; }), Is.EqualTo(1), $"attempt {attempt}");
            Assert.That(await ledger.DeliverAsync(_ => Sent), Is.Zero, "not before its time");
            var delivery = (await ledger.DeliveriesAsync()).Single();
            Assert.That((delivery.State, delivery.Attempts, delivery.Outcome, delivery.Holder), Is.EqualTo((attempt < DeliverySteps.MostAttempts ? DeliveryState.Waiting : DeliveryState.GivenUp, (long)attempt, "http-503", "")));
            waits.Add(TimeSpan.FromTicks((delivery.NextAt - people.Now) * TimeSpan.TicksPerMicrosecond));
            ledger.Clock.Advance(TimeSpan.FromHours(6));
        }

        Assert.That(seen.Distinct().Count(), Is.EqualTo(1));
        Assert.That(waits[..4], Is.EqualTo(new[] { 1, 2, 4, 8 }.Select(minutes => TimeSpan.FromMinutes(minutes))));
        Assert.That(waits[11], Is.EqualTo(TimeSpan.FromHours(6)));
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Subject)), Is.EqualTo(new[] { ("webhook.given-up", "1") }));

        var handle = new HandleDelivery(ledger.Database, ledger.Clock);
        Assert.That(Refused.CodeOf(await handle.AgainAsync(ledger.Ask(), 1)), Is.EqualTo("not-there"), "the clerk does not keep the settings");
        (await handle.AgainAsync(people.By(people.Admin), 1)).Expect();
        Assert.That(await ledger.DeliverAsync(delivery => { seen.Add(delivery.Uid); return Sent; }), Is.EqualTo(1));
        Assert.That(((await ledger.DeliveriesAsync()).Single().State, seen.Distinct().Count()), Is.EqualTo((DeliveryState.Sent, 1)));
        Assert.That(await ledger.DeliveriesAsync(onlyOpen: true), Is.Empty);
    });

    [Test]
    public Task A_receiver_that_fails_is_left_alone_for_a_while_and_the_others_are_not_held_up() => database.RunAsync(async ledger =>
    {
        var people = await OneOnItsWayAsync(ledger);
        var other = (await new KeepWebhooks(ledger.Database).SubscribeAsync(people.By(people.Admin), "https://example.com/", ["period.closed"], "s")).Expect().Subscription;
        for (var more = 0; more < 3; more++) await ledger.HappenAsync(new Happening(EventKind.PeriodClosed, $"{more}"));
        await ledger.SpreadAsync();
        var asked = new List<long>();
        await ledger.DeliverAsync(delivery =>
        {
            lock (asked) asked.Add(delivery.Subscription!.Value);
            return delivery.Subscription == other ? Sent : Down;
        });
        Assert.That(asked.Count(one => one == other), Is.EqualTo(3));
        Assert.That(asked.Count(one => one != other), Is.EqualTo(1), "four wait for it, and one told that it is down");
        ledger.Clock.Advance(TimeSpan.FromMinutes(1));
        await ledger.DeliverAsync(_ => Sent);
        Assert.That(await ledger.DeliveriesAsync(onlyOpen: true), Is.Empty);
    });

    [Test]
    public Task A_node_that_is_lost_while_it_sends_loses_no_webhook_and_sends_no_message_twice() => database.RunAsync(async ledger =>
    {
        var people = await OneOnItsWayAsync(ledger);
        await ledger.WantMailAsync(people, people.Admin, MailWish.AtOnce, "zhang@example.org");
        await ledger.HappenAsync(new Happening(EventKind.WebhookGivenUp, "9"));
        await ledger.SpreadAsync();
        while ((await ledger.DeliveriesAsync()).Any(one => one.State == DeliveryState.Waiting)) // both are taken, and nothing is heard of them again
            await Assert.ThatAsync(() => ledger.DeliverAsync(_ => throw new InvalidOperationException("killed")), Throws.InvalidOperationException);
        await ledger.ReopenAsync();
        Assert.That((await ledger.DeliveriesAsync()).Select(one => one.State), Is.All.EqualTo(DeliveryState.Sending));
        Assert.That(await ledger.DeliverAsync(_ => Sent, "node-2"), Is.Zero, "its lease is not over");
        ledger.Clock.Advance(TimeSpan.FromMinutes(3));
        var sent = new List<DeliveryChannel>();
        await ledger.DeliverAsync(delivery => { lock (sent) sent.Add(delivery.Channel); return Sent; }, "node-2");
        Assert.That(sent, Is.EqualTo(new[] { DeliveryChannel.Webhook }), "its receiver knows doubles by the id");
        var message = (await ledger.DeliveriesAsync()).Single(one => one.IsMail);
        Assert.That((message.State, message.Outcome), Is.EqualTo((DeliveryState.Uncertain, "node-lost")), "it may have gone out: somebody decides");
        Assert.That(await ledger.DeliveriesAsync(onlyOpen: true), Has.Count.EqualTo(1));
        (await new HandleDelivery(ledger.Database, ledger.Clock).AgainAsync(people.By(people.Admin), message.Id)).Expect();
        await ledger.DeliverAsync(delivery => { lock (sent) sent.Add(delivery.Channel); return Sent; }, "node-2");
        Assert.That(sent, Is.EqualTo(new[] { DeliveryChannel.Webhook, DeliveryChannel.AtOnce }));
    });

    [Test]
    public Task Two_nodes_at_once_send_each_once() => database.RunAsync(async ledger =>
    {
        await OneOnItsWayAsync(ledger);
        for (var more = 0; more < 20; more++) await ledger.HappenAsync(new Happening(EventKind.PeriodClosed, $"{more}"));
        await ledger.SpreadAsync();
        var sent = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(1, 3).Select(node => ledger.DeliverAsync(delivery =>
        {
            sent.Add(delivery.Uid);
            return Sent;
        }, $"node-{node}")));
        Assert.That(sent, Has.Count.EqualTo(21).And.Unique);
    });

    [Test]
    public Task What_cannot_be_known_of_a_message_is_left_to_people_and_what_is_hopeless_is_given_up_at_once() => database.RunAsync(async ledger =>
    {
        var people = await OneOnItsWayAsync(ledger);
        await ledger.WantMailAsync(people, people.Admin, MailWish.AtOnce, "zhang@example.org");
        await ledger.HappenAsync(new Happening(EventKind.WebhookGivenUp, "9"));
        await ledger.SpreadAsync();
        await ledger.DeliverAsync(delivery => delivery.IsMail ? new Attempt.Unknown("smtp-broke-off") : new Attempt.Unknown("broke"));
        Assert.That((await ledger.DeliveriesAsync()).ToDictionary(one => one.IsMail, one => one.State), Is.EqualTo(new Dictionary<bool, DeliveryState> { [true] = DeliveryState.Uncertain, [false] = DeliveryState.Waiting }));
        var handle = new HandleDelivery(ledger.Database, ledger.Clock);
        (await handle.GiveUpAsync(people.By(people.Admin), (await ledger.DeliveriesAsync()).Single(one => one.IsMail).Id)).Expect();
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        await ledger.DeliverAsync(_ => new Attempt.Hopeless("http-410"));
        Assert.That((await ledger.DeliveriesAsync()).Select(one => one.State), Is.All.EqualTo(DeliveryState.GivenUp));
    });

    [Test]
    public Task A_message_holds_what_happened_at_once_and_a_digest_what_is_unread_once_a_day() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var (soon, daily, never) = (await people.AddAsync("soon", PersonRole.Auditor), await people.AddAsync("daily", PersonRole.Auditor), await people.AddAsync("never", PersonRole.Auditor));
        await ledger.WantMailAsync(people, soon, MailWish.AtOnce, "soon@example.org", Language.En);
        await ledger.WantMailAsync(people, daily, MailWish.Daily, "daily@example.org");
        foreach (var run in new[] { "1", "2" }) await ledger.HappenAsync(new Happening(EventKind.VerificationFailed, run));
        await ledger.SpreadAsync();
        var message = (await ledger.DeliveriesAsync()).Single();
        Assert.That((message.Channel, message.Person, await CountAsync(message)), Is.EqualTo((DeliveryChannel.AtOnce, (string?)soon, 2)));

        var digests = new MakeDigests(ledger.Database); // ten in the morning
        Assert.That(await digests.RunAsync("schedule", people.Now - 3L * 3_600_000_000), Is.Zero, "seven in the morning");
        Assert.That((await Task.WhenAll(digests.RunAsync("schedule", people.Now), digests.RunAsync("schedule", people.Now))).Sum(), Is.EqualTo(1));
        var digest = (await ledger.DeliveriesAsync())[0];
        Assert.That((digest.Channel, digest.Person, await CountAsync(digest)), Is.EqualTo((DeliveryChannel.Digest, (string?)daily, 2)));
        await ledger.HappenAsync(new Happening(EventKind.VerificationFailed, "3"));
        await ledger.SpreadAsync(sendsMail: false);
        Assert.That(await digests.RunAsync("schedule", people.Now), Is.Zero, "one a day");
        (await new ReadNotices(ledger.Database).AllAsync(people.By(daily), long.MaxValue)).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await digests.RunAsync("schedule", people.Now), Is.Zero, "what is read is not sent");
        await ledger.HappenAsync(new Happening(EventKind.VerificationFailed, "4"));
        await ledger.SpreadAsync();
        Assert.That(await digests.RunAsync("schedule", people.Now), Is.EqualTo(1));
        Assert.That(await CountAsync((await ledger.DeliveriesAsync())[0]), Is.EqualTo(1));
        Assert.That(await ledger.NoticesAsync(never), Has.Count.EqualTo(4), "in the program, all of them");

        async Task<int> CountAsync(Delivery delivery) => (await ledger.Database.ReadAsync(reader => PersonNotices.InMessageAsync(reader, delivery.Id))).Count;
    });

    [Test]
    public Task Only_oneself_says_how_one_hears_and_an_address_is_kept_where_names_are() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var set = new SetNotices(ledger.Database);
        var person = await people.AddAsync("li", PersonRole.Auditor);
        Assert.That(Refused.CodeOf(await set.RunAsync(people.By(person), MailWish.Daily, Language.Zh, "")), Is.EqualTo("email-missing"));
        Assert.That(Refused.CodeOf(await set.RunAsync(people.By(person), MailWish.Daily, Language.Zh, "zhang@example.org")), Is.EqualTo("email-taken"));
        Assert.That(Refused.CodeOf(await set.TestAsync(people.By(person))), Is.EqualTo("email-missing"));
        await ledger.WantMailAsync(people, person, MailWish.AtOnce, "li@example.org", Language.En);
        Assert.That((await people.PersonAsync(person)).Email, Is.EqualTo("li@example.org"));
        Assert.That(await ledger.Database.ReadAsync(reader => NoticeSettings.OfAsync(reader, person)), Is.EqualTo(new NoticeSettings(person, MailWish.AtOnce, Language.En)));
        (await set.TestAsync(people.By(person))).Expect();
        Assert.That((await ledger.NoticesAsync(person)).Single().Event.Kind, Is.EqualTo("mail.test"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%li@example.org%' OR outcome LIKE '%li@example.org%'"), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE detail LIKE '%example.org%'"), Is.Zero);
        (await new ErasePerson(ledger.Database).RunAsync(people.By(people.Admin), person)).Expect();
        await ledger.HappenAsync(new Happening(EventKind.VerificationFailed, "1"));
        await ledger.SpreadAsync();
        Assert.That(await ledger.NoticesAsync(person), Has.Count.EqualTo(1), "who is erased hears of nothing");
    });

    [Test]
    public Task Read_is_read_for_oneself_only_and_what_is_long_over_is_forgotten() => database.RunAsync(async ledger =>
    {
        var people = await OneOnItsWayAsync(ledger);
        var other = await people.AddAsync("li", PersonRole.Auditor);
        await ledger.HappenAsync(new Happening(EventKind.VerificationFailed, "1"));
        await ledger.SpreadAsync();
        var mine = (await ledger.NoticesAsync(people.Admin)).Single();
        Assert.That(await ledger.Database.ReadAsync(reader => PersonNotices.FindAsync(reader, other, mine.Id)), Is.Null);
        Assert.That((await new ReadNotices(ledger.Database).OneAsync(people.By(other), mine.Id)).Expect().Count, Is.Zero);
        Assert.That((await new ReadNotices(ledger.Database).OneAsync(people.By(people.Admin), mine.Id)).Expect().Count, Is.EqualTo(1));
        Assert.That((await UnreadAsync(people.Admin), await UnreadAsync(other)), Is.EqualTo((0L, 1L)));
        await ledger.DeliverAsync(_ => Sent);
        ledger.Clock.Advance(TimeSpan.FromDays(ForgetNotices.DaysKept - 1));
        Assert.That((await new ForgetNotices(ledger.Database).RunAsync(ledger.Ask())).Expect().Count, Is.Zero);
        ledger.Clock.Advance(TimeSpan.FromDays(2));
        Assert.That((await new ForgetNotices(ledger.Database).RunAsync(ledger.Ask())).Expect().Count, Is.EqualTo(5), "two notices, a delivery, two events");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM outbox_events"), Is.Zero);

        Task<long> UnreadAsync(string person) => ledger.Database.ReadAsync(reader => PersonNotices.UnreadAsync(reader, person));
    });

    [Test]
    public Task A_failing_job_is_told_of_once_a_day() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        foreach (var day in new[] { TestLedger.Today, TestLedger.Today, TestLedger.Today.AddDays(1) }) await new TellOfFailingJobs(ledger.Database).RunAsync("schedule", "ForgetJob", day);
        await ledger.SpreadAsync();
        Assert.That((await ledger.NoticesAsync(people.Admin)).Select(notice => (notice.Event.Subject, notice.Event.Word("day"))), Is.EqualTo(new[] { ("ForgetJob", "2026-03-16"), ("ForgetJob", "2026-03-15") }));
    });

    /// <summary>A program listens for closed months, and one was closed.</summary>
    private static async Task<PeopleOfALedger> OneOnItsWayAsync(TestLedger ledger)
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await ledger.SubscribeAsync(people, "period.closed");
        await ledger.HappenAsync(new Happening(EventKind.PeriodClosed, "2026-02"));
        await ledger.SpreadAsync();
        return people;
    }
}

/// <summary>The writer is broken before every statement: what happened and what is told of it stand or fall together.</summary>
public sealed class BreakingOffWhileTelling
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task A_write_that_breaks_off_anywhere_tells_nobody() => Sqlite.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        await people.FundsAsync();
        for (var nth = 1; ; nth++)
        {
            var isDone = await BrokenAtAsync(ledger, nth, () => people.TryProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3)));
            Assert.That(await ledger.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM proposals) * 10 + (SELECT COUNT(*) FROM outbox_events)"), Is.EqualTo(isDone ? 11 : 0), $"statement {nth}");
            if (isDone) break;
        }

        for (var nth = 1; ; nth++)
        {
            var isDone = await BrokenAtAsync(ledger, nth, async () => await ledger.SpreadAsync() is { Events: > 0 });
            Assert.That(await ledger.ScalarAsync<long>("SELECT (SELECT COUNT(*) FROM notices) * 10 + (SELECT COUNT(*) FROM outbox_events WHERE spread_at IS NOT NULL)"), Is.EqualTo(isDone ? 11 : 0), $"statement {nth}");
            if (isDone) break;
        }

        Assert.That(await ledger.NoticesAsync(checker), Has.Count.EqualTo(1));
    });

    private static async Task<bool> BrokenAtAsync<T>(TestLedger ledger, int nth, Func<Task<T>> write)
    {
        var seen = 0;
        ((SqliteDatabase)ledger.Database).Faults = point =>
        {
            if (point == "statement" && ++seen == nth) throw new InvalidOperationException("planted");
        };
        try
        {
            await write();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        finally
        {
            ((SqliteDatabase)ledger.Database).Faults = null;
        }
    }
}
