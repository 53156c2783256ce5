using CsCheck;
using FundLedger.Organisations;
using FundLedger.Values;

namespace FundLedger.Tests.Organisations;

/// <summary>GB 32100-2015: the last of 18 characters checks the others.</summary>
public sealed class CheckingACreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly Gen<string> GenFirst = Gen.Int[0, 30].Array[17].Select(places => string.Concat(places.Select(place => Alphabet[place])));

    // Published by their holders; made by others' programs, not by this one.
    [TestCase("91350100M000100Y43", TestName = "The example that the standard gives")]
    [TestCase("9144030071526726XG", TestName = "A well-known company's")]
    public void A_code_from_elsewhere_is_sound(string code) => Assert.That(CreditCode.RefusalFor(code), Is.Null);

    [Test]
    public void The_check_digit_makes_the_weighted_sum_a_multiple_of_31() => GenFirst.Sample(first =>
    {
        var code = first + CreditCode.CheckDigit(first);
        var own = Alphabet.IndexOf(code[^1]);
        var before = code[..^1].Select((letter, place) => Alphabet.IndexOf(letter) * (int)System.Numerics.BigInteger.ModPow(3, place, 31)).Sum();
        Assert.That((before + own) % 31, Is.Zero);
        Assert.That(CreditCode.RefusalFor(code), Is.Null);
    });

    [Test]
    public void One_character_wrong_or_two_neighbours_swapped_is_found() => Gen.Select(GenFirst, Gen.Int[0, 16], Gen.Int[0, 30]).Sample((first, place, other) =>
    {
        var code = first + CreditCode.CheckDigit(first);
        var wrong = code[..place] + Alphabet[other] + code[(place + 1)..];
        Assert.That(CreditCode.RefusalFor(wrong) is null, Is.EqualTo(wrong == code), "one character wrong");
        if (place == 16) return;
        var swapped = code[..place] + code[place + 1] + code[place] + code[(place + 2)..];
        Assert.That(CreditCode.RefusalFor(swapped) is null, Is.EqualTo(swapped == code), "two swapped");
    });

    [Test]
    public void A_wrong_check_digit_is_told_with_the_right_one() =>
        Assert.That(CreditCode.RefusalFor("91350100M000100Y42")?.Message.En, Does.Contain("call for 3").And.Contain("this is 2"));

    [TestCase("91350100M000100Y4", "has 18 characters; this one has 17")]
    [TestCase("91350100M000100I43", "'I' does not occur")]
    [TestCase("91350100M000100O43", "'O' does not occur")]
    [TestCase("91350100S000100Y43", "'S' does not occur")]
    [TestCase("91350100V000100Y43", "'V' does not occur")]
    [TestCase("91350100Z000100Y43", "'Z' does not occur")]
    public void Length_and_alphabet_are_told(string code, string expected) => Assert.That(CreditCode.RefusalFor(code)?.Message.En, Does.Contain(expected));

    [Test]
    public void Blanks_and_small_letters_are_mended() => Assert.That(CreditCode.Tidied(" 91350100 m000100y43 "), Is.EqualTo("91350100M000100Y43"));
}
