using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

/// <summary>Texts are the same wherever the program runs: these cultures use other digits, points and groupings.</summary>
[SetCulture("de-DE")]
[TestFixture("CNY"), TestFixture("VND"), TestFixture("KWD")]
public sealed class ReadingAndWritingAmounts(string code)
{
    private readonly Currency currency = Currency.Of(code);

    [Test]
    public void What_was_written_reads_back_as_the_same_amount() =>
        Gen.OneOf(Gen.Long, Gen.Long[-2_000, 2_000], Gen.Const(long.MinValue), Gen.Const(long.MaxValue)).Sample(minor =>
        {
            var written = new Money(minor, currency);
            return Money.TryParse(written.ToAmountText(), currency, out var read) && read == written;
        });

    [Test]
    public void The_text_for_people_differs_by_its_commas_only() =>
        Gen.Long.Sample(minor => new Money(minor, currency).ToGroupedText().Replace(",", "") == new Money(minor, currency).ToAmountText());

    [Test]
    public void As_many_decimals_are_written_as_the_currency_has() =>
        Gen.Long.Sample(minor =>
        {
            var text = new Money(minor, currency).ToAmountText();
            return currency.Decimals == 0 ? !text.Contains('.') : text.Length - text.IndexOf('.') - 1 == currency.Decimals;
        });
}

public sealed class ReadingAmounts
{
    [TestCase("0", "CNY", 0)]
    [TestCase("-0.00", "CNY", 0)]
    [TestCase("12.34", "CNY", 1234)]
    [TestCase("12.3", "CNY", 1230)]
    [TestCase("0012", "CNY", 1200)]
    [TestCase("-0.05", "CNY", -5)]
    [TestCase("50", "VND", 50)]
    [TestCase("1.234", "KWD", 1234)]
    [TestCase("-92233720368547758.08", "CNY", long.MinValue)]
    public void A_plain_amount_is_read(string text, string code, long minor)
    {
        Assert.That(Money.TryParse(text, Currency.Of(code), out var money), Is.True);
        Assert.That(money, Is.EqualTo(new Money(minor, Currency.Of(code))));
    }

    [TestCase(null, "CNY")]
    [TestCase("", "CNY")]
    [TestCase("-", "CNY")]
    [TestCase("--1", "CNY")]
    [TestCase("+1", "CNY")]
    [TestCase(" 1", "CNY")]
    [TestCase("1 ", "CNY")]
    [TestCase("1.", "CNY")]
    [TestCase(".5", "CNY")]
    [TestCase("1.2.3", "CNY")]
    [TestCase("1,234", "CNY")]
    [TestCase("12.345", "CNY")]
    [TestCase("12.340", "CNY")]
    [TestCase("1e3", "CNY")]
    [TestCase("¥5", "CNY")]
    [TestCase("１２", "CNY")]
    [TestCase("٣", "CNY")]
    [TestCase("1.0", "VND")]
    [TestCase("1.2345", "KWD")]
    [TestCase("92233720368547758.08", "CNY")]
    [TestCase("9223372036854775808", "VND")]
    public void Anything_else_is_refused_and_never_rounded(string? text, string code) =>
        Assert.That(Money.TryParse(text, Currency.Of(code), out _), Is.False);

    [TestCase(1_234_567_89, "CNY", "1,234,567.89")]
    [TestCase(-100_000, "CNY", "-1,000.00")]
    [TestCase(1_500_000, "VND", "1,500,000")]
    [TestCase(-5, "KWD", "-0.005")]
    [TestCase(long.MinValue, "CNY", "-92,233,720,368,547,758.08")]
    public void An_amount_for_people_is_grouped_by_thousands(long minor, string code, string text) =>
        Assert.That(new Money(minor, Currency.Of(code)).ToGroupedText(), Is.EqualTo(text));

    [Test]
    public void It_prints_with_its_currency() => Assert.That(new Money(-5, Currency.Cny).ToString(), Is.EqualTo("-0.05 CNY"));
}
