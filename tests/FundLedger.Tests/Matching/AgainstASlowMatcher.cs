using System.Numerics;
using FundLedger.Matching;
using FundLedger.Values;

namespace FundLedger.Tests.Matching;

/// <summary>Ten thousand random programmes, beside a matcher that adds everything up again for each gift and walks through it fen by fen.</summary>
public sealed class AgainstASlowMatcher
{
    private const int Programmes = 10_000;

    private readonly record struct Gift(long Amount, long Donor, long Fund, DateOnly On);

    [Test]
    public void First_come_grants_the_same_to_the_fen()
    {
        var random = new Random(20260301);
        for (var n = 0; n < Programmes; n++)
        {
            var (terms, pot, gifts) = (Terms(random), random.NextInt64(1, 3_000), Gifts(random));
            var granted = new List<long>();
            for (var i = 0; i < gifts.Count; i++)
            {
                var before = gifts.Take(i).Zip(granted).ToList();
                long Of(Func<Gift, bool> same) => before.Where(pair => same(pair.First)).Sum(pair => pair.Second);
                var gift = gifts[i];
                var counters = new MatchCounters(Of(other => other.Donor == gift.Donor), Of(other => other.Fund == gift.Fund), Of(other => other.On == gift.On), Of(_ => true));
                var total = before.Where(pair => pair.First.Donor == gift.Donor && Counts(terms, pair.First)).Sum(pair => pair.First.Amount);
                var explained = MatchCalculator.Explain(terms, Fen(gift.Amount), Fen(total), MatchCalculator.Left(terms, Fen(pot), counters));
                Assert.That(explained.Granted.MinorUnits, Is.EqualTo(Slow(terms, pot, gift, total, counters)), $"programme {n}, gift {i}");
                Assert.That(explained.Parts.Sum(part => part.Match.MinorUnits), Is.EqualTo(explained.Entitled.MinorUnits));
                granted.Add(explained.Granted.MinorUnits);
            }

            Assert.That(granted.Sum(), Is.LessThanOrEqualTo(pot));
        }
    }

    [Test]
    public void Pro_rata_keeps_every_cap_creates_nothing_and_knows_no_order()
    {
        var random = new Random(20260302);
        for (var n = 0; n < Programmes; n++)
        {
            var (rule, pot, gifts) = (new Rule(1, default, 0, Terms(random), 0), random.NextInt64(1, 3_000), Gifts(random));
            gifts = [.. gifts.Where(gift => Counts(rule.Terms, gift)).OrderBy(gift => (gift.On, gift.Donor, gift.Fund, gift.Amount))];
            var shares = Share(rule, pot, gifts);
            var terms = rule.Terms;
            Assert.That(shares.Sum(), Is.LessThanOrEqualTo(pot));
            Assert.That(gifts.Zip(shares).GroupBy(pair => pair.First.Donor).Select(group => group.Sum(pair => pair.Second)), Is.All.LessThanOrEqualTo(terms.DonorCap?.MinorUnits ?? long.MaxValue));
            Assert.That(gifts.Zip(shares).GroupBy(pair => pair.First.Fund).Select(group => group.Sum(pair => pair.Second)), Is.All.LessThanOrEqualTo(terms.FundCap?.MinorUnits ?? long.MaxValue));
            Assert.That(gifts.Zip(shares).GroupBy(pair => pair.First.On).Select(group => group.Sum(pair => pair.Second)), Is.All.LessThanOrEqualTo(terms.DayCap?.MinorUnits ?? long.MaxValue));

            // Whoever records them in another order sorts them the same way: alike gifts may change places, and get alike shares but for the odd fen.
            var again = Share(rule, pot, [.. Shuffled(random, gifts).OrderBy(gift => (gift.On, gift.Donor, gift.Fund, gift.Amount))]);
            Assert.That(again, Is.EqualTo(shares));
        }
    }

