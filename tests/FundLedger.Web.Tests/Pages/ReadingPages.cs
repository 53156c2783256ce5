using FundLedger.People.Roles;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed partial class ReadingPages : PageTest
{
    private static readonly string[] Paths =
    [
        "/", "/funds", "/funds/F1", "/funds/F2", "/entries", "/entries?fund=F1&least=abc&from=x", "/entries?q=nothing-like-it", "/entries/2", "/entries/3", "/entries/4", "/entries/7", "/entries/8",
        "/reports", "/reports/jobs", "/reports/jobs?fund=F1&year=2026", "/reports?report=fund-statement&fund=&from=x", "/reports/fund-statement?fund=F1&days=this-year", "/reports/trial-balance?fund=F1&days=this-year", "/reports/fund-balances?fund=F2&days=this-year",
        "/reports/fund-statement?fund=F1&days=last-year", "/reports/nothing", "/entries?figure=cash-in&fund=F1&to=2026-04-15", "/entries?figure=credits&fund=F1&account=1002&account=4101", "/entries?figure=nothing",
        "/vouchers", "/vouchers?month=2026-02", "/vouchers/2026-01/1", "/vouchers/layouts", "/vouchers/layouts?layout=yonyou", "/books", "/books/account-book?entity=MAIN&from=x&known=x", "/books/vouchers?entity=MAIN&from=2026-01-01&to=2026-04-15",
        "/books/account-balances?entity=MAIN&by=fund&from=2026-01-01&to=2026-04-15", "/books/general-ledger?entity=MAIN&from=2026-01-01&to=2026-04-15", "/books/account-book?entity=MAIN&account=1002&from=2026-01-01&to=2026-04-15",
        "/books/cash-journal?entity=MAIN&from=2026-01-01&to=2026-04-15",
        "/periods", "/periods/close?entity=MAIN&month=2026-01", "/periods/close?entity=MAIN&month=2026-04", "/record", "/record/donation", "/record/seed-money", "/record/interest", "/record/expense",
        "/record/expense-payment", "/record/fee", "/record/transfer", "/record/refund?entry=2", "/record/reversal?entry=2", "/record/fund",
        "/seed-money", "/seed-money/1", "/seed-money/99", "/cofunding", "/cofunding?fund=F1", "/record/appropriation", "/record/appropriation-amendment", "/record/seed-money-return",
        "/record/seed-money-return-payment", "/record/cofunding", "/record/cofunding-proof", "/record/cofunding-end", "/record/purpose", "/record/prior-year", "/nowhere", "/entries/999", "/funds/NONE",
    ];

    [Test]
    public async Task Every_page_is_whole_in_each_language_and_in_that_language_only()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        foreach (var language in Enum.GetValues<Language>())
        {
            using var browser = server.Browse(language);
            foreach (var path in Paths) CheckPage(await browser.OpenAsync(path), path, language);
            var form = await browser.OpenDoneAsync("/record/donation?fund=F1");
            CheckPage(await browser.SendAsync(form, "check", ("amount", "x")), "a refused form", language);
            CheckPage(await browser.SendAsync(form, "check", ("amount", "12"), ("donor", "李四"), ("fee", "1")), "a check", language);
        }
    }

    [Test]
    public async Task The_overview_tells_what_must_be_spent_this_year_and_warns_when_it_is_not()
    {
        var young = Path.Combine(Folder, "young");
        foreach (var books in new[] { young, Books })
        {
            await NewFundAsync("F1", more: $"--data {books}");
            await DoneAsync($"donate --fund F1 --amount 10000 --on 2026-01-08 --donor 王小明 --data {books}");
        }

        await using (var first = await Server.StartAsync(young))
        {
            using var early = first.Browse();
            Assert.That((await early.OpenAsync("/")).Text, Does.Contain("账本里没有上年收入").And.Not.Contain("支出偏慢"));
            Environment["FUNDLEDGER_Token"] = await SitePeople.TokenAsync(first.Database, await SitePeople.EverybodyAsync(first.Database, Today), Permission.RecordMoney);
        }

        await DoneAsync("donate --fund F1 --amount 20000 --on 2025-06-01 --donor 李四");
        await DoneAsync("expense --fund F1 --amount 50 --on 2026-01-10 --for 办公 --cost Administration");
        using var browser = await BrowseAsync();
        var page = await browser.OpenAsync("/");
        Assert.That(page.Text, Does.Contain("20,000.00").And.Contain("14,000.00").And.Contain("支出偏慢").And.Contain("管理费用偏高").And.Contain("100%"));
        Assert.That((await browser.OpenAsync("/?lang=en")).Text, Does.Contain("Spending behind").And.Contain("Charity Law, article 61"));
    }

    [Test]
    public async Task A_chosen_language_is_kept()
    {
        await NewFundAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenAsync("/entries?fund=F1")).Document.QuerySelector(".language a[lang=en]")!.GetAttribute("href"), Is.EqualTo("/entries?fund=F1&lang=en"));
        Assert.That((await browser.OpenAsync("/entries?lang=en")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        Assert.That((await browser.OpenAsync("/funds")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("en"));
        await browser.OpenAsync("/?lang=zh-CN");
        Assert.That((await browser.OpenAsync("/funds")).Document.DocumentElement.GetAttribute("lang"), Is.EqualTo("zh-CN"));
    }

    [TestCase("/nowhere")]
    [TestCase("/entries/999")]
    [TestCase("/funds/NONE")]
    [TestCase("/record/nothing")]
    [TestCase("/status/500")]
    [TestCase("/entries/1/files/0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_is_not_there_is_said_to_be_missing(string path)
    {
        await NewFundAsync();
        using var browser = await BrowseAsync();
        Assert.That((await browser.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Pages_are_private_and_carry_the_headers_that_keep_a_browser_in_bounds()
    {
        await NewFundAsync();
        using var browser = await BrowseAsync();
        foreach (var path in new[] { "/", "/record/donation", "/entries", "/nowhere" })
        {
            var headers = (await browser.OpenAsync(path)).Response.Headers;
            Assert.That(headers.CacheControl!.ToString(), Is.EqualTo("no-cache, private"), path);
            Assert.That(headers.GetValues("Content-Security-Policy").Single(), Does.Contain("default-src 'self'"), path);
        }
    }

    internal static void CheckPage(SeenPage page, string path, Language language)
    {
        var document = page.Document;
        Assert.Multiple(() =>
        {
            Assert.That(document.DocumentElement.GetAttribute("lang"), Is.EqualTo(language.TagOf()), path);
            Assert.That(document.QuerySelectorAll("h1").Length, Is.EqualTo(1), path);
            Assert.That(document.QuerySelectorAll("main").Length, Is.EqualTo(1), path);
            Assert.That(document.Title, Does.EndWith(" · FundLedger"), path);
            Assert.That(document.QuerySelectorAll("script, style, [style], [onclick]").Length, Is.Zero, path);
            Assert.That(document.QuerySelectorAll("[id]").GroupBy(element => element.Id).Where(same => same.Count() > 1).Select(same => same.Key), Is.Empty, path);
            Assert.That(document.QuerySelectorAll("table").Where(table => table.QuerySelector("caption") is null), Is.Empty, path);
            Assert.That(document.QuerySelectorAll("th").Where(head => !head.HasAttribute("scope")), Is.Empty, path);
            Assert.That(Unlabelled(document), Is.Empty, path);
            Assert.That(LinksToNowhere(document), Is.Empty, path);
            Assert.That(InTheOtherLanguage(document, language), Is.Empty, path);
        });
    }

    private static IEnumerable<string> Unlabelled(IHtmlDocument document) =>
        from field in document.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea")
        where document.QuerySelector($"label[for='{field.Id}']") is null && field.Closest("label") is null
        select field.OuterHtml;

    private static IEnumerable<string?> LinksToNowhere(IHtmlDocument document) =>
        document.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")).Where(target => document.GetElementById(target![1..]) is null)
            .Concat(document.QuerySelectorAll("[aria-describedby], [aria-labelledby]")
                .SelectMany(element => $"{element.GetAttribute("aria-describedby")} {element.GetAttribute("aria-labelledby")}".Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(id => document.GetElementById(id) is null));

    /// <summary>Words of the program that the page shows in the wrong language; what the books say is marked as not to be translated.</summary>
    private static IEnumerable<string> InTheOtherLanguage(IHtmlDocument document, Language language)
    {
        var copy = (IHtmlDocument)document.Clone();
        foreach (var own in copy.QuerySelectorAll("[translate=no], time").ToList()) own.Remove();
        var texts = copy.All.SelectMany(element => element.ChildNodes.OfType<IText>().Select(text => text.Data)
            .Concat(new[] { "aria-label", "title", "placeholder", "alt" }.Select(element.GetAttribute).OfType<string>()));
        return texts.Select(text => text.Trim()).Where(text => (language == Language.En ? Chinese() : English()).IsMatch(Neutral().Replace(text, "")));
    }

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\u3000-\u303f\uff00-\uffef]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex English();

    /// <summary>Names and codes that both languages write alike; texts quoted from what was typed.</summary>
    [GeneratedRegex(@"FundLedger|SHA|ISO|CNY|PDF|\bWT\b|\bF[12]\b|“[^”]*”|'[^']*'")]
    private static partial Regex Neutral();
}
