using System.Net;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using static FundLedger.People.Roles.PersonRole;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Where each role comes in; what is found by the box above every page; filters that are saved; words explained.</summary>
public sealed class ComingHome : PageTest
{
    /// <summary>What each finds at home: an act that is theirs, and one that is not.</summary>
    private static readonly (PersonRole Role, string Theirs, string NotTheirs)[] Homes =
    [
        (FundManager, "/record/donation", "/people"), (Approver, "/approvals", "/record/donation"), (Auditor, "/audit/queries", "/record/donation"), (Administrator, "/people", "/record/donation"),
        (Operator, "/verification", "/approvals"), (Expert, "/reviews", "/applications"), (Donor, "/public/projects", "/work"),
        (OrganisationOwner, "/applications", "/record/donation"), (OrganisationCertifier, "/awards", "/applications"), (OrganisationEditor, "/applications", "/payments"), (OrganisationViewer, "/awards", "/applications"),
    ];

    [Test]
    public async Task Each_role_comes_home_to_what_waits_what_it_does_and_how_its_things_stand()
    {
        var server = await MakeAsync();
        Assert.That(Homes.Select(home => home.Role), Is.EquivalentTo(Enum.GetValues<PersonRole>()), "a new role needs a home");
        foreach (var (role, theirs, notTheirs) in Homes)
        {
            var scope = role is OrganisationOwner or OrganisationCertifier or OrganisationEditor or OrganisationViewer ? Scope.OfOrganisation("ORG") : Scope.WholeLedger;
            var person = await SitePeople.AddAsync(server.Database, $"{role}", new NewGrant(role, scope));
            foreach (var language in Enum.GetValues<Language>())
            {
                using var browser = await server.BrowseAsync(person, language);
                var home = await browser.OpenDoneAsync("/");
                ReadingPages.CheckPage(home, $"/ of {role}", language);
                Assert.That(home.Path, Is.EqualTo("/"), $"{role}");
                var acts = home.Document.QuerySelectorAll("section[aria-labelledby=work] .actions a").Select(link => link.GetAttribute("href")).ToList();
                Assert.That(acts, Does.Contain(theirs).And.Not.Contain(notTheirs), $"{role}");
                foreach (var act in acts) Assert.That((await browser.OpenAsync(act!)).Status, Is.EqualTo(HttpStatusCode.OK), $"{role}: {act}");
            }
        }
    }

