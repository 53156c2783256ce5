using FundLedger.Funds;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RemindingCheckers(TestDatabase database)
{
    private static readonly ReminderTimes Times = new(TimeSpan.FromDays(2), TimeSpan.FromDays(3));

    [Test]
    public Task What_waits_long_or_ends_soon_is_reminded_of_once_a_day_however_many_nodes_look() => WithAsync(async (ledger, people, _) =>
    {
        var proposed = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3))).Proposal;
        Assert.That(await RemindAsync(ledger, people), Is.Zero, "it is new");
        ledger.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMinutes(1));
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => RemindAsync(ledger, people))));
        Assert.That(runs.Sum(), Is.EqualTo(1));
        Assert.That((await LastAsync(ledger)).Keys, Is.EqualTo(new[] { proposed }));

        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That((await RemindAsync(ledger, people), await RemindAsync(ledger, people)), Is.EqualTo((1, 0)));
        var told = await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Act: "remind-checkers"), 9));
        Assert.That(told.Events.Select(one => (one.Actor, one.Note.ObjectId)), Is.EqualTo(new[] { ("schedule", $"{proposed}"), ("schedule", $"{proposed}") }));
    });

    [Test]
    public Task One_with_little_time_is_reminded_of_at_once_and_what_is_decided_or_over_never() => WithAsync(async (ledger, people, checker) =>
    {
        (await new ProposeAct(ledger.Database).RunAsync(people.By(people.Admin), TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1), lifetime: TimeSpan.FromDays(1))).Expect();
        var decided = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(2))).Proposal;
        Assert.That(await RemindAsync(ledger, people), Is.EqualTo(1));
        await people.ApproveAsync(checker, decided);
        ledger.Clock.Advance(TimeSpan.FromDays(5));
        Assert.That(await RemindAsync(ledger, people), Is.Zero);
    });

    [Test]
    public Task The_queue_holds_what_one_may_decide_in_whose_stead_oldest_first() => WithAsync(async (ledger, people, checker) =>
    {
        var helper = await people.AddAsync("helper", PersonRole.Approver, Scope.OfFund("RIVER"));
        var first = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))).Proposal;
        var second = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(2))).Proposal;
        Assert.That(await QueueAsync(ledger, people, helper), Is.Empty);
        Assert.That(await QueueAsync(ledger, people, people.Admin), Is.Empty, "one's own");
        Assert.That(await QueueAsync(ledger, people, checker), Is.EqualTo(new[] { $"{first} {checker}", $"{second} {checker}" }));

        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(checker), helper, new DateSpan(TestLedger.Today, TestLedger.Today))).Expect();
        Assert.That(await QueueAsync(ledger, people, helper), Is.EqualTo(new[] { $"{first} {checker}", $"{second} {checker}" }));
        await people.ApproveAsync(checker, first);
        Assert.That(await QueueAsync(ledger, people, helper), Is.EqualTo(new[] { $"{second} {checker}" }));
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await QueueAsync(ledger, people, helper), Is.Empty, "the day is over");
        ledger.Clock.Advance(ProposeAct.Lifetime);
        Assert.That(await QueueAsync(ledger, people, checker), Is.Empty, "its time is over");
    });

    [Test]
    public Task An_entry_leads_back_to_the_proposal_it_came_of_and_no_other_key_does() => WithAsync(async (ledger, people, checker) =>
    {
        var proposed = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))).Proposal;
        Assert.That(await AnswerAsync(ledger, await people.FindAsync(proposed)), Is.Null);
        var decided = await people.ApproveAsync(checker, proposed);
        var entry = await ledger.EntryAsync(TransferBetweenFunds.Kind.ReadAnswer(decided.Answer!).Entry);
        Assert.That((await BehindAsync(ledger, entry.OperationKey))?.Id, Is.EqualTo(proposed));
        foreach (var key in new[] { $"proposal/{proposed}/0000000000000000", "proposal/x/y", "donation-1" }) Assert.That(await BehindAsync(ledger, key), Is.Null);
        Assert.That(await AnswerAsync(ledger, await people.FindAsync(proposed)), Is.EqualTo(decided.Answer));
    });

    private static Task<Proposal?> BehindAsync(TestLedger ledger, string key) => ledger.Database.ReadAsync(reader => Proposals.BehindAsync(reader, key));

    private static Task<string?> AnswerAsync(TestLedger ledger, Proposal proposal) => ledger.Database.ReadAsync(reader => Proposals.AnswerAsync(reader, proposal));

    private static Task<int> RemindAsync(TestLedger ledger, PeopleOfALedger people) => new RemindCheckers(ledger.Database, Times).RunAsync("schedule", people.Now);

    private static Task<IReadOnlyDictionary<long, long>> LastAsync(TestLedger ledger) => ledger.Database.ReadAsync(RemindCheckers.LastAsync);

    private static Task<IEnumerable<string>> QueueAsync(TestLedger ledger, PeopleOfALedger people, string person) => ledger.Database.ReadAsync(async reader =>
        (await ApprovalQueue.OfAsync(reader, person, people.Now)).Select(waiting => $"{waiting.Proposal.Id} {string.Join(' ', waiting.As)}"));

    private Task WithAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });
}
