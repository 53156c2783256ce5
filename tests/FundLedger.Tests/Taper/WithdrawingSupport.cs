using FundLedger.Storage;
using FundLedger.Taper;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

public sealed class WithdrawingSupport
{
    private static readonly DateOnly Start = new(2026, 4, 1);

    [Test]
    public void A_linear_curve_falls_by_the_same_step_to_its_last_share() =>
        Assert.That(TaperCurve.Linear(Percent(100), Percent(12)).Over(12, 4).Select(share => share.Value), Is.EqualTo(new[] { 10_000, 9_200, 8_400, 7_600, 6_800, 6_000, 5_200, 4_400, 3_600, 2_800, 2_000, 1_200 }));

    [Test]
    public void A_stepped_curve_keeps_its_share_for_a_year() =>
        Assert.That(new TaperCurve(TaperCurveKind.Stepped, [Percent(100), Percent(60), Percent(30)]).Over(12, 4).Select(share => share.Value / 100), Is.EqualTo(new[] { 100, 100, 100, 100, 60, 60, 60, 60, 30, 30, 30, 30 }));

    [Test]
    public void A_front_loaded_curve_falls_fastest_at_first() =>
        Assert.That(TaperCurve.FrontLoaded(Percent(100), Percent(0)).Over(5, 4).Select(share => share.Value), Is.EqualTo(new[] { 10_000, 5_625, 2_500, 625, 0 }));

    [Test]
    public void Floor_and_ceiling_hold_in_every_period() =>
        Assert.That((TaperCurve.Linear(Percent(100), Percent(0)) with { Floor = Percent(20), Ceiling = Percent(80) }).Over(5, 4).Select(share => share.Value / 100), Is.EqualTo(new[] { 80, 75, 50, 25, 20 }));

    [Test]
    public void Three_years_of_a_hundred_sixty_thirty_come_to_what_they_promise()
    {
        var schedule = Schedule(Terms(12, TaperStep.Quarter, [100_000, 100_000, 100_000], new TaperCurve(TaperCurveKind.Stepped, [Percent(100), Percent(60), Percent(30)])), Part("seed", 100_000), Part("gifts", 90_000));
        Assert.That((schedule.Support, schedule.SupportOf(1), schedule.SupportOf(2), schedule.SupportOf(3)), Is.EqualTo((Cny(190_000), Cny(100_000), Cny(60_000), Cny(30_000))));
        Assert.That((schedule.Periods[4].First, schedule.Periods[4].Last, schedule.Periods[4].ToEarn), Is.EqualTo((new DateOnly(2027, 4, 1), new DateOnly(2027, 6, 30), Cny(10_000))));
        Assert.That(schedule.Periods[3].BySource, Is.EqualTo(new[] { Part("seed", 25_000) }));
        Assert.That(schedule.Periods[4].BySource, Is.EqualTo(new[] { Part("gifts", 15_000) }));
    }

    [Test]
    public void A_hundred_thousand_plans_lose_no_fen_and_keep_within_their_bounds()
    {
        var chance = new Random(20261129);
        for (var i = 0; i < 100_000; i++)
        {
            var terms = AnyTerms(chance);
            var schedule = TaperSchedule.Of(terms, []).Expect();
            var exact = schedule.Periods.Aggregate(0m, (sum, period) => sum + (decimal)period.Budget.MinorUnits * period.Share.Value / 10_000);
            if (Math.Abs(schedule.Support.MinorUnits - exact) > 0.5m) Assert.Fail($"{terms}: {schedule.Support} is not {exact}");
            var running = 0m;
            var given = 0L;
            foreach (var period in schedule.Periods)
            {
                running += (decimal)period.Budget.MinorUnits * period.Share.Value / 10_000;
                given += period.Support.MinorUnits;
                if (Math.Abs(given - running) > 0.5m || period.Support.IsNegative || period.ToEarn.IsNegative) Assert.Fail($"{terms}, period {period.No}: {period.Support}");
            }

            foreach (var (budget, year) in terms.YearlyBudgets.Select((budget, year) => (budget, year + 1)))
                if (schedule.Periods.Where(period => period.Year == year).Sum(period => period.Budget.MinorUnits) != budget.MinorUnits) Assert.Fail($"{terms}, year {year}");

            var parts = PartsOf(schedule.Support, chance);
            var paid = TaperSchedule.Of(terms, parts).Expect();
            if (paid.Periods.Any(period => period.BySource.Sum(part => part.Amount.MinorUnits) != period.Support.MinorUnits)) Assert.Fail($"{terms}: a period is not paid whole");
            if (parts.Any(part => paid.Periods.SelectMany(period => period.BySource).Where(taken => taken.Source == part.Source).Sum(taken => taken.Amount.MinorUnits) != part.Amount.MinorUnits)) Assert.Fail($"{terms}: a source gives another amount");
        }
    }

