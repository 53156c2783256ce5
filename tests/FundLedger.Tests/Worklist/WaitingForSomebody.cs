using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Applications;
using FundLedger.Tests.Awards;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.People;
using FundLedger.Tests.Programmes;
using FundLedger.Tests.Reviews;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Worklist;

/// <summary>What waits for whom: each thing for those who may do it, from the day it began to wait until it is done.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WaitingForSomebody(TestDatabase database)
{
    [Test]
    public Task An_award_passes_from_the_manager_to_the_organisation_and_back() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 5, Tranches = [Tranche(Cny(20), 10, Need(TrancheRequirementKind.ReportAccepted)), Tranche(null, 40, Need(TrancheRequirementKind.MidTermPassed))] });
        (await ledger.DecideAsync(Award())).Expect();
        var scene = await PeopleAsync(ledger);
        Assert.That(await scene.OfManagerAsync(), Is.Empty, "it is published, and nobody objects");

        (await new RaiseObjection(ledger.Database).RunAsync(ledger.Ask(), new NewObjection("A-1", Today, "某居民", "有亲属关系"))).Expect();
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "Objection A-1 since 2026-03-15" }));
        (await new AnswerObjection(ledger.Database).RunAsync(ledger.Ask(), new ObjectionAnswer("A-1", 1, Today, false, "已核查"))).Expect();

        ledger.Days(9);
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "AgreementToSign A-1 since 2026-03-21" }));
        Assert.That(await scene.OfOrganisationAsync(), Is.EqualTo(new[] { "AgreementToAccept A-1 since 2026-03-21" }));
        Assert.That(await scene.OfStrangerAsync(), Is.Empty);
        (await ledger.SignAsync()).Expect();

        Assert.That(await scene.OfOrganisationAsync(), Is.EqualTo(new[] { "ReportToHandIn A-1/1 since 2026-03-04 by 2026-04-03" }));
        ledger.Days(11);
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "Evaluation A-1/2 since 2026-04-03 by 2026-05-03", "TrancheHeld A-1/1 since 2026-04-03 by 2026-04-03" }));
        Assert.That((await scene.ItemsAsync(scene.Manager)).Single(item => item.Kind == WorkKind.TrancheHeld).Why!.Value.Zh, Does.Contain("进展报告未提交"));
        Assert.That((await scene.ItemsAsync(scene.Manager)).Single(item => item.Kind == WorkKind.TrancheHeld).IsOverdueOn(Now(ledger)), Is.True);

        (await new ReportProgress(ledger.Database).RunAsync(ledger.Ask(), new NewProgressReport("A-1", null, 1, new ReportContent(Today, Today, "活动", 10, [], [], [])))).Expect();
        Assert.That(await scene.OfOrganisationAsync(), Is.Empty);
        Assert.That(await scene.OfManagerAsync(), Does.Contain("ReportToDecide A-1/1 since 2026-04-04"));
        (await new DecideReport(ledger.Database).RunAsync(new Asked("decide", "manager-1"), new ReportDeciding("A-1", 1, 1, ReportDecision.Accepted, null))).Expect();
        await ledger.RunDueAsync();
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "Evaluation A-1/2 since 2026-04-03 by 2026-05-03", "TrancheToPay A-1/1 since 2026-04-04 by 2026-04-03" }));
        Assert.That((await scene.ItemsAsync(scene.Manager)).Single(item => item.Kind == WorkKind.TrancheToPay).Amount, Is.EqualTo(Cny(20)));
    });

    [Test]
    public Task A_tranche_that_takes_approval_waits_for_it_and_then_to_be_paid() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award(takesApproval: true));
        var scene = await PeopleAsync(ledger);
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "TrancheToApprove A-1/1 since 2026-03-16 by 2026-03-16" }));
        var approver = await scene.People.AddAsync("qian", PersonRole.Approver);
        var proposed = await scene.People.ProposeAsync(scene.Manager, ApproveTranche.Kind, new TrancheNamed("A-1", 1));
        await scene.People.ApproveAsync(approver, proposed.Proposal);
        await ledger.RunDueAsync();
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "TrancheToPay A-1/1 since 2026-03-16 by 2026-03-16" }));
    });

    [Test]
    public Task A_clawback_waits_once_an_instalment_is_overdue() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        (await ledger.PayAsync(1, 20)).Expect();
        (await new ClaimBack(ledger.Database).RunAsync(ledger.Ask(), new NewClawback("A-1", Cny(9), Now(ledger), [new(Now(ledger).AddDays(5), Cny(4)), new(Now(ledger).AddDays(50), Cny(5))], "不合规"))).Expect();
        var scene = await PeopleAsync(ledger);
        Assert.That(await scene.OfManagerAsync(), Is.Empty);
        ledger.Days(8);
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "ClawbackOverdue A-1/1 since 2026-03-21 by 2026-03-21" }));
        Assert.That((await scene.ItemsAsync(scene.Manager))[0].Amount, Is.EqualTo(Cny(4)));
    });

    [Test]
    public Task An_application_lies_with_the_applicant_until_it_is_handed_in_then_with_the_manager_then_with_experts() => database.RunAsync(async ledger =>
    {
        await ledger.RoundAsync(Terms with { ReviewsEach = 1 });
        var number = await ledger.DraftAsync("HUA");
        var scene = await PeopleAsync(ledger);
        Assert.That(await scene.OfOrganisationAsync(), Is.EqualTo(new[] { $"ApplicationToWrite {number} since 2026-03-15 by 2026-03-31" }));
        Assert.That(await scene.OfStrangerAsync(), Is.Empty);
        Assert.That(await scene.OfManagerAsync(), Is.Empty);
        (await ledger.TrySubmitAsync(number, scene.People.By(scene.Certifier))).Expect();
        Assert.That(await scene.OfOrganisationAsync(), Is.Empty);
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { $"ApplicationToCheck {number} since 2026-03-15" }));
        (await new RequestChanges(ledger.Database).RunAsync(scene.People.By(scene.Manager), number, "补充预算", At(4, 10, 12))).Expect();
        Assert.That(await scene.OfOrganisationAsync(), Is.EqualTo(new[] { $"ApplicationToChange {number} since 2026-03-15 by 2026-04-10" }));
        ledger.GoTo(At(4, 11, 9));
        Assert.That(await scene.OfOrganisationAsync(), Is.Empty, "its deadline is past");
    });

    [Test]
    public Task An_expert_sees_the_reviews_that_are_open_to_them_and_nothing_that_a_conflict_shut() => database.RunAsync(async ledger =>
    {
        var scene = await ReviewScene.MakeAsync(ledger, GrantScenes.Terms with { ReviewsEach = 1 }, "HUA", "LIN");
        var expert = await scene.ExpertAsync("zhao");
        await scene.AssignAsync();
        var people = new Scene(ledger, scene.People, scene.Manager, expert, expert, expert);
        Assert.That((await people.ItemsAsync(expert)).Select(item => (item.Kind, item.Of)), Is.EqualTo(new[] { (WorkKind.Review, "HUA的项目"), (WorkKind.Review, "LIN的项目") }));
        var shut = (await scene.AssignmentsAsync())[0];
        (await scene.DeclareAsync(expert, shut.Id, conflict: true, "亲属")).Expect();
        Assert.That((await people.ItemsAsync(expert)).Select(item => item.Of), Is.EqualTo(new[] { "LIN的项目" }));
        var open = (await scene.AssignmentsAsync()).Single(one => one.Id != shut.Id);
        (await scene.DeclareAsync(expert, open.Id)).Expect();
        (await scene.SubmitAsync(expert, open.Id, 80, 80, 80, 80)).Expect();
        Assert.That(await people.ItemsAsync(expert), Is.Empty);
    });

    [Test]
    public Task Proposals_wait_for_whoever_may_agree_and_never_for_their_maker() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var scene = await PeopleAsync(ledger);
        var approver = await scene.People.AddAsync("qian", PersonRole.Approver);
        var proposed = await scene.People.ProposeAsync(scene.Manager, DecideAward.Kind, Award());
        Assert.That((await scene.ItemsAsync(approver)).Select(item => (item.Kind, item.Subject, item.Of, item.Amount)), Is.EqualTo(new[] { (WorkKind.Approval, $"{proposed.Proposal}", "award", (Money?)Cny(60)) }));
        Assert.That(await scene.OfManagerAsync(), Is.Empty);
    });

    [Test]
    public Task Documents_are_verified_by_managers_and_renewals_are_told_to_both_sides() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var scene = await PeopleAsync(ledger);
        await ledger.DocumentAsync("HUA", QualificationKind.Assessment, Today.AddDays(-300), null, isVerified: false); // it waits from its upload on, however old the document is
        Assert.That(await scene.OfManagerAsync(), Is.EqualTo(new[] { "DocumentToVerify HUA since 2026-03-15" }));
        ledger.GoTo(At(12, 20, 9));
        Assert.That(await scene.OfManagerAsync(), Has.Some.StartsWith("RenewalDue HUA").And.Some.EndsWith("by 2026-12-31"));
        Assert.That(await scene.OfOrganisationAsync(), Has.One.StartsWith("OwnRenewal HUA").And.One.EndsWith("by 2026-12-31"));
        ledger.GoTo(At(12, 31, 9));
        ledger.Days(3);
        Assert.That(await scene.OfOrganisationAsync(), Has.One.StartsWith("OwnRenewal HUA"), "it lapsed and is still to be renewed");
    });

    [Test]
    public Task Gifts_without_a_receipt_wait_as_one_with_their_number() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.DonateAsync("POOL", 3, on: March(10));
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("POOL", Cny(2), March(11), DonorName.Of("李明"), WithReceipt: true))).Expect();
        var scene = await PeopleAsync(ledger);
        var waiting = (await scene.ItemsAsync(scene.Manager)).Single();
        Assert.That((waiting.Kind, waiting.Subject, waiting.Count, waiting.Since), Is.EqualTo((WorkKind.Receipts, "POOL", 2, March(3))));
    });

    [Test]
    public Task A_manager_of_another_fund_sees_nothing_of_it() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.FundAsync("LAKE");
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        var scene = await PeopleAsync(ledger);
        var other = await scene.People.AddAsync("other", PersonRole.FundManager, Scope.OfFund("LAKE"));
        Assert.That(await scene.OfManagerAsync(), Is.Not.Empty);
        Assert.That(await scene.ItemsAsync(other), Is.Empty);
        Assert.That(await scene.ItemsAsync(await scene.People.AddAsync("auditor", PersonRole.Auditor)), Is.Empty, "who only reads has nothing to do");
    });

    private static async Task<Scene> PeopleAsync(TestLedger ledger)
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        return new Scene(
            ledger, people, await people.AddAsync("manager", PersonRole.FundManager), await people.AddAsync("editor", PersonRole.OrganisationEditor, Scope.OfOrganisation("HUA")),
            await people.AddAsync("certifier", PersonRole.OrganisationCertifier, Scope.OfOrganisation("HUA")), await people.AddAsync("stranger", PersonRole.OrganisationOwner, Scope.OfOrganisation("LIN")));
    }

    private sealed record Scene(TestLedger Ledger, PeopleOfALedger People, string Manager, string Editor, string Certifier, string Stranger)
    {
        internal Task<IReadOnlyList<WorkItem>> ItemsAsync(string person) => Ledger.Database.ReadAsync(reader => ReadAsync(reader, person));

        /// <summary>What the manager has to do about grants.</summary>
        internal async Task<string[]> OfManagerAsync() => Say([.. (await ItemsAsync(Manager)).Where(item => item.Kind != WorkKind.Receipts)]);

        /// <summary>What its certifier or its editor sees, each thing once.</summary>
        internal async Task<string[]> OfOrganisationAsync() => [.. Say(await ItemsAsync(Certifier)).Union(Say(await ItemsAsync(Editor)))];

        internal async Task<string[]> OfStrangerAsync() => Say(await ItemsAsync(Stranger));

        private async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerReader reader, string person) =>
            await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), person, await Grants.OfAsync(reader, person), Moments.ToMicroseconds(Ledger.Clock.GetUtcNow()));

        private static string[] Say(IReadOnlyList<WorkItem> items) => [.. items.Select(item =>
            $"{item.Kind} {item.Subject}{(item.Part is { } part ? $"/{part}" : "")} since {item.Since.ToIso()}{(item.DueOn is { } due ? $" by {due.ToIso()}" : "")}")];
    }
}
