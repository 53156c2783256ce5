using FundLedger.Values;

namespace FundLedger.Tests.Values;

public sealed class ChineseAmounts
{
    // The first six are the examples of 支付结算办法, annex 1.
    [TestCase("1409.50", "人民币壹仟肆佰零玖元伍角整")]
    [TestCase("6007.14", "人民币陆仟零柒元壹角肆分")]
    [TestCase("1680.32", "人民币壹仟陆佰捌拾元叁角贰分")]
    [TestCase("107000.53", "人民币壹拾万零柒仟元伍角叁分")]
    [TestCase("16409.02", "人民币壹万陆仟肆佰零玖元零贰分")]
    [TestCase("325.04", "人民币叁佰贰拾伍元零肆分")]
    [TestCase("0", "人民币零元整")]
    [TestCase("0.05", "人民币伍分")]
    [TestCase("0.50", "人民币伍角整")]
    [TestCase("10", "人民币壹拾元整")]
    [TestCase("10000", "人民币壹万元整")]
    [TestCase("10001", "人民币壹万零壹元整")]
    [TestCase("1010000", "人民币壹佰零壹万元整")]
    [TestCase("100000000", "人民币壹亿元整")]
    [TestCase("100000001", "人民币壹亿零壹元整")]
    [TestCase("100010000.01", "人民币壹亿零壹万元零壹分")]
    [TestCase("9999999999.99", "人民币玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分")]
    [TestCase("-20.10", "人民币负贰拾元壹角整")]
    public void Yuan_are_written_as_the_rule_for_bills_has_it(string amount, string capitals)
    {
        Assert.That(Money.TryParse(amount, Currency.Cny, out var money));
        Assert.That(ChineseAmount.Of(money), Is.EqualTo(capitals));
    }

    [TestCase("VND", "50", "VND伍拾元整")]
    [TestCase("USD", "1.20", "美元壹元贰角整")]
    [TestCase("KWD", "1.205", "KWD壹元又贰零伍（3 位小数）")]
    public void Other_currencies_have_their_name(string code, string amount, string capitals)
    {
        Assert.That(Money.TryParse(amount, Currency.Of(code), out var money));
        Assert.That(ChineseAmount.Of(money), Is.EqualTo(capitals));
    }

    [Test]
    public void The_largest_amount_has_a_text()
    {
        Assert.That(ChineseAmount.Of(new Money(long.MaxValue, Currency.Cny)), Does.StartWith("人民币玖").And.Not.Contain("零零"));
        Assert.That(ChineseAmount.Of(new Money(long.MinValue, Currency.Cny)), Does.StartWith("人民币负玖"));
    }
}
