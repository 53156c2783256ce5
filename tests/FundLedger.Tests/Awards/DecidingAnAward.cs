using FundLedger.Awards;
using FundLedger.Budgets;
using FundLedger.Ledger;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.Awards.AwardScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>An award commits money by source, is published, may be objected to, and is signed.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class DecidingAnAward(TestDatabase database)
{
    [Test]
    public Task Its_money_is_committed_by_source_in_the_spending_order() => database.RunAsync(async ledger =>
    {
        var seed = await ledger.MoneyAsync();
        var done = (await ledger.DecideAsync(Award(70))).Expect();
        Assert.That(done.Parts, Is.EqualTo(new[] { Part(seed, 60), Part("donation", 10) }));
        Assert.That(await ledger.LinesAsync(done.Entry), Is.EqualTo(new[] { "Committed 60.00 award/A-1", "CommitmentReserve -60.00 award/A-1", "Committed 10.00 award/A-1", "CommitmentReserve -10.00 award/A-1" }));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 0m, 70m, 30m)));
        Assert.That((await ledger.DecideAsync(Award(10, "A-2", [Part("donation", 4), Part(seed, 6)]))), Is.InstanceOf<Outcome<AwardDecided>.Refused>(), "the seed money is promised already");
        (await ledger.DecideAsync(Award(30, "A-3", [Part("donation", 30)]))).Expect();
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task More_than_is_available_is_refused_and_leaves_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(100.01m))), Is.EqualTo("not-enough"));
        Assert.That((await ledger.FiguresAsync(), await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM awards")), Is.EqualTo(((100m, 0m, 0m, 100m), 0L)));
    });

    [Test]
    public Task More_than_the_round_has_left_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        (await new CreateGrantProgramme(ledger.Database).RunAsync(ledger.Ask(), GrantScenes.Programme(Plain))).Expect();
        (await new OpenGrantRound(ledger.Database).RunAsync(ledger.Ask(), GrantScenes.Round() with { Budget = Cny(50) })).Expect();
        await ledger.DonateAsync("POOL", 100, on: March(3));
        await ledger.QualifyAsync("HUA", new DateOnly(2026, 12, 31));
        (await ledger.DecideAsync(Award(30))).Expect();
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(20.01m, "A-2"))), Is.EqualTo("round-budget"));
        (await ledger.DecideAsync(Award(20.5m, "A-2") with { Amount = Cny(20), Tranches = [new(1, new("批", "Tranche"), Cny(20), TrancheDay.Signing, 0, false, null, [])] })).Expect();
    });

    [Test]
    public Task An_organisation_that_is_not_qualified_gets_none() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        await ledger.RegisterAsync("NEW");
        Assert.That(await ledger.DecideAsync(Award() with { Organisation = "NEW" }), Is.InstanceOf<Outcome<AwardDecided>.Refused>());
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award() with { Organisation = "NOBODY" })), Is.EqualTo("organisation-unknown"));
    });

    [Test]
    public Task Nothing_is_signed_before_the_days_of_publicity_are_over() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 5 });
        var done = (await ledger.DecideAsync(Award())).Expect();
        Assert.That(done.PublicityLast, Is.EqualTo(March(20)), "15 March 2026 is a Sunday");
        ledger.Days(5);
        Assert.That((await ledger.AwardAsync()).StageOn(Now(ledger)), Is.EqualTo(AwardStage.Publicity));
        Assert.That(Refused.CodeOf(await ledger.SignAsync()), Is.EqualTo("not-to-sign"));
        ledger.Days(1);
        Assert.That((await ledger.SignAsync()).Expect().Tranches, Is.EqualTo(2));
        Assert.That((await ledger.TranchesAsync()).Select(tranche => (tranche.Amount, tranche.DueOn)), Is.EqualTo(new[] { (Cny(20), (DateOnly?)March(21)), (Cny(40), March(21).AddDays(30)) }));
    });

    [Test]
    public Task An_objection_blocks_until_it_is_answered_and_one_that_is_upheld_for_good() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync(Plain with { PublicityWorkingDays = 5 });
        (await ledger.DecideAsync(Award())).Expect();
        (await ledger.DecideAsync(Award(20.5m, "A-2"))).Expect();
        foreach (var number in new[] { "A-1", "A-2" }) (await new RaiseObjection(ledger.Database).RunAsync(ledger.Ask(), new NewObjection(number, March(15), "居民甲", "与负责人有亲属关系"))).Expect();
        ledger.Days(7);
        Assert.That((await ledger.AwardAsync()).StageOn(Now(ledger)), Is.EqualTo(AwardStage.Objected));
        Assert.That(Refused.CodeOf(await ledger.SignAsync()), Is.EqualTo("not-to-sign"));
        Assert.That(Refused.CodeOf(await new RaiseObjection(ledger.Database).RunAsync(ledger.Ask(), new NewObjection("A-1", Now(ledger), "乙", "太晚"))), Is.EqualTo("not-published"));
        (await AnswerAsync(ledger, "A-1", isUpheld: false)).Expect();
        Assert.That(Refused.CodeOf(await AnswerAsync(ledger, "A-1", isUpheld: true)), Is.EqualTo("objection-unknown"), "answered once");
        (await ledger.SignAsync()).Expect();
        (await AnswerAsync(ledger, "A-2", isUpheld: true)).Expect();
        Assert.That(Refused.CodeOf(await ledger.SignAsync("A-2")), Is.EqualTo("objection-upheld"));
        var ended = (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-2", Now(ledger), "异议成立"))).Expect();
        Assert.That(ended.Status, Is.EqualTo(AwardStatus.Cancelled));
        Assert.That(await ledger.FiguresAsync(), Is.EqualTo((100m, 0m, 60m, 40m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task The_text_that_is_signed_is_the_text_that_was_read() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        (await ledger.DecideAsync(Award())).Expect();
        ledger.Days(1);
        var read = Agreement.TextSha256Of(await ledger.AwardAsync());
        (await AmendAsync(ledger, award => new Amendment("A-1", 1, award.Terms.Title, Cny(50), Cny(0), award.Terms.Starts, award.Terms.Ends, [new("1", "全部", CostLineKind.Other, Cny(50), Cny(0))], "减少", Now(ledger), Tranches: [award.Terms.Tranches[0], award.Terms.Tranches[1] with { Amount = Cny(30) }]))).Expect();
        Assert.That(Refused.CodeOf(await new SignAgreement(ledger.Database).RunAsync(ledger.Ask(), new Signing("A-1", read, Now(ledger)))), Is.EqualTo("text-changed"));
        (await ledger.SignAsync()).Expect();
    });

    [Test]
    public Task An_envelope_of_the_budget_holds_it_as_committed_then_as_paid_and_gets_back_what_ends() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        (await new SetBudget(ledger.Database).RunAsync(ledger.Ask(), new NewBudget("POOL", 2026, Cny(90), "理事会〔2026〕1号", [new Envelope("A1", "初创", null, Cny(70)), new Envelope("B1", "成长", null, Cny(20))]))).Expect();
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(70.01m) with { Envelope = "A1" })), Is.EqualTo("envelope-short"));
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(30) with { Envelope = "Z9" })), Is.EqualTo("envelope-unknown"));
        await ledger.StartAsync(Award() with { Envelope = "A1" });
        Assert.That(await EnvelopesAsync(ledger), Is.EqualTo(new[] { "A1 60 0 10", "B1 0 0 20" }));
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(10.01m, "A-2") with { Envelope = "A1" })), Is.EqualTo("envelope-short"), "a commitment takes it up");
        Assert.That(Refused.CodeOf(await AmendAsync(ledger, award => new Amendment("A-1", award.Version, award.Terms.Title, Cny(70.01m), award.Terms.Own, award.Terms.Starts, award.Terms.Ends, [new("1", "全部", CostLineKind.Other, Cny(70.01m), Cny(0))], "增加", Now(ledger),
            Tranches: [award.Terms.Tranches[0], award.Terms.Tranches[1] with { Amount = Cny(50.01m) }]))), Is.EqualTo("envelope-short"), "an amendment asks it for more");
        await ledger.RunDueAsync();
        Assert.That(await EnvelopesAsync(ledger), Is.EqualTo(new[] { "A1 60 0 10", "B1 0 0 20" }), "what is owed is committed still");
        (await ledger.PayAsync(1, 15)).Expect();
        Assert.That(await EnvelopesAsync(ledger), Is.EqualTo(new[] { "A1 45 15 10", "B1 0 0 20" }));
        (await new EndAward(ledger.Database).RunAsync(ledger.Ask(), new AwardEnding("A-1", Now(ledger), "终止"))).Expect();
        Assert.That(await EnvelopesAsync(ledger), Is.EqualTo(new[] { "A1 5 15 50", "B1 0 0 20" }));
        (await new CancelTranche(ledger.Database).RunAsync(ledger.Ask(), new TrancheCancelling("A-1", 1, Now(ledger), "放弃"))).Expect();
        Assert.That(await EnvelopesAsync(ledger), Is.EqualTo(new[] { "A1 0 15 55", "B1 0 0 20" }));
    });

    /// <summary>Of each envelope: committed, paid and left, in yuan.</summary>
    private static Task<string[]> EnvelopesAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await FundLedger.Budgets.Budgets.ListAsync(reader, await Books.LoadAsync(reader))).Single().Lines
        .Select(line => $"{line.Envelope.Code} {line.Committed.MinorUnits / 100m:0.##} {line.Paid.MinorUnits / 100m:0.##} {line.Left.MinorUnits / 100m:0.##}").ToArray());

    [Test]
    public Task The_same_award_sent_twice_is_decided_once() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var first = (await new DecideAward(ledger.Database).RunAsync(Ask("decide-1"), Award())).Expect();
        var again = await new DecideAward(ledger.Database).RunAsync(Ask("decide-1"), Award());
        Assert.That((again.Expect().Entry, ((Outcome<AwardDecided>.Done)again).WasDoneBefore), Is.EqualTo((first.Entry, true)));
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award())), Is.EqualTo("award-exists"));
    });

    [TestCase("tranches", 59, TestName = "Tranches_that_do_not_add_up_are_refused")]
    public Task Refused_as(string field, decimal last) => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        var outcome = await ledger.DecideAsync(Award() with { Tranches = [new(1, new("批", "Tranche"), Cny(last), TrancheDay.Signing, 0, false, null, [])] });
        Assert.That(((Outcome<AwardDecided>.Refused)outcome).Reason.Field, Is.EqualTo(field));
    });

    [Test]
    public Task A_budget_that_does_not_add_up_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.MoneyAsync();
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(budget: [new("1", "活动", CostLineKind.Activity, Cny(59), Cny(0))]))), Is.EqualTo("award-budget"));
        Assert.That(Refused.CodeOf(await ledger.DecideAsync(Award(own: 5, budget: [new("1", "活动", CostLineKind.Activity, Cny(60), Cny(4))]))), Is.EqualTo("award-budget"));
        (await ledger.DecideAsync(Award(own: 5, budget: [new("1", "活动", CostLineKind.Activity, Cny(60), Cny(5))]))).Expect();
    });

    private static Task<Outcome<ObjectionAnswered>> AnswerAsync(TestLedger ledger, string number, bool isUpheld) =>
        new AnswerObjection(ledger.Database).RunAsync(ledger.Ask(), new ObjectionAnswer(number, 1, Now(ledger), isUpheld, "已核查"));

    private static async Task<Outcome<AwardAmended>> AmendAsync(TestLedger ledger, Func<Award, Amendment> amendment) => await new AmendAward(ledger.Database).RunAsync(ledger.Ask(), amendment(await ledger.AwardAsync()));
}
