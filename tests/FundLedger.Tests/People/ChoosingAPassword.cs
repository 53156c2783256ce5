using FundLedger.People.Accounts;

namespace FundLedger.Tests.People;

public sealed class ChoosingAPassword
{
    private static readonly string[] Own = ["王小明", "xiaoming.w", "w.xm@example.org"];

    [TestCase("elevenchars")]
    [TestCase("")]
    [TestCase("社区里的老槐树开花了呀")]
    public void A_short_one_is_refused(string password) => Assert.That(CodeOf(password), Is.EqualTo("password-short"));

    [TestCase("the old tree by the lake")]
    [TestCase("社区里的老槐树今年又开花了")]
    [TestCase("tunnel-harvest-7-violin")]
    [TestCase("          .x9          ")]
    [TestCase("an example of my own")]
    [TestCase("🌳🌊🐦🍎🚲📚🎻🧵🪁🥢🧊🪨")]
    public void A_long_one_is_taken_whatever_its_characters(string password) => Assert.That(CodeOf(password), Is.Null);

    [TestCase("passwordpassword")]
    [TestCase("Password2026!!")]
    [TestCase("P A S S W O R D - 1234")]
    [TestCase("qwertyuiop12")]
    [TestCase("aaaaaaaaaaaa")]
    [TestCase("abcabcabcabc")]
    [TestCase("abcdabcdabcdab")]
    [TestCase("123456789012")]
    [TestCase("9876543210987")]
    [TestCase("abcdefghijklm")]
    [TestCase("woaini1314520")]
    [TestCase("FundLedger2026")]
    [TestCase("shequjijin888")]
    [TestCase("............")]
    [TestCase("１２３４５６７８９０１２")]
    public void A_common_one_is_refused_however_it_is_dressed(string password) => Assert.That(CodeOf(password), Is.EqualTo("password-common"));

    [TestCase("我是王小明今年五十岁了")]
    [TestCase("my name is Xiaoming!")]
    [TestCase("mail w.xm@example.org")]
    public void One_with_ones_own_name_in_it_is_refused(string password) => Assert.That(CodeOf(password + "啊呀哎"), Is.EqualTo("password-own-name"));

    [Test]
    public void The_longest_is_taken_and_one_longer_is_not()
    {
        var words = string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 997} "));
        Assert.That((CodeOf(words[..PasswordRule.Longest]), CodeOf(words[..(PasswordRule.Longest + 1)])), Is.EqualTo(((string?)null, "password-long")));
    }

    [Test]
    public void The_same_letters_from_another_keyboard_are_the_same_password() =>
        Assert.That(PasswordRule.Normalised("Ｃａｆｅ\u0301"), Is.EqualTo(PasswordRule.Normalised("Caf\u00e9")));

    private static string? CodeOf(string password) => PasswordRule.RefusalFor(password, Own)?.Code;
}
