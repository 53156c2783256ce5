using System.Net;
using System.Text;
using FundLedger.Corrections;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed class ReadingTheTrail : PageTest
{
    private Server server = null!;
    private string auditor = "";

    [SetUp]
    public async Task MakeBooks()
    {
        await MakeSmallBooksAsync();
        server = await ServeAsync();
        auditor = await SitePeople.AddAsync(server.Database, "沈审计", PersonRole.Auditor);
    }

    [TestCase(Language.Zh, "邀请人员", "已办")]
    [TestCase(Language.En, "Invite a person", "done")]
    public async Task An_auditor_reads_who_did_what_by_name(Language language, string act, string outcome)
    {
        using var browser = await server.BrowseAsync(auditor, language);
        var page = await browser.OpenDoneAsync("/trail?act=invite-person");
        var row = page.Document.QuerySelectorAll("tbody tr").Single();
        Assert.That(row.TextContent, Does.Contain("经办人").And.Contain(act).And.Contain(outcome).And.Contain("沈审计").And.Not.Contain("p-"));
        Assert.That(page.Document.QuerySelectorAll("main form[method=post], main input[type=checkbox]").Where(form => form.Closest(".saved") is null), Is.Empty, "nothing is changed here");
    }

    [Test]
    public async Task It_is_narrowed_by_person_outcome_object_and_days_and_turned_page_by_page()
    {
        for (var i = 0; i < 120; i++)
            (await new NoteAct(server.Database).RunAsync(new Asked($"look-{i}", auditor), new AuditNote("open-attachment", AuditOutcome.Seen, "entry", $"{i % 2 + 1}"))).Expect();
        using var browser = server.Browse();
        Assert.That(await CountAsync(browser, $"/trail?person={auditor}&outcome=Seen&object=entry&id=1"), Is.EqualTo(60));
        Assert.That(await CountAsync(browser, $"/trail?person={auditor}&act=open-attachment&from=2026-04-15&to=2026-04-15"), Is.EqualTo(120));
        Assert.That((await browser.OpenDoneAsync("/trail?to=2026-04-14")).Text, Does.Contain("没有符合条件的记录"));
        Assert.That((await browser.OpenDoneAsync($"/trail?person={auditor}&id=1")).Document.QuerySelector("tbody a[href='/entries/1']"), Is.Not.Null);
        foreach (var (query, field) in new[] { ("from=yesterday", "from"), ("from=2026-04-02&to=2026-04-01", "to") })
            Assert.That((await browser.OpenDoneAsync("/trail?" + query)).Document.QuerySelector(".problems a")!.GetAttribute("href"), Is.EqualTo("#" + field));
    }

    [Test]
    public async Task It_is_saved_as_a_file_that_no_spreadsheet_takes_for_formulas_and_the_saving_is_told()
    {
        (await new NoteAct(server.Database).RunAsync(new Asked("=1+1", auditor), new AuditNote("open-page", AuditOutcome.Tried, "page", "=cmd|' /C calc'!A0", "+1"))).Expect();
        using var browser = await server.BrowseAsync(auditor, Language.En);
        var file = await browser.OpenDoneAsync("/trail.csv?act=open-page");
        Assert.That(file.Response.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/csv; charset=utf-8"));
        Assert.That(file.Response.Content.Headers.ContentDisposition!.ToString(), Does.StartWith("attachment").And.Contain("trail-2026-04-15.csv"));
        var lines = file.Html.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.That(lines[0], Does.StartWith("event,recorded_at,actor,actor_name,act"));
        Assert.That(lines[1], Does.Contain("'=1+1").And.Contain("'=cmd|").And.Contain("'+1").And.Contain("沈审计").And.Contain("Open a page").And.Not.Contain(",=").And.Not.Contain(",+"));
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(await NotesAsync(AuditOutcome.Exported), Is.EqualTo(new[] { new AuditNote("export-trail", AuditOutcome.Exported, "trail", "", "?act=open-page") }));
        Assert.That((await browser.OpenDoneAsync("/trail.csv?from=x")).Path, Is.EqualTo("/trail?from=x"), "the page says what is wrong");
    }

    [Test]
    public async Task It_tells_of_reports_saved_and_files_opened_before_they_are_given()
    {
        var content = Encoding.UTF8.GetBytes("收据");
        var sha256 = (await new AttachDocument(server.Database).RunAsync(SitePeople.Asked("tester"), new EntryId(1), new Attachment("收据.txt", content))).Expect().Sha256;
        using var browser = await server.BrowseAsync(auditor);
        await browser.OpenDoneAsync($"/entries/1/files/{sha256}");
        await browser.OpenDoneAsync("/reports/fund-statement.csv?fund=F1&from=2026-01-01&to=2026-04-15&doc=en");
        await browser.OpenAsync("/reports/fund-statement.csv?fund=NONE&from=2026-01-01&to=2026-04-15&doc=en");
        await browser.OpenAsync("/entries/1/files/" + new string('0', 64));
        Assert.That(await NotesAsync(AuditOutcome.Seen), Is.EqualTo(new[] { new AuditNote("open-attachment", AuditOutcome.Seen, "entry", "1", sha256) }));
        Assert.That((await NotesAsync(AuditOutcome.Exported)).Select(note => (note.Act, note.ObjectId)), Is.EqualTo(new[] { ("export-report", "fund-statement.csv") }), "what was not given is not told");
    }

    [Test]
    public async Task Whoever_may_not_finds_no_such_page_and_the_try_is_told()
    {
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        var ofAFund = await SitePeople.AddAsync(server.Database, "partly", new NewGrant(PersonRole.Auditor, Scope.OfFund("F1")));
        foreach (var person in new[] { manager, ofAFund })
        {
            using var browser = await server.BrowseAsync(person);
            foreach (var path in new[] { "/trail", "/trail.csv" }) Assert.That((await browser.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That((await browser.OpenAsync("/account")).Document.QuerySelector("header a[href='/trail']"), Is.Null);
        }

        Assert.That((await NotesAsync(AuditOutcome.Tried)).Select(note => note.ObjectId), Does.Contain("/trail").And.Contain("/trail.csv"));
        Assert.That(await NotesAsync(AuditOutcome.Exported), Is.Empty);
    }

    private async Task<IReadOnlyList<AuditNote>> NotesAsync(AuditOutcome outcome) =>
        [.. (await server.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: outcome), 100))).Events.Select(told => told.Note)];

    private static async Task<int> CountAsync(Browser browser, string path)
    {
        var (seen, next) = (new HashSet<string>(), path);
        while (next is not null)
        {
            var page = await browser.OpenDoneAsync(next);
            foreach (var number in page.Document.QuerySelectorAll("tbody th")) Assert.That(seen.Add(number.TextContent), Is.True, "no event stands on two pages");
            next = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        return seen.Count;
    }
}
