using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class SharesOfMoney
{
    private static readonly Gen<long> Amounts = Gen.OneOf(Gen.Long[-20_000, 20_000], Gen.Long);

    private static readonly Gen<int> Shares = Gen.OneOf(Gen.Int[0, 10_000], Gen.Const(5_000), Gen.Const(2_500));

    [Test]
    public void Rounded_down_it_is_never_more_than_promised_and_less_than_one_minor_unit_below() =>
        Gen.Select(Amounts, Shares).Sample((minor, share) =>
        {
            var exact = (Int128)minor * share;
            var rounded = (Int128)new BasisPoints(share).OfRoundedDown(new Money(minor, Currency.Cny)).MinorUnits * 10_000;
            return Int128.Abs(rounded) <= Int128.Abs(exact)
                && Int128.Abs(exact - rounded) < 10_000 && (rounded == 0 || Int128.Sign(rounded) == Int128.Sign(exact));
        });

    [Test]
    public void Rounded_to_even_it_is_the_nearest_and_the_even_one_of_two() =>
        Gen.Select(Amounts, Shares).Sample((minor, share) =>
        {
            var exact = (Int128)minor * share;
            var rounded = new BasisPoints(share).OfRoundedToEven(new Money(minor, Currency.Cny)).MinorUnits;
            var error = Int128.Abs(exact - (Int128)rounded * 10_000);
            return error < 5_000 || (error == 5_000 && long.IsEvenInteger(rounded));
        });

    [TestCase(3, 5_000, 1, 2)]
    [TestCase(1, 5_000, 0, 0)]
    [TestCase(-3, 5_000, -1, -2)]
    [TestCase(99, 3_333, 32, 33)]
    [TestCase(100, 15_000, 150, 150)]
    [TestCase(long.MaxValue, 10_000, long.MaxValue, long.MaxValue)]
    [TestCase(long.MinValue, 10_000, long.MinValue, long.MinValue)]
    public void A_share_is_rounded_as_it_is_named(long minor, int share, long down, long even)
    {
        var money = new Money(minor, Currency.Cny);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new BasisPoints(share).OfRoundedDown(money).MinorUnits, Is.EqualTo(down));
            Assert.That(new BasisPoints(share).OfRoundedToEven(money).MinorUnits, Is.EqualTo(even));
        }
    }

    [Test]
    public void A_share_that_does_not_fit_is_refused()
    {
        var most = new Money(long.MaxValue, Currency.Cny);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new BasisPoints(10_001).OfRoundedDown(most), Throws.TypeOf<OverflowException>());
            Assert.That(() => new BasisPoints(10_001).OfRoundedToEven(most), Throws.TypeOf<OverflowException>());
        }
    }

    [TestCase(3_333, "33.33%")]
    [TestCase(10_000, "100%")]
    [TestCase(50, "0.5%")]
    [SetCulture("de-DE")]
    public void It_prints_as_a_percentage_the_same_everywhere(int share, string text) => Assert.That(new BasisPoints(share).ToString(), Is.EqualTo(text));
}
