using System.Net;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace FundLedger.Web.Tests.Pages;

public sealed class VerifyingTheBooks : PageTest
{
    protected override bool NeedsOwnHost => true;

    [Test]
    public async Task Books_that_nobody_looked_at_for_long_are_verified_when_the_program_starts()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync();
        var page = await AfterVerifyingAsync(browser, runs: 1);
        Assert.That(page.Text, Does.Contain("2026-04-15 12:00 核验通过").And.Contain("自动"));

        var overview = await browser.OpenDoneAsync("/");
        Assert.That(overview.Document.QuerySelector(".facts a[href='/verification']")!.TextContent, Does.EndWith("核验通过"));
        Assert.That(overview.Document.QuerySelector(".attention a[href='/verification']"), Is.Null);
    }

    [Test]
    public async Task Somebody_may_verify_now_and_a_form_sent_twice_does_it_once()
    {
        await MakeSmallBooksAsync();
        using var browser = await BrowseAsync(Language.En);
        var form = await AfterVerifyingAsync(browser, runs: 1);
        var asked = await browser.SendAsync(form);
        Assert.That(asked.Path, Is.EqualTo("/verification"));
        Assert.That(asked.Document.QuerySelector("[role=status]")!.TextContent, Does.Contain("no. 2 was started"));
        var done = await AfterVerifyingAsync(browser, runs: 2);
        Assert.That(done.Document.QuerySelector("section[aria-labelledby=runs] tbody tr")!.TextContent, Does.Contain("a person").And.Contain("everything agrees"));

        await browser.SendAsync(form);
        Assert.That((await AfterVerifyingAsync(browser, runs: 2)).Document.QuerySelectorAll("section[aria-labelledby=runs] tbody tr").Length, Is.EqualTo(2));
    }

    [Test]
    public async Task A_finding_stands_on_the_overview_in_each_language()
    {
        await MakeSmallBooksAsync();
        Tamper("UPDATE positions SET available_minor = available_minor + 1");
        var server = await ServeAsync();
        foreach (var (language, says) in new[] { (Language.Zh, "核验未通过"), (Language.En, "Not verified") })
        {
            using var browser = server.Browse(language);
            var page = await AfterVerifyingAsync(browser, runs: 1);
            Assert.That(page.Document.QuerySelector("tbody .negative"), Is.Not.Null);
            var item = (await browser.OpenDoneAsync("/")).Document.QuerySelector(".attention .urgent")!;
            Assert.That(item.TextContent, Does.Contain(says));
            Assert.That(item.QuerySelector("a")!.GetAttribute("href"), Is.EqualTo("/verification"));
        }
    }

    [Test]
    public async Task The_dashboard_of_the_jobs_is_there_and_changes_nothing_without_a_form_token()
    {
        await NewFundAsync();
        using var browser = await BrowseAsync();
        var page = await browser.OpenDoneAsync("/jobs/recurring");
        Assert.That(page.Html, Does.Contain("VerifyBooksJob.RunAsync").And.Contain("Asia/Shanghai").And.Contain("30 2 * * *"));
        Assert.That(page.Response.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("style-src 'self' 'unsafe-inline'").And.Not.Contain("script-src"));

        using var trigger = new FormUrlEncodedContent([KeyValuePair.Create("jobs[]", "verify")]);
        Assert.That((await browser.PostAsync("/jobs/recurring/trigger", trigger)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await browser.PostAsync("/jobs/recurring/remove", trigger)).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That((await browser.OpenDoneAsync("/jobs/recurring")).Html, Does.Contain("VerifyBooksJob.RunAsync"));
    }

    [Test]
    public async Task Books_opened_to_read_run_no_jobs()
    {
        await MakeSmallBooksAsync();
        await using var server = await Server.StartAsync(Books, isWriting: false);
        var page = await server.GetAsync("/verification");
        Assert.That((page.Status, page.Body.Contains("还没有核验过")), Is.EqualTo((HttpStatusCode.OK, true)));
        Assert.That((await server.GetAsync("/jobs/servers")).Body, Does.Not.Contain("<tr>"));
    }

    private void Tamper(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Books, "fundledger.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Looks again until so many runs have ended; the test session's own time limit ends a wait in vain.</summary>
    private static async Task<SeenPage> AfterVerifyingAsync(Browser browser, int runs)
    {
        for (; ; await Task.Delay(20))
        {
            var page = await browser.OpenDoneAsync("/verification");
            if (page.Document.QuerySelectorAll("section[aria-labelledby=runs] tbody tr").Length >= runs && page.Document.QuerySelector("main form") is not null) return page;
        }
    }
}
