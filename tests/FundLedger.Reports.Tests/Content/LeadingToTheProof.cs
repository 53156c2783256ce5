using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Pdf;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Content;

/// <summary>What leads from a report to the page that answers for it.</summary>
public sealed class LeadingToTheProof
{
    private static ReportContent Statement => FundStatementReport.Of(LakesideFund.Statement());

    [Test]
    public void A_report_leads_to_its_checkpoint_and_a_receipt_to_its_gifts()
    {
        Assert.That((Statement with { Site = LakesideFund.Site }).CheckAddress, Is.EqualTo("https://ledger.example.cn/checkpoints/1226"));
        Assert.That((ReceiptContent.Of(LakesideFund.Receipt()) with { Site = LakesideFund.Site }).CheckAddress, Is.EqualTo("https://ledger.example.cn/checkpoints/proof/entry/1040+1041"));
    }

    [Test]
    public void Nothing_leads_anywhere_where_the_site_is_not_known_or_nothing_was_signed()
    {
        Assert.That(Statement.CheckAddress, Is.Null);
        Assert.That((Statement with { Site = LakesideFund.Site, Head = LakesideFund.Head with { Checkpoint = null } }).CheckAddress, Is.Null);
        Assert.That(Html(Statement), Does.Not.Contain("report-qr").And.Not.Contain("ledger.example.cn"));
    }

    [Test]
    public void The_code_stands_in_the_article_and_on_the_last_page_and_is_the_same_each_time([Values] Language language)
    {
        var led = Statement with { Site = LakesideFund.Site };
        Assert.That(Html(led), Does.Contain("class=\"report-qr\"").And.Contain("https://ledger.example.cn/checkpoints/1226"));
        var (plain, first, second) = (PdfReading.Draw(Statement, language), PdfReading.Draw(led, language), PdfReading.Draw(led, language));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(PdfReading.TextOf(first), Does.Contain("https://ledger.example.cn/checkpoints/1226"));
        Assert.That(PdfReading.BlackSquaresOf(first) - PdfReading.BlackSquaresOf(plain), Is.EqualTo(QrModules.Of(led.CheckAddress!).Runs.Count));
    }

    [Test]
    public void A_code_has_its_three_corners_and_no_border()
    {
        var code = QrModules.Of("https://ledger.example.cn/checkpoints/1226");
        Assert.That((code.Runs[0], code.Runs.Count(run => run.Length == 7 && (run.Y == 0 || run.Y == 6 || run.Y == code.Side - 7 || run.Y == code.Side - 1))), Is.EqualTo(((0, 0, 7), 6)));
        Assert.That(code.Runs.All(run => run.X + run.Length <= code.Side && run.Y < code.Side));
    }

    [Test]
    public void A_checkpoint_without_the_last_entry_says_so()
    {
        var behind = Statement with { Head = LakesideFund.Head with { Checkpoint = LakesideFund.Head.Checkpoint! with { Size = 1_200, HoldsLastEntry = false } } };
        Assert.That(Html(behind), Does.Contain("末笔尚未封存").And.Contain("1200 笔分录"));
        Assert.That(PdfReading.TextOf(PdfReading.Draw(behind, Language.En)), Does.Contain("last entry not in it").And.Contain("Last entry hash 3f9a12cd88e041b7"));
    }

    private static string Html(ReportContent content)
    {
        using var article = new StringWriter();
        ReportWriter.WriteHtml(content, Language.Zh, article);
        return article.ToString();
    }
}
