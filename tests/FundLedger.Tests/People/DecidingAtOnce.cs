using FundLedger.Funds;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class DecidingAtOnce(TestDatabase database)
{
    private const int Callers = 64;

    [Test]
    public Task Sixty_four_checkers_at_once_post_it_once() => database.RunAsync(async ledger =>
    {
        var (people, checkers) = await WithCheckersAsync(ledger, 8);
        var proposed = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300))).Proposal;
        var answers = await RaceAsync(i => people.TryDecideAsync(checkers[i % checkers.Length], proposed));
        Assert.That(answers.OfType<Outcome<ProposalDecided>.Done>().Count(), Is.EqualTo(1));
        Assert.That(answers.OfType<Outcome<ProposalDecided>.Refused>().Select(refused => refused.Reason.Code), Is.All.EqualTo("proposal-closed").Or.EqualTo("decided-already"));
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("RIVER")), Is.EqualTo((700m, 300m)));
    });

    [Test]
    public Task One_checker_in_sixty_four_windows_counts_once_where_two_are_asked_for() => database.RunAsync(async ledger =>
    {
        var (people, checkers) = await WithCheckersAsync(ledger, 2);
        await people.ApproveAsync(checkers[0], (await people.ProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers("transfer", Today, [new(Cny(0), 2)]))).Proposal);
        var proposed = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300))).Proposal;
        var answers = await RaceAsync(_ => people.TryDecideAsync(checkers[0], proposed));
        Assert.That(answers.OfType<Outcome<ProposalDecided>.Done>().Single().Value.Missing, Is.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.Zero);
    });

    [Test]
    public Task The_same_decision_sent_again_is_answered_as_the_first_time() => database.RunAsync(async ledger =>
    {
        var (people, checkers) = await WithCheckersAsync(ledger, 1);
        var proposed = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300))).Proposal;
        var (asked, decision) = (people.By(checkers[0]), new Decision(proposed, true, (await people.FindAsync(proposed)).ContentHash));
        var answers = await RaceAsync(_ => new DecideProposal(ledger.Database, PeopleOfALedger.Kinds).RunAsync(asked, decision));
        Assert.That(answers.Select(answer => answer.Expect()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.EqualTo(300));
    });

    [Test]
    public Task Approving_while_the_maker_replaces_it_ends_with_the_one_or_the_other() => database.RunAsync(async ledger =>
    {
        var (people, checkers) = await WithCheckersAsync(ledger, 1);
        for (var round = 0; round < 8; round++)
        {
            var before = await ledger.AvailableAsync("RIVER");
            var first = (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(10))).Proposal;
            var approving = Task.Run(() => people.TryDecideAsync(checkers[0], first));
            var replacing = Task.Run(() => people.TryProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(90), replaces: first));
            var (approved, replaced) = (await approving, await replacing);
            Assert.That(approved is Outcome<ProposalDecided>.Done, Is.Not.EqualTo(replaced is Outcome<ActProposed>.Done));
            Assert.That(await ledger.AvailableAsync("RIVER") - before, Is.EqualTo(approved is Outcome<ProposalDecided>.Done ? 10 : 0));
        }
    });

    [Test]
    public Task Two_administrators_who_shut_each_other_out_at_once_end_with_one() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var other = await people.AddAsync("other", PersonRole.Administrator);
        var answers = await Task.WhenAll(
            Task.Run(() => new DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), other)), Task.Run(() => new DisablePerson(ledger.Database).RunAsync(people.By(other), people.Admin)));
        Assert.That(answers.OfType<Outcome<PersonMoved>.Done>().Count(), Is.EqualTo(1));
    });

    [Test]
    public Task A_first_run_code_makes_one_administrator_and_an_invitation_one_password_however_many_hurry() => database.RunAsync(async ledger =>
    {
        var code = Secret.NewToType();
        (await new OpenFirstRun(ledger.Database).RunAsync(new Asked("open", "host"), code, TimeSpan.FromHours(1))).Expect();
        var firsts = await RaceAsync(i => new CreateFirstAdministrator(ledger.Database).RunAsync(new Asked($"first-{i}", "visitor"), code.ToLowerInvariant(), new PersonNames($"人{i}", $"person-{i}"), "hash"));
        var admin = firsts.OfType<Outcome<PersonAdded>.Done>().Single().Value.Person;
        var secret = Secret.New();
        (await new InvitePerson(ledger.Database).RunAsync(new Asked("invite", admin), new PersonNames("李", "li"), [], secret)).Expect();
        var accepted = await RaceAsync(i => new AcceptInvitation(ledger.Database).RunAsync(new Asked($"accept-{i}", "visitor"), secret, $"hash-{i}"));
        Assert.That(accepted.OfType<Outcome<InvitationAccepted>.Done>().Count(), Is.EqualTo(1));
    });

    private static async Task<(PeopleOfALedger People, string[] Checkers)> WithCheckersAsync(TestLedger ledger, int count)
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        var checkers = new string[count];
        for (var i = 0; i < count; i++) checkers[i] = await people.AddAsync($"checker-{i}", PersonRole.Approver);
        return (people, checkers);
    }

    private static Task<Outcome<T>[]> RaceAsync<T>(Func<int, Task<Outcome<T>>> run) => Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => run(i))));
}
