using FundLedger.Forecast;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using FundLedger.Worklist;
using static FundLedger.Tests.Taper.TaperScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

/// <summary>What a plan looks like from outside: the forecast of its fund, its report, and whose work it is.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class LookingAtPlans(TestDatabase database)
{
    private static readonly Grant Manager = new(1, "m", PersonRole.FundManager, Scope.WholeLedger, March(1), null, IsRevoked: false);
    private static readonly Grant Operator = new(2, "o", PersonRole.OrganisationOwner, Scope.OfOrganisation("HUA"), March(1), null, IsRevoked: false);

    [Test]
    public Task An_approved_year_is_promised_in_the_forecast_and_later_ones_are_planned() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        var forecast = await ForecastAsync(ledger);
        Assert.That(forecast.Total.Held, Is.EqualTo(Cny(2_000)));
        Assert.That((Sum(forecast.Total, row => row.Committed), Sum(forecast.Total, row => row.Planned), forecast.Total.Months[^1].Closing), Is.EqualTo((Cny(400), Cny(200), Cny(1_400))));
        Assert.That(forecast.Total.Months.Where(row => row.Committed.IsPositive).Select(row => row.Month.Number), Is.EqualTo(new[] { 202606, 202609, 202612, 202703 }));
        Assert.That(forecast.Warnings, Is.Empty);
    });

    [Test]
    public Task What_a_period_was_settled_with_is_in_the_forecast_no_more() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 75);
        await ledger.RunDueAsync();
        var owed = await ForecastAsync(ledger);
        (await ledger.PayAsync(1, 75)).Expect();
        var paid = await ForecastAsync(ledger);
        foreach (var forecast in new[] { owed, paid })
            Assert.That((forecast.Total.Held, Sum(forecast.Total, row => row.Committed), forecast.Total.Months[^1].Closing), Is.EqualTo((Cny(1_925), Cny(300), Cny(1_425))));
    });

    [Test]
    public Task A_held_period_whose_day_is_past_goes_in_the_first_month() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(2);
        Assert.That((await ForecastAsync(ledger)).Total.Months[0].Committed, Is.EqualTo(Cny(200)));
    });

    [Test]
    public Task The_report_ties_every_amount_to_an_entry_and_its_ways_of_adding_up_agree() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(targets: [Percent(20), Percent(50)]));
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 75, 30);
        await ledger.RunDueAsync();
        (await ledger.PayAsync(1, 75)).Expect();
        (await ledger.AmendAsync(3, Terms(terms: Curve(80, 50), parts: [Part("seed", 140), Part("donation", 220)]))).Expect();
        ledger.GoPast(2);
        (await ledger.EndAsync()).Expect();
        var plan = (await FiguresAsync(ledger)).Plans.Single();
        Assert.That((plan.Supported, plan.Paid, plan.Lapsed, plan.Owed), Is.EqualTo((Cny(75), Cny(75), Cny(25), Cny(0))));
        Assert.That(plan.Promised, Is.EqualTo(plan.Supported + plan.Lapsed + plan.Returned), "what was promised was paid, lapsed or went back");
        Assert.That(plan.Returned, Is.EqualTo(Cny(260)), "the second quarter and the amended third and fourth");
        foreach (var move in plan.Moves)
            Assert.That((await ledger.LinesAsync(new EntryId(move.Entry))).Any(line => line.Contains("taper/T-1", StringComparison.Ordinal)), $"{move}");
        foreach (var (kind, total) in new[] { (TaperMoveKind.Payable, plan.Supported), (TaperMoveKind.Paid, plan.Paid), (TaperMoveKind.Lapsed, plan.Lapsed), (TaperMoveKind.Returned, plan.Returned) })
            Assert.That(Sum(plan.Moves.Where(move => move.Kind == kind).Select(move => move.Amount)), Is.EqualTo(total), $"{kind}");
        Assert.That((Sum(plan.Sources.Select(one => one.Promised)), Sum(plan.Sources.Select(one => one.Paid)), Sum(plan.Sources.Select(one => one.Lapsed)), Sum(plan.Sources.Select(one => one.Returned))), Is.EqualTo((plan.Promised, plan.Paid, plan.Lapsed, plan.Returned)));
        Assert.That((Sum(plan.Periods.Select(one => one.Paid)), Sum(plan.Periods.Select(one => one.Supported ?? Cny(0))), Sum(plan.Periods.Select(one => one.Lapsed ?? Cny(0)))), Is.EqualTo((plan.Paid, plan.Supported, plan.Lapsed)));
        Assert.That(plan.Moves.Where(move => move.Entry == plan.Periods[0].Entry).Select(move => (move.Period, move.Kind)), Is.EqualTo(new (int?, TaperMoveKind)[] { (1, TaperMoveKind.Payable), (1, TaperMoveKind.Lapsed) }));
        Assert.That((plan.Periods[0].Actual, plan.Periods[0].SelfSufficiency), Is.EqualTo(((BasisPoints?)Percent(100), (BasisPoints?)Percent(40))));
        Assert.That(plan.Curves.Select(curve => (curve.Version, curve.FromPeriod, curve.Shares[2]!.Value.Value)), Is.EqualTo(new[] { (1, 1, 10_000), (2, 3, 8_000) }));
    });

    [Test]
    public Task Money_recorded_after_the_moment_asked_for_is_not_in_the_report() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        var then = Moments.ToMicroseconds(ledger.Clock.GetUtcNow());
        ledger.GoPast(1);
        await ledger.ReportAsync(1, 75);
        await ledger.RunDueAsync();
        Assert.That(((await FiguresAsync(ledger, then)).Plans[0].Supported, (await FiguresAsync(ledger)).Plans[0].Supported), Is.EqualTo((Cny(0), Cny(75))));
    });

    [Test]
    public Task A_period_behind_its_target_says_so() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(targets: [Percent(50), Percent(80)]));
        ledger.GoPast(4);
        foreach (var (quarter, revenue) in new[] { (1, 10m), (4, 40m) }) await ledger.ReportAsync(quarter, 100, revenue);
        var periods = (await FiguresAsync(ledger)).Plans[0].Periods;
        Assert.That((periods[0].Target, periods[0].IsBehind), Is.EqualTo((default(BasisPoints?), false)), "no year has ended with it");
        Assert.That((periods[3].SelfSufficiency, periods[3].Target, periods[3].IsBehind), Is.EqualTo(((BasisPoints?)Percent(40), (BasisPoints?)Percent(50), true)));
    });

    [Test]
    public Task What_is_held_or_to_be_paid_or_approved_waits_for_the_manager() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync();
        ledger.GoPast(1);
        Assert.That(await WorkAsync(ledger, Manager), Is.EqualTo(new[] { "TaperHeld T-1 1" }));
        Assert.That(await WorkAsync(ledger, Operator), Is.Empty, "what it is to report stands among the results of its space");
        await ledger.ReportAsync(1, 75);
        await ledger.RunDueAsync();
        Assert.That(await WorkAsync(ledger, Manager), Is.EqualTo(new[] { "TaperToPay T-1 1" }));
        ledger.GoPast(4);
        Assert.That(await WorkAsync(ledger, Manager), Does.Contain("TaperYear T-1 2"));
    });

    [Test]
    public Task Promised_periods_stand_in_the_calendar_with_what_they_take() => database.RunAsync(async ledger =>
    {
        await ledger.LakeAsync();
        await ledger.StartedAsync(Terms(dueDays: 10));
        var due = await ledger.Database.ReadAsync(async reader => await DueCalendar.OfAsync(reader, await Books.LoadAsync(reader), null, March(1), new DateOnly(2028, 12, 31), Moments.ToMicroseconds(ledger.Clock.GetUtcNow())));
        Assert.That(due.Items.Where(item => item.Kind == DueKind.TaperPeriod).Select(item => (item.Day, item.Part, item.Amount)), Is.EqualTo(new (DateOnly, int?, Money?)[]
        {
            (new(2026, 7, 10), 1, Cny(100)), (new(2026, 10, 10), 2, Cny(100)), (new(2027, 1, 10), 3, Cny(100)), (new(2027, 4, 10), 4, Cny(100)),
        }));
        Assert.That(due.Months.Select(month => month.Out), Is.All.EqualTo(Cny(100)));
    });

    private static Task<CashForecast> ForecastAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await ForecastReading.OfAsync(reader, books, books.FindFund("LAKE")!, ledger.Now());
    });

    private static async Task<TaperReport> FiguresAsync(TestLedger ledger, long? knownAt = null) => (await ledger.Database.ReadAsync(reader => TaperFigures.OfAsync(reader, "LAKE", "T-1", ledger.Now(), knownAt))).Expect();

    private static async Task<string[]> WorkAsync(TestLedger ledger, Grant grant) => [.. (await ledger.Database.ReadAsync(async reader =>
        await WorkQueue.OfAsync(reader, await Books.LoadAsync(reader), grant.Person, [grant], Moments.ToMicroseconds(ledger.Clock.GetUtcNow())))).Where(item => item.Kind.ToString().StartsWith("Taper", StringComparison.Ordinal)).Select(item => $"{item.Kind} {item.Subject} {item.Part}")];

    private static Money Sum(ForecastLine line, Func<ForecastRow, Money> of) => Sum(line.Months.Select(of));

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Cny(0), (sum, amount) => sum + amount);
}
