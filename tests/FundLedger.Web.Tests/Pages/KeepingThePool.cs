using System.Net;
using FundLedger.Applications;
using FundLedger.People.Roles;
using FundLedger.Reviews;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>The pool of experts by pages: brought in, changed, related by keys alone; who is in conflict with what.</summary>
public sealed class KeepingThePool : PageTest
{
    [Test]
    public async Task An_expert_is_brought_in_related_and_changed()
    {
        var (server, expert, manager) = await MakeAsync();
        using var browser = await server.BrowseAsync(manager);
        var pool = await browser.OpenDoneAsync("/reviews/experts");
        Assert.That(pool.Document.QuerySelectorAll("#person option").Select(option => option.GetAttribute("value")), Is.EqualTo(new[] { expert }));
        var wrong = await browser.SendAsync(pool, "add", ("from", Today.ToIso()), ("to", Today.AddDays(-1).ToIso()));
        Assert.That((wrong.Status, wrong.Text.Contains("聘期结束早于开始", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        var page = await browser.SendAsync(wrong, "add", ("to", Today.AddDays(90).ToIso()));
        Assert.That(page.Path, Is.EqualTo("/reviews/experts/1"));
        Assert.That(page.Text, Does.Contain("所有领域").And.Contain($"{Today.AddDays(90).ToIso()}"));

        page = await browser.SendAsync(page, "relate", ("kind", "PastEmployer"), ("organisation", "ORG"), ("ended", Today.AddDays(-400).ToIso()));
        Assert.That(page.Text, Does.Contain("原单位").And.Contain("邻里服务中心"), "the directory knows it");
        page = await browser.SendAsync(page, "relate", ("kind", "RelatedPerson"), ("name", "陈某某"), ("phone", "13800138000"));
        Assert.That(page.Text, Does.Contain("亲属或关联人").And.Not.Contain("陈某某").And.Not.Contain("13800138000"));
        var relation = page.Document.QuerySelectorAll("button[value^='remove/']").Last().GetAttribute("value")!;
        var before = page.Document.QuerySelectorAll("button[value^='remove/']").Length;
        page = await browser.SendAsync(page, relation);
        Assert.That(page.Document.QuerySelectorAll("button[value^='remove/']"), Has.Length.EqualTo(before - 1));
        page = await browser.SendAsync(page, "save", ("most", "3"), ("to", Today.AddDays(10).ToIso()));
        Assert.That(page.Text, Does.Contain("同时最多评审3"));
        Assert.That((await browser.OpenDoneAsync("/reviews/experts")).Text, Does.Contain("有评审专家职责的人都已在专家库中"));
    }

    [Test]
    public async Task An_expert_says_themselves_whom_they_are_close_to()
    {
        var (server, expert, manager) = await MakeAsync();
        using var browser = await server.BrowseAsync(expert);
        Assert.That((await browser.OpenDoneAsync("/reviews")).Document.QuerySelector("main form"), Is.Null, "not in the pool yet");
        (await new AddExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, [], Today, Today.AddDays(30)))).Expect();
        var page = await browser.OpenDoneAsync("/reviews");
        var wrong = await browser.SendAsync(page, "relate", ("kind", "PastEmployer"), ("organisation", "ORG"), ("ended", "去年"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector("#relate-ended")!.GetAttribute("aria-invalid"), wrong.Document.QuerySelector("#relate-organisation")!.GetAttribute("value")), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "true", "ORG")));
        page = await browser.SendAsync(wrong, "relate", ("ended", Today.AddDays(-400).ToIso()));
        Assert.That(page.Text, Does.Contain("原单位").And.Contain("邻里服务中心"), "the directory knows it");
        page = await browser.SendAsync(page, "relate", ("kind", "RelatedPerson"), ("name", "陈某某"));
        Assert.That(page.Text, Does.Contain("亲属或关联人").And.Not.Contain("陈某某"));
        Assert.That(page.Document.QuerySelector("button[value^='remove/']"), Is.Null, "who keeps the pool takes a mistake back");
        using var keeper = await server.BrowseAsync(manager);
        Assert.That((await keeper.OpenDoneAsync("/reviews/experts/1")).Text, Does.Contain("邻里服务中心"));
        foreach (var language in Enum.GetValues<Language>())
        {
            using var reader = await server.BrowseAsync(expert, language);
            ReadingPages.CheckPage(await reader.OpenDoneAsync("/reviews"), "/reviews", language);
        }
    }

    [Test]
    public async Task A_conflict_that_was_found_is_shown_with_its_application()
    {
        var (server, expert, manager) = await MakeAsync(handedIn: true);
        (await new AddExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, [], Today, Today.AddDays(30)))).Expect();
        (await new RelateExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpertRelation(expert, ExpertRelationKind.OwnOrganisation, Organisation: "ORG"))).Expect();
        (await new AssignReviews(server.Database).RunAsync(SitePeople.Asked(manager), "G1-1")).Expect();
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor));
        var page = await auditor.OpenDoneAsync("/reviews/experts/1");
        Assert.That(page.Text, Does.Contain("G1-1-0001").And.Contain("现单位或其关联单位"));
        Assert.That(page.Document.QuerySelector("main form"), Is.Null, "an auditor reads");
    }

    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Pages_are_whole_in_each_language_and_in_that_language_only(Language language)
    {
        var (server, expert, manager) = await MakeAsync();
        using var browser = await server.BrowseAsync(manager, language);
        ReadingPages.CheckPage(await browser.OpenDoneAsync("/reviews/experts"), "/reviews/experts", language);
        (await new AddExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpert(expert, ["start-up"], Today, Today.AddDays(30)))).Expect();
        (await new RelateExpert(server.Database).RunAsync(SitePeople.Asked(manager), new NewExpertRelation(expert, ExpertRelationKind.OwnOrganisation, Organisation: "ORG"))).Expect();
        foreach (var path in new[] { "/reviews/experts", "/reviews/experts/1" }) ReadingPages.CheckPage(await browser.OpenDoneAsync(path), path, language);
    }

    private async Task<(Server Server, string Expert, string Manager)> MakeAsync(bool handedIn = false)
    {
        Day = handedIn ? new DateOnly(2026, 4, 5) : Today;
        await NewFundAsync("F1");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Day)))
        {
            await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan, GrantSite.At(4, handedIn ? 10 : 30, 17));
            if (handedIn)
            {
                (await new SaveApplication(database).RunAsync(new Asked("save", "test"), GrantSite.Complete("G1-1-0001"))).Expect();
                var application = await database.ReadAsync(async reader => (await ApplicationReading.FindAsync(reader, "G1-1-0001"))!);
                (await new SubmitApplication(database).RunAsync(new Asked("submit", "test"), application.Number, application.ToCertify.Sha256())).Expect();
            }
        }

        Day = Today;
        var server = await ServeAsync();
        return (server, await SitePeople.AddAsync(server.Database, "expert", PersonRole.Expert), await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
    }
}
