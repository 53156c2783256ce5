using System.Net;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Pages;

public sealed class ReadingVouchers : PageTest
{
    private async Task<Browser> BrowseClosedAsync(Language language = Language.En)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("period close --month 2026-01");
        return (await ServeAsync()).Browse(language);
    }

    [Test]
    public async Task A_month_lists_its_vouchers_each_leads_to_a_page_and_its_entry_names_it()
    {
        using var browser = await BrowseClosedAsync();
        var list = await browser.OpenDoneAsync("/vouchers");
        Assert.That(list.Text, Does.Contain("without gaps"));
        var first = list.Document.QuerySelector("tbody th a")!.GetAttribute("href")!;
        var voucher = await browser.OpenDoneAsync(first);
        Assert.That(voucher.Text, Does.Contain("记-1").And.Contain("5,000.00").And.Contain("人民币伍仟元整"));
        var entry = await browser.OpenDoneAsync("/entries/1");
        Assert.That(entry.Document.QuerySelector("a[href^='/vouchers/']")!.GetAttribute("href"), Is.EqualTo(first));
        Assert.That((await browser.OpenAsync("/vouchers/2026-01/99")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.OpenAsync("/vouchers/2026-13/1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Its_pages_are_whole_in_each_language_and_in_that_language_only([Values] Language language)
    {
        using var browser = await BrowseClosedAsync(language);
        foreach (var path in new[] { "/vouchers", "/vouchers/2026-01/1", "/vouchers/2026-01/2", "/entries/1", "/books/vouchers?entity=MAIN&from=2026-01-01&to=2026-01-31" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
    }

    [Test]
    public async Task An_open_month_says_that_numbers_come_when_it_closes_and_is_not_exported()
    {
        using var browser = await BrowseClosedAsync();
        var open = await browser.OpenDoneAsync("/vouchers?month=2026-02");
        Assert.That(open.Text, Does.Contain("no number yet").And.Contain("Not numbered"));
        Assert.That(open.Document.QuerySelectorAll("a[href*='export.']"), Is.Empty);
        Assert.That((await browser.OpenDoneAsync("/vouchers?month=2026-01")).Document.QuerySelectorAll("a[href*='export.']").Length, Is.EqualTo(4));
        Assert.That((await browser.OpenDoneAsync("/vouchers/export.csv?entity=MAIN&month=2026-01&layout=yonyou")).Html, Does.Contain("凭证类别字"));
    }

    [TestCase("account-balances", "account=")]
    [TestCase("general-ledger", "account=")]
    [TestCase("account-book", "account=1002")]
    [TestCase("cash-journal", "account=")]
    [TestCase("vouchers", "account=")]
    public async Task A_book_opens_in_both_languages_and_saves_as_a_file(string book, string account)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        foreach (var language in Enum.GetValues<Language>())
        {
            using var browser = server.Browse(language);
            var page = await browser.OpenDoneAsync($"/books?book={book}&entity=MAIN&{account}&from=2026-01-01&to=2026-04-15");
            Assert.That(page.Path, Does.StartWith($"/books/{book}?"));
            Assert.That(page.Document.QuerySelector(".report-card table tbody tr"), Is.Not.Null);
            Assert.That((await browser.OpenDoneAsync(page.Document.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")!).Single(path => path.Contains(".csv", StringComparison.Ordinal)))).Html, Does.Contain("CNY"));
        }
    }

    [TestCase("account-book", "entity=MAIN&from=2026-01-01&to=2026-01-31", "account")]
    [TestCase("account-book", "entity=MAIN&account=9999&from=2026-01-01&to=2026-01-31", "account")]
    [TestCase("vouchers", "entity=MAIN&from=2026-02-30&to=", "from")]
    [TestCase("vouchers", "entity=MAIN&from=2026-03-01&to=2026-02-01", "to")]
    public async Task What_is_wrong_is_said_beside_its_field(string book, string query, string field)
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync($"/books/{book}?{query}");
        Assert.That(page.Document.GetElementById(field + "-error"), Is.Not.Null);
    }

    [Test]
    public async Task A_layout_is_changed_on_its_page_and_a_wrong_one_comes_back_as_typed()
    {
        using var browser = await BrowseClosedAsync();
        var page = await browser.OpenDoneAsync("/vouchers/layouts?layout=yonyou");
        var wrong = await browser.SendAsync(page, null, ("content", "{"));
        Assert.That((wrong.Status, wrong.Field("content")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "{")));
        var kept = await browser.SendAsync(page, null, ("code", "ours"));
        Assert.That(kept.Path, Is.EqualTo("/vouchers/layouts?layout=ours"));
        Assert.That(kept.Text, Does.Contain("version 1"));
    }
}
