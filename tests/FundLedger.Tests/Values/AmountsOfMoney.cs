using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class AmountsOfMoney
{
    private static readonly Money HighestCny = new(long.MaxValue, Currency.Cny);
    private static readonly Money LowestCny = new(long.MinValue, Currency.Cny);

    [Test]
    public void What_was_added_can_be_taken_away_again() =>
        Gen.Select(Gen.Long[-1L << 61, 1L << 61], Gen.Long[-1L << 61, 1L << 61]).Sample((a, b) =>
        {
            var (left, right) = (new Money(a, Currency.Cny), new Money(b, Currency.Cny));
            return left + right - right == left && left + -left == Money.Zero(Currency.Cny);
        });

    [Test]
    public void Amounts_of_two_currencies_are_never_added_or_subtracted()
    {
        var (yuan, dong) = (new Money(1, Currency.Cny), new Money(1, Currency.Of("VND")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => yuan + dong, Throws.TypeOf<InvariantBrokenException>());
            Assert.That(() => yuan - dong, Throws.TypeOf<InvariantBrokenException>());
        }
    }

    [Test]
    public void A_sum_that_does_not_fit_is_refused_and_not_wrapped_round()
    {
        var fen = new Money(1, Currency.Cny);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => HighestCny + fen, Throws.TypeOf<OverflowException>());
            Assert.That(() => LowestCny - fen, Throws.TypeOf<OverflowException>());
            Assert.That(() => -LowestCny, Throws.TypeOf<OverflowException>());
            Assert.That(HighestCny + -fen + fen, Is.EqualTo(HighestCny));
        }
    }

    [TestCase(-1, false, false, true)]
    [TestCase(0, true, false, false)]
    [TestCase(1, false, true, false)]
    public void Its_sign_is_told_three_ways(long minor, bool isZero, bool isPositive, bool isNegative)
    {
        var money = new Money(minor, Currency.Cny);
        Assert.That((money.IsZero, money.IsPositive, money.IsNegative), Is.EqualTo((isZero, isPositive, isNegative)));
    }
}
