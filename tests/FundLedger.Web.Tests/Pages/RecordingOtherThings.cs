using System.Net;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class RecordingOtherThings : PageTest
{
    private static IEnumerable<TestCaseData> Forms()
    {
        yield return Form("seed-money", "种子资金到账", ("fund", "F1"), ("amount", "1000"), ("from", "财政局"), ("ref", "财社2号"), ("spend-by", "2027-06-30"));
        yield return Form("interest", "利息", ("fund", "F1"), ("amount", "3.21"), ("source", "donation"));
        yield return Form("expense", "支出", ("fund", "F1"), ("amount", "100"), ("for", "桌椅"), ("cost", "Administration"));
        yield return Form("expense-payment", "支付应付款", ("entry", "4"));
        yield return Form("fee", "手续费", ("fund", "F1"), ("amount", "5"));
        yield return Form("transfer", "基金间划转", ("from", "F1"), ("to", "F2"), ("source", "donation"), ("amount", "50"));
        yield return Form("refund", "退还捐款", ("entry", "2"), ("amount", "34.5"), ("reason", "捐赠人要求"));
        yield return Form("service-gift", "受赠服务（备查）", ("fund", "F1"), ("amount", "800"), ("what", "义诊"), ("basis", "16 小时 × 50 元"), ("donor", "王小明"));
        yield return Form("reversal", "冲销", ("entry", "2"), ("reason", "记错金额"));
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Each_form_shows_what_it_will_post_and_posts_that(string name, string kind, (string Field, string Value)[] typed)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var check = await browser.SendAsync(await browser.OpenDoneAsync($"/record/{name}"), "check", typed);
        Assert.That(check.Status, Is.EqualTo(HttpStatusCode.OK), check.Text);
        var planned = LastTable(check);
        var entry = await browser.SendAsync(check, "record");
        Assert.Multiple(() =>
        {
            Assert.That(entry.Path, Does.Match("^/entries/(9|10)$"));
            Assert.That(entry.Document.QuerySelector("h1")!.TextContent, Does.Contain(kind));
            Assert.That(LastTable(entry), Is.EqualTo(planned));
        });
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Each_form_sent_empty_says_what_is_missing(string name, string kind, (string Field, string Value)[] typed)
    {
        Assert.That(kind, Is.Not.Empty);
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(Language.En);
        var form = await browser.OpenDoneAsync($"/record/{name}");
        var refused = await browser.SendAsync(form, "check", [.. form.Fields.Keys.Where(field => field is not ("key" or "__RequestVerificationToken")).Select(field => (field, ""))]);
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(refused.Document.QuerySelectorAll("[aria-required=true]").All(field => field.GetAttribute("aria-invalid") == "true"), Is.True);
        Assert.That(refused.Document.GetElementById(typed[0].Field + "-error"), Is.Not.Null);
    }

    [Test]
    public async Task An_expense_the_fund_cannot_pay_is_refused_at_the_check_and_posts_nothing()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var refused = await browser.SendAsync(await browser.OpenDoneAsync("/record/expense?fund=F2"), "check", ("amount", "5000"), ("for", "桌椅"));
        Assert.That(refused.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(refused.Document.QuerySelector("[role=alert]")!.TextContent, Does.Contain("80.00"));
        Assert.That((await browser.OpenAsync("/entries/9")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_fee_that_overdraws_is_recorded_and_the_overview_warns()
    {
        await NewFundAsync();
        using var browser = await BrowseAsync();
        await browser.RecordAsync("/record/fee?fund=F1", ("amount", "15"));
        var overview = await browser.OpenDoneAsync("/");
        Assert.That(overview.Document.QuerySelector(".attention .urgent")!.TextContent, Does.Contain("透支").And.Contain("−15.00").And.Contain("分录 1"));
    }

    [Test]
    public async Task The_first_fund_is_made_from_the_empty_overview()
    {
        using var browser = await BrowseAsync();
        var empty = await browser.OpenDoneAsync("/");
        Assert.That(empty.Text, Does.Contain("还没有基金"));
        var path = empty.Document.QuerySelector("main a.button[href='/record/fund']")!.GetAttribute("href")!;
        var fund = await browser.RecordAsync(path, ("code", "WT"), ("name", "梧桐街道社区基金"));
        Assert.That(fund.Path, Is.EqualTo("/funds/WT"));
        Assert.That(fund.Text, Does.Contain("已建立基金 WT").And.Contain("记第一笔捐款"));
        Assert.That((await browser.OpenDoneAsync("/")).Document.QuerySelector("main a[href='/funds/WT']"), Is.Not.Null);
    }

    private static TestCaseData Form(string name, string kind, params (string, string)[] typed) => new TestCaseData(name, kind, typed).SetArgDisplayNames(name);

    private static string LastTable(SeenPage page) => string.Join('\n', page.Document.QuerySelectorAll("main table").Last().QuerySelectorAll("tr")
        .Select(row => string.Join('|', row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));
}
