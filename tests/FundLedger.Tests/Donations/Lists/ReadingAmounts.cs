using System.Globalization;
using CsCheck;
using FundLedger.Donations.Lists;
using FundLedger.Values;

namespace FundLedger.Tests.Donations.Lists;

public sealed class ReadingAmounts
{
    private static readonly Gen<long> AnyMinorUnits = Gen.Long[-ListLimits.AmountMinorUnits, ListLimits.AmountMinorUnits];
    private static readonly Gen<string> AnyCurrency = Gen.Int[0, 2].Select(i => new[] { "CNY", "VND", "KWD" }[i]);

    [TestCase("1,234.56", "1234.56")]
    [TestCase("1234.56", "1234.56")]
    [TestCase("0.01", "0.01")]
    [TestCase("1 234 567.8", "1234567.8")]
    [TestCase("1'234.5", "1234.5")]
    [TestCase("１，２３４．５６", "1234.56")]
    [TestCase("　￥1,000.00　", "1000")]
    [TestCase("¥ 12", "12")]
    [TestCase("人民币100元整", "100")]
    [TestCase("RMB 100", "100")]
    [TestCase("CNY100.5", "100.5")]
    [TestCase("3.5万", "35000")]
    [TestCase("3.1415万元", "31415")]
    [TestCase("1.2亿", "120000000")]
    [TestCase("(12.50)", "-12.5")]
    [TestCase("（12.50）", "-12.5")]
    [TestCase("-12.50", "-12.5")]
    [TestCase("¥-12.50", "-12.5")]
    [TestCase("12.50-", "-12.5")]
    [TestCase("−12.50", "-12.5")]
    [TestCase("+12.50", "12.5")]
    [TestCase("999999999999999", "999999999999999")]
    public void Amounts_in_yuan_with_a_decimal_point(string text, string expected) =>
        Assert.That(Read(text, NumberFormat.DecimalPoint, "CNY"), Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)));

    [TestCase("1.234,56", "1234.56", "EUR")]
    [TestCase("50.000", "50000", "VND")]
    [TestCase("9.780.159.052 ₫", "9780159052", "VND")]
    [TestCase("1 234,5 €", "1234.5", "EUR")]
    public void Amounts_with_a_decimal_comma(string text, string expected, string currency) =>
        Assert.That(Read(text, NumberFormat.DecimalComma, currency), Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)));

    [TestCase("")]
    [TestCase("　")]
    [TestCase("一百")]
    [TestCase("12,34")]
    [TestCase("1,2345")]
    [TestCase("1234,567")]
    [TestCase("0,500")]
    [TestCase(",500")]
    [TestCase("12.")]
    [TestCase(".5")]
    [TestCase("1.2.3")]
    [TestCase("1,234 567")]
    [TestCase("--5")]
    [TestCase("$100")]
    [TestCase("100美元")]
    [TestCase("100 VND")]
    [TestCase("1e5")]
    [TestCase("NaN")]
    [TestCase("#N/A")]
    [TestCase("1万5千")]
    [TestCase("1234567890123456789")]
    public void Texts_that_are_no_amount_in_yuan(string text) => Assert.That(Read(text, NumberFormat.DecimalPoint, "CNY"), Is.Null);

    [Test]
    public void A_currency_without_decimals_settles_three_digits_as_thousands()
    {
        Assert.That(Read("50.000", NumberFormat.DecimalPoint, "VND"), Is.Null);
        Assert.That(Read("500,000", NumberFormat.DecimalComma, "VND"), Is.Null);
        Assert.That(Read("500,000.00", NumberFormat.DecimalPoint, "VND"), Is.EqualTo(500_000m));
        Assert.That(Read("50.000", NumberFormat.DecimalPoint, "CNY"), Is.EqualTo(50m));
    }

    [TestCase("333522.65999999997", "333522.66")]
    [TestCase("100.10000000000001", "100.1")]
    [TestCase("0.30000000000000004", "0.3")]
    [TestCase("314540755.69", "314540755.69")]
    [TestCase("2E-2", "0.02")]
    [TestCase("1.23E+8", "123000000")]
    public void Numbers_as_a_worksheet_stores_them_are_what_it_shows(string stored, string expected)
    {
        Assert.That(AmountText.TryReadStored(stored, out var value), Is.True);
        Assert.That(value, Is.EqualTo(decimal.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [TestCase("1E+300")]
    [TestCase("INF")]
    [TestCase("abc")]
    public void Stored_numbers_that_are_no_money(string stored) => Assert.That(AmountText.TryReadStored(stored, out _), Is.False);

    [Test]
    public void More_decimals_than_the_currency_has_are_not_rounded_away()
    {
        Assert.That(AmountText.TryMoney(10.005m, Currency.Cny, out _), Is.False);
        Assert.That(AmountText.TryMoney(10.5m, Currency.Of("VND"), out _), Is.False);
        Assert.That(AmountText.TryMoney(10.500m, Currency.Cny, out var money), Is.True);
        Assert.That(money.MinorUnits, Is.EqualTo(1_050));
    }

    [Test]
    public void Any_amount_written_in_either_format_reads_as_itself() =>
        Gen.Select(AnyMinorUnits, AnyCurrency, Gen.Bool).Sample((minor, code, comma) =>
        {
            var written = new Money(minor, Currency.Of(code));
            var text = written.ToGroupedText();
            if (comma) text = text.Replace(',', '_').Replace('.', ',').Replace('_', '.');
            var format = comma ? NumberFormat.DecimalComma : NumberFormat.DecimalPoint;
            var isRead = AmountText.TryRead(text, format, written.Currency, out var value);
            return isRead && AmountText.TryMoney(value, written.Currency, out var read) && read == written;
        });

    [Test]
    public void Any_amount_that_a_worksheet_can_hold_reads_as_itself() =>
        Gen.Long[0, 999_999_999_999_999].Sample(minor =>
        {
            var stored = ((double)minor / 100).ToString("R", CultureInfo.InvariantCulture);
            return AmountText.TryReadStored(stored, out var value) && AmountText.TryMoney(value, Currency.Cny, out var read) && read.MinorUnits == minor;
        });

    private static decimal? Read(string text, NumberFormat format, string currency) =>
        AmountText.TryRead(text, format, Currency.Of(currency), out var value) ? value : null;
}
