using System.IO.Compression;
using System.Net;
using System.Text;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;

namespace FundLedger.Web.Tests.Pages;

public sealed class LookingThingsUp : PageTest
{
    [TestCase("", "8 7 6 5 4 3 2 1")]
    [TestCase("fund=F2", "6 5 3")]
    [TestCase("kind=donation", "7 3 2")]
    [TestCase("from=2026-02-10&to=2026-02-12", "6 5 4")]
    [TestCase("least=1000&most=2,000", "2")]
    [TestCase("least=88&most=88&fund=F2", "3")]
    [TestCase("q=王小明", "2")]
    [TestCase("q=BK-7", "3")]
    [TestCase("q=fp-9", "4")]
    [TestCase("q=%25", "")]
    [TestCase("q=_", "")]
    [TestCase("q=记错&kind=donation", "")]
    public async Task Entries_are_found_by_what_is_known_of_them(string query, string expected)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/entries?" + query);
        Assert.That(string.Join(' ', page.Document.QuerySelectorAll("main tbody th.number").Select(cell => cell.TextContent.Trim())), Is.EqualTo(expected));
    }

    [Test]
    public async Task Pages_of_entries_go_on_where_the_last_ended_whatever_is_posted_meanwhile()
    {
        await NewFundAsync();
        await DoneAsync($"import donations {Write("gifts.csv", "姓名,金额,日期\n" + string.Concat(Enumerable.Range(1, 120).Select(i => $"捐赠人{i},{i}.00,2026-01-05\n")))} --fund F1");
        using var browser = await BrowseAsync();
        var first = await browser.OpenDoneAsync("/entries?fund=F1");
        await browser.RecordAsync("/record/donation", ("amount", "5"));
        var second = await browser.OpenDoneAsync(first.Document.QuerySelector("[rel=next]")!.GetAttribute("href")!);
        var third = await browser.OpenDoneAsync(second.Document.QuerySelector("[rel=next]")!.GetAttribute("href")!);
        Assert.That(new[] { first, second, third }.SelectMany(page => page.Document.QuerySelectorAll("tbody th.number")).Select(cell => int.Parse(cell.TextContent, System.Globalization.CultureInfo.InvariantCulture)),
            Is.EqualTo(Enumerable.Range(1, 120).Reverse()));
        Assert.That(third.Document.QuerySelector("[rel=next]"), Is.Null);
    }

    [Test]
    public async Task An_entry_leads_to_what_caused_it_and_what_it_caused()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(Language.En);
        var gift = await browser.OpenDoneAsync("/entries/3");
        Assert.That(gift.Document.QuerySelectorAll(".story a").Select(link => link.GetAttribute("href")), Is.EqualTo(new[] { "/entries/5", "/entries/6" }));
        Assert.That((await browser.OpenDoneAsync("/entries/5")).Document.QuerySelector(".story")!.TextContent, Does.Contain("Comes from").And.Contain("entry 3"));
        Assert.That(gift.Document.QuerySelector(".story")!.TextContent, Does.Contain("Source document: BK-77").And.Contain("Recorded by the command line").And.Contain("operation donation"));
        var owed = await browser.OpenDoneAsync("/entries/4");
        Assert.That(owed.Document.QuerySelector(".story")!.TextContent, Does.Contain("Source document: FP-9"));
        Assert.That((await browser.OpenDoneAsync(owed.Document.QuerySelector("#line-2 a[href*='?q=']")!.GetAttribute("href")!)).Text, Does.Contain("FP-9"));
        var reversed = await browser.OpenDoneAsync("/entries/7");
        Assert.That(reversed.Text, Does.Contain("This entry was reversed by entry 8"));
        Assert.That(reversed.Document.QuerySelector("a[href^='/record/']"), Is.Null.Or.Property("TextContent").EqualTo("Record"));
    }

    [Test]
    public async Task An_attached_document_can_be_saved_and_is_never_shown_by_the_browser()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 5 --on 2026-01-02 --donor x");
        await DoneAsync($"expense --fund F1 --amount 1 --on 2026-01-02 --for x --document {Write("发票.html", "<script>alert(1)</script>")}");
        using var browser = await BrowseAsync();
        var entry = await browser.OpenDoneAsync("/entries/2");
        var file = await browser.OpenAsync(entry.Document.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.Multiple(() =>
        {
            Assert.That(file.Html, Does.Contain("alert(1)"));
            Assert.That(file.Response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/octet-stream"));
            Assert.That(file.Response.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        });
        Assert.That((await browser.OpenAsync(file.Path.Replace("/entries/2/", "/entries/1/", StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.NotFound), "only of the entry it belongs to");
    }

    [Test]
    public async Task A_fund_shows_its_sources_its_cash_and_its_entries()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var fund = await browser.OpenDoneAsync("/funds/F1");
        Assert.That(fund.Text, Does.Contain("民政局 民发1号").And.Contain("5,000.00").And.Contain("300.00").And.Contain("2027-12-31"));
        Assert.That(fund.Document.QuerySelector("svg.steps path.line")!.GetAttribute("d"), Does.StartWith("M"));
        Assert.That(fund.Document.QuerySelectorAll("svg.steps + ul li").Length, Is.EqualTo(5));
    }

    [Test]
    public async Task A_month_is_closed_after_asking_once_more_and_only_once()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var months = await browser.OpenDoneAsync("/periods");
        var ask = await browser.OpenDoneAsync(months.Document.QuerySelector("main a.button")!.GetAttribute("href")!);
        Assert.That(ask.Text, Does.Contain("结账 2026-01").And.Contain("将编定 2 张凭证"));
        var closed = await browser.SendAsync(ask);
        Assert.That((closed.Path, closed.Document.QuerySelector("[role=status]")!.TextContent.Trim()), Is.EqualTo(("/periods", "2026-01 已结账，编凭证 2 张。")));
        Assert.That((await browser.SendAsync(ask)).Path, Is.EqualTo("/periods"), "the back button and a second press change nothing");
        var refused = await browser.OpenAsync("/periods/close?entity=MAIN&month=2026-01");
        Assert.That(refused.Document.QuerySelector("[role=alert]")!.TextContent, Does.Contain("已结账"));
        var late = await browser.SendAsync(await browser.OpenDoneAsync("/record/donation?fund=F1"), "check", ("amount", "1"), ("on", "2026-01-31"));
        Assert.That(late.Document.GetElementById("on-error")!.TextContent, Does.Contain("已结账"));
    }

    [Test]
    public async Task Money_in_suspense_is_aged_on_the_overview()
    {
        await NewFundAsync();
        await MoveSuspenseAsync("2026-01-10", "100.00", "1002", "2209.04");
        await MoveSuspenseAsync("2026-02-10", "50.00", "1002", "2209.04");
        await MoveSuspenseAsync("2026-03-01", "120.00", "2209.04", "1002");
        await MoveSuspenseAsync("2026-04-10", "7.00", "1002", "2209.04");
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenDoneAsync("/")).Document.QuerySelector(".attention")!.TextContent,
            Does.Contain("待查款项").And.Contain("37.00").And.Contain("2026-02-10").And.Contain("64 天").And.Contain("30 天以内 7.00，31 至 90 天 30.00").And.Not.Contain("90 天以上"));
    }

    private Task MoveSuspenseAsync(string on, string amount, string debit, string credit) => DoneAsync("journal post " + Write("entry.json", $$"""
        {"on":"{{on}}","text":"来源不明","fact":true,"lines":[
          {"account":"{{debit}}","fund":"F1","source":"unidentified","debit":"{{amount}}"},
          {"account":"{{credit}}","fund":"F1","source":"unidentified","credit":"{{amount}}"}]}
        """));

    [Test]
    public async Task The_overview_of_the_demo_is_light()
    {
        var books = new StorageOptions { Directory = Books, Demo = true };
        var clock = StoryClock.For(books, new Cli.StandingClock(Today), DemoBooks.DaysBack);
        await using (var database = SqliteDatabase.Open(books, clock)) await DemoBooks.FillAsync(database, clock, default);
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/");
        var weight = 0L;
        foreach (var part in new[] { page.Html, (await browser.OpenAsync("/fundledger.css")).Html, (await browser.OpenAsync("/icon.svg")).Html }) weight += Compressed(part);
        Assert.That(weight, Is.LessThan(30 * 1024));
        Assert.That(page.Document.QuerySelectorAll("svg.bar").Length, Is.EqualTo(7));
        Assert.That(page.Text, Does.Contain("演示").Or.Contain("梧桐街道社区基金"));
    }

    private static long Compressed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.Length;
    }
}
