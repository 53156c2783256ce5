using System.Net;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>A year is looked at, closed, opened again by two and closed anew; its entity goes over to another chart and back.</summary>
public sealed class ClosingAYear : PageTest
{
    private const string Year = "/periods/year?entity=MAIN&year=2025";
    private const string NewChart = "/periods/chart?entity=MAIN&on=2026-01-01";

    [Test]
    public async Task What_would_be_posted_is_shown_then_posted_and_what_was_released_leads_to_what_met_it()
    {
        var (_, manager, _) = await SiteAsync();
        Assert.That((await manager.OpenDoneAsync("/periods")).Document.QuerySelector($"a[href='{Year}']"), Is.Not.Null);
        var page = await manager.OpenDoneAsync(Year);
        Assert.That(page.Text, Does.Contain("以下分录尚未记入").And.Contain("1,000.00"));
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=entries] a[href^='/entries/']").Length, Is.Zero, "nothing is posted by looking");
        async Task<string> SourcesAsync() => JsonDocument.Parse((await DoneAsync("balances --fund F1 --as-of 2025-12-31 --json")).Out).RootElement.GetProperty("sources").GetRawText();
        var before = await SourcesAsync();
        page = await manager.SendAsync(page);
        Assert.That(page.Text, Does.Contain("2025 年已年结"));
        Assert.That(page.Document.QuerySelectorAll("section[aria-labelledby=entries] a[href^='/entries/']").Length, Is.EqualTo(2), "the closing and the release");
        var released = page.Document.QuerySelector("section[aria-labelledby=released]")!;
        Assert.That(released.TextContent, Does.Contain("300.00").And.Contain("2025-11-20"));
        Assert.That((await manager.OpenDoneAsync(released.QuerySelector("a[href^='/entries/']")!.GetAttribute("href")!)).Text, Does.Contain("300.00"));
        Assert.That(await SourcesAsync(), Is.EqualTo(before), "what a fund has is what it had");
        Assert.That((await manager.OpenDoneAsync("/periods")).Text, Does.Contain("2025 年年结：已结账"));
        Assert.That((await DoneAsync("verify")).Out, Does.Not.Contain("✗"));
        var statement = (await manager.OpenDoneAsync("/reports/activities?fund=F1&to=2025-12-31")).Text;
        Assert.That(statement, Does.Contain("1,000.00").And.Contain("300.00"), "a year that is closed still shows what it did");
    }

    [Test]
    public async Task Opened_again_by_two_it_goes_back_whole_and_is_closed_anew()
    {
        var (_, manager, checker) = await SiteAsync();
        await manager.SendAsync(await manager.OpenDoneAsync(Year));
        var first = JsonDocument.Parse((await DoneAsync("year show --year 2025 --json")).Out).RootElement.GetRawText();
        var form = await manager.OpenDoneAsync("/periods/reopen?entity=MAIN&month=2025-12");
        var proposed = await manager.SendAsync(form, "propose", ("reason", "漏记一笔"));
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        var page = await manager.OpenDoneAsync(Year);
        Assert.That(page.Text, Does.Contain("以下分录尚未记入").And.Contain("1,000.00"));
        page = await manager.SendAsync(page);
        Assert.That(page.Text, Does.Contain("2025 年已年结"));
        Assert.That(page.Document.QuerySelector("section[aria-labelledby=released]")!.TextContent, Does.Contain("300.00"));
        Assert.That(JsonDocument.Parse((await DoneAsync("year show --year 2025 --json")).Out).RootElement.GetRawText(), Is.Not.EqualTo(first), "under entries of its own");
        Assert.That((await RunAsync("verify")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Who_reads_sees_the_year_and_closes_nothing()
    {
        var (server, _, _) = await SiteAsync();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor));
        var page = await auditor.OpenDoneAsync(Year);
        Assert.That(page.Document.QuerySelector("main form[method=post]"), Is.Null);
        Assert.That((await auditor.OpenAsync("/periods/year?entity=NONE&year=2025")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await auditor.OpenAsync("/periods/year?entity=MAIN&year=99")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Another_chart_is_looked_at_taken_and_given_back_by_two()
    {
        var (server, manager, checker) = await SiteAsync();
        await manager.SendAsync(await manager.OpenDoneAsync(Year));
        using var administrator = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "chief", PersonRole.Administrator));
        var page = await administrator.OpenDoneAsync(NewChart);
        Assert.That(page.Document.QuerySelector("#mapping")!.TextContent, Does.Contain("1701,1801"));
        var wrong = await administrator.SendAsync(page, "preview", ("mapping", "from,to\n1002"));
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        page = await administrator.SendAsync(page, "convert");
        Assert.That(page.Text, Does.Contain("已改用新科目表"), page.Text);
        Assert.That((await DoneAsync("chart list")).Out, Does.Contain("npo-2026"));
        Assert.That((await DoneAsync("balances --fund F1 --json")).Out, Does.Contain("700.00"));
        var proposed = await administrator.SendAsync(await administrator.OpenDoneAsync(NewChart), "undo", ("reason", "等官方附录"));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await administrator.OpenDoneAsync(NewChart)).Document.QuerySelector("button[value=convert]"), Is.Not.Null, "it may be changed again");
        Assert.That((await RunAsync("verify")).ExitCode, Is.Zero);
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var (server, manager, _) = await SiteAsync();
        using var browser = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "chief", PersonRole.Administrator), language);
        foreach (var path in new[] { "/periods", Year, NewChart }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
        await manager.SendAsync(await manager.OpenDoneAsync(Year));
        foreach (var path in new[] { "/periods", Year, NewChart }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), $"{path} of a closed year", language);
    }

    /// <summary>A fund with a gift of 1,000 and 300 spent in November 2025, which is closed.</summary>
    private async Task<(Server Server, Browser Manager, Browser Checker)> SiteAsync()
    {
        await NewFundAsync("F1");
        await DoneAsync("donate --fund F1 --amount 1000 --on 2025-11-05 --donor 王小明");
        await DoneAsync("expense --fund F1 --amount 300 --on 2025-11-20 --for 书架 --cost programme --source donation");
        await DoneAsync("period close --month 2025-11");
        var server = await ServeAsync();
        return (server, await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager)), await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver)));
    }
}
