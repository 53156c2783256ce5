using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class SplittingMoney
{
    // Small, huge and zero weights, at least one of them positive.
    private static readonly Gen<long[]> Weights = Gen.OneOf(Gen.Long[0, 5], Gen.Long[0, 10_000], Gen.Long[0, long.MaxValue]).Array[1, 12]
        .Where(weights => weights.Any(weight => weight > 0));

    private static readonly Gen<long> Amounts = Gen.OneOf(Gen.Long[-1_000, 1_000], Gen.Long, Gen.Const(long.MinValue), Gen.Const(long.MaxValue));

    [Test]
    public void The_parts_add_up_to_the_whole() =>
        Gen.Select(Amounts, Weights).Sample((minor, weights) => Split(minor, weights).Aggregate(Int128.Zero, (sum, part) => sum + part) == minor);

    [Test]
    public void Each_part_is_less_than_one_minor_unit_from_its_exact_share() =>
        Gen.Select(Amounts, Weights).Sample((minor, weights) =>
        {
            var total = weights.Aggregate(Int128.Zero, (sum, weight) => sum + weight);
            return Split(minor, weights).Zip(weights).All(pair => IsWithinOne(pair.First, minor, pair.Second, total));
        });

    [Test]
    public void A_part_never_has_the_other_sign_and_no_weight_means_no_money() =>
        Gen.Select(Amounts, Weights).Sample((minor, weights) =>
            Split(minor, weights).Zip(weights).All(pair => pair.First == 0 || (Math.Sign(pair.First) == Math.Sign(minor) && pair.Second > 0)));

    [TestCase(100_00, new long[] { 1, 1, 1 }, new long[] { 33_34, 33_33, 33_33 })]
    [TestCase(-100_00, new long[] { 1, 1, 1 }, new long[] { -33_34, -33_33, -33_33 })]
    [TestCase(100, new long[] { 60, 40 }, new long[] { 60, 40 })]
    [TestCase(1, new long[] { 1, 2 }, new long[] { 0, 1 })]
    [TestCase(5, new long[] { 0, 1, 0 }, new long[] { 0, 5, 0 })]
    [TestCase(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    public void The_largest_remainder_gets_the_odd_fen_and_the_earlier_part_on_a_tie(long minor, long[] weights, long[] parts) =>
        Assert.That(Split(minor, weights), Is.EqualTo(parts));

    [TestCase(new long[0])]
    [TestCase(new long[] { 0, 0 })]
    [TestCase(new long[] { 2, -1 })]
    public void Weights_that_say_nothing_are_refused(long[] weights) =>
        Assert.That(() => Split(100, weights), Throws.TypeOf<InvariantBrokenException>());

    private static long[] Split(long minor, long[] weights)
    {
        var parts = new Money(minor, Currency.Cny).Allocate(weights);
        Assert.That(parts.Select(part => part.Currency), Is.All.EqualTo(Currency.Cny));
        return [.. parts.Select(part => part.MinorUnits)];
    }

    // |part − minor × weight / total| < 1, without a fraction: the products need up to 190 bits.
    private static bool IsWithinOne(long part, long minor, long weight, Int128 total)
    {
        var whole = (System.Numerics.BigInteger)total;
        return System.Numerics.BigInteger.Abs(part * whole - (System.Numerics.BigInteger)minor * weight) < whole;
    }
}
