using FundLedger.Awards;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Payments;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Tests.People;
using FundLedger.People.Roles;
using FundLedger.Values;
using static FundLedger.Tests.Taper.TaperScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class TheLifeOfATaperPlan(TestDatabase database)
{
    [Test]
    public Task Nothing_is_committed_before_a_year_is_approved_and_then_only_that_year_by_source() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        var agreed = (await ledger.AgreeAsync()).Expect();
        Assert.That((agreed.Support, agreed.Organisation, await ledger.MoneyAsync()), Is.EqualTo((Cny(600), "HUA", (2_000m, 0m, 0m, 2_000m))));
        var year = (await ledger.ApproveAsync()).Expect();
        Assert.That(await ledger.LinesAsync(year.Entry!.Value), Is.EqualTo(new[] { "Committed 300.00 taper/T-1", "CommitmentReserve -300.00 taper/T-1", "Committed 100.00 taper/T-1", "CommitmentReserve -100.00 taper/T-1" }));
        Assert.That((await ledger.MoneyAsync(), (await ledger.PlanAsync())!.ApprovedYears), Is.EqualTo(((2_000m, 0m, 400m, 1_600m), new[] { 1 })));
        Assert.That((await ledger.PeriodsAsync()).Select(period => period.State), Is.EqualTo(Enumerable.Repeat(TaperPeriodState.Committed, 4).Concat(Enumerable.Repeat(TaperPeriodState.Planned, 4))));
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(1)), Is.EqualTo("taper-year"));
    });

    [Test]
    public Task A_period_pays_its_share_of_actual_cost_and_the_rest_lapses_in_the_same_entry() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        Assert.That(await ledger.WhyAsync(1), Is.EqualTo(new[] { "result-missing" }));
        Assert.That((await ledger.RunDueAsync()).Held.Single().Codes, Is.EqualTo(new[] { "result-missing" }));
        await ledger.ReportAsync(1, 75);
        var run = await ledger.RunDueAsync();
        Assert.That(await ledger.LinesAsync(run.Released.Single().Entry!.Value),
            Is.EqualTo(new[] { "GrantsExpense 75.00 taper/T-1/1", "GrantsPayable -75.00 taper/T-1/1", "CommitmentReserve 100.00 taper/T-1", "Committed -100.00 taper/T-1" }));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m, 75m, 300m, 1_625m)), "25 lapsed");
        Assert.That((await ledger.PayAsync(1, 50)).Expect().Left, Is.EqualTo(Cny(25)));
        Assert.That(Refused.CodeOf(await ledger.PayAsync(1, 26)), Is.EqualTo("more-than-owed"));
        (await ledger.PayAsync(1, 25)).Expect();
        var period = (await ledger.PeriodsAsync())[0];
        Assert.That((period.State, period.Support, period.Lapsed, period.ActualCost, period.Paid), Is.EqualTo((TaperPeriodState.Paid, (Money?)Cny(75), (Money?)Cny(25), (Money?)Cny(75), Cny(75))));
        Assert.That((await ledger.RunDueAsync()).Released, Is.Empty);
    });

    [Test]
    public Task Three_monthly_results_make_a_quarter_and_more_cost_than_budget_pays_no_more_than_planned() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(2);
        foreach (var month in new[] { 0, 2 }) await ledger.ReportAsync(Start.AddMonths(month), Start.AddMonths(month + 1).AddDays(-1), 20);
        await ledger.ReportAsync(2, 5_000);
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => (one.No, one.Support)), Is.EqualTo(new[] { (2, Cny(100)) }), "the first waits for its second month, and no later period for it");
        await ledger.ReportAsync(Start.AddMonths(1), Start.AddMonths(2).AddDays(-1), 30);
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => (one.No, one.Support)), Is.EqualTo(new[] { (1, Cny(70)) }));
    });

    [Test]
    public Task Sources_pay_in_their_order_and_what_lapses_goes_back_to_the_last() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(parts: [Part("seed", 30), Part("donation", 570)]));
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 45);
        var entry = await ledger.EntryAsync((await ledger.RunDueAsync()).Released.Single().Entry!.Value);
        Assert.That(entry.Lines.Where(line => line.Account.Role == AccountRole.GrantsExpense).Select(line => (line.Source.Kind, line.Amount)), Is.EqualTo(new[] { (SourceKind.SeedMoney, Cny(30)), (SourceKind.Donation, Cny(15)) }));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(1_000m - 15 - 300), "55 of the gifts are free again");
    });

    [Test]
    public Task A_period_without_cost_lapses_by_an_entry_that_only_releases() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 0, 10);
        var one = (await ledger.RunDueAsync()).Released.Single();
        Assert.That((await ledger.LinesAsync(one.Entry!.Value), (await ledger.EntryAsync(one.Entry.Value)).Kind), Is.EqualTo((new[] { "CommitmentReserve 100.00 taper/T-1", "Committed -100.00 taper/T-1" }, EntryKind.TaperPeriodLapsed)));
        Assert.That(await ledger.StateAsync(1), Is.EqualTo(TaperPeriodState.Lapsed));
    });

    [Test]
    public Task Where_nothing_was_planned_a_period_is_settled_without_an_entry_and_the_plan_runs_to_its_end() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan, terms: Curve(0), parts: []));
        ledger.GoPast(4);
        var run = await ledger.RunDueAsync();
        Assert.That(run.Released.Select(one => (one.No, one.Support.IsZero, one.Entry)), Is.EqualTo(Enumerable.Range(1, 4).Select(no => (no, true, (EntryId?)null))));
        Assert.That((await ledger.RunDueAsync()).Completed, Is.EqualTo(new[] { "T-1" }));
    });

    [Test]
    public Task Conditions_hold_a_period_until_they_are_met_and_it_is_released_late_without_moving_the_next() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan, [new(TaperConditionKind.Satisfaction, Percent(80)), new(TaperConditionKind.SelfSufficiency, Percent(20), 2)]));
        ledger.GoPast(1);
        Assert.That(await ledger.WhyAsync(1), Is.EqualTo(new[] { "satisfaction-missing" }));
        await ledger.SurveyAsync("FEW", 1, 5, 5, 5);
        Assert.That(await ledger.WhyAsync(1), Is.EqualTo(new[] { "satisfaction-quorum" }));
        await ledger.SurveyAsync("LOW", 1, 2, 1, 5);
        Assert.That(await ledger.WhyAsync(1), Is.EqualTo(new[] { "satisfaction-low" }));
        ledger.GoPast(2);
        Assert.That((await ledger.RunDueAsync()).Held.Select(held => held.No), Is.EqualTo(new[] { 1, 2 }));
        await ledger.SurveyAsync("GOOD", 1, 2, 5, 5);
        await ledger.SurveyAsync("GOOD2", 2, 2, 5, 5);
        Assert.That((await ledger.RunDueAsync()).Released.Select(one => (one.No, one.Support)), Is.EqualTo(new[] { (1, Cny(100)) }));
        Assert.That(await ledger.WhyAsync(2), Is.EqualTo(new[] { "result-missing" }));
        await ledger.ReportAsync(2, 100, 19);
        Assert.That(await ledger.WhyAsync(2), Is.EqualTo(new[] { "self-sufficiency-low" }));
        await ledger.ReportAsync(2, 100, 20);
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(2));
        Assert.That((await ledger.PeriodsAsync()).Select(period => period.DueOn), Is.EqualTo(Enumerable.Range(1, 8).Select(no => Start.AddMonths(no * 3).AddDays(-1))));
    });

    [Test]
    public Task A_period_is_held_by_somebody_by_the_operator_s_standing_and_by_who_ran_the_space_at_its_end() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan));
        var hold = new HoldTaperPeriod(ledger.Database);
        (await hold.RunAsync(ledger.Ask(), "T-1", 1, "核查")).Expect();
        Assert.That(Refused.CodeOf(await hold.RunAsync(ledger.Ask(), "T-1", 5, "核查")), Is.EqualTo("period-unknown"), "its year is not approved");
        ledger.GoPast(1);
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", OrganisationMove.Suspended, ledger.Now(), "核查")).Expect();
        Assert.That((await ledger.RunDueAsync()).Held.Single().Codes, Is.EqualTo(new[] { "held", "organisation-not-qualified" }));
        (await new MoveOrganisation(ledger.Database).RunAsync(ledger.Ask(), "HUA", OrganisationMove.Resumed, ledger.Now(), "查无此事")).Expect();
        (await hold.RunAsync(ledger.Ask(), "T-1", 1, null)).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(10));
        (await new CloseSpace(ledger.Database).RunAsync(ledger.Ask(), "HU", ledger.Now(), "拆迁")).Expect();
        Assert.That((await ledger.RunDueAsync()).Released.Single().No, Is.EqualTo(1), "it was run to the end of that period");
        ledger.GoPast(2);
        Assert.That((await ledger.RunDueAsync()).Held.Single().Codes, Is.EqualTo(new[] { "space-closed", "operator-changed" }));
        var ended = (await ledger.EndAsync()).Expect();
        Assert.That((ended.Status, ended.Closing.Promised, ended.Closing.Supported, ended.Closing.Returned.Aggregate(Cny(0), (sum, part) => sum + part.Amount)), Is.EqualTo((TaperPlanStatus.Stopped, Cny(400), Cny(100), Cny(300))));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m, 100m, 0m, 1_900m)), "what is payable stays owed");
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(2)), Is.EqualTo("taper-over"));
        Assert.That((await ledger.PayAsync(1, 100)).Expect().Left, Is.EqualTo(Cny(0)));
    });

    [Test]
    public Task An_amendment_restates_nothing_released_and_the_commitment_follows_in_the_same_act() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 100);
        await ledger.RunDueAsync();
        var past = (await ledger.PeriodsAsync())[0];
        Assert.That(Refused.CodeOf(await ledger.AmendAsync(1, Terms())), Is.EqualTo("taper-released"));
        var amended = (await ledger.AmendAsync(3, Terms(terms: Curve(80, 50), parts: [Part("donation", 360)]))).Expect();
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((2_000m, 100m, 260m, 1_640m)), "100 of the second period and twice 80");
        Assert.That((await ledger.EntryAsync(amended.Entry!.Value)).Kind, Is.EqualTo(EntryKind.TaperChanged));
        var plan = (await ledger.PlanAsync())!;
        Assert.That((await ledger.PeriodsAsync())[0] with { Plan = past.Plan, Why = past.Why, Period = past.Period }, Is.EqualTo(past));
        Assert.That(plan.Versions.Select(version => version.Schedule.Periods[2].Support), Is.EqualTo(new[] { Cny(100), Cny(80) }), "both curves are kept");
        (await ledger.AmendAsync(3, Terms(terms: Curve(80) with { Periods = 3 }, parts: [Part("donation", 106.67m)]))).Expect();
        Assert.That((await ledger.MoneyAsync()).Committed, Is.EqualTo(206.67m), "a shorter plan has its fourth period no more");
        (await ledger.AmendAsync(3, Terms(terms: Curve(80, 50), parts: [Part("donation", 360)]))).Expect();
        Assert.That((await ledger.MoneyAsync()).Committed, Is.EqualTo(260m), "and has it again");
    });

    [Test]
    public Task A_yearly_review_moves_next_year_within_its_band_and_further_only_by_what_is_added() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(band: Percent(10)));
        ledger.GoPast(4);
        Assert.That(Refused.CodeOf(await new ApproveTaperYear(ledger.Database).RunAsync(ledger.Ask(), new TaperYearApproval("T-1", 1, 2, ledger.Now(), "续"))), Is.EqualTo("taper-evaluation"));
        TaperYearDecision Decision(int percent, params TaperAddition[] added) => new(Curve(100, percent), [Part("donation", percent * 4)], added);
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(2, Decision(56))), Is.EqualTo("taper-band"));
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(2, Decision(44))), Is.EqualTo("taper-band"));
        var year = (await ledger.ApproveAsync(2, Decision(60, new TaperAddition("夜校", Cny(20))))).Expect();
        Assert.That((year.Amount, year.Version, (await ledger.PlanAsync())!.Schedule.SupportOf(1)), Is.EqualTo((Cny(240), 2, Cny(400))));
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(3)), Is.EqualTo("taper-year"));
    });

    [Test]
    public Task A_year_that_its_sources_cannot_bear_is_refused_whole() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        (await ledger.AgreeAsync(Terms(terms: Curve(100, 50) with { YearlyBudgets = [Cny(4_000), Cny(400)] }, parts: [Part("seed", 1_001), Part("donation", 3_199)]))).Expect();
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync()), Is.EqualTo("not-enough"));
        Assert.That((await ledger.PlanAsync())!.ApprovedYears, Is.Empty);
    });

    [Test]
    public Task Two_periods_behind_the_target_open_a_review_once_and_its_cap_binds_the_next_year() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(terms: Curve(100, 50, 20), parts: [Part("seed", 300), Part("donation", 380)], targets: [Percent(40), Percent(60), Percent(80)]));
        for (var quarter = 1; quarter <= 3; quarter++) await PastAsync(ledger, quarter, 10);
        ledger.GoPast(4);
        await ledger.ReportAsync(4, 100, 20);
        Assert.That((await ledger.RunDueAsync()).Reviews, Is.Empty, "one is not two");
        (await ledger.ApproveAsync(2)).Expect();
        ledger.GoPast(5);
        await ledger.ReportAsync(5, 100, 20);
        var opened = (await ledger.RunDueAsync()).Reviews.Single();
        Assert.That((opened.Period, opened.Year, opened.Planned, opened.Proposed), Is.EqualTo((5, 3, Cny(80), Cny(40))), "half of the target, so half of the support");
        Assert.That((await ledger.RunDueAsync()).Reviews, Is.Empty);
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(3)), Is.EqualTo("taper-review-open"));
        var close = new CloseTaperReview(ledger.Database);
        Assert.That(Refused.CodeOf(await close.RunAsync(ledger.Ask(), new TaperReviewClosing("T-1", TaperReviewDecision.Cap, ledger.Now(), "落后", Cny(81)))), Is.EqualTo("taper-cap"));
        (await close.RunAsync(ledger.Ask(), new TaperReviewClosing("T-1", TaperReviewDecision.Cap, ledger.Now(), "落后", Cny(60)))).Expect();
        Assert.That(Refused.CodeOf(await ledger.ApproveAsync(3)), Is.EqualTo("taper-capped"));
        var year = (await ledger.ApproveAsync(3, new TaperYearDecision(Curve(100, 50, 15), [Part("donation", 60)]))).Expect();
        Assert.That(year.Amount, Is.EqualTo(Cny(60)));
        Assert.That((await ledger.PlanAsync())!.ReviewOpenedOn, Is.Null);
    });

    private static async Task PastAsync(TestLedger ledger, int quarter, decimal revenue)
    {
        ledger.GoPast(quarter);
        await ledger.ReportAsync(quarter, 100, revenue);
        Assert.That((await ledger.RunDueAsync()).Reviews, Is.Empty, "no year has ended");
    }

    [Test]
    public Task A_period_is_paid_by_file_and_a_failed_one_is_still_owed_and_may_be_cancelled() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.PayeeAsync();
        await ledger.StartedAsync(Terms(TaperBasis.Plan));
        ledger.GoPast(2);
        await ledger.RunDueAsync();
        // Both fall due in one run, and nodes of a server write them in whichever order.
        var owed = (await ledger.Database.ReadAsync(async reader => await PaymentReading.PayablesAsync(reader, await Books.LoadAsync(reader)))).OrderBy(one => one.Subject, StringComparer.Ordinal).ToList();
        Assert.That(owed.Select(one => (one.Subject, one.Amount)), Is.EqualTo(new[] { ("taper/T-1/1", Cny(100)), ("taper/T-1/2", Cny(100)) }));
        var order = (await new OrderPayments(ledger.Database).RunAsync(ledger.Ask(), new PaymentsWanted(null, [.. owed.Select(one => new PaymentWanted(one.Entry, "HUA", one.Amount))], "支持"))).Expect();
        Assert.That(Refused.CodeOf(await ledger.PayAsync(1, 100)), Is.EqualTo("payment-under-way"));
        PaymentResult Result(int no, PaymentStatus became) => new($"FL{order.Order}-00{no + 1}", became, ledger.Now(), became == PaymentStatus.Paid ? null : "户名不符");
        var results = (await new RecordPaymentResults(ledger.Database).RunAsync(ledger.Ask(), [Result(0, PaymentStatus.Paid), Result(1, PaymentStatus.Failed)])).Expect();
        Assert.That((await ledger.StateAsync(1), await ledger.StateAsync(2)), Is.EqualTo((TaperPeriodState.Paid, TaperPeriodState.Failed)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE kind = 'taper-period-paid'"), Is.EqualTo(1));
        var cancelled = (await new CancelTaperPeriod(ledger.Database).RunAsync(ledger.Ask(), new TaperPeriodCancelling("T-1", 2, ledger.Now(), "机构注销"))).Expect();
        Assert.That(await ledger.LinesAsync(cancelled.Entry), Is.EqualTo(new[] { "GrantsPayable 100.00 taper/T-1/2", "GrantsExpense -100.00 taper/T-1/2" }));
        Assert.That((await ledger.StateAsync(2), (await ledger.MoneyAsync()).Available), Is.EqualTo((TaperPeriodState.Cancelled, 1_700m)));
    });

    [Test]
    public Task What_a_plan_moved_is_not_reversed_by_itself() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        (await ledger.AgreeAsync(Terms(TaperBasis.Plan))).Expect();
        var year = (await ledger.ApproveAsync()).Expect();
        ledger.GoPast(1);
        var released = (await ledger.RunDueAsync()).Released.Single();
        foreach (var entry in new[] { year.Entry!.Value, released.Entry!.Value })
            Assert.That(Refused.CodeOf(await new ReverseEntry(ledger.Database).RunAsync(ledger.Ask(), new Reversal(entry, ledger.Now(), "错"))), Is.EqualTo("taper-follows"));
    });

    [Test]
    public Task A_plan_that_ran_to_its_end_is_completed_with_nothing_left() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(terms: Curve(100), parts: [Part("seed", 300), Part("donation", 100)]));
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            ledger.GoPast(quarter);
            await ledger.ReportAsync(quarter, 60);
            await ledger.RunDueAsync();
            Assert.That((await ledger.RunDueAsync()).Completed, Is.Empty, "it is owed");
            (await ledger.PayAsync(quarter, 60)).Expect();
        }

        Assert.That((await ledger.RunDueAsync()).Completed, Is.EqualTo(new[] { "T-1" }));
        Assert.That((await ledger.RunDueAsync()).Completed, Is.Empty);
        var plan = (await ledger.PlanAsync())!;
        var closing = (await ledger.Database.ReadAsync(reader => TaperReading.ClosingAsync(reader, plan)))!;
        Assert.That((plan.Status, closing.Promised, closing.Supported, closing.Lapsed, closing.Returned.Count), Is.EqualTo((TaperPlanStatus.Completed, Cny(400), Cny(240), Cny(160), 0)));
        Assert.That(await ledger.MoneyAsync(), Is.EqualTo((1_760m, 0m, 0m, 1_760m)));
    });

    [Test]
    public Task One_space_has_one_plan_at_a_time_and_terms_that_make_none_are_refused() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(space: "NONE")), Is.EqualTo("space-unknown"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(number: "")), Is.EqualTo("taper-number"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(Terms(targets: [Percent(10)]))), Is.EqualTo("taper-targets"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(Terms(conditions: [new(TaperConditionKind.Satisfaction)]))), Is.EqualTo("taper-condition"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(Terms(conditions: [new(TaperConditionKind.Report, Percent(1))]))), Is.EqualTo("taper-condition"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(Terms(parts: []))), Is.EqualTo("taper-sources"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(Terms(parts: [Part("nowhere", 600)]))), Is.EqualTo("source-unknown"));
        (await ledger.AgreeAsync()).Expect();
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync()), Is.EqualTo("taper-exists"));
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(number: "T-2")), Is.EqualTo("taper-overlap"));
        (await ledger.EndAsync()).Expect();
        (await ledger.AgreeAsync(number: "T-2")).Expect();
        (await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), new SpaceWanted("EMPTY", "LAKE", "空屋", OpenedOn: March(1)))).Expect();
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync(number: "T-3", space: "EMPTY")), Is.EqualTo("space-without-operator"));
    });

    [Test]
    public Task Where_there_are_people_a_year_is_approved_by_two_and_an_approval_of_an_older_version_is_void() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        Assert.That(Refused.CodeOf(await ledger.AgreeAsync()), Is.EqualTo("needs-checker"));
        var (li, wang) = (await people.AddAsync("li", PersonRole.FundManager), await people.AddAsync("wang", PersonRole.Approver));
        async Task<string> AgreedAsync<TPayload, TAnswer>(FundLedger.People.Approvals.ProposalKind<TPayload, TAnswer> kind, TPayload payload) =>
            (await people.ApproveAsync(wang, (await people.ProposeAsync(li, kind, payload)).Proposal)).Answer!;
        await AgreedAsync(AgreeTaperPlan.Kind, new NewTaperPlan("T-1", "HU", ledger.Now(), "三年", await ledger.WithSeedAsync(Terms())));
        var waiting = (await people.ProposeAsync(li, ApproveTaperYear.Kind, new TaperYearApproval("T-1", 1, 1, ledger.Now(), "按计划"))).Proposal;
        await AgreedAsync(AmendTaperPlan.Kind, new TaperAmendment("T-1", 1, 1, await ledger.WithSeedAsync(Terms(terms: Curve(100, 40), parts: [Part("seed", 300), Part("donation", 260)])), "少一些", ledger.Now()));
        Assert.That(((await people.ApproveAsync(wang, waiting)).Answer, (await ledger.MoneyAsync()).Committed), Is.EqualTo(((string?)null, 0m)), "what was asked for is no more");
        await AgreedAsync(ApproveTaperYear.Kind, new TaperYearApproval("T-1", 2, 1, ledger.Now(), "按计划"));
        Assert.That((await ledger.MoneyAsync()).Committed, Is.EqualTo(400m));
    });

    [Test]
    public Task Held_periods_are_reminded_of_once_a_stage() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        async Task<int[]> RemindAsync() => [.. (await new KeepTaper(ledger.Database).RunAsync("schedule", (await ledger.RunDueAsync()).Held, ledger.Now())).Select(reminder => reminder.Days)];
        Assert.That(await RemindAsync(), Is.EqualTo(new[] { 1 }));
        Assert.That(await RemindAsync(), Is.Empty);
        ledger.Clock.Advance(TimeSpan.FromDays(40));
        Assert.That(await RemindAsync(), Is.EqualTo(new[] { 30 }));
    });
}
