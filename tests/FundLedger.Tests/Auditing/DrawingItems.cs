using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using FundLedger.Auditing.Sampling;

namespace FundLedger.Tests.Auditing;

/// <summary>What is drawn follows from the seed alone, and is what a stranger draws by the description in <c>docs/auditing.md</c>.</summary>
public sealed class DrawingItems
{
    private const string Seed = "2026-AUDIT-1";

    private static readonly Gen<long[]> Amounts = Gen.Long[1, 200_000].Array[1, 60];

    [Test]
    public void The_numbers_of_a_seed_are_these()
    {
        var numbers = new SeededNumbers(Seed);
        Assert.That(Enumerable.Range(0, 8).Select(_ => numbers.Below(1_000)), Is.EqualTo(new[] { 409, 520, 982, 996, 396, 140, 694, 0 }));
        Assert.That(SampleDraw.FirstUnit(Seed, 500_000), Is.EqualTo(270_410));
        Assert.That(SampleDraw.Places(Seed, 20, 5), Is.EquivalentTo(new[] { 10, 1, 3, 17, 15 }));
    }

    [Test]
    public void Numbers_that_would_favour_some_are_passed_over()
    {
        var numbers = new SeededNumbers("reject"); // of its first six, three are as large as twice this and more
        Assert.That(Enumerable.Range(0, 3).Select(_ => numbers.Below(6_148_914_691_236_517_206)), Is.EqualTo(new[] { 3_954_918_147_361_085_619, 2_333_822_206_013_611_595, 4_617_162_493_809_178_801 }));
    }

    [Test]
    public void The_monetary_units_of_eight_items_are_these() => Assert.That(
        SampleDraw.MonetaryUnits(Items([120_00, 5_000_00, 80_00, 2_000_00, 45_50, 900_00, 1_500_00, 10_00]), SampleDraw.FirstUnit(Seed, 1_000_00), 1_000_00).Select(drawn => (drawn.Place, drawn.UpTo, drawn.Hits)),
        Is.EqualTo(new[] { (2L, 512_000L, 5L), (4, 720_000, 2), (6, 814_550, 1), (7, 964_550, 1) }));

    [Test]
    public void Another_implementation_draws_the_same() => Gen.Select(Amounts, Gen.Long[1, 400_000], Gen.String[Gen.Char['a', 'z'], 1, 12]).Sample((amounts, interval, seed) =>
    {
        var drawn = SampleDraw.MonetaryUnits(Items(amounts), SampleDraw.FirstUnit(seed, interval), interval).Select(item => item.Place).ToList();
        var size = Math.Max(1, amounts.Length / 3);
        Assert.That(drawn, Is.EqualTo(Stranger.Units(amounts, seed, interval)));
        Assert.That(SampleDraw.AtPlaces(Items(amounts), SampleDraw.Places(seed, amounts.Length, size)).Select(item => item.Place), Is.EqualTo(Stranger.Places(amounts.Length, seed, size)));
    });

    [Test]
    public void An_item_is_drawn_exactly_where_the_sum_passes_a_unit_that_is_hit() => Gen.Select(Amounts, Gen.Long[1, 400_000], Gen.Long[0, 399_999]).Sample((amounts, interval, start) =>
    {
        var first = 1 + start % interval;
        var drawn = SampleDraw.MonetaryUnits(Items(amounts), first, interval).ToDictionary(item => item.Place);
        var before = 0L;
        for (var place = 1; place <= amounts.Length; place++)
        {
            var upTo = before + amounts[place - 1];
            var hits = Enumerable.Range(0, 100_000).Select(k => first + k * interval).SkipWhile(unit => unit <= before).TakeWhile(unit => unit <= upTo).LongCount();
            Assert.That(drawn.TryGetValue(place, out var item) ? (item.UpTo, item.Hits) : (upTo, 0L), Is.EqualTo((upTo, hits)));
            before = upTo;
        }
    }, iter: 60);

    [Test]
    public void What_is_as_large_as_the_interval_is_never_missed_and_what_is_smaller_is_hit_once_at_most() => Gen.Select(Amounts, Gen.Long[1, 300_000], Gen.Int[0, 1 << 30]).Sample((amounts, interval, seed) =>
    {
        var drawn = SampleDraw.MonetaryUnits(Items(amounts), SampleDraw.FirstUnit($"{seed}", interval), interval).ToDictionary(item => item.Place);
        for (var place = 1; place <= amounts.Length; place++)
            if (amounts[place - 1] >= interval) Assert.That(drawn, Does.ContainKey((long)place));
        Assert.That(drawn.Values.Where(item => item.Item.Amount < interval).All(item => item.Hits == 1));
    });

