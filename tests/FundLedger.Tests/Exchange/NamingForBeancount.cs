using CsCheck;
using FundLedger.Exchange;

namespace FundLedger.Tests.Exchange;

public sealed class NamingForBeancount
{
    [TestCase("SQ-2024", "F-SQ-2024")]
    [TestCase("社区", "F---793E---533A-")]
    [TestCase("a.b", "F-a--2E-b")]
    [TestCase("a-.b", "F-a--2D---2E-b")]
    [TestCase("𠮷", "F---20BB7-")]
    public void A_fund_s_code_is_written_with_letters_digits_and_dashes(string code, string expected) =>
        Assert.That(BeancountName.OfFund(code), Is.EqualTo(expected));

    [Test]
    public void Two_codes_never_get_one_name() => Check.Sample(
        Gen.Select(Codes, Codes), pair => Assert.That(BeancountName.OfFund(pair.Item1) == BeancountName.OfFund(pair.Item2), Is.EqualTo(pair.Item1 == pair.Item2)), iter: 20_000);

    [Test]
    public void Two_codes_never_get_one_name_in_hledger() => Check.Sample(
        Gen.Select(Codes, Codes), pair => Assert.That(HledgerWriter.Part(pair.Item1) == HledgerWriter.Part(pair.Item2), Is.EqualTo(pair.Item1 == pair.Item2)), iter: 20_000);

    private static Gen<string> Codes => Gen.Char["--2DE7x.% 社"].Array[1, 6].Select(letters => new string(letters));
}
