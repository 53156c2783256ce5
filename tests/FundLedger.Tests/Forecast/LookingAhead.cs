using FundLedger.Forecast;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Forecast;

public sealed class LookingAhead
{
    private static readonly PeriodMonth First = PeriodMonth.Of(Today);

    [Test]
    public void What_is_promised_and_planned_goes_in_its_month_and_what_is_hoped_for_is_not_counted()
    {
        var forecast = Of([new("gifts", Cny(100))], Item(5, 31, "gifts", ForecastKind.Committed, 30), Item(6, 30, "gifts", ForecastKind.Planned, 20), Item(6, 1, "gifts", ForecastKind.Expected, 500));
        Assert.That(forecast.Total.Months.Take(4).Select(row => row.Closing), Is.EqualTo(new[] { Cny(100), Cny(100), Cny(70), Cny(50) }));
        Assert.That((forecast.Total.Months[3].Expected, forecast.Warnings.Count, forecast.Total.Short), Is.EqualTo((Cny(500), 0, default(ForecastShort))));
    }

    [Test]
    public void What_is_overdue_goes_in_the_first_month() =>
        Assert.That(Of([new("gifts", Cny(100))], Item(1, 5, "gifts", ForecastKind.Committed, 30)).Total.Months[0].Closing, Is.EqualTo(Cny(70)));

    [Test]
    public void The_first_month_that_money_does_not_last_for_is_named_with_what_is_missing()
    {
        var line = Of([new("gifts", Cny(100))], Item(5, 31, "gifts", ForecastKind.Committed, 130), Item(8, 1, "gifts", ForecastKind.Planned, 40)).Warnings.Single();
        Assert.That((line.Source, line.Short, line.Worst), Is.EqualTo(("gifts", new ForecastShort(new PeriodMonth(202605), Cny(30)), new ForecastShort(new PeriodMonth(202608), Cny(70)))));
    }

    [Test]
    public void One_source_does_not_pay_for_another()
    {
        var forecast = Of([new("gifts", Cny(100)), new("seed", Cny(10))], Item(5, 31, "seed", ForecastKind.Committed, 30));
        Assert.That((forecast.Total.Short, forecast.Warnings.Single().Source), Is.EqualTo((default(ForecastShort), "seed")));
    }

    [Test]
    public void A_draft_without_sources_is_held_against_the_whole()
    {
        var forecast = Of([new("gifts", Cny(100))], Item(5, 31, "", ForecastKind.Planned, 130));
        Assert.That(forecast.Sources.Select(line => line.Source), Is.EqualTo(new[] { "gifts" }));
        Assert.That((forecast.Warnings.Single().Source, forecast.Total.Short!.Missing), Is.EqualTo(("", Cny(30))));
    }

    [Test]
    public void What_comes_after_the_last_month_is_told_apart()
    {
        var forecast = Of([new("gifts", Cny(100))], new ForecastItem(First.FirstDay.AddMonths(36), "gifts", ForecastKind.Planned, Cny(7), ""), new ForecastItem(null, "gifts", ForecastKind.Expected, Cny(9), ""));
        Assert.That((forecast.Total.Later, forecast.ExpectedSometime, forecast.Total.Months.Count, forecast.Total.Months[^1].Closing), Is.EqualTo((Cny(7), Cny(9), 36, Cny(100))));
    }

    [Test]
    public void It_equals_a_slow_model_that_counts_every_day()
    {
        var chance = new Random(20261130);
        for (var i = 0; i < 400; i++)
        {
            var (codes, months) = (new[] { "a", "b", "c" }.Take(chance.Next(1, 4)).ToList(), chance.Next(1, 37));
            var held = codes.Where(_ => chance.Next(4) > 0).Select(code => new ForecastHeld(code, new Money(chance.Next(-500, 20_000), Currency.Cny))).ToList();
            var items = Enumerable.Range(0, chance.Next(0, 60)).Select(_ => new ForecastItem(
                First.FirstDay.AddDays(chance.Next(-200, 1_300)), chance.Next(8) == 0 ? "" : codes[chance.Next(codes.Count)], (ForecastKind)chance.Next(3), new Money(chance.Next(1, 3_000), Currency.Cny), "")).ToList();
            var forecast = CashForecast.Of(First, months, Currency.Cny, held, items);
            foreach (var line in forecast.Sources.Append(forecast.Total)) MustBeAsCounted(line, held, items, months, $"case {i}");
        }
    }

    /// <summary>Money day by day from the first to the last; what should have gone before goes on the first.</summary>
    private static void MustBeAsCounted(ForecastLine line, List<ForecastHeld> held, List<ForecastItem> items, int months, string which)
    {
        bool IsOf(string source) => line.Source.Length == 0 || source == line.Source;
        var (money, expected) = (held.Where(one => IsOf(one.Source)).Sum(one => one.Amount.MinorUnits), 0L);
        var end = First.FirstDay.AddMonths(months);
        ForecastShort? first = null;
        for (var day = First.FirstDay; day < end; day = day.AddDays(1))
        {
            foreach (var item in items.Where(item => IsOf(item.Source) && (item.Day == day || (day == First.FirstDay && item.Day < day))))
            {
                if (item.Kind == ForecastKind.Expected) expected += item.Amount.MinorUnits;
                else money -= item.Amount.MinorUnits;
            }

            if (PeriodMonth.Of(day.AddDays(1)) == PeriodMonth.Of(day)) continue;
            var row = line.Months.Single(month => month.Month == PeriodMonth.Of(day));
            if ((row.Closing.MinorUnits, row.Expected.MinorUnits) != (money, expected)) Assert.Fail($"{which}, '{line.Source}', {row.Month}: {row.Closing}, counted {money}");
            if (money < 0) first ??= new ForecastShort(row.Month, new Money(-money, Currency.Cny));
            expected = 0;
        }

        Assert.That((line.Short, line.Months.Count), Is.EqualTo((first, months)), which);
        Assert.That(line.Later.MinorUnits, Is.EqualTo(items.Where(item => IsOf(item.Source) && item.Kind != ForecastKind.Expected && item.Day >= end).Sum(item => item.Amount.MinorUnits)), which);
    }

    private static CashForecast Of(IReadOnlyList<ForecastHeld> held, params IReadOnlyList<ForecastItem> items) => CashForecast.Of(First, CashForecast.Months, Currency.Cny, held, items);

    private static ForecastItem Item(int month, int day, string source, ForecastKind kind, decimal yuan) => new(new DateOnly(2026, month, day), source, kind, Cny(yuan), "");
}
