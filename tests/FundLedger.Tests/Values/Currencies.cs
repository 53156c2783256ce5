using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class Currencies
{
    [TestCase("CNY", 2, 100)]
    [TestCase("VND", 0, 1)]
    [TestCase("JPY", 0, 1)]
    [TestCase("KWD", 3, 1_000)]
    public void A_currency_knows_its_decimals(string code, int decimals, long minorPerUnit)
    {
        var currency = Currency.Of(code);
        Assert.That((currency.Code, currency.Decimals, currency.MinorPerUnit), Is.EqualTo((code, decimals, minorPerUnit)));
    }

    [Test]
    public void Every_code_is_three_capitals_and_finds_itself()
    {
        foreach (var currency in Currency.All)
        {
            Assert.That(currency.Code, Does.Match("^[A-Z]{3}$"));
            Assert.That(Currency.Of(currency.Code), Is.EqualTo(currency));
        }

        Assert.That(Currency.All.Select(currency => currency.Code).ToList(), Is.Unique.And.Count.GreaterThan(150));
    }

    [TestCase("cny")]
    [TestCase("RMB")]
    [TestCase("")]
    [TestCase(null)]
    [TestCase("HRK", Description = "withdrawn 2023")]
    [TestCase("BGN", Description = "withdrawn 2026")]
    [TestCase("XAU", Description = "gold is no national currency")]
    public void What_is_no_active_code_is_not_found(string? code)
    {
        Assert.That(Currency.TryFind(code, out var currency), Is.False);
        Assert.That(currency, Is.Default);
        Assert.That(() => Currency.Of(code!), Throws.ArgumentException.With.Message.Contains($"'{code}' is not an active"));
    }

    [Test]
    public void No_currency_has_no_code_and_prints_as_none()
    {
        Assert.That(() => default(Currency).Code, Throws.TypeOf<InvariantBrokenException>());
        Assert.That(default(Currency).ToString(), Is.EqualTo("(none)"));
    }
}