    [Test]
    public void Over_many_seeds_an_item_is_drawn_in_proportion_to_its_amount()
    {
        const int seeds = 4_000;
        const long interval = 1_000;
        long[] amounts = [100, 500, 250, 900, 50, 1_000, 200];
        var drawn = new int[amounts.Length];
        for (var seed = 0; seed < seeds; seed++)
            foreach (var item in SampleDraw.MonetaryUnits(Items(amounts), SampleDraw.FirstUnit($"seed-{seed}", interval), interval)) drawn[item.Place - 1]++;
        for (var i = 0; i < amounts.Length; i++)
        {
            var expected = (double)amounts[i] / interval;
            var error = 4 * Math.Sqrt(expected * (1 - expected) / seeds) + 1e-9; // four standard errors; the seeds are fixed
            Assert.That((double)drawn[i] / seeds, Is.EqualTo(expected).Within(error), $"item {i}");
        }
    }

    [Test]
    public void A_random_sample_has_as_many_items_as_asked_none_twice_and_all_of_them_when_all_are_asked() => Gen.Select(Gen.Int[1, 300], Gen.Int[1, 300], Gen.Int[0, 1 << 30]).Sample((count, asked, seed) =>
    {
        var size = Math.Min(asked, count);
        var places = SampleDraw.Places($"{seed}", count, size);
        Assert.That(places, Has.Count.EqualTo(size));
        Assert.That(places.All(place => place >= 1 && place <= count));
        Assert.That(SampleDraw.Places($"{seed}", count, count), Has.Count.EqualTo(count));
    });

    [Test]
    public void All_from_an_amount_on_leaves_none_out() => Amounts.Sample(amounts =>
        Assert.That(SampleDraw.AllFrom(Items(amounts), 100_000).Select(item => item.Item.Amount), Is.EqualTo(amounts.Where(amount => amount >= 100_000))));

    [Test]
    public void A_million_items_are_walked_and_none_is_kept_but_what_is_drawn()
    {
        const int count = 1_000_000;
        var (before, atTheEnd) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        var places = SampleDraw.Places(Seed, count, 60);
        Assert.That(SampleDraw.AtPlaces(Million(), places).Count(), Is.EqualTo(60));
        Assert.That(SampleDraw.MonetaryUnits(Million(), SampleDraw.FirstUnit(Seed, 10_000_000), 10_000_000).Count(), Is.EqualTo(10));
        Assert.That(atTheEnd - before, Is.LessThan(4_000_000), "bytes, where the items alone take 32 million");

        IEnumerable<PopulationItem> Million()
        {
            for (var i = 1; i <= count; i++)
            {
                if (i == count) atTheEnd = GC.GetTotalMemory(forceFullCollection: true);
                yield return new PopulationItem(i, 1, TestLedger.Today, 100);
            }
        }
    }

    private static IEnumerable<PopulationItem> Items(IReadOnlyList<long> amounts) => amounts.Select((amount, at) => new PopulationItem(at + 1, 1, TestLedger.Today, amount));

    /// <summary>Written from the description alone: hits counted one by one, numbers as large as they come.</summary>
    private static class Stranger
    {
        private static readonly BigInteger All = BigInteger.Pow(2, 64);

        internal static List<long> Units(IReadOnlyList<long> amounts, string seed, long interval)
        {
            var unit = 1 + Numbers(seed, interval).First();
            var (drawn, sum) = (new List<long>(), BigInteger.Zero);
            for (var place = 1; place <= amounts.Count; place++)
            {
                sum += amounts[place - 1];
                if (unit <= sum) drawn.Add(place);
                while (unit <= sum) unit += interval;
            }

            return drawn;
        }

        internal static List<long> Places(long count, string seed, int size) => [.. Numbers(seed, count).Select(number => 1 + (long)number).Distinct().Take(size).Order()];

        private static IEnumerable<BigInteger> Numbers(string seed, BigInteger most)
        {
            for (var n = 1; ; n++)
            {
                var hex = Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"fundledger-sample-1|{seed}|{n}")))[..16];
                var number = BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                if (number < All - All % most) yield return number % most;
            }
        }
    }
}