    [Test]
    public async Task An_organisation_sees_its_awards_with_the_next_tranche_its_space_and_its_plan_and_no_others()
    {
        var server = await MakeAsync();
        using var owner = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "owner", new NewGrant(OrganisationOwner, Scope.OfOrganisation("ORG"))));
        var home = await owner.OpenDoneAsync("/");
        Assert.That(home.Text, Does.Contain("邻里厨房").And.Contain("下一批").And.Contain("会客厅T1").And.Contain("T1").And.Contain("下一笔支持").And.Contain("我的申请"));
        using var other = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "other", new NewGrant(OrganisationOwner, Scope.OfOrganisation("OTHER"))));
        var begins = await other.OpenDoneAsync("/");
        Assert.That(begins.Text, Does.Not.Contain("邻里厨房").And.Not.Contain("会客厅").And.Contain("还没有申请").And.Contain("请上传："), "what a new organisation has to do first");
        var own = await other.OpenDoneAsync(begins.Document.QuerySelector("section[aria-labelledby=own-organisations] a")!.GetAttribute("href")!);
        var upload = await other.OpenDoneAsync(own.Document.QuerySelectorAll("section[aria-labelledby=documents] li a")[1].GetAttribute("href")!);
        Assert.That(upload.Document.QuerySelector("#kind option[selected]")!.GetAttribute("value"), Is.EqualTo("YearlyCheck"), "the document that is missing");
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", FundManager));
        var waits = await manager.OpenDoneAsync("/");
        Assert.That(waits.Text, Does.Contain("等我办").And.Contain("待签约").And.Contain("总览"));
        Assert.That(waits.Document.QuerySelectorAll("section[aria-labelledby=work] li a").Select(link => link.GetAttribute("href")), Does.Contain("/awards/G1-A"));
    }

    [Test]
    public async Task A_donor_sees_their_own_gifts_once_an_administrator_linked_them_and_nobody_elses()
    {
        var server = await MakeAsync();
        using var donor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "wang", Donor));
        Assert.That((await donor.OpenDoneAsync("/")).Text, Does.Contain("还没有与捐款记录关联").And.Not.Contain("1,234.50"));
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", FundManager));
        Assert.That((await manager.OpenDoneAsync("/donors/1")).Text, Does.Not.Contain("捐赠人自己的登录"));
        using var administrator = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "admin", Administrator));
        var page = await administrator.OpenDoneAsync("/donors/1");
        ReadingPages.CheckPage(page, page.Path, Language.Zh);
        Assert.That((await administrator.SendAsync(page, "link", ("person", ""))).Text, Does.Contain("请选择具有"));
        var chosen = page.Document.QuerySelectorAll("select[name=person] option").Select(option => option.GetAttribute("value")).Single(value => value is { Length: > 0 })!;
        Assert.That((await administrator.SendAsync(page, "link", ("person", chosen))).Text, Does.Contain("已关联"));
        var home = await donor.OpenDoneAsync("/");
        Assert.That(home.Text, Does.Contain("1,234.50").And.Contain("2026").And.Contain("捐款去了哪里").And.Not.Contain("88.00"));
        Assert.That(home.Document.QuerySelector("a[href='/checkpoints/proof/entry/2']"), Is.Not.Null);
        Assert.That((await donor.OpenAsync("/donors/1")).Status, Is.EqualTo(HttpStatusCode.NotFound), "their home is theirs, the list of donors is not");
        await administrator.SendAsync(await administrator.OpenDoneAsync("/donors/1"), "unlink");
        Assert.That((await donor.OpenDoneAsync("/")).Text, Does.Not.Contain("1,234.50"));
    }

    [Test]
    public async Task A_filter_is_saved_from_the_page_stands_above_its_table_and_is_removed()
    {
        var server = await MakeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", FundManager));
        Assert.That((await manager.OpenDoneAsync("/entries?q=王小明")).Document.QuerySelector(".saved"), Is.Null, "words are not kept");
        var page = await manager.OpenDoneAsync("/entries?kind=donation&from=2026-01-01&q=王小明&before=99&nonsense=1");
        var listed = await manager.SendAsync(page, "save", ("name", "一月的捐款"));
        Assert.That(listed.Path, Is.EqualTo("/entries?kind=donation&from=2026-01-01"));
        Assert.That(listed.Document.QuerySelector(".saved li a[aria-current=true]")!.TextContent, Is.EqualTo("一月的捐款"));
        Assert.That((await manager.OpenDoneAsync("/awards")).Document.QuerySelector(".saved"), Is.Null, "of another table");
        var forged = await manager.SendAsync(await manager.OpenDoneAsync("/entries?kind=fee"), "save", ("name", "x"), ("query", "nonsense=1&q=王小明"));
        Assert.That((forged.Status, forged.Text.Contains("没有筛选条件", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        using var other = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "other", FundManager));
        Assert.That((await other.OpenDoneAsync("/entries")).Document.QuerySelector(".saved"), Is.Null, "somebody's own");
        foreach (var path in new[] { "/work?kind=AgreementToSign", "/calendar/due?from=2026-01-01", "/awards?stage=ToSign", "/applications?status=Draft", "/organisations?status=Qualified", "/donors?kind=Person" })
            Assert.That((await manager.OpenDoneAsync(path)).Document.QuerySelector(".saved form"), Is.Not.Null, path);
        var mine = await manager.OpenDoneAsync("/filters");
        ReadingPages.CheckPage(mine, "/filters", Language.Zh);
        Assert.That((await manager.SendAsync(mine, "remove")).Text, Does.Contain("已删除").And.Contain("还没有保存的筛选"));
    }

    [Test]
    public async Task The_box_finds_things_by_number_and_name_as_far_as_one_may_read_them()
    {
        var server = await MakeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", FundManager));
        foreach (var (typed, path) in new[] { ("G1-A", "/awards/G1-A"), ("邻里厨", "/awards/G1-A"), ("llcf", "/awards/G1-A"), ("ORG", "/organisations/ORG"), ("F2", "/funds/F2"), ("3", "/entries/3"), ("G1-1-0001", "/applications/G1-1-0001") })
        {
            var found = await manager.OpenDoneAsync("/search?q=" + Uri.EscapeDataString(typed));
            ReadingPages.CheckPage(found, typed, Language.Zh);
            Assert.That(found.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")), Does.Contain(path), typed);
        }

        using var ofOneFund = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "of-f2", new NewGrant(FundManager, Scope.OfFund("F2"))));
        Assert.That((await ofOneFund.OpenDoneAsync("/search?q=F2")).Document.QuerySelector("main a[href='/funds/F2']"), Is.Not.Null);
        foreach (var typed in new[] { "G1-A", "F1", "4", "wxm", "王小明", "1234.50" })
            Assert.That((await ofOneFund.OpenDoneAsync("/search?q=" + Uri.EscapeDataString(typed))).Text, Does.Contain("没有找到"), typed);
        using var owner = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "owner", new NewGrant(OrganisationOwner, Scope.OfOrganisation("ORG"))));
        Assert.That((await owner.OpenDoneAsync("/search?q=G1-A")).Document.QuerySelector("main a[href='/awards/G1-A']"), Is.Not.Null);
        Assert.That((await owner.OpenDoneAsync("/")).Document.QuerySelector("header form[action='/search'] input"), Is.Not.Null);
        foreach (var typed in new[] { "F1", "4", "王小明" }) Assert.That((await owner.OpenDoneAsync("/search?q=" + Uri.EscapeDataString(typed))).Text, Does.Contain("没有找到"), typed);
    }

    [Test]
    public async Task Words_of_the_trade_are_explained_where_they_stand_and_on_one_page()
    {
        var server = await MakeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", FundManager));
        var words = await manager.OpenDoneAsync("/help");
        Assert.That(words.Document.QuerySelector("nav.parts a[href='/funds']"), Is.Not.Null, "who is signed in keeps their way about the site");
        Assert.That((words.Response.Headers.CacheControl!.Public, words.Response.Headers.ETag), Is.EqualTo((false, (object?)null)), "and nobody else is given their copy");
        var anchors = words.Document.QuerySelectorAll("dt[id]").Select(term => term.Id).ToHashSet();
        foreach (var (path, word) in new[] { ("/matching", "pot"), ("/awards", "tranche"), ("/taper", "taper"), ("/funds", "committed"), ("/reports", "net-assets"), ("/", "suspense") })
        {
            var links = (await manager.OpenDoneAsync(path)).Document.QuerySelectorAll("details.words-here a").Select(link => link.GetAttribute("href")!.Split('#')[1]).ToList();
            Assert.That(links, Does.Contain(word).And.SubsetOf(anchors), path);
        }
    }

    /// <summary>Small books, an award and a space of ORG, and an application of it.</summary>
    private async Task<Server> MakeAsync()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("organisation register --code OTHER --name 别家 --kind community");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await GrantSite.MakeAsync(database, "G1", "F1", GrantSite.Plan);
            await GrantSite.AwardAsync(database, "G1", Today.AddDays(-40));
            await GrantSite.TaperAsync(database, "T1", "F1", Today);
        }

        return await ServeAsync();
    }
}
