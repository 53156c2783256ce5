#if USE_NODAMONEY
using CsCheck;
using FundLedger.Values;
using NodaMoney;
using Currency = FundLedger.Values.Currency;
using Money = FundLedger.Values.Money;

namespace FundLedger.Tests.Values;

/// <summary>Another library's answers, where both mean the same thing. Built with -p:UseNodaMoney=true only.</summary>
public sealed class NodaMoneyOracle
{
    /// <summary>Theirs count these in fifths, after the coins; ISO 4217 says two decimals.</summary>
    private static readonly string[] CountedInFifths = ["MGA", "MRU"];

    /// <summary>
    /// In their list and not in ours: funds codes and units of account, the second code of a currency (VED beside VES),
    /// and what ISO withdrew after theirs was made (BGN).
    /// </summary>
    private static readonly string[] NotOurs = ["BGN", "BOV", "CHE", "CHW", "COU", "MXV", "USN", "UYI", "VED", "XAD"];

    private static readonly Gen<Currency> AnyCurrency = Gen.OneOf(Gen.Const("CNY"), Gen.Const("VND"), Gen.Const("KWD")).Select(Currency.Of);

    // Their arithmetic goes through decimal, which has 28 digits: an amount times a share must fit.
    private static readonly Gen<long> Amounts = Gen.OneOf(Gen.Long[-100_000, 100_000], Gen.Long);

    [Test]
    public void Both_know_the_same_decimals_of_every_currency_of_ours()
    {
        var differing = Currency.All.Where(currency => !CurrencyInfo.TryFromCode(currency.Code, out var theirs) || theirs.DecimalDigits != currency.Decimals);
        Assert.That(differing.Select(currency => currency.Code), Is.SubsetOf(CountedInFifths));
    }

    [Test]
    public void Every_currency_of_theirs_that_is_in_use_is_one_of_ours()
    {
        var inUse = CurrencyInfo.GetAllCurrencies().Where(theirs => theirs is { IsIso4217: true, IsHistoric: false, MinorUnit: <= MinorUnit.Three });
        var missing = inUse.Where(theirs => !Currency.TryFind(theirs.Code, out _));
        Assert.That(missing.Select(theirs => theirs.Code), Is.SubsetOf(NotOurs));
    }

    [Test]
    public void An_amount_goes_there_and_comes_back() =>
        Gen.Select(Amounts, AnyCurrency).Sample((minor, currency) => new Money(minor, currency).ToNodaMoney().ToLedgerMoney() == new Money(minor, currency));

    [Test]
    public void A_share_rounded_to_even_is_theirs_under_their_default_rounding() =>
        Gen.Select(Amounts, AnyCurrency, Gen.Int[0, 10_000]).Sample((minor, currency, share) =>
        {
            var money = new Money(minor, currency);
            return new BasisPoints(share).OfRoundedToEven(money).ToNodaMoney()
                == new NodaMoney.Money(money.ToNodaMoney().Amount * share / 10_000m, currency.Code);
        });

    [Test]
    public void A_share_rounded_down_is_theirs_rounded_toward_zero() =>
        Gen.Select(Amounts, AnyCurrency, Gen.Int[0, 10_000]).Sample((minor, currency, share) =>
        {
            var exact = new Money(minor, currency).ToNodaMoney().Amount * share / 10_000m;
            var theirs = new NodaMoney.Money(exact, CurrencyInfo.FromCode(currency.Code), MidpointRounding.ToZero);
            return new BasisPoints(share).OfRoundedDown(new Money(minor, currency)).ToNodaMoney().Amount == theirs.Amount;
        });

    [Test]
    public void A_split_adds_up_to_the_same_and_its_parts_differ_by_one_minor_unit_at_most_but_for_the_last_of_theirs() =>
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], AnyCurrency, Gen.Int[1, 1_000].Array[2, 9]).Sample((minor, currency, ratios) =>
        {
            var money = new Money(minor, currency);
            var ours = money.Allocate([.. ratios.Select(ratio => (long)ratio)]);
            var theirs = money.ToNodaMoney().Split(ratios).Select(part => part.ToLedgerMoney()).ToList();
            return ours.Aggregate((sum, part) => sum + part) == theirs.Aggregate((sum, part) => sum + part)
                && ours.Zip(theirs).SkipLast(1).All(pair => Math.Abs(pair.First.MinorUnits - pair.Second.MinorUnits) <= 1);
        });

    [Test]
    public void An_amount_finer_than_a_minor_unit_is_refused_on_the_way_back()
    {
        using var exact = NodaMoney.Context.MoneyContext.CreateScope(options => options.RoundingStrategy = new NodaMoney.Context.NoRounding());
        Assert.That(() => new NodaMoney.Money(1.005m, "CNY").ToLedgerMoney(), Throws.ArgumentException.With.Message.Contains("1.005"));
    }

    [Test]
    public void An_amount_they_would_round_is_refused_on_the_way_there() =>
        Assert.That(() => new Money(1, Currency.Of("MGA")).ToNodaMoney(), Throws.ArgumentException.With.Message.Contains("0.01 MGA"));

    [Test]
    public void A_currency_that_is_not_ours_and_an_amount_that_does_not_fit_are_refused()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(() => new NodaMoney.Money(1m, "DEM").ToLedgerMoney(), Throws.ArgumentException);
            Assert.That(() => new NodaMoney.Money(100_000_000_000_000_000m, "CNY").ToLedgerMoney(), Throws.TypeOf<OverflowException>());
        }
    }
}
#endif
