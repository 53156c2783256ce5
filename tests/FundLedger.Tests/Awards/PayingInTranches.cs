using FundLedger.Awards;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.Programmes.GrantScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>Money leaves in tranches: due by their days, held while something is missing, released once, paid whole or in parts.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class PayingInTranches(TestDatabase database)
{
    [Test]
    public Task Cash_owed_committed_and_available_follow_an_award_through_its_tranche() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 0m, 0m, 100m)));
        await ledger.StartAsync(Award());
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 0m, 60m, 40m)));
        var run = await ledger.RunDueAsync();
        Assert.That(run.Released.Select(one => (one.No, one.Amount)), Is.EqualTo(new[] { (1, Cny(20)) }));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 20m, 40m, 40m)));
        Assert.That(await ledger.LinesAsync(run.Released[0].Entry), Is.EqualTo(new[] { "GrantsExpense 20.00 tranche/A-1/1", "GrantsPayable -20.00 tranche/A-1/1", "CommitmentReserve 20.00 award/A-1", "Committed -20.00 award/A-1" }));
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TrancheState.Payable));
        (await ledger.PayAsync(1, 20)).Expect();
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((80m, 0m, 40m, 40m)));
        Assert.That((await ledger.StateAsync(1), await ledger.StateAsync(2)), Is.EqualTo((TrancheState.Paid, TrancheState.Scheduled)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Run_again_and_again_each_is_released_once() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ledger.RunDueAsync()));
        Assert.That(runs.SelectMany(run => run.Released).Select(one => (one.Award, one.No)), Is.EqualTo(new[] { ("A-1", 1) }), "one of the runs released it, and only that one says so");
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 20m, 40m, 40m)));
        ledger.Days(30);
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(2));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 60m, 0m, 40m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_late_run_releases_what_is_due_and_moves_no_later_day() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        var due = (await ledger.TranchesAsync())[1].DueOn;
        ledger.Days(29);
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));
        Assert.That((await ledger.TranchesAsync())[1].DueOn, Is.EqualTo(due));
        Assert.That((await ledger.TranchesAsync())[0].OverdueDaysOn(Now(ledger)), Is.EqualTo(29), "overdue means overdue");
        ledger.Days(1);
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(2));
    });

    [Test]
    public Task A_tranche_is_paid_in_parts_never_more_than_it_is_and_by_the_shares_of_its_sources() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        await ledger.StartAsync(Award(60, parts: [Part(seed, 40), Part("donation", 20)]));
        await ledger.RunDueAsync();
        Assert.That((await ledger.PositionAsync("POOL", seed)).Committed, Is.EqualTo(Cny(26.67m)), "40 − 13.33");
        Assert.That((await ledger.PayAsync(1, 7)).Expect().Left, Is.EqualTo(Cny(13)));
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TrancheState.Payable));
        Assert.That(Refused.CodeOf(await ledger.PayAsync(1, 13.01m)), Is.EqualTo("more-than-owed"));
        (await ledger.PayAsync(1, 13)).Expect();
        Assert.That(Refused.CodeOf(await ledger.PayAsync(1, 0.01m)), Is.EqualTo("not-owed"));
        ledger.Days(30);
        await ledger.RunDueAsync();
        (await ledger.PayAsync(2, 40)).Expect();
        Assert.That(((await ledger.PositionAsync("POOL", seed)).Available, (await ledger.PositionAsync("POOL")).Available), Is.EqualTo((Cny(20), Cny(20))), "the sources bore exactly their parts");
        (await new CompleteAward(ledger.Database).RunAsync(ledger.Ask(), "A-1", Now(ledger))).Expect();
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Through_the_bank_it_is_paid_failed_and_brought_back() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        await ledger.PayeeAsync();
        var owed = (await ledger.PayablesAsync()).Single();
        Assert.That((owed.Subject, owed.Amount), Is.EqualTo(("tranche/A-1/1", Cny(20))));
        var order = (await ledger.OrderAsync(owed)).Expect();
        Assert.That(Refused.CodeOf(await ledger.PayAsync(1, 20)), Is.EqualTo("payment-under-way"));
        (await ledger.AnswerAsync($"FL{order.Order}-001", PaymentStatus.Failed)).Expect();
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TrancheState.Failed));
        order = (await ledger.OrderAsync(owed)).Expect();
        var paid = (await ledger.AnswerAsync($"FL{order.Order}-001", PaymentStatus.Paid)).Expect().Entries.Single();
        Assert.That(((await ledger.EntryAsync(paid)).Kind, await ledger.StateAsync(1)), Is.EqualTo((EntryKind.TranchePaid, TrancheState.Paid)));
        (await ledger.AnswerAsync($"FL{order.Order}-001", PaymentStatus.Returned)).Expect();
        Assert.That((await ledger.StateAsync(1), await ledger.FiguresAsync()), Is.EqualTo((TrancheState.Failed, (100m, 20m, 40m, 40m))));
        (await ledger.PayAsync(1, 20)).Expect();
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_is_payable_and_not_paid_can_be_cancelled() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        await ledger.RunDueAsync();
        var cancelled = (await new CancelTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheCancelling("A-1", 1, Now(ledger), "机构放弃"))).Expect();
        Assert.That(await ledger.LinesAsync(cancelled.Entry), Is.EqualTo(new[] { "GrantsPayable 20.00 tranche/A-1/1", "GrantsExpense -20.00 tranche/A-1/1" }));
        Assert.That((await ledger.StateAsync(1), await ledger.FiguresAsync()), Is.EqualTo((TrancheState.Cancelled, (100m, 0m, 40m, 60m))));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Its_entries_are_not_reversed_behind_its_back() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        var released = (await ledger.RunDueAsync()).Released.Single().Entry;
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(released, Now(ledger))), Is.EqualTo("award-follows"));
        var paid = (await ledger.PayAsync(1, 20)).Expect().Entry;
        (await ledger.TryReverseAsync(paid, Now(ledger))).Expect();
        Assert.That((await ledger.StateAsync(1), await ledger.FiguresAsync()), Is.EqualTo((TrancheState.Payable, (100m, 20m, 40m, 40m))), "a payment recorded by mistake is taken back");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Where_it_takes_approval_nothing_is_released_without() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award(takesApproval: true));
        Assert.That((await ledger.RunDueAsync()).Held.Single().Why.Code, Is.EqualTo("tranche-not-approved"));
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TrancheState.Due));
        (await new ApproveTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheNamed("A-1", 1))).Expect();
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TrancheState.Approved));
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));
    });

    [Test]
    public Task Somebody_holds_a_tranche_and_lets_it_go_on() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        (await new HoldTranche(ledger.Database).RunAsync(ledger.Ask(), "A-1", 1, "等待核实")).Expect();
        Assert.That(((await ledger.RunDueAsync()).Held.Single().Why.Code, await ledger.StateAsync(1)), Is.EqualTo(("tranche-held", TrancheState.Held)));
        (await new HoldTranche(ledger.Database).RunAsync(ledger.Ask(), "A-1", 1, null)).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));
    });

    [Test]
    public Task An_organisation_that_is_suspended_barred_or_whose_qualification_ended_is_paid_nothing_more() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.StartAsync(Award());
        (await MoveAsync(ledger, OrganisationMove.Suspended)).Expect();
        await MustBeHeldAsync(ledger, "已暂停");
        (await MoveAsync(ledger, OrganisationMove.Resumed)).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1));

        ledger.Days(30);
        var bar = (await new BarOrganisation(ledger.Database).RunAsync(ledger.Ask(), new NewBar("HUA", Now(ledger), Now(ledger).AddDays(5), "虚报支出"))).Expect().Bar;
        await MustBeHeldAsync(ledger, "禁入至");
        (await new TakeBackBar(ledger.Database).RunAsync(ledger.Ask(), new BarTakenBack("HUA", bar, "查无此事"))).Expect();
        ledger.GoTo(At(12, 31, 10));
        ledger.Days(1);
        await MustBeHeldAsync(ledger, "2026-12-31 到期");
        await ledger.DocumentAsync("HUA", QualificationKind.YearlyCheck, new DateOnly(2027, 1, 1), new DateOnly(2027, 12, 31));
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(2));
    });

    [Test]
    public Task Each_need_holds_its_tranche_until_it_is_there() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with
        {
            PublicShareAtMost = new BasisPoints(6_000),
            Tranches =
            [
                Tranche(Cny(10), 0, Need(TrancheRequirementKind.ReportAccepted)), Tranche(Cny(10), 0, Need(TrancheRequirementKind.CofundingProved)), Tranche(Cny(10), 0, Need(TrancheRequirementKind.MidTermPassed)),
                Tranche(Cny(10), 0, Need(TrancheRequirementKind.Satisfaction, 8_000)), Tranche(null, 0, Need(TrancheRequirementKind.Documents)),
            ],
        });
        await ledger.StartAsync(Award());
        var held = (await ledger.RunDueAsync()).Held;
        Assert.That(held.Select(one => one.No), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
        Assert.That(held.Select(one => one.Why.Code).Distinct(), Is.EqualTo(new[] { "tranche-held" }));

        await MeetAsync(ledger, 1, () => ReportAsync(ledger));
        await MeetAsync(ledger, 2, async () => (await ProveAsync(ledger, ProofKind.Cofunding, amount: 13.34m)).Expect());
        await MeetAsync(ledger, 3, async () => (await EvaluateAsync(ledger, EvaluationKind.MidTerm, Verdict.Pass)).Expect());
        Assert.That(Refused.CodeOf(await ProveAsync(ledger, ProofKind.Satisfaction)), Is.EqualTo("proof-fields"));
        (await ProveAsync(ledger, ProofKind.Satisfaction, share: 7_999)).Expect();
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty, "not enough people are content");
        await MeetAsync(ledger, 4, async () => (await ProveAsync(ledger, ProofKind.Satisfaction, share: 8_000)).Expect());
        await MeetAsync(ledger, 5, async () => (await ProveAsync(ledger, ProofKind.Documents)).Expect());
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Proofs_that_were_taken_back_do_not_count() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { Tranches = [Tranche(null, 0, Need(TrancheRequirementKind.Documents))] });
        await ledger.StartAsync(Award());
        (await ProveAsync(ledger, ProofKind.Documents)).Expect();
        (await ProveAsync(ledger, ProofKind.Void, voids: 1)).Expect();
        Assert.That(Refused.CodeOf(await ProveAsync(ledger, ProofKind.Void, voids: 1)), Is.EqualTo("proof-unknown"), "taken back once");
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
    });

    [Test]
    public Task A_failed_evaluation_holds_all_the_rest_and_conditions_hold_until_they_are_met() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { Tranches = [Tranche(Cny(20), 0, Need(TrancheRequirementKind.MidTermPassed)), Tranche(null, 0)] });
        await ledger.StartAsync(Award());
        (await EvaluateAsync(ledger, EvaluationKind.MidTerm, Verdict.Fail)).Expect();
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
        (await EvaluateAsync(ledger, EvaluationKind.MidTerm, Verdict.Conditional, "补交照片")).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => one.No), Is.EqualTo(new[] { 2 }), "the last evaluation counts");
        (await new MeetConditions(ledger.Database).RunAsync(ledger.Ask(), "A-1", 2, Now(ledger))).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => one.No), Is.EqualTo(new[] { 1 }));
    });

    [TestCase(true)]
    [TestCase(false)]
    public Task Late_is_fail_where_the_programme_says_so(bool lateIsFail) => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { LateIsFail = lateIsFail, Tranches = [Tranche(null, 10, Need(TrancheRequirementKind.ReportAccepted))] });
        await ledger.StartAsync(Award());
        ledger.Days(11);
        await ReportAsync(ledger);
        Assert.That((await ledger.RunDueAsync()).Released, lateIsFail ? Is.Empty : Has.Count.EqualTo(1));
    });

    private static Task<Outcome<OrganisationMoved>> MoveAsync(TestLedger ledger, OrganisationMove move) => new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", move, Now(ledger), "核查举报");

    /// <summary>The due run says why; the list says the same.</summary>
    private static async Task MustBeHeldAsync(TestLedger ledger, string why)
    {
        var held = (await ledger.RunDueAsync()).Held.Single();
        Assert.That((held.Why.Code, held.Why.Message.Zh), Is.EqualTo(("tranche-held", held.Why.Message.Zh)));
        Assert.That(held.Why.Message.Zh, Does.Contain("机构").And.Contain(why));
        Assert.That(await ledger.StateAsync(held.No), Is.EqualTo(TrancheState.Held));
        var listed = await ledger.Database.ReadAsync(async reader => await AwardsAtWork.OpenAsync(reader, await Books.LoadAsync(reader), Now(ledger), Now(ledger)));
        Assert.That(listed.Tranches.Single(one => one.Tranche.No == held.No).Why.Zh, Does.Contain(why));
    }

    private static async Task MeetAsync(TestLedger ledger, int tranche, Func<Task> meet)
    {
        await meet();
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => one.No), Is.EqualTo(new[] { tranche }));
    }

    private static async Task ReportAsync(TestLedger ledger)
    {
        var content = new ReportContent(Today, Today, "开展活动三次", 120, [new ReportedCost("1", Cny(5), "茶点")], [new Indicator("活动", "6", "3")], []);
        (await new ReportProgress(ledger.Database).RunAsync(ledger.Ask(), new NewProgressReport("A-1", null, 1, content))).Expect();
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty, "handed in is not accepted");
        Assert.That(Refused.CodeOf(await DecideAsync(ledger, ledger.Ask(), 1, ReportDecision.Accepted)), Is.EqualTo("own-report"));
        (await DecideAsync(ledger, new Asked($"decide-{Guid.NewGuid()}", "manager-1"), 1, ReportDecision.Returned, "缺照片")).Expect();
        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind == "report.returned").Select(one => (one.Subject, one.Organisation, one.Word("report"))), Is.EqualTo(new[] { ("A-1", "HUA", "1") }));
        (await new ReportProgress(ledger.Database).RunAsync(ledger.Ask(), new NewProgressReport("A-1", 1, 1, content))).Expect();
        (await DecideAsync(ledger, new Asked($"decide-{Guid.NewGuid()}", "manager-1"), 2, ReportDecision.Accepted)).Expect();
    }

    private static Task<Outcome<ReportDecided>> DecideAsync(TestLedger ledger, Asked asked, int version, ReportDecision decision, string? note = null) =>
        new DecideReport(ledger.Database).RunAsync(asked, new ReportDeciding("A-1", 1, version, decision, note));

    private static async Task<Outcome<AwardProved>> ProveAsync(TestLedger ledger, ProofKind kind, decimal? amount = null, int? share = null, int? voids = null) =>
        await new ProveForAward(ledger.Database).RunAsync(ledger.Ask(), new NewProof(
            "A-1", kind, "材料", Now(ledger), await ledger.FileAsync(), Amount: amount is { } yuan ? Cny(yuan) : null, Share: share is { } points ? new BasisPoints(points) : null, Respondents: share is null ? null : 50, Voids: voids));

    private static Task<Outcome<AwardEvaluated>> EvaluateAsync(TestLedger ledger, EvaluationKind kind, Verdict verdict, string conditions = "") =>
        new EvaluateAward(ledger.Database).RunAsync(ledger.Ask(), new NewEvaluation("A-1", kind, Now(ledger), verdict, 70, conditions, "第三方评估中心"));
}