    [Test]
    public void The_outlook_tells_when_a_space_earns_its_cost_and_what_is_missing_until_then()
    {
        var schedule = Schedule(Terms(12, TaperStep.Quarter, [100_000, 100_000, 100_000], new TaperCurve(TaperCurveKind.Stepped, [Percent(60), Percent(30), Percent(0)])));
        var outlook = TaperOutlook.Of(schedule, new TaperAssumptions(Cny(50_000), Percent(50), Percent(0)));
        Assert.That(outlook.Periods.Select(period => period.Revenue.MinorUnits / 100), Is.EqualTo(new[] { 12_500, 12_500, 12_500, 12_500, 18_750, 18_750, 18_750, 18_750, 28_125, 28_125, 28_125, 28_125 }));
        Assert.That((outlook.BreakEvenOn, outlook.Missing, outlook.Periods[0].SelfSufficiency), Is.EqualTo((new DateOnly(2028, 4, 1), Cny(0), Percent(50))));
        var slower = TaperOutlook.Of(schedule, new TaperAssumptions(Cny(50_000), Percent(10), Percent(5)));
        Assert.That((slower.BreakEvenOn, slower.Missing), Is.EqualTo(((DateOnly?)null, Cny(69_750))));
    }

    [TestCase(0, "2026-04-01", 1, 2, "taper-periods")]
    [TestCase(12, "2026-04-02", 3, 2, "taper-start")]
    [TestCase(12, "2026-04-01", 2, 2, "taper-budgets")]
    [TestCase(12, "2026-04-01", 3, 3, "taper-shares")]
    public void Terms_that_make_no_plan_are_refused(int periods, string start, int budgets, int shares, string code)
    {
        var terms = new TaperTerms(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), TaperStep.Quarter, periods, [.. Enumerable.Repeat(Cny(1), budgets)], new TaperCurve(TaperCurveKind.Linear, [.. Enumerable.Repeat(Percent(50), shares)]));
        Assert.That(Refused.CodeOf(TaperSchedule.Of(terms, [])), Is.EqualTo(code));
    }

    [Test]
    public void Sources_that_do_not_come_to_the_support_are_refused_with_the_difference() =>
        Assert.That(TaperSchedule.Of(Terms(4, TaperStep.Quarter, [100], TaperCurve.Linear(Percent(50), Percent(50))), [Part("seed", 49)]),
            Is.InstanceOf<Outcome<TaperSchedule>.Refused>().With.Property("Reason").Property("Message").Property("En").Contains("differ by -1.00 CNY"));

    private static BasisPoints Percent(int percent) => new(percent * 100);

    private static TaperPart Part(string source, decimal yuan) => new(source, Cny(yuan));

    private static TaperTerms Terms(int periods, TaperStep step, decimal[] budgets, TaperCurve curve) => new(Start, step, periods, [.. budgets.Select(Cny)], curve);

    private static TaperSchedule Schedule(TaperTerms terms, params TaperPart[] parts) => TaperSchedule.Of(terms, parts).Expect();

    private static TaperTerms AnyTerms(Random chance)
    {
        var step = chance.Next(2) == 0 ? TaperStep.Month : TaperStep.Quarter;
        var periods = chance.Next(1, 37);
        var years = (periods + 12 / (int)step - 1) / (12 / (int)step);
        var kind = (TaperCurveKind)chance.Next(4);
        var shares = kind switch { TaperCurveKind.Stepped => years, TaperCurveKind.Table => periods, _ => 2 };
        var curve = new TaperCurve(kind, [.. Enumerable.Range(0, shares).Select(_ => new BasisPoints(chance.Next(10_001)))],
            chance.Next(3) == 0 ? new BasisPoints(chance.Next(3_000)) : null, chance.Next(3) == 0 ? new BasisPoints(chance.Next(3_000, 10_001)) : null);
        return new TaperTerms(Start, step, periods, [.. Enumerable.Range(0, years).Select(_ => new Money(chance.NextInt64(1, 1_000_000_000), Currency.Cny))], curve);
    }

    private static TaperPart[] PartsOf(Money support, Random chance)
    {
        var cut = chance.NextInt64(0, support.MinorUnits + 1);
        return [new("seed", support with { MinorUnits = cut }), new("gifts", support with { MinorUnits = support.MinorUnits - cut })];
    }
}
