using CsCheck;
using FundLedger.Applications;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Reviews;
using FundLedger.Values;
using FundLedger.Tests.Applications;

namespace FundLedger.Tests.Reviews;

public sealed class RankingExactly
{
    private static readonly GrantTerms Terms = GrantTemplate.Venture(Currency.Cny);

    private static readonly Gen<(int Count, long Sum)> GenReviews = Gen.Int[0, 5].SelectMany(count => Gen.Long[0, count * 10_000L].Select(sum => (count, sum)));

    private static ScoredApplication Scored(int number, long sum, int count, GrantTerms? terms = null)
    {
        var programme = new GrantProgramme(1, "VP", GrantProgrammeKind.Venture, new("甲", "A"), null!, null!, 1, Terms);
        var round = new GrantRound(1, "VP-1", new("一", "One"), programme, 1, terms ?? Terms, 0, 1, new Money(1, Currency.Cny), 0, null);
        var organisation = new Organisation(number, $"O{number}", "机构", null, OrganisationKind.Community, [], "", null, null, 1);
        var zero = Money.Zero(Currency.Cny);
        return new ScoredApplication(new GrantApplication(number, $"VP-1-{number:D4}", round, organisation, ApplicationStatus.InReview, ApplicationScenes.Content, zero, zero, 1, null, 0), sum, count);
    }

    [Test]
    public void Equal_averages_share_a_rank_and_the_next_counts_on()
    {
        // 2/3 and 4/6 of a point are the same average although neither can be written out.
        var ranked = Ranking.Of([Scored(1, 20_000, 3), Scored(2, 40_000, 6), Scored(3, 9_000, 1), Scored(4, 6_666, 1), Scored(5, 0, 0)]);
        Assert.That(ranked.Select(one => (one.Scored.Application.Number[^1], one.Rank, one.Tied, one.AverageText)), Is.EqualTo(new[]
        {
            ('3', (int?)1, false, "90.00"), ('1', 2, true, "66.66"), ('2', 2, true, "66.66"), ('4', 4, false, "66.66"), ('5', null, false, ""),
        }));
    }

    [TestCase(17_999, 3, false)]
    [TestCase(18_000, 3, true)]
    [TestCase(5_999, 1, false)]
    public void The_pass_mark_is_compared_exactly(long sum, int count, bool passes) => Assert.That(Ranking.Of([Scored(1, sum, count)]).Single().Passes, Is.EqualTo(passes));

    [Test]
    public void Ranks_agree_with_fractions_worked_out_by_hand() => GenReviews.Array[1, 12].Sample(reviews =>
    {
        var ranked = Ranking.Of(reviews.Select((one, i) => Scored(i + 1, one.Sum, one.Count)));
        Assert.That(ranked, Has.Count.EqualTo(reviews.Length));
        foreach (var one in ranked.Where(one => one.Rank is not null))
        {
            var better = reviews.Count(other => other.Count > 0 && other.Sum * one.Scored.Count > one.Scored.Sum * other.Count);
            var same = reviews.Count(other => other.Count > 0 && other.Sum * one.Scored.Count == one.Scored.Sum * other.Count);
            Assert.That((one.Rank, one.Tied), Is.EqualTo(((int?)better + 1, same > 1)));
            Assert.That(one.ReachesMark, Is.EqualTo(one.Scored.Sum >= 6_000L * one.Scored.Count));
        }

        Assert.That(ranked.TakeWhile(one => one.Rank is not null).Count(), Is.EqualTo(reviews.Count(one => one.Count > 0)), "those without a review come last");
    });

    [Test]
    public void The_choice_of_experts_is_the_same_whatever_order_they_come_in() => Gen.Select(Gen.Int[0, 6], Gen.Int[0, 6], Gen.Bool).Array[1, 10].Sample(experts =>
    {
        var day = new DateOnly(2026, 4, 1);
        var available = experts.Select((one, i) => new AvailableExpert(new Expert(i + 1, $"p{i}", one.Item3 ? [] : ["growth"], day.AddDays(-1), day.AddDays(i % 3 - 1), one.Item2 + 1), one.Item1)).ToList();
        var shut = new HashSet<long> { 1 };
        var chosen = ReviewPlan.Choose("start-up", available, shut, 3, day);
        Assert.That(ReviewPlan.Choose("start-up", Enumerable.Reverse(available), shut, 3, day), Is.EqualTo(chosen));
        var loads = available.ToDictionary(one => one.Expert.Id);
        Assert.That(chosen.All(one => one.Id != 1 && one.ServesOn(day) && one.Knows("start-up") && loads[one.Id].Load < one.MostReviews), Is.True);
        var left = available.Where(one => one.Expert.Id != 1 && one.Expert.ServesOn(day) && one.Expert.Knows("start-up") && one.Load < one.Expert.MostReviews && !chosen.Contains(one.Expert)).ToList();
        Assert.That(chosen.Count == 3 || left.Count == 0, Is.True);
        Assert.That(left.All(one => chosen.All(other => loads[other.Id].Load <= one.Load)), Is.True);
    });

    [Test]
    public void The_states_of_a_review_lead_nowhere_they_should_not()
    {
        var all = Enum.GetValues<ReviewStatus>();
        Assert.That(ReviewFlow.After(ReviewStatus.Conflicted), Is.Empty, "a conflict shuts for good");
        Assert.That(all.Where(from => ReviewFlow.Allows(from, ReviewStatus.Submitted)), Is.EqualTo(new[] { ReviewStatus.Cleared }), "nothing is handed in before interests are declared");
        Assert.That(all.Where(from => from != ReviewStatus.Conflicted && !ReviewFlow.Allows(from, ReviewStatus.Conflicted)), Is.Empty);
        Assert.That(all.Where(from => ReviewFlow.Allows(from, from)), Is.Empty);
    }
}
