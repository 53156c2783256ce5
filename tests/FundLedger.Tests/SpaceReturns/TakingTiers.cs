using CsCheck;
using FundLedger.SpaceReturns;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SpaceReturns;

/// <summary>Marginal tiers, to the fen.</summary>
public sealed class TakingTiers
{
    private static readonly Gen<IReadOnlyList<ReturnTier>> GenTiers = Gen.Select(Gen.Long[0, 1_000_000].Array[0, 5], Gen.Int[0, 10_000].Array[5])
        .Select((floors, shares) => (IReadOnlyList<ReturnTier>)[.. floors.Distinct().Order().Select((floor, i) => new ReturnTier(floor, new BasisPoints(shares[i])))]);

    [TestCase(0, 0)]
    [TestCase(50_000, 0)]
    [TestCase(50_000.10, 0.01)]
    [TestCase(200_000, 15_000)]
    [TestCase(300_000, 35_000)]
    public void Each_share_is_taken_only_of_what_lies_above_its_floor(double revenue, double due)
    {
        var rule = new ReturnRule(1, new DateOnly(2026, 1, 1), ReturnBasis.Quarter, [new(5_000_000, new BasisPoints(1_000)), new(20_000_000, new BasisPoints(2_000))], 30, "x");
        Assert.That(rule.Of(Cny((decimal)revenue)), Is.EqualTo(Cny((decimal)due)));
    }

    [Test]
    public void The_parts_add_up_to_what_was_taken_fen_by_fen() => Gen.Select(GenTiers, Gen.Long[0, 3_000]).Sample((tiers, revenue) =>
    {
        // A model that looks at every fen: what lies in the tier of the highest floor below it, summed in ten thousandths.
        var small = tiers.Select(tier => tier with { Above = tier.Above % 3_000 }).DistinctBy(tier => tier.Above).OrderBy(tier => tier.Above).ToArray();
        var tenThousandths = 0L;
        for (var fen = 0L; fen < revenue; fen++) tenThousandths += small.LastOrDefault(tier => tier.Above <= fen)?.Share.Value ?? 0;
        var parts = ReturnRule.PartsOf(small, new Money(revenue, Currency.Cny));
        Assert.That(parts.Sum(part => part.MinorUnits), Is.EqualTo(tenThousandths / 10_000));
    });

    [Test]
    public void More_revenue_never_gives_back_less_and_never_more_than_the_revenue() => Gen.Select(GenTiers, Gen.Long[0, 2_000_000], Gen.Long[0, 100_000]).Sample((tiers, revenue, more) =>
    {
        long Of(long amount) => ReturnRule.PartsOf(tiers, new Money(amount, Currency.Cny)).Sum(part => part.MinorUnits);
        Assert.That(Of(revenue + more), Is.InRange(Of(revenue), Of(revenue) + more));
        Assert.That(ReturnRule.PartsOf(tiers, new Money(revenue, Currency.Cny)).All(part => !part.IsNegative));
    });

    [TestCase("1.25", "80", 10_000)]
    [TestCase("0.01", "0.50", 0)]
    [TestCase("0.03", "0.50", 2)]
    public void Hours_at_a_rate_are_rounded_to_the_even_fen(string hours, string rate, long fen) =>
        Assert.That(Hours.Read(hours)!.Value.At(Cny(decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture))).MinorUnits, Is.EqualTo(fen));

    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1.234")]
    [TestCase("x")]
    [TestCase("10001")]
    public void What_are_no_hours_is_not_read(string text) => Assert.That(Hours.Read(text), Is.Null);
}
