using FundLedger.Awards;
using FundLedger.Calendar;
using FundLedger.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>What tranches come to and when they are due: pure rules.</summary>
public sealed class TranchePlans
{
    [Test]
    public void Parts_of_any_award_make_it_whole_and_the_last_takes_the_rest()
    {
        var random = new Random(20261128);
        for (var round = 0; round < 20_000; round++)
        {
            var whole = new Money(random.NextInt64(1, 1_000_000_000_000), Currency.Cny);
            var left = 10_000;
            var tranches = new List<TrancheTerms>();
            while (tranches.Count < 11 && left > 1 && random.Next(5) > 0)
            {
                var share = random.Next(1, left);
                tranches.Add(Share(share));
                left -= share;
            }

            tranches.Add(random.Next(2) == 0 ? Share(null) : Share(left));
            var parts = TrancheRules.Amounts(whole, tranches);
            if (parts is null)
            {
                Assert.That(whole.MinorUnits, Is.LessThan(10_000 * 12), "only an award of a few yuan is too small to be shared");
                continue;
            }

            Assert.That(parts.Sum(part => part.MinorUnits), Is.EqualTo(whole.MinorUnits));
            for (var i = 0; i < parts.Count - 1; i++) Assert.That(Math.Abs(parts[i].MinorUnits - (double)whole.MinorUnits * tranches[i].Share!.Value.Value / 10_000), Is.LessThan(1));
        }
    }

    [Test]
    public void Fixed_amounts_stand_and_the_last_takes_what_is_left() => Assert.Multiple(() =>
    {
        Assert.That(TrancheRules.Amounts(Cny(100), [Share(5_000), Fixed(30), Share(null)]), Is.EqualTo(new[] { Cny(50), Cny(30), Cny(20) }));
        Assert.That(TrancheRules.Amounts(Cny(80), [Share(5_000), Fixed(40), Share(null)]), Is.Null, "nothing would be left for the last");
    });

    [TestCase(TrancheDay.Signing, 5, true, "2026-03-20", "2026-03-27")]
    [TestCase(TrancheDay.Signing, 0, false, "2026-02-28", "2026-02-28")]
    [TestCase(TrancheDay.ProjectStart, 30, false, "2026-03-20", "2026-05-01")]
    [TestCase(TrancheDay.ProjectEnd, -10, false, "2026-03-20", "2028-02-19")]
    public void A_day_counts_from_what_it_says(TrancheDay counts, int days, bool working, string signed, string due)
    {
        var planned = new AwardTranche(1, new("批", "Tranche"), Cny(1), counts, days, working, null, []);
        var terms = new AwardTerms("", Cny(1), Cny(0), new DateOnly(2026, 4, 1), new DateOnly(2028, 2, 29), [], [], [planned], AwardRules.None);
        Assert.That(TrancheRules.DueOn(planned, terms, IsoDates.Read(signed), new WorkingDays([])), Is.EqualTo(IsoDates.Read(due)));
    }

    [Test]
    public void A_milestone_has_the_day_that_was_agreed_or_none()
    {
        var terms = new AwardTerms("", Cny(1), Cny(0), Today, Today, [], [], [], AwardRules.None);
        AwardTranche At(DateOnly? day) => new(1, new("批", "Tranche"), Cny(1), TrancheDay.Milestone, 0, false, day, []);
        Assert.That((TrancheRules.DueOn(At(null), terms, Today, new WorkingDays([])), TrancheRules.DueOn(At(March(20)), terms, Today, new WorkingDays([]))), Is.EqualTo(((DateOnly?)null, (DateOnly?)March(20))));
    }

    [Test]
    public void Costs_are_refused_line_by_line_with_the_rule()
    {
        AwardLine[] budget = [new("1", "人员", CostLineKind.Staff, Cny(30), Cny(0)), new("2", "活动", CostLineKind.Activity, Cny(60), Cny(0)), new("3", "设备", CostLineKind.FixedAsset, Cny(10), Cny(0))];
        var terms = new AwardTerms("", Cny(100), Cny(0), March(1), March(31), [], budget, [], new AwardRules(ForbiddenKinds: [CostLineKind.FixedAsset], StaffAtMost: new BasisPoints(2_000)));
        var first = new ReportContent(March(1), March(10), "", 0, [new("2", Cny(50), "讲座"), new("1", Cny(15), "工资")], [], []);
        Assert.That(EligibleCosts.RefusedOf(terms, first, []), Is.Empty);
        var accepted = new ProgressReport(1, 1, 1, first, March(10), "", ReportDecision.Accepted, March(11), null, []);
        var second = new ReportContent(March(11), March(20), "", 0, [new("2", Cny(12), "讲座"), new("3", Cny(10), "投影仪"), new("9", Cny(1), "其他"), new("1", Cny(8), "工资"), new("2", Cny(1), "茶点")], [], []);
        Assert.That(EligibleCosts.RefusedOf(terms, second, [accepted]).Select(cost => (cost.Place, cost.Rule, cost.Amount)), Is.EqualTo(new[]
        {
            (1, "over-budget-line", Cny(2)), (2, "forbidden-kind", Cny(10)), (3, "no-such-line", Cny(1)), (5, "over-budget-line", Cny(1)), (0, "staff-share", Cny(3)),
        }));
    }

    [Test]
    public void Every_stage_of_an_award_is_named_and_says_what_comes_next()
    {
        foreach (var stage in Enum.GetValues<AwardStage>()) Assert.That(stage.Next(Today).Zh + stage.Name().Zh, Is.Not.Empty);
        Assert.That(Enum.GetValues<AwardStage>().Select(stage => stage.Name()).Distinct().Count(), Is.EqualTo(Enum.GetValues<AwardStage>().Length));
    }

    private static TrancheTerms Share(int? points) => new(points is { } share ? new BasisPoints(share) : null, null, TrancheDay.Signing, 0, false, [], new("批", "Tranche"));

    private static TrancheTerms Fixed(decimal yuan) => Share(null) with { Amount = Cny(yuan) };
}
