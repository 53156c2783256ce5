using System.Security.Cryptography;
using System.Text;
using FundLedger.Reports.Content;
using FundLedger.Reports.Tests.Samples;
using FundLedger.Values;

namespace FundLedger.Reports.Tests.Html;

public sealed class OpeningTheDocument
{
    [TestCase(Language.Zh, "<html lang=\"zh-CN\">", "<title>基金收支明细表 东湖社区基金 (CF-001) 2026-01-01 – 2026-06-30</title>")]
    [TestCase(Language.En, "<html lang=\"en\">", "<title>Fund statement 东湖社区基金 (CF-001) 2026-01-01 – 2026-06-30</title>")]
    public void It_is_whole_and_says_its_language_and_title(Language language, string html, string title)
    {
        var document = Encoding.UTF8.GetString(Write(language));
        Assert.That(document, Does.StartWith("<!DOCTYPE html>\n").And.EndWith("</html>\n").And.Contain(html).And.Contain(title).And.Contain("<meta charset=\"utf-8\">"));
    }

    [Test]
    public void It_asks_nothing_of_the_network_and_allows_its_own_style_sheet_only()
    {
        var document = Encoding.UTF8.GetString(Write(Language.Zh));
        var style = document[(document.IndexOf("<style>", StringComparison.Ordinal) + 7)..document.IndexOf("</style>", StringComparison.Ordinal)];
        Assert.That(document, Does.Contain($"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'"));
        Assert.That(document, Does.Not.Contain("<script").And.Not.Contain(" src=").And.Not.Contain("<link").And.Not.Contain("url("));
        Assert.That(style, Does.Contain("@media print").And.Contain("table-header-group").And.StartWith(ReportStylesheet.Text));
    }

    [Test]
    public void The_same_report_gives_the_same_bytes([Values] Language language)
    {
        var first = Write(language);
        Assert.That(Write(language), Is.EqualTo(first));
    }

    [Test]
    public void Every_rule_for_pages_stays_within_the_report() =>
        Assert.That(
            ReportStylesheet.Text.Split('\n').Where(line => line.Contains('{', StringComparison.Ordinal) && !line.StartsWith('@')),
            Is.All.Matches(@"^ *\.report"));

    private static byte[] Write(Language language)
    {
        using var output = new MemoryStream();
        ReportWriter.Write(FundStatementReport.Of(LakesideFund.Statement()), ReportFormat.Html, language, output);
        return output.ToArray();
    }
}
