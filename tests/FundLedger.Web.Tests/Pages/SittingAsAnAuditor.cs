using System.Net;
using FundLedger.Auditing.Queries;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>An auditor starts on a page of their own, draws, asks and closes; the manager answers; nobody else has a part in it.</summary>
public sealed class SittingAsAnAuditor : PageTest
{
    private static readonly Language[] Both = [Language.Zh, Language.En];

    [Test]
    public async Task The_page_they_start_from_tells_what_can_be_believed_and_what_to_look_at_first([ValueSource(nameof(Both))] Language language)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("fund create --code F3 --name 已终止 --kind CommunityFund --currency CNY");
        var server = await ServeAsync();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor), language);
        Assert.That((await auditor.OpenDoneAsync("/")).Document.QuerySelector("main a.button[href='/audit']"), Is.Not.Null, "the overview leads there");
        var page = await auditor.OpenDoneAsync("/audit?year=2026");
        Assert.That(page.Document.QuerySelector("h1")!.TextContent, Is.EqualTo(language == Language.Zh ? "审计" : "Auditing"));
        Assert.That(page.Document.QuerySelector("[aria-labelledby=verified] a[href='/verification']"), Is.Not.Null);
        Assert.That(page.Document.QuerySelectorAll("[aria-labelledby=first] h3").Select(head => head.TextContent), Does.Contain(language == Language.Zh ? "冲销" : "Reversal"));
        Assert.That(page.Document.QuerySelectorAll("#funds ~ * tbody th a").Select(fund => fund.GetAttribute("href")), Is.EqualTo(new[] { "/funds/F1", "/funds/F2", "/funds/F3" }));
        Assert.That((await auditor.OpenDoneAsync("/audit?year=2020")).Document.QuerySelector("[aria-labelledby=first] .quiet"), Is.Not.Null, "nothing happened in that year");
    }

    [Test]
    public async Task A_sample_is_drawn_looked_at_and_saved_through_the_pages([ValueSource(nameof(Both))] Language language)
    {
        await MakeSmallBooksAsync();
        await DoneAsync("checkpoint sign");
        var server = await ServeAsync();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor), language);
        var form = await auditor.OpenDoneAsync("/audit/samples/new");
        (string, string)[] typed = [("fund", "F1"), ("from", "2026-01-01"), ("to", "2026-04-30"), ("kind", "Gifts"), ("account", ""), ("part", "Positive"), ("method", "MonetaryUnit"), ("size", ""), ("from-amount", ""), ("seed", "2026-AUDIT-1"), ("purpose", "")];
        var wrong = await auditor.SendAsync(form, "draw", [.. typed, ("interval", ""), ("tolerable", "600"), ("factor", "3,0")]);
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(wrong.Document.QuerySelector("#factor-error"), Is.Not.Null);
        var drawn = await auditor.SendAsync(wrong, "draw", [.. typed, ("interval", ""), ("tolerable", "600"), ("factor", "3.00")]);
        Assert.That(drawn.Path, Is.EqualTo("/audit/samples/1"));
        var items = drawn.Document.QuerySelectorAll("[aria-labelledby=items] tbody tr");
        Assert.That(items, Is.Not.Empty);
        Assert.That(items[0].QuerySelector("td a")!.GetAttribute("href"), Is.EqualTo("/entries/2"), "the gift above the interval is never missed");
        var item = await auditor.OpenDoneAsync("/audit/samples/1?item=1");
        var recorded = await auditor.SendAsync(item, "result", ("result", "Misstated"), ("audited", "1000.00"), ("note", "少了发票"));
        Assert.That(recorded.Path, Does.StartWith("/audit/samples/1"));
        Assert.That(recorded.Document.QuerySelector("[aria-labelledby=projection]")!.TextContent, Does.Contain("234.50"));
        Assert.That((await auditor.OpenDoneAsync("/audit/samples")).Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        foreach (var format in new[] { "pdf", "xlsx", "html", "csv", "json" }) Assert.That((await auditor.OpenAsync($"/audit/samples/1/sample.{format}")).Status, Is.EqualTo(HttpStatusCode.OK), format);
    }

    [Test]
    public async Task A_query_goes_to_the_manager_and_back_and_shows_at_its_entry([ValueSource(nameof(Both))] Language language)
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor), language);
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", new NewGrant(PersonRole.FundManager, Scope.OfFund("F1"))), language);
        using var other = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "other", new NewGrant(PersonRole.FundManager, Scope.OfFund("F2"))), language);
        using var approver = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver), language);

        var form = await auditor.OpenDoneAsync("/audit/queries/new?about=Entry&of=2");
        Assert.That(form.Document.QuerySelector("#code")!.GetAttribute("value"), Is.EqualTo("2"));
        var asked = await auditor.SendAsync(form, "ask", ("about", "Entry"), ("code", "2"), ("fund", ""), ("words", "手续费从哪里来？"), ("due", "2027-01-01"));
        Assert.That(asked.Path, Is.EqualTo("/audit/queries/1"));
        Assert.That((await manager.OpenDoneAsync("/work")).Document.QuerySelector("a[href='/audit/queries/1']"), Is.Not.Null);
        Assert.That((await manager.OpenDoneAsync("/entries/2")).Document.QuerySelector("[aria-labelledby=asked] a[href='/audit/queries/1']"), Is.Not.Null);
        Assert.That((await approver.OpenDoneAsync("/entries/2")).Document.QuerySelector("[aria-labelledby=asked]"), Is.Null, "of no concern to others");
        Assert.That((await other.OpenAsync("/audit/queries/1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await approver.OpenAsync("/audit/queries/1")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        Assert.That(await StatusOfAsync(auditor, asked, "answer"), Is.EqualTo(HttpStatusCode.NotFound), "who asks does not answer");
        var open = await manager.OpenDoneAsync("/audit/queries/1");
        Assert.That(await StatusOfAsync(manager, open, "close"), Is.EqualTo(HttpStatusCode.NotFound), "who answers does not close");
        Assert.That(await StatusOfAsync(manager, open, "further"), Is.EqualTo(HttpStatusCode.NotFound), "nor asks");
        Assert.That((await manager.SendAsync(open, "answer", ("words", " "))).Document.QuerySelector("#answer-words-error"), Is.Not.Null);
        var answered = await manager.SendAsync(open, "answer", ("words", "银行扣的"));
        Assert.That(answered.Document.QuerySelectorAll("main section h2")[1].TextContent, Does.StartWith("2."));
        var back = await auditor.OpenDoneAsync("/work");
        Assert.That(back.Document.QuerySelector("a[href='/audit/queries/1']"), Is.Not.Null, "it waits for the auditor now");
        var closed = await auditor.SendAsync(await auditor.OpenDoneAsync("/audit/queries/1"), "close", ("conclusion", "Cleared"), ("words", ""));
        Assert.That(closed.Document.QuerySelectorAll("main form"), Is.Empty);
        Assert.That((await auditor.OpenDoneAsync("/audit/queries")).Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        Assert.That((await server.Database.ReadAsync(async reader => await AuditQueries.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), 1)))!.State, Is.EqualTo(QueryState.Closed));
    }

    [Test]
    public async Task From_a_figure_of_the_balance_sheet_links_alone_lead_to_the_entry_and_its_document([ValueSource(nameof(Both))] Language language)
    {
        await MakeSmallBooksAsync();
        await DoneAsync($"journal attach 2 {Write("receipt.txt", "收据")}");
        var server = await ServeAsync();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor), language);
        var sheet = await auditor.OpenDoneAsync("/reports/balance-sheet?fund=F1&to=2026-03-31");
        var figures = sheet.Document.QuerySelectorAll("main table td a[href^='/entries?figure=']").Select(link => (Path: link.GetAttribute("href")!, Figure: link.TextContent.Trim())).Where(figure => figure.Figure.Any(char.IsAsciiDigit)).ToList();
        Assert.That(figures, Has.Count.GreaterThan(6), "lines, subtotals, totals and both classes of net assets");
        foreach (var (path, figure) in figures)
        {
            var lines = await auditor.OpenDoneAsync(path);
            Assert.That(lines.Document.QuerySelector(".figure-sum .sum")!.TextContent.TrimStart('¥'), Is.EqualTo(figure), path);
            Assert.That(lines.Document.QuerySelector(".figure-sum .problems"), Is.Null, path);
        }

        var about = await auditor.OpenDoneAsync((await auditor.OpenDoneAsync(figures[0].Path)).Document.QuerySelector("main a[href^='/audit/queries/new']")!.GetAttribute("href")!);
        Assert.That((about.Field("about"), about.Field("code"), about.Field("fund")), Is.EqualTo(("Figure", figures[0].Path, "F1")), "and whoever looks at a figure asks about it there");
        var cash = await auditor.OpenDoneAsync(figures.First(figure => figure.Path.Contains("debit-balance", StringComparison.Ordinal) && figure.Path.Contains("2026-03-31", StringComparison.Ordinal)).Path);
        var entry = await auditor.OpenDoneAsync(cash.Document.QuerySelectorAll("main table a").Select(link => link.GetAttribute("href")!).First(link => link.EndsWith("/entries/2", StringComparison.Ordinal)));
        var file = await auditor.OpenAsync(entry.Document.QuerySelector("[aria-labelledby=files] a")!.GetAttribute("href")!);
        Assert.That(file.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(file.Html, Is.EqualTo("收据"));
    }

    /// <summary>Sends a step that the page has no button for.</summary>
    private static async Task<HttpStatusCode> StatusOfAsync(Browser browser, SeenPage page, string step)
    {
        var fields = page.Fields;
        (fields["step"], fields["words"], fields["conclusion"], fields["due"]) = (step, "x", "Cleared", "2027-01-01");
        using var form = new FormUrlEncodedContent(fields);
        return (await browser.PostAsync(page.Path, form)).StatusCode;
    }
}
