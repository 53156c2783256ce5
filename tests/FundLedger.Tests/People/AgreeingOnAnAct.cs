using FundLedger.Corrections;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class AgreeingOnAnAct(TestDatabase database)
{
    [Test]
    public Task A_transfer_is_posted_in_the_makers_name_when_another_agrees() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300, "补助王小明"));
        Assert.That((proposed.Status, proposed.Checkers, await ledger.AvailableAsync("RIVER")), Is.EqualTo((ProposalStatus.Open, 1, 0m)));

        var decided = await people.ApproveAsync(checker, proposed.Proposal);

        Assert.That((decided.Status, await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("RIVER")), Is.EqualTo((ProposalStatus.Executed, 700m, 300m)));
        var entry = await ledger.EntryAsync(TransferBetweenFunds.Kind.ReadAnswer(decided.Answer!).Entry);
        Assert.That((entry.Actor, entry.OperationKey), Is.EqualTo((people.Admin, (await people.FindAsync(proposed.Proposal)).OperationKey)));
    });

    [Test]
    public Task What_needs_a_checker_cannot_be_done_directly_once_there_are_people() => WithTwoAsync(async (ledger, people, _) =>
    {
        var gift = await ledger.DonateAsync("LAKE", 5);
        Assert.That(Refused.CodeOf(await new TransferBetweenFunds(ledger.Database).RunAsync(people.By(people.Admin), PeopleOfALedger.Transfer(1))), Is.EqualTo("needs-checker"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(gift)), Is.EqualTo("needs-checker"));
    });

    [Test]
    public Task Nobody_checks_their_own_even_with_the_right_to_check_and_in_a_second_window() => WithTwoAsync(async (ledger, people, checker) =>
    {
        (await new GiveRole(ledger.Database).RunAsync(people.By(people.Admin), people.Admin, new NewGrant(PersonRole.Approver, Scope.WholeLedger))).Expect();
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(people.Admin, proposed.Proposal)), Is.EqualTo("maker-may-not-check"));

        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(people.Admin), checker, new DateSpan(Today, Today))).Expect();
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, proposed.Proposal, inSteadOf: people.Admin)), Is.EqualTo("maker-may-not-check"), "nor through a colleague");
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.Zero);
    });

    [Test]
    public Task Two_checkers_are_two_people_whoever_decides_for_whom() => WithTwoAsync(async (ledger, people, first) =>
    {
        var second = await people.AddAsync("second", PersonRole.Approver);
        var helper = await people.AddAsync("helper", PersonRole.OrganisationViewer);
        await SetAsync(people, first, new ApprovalTier(Cny(0), 1), new ApprovalTier(Cny(200), 2));
        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(first), helper, new DateSpan(Today, Today))).Expect();
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(300));
        Assert.That(proposed.Checkers, Is.EqualTo(2));

        Assert.That((await people.ApproveAsync(first, proposed.Proposal)).Missing, Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(first, proposed.Proposal)), Is.EqualTo("decided-already"));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(helper, proposed.Proposal, inSteadOf: first)), Is.EqualTo("decided-already"));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(helper, proposed.Proposal)), Is.EqualTo("not-there"), "a helper has no right of their own");
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(helper, proposed.Proposal, inSteadOf: second)), Is.EqualTo("not-there"), "and none that was not handed to them");
        Assert.That((await people.ApproveAsync(second, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
    });

    [Test]
    public Task A_delegation_counts_on_its_days_and_until_it_is_taken_back() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var helper = await people.AddAsync("helper", PersonRole.OrganisationViewer);
        var later = (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(checker), helper, new DateSpan(Today.AddDays(1), Today.AddDays(2)))).Expect();
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(helper, proposed.Proposal, inSteadOf: checker)), Is.EqualTo("not-there"));

        ledger.Clock.Advance(TimeSpan.FromDays(1));
        (await new FundLedger.People.Approvals.Delegate(ledger.Database).EndAsync(people.By(checker), checker, later.Delegation)).Expect();
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(helper, proposed.Proposal, inSteadOf: checker)), Is.EqualTo("not-there"));

        (await new FundLedger.People.Approvals.Delegate(ledger.Database).RunAsync(people.By(checker), helper, new DateSpan(Today.AddDays(1), Today.AddDays(1)))).Expect();
        Assert.That((await people.TryDecideAsync(helper, proposed.Proposal, inSteadOf: checker)).Expect().Status, Is.EqualTo(ProposalStatus.Executed));
    });

    [Test]
    public Task What_it_is_about_changing_in_between_makes_it_void_for_good() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var gift = await ledger.DonateAsync("LAKE", 50);
        var proposed = await people.ProposeAsync(people.Admin, ReverseEntry.Kind, new Reversal(gift, Today, "重复"));
        (await ledger.TryRefundAsync(gift, 10, FundLedger.Donations.RefundWay.ChargedBack)).Expect();

        var decided = await people.ApproveAsync(checker, proposed.Proposal);

        Assert.That((decided.Status, decided.Answer), Is.EqualTo((ProposalStatus.Void, (string?)null)));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, proposed.Proposal)), Is.EqualTo("proposal-closed"));
    });

    [Test]
    public Task An_approval_of_other_content_than_was_seen_is_refused() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var seen = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        var edited = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(900), replaces: seen.Proposal);
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, seen.Proposal)), Is.EqualTo("proposal-closed"));
        var asSeen = new Decision(edited.Proposal, true, (await people.FindAsync(seen.Proposal)).ContentHash);
        Assert.That(Refused.CodeOf(await new DecideProposal(ledger.Database, PeopleOfALedger.Kinds).RunAsync(people.By(checker), asSeen)), Is.EqualTo("proposal-differs"));
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.Zero);
    });

    [Test]
    public Task An_approval_that_the_money_is_not_there_for_changes_nothing_and_may_be_given_later() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(900));
        await ledger.SpendAsync("LAKE", 200);
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, proposed.Proposal)), Is.EqualTo("not-enough"));
        Assert.That((await people.FindAsync(proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Open));
        await ledger.DonateAsync("LAKE", 500);
        Assert.That((await people.ApproveAsync(checker, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
    });

    [Test]
    public Task One_rejection_ends_it_and_so_does_time_and_the_maker() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var rejected = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1));
        var withdrawn = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(2));
        var late = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        Assert.That((await people.TryDecideAsync(checker, rejected.Proposal, isApproval: false)).Expect().Status, Is.EqualTo(ProposalStatus.Rejected));
        Assert.That(Refused.CodeOf(await new WithdrawProposal(ledger.Database).RunAsync(people.By(checker), withdrawn.Proposal)), Is.EqualTo("not-there"));
        (await new WithdrawProposal(ledger.Database).RunAsync(people.By(people.Admin), withdrawn.Proposal)).Expect();
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, withdrawn.Proposal)), Is.EqualTo("proposal-closed"));
        ledger.Clock.Advance(ProposeAct.Lifetime + TimeSpan.FromMinutes(1));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, late.Proposal)), Is.EqualTo("proposal-expired"));
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.Zero);
    });

    [Test]
    public Task A_checker_reaches_only_the_funds_they_were_given_and_learns_of_no_others() => WithTwoAsync(async (ledger, people, _) =>
    {
        var ofRiver = await people.AddAsync("river", PersonRole.Approver, Scope.OfFund("RIVER"));
        var ofLake = await people.AddAsync("lake", PersonRole.Approver, Scope.OfFund("LAKE"));
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        var elsewhere = await people.TryDecideAsync(ofRiver, proposed.Proposal);
        var missing = await new DecideProposal(ledger.Database, PeopleOfALedger.Kinds).RunAsync(people.By(ofRiver), new Decision(proposed.Proposal + 99, true, new byte[32]));
        Assert.That(elsewhere, Is.EqualTo(missing));
        Assert.That(await WaitingForAsync(ledger, people, ofRiver), Is.Empty);
        Assert.That(await WaitingForAsync(ledger, people, ofLake), Is.EqualTo(new[] { proposed.Proposal }));
        Assert.That((await people.ApproveAsync(ofLake, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That(await WaitingForAsync(ledger, people, ofLake), Is.Empty);
    });

    [Test]
    public Task Who_was_disabled_meanwhile_neither_checks_nor_has_their_proposals_done() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var maker = await people.AddAsync("maker", PersonRole.FundManager);
        var other = await people.AddAsync("other", PersonRole.Approver);
        var proposed = await people.ProposeAsync(maker, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(3));
        (await new DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), checker)).Expect();
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(checker, proposed.Proposal)), Is.EqualTo("not-there"));
        (await new DisablePerson(ledger.Database).RunAsync(people.By(people.Admin), maker)).Expect();
        Assert.That((await people.ApproveAsync(other, proposed.Proposal)).Status, Is.EqualTo(ProposalStatus.Void));
    });

    [Test]
    public Task Nobody_without_a_name_or_the_right_proposes() => WithTwoAsync(async (_, people, checker) =>
    {
        Assert.That(Refused.CodeOf(await people.TryProposeAsync("os-1234", TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(checker, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))), Is.EqualTo("not-there"));
        Assert.That(Refused.CodeOf(await people.TryProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1) with { To = "SEA" })), Is.EqualTo("fund-unknown"));
    });

    [Test]
    public Task Trying_out_shows_what_would_be_posted_and_keeps_nothing() => WithTwoAsync(async (ledger, people, _) =>
    {
        var before = await ledger.EntryCountAsync();
        var shown = (await new ProposeAct(ledger.Database).TryOutAsync(people.By(people.Admin), TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(5))).Expect();
        Assert.That(shown.Single().Lines.Select(line => line.Amount), Is.EqualTo(new[] { Cny(5), -Cny(5), Cny(5), -Cny(5) }));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(before));
    });

    [Test]
    public Task Each_step_is_in_the_trail_and_a_refused_one_too() => WithTwoAsync(async (ledger, people, checker) =>
    {
        var proposed = await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(5));
        var door = new RefusalsNoted(ledger.Database);
        var own = new Decision(proposed.Proposal, true, (await people.FindAsync(proposed.Proposal)).ContentHash);
        await new DecideProposal(door, PeopleOfALedger.Kinds).RunAsync(people.By(people.Admin), own);
        (await new DecideProposal(door, PeopleOfALedger.Kinds).RunAsync(people.By(checker), own)).Expect();

        var page = await ledger.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(), 5));
        Assert.That(page.Events.Take(4).Select(told => (told.Actor, told.Note.Act, told.Note.Outcome, told.Note.Detail)), Is.EqualTo(new[]
        {
            (checker, "execute-proposal", AuditOutcome.Done, "transfer"), (checker, "approve-proposal", AuditOutcome.Done, ""),
            (people.Admin, "decide-proposal", AuditOutcome.Refused, "maker-may-not-check"), (people.Admin, "propose", AuditOutcome.Done, "transfer"),
        }));
    });

    private Task WithTwoAsync(Func<TestLedger, PeopleOfALedger, string, Task> scenario) => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        await scenario(ledger, people, await people.AddAsync("checker", PersonRole.Approver));
    });

    private static async Task SetAsync(PeopleOfALedger people, string checker, params ApprovalTier[] tiers) =>
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers("transfer", Today, tiers))).Proposal);

    private static Task<IEnumerable<long>> WaitingForAsync(TestLedger ledger, PeopleOfALedger people, string person) =>
        ledger.Database.ReadAsync(async reader => (await ApprovalQueue.OfAsync(reader, person, people.Now)).Select(waiting => waiting.Proposal.Id));
}
