using System.Text;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SpaceReturns;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SpaceReturns;

/// <summary>A share of revenue is charged once results are accepted; rooms are given for service.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class GivingBack(TestDatabase database)
{
    private static readonly DateOnly Quarter = new(2026, 1, 1);
    private static readonly DateOnly AfterQuarter = new(2026, 4, 10);

    [Test]
    public Task A_quarter_is_charged_once_when_all_its_results_are_accepted() => database.RunAsync(async ledger =>
    {
        await SpaceAsync(ledger);
        ledger.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 10, 2, 0, 0, TimeSpan.Zero));
        await ResultAsync(ledger, 1, 30_000);
        await ResultAsync(ledger, 2, 20_000);
        await ResultAsync(ledger, 3, 10_000, isAccepted: false);
        Assert.That((await ChargeAsync(ledger)).Charged, Is.Empty, "March is not accepted");
        await DecideAsync(ledger, 3, 1);
        var charged = (await ChargeAsync(ledger)).Charged.Single();
        Assert.That((charged.Space, charged.Period, charged.No, charged.Change), Is.EqualTo(("LAKESIDE", "2026Q1", 1, Cny(1_000))));
        Assert.That(await ledger.LinesAsync(charged.Entry!.Value), Is.EqualTo(new[] { "SpaceRevenueReceivable 1000.00 space-return/LAKESIDE/2026Q1", "OtherIncome -1000.00 space-return/LAKESIDE/2026Q1" }));
        for (var i = 0; i < 3; i++) Assert.That((await ChargeAsync(ledger)).Charged, Is.Empty, "run again it charges nothing");
        Assert.That((await ledger.EventsAsync()).Where(one => one.Kind == "revenue-return.due").Select(one => (one.Subject, one.Word("period"))), Is.EqualTo(new[] { ("LAKESIDE", "2026Q1") }));
        var owed = await OwedAsync(ledger);
        Assert.That((owed.Open, owed.DueOn, owed.OverdueDaysOn(AfterQuarter.AddDays(30)), owed.OverdueDaysOn(AfterQuarter.AddDays(33))), Is.EqualTo((Cny(1_000), AfterQuarter.AddDays(30), 0, 3)));
    });

    [Test]
    public Task Many_runs_at_once_charge_once() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        await CorrectAsync(ledger, 3, 2, 30_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ChargeAsync(ledger))));
        Assert.That((await OwedAsync(ledger)).Charges.Select(charge => charge.Change), Is.EqualTo(new[] { Cny(1_000), Cny(1_000) }));
    });

    [Test]
    public Task A_corrected_result_changes_what_is_due_by_a_further_entry() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        await CorrectAsync(ledger, 3, 2, 15_000);
        await ChargeAsync(ledger);
        Assert.That((await OwedAsync(ledger)).Charges.Select(charge => charge.Change), Is.EqualTo(new[] { Cny(1_000), Cny(-500) }));
        await CorrectAsync(ledger, 3, 3, 40_000);
        await ChargeAsync(ledger);
        var owed = await OwedAsync(ledger);
        Assert.That((owed.Open, owed.Due, owed.TooMuch), Is.EqualTo((Cny(3_000), Cny(3_000), Cny(0))));
        Assert.That(owed.Charges[0].Change, Is.EqualTo(Cny(1_000)), "what was charged stands");
    });

    [Test]
    public Task What_came_already_is_not_taken_out_of_the_books_by_a_correction() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        await ReceiveAsync(ledger, 900);
        await CorrectAsync(ledger, 3, 2, 0.01m);
        await ChargeAsync(ledger);
        var owed = await OwedAsync(ledger);
        Assert.That((owed.Open, owed.Due, owed.TooMuch), Is.EqualTo((Cny(0), Cny(0), Cny(900))));
        Assert.That((await ChargeAsync(ledger)).Held.Single().Why.Code, Is.EqualTo("return-too-much"));
        Assert.That((await OwedAsync(ledger)).Charges, Has.Count.EqualTo(2));
    });

    [Test]
    public Task It_comes_in_parts_and_never_more_than_is_owed() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        var settled = await ReceiveAsync(ledger, 400);
        Assert.That(await ledger.LinesAsync(settled.Entry), Is.EqualTo(new[] { "Bank 400.00", "SpaceRevenueReceivable -400.00 space-return/LAKESIDE/2026Q1" }));
        Assert.That(settled.Left, Is.EqualTo(Cny(600)));
        var receive = new ReceiveRevenueReturn(ledger.Database);
        Assert.That(Refused.CodeOf(await receive.RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q1", Cny(600.01m), AfterQuarter))), Is.EqualTo("more-than-open"));
        Assert.That(Refused.CodeOf(await receive.RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q2", Cny(1), AfterQuarter))), Is.EqualTo("return-unknown"));
        (await new WriteOffReturn(ledger.Database).RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q1", Cny(600), AfterQuarter))).Expect();
        Assert.That(Refused.CodeOf(await receive.RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q1", Cny(1), AfterQuarter))), Is.EqualTo("return-unknown"), "nothing is left");
        (await ledger.TryReverseAsync(settled.Entry, AfterQuarter)).Expect();
        Assert.That((await OwedAsync(ledger)).Open, Is.EqualTo(Cny(400)), "what was taken back is owed again");
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync((await OwedAsync(ledger)).Charges[0].Entry!.Value, AfterQuarter)), Is.EqualTo("space-return-follows"));
    });

    [Test]
    public Task Writing_off_takes_another_person() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        await PeopleOfALedger.WithAdministratorAsync(ledger);
        Assert.That(Refused.CodeOf(await new WriteOffReturn(ledger.Database).RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q1", Cny(1), AfterQuarter))), Is.EqualTo("needs-checker"));
    });

    [Test]
    public Task A_rule_changes_only_for_periods_that_were_not_charged() => database.RunAsync(async ledger =>
    {
        await ChargedAsync(ledger, 60_000);
        var set = new SetReturnRule(ledger.Database);
        ReturnRuleWanted Wanted(DateOnly from, ReturnBasis basis = ReturnBasis.Quarter, params ReturnTier[] tiers) => new("LAKESIDE", from, basis, tiers, 10, "协议二");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), Wanted(Quarter))), Is.EqualTo("return-from"), "the version before begins then");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), Wanted(new DateOnly(2026, 5, 1)))), Is.EqualTo("return-from"), "no first day of a quarter");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), Wanted(new DateOnly(2026, 7, 1), ReturnBasis.Year))), Is.EqualTo("return-from"), "no first day of a year");
        Assert.That(Refused.CodeOf(await set.RunAsync(ledger.Ask(), Wanted(new DateOnly(2026, 7, 1), ReturnBasis.Quarter, new(10, BasisPoints.Whole), new(10, BasisPoints.Whole)))), Is.EqualTo("return-tiers"));
        Assert.That((await set.RunAsync(ledger.Ask(), Wanted(new DateOnly(2026, 4, 1)))).Expect().Version, Is.EqualTo(2));
        await CorrectAsync(ledger, 3, 2, 30_000);
        await ChargeAsync(ledger);
        Assert.That((await OwedAsync(ledger)).Charges.Select(charge => (charge.RuleVersion, charge.Total)), Is.EqualTo(new[] { (1, Cny(1_000)), (1, Cny(2_000)) }), "the quarter keeps its rule");
    });

    [Test]
    public Task Rooms_given_are_owed_in_service_until_it_is_delivered_or_written_off() => database.RunAsync(async ledger =>
    {
        await SpaceAsync(ledger);
        await ledger.RegisterAsync("QINGHE");
        var give = new GiveSpace(ledger.Database);
        SpaceGiven Given(string hours) => new("LAKESIDE", "QINGHE", March(2), Hours.Read(hours)!.Value, Cny(80), Cny(60), March(10), "书法课，换课后托管");
        var owed = (await give.RunAsync(ledger.Ask(), Given("7.5"))).Expect();
        Assert.That(await ledger.LinesAsync(owed.Entry), Is.EqualTo(new[] { "ServiceDue 600.00 space-service/LAKESIDE/1", "SpaceReserve -600.00 space-service/LAKESIDE/1" }));
        Assert.That((await ServiceAsync(ledger)).OverdueDaysOn(Today), Is.EqualTo(5));
        ServiceDelivered Delivered(string hours) => new("LAKESIDE", 1, Hours.Read(hours)!.Value, March(12), "课后托管", new Attachment("签到.txt", Encoding.UTF8.GetBytes("签到表")));
        var settled = (await give.SettleAsync(ledger.Ask(), Delivered("4"))).Expect();
        Assert.That((settled.Value, settled.Left), Is.EqualTo((Cny(240), Cny(360))));
        Assert.That(await ledger.LinesAsync(settled.Entry), Is.EqualTo(new[] { "ServiceDue -240.00 space-service/LAKESIDE/1", "SpaceReserve 240.00 space-service/LAKESIDE/1" }));
        var off = new WriteOffService(ledger.Database);
        Assert.That(Refused.CodeOf(await off.RunAsync(ledger.Ask(), new ServiceWritingOff("LAKESIDE", 1, Cny(360.01m), March(14), "停办"))), Is.EqualTo("more-than-open"));
        (await off.RunAsync(ledger.Ask(), new ServiceWritingOff("LAKESIDE", 1, Cny(100), March(14), "停办"))).Expect();
        Assert.That((await give.SettleAsync(ledger.Ask(), Delivered("9"))).Expect().Value, Is.EqualTo(Cny(260)), "at most what is still owed");
        Assert.That(Refused.CodeOf(await give.SettleAsync(ledger.Ask(), Delivered("1"))), Is.EqualTo("service-unknown"), "nothing is owed any more");
        var service = await ServiceAsync(ledger);
        Assert.That(service.Moves.Aggregate(service.Open, (sum, move) => sum + move.Value), Is.EqualTo(service.Value), "what was owed went one way or the other");
    });

    private static async Task SpaceAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        (await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), new SpaceWanted("LAKESIDE", "LAKE", "湖畔会客厅", OpenedOn: new DateOnly(2025, 9, 1)))).Expect();
        (await new SetReturnRule(ledger.Database).RunAsync(ledger.Ask(), new ReturnRuleWanted("LAKESIDE", Quarter, ReturnBasis.Quarter, [new(5_000_000, new BasisPoints(1_000))], 30, "协议一"))).Expect();
    }

    /// <summary>A quarter whose last month makes up its revenue, charged.</summary>
    private static async Task ChargedAsync(TestLedger ledger, decimal revenue)
    {
        await SpaceAsync(ledger);
        ledger.Clock.SetUtcNow(new DateTimeOffset(2026, 4, 10, 2, 0, 0, TimeSpan.Zero));
        await ResultAsync(ledger, 1, 30_000);
        await ResultAsync(ledger, 2, 10_000);
        await ResultAsync(ledger, 3, revenue - 40_000);
        Assert.That((await ChargeAsync(ledger)).Charged, Has.Count.EqualTo(1));
    }

    private static async Task ResultAsync(TestLedger ledger, int month, decimal revenue, bool isAccepted = true, string? reason = null, int version = 1)
    {
        var (first, last) = (new DateOnly(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1).AddDays(-1));
        var content = new ResultContent([new ResultLine("rent", "场租", Cny(100))], [new ResultLine("cafe", "咖啡", Cny(revenue))], 1, 1, 0, 0, "");
        (await new ReportResult(ledger.Database).RunAsync(ledger.Ask(), new NewResult("LAKESIDE", first, last, content, reason))).Expect();
        if (isAccepted) await DecideAsync(ledger, month, version);
    }

    private static async Task DecideAsync(TestLedger ledger, int month, int version)
    {
        var first = new DateOnly(2026, month, 1);
        (await new DecideResult(ledger.Database).RunAsync(ledger.Ask() with { Actor = "clerk-8" }, new ResultDeciding("LAKESIDE", first, first.AddMonths(1).AddDays(-1), version, ResultDecision.Accepted))).Expect();
    }

    private static Task CorrectAsync(TestLedger ledger, int month, int version, decimal revenue) => ResultAsync(ledger, month, revenue, reason: "漏记", version: version);

    private static Task<ReturnRun> ChargeAsync(TestLedger ledger) => new OweRevenueReturns(ledger.Database).RunAsync("schedule", AfterQuarter);

    private static async Task<ReturnSettled> ReceiveAsync(TestLedger ledger, decimal yuan) => (await new ReceiveRevenueReturn(ledger.Database).RunAsync(ledger.Ask(), new ReturnSettling("LAKESIDE", "2026Q1", Cny(yuan), AfterQuarter))).Expect();

    private static Task<RevenueReturn> OwedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await SpaceReturnReading.ReturnsAsync(reader, await Books.LoadAsync(reader))).Single());

    private static Task<SpaceService> ServiceAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await SpaceReturnReading.ServicesAsync(reader, await Books.LoadAsync(reader))).Single());
}
