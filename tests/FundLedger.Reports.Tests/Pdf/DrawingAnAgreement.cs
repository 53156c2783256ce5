using FundLedger.Reporting;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Pdf;

/// <summary>An agreement on paper: what it says is there in both languages, and the room to sign is never torn.</summary>
public sealed class DrawingAnAgreement
{
    [Test]
    public void It_says_parties_money_tranches_and_the_hash_of_its_text([Values] Language language)
    {
        var agreement = LakesideFund.Agreement();
        var text = PdfReading.TextOf(Draw(agreement, language));
        Assert.That(text, Does.Contain(agreement.Organisation).And.Contain(agreement.Head.Entity).And.Contain(agreement.CreditCode).And.Contain("银龄互助"));
        Assert.That(text, Does.Contain("60,000.00").And.Contain("人民币陆万元整").And.Contain("24,000.00").And.Contain("40,000.00").And.Contain("45,000.00"));
        Assert.That(text, Does.Contain(agreement.TextSha256), "the hash is whole");
        Assert.That(text, language == Language.Zh ? Does.Contain("第 2 版").And.Contain("签章").And.Contain("进展报告已通过；社会资金已证明") : Does.Contain("version 2").And.Contain("Seal and signature").And.Contain("Report accepted; Co-funding proved"));
    }

    [Test]
    public void A_rule_that_the_award_does_not_have_is_not_in_it()
    {
        var without = LakesideFund.Agreement() with { Rules = new AgreementRules(null, false, 0, false, [], null) };
        var (with, text) = (PdfReading.TextOf(Draw(LakesideFund.Agreement(), Language.Zh)), PdfReading.TextOf(Draw(without, Language.Zh)));
        foreach (var said in new[] { "公共资金不超过 60%", "逾期的，视为不通过", "一般为 3 年", "由甲方另行批准", "不列支：固定资产", "人员费用不超过资助额的 30%" })
            Assert.That((with.Contains(said, StringComparison.Ordinal), text.Contains(said, StringComparison.Ordinal)), Is.EqualTo((true, false)), said);
    }

    [TestCase(true, "2026-04-02 签订，扫描件")]
    [TestCase(false, "2026-04-02 由乙方签署人在网站确认")]
    public void One_that_was_signed_says_how(bool isScan, string said) =>
        Assert.That(PdfReading.TextOf(Draw(LakesideFund.Agreement() with { Signed = new AgreementSignature(new(2026, 4, 2), isScan) }, Language.Zh)), Does.Contain(said).And.Not.Contain("尚未签订"));

    [Test]
    public void The_room_to_sign_stands_on_one_page_however_long_the_budget_is([Values(5, 12, 19, 26, 33, 40)] int lines)
    {
        var long_ = LakesideFund.Agreement() with { Budget = [.. Enumerable.Range(1, lines).Select(i => new AgreementLine($"{i}", "食材", new("活动", "Activities"), i == 1 ? LakesideFund.Agreement().Amount : Money.Zero(Currency.Cny), Money.Zero(Currency.Cny)))] };
        var page = PdfReading.PagesOf(Draw(long_, Language.Zh)).Single(page => page.Contains("签章", StringComparison.Ordinal));
        Assert.That(page, Does.Contain("经办人  ").And.Contain("本版尚未签订"));
    }

    private static byte[] Draw(AgreementDocument agreement, Language language) => PdfReading.Draw(AgreementContent.Of(agreement), language);
}
