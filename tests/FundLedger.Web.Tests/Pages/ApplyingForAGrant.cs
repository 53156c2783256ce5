using System.Net;
using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>An editor writes step by step, a certifier signs, the fund manager asks for changes, an expert declares and scores; each sees what is theirs.</summary>
public sealed class ApplyingForAGrant : PageTest
{
    [Test]
    public async Task Written_step_by_step_signed_and_changed()
    {
        var server = await MakeAsync();
        using var editor = await server.BrowseAsync(await PersonAsync(server, "editor", PersonRole.OrganisationEditor, Scope.OfOrganisation("ORG")));
        using var certifier = await server.BrowseAsync(await PersonAsync(server, "certifier", PersonRole.OrganisationCertifier, Scope.OfOrganisation("ORG")));
        using var stranger = await server.BrowseAsync(await PersonAsync(server, "stranger", PersonRole.OrganisationOwner, Scope.OfOrganisation("OTHER")));

        Assert.That((await editor.OpenDoneAsync("/applications")).Text, Does.Contain("G1-1-0001").And.Contain("填写中"));
        var basics = await editor.OpenDoneAsync("/applications/G1-1-0001/basics");
        var bad = await editor.SendAsync(basics, "next", ("title", "邻里厨房"), ("category", "start-up"), ("starts", "soon"), ("ends", "2027-05-31"));
        Assert.That((bad.Status, bad.Text.Contains("“soon”不是日期", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        Assert.That(bad.Document.QuerySelector("#title")!.GetAttribute("value"), Is.EqualTo("邻里厨房"), "what was typed comes back");
        var next = await editor.SendAsync(bad, "next", ("starts", "2026-06-01"));
        Assert.That(next.Path, Is.EqualTo("/applications/G1-1-0001/eligibility"));
        next = await editor.SendAsync(next, "next", ("registered", "yes"), ("barred", "no"));
        next = await editor.SendAsync(next, "stay", ("summary", "一起做饭"), ("people", "120"), ("starts", "2026-06-01"), ("space", "yes"));
        Assert.That(next.Text, Does.Contain("哪一处空间"), "a question that another answer shows");
        next = await editor.SendAsync(next, "next", ("space", "no"));
        next = await editor.SendAsync(next, "next", ("requested", "10000"), ("own", "10000"), ("lines[0].name", "食材"), ("lines[0].kind", "Activity"), ("lines[0].requested", "10000"), ("lines[0].own", "9000"));
        Assert.That(next.Path, Is.EqualTo("/applications/G1-1-0001/documents"));
        var page = await editor.OpenDoneAsync("/applications/G1-1-0001");
        Assert.That(page.Text, Does.Contain("差 1,000.00").And.Not.Contain("签署并提交"));
        await editor.SendAsync(await editor.OpenDoneAsync("/applications/G1-1-0001/budget"), "next", ("lines[0].own", "10000"));
        Assert.That((await editor.OpenDoneAsync("/applications/G1-1-0001")).Text, Does.Contain("现在等签署人签署提交").And.Contain("certifier").And.Contain("项目计划书 ·"));
        Assert.That((await editor.OpenDoneAsync("/applications")).Document.QuerySelector("details .facts")!.TextContent, Does.Contain("合格分").And.Contain("首期"), "what an applicant is held to");

        Assert.That((await editor.OpenDoneAsync("/calendar/due")).Document.QuerySelectorAll("main td a").Select(link => link.GetAttribute("href")), Does.Contain("/applications"), "the page of the round is for who reads the books");

        Assert.That((await stranger.OpenAsync("/applications/G1-1-0001")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await certifier.OpenAsync("/applications/G1-1-0001/basics")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var sign = await certifier.OpenDoneAsync("/applications/G1-1-0001");
        Assert.That((await certifier.SendAsync(sign, "submit")).Text, Does.Contain("已提交"));

        using var manager = server.Browse();
        var asked = await manager.SendAsync(await manager.OpenDoneAsync("/applications/G1-1-0001"), "changes", ("reason", "请补充人数依据"), ("deadline", "2026-05-10T17:00"));
        Assert.That(asked.Text, Does.Contain("待修改").And.Contain("请补充人数依据"));
        Assert.That((await editor.OpenDoneAsync("/applications/G1-1-0001/questions")).Text, Does.Contain("2026-05-10 17:00"));
        var board = await manager.OpenDoneAsync("/grants/rounds/G1-1");
        Assert.That(board.Text, Does.Contain("待修改").And.Contain("10,000.00"));
    }

    [Test]
    public async Task An_expert_declares_reads_and_scores_and_a_conflict_shuts_the_page()
    {
        var server = await MakeClosedAsync();
        var expert = await PersonAsync(server, "expert", PersonRole.Expert, Scope.WholeLedger);
        var other = await PersonAsync(server, "other", PersonRole.Expert, Scope.WholeLedger);
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        (await new AddExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, [], Today, Today.AddDays(30)))).Expect();
        (await new AssignReviews(server.Database).RunAsync(SitePeople.Asked(manager), "G1-1")).Expect();
        using var browser = await server.BrowseAsync(expert);
        using var stranger = await server.BrowseAsync(other);
        var review = await server.Database.ReadAsync(async reader => (await ReviewReading.AssignmentsAsync(reader)).Single());
        var mine = await browser.OpenDoneAsync($"/reviews/{review.Id}");
        Assert.That(mine.Text, Does.Contain("先申明利益关系").And.Not.Contain("食材"));
        Assert.That((await stranger.OpenAsync($"/reviews/{review.Id}")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var open = await browser.SendAsync(mine, "clear");
        Assert.That(open.Text, Does.Contain("食材").And.Contain("提交评审"));
        var half = await browser.SendAsync(open, "submit", ("need", "80"), ("need-reason", "真实"));
        Assert.That((half.Status, half.Text.Contains("请为“方案可行”打分", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        (string, string)[] scores = [.. GrantSite.Terms.Criteria.SelectMany(criterion => new[] { (criterion.Code, "80"), ($"{criterion.Code}-reason", "看了计划") })];
        Assert.That((await browser.SendAsync(half, "submit", scores)).Text, Does.Contain("80.00"));
        using var manages = await server.BrowseAsync(manager);
        var round = await manages.OpenDoneAsync("/reviews/rounds/G1-1");
        Assert.That(round.Text, Does.Contain("80.00").And.Contain("合格"));
        Assert.That((await manages.SendAsync(round, "close")).Text, Does.Contain("评审完成"));
        var reviewed = await manages.OpenDoneAsync("/applications/G1-1-0001");
        var award = await manages.OpenDoneAsync(reviewed.Document.QuerySelector("main a[href^='/awards/new']")!.GetAttribute("href")!);
        Assert.That(award.Document.QuerySelector("#starts")!.GetAttribute("value"), Is.EqualTo("2026-06-01"), "as applied for");
        Assert.That((await manages.OpenDoneAsync("/reviews/rounds/G1-1")).Document.QuerySelector("main a[href='/awards/new?application=G1-1-0001']"), Is.Not.Null);
    }

    [Test]
    public async Task A_programme_is_proposed_looked_at_and_agreed_to_and_so_is_a_change_of_its_terms()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var approver = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver));
        var proposed = await manager.SendAsync(await manager.OpenDoneAsync("/grants/new"), null, ("code", "VC"), ("fund", "F1"), ("nameZh", "公益创投"), ("nameEn", "Venture"));
        Assert.That(proposed.Status, Is.EqualTo(HttpStatusCode.OK), "it is tried out where it is shown");
        Assert.That((await approver.SendAsync(await approver.OpenDoneAsync(proposed.Path), "approve")).Text, Does.Contain("已通过并执行"));
        var amend = await manager.OpenDoneAsync("/grants/VC/amend");
        var changed = await manager.SendAsync(amend, null, ("reason", "改合格分"), ("passMark", "70"));
        Assert.That(changed.Status, Is.EqualTo(HttpStatusCode.OK), changed.Text);
        Assert.That((await approver.SendAsync(await approver.OpenDoneAsync(changed.Path), "approve")).Text, Does.Contain("已通过并执行"));
        Assert.That((await manager.OpenDoneAsync("/grants/VC")).Document.QuerySelectorAll("section[aria-labelledby=versions] a").Select(link => link.GetAttribute("href")), Is.EquivalentTo(new[] { proposed.Path, changed.Path }));
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var server = await MakeClosedAsync();
        var manager = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        var expert = await PersonAsync(server, "expert", PersonRole.Expert, Scope.WholeLedger);
        (await new AddExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, [], Today, Today.AddDays(30)))).Expect();
        (await new AssignReviews(server.Database).RunAsync(SitePeople.Asked(manager), "G1-1")).Expect();
        using var manages = await server.BrowseAsync(manager, language);
        foreach (var path in new[] { "/grants", "/grants/new", "/grants/G1", "/grants/G1/amend", "/grants/rounds/G1-1", "/applications", "/applications/G1-1-0001", "/reviews/rounds/G1-1" })
            ReadingPages.CheckPage(await manages.OpenDoneAsync(path), path, language);
        using var reviews = await server.BrowseAsync(expert, language);
        ReadingPages.CheckPage(await reviews.OpenDoneAsync("/reviews"), "/reviews", language);
        ReadingPages.CheckPage(await reviews.OpenDoneAsync("/reviews/1"), "shut", language);
        ReadingPages.CheckPage(await reviews.SendAsync(await reviews.OpenDoneAsync("/reviews/1"), "clear"), "open", language);
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task The_steps_of_an_application_are_whole_in_each_language(Language language)
    {
        var server = await MakeAsync();
        using var editor = await server.BrowseAsync(await PersonAsync(server, "editor", PersonRole.OrganisationEditor, Scope.OfOrganisation("ORG")), language);
        foreach (var path in new[] { "", "/basics", "/eligibility", "/questions", "/budget", "/documents" }) ReadingPages.CheckPage(await editor.OpenDoneAsync("/applications/G1-1-0001" + path), path, language);
        ReadingPages.CheckPage(await editor.OpenDoneAsync("/applications"), "/applications", language);
    }

    private async Task<Server> MakeAsync()
    {
        await MakeSmallBooksAsync();
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today))) await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan);
        return await ServeAsync();
    }

    private static Task<string> PersonAsync(Server server, string name, PersonRole role, Scope scope) => SitePeople.AddAsync(server.Database, name, new NewGrant(role, scope));

    /// <summary>An application that was handed in to a round which has closed, and its one review given out.</summary>
    private async Task<Server> MakeClosedAsync()
    {
        Day = new DateOnly(2026, 4, 5);
        await NewFundAsync("F1");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day)))
        {
            await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan, GrantSite.At(4, 10, 17));
            (await new SaveApplication(database).RunAsync(new Asked("save", "test"), GrantSite.Complete("G1-1-0001"))).Expect();
            var application = await database.ReadAsync(async reader => (await ApplicationReading.FindAsync(reader, "G1-1-0001"))!);
            (await new SubmitApplication(database).RunAsync(new Asked("submit", "test"), application.Number, application.ToCertify.Sha256())).Expect();
        }

        Day = Today;
        return await ServeAsync();
    }
}