    [Test]
    public void Pro_rata_gives_out_the_whole_pot_when_it_is_not_enough_and_every_share_is_its_due_to_the_fen()
    {
        var random = new Random(20260303);
        for (var n = 0; n < 1_000; n++)
        {
            var rule = new Rule(1, default, 0, MatchingTerms.Flat(1 + random.Next(3), 1 + random.Next(3)), 0);
            var gifts = Gifts(random);
            var entitled = gifts.Select(gift => gift.Amount * rule.Terms.Tiers[0].Ratio.Match / rule.Terms.Tiers[0].Ratio.Gift).ToList();
            var pot = random.NextInt64(1, Math.Max(2, entitled.Sum()));
            var shares = Share(rule, pot, gifts);
            Assert.That(shares.Sum(), Is.EqualTo(Math.Min(pot, entitled.Sum())));
            for (var i = 0; i < shares.Count && entitled.Sum() > pot; i++)
                Assert.That(BigInteger.Abs((BigInteger)shares[i] * entitled.Sum() - (BigInteger)pot * entitled[i]), Is.LessThan((BigInteger)entitled.Sum()));
        }
    }

    /// <summary>Fen by fen: each fen of a bracket brings what the bracket's match up to it exceeds the match before it by.</summary>
    private static long Slow(MatchingTerms terms, long pot, Gift gift, long donorTotal, MatchCounters before)
    {
        if (!Counts(terms, gift)) return 0;
        var start = terms.Basis == TierBasis.DonorTotal ? donorTotal : 0;
        long match = 0;
        for (var fen = start + 1; fen <= start + gift.Amount; fen++)
        {
            long floor = 0;
            foreach (var tier in terms.Tiers)
            {
                if (tier.UpTo is not { } end || fen <= end.MinorUnits)
                {
                    match += (fen - floor) * tier.Ratio.Match / tier.Ratio.Gift - (fen - 1 - floor) * tier.Ratio.Match / tier.Ratio.Gift;
                    break;
                }

                floor = end.MinorUnits;
            }
        }

        if (terms.GiftCap is { } giftCap) match = Math.Min(match, giftCap.MinorUnits);
        if (terms.DonorCap is { } donorCap) match = Math.Min(match, donorCap.MinorUnits - before.Donor);
        if (terms.FundCap is { } fundCap) match = Math.Min(match, fundCap.MinorUnits - before.Fund);
        if (terms.DayCap is { } dayCap) match = Math.Min(match, dayCap.MinorUnits - before.Day);
        if (terms.ProgrammeCap is { } cap) match = Math.Min(match, cap.MinorUnits - before.Programme);
        return Math.Min(match, pot - before.Programme);
    }

    private static List<long> Share(Rule rule, long pot, IReadOnlyList<Gift> gifts) =>
        [.. ProRata.Share(Fen(pot), [.. gifts.Select(gift => new ProRataGift(rule, gift.On, gift.Donor, gift.Fund, Fen(gift.Amount)))]).Select(share => share.Granted.MinorUnits)];

    private static bool Counts(MatchingTerms terms, Gift gift) => gift.Amount >= (terms.Minimum?.MinorUnits ?? 1);

    private static List<Gift> Gifts(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => new Gift(random.NextInt64(1, 400), random.Next(4), random.Next(3), new DateOnly(2026, 3, 1 + random.Next(3))))];

    private static List<Gift> Shuffled(Random random, IReadOnlyList<Gift> gifts)
    {
        var shuffled = gifts.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static MatchingTerms Terms(Random random)
    {
        var tiers = new List<MatchingTier>();
        long end = 0;
        for (var left = random.Next(3); left > 0; left--) tiers.Add(new(Ratio(), Fen(end += random.NextInt64(1, 300))));
        if (tiers.Count == 0 || random.Next(2) == 0) tiers.Add(new(Ratio()));
        return new MatchingTerms(tiers)
        {
            Basis = random.Next(2) == 0 ? TierBasis.Gift : TierBasis.DonorTotal,
            Minimum = Maybe(50),
            GiftCap = Maybe(300),
            DonorCap = Maybe(500),
            FundCap = Maybe(700),
            DayCap = Maybe(900),
            ProgrammeCap = Maybe(2_000),
        };

        MatchingRatio Ratio() => new(random.Next(1, 8), random.Next(1, 8));
        Money? Maybe(long most) => random.Next(3) == 0 ? Fen(random.NextInt64(1, most)) : null;
    }

    private static Money Fen(long minor) => new(minor, Currency.Cny);
}
