using System.Text.Json;
using CsCheck;
using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class MoneyInJson
{
    [Test]
    public void It_is_a_text_and_a_currency() =>
        Assert.That(JsonSerializer.Serialize(new Money(123450, Currency.Cny)), Is.EqualTo("""{"amount":"1234.50","currency":"CNY"}"""));

    [Test]
    public void What_was_written_reads_back_as_the_same_amount() =>
        Gen.Select(Gen.Long, Gen.OneOf(Gen.Const("CNY"), Gen.Const("VND"), Gen.Const("KWD"))).Sample((minor, code) =>
        {
            var money = new Money(minor, Currency.Of(code));
            return JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)) == money;
        });

    [Test]
    public void It_reads_inside_other_things_and_beside_names_it_does_not_know() =>
        Assert.That(
            JsonSerializer.Deserialize<Money[]>("""[{"currency":"VND","note":"x","amount":"50"}]"""), Is.EqualTo(new[] { new Money(50, Currency.Of("VND")) }));

    [TestCase("""{"amount":1234.50,"currency":"CNY"}""", Description = "a number")]
    [TestCase("""{"amount":1234,"currency":"CNY"}""", Description = "a whole number")]
    [TestCase("""{"amount":"12.345","currency":"CNY"}""", Description = "too many decimals")]
    [TestCase("""{"amount":"1,234.50","currency":"CNY"}""")]
    [TestCase("""{"amount":"1234.50","currency":"RMB"}""")]
    [TestCase("""{"amount":"1234.50"}""")]
    [TestCase("""{"currency":"CNY"}""")]
    [TestCase("""{"amount":null,"currency":"CNY"}""")]
    [TestCase("{}")]
    [TestCase("null")]
    [TestCase("\"1234.50 CNY\"")]
    [TestCase("1234.50")]
    [TestCase("[]")]
    public void Anything_else_is_refused(string json) => Assert.That(() => JsonSerializer.Deserialize<Money>(json), Throws.InstanceOf<JsonException>());

    [Test]
    public void The_refusal_says_how_to_write_it() =>
        Assert.That(
            () => JsonSerializer.Deserialize<Money>("""{"amount":"12.345","currency":"CNY"}"""),
            Throws.InstanceOf<JsonException>().With.Message.Contains("'12.345' is not an amount of CNY: write digits and at most 2 decimals"));
}
