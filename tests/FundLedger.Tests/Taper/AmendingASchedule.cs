using FundLedger.Taper;
using FundLedger.Values;
using static FundLedger.Tests.Taper.TaperScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Taper;

/// <summary>An amendment speaks for the periods from one on: whatever it is and whenever it comes, what was before stays.</summary>
public sealed class AmendingASchedule
{
    [Test]
    public void An_amendment_at_any_moment_never_changes_the_past_and_loses_no_fen()
    {
        var chance = new Random(20261129);
        for (var i = 0; i < 20_000; i++)
        {
            var step = chance.Next(2) == 0 ? TaperStep.Month : TaperStep.Quarter;
            var schedule = Whole(AnyTerms(chance, step), chance);
            for (var times = chance.Next(1, 5); times > 0; times--)
            {
                var terms = AnyTerms(chance, step);
                var from = chance.Next(1, Math.Min(schedule.Periods.Count + 1, terms.Periods) + 1);
                var support = TaperSchedule.Of(terms, []).Expect().Periods.Skip(from - 1).Sum(period => period.Support.MinorUnits);
                var parts = PartsOf(new Money(support, Currency.Cny), chance);
                var amended = schedule.Amended(terms, from, parts).Expect();
                var later = amended.Periods.Skip(from - 1).ToList();
                if (!amended.Periods.Take(from - 1).SequenceEqual(schedule.Periods.Take(from - 1))) Assert.Fail($"{terms} from {from}: the past is another");
                if (later.Sum(period => period.Support.MinorUnits) != support || amended.Periods.Count != terms.Periods) Assert.Fail($"{terms} from {from}: it comes to something else");
                if (amended.Periods.Any(period => period.BySource.Sum(part => part.Amount.MinorUnits) != period.Support.MinorUnits || period.ToEarn.IsNegative)) Assert.Fail($"{terms} from {from}: a period is not paid whole, or more than it costs");
                if (parts.Any(part => later.SelectMany(period => period.BySource).Where(taken => taken.Source == part.Source).Sum(taken => taken.Amount.MinorUnits) != part.Amount.MinorUnits)) Assert.Fail($"{terms} from {from}: a source gives another amount");
                if (!amended.Periods.Select(period => period.No).SequenceEqual(Enumerable.Range(1, terms.Periods))) Assert.Fail($"{terms} from {from}: periods are missing");
                schedule = amended;
            }
        }
    }

    [Test]
    public void An_amended_plan_starts_where_it_started_and_leaves_no_gap()
    {
        var schedule = TaperSchedule.Of(Curve(100, 50), []).Expect();
        Assert.That(Refused.CodeOf(schedule.Amended(Curve(100, 50) with { Start = Start.AddMonths(1) }, 2, [])), Is.EqualTo("taper-start"));
        Assert.That(Refused.CodeOf(schedule.Amended(Curve(100, 50) with { Step = TaperStep.Month }, 2, [])), Is.EqualTo("taper-start"));
        Assert.That(Refused.CodeOf(schedule.Amended(Curve(100, 50, 20, 10), 10, [Part("a", 1)])), Is.EqualTo("taper-from"));
        Assert.That(Refused.CodeOf(schedule.Amended(Curve(100), 5, [])), Is.EqualTo("taper-from"), "nothing would be left for it to speak for");
        Assert.That(Refused.CodeOf(schedule.Amended(Curve(100, 50), 5, [Part("a", 199)])), Is.EqualTo("taper-parts-differ"));
        Assert.That(schedule.Amended(Curve(100, 50, 20), 9, [Part("a", 80)]).Expect().Support, Is.EqualTo(Cny(680)), "a year longer");
    }

    [Test]
    public void A_year_that_is_changed_moves_each_later_one_by_its_last_fen_at_most()
    {
        var (chance, moved) = (new Random(20261130), 0);
        for (var i = 0; i < 20_000; i++)
        {
            var terms = AnyTerms(chance, chance.Next(2) == 0 ? TaperStep.Month : TaperStep.Quarter);
            var (before, year) = (TaperSchedule.Of(terms, []).Expect(), chance.Next(terms.Years));
            var after = TaperSchedule.Of(terms with { YearlyBudgets = [.. terms.YearlyBudgets.Select((budget, at) => at == year ? new Money(chance.NextInt64(1, 1_000_000_000), Currency.Cny) : budget)] }, []).Expect();
            for (var later = year + 2; later <= terms.Years; later++)
            {
                var by = Math.Abs((after.SupportOf(later) - before.SupportOf(later)).MinorUnits);
                if (by > 1) Assert.Fail($"{terms}: year {later} moves by {by} when year {year + 1} does");
                moved += (int)by;
            }
        }

        Assert.That(moved, Is.Positive, "or there was nothing to allow for");
    }

    private static TaperSchedule Whole(TaperTerms terms, Random chance) => TaperSchedule.Of(terms, PartsOf(TaperSchedule.Of(terms, []).Expect().Support, chance)).Expect();

    private static TaperTerms AnyTerms(Random chance, TaperStep step)
    {
        var periods = chance.Next(1, 25);
        var years = (periods + 12 / (int)step - 1) / (12 / (int)step);
        var curve = new TaperCurve(TaperCurveKind.Table, [.. Enumerable.Range(0, periods).Select(_ => new BasisPoints(chance.Next(10_001)))]);
        return new TaperTerms(Start, step, periods, [.. Enumerable.Range(0, years).Select(_ => new Money(chance.NextInt64(1, 1_000_000_000), Currency.Cny))], curve);
    }

    private static TaperPart[] PartsOf(Money support, Random chance)
    {
        var cut = chance.NextInt64(0, support.MinorUnits + 1);
        return [new("seed", support with { MinorUnits = cut }), new("gifts", support with { MinorUnits = support.MinorUnits - cut })];
    }
}
