using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Auditing.Queries;
using FundLedger.DocumentJobs;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Notices;
using FundLedger.Outbox;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Tests.Awards;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Notices;

/// <summary>What others must hear of stands in the outbox with the write that caused it, or not at all; then each who is to hear of it does, once.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class TellingWhatHappens(TestDatabase database)
{
    [Test]
    public Task What_is_refused_or_only_tried_out_is_told_to_nobody_and_what_is_done_is_told_once() => database.RunAsync(async ledger =>
    {
        var (people, checker) = await PeopleAsync(ledger);
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, TransferBetweenFunds.Kind, new FundTransfer("LAKE", "NOWHERE", "donation", Cny(3), Today))), Is.Not.Empty);
        (await new ProposeAct(ledger.Database).TryOutAsync(people.By(people.Admin), TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3))).Expect();
        (await new Preview(ledger.Database).WriteAsync<long>(ledger.Ask().For("test"), async tx => await Events.AddAsync(tx, new Happening(EventKind.AwardDecided, "A-1")))).Expect();
        Assert.That(await ledger.EventsAsync(), Is.Empty);

        var asked = people.By(people.Admin);
        foreach (var _ in new[] { 1, 2 }) (await new ProposeAct(ledger.Database).RunAsync(asked, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3))).Expect(); // sent twice
        var happened = (await ledger.EventsAsync()).Single();
        Assert.That((happened.Kind, happened.Subject, happened.Actor, happened.Word("kind")), Is.EqualTo(("approval.asked", "1", people.Admin, "transfer")));

        Assert.That(await Task.WhenAll(ledger.SpreadAsync(), ledger.SpreadAsync()), Has.One.EqualTo(new EventsSpread(1, 1, 0)).And.One.EqualTo(new EventsSpread(0, 0, 0)));
        Assert.That((await ledger.NoticesAsync(checker)).Single().Event, Is.EqualTo(happened).Using<OutboxEvent>((a, b) => a.Id == b.Id));
        Assert.That(await ledger.NoticesAsync(people.Admin), Is.Empty, "nobody is told of what they did themselves");

        await people.ApproveAsync(checker, 1);
        await ledger.SpreadAsync();
        Assert.That((await ledger.NoticesAsync(people.Admin)).Select(notice => (notice.Event.Kind, notice.Event.Word("outcome"))), Is.EqualTo(new[] { ("approval.decided", "executed") }));
        await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(4));
        await people.TryDecideAsync(checker, 2, isApproval: false);
        await ledger.SpreadAsync();
        Assert.That((await ledger.NoticesAsync(people.Admin)).Select(notice => notice.Event.Word("outcome")), Is.EqualTo(new[] { "rejected", "executed" }), "newest first");
        Assert.That(await ledger.NoticesAsync(checker), Has.Count.EqualTo(1), "it was decided before it could be told");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Who_may_agree_by_delegation_hears_of_it_and_who_may_not_does_not() => database.RunAsync(async ledger =>
    {
        var (people, checker) = await PeopleAsync(ledger);
        await ledger.FundAsync("POND");
        var (deputy, other) = (await people.AddAsync("deputy", PersonRole.Auditor), await people.AddAsync("of-river", PersonRole.Approver, Scope.OfFund("POND")));
        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(checker), deputy, new DateSpan(Today, Today))).Expect();
        await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        await ledger.SpreadAsync();
        Assert.That((await ledger.NoticesAsync(deputy)).Count + (await ledger.NoticesAsync(checker)).Count, Is.EqualTo(2));
        Assert.That(await ledger.NoticesAsync(other), Is.Empty);
        (await new FundLedger.People.Accounts.DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), deputy)).Expect();
        await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(4));
        await ledger.SpreadAsync();
        Assert.That(await ledger.NoticesAsync(deputy), Has.Count.EqualTo(1), "who is disabled hears of nothing more");
    });

    /// <summary>Each kind with the roles that hear of it; each person holds one.</summary>
    [Test]
    public Task Each_kind_is_heard_by_those_whose_role_it_is() => database.RunAsync(async ledger =>
    {
        var (people, checker) = await PeopleAsync(ledger);
        var (manager, elsewhere) = (await people.AddAsync("manager", PersonRole.FundManager, Scope.OfFund("LAKE")), await people.AddAsync("elsewhere", PersonRole.FundManager, Scope.OfFund("RIVER")));
        var (owner, certifier, stranger) = (await people.AddAsync("owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("HUA")), await people.AddAsync("certifier", PersonRole.OrganisationCertifier, Scope.OfOrganisation("HUA")), await people.AddAsync("stranger", PersonRole.OrganisationOwner, Scope.OfOrganisation("OTHER")));
        var (auditor, runs) = (await people.AddAsync("auditor", PersonRole.Auditor), await people.AddAsync("operator", PersonRole.Operator));
        string[] all = [people.Admin, checker, manager, elsewhere, owner, certifier, stranger, auditor, runs];
        string[] ofHua = [owner, certifier];
        var heard = new Dictionary<EventKind, string[]>
        {
            [EventKind.ApplicationReturned] = ofHua, [EventKind.ApplicationDeclined] = ofHua, [EventKind.AwardDecided] = ofHua, [EventKind.TranchePaid] = ofHua, [EventKind.ReportReturned] = ofHua, [EventKind.ResultReturned] = ofHua, [EventKind.ClawbackClaimed] = ofHua,
            [EventKind.RevenueReturnDue] = ofHua, [EventKind.RenewalDue] = ofHua, [EventKind.QueryAsked] = [people.Admin, manager], [EventKind.QueryAnswered] = [auditor], [EventKind.DisclosureDue] = [people.Admin, manager],
            [EventKind.VerificationFailed] = [people.Admin, auditor], [EventKind.JobsFailing] = [people.Admin, runs], [EventKind.WebhookGivenUp] = [people.Admin],
        };
        foreach (var kind in EventKind.All.Where(kind => kind != EventKind.ApprovalAsked)) await ledger.HappenAsync(new Happening(kind, "1") { Entity = "MAIN", Fund = "LAKE", Organisation = "HUA" });
        await ledger.HappenAsync(new Happening(EventKind.DocumentDone, "1") { Person = owner });
        await ledger.SpreadAsync();
        var told = new List<(string Kind, string Person)>();
        foreach (var person in all) told.AddRange((await ledger.NoticesAsync(person)).Select(notice => (notice.Event.Kind, person)));
        foreach (var kind in EventKind.All)
            Assert.That(told.Where(one => one.Kind == kind.Code).Select(one => one.Person), Is.EquivalentTo(kind == EventKind.DocumentDone ? [owner] : heard.GetValueOrDefault(kind, [])), kind.Code);
        Assert.That(await ledger.EventsAsync(), Is.Empty);
        Assert.That(await ledger.DeliveriesAsync(), Is.Empty, "no program listens and nobody wants messages");
    });

    [Test]
    public Task What_happens_to_a_grant_is_written_down_by_what_does_it() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(AwardScenes.Award());
        await ledger.RunDueAsync();
        (await ledger.PayAsync(1, 20)).Expect();
        ledger.Days(40);
        await ledger.RunDueAsync();
        await ledger.PayeeAsync();
        (await ledger.OrderAsync([.. await ledger.PayablesAsync()])).Expect();
        (await ledger.AnswerAsync(await ledger.ScalarAsync<string>("SELECT reference FROM payments"), PaymentStatus.Paid)).Expect();
        (await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback("A-1", Cny(5), AwardScenes.Now(ledger), [new Instalment(AwardScenes.Now(ledger), Cny(5))], "未用完"))).Expect();
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Subject, one.Organisation)), Is.EqualTo(new[]
        {
            ("award.decided", "A-1", "HUA"), ("tranche.paid", "A-1", "HUA"), ("payment.ordered", "1", ""), ("payment.settled", await ledger.ScalarAsync<string>("SELECT reference FROM payments"), ""), ("tranche.paid", "A-1", ""), ("clawback.claimed", "A-1", "HUA"),
        }));
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var owner = await people.AddAsync("owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("HUA"));
        await ledger.SpreadAsync();
        Assert.That((await ledger.NoticesAsync(owner)).Select(notice => $"{notice.Event.Kind} {notice.Event.Word("tranche")}".TrimEnd()), Is.EquivalentTo(new[] { "award.decided", "tranche.paid 1", "tranche.paid 2", "clawback.claimed" }), "the bank's payment is told to the award's organisation, too");
    });

    [Test]
    public Task Queries_months_checkpoints_verifications_files_and_lists_are_written_down() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 10, March(1));
        var query = (await new AskQuery(ledger.Database).RunAsync(ledger.Ask(), new QueryWanted(QueryAbout.Entry, $"{gift}", "为什么？", Today.AddDays(5)))).Expect().Query;
        (await new AskQuery(ledger.Database).AnswerAsync(ledger.Ask(), query, "见附件", [])).Expect();
        (await new AskQuery(ledger.Database).AskFurtherAsync(ledger.Ask(), query, "？", Today.AddDays(5))).Expect();
        (await new AskQuery(ledger.Database).CloseAsync(ledger.Ask(), query, QueryConclusion.Cleared, "")).Expect();
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Fund)), Is.EqualTo(new[] { ("query.asked", "LAKE"), ("query.answered", "LAKE"), ("query.asked", "LAKE") }));
        await ledger.SpreadAsync();

        await ledger.CloseAsync(2);
        await new SealEntries(ledger.Database).RunAsync("schedule");
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        foreach (var _ in new[] { 1, 2 }) (await new SignCheckpoint(ledger.Database, ledger.Clock, key).RunAsync("schedule")).Expect();
        (await new VerifyBooks(ledger.Database).RunAsync(ledger.Ask())).Expect();
        Assert.That((await ledger.EventsAsync()).Select(one => one.Kind), Is.EqualTo(new[] { "period.closed", "checkpoint.signed" }), "a sound verification is told to nobody");
        await Tampering.ExecuteAsync(ledger, "UPDATE account_balances SET debit_minor = debit_minor + 1");
        (await new VerifyBooks(ledger.Database).RunAsync(ledger.Ask())).Expect();
        await Tampering.ExecuteAsync(ledger, "UPDATE account_balances SET debit_minor = debit_minor - 1");
        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind == "verification.failed").Select(one => (one.Subject, one.Word("outcome"))), Is.EqualTo(new[] { ("2", "unsound") }));
        await ledger.SpreadAsync();

        var file = (await new AskForDocument(ledger.Database).RunAsync(ledger.Ask(), new NewDocumentJob("statements", "{}", Language.Zh))).Expect().Id;
        var node = new RunDocumentJobs(ledger.Database, ledger.Clock, "node-1", async (_, output, _, stop) =>
        {
            await output.WriteAsync(new byte[] { 1 }, stop);
            return new DrawnDocument("x.zip", "application/zip");
        });
        await node.RunAsync((await node.ClaimNextAsync())!);
        (await new AskForDocument(ledger.Database).RunAsync(ledger.Ask(), new NewDocumentJob("statements", "{}", Language.Zh))).Expect();
        var fails = new RunDocumentJobs(ledger.Database, ledger.Clock, "node-1", (_, _, _, _) => Task.FromResult<Outcome<DrawnDocument>>(Refusal.Of("nothing", "", "没有内容", "There is nothing in it.")));
        await fails.RunAsync((await fails.ClaimNextAsync())!);
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Person, one.Word("outcome"))), Is.EqualTo(new[] { ("document.done", "clerk-7", ""), ("document.failed", "clerk-7", "nothing") }));
        Assert.That(file, Is.EqualTo(1));
    });

    [Test]
    public Task Entries_are_told_to_programs_that_listen_and_written_down_for_nobody_else() => database.RunAsync(async ledger =>
    {
        var (people, _) = await PeopleAsync(ledger);
        Assert.That(await ledger.EventsAsync(), Is.Empty, "a gift was recorded, and no program listened");
        var (mine, other) = (await ledger.SubscribeAsync(people, "entry.posted", "period.closed"), await ledger.SubscribeAsync(people, "award.decided"));
        var gift = await ledger.DonateAsync("LAKE", 5);
        var (people2, count) = (await ledger.EventsAsync(), await ledger.EntryCountAsync());
        Assert.That(people2.Select(one => (one.Kind, one.Subject, one.Entity, one.Word("kind"))), Is.EqualTo(new[] { ("entry.posted", $"{gift}", "MAIN", "donation") }));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 99_999)), Is.Not.Empty);
        Assert.That((await ledger.EventsAsync(), await ledger.EntryCountAsync()), Is.EqualTo((people2, count)).Using<(IReadOnlyList<OutboxEvent>, long)>((a, b) => a.Item1.Count == b.Item1.Count && a.Item2 == b.Item2));
        Assert.That(await ledger.SpreadAsync(sendsMail: false), Is.EqualTo(new EventsSpread(1, 0, 1)));
        Assert.That((await ledger.DeliveriesAsync()).Select(one => (one.Channel, one.Subscription, one.State)), Is.EqualTo(new[] { (DeliveryChannel.Webhook, (long?)mine, DeliveryState.Waiting) }));
        (await new KeepWebhooks(ledger.Database).EndAsync(people.By(people.Admin), mine)).Expect();
        await ledger.DonateAsync("LAKE", 6);
        Assert.That(await ledger.EventsAsync(), Is.Empty, "an ended one hears of nothing");
        Assert.That(other, Is.GreaterThan(mine));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Only_who_keeps_the_settings_lets_programs_listen_and_only_at_addresses_that_are_safe() => database.RunAsync(async ledger =>
    {
        var (people, checker) = await PeopleAsync(ledger);
        var keeps = new KeepWebhooks(ledger.Database);
        Assert.That(Refused.CodeOf(await keeps.SubscribeAsync(people.By(checker), "https://example.org/", ["entry.posted"], "s")), Is.EqualTo("not-there"));
        foreach (var (url, code) in new[] { ("http://example.org/", "webhook-not-secure"), ("ftp://example.org/", "webhook-url"), ("example.org", "webhook-url"), ("https://me:pw@example.org/", "webhook-url"), ("https://example.org/#x", "webhook-url") })
            Assert.That(Refused.CodeOf(await keeps.SubscribeAsync(people.By(people.Admin), url, ["entry.posted"], "s")), Is.EqualTo(code), url);
        Assert.That(Refused.CodeOf(await keeps.SubscribeAsync(people.By(people.Admin), "https://example.org/", [], "s")), Is.EqualTo("webhook-kinds"));
        Assert.That(Refused.CodeOf(await keeps.SubscribeAsync(people.By(people.Admin), "https://example.org/", ["document.done"], "s")), Is.EqualTo("webhook-kind-unknown"));
        (await keeps.SubscribeAsync(people.By(people.Admin), "http://127.0.0.1:9/hook", ["entry.posted"], "s1")).Expect();
        (await keeps.ChangeSecretAsync(people.By(people.Admin), 1, "s2")).Expect();
        var kept = (await ledger.Database.ReadAsync(reader => Webhooks.FindAsync(reader, 1)))!;
        Assert.That(kept.SecretsAt(people.Now), Is.EqualTo(new[] { "s2", "s1" }));
        Assert.That(kept.SecretsAt(people.Now + 25L * 3_600_000_000), Is.EqualTo(new[] { "s2" }));
        (await keeps.EndAsync(people.By(people.Admin), 1)).Expect();
        kept = (await ledger.Database.ReadAsync(reader => Webhooks.FindAsync(reader, 1)))!;
        Assert.That((kept.Secret, kept.Earlier, kept.Kinds, kept.IsActive), Is.EqualTo(("", (string?)null, (IReadOnlyList<string>)[], false)));
        Assert.That(Refused.CodeOf(await keeps.TestAsync(people.By(people.Admin), 1)), Is.EqualTo("not-there"));
    });

    /// <summary>Two funds, an administrator who manages funds, and a checker. All that happened until now was told.</summary>
    private static async Task<(PeopleOfALedger People, string Checker)> PeopleAsync(TestLedger ledger)
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        await people.FundsAsync();
        await ledger.SpreadAsync();
        return (people, checker);
    }
}
