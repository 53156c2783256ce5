using System.Net;
using System.Text;
using FundLedger.People.Roles;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Public spaces by pages alone: the fund's people keep them, an operator reports from its own, everybody reads what is accepted.</summary>
public sealed class KeepingSpaces : PageTest
{
    [Test]
    public async Task A_space_is_registered_run_reported_and_shown_to_everybody_without_its_host()
    {
        var (server, manager) = await SiteAsync();
        Assert.That((await manager.OpenDoneAsync("/spaces")).Text, Does.Contain("还没有公共空间"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-space"), "record", ("code", "HUB"), ("fund", "F1"), ("name", "湖滨邻里中心"), ("area", "100"), ("functions", "议事、助老"), ("opened-on", "2026-01-01"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-space"), "record", ("code", "S1"), ("fund", "F1"), ("name", "东苑睦邻点"), ("centre", "HUB"), ("opened-on", "2026-01-01"));
        var page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-operator?space=HUB"), "record", ("organisation", "QINGHE"), ("host", "王小明"), ("from", "2026-01-01"));
        Assert.That(page.Text, Does.Contain("王小明").And.Contain("卫星空间：").And.Contain("东苑睦邻点").And.Contain("2026-01 – 03"), "its host, its satellite, and the quarter that is over on 15 April");
        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/space?space=HUB"), "record", ("area", "120.5"), ("reason", "重新测量"));
        Assert.That(page.Text, Does.Contain("120.5 平方米").And.Contain("重新测量"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-invest?space=HUB"), "record", ("kind", "Hardware"), ("amount", "300"), ("on", "2026-02-01"), ("what", "坡道"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-invest?space=HUB"), "record", ("kind", "Governance"), ("amount", "50"), ("on", "2026-02-01"), ("what", "培训"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-invest-void?space=HUB&number=2"), "record", ("reason", "记错"));
        Assert.That(page.Text, Does.Contain("已作废").And.Contain("300.00"));

        using var editor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "editor", new NewGrant(PersonRole.OrganisationEditor, Scope.OfOrganisation("QINGHE"))));
        Assert.That((await editor.OpenDoneAsync("/spaces")).Text, Does.Contain("湖滨邻里中心").And.Not.Contain("东苑睦邻点").And.Contain("1 期未报告"));
        Assert.That((await editor.OpenAsync("/spaces/S1")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        foreach (var form in new[] { "space?space=HUB", "space-invest?space=HUB", "space-close?space=HUB", "space-result?space=S1", "new-space" })
            Assert.That((await editor.OpenAsync($"/directory/{form}")).Status, Is.EqualTo(HttpStatusCode.NotFound), form);
        Assert.That((await editor.OpenDoneAsync("/work")).Text, Does.Contain("待提交的空间运营报告"));
        var form1 = await editor.OpenDoneAsync("/directory/space-result?space=HUB");
        Assert.That(form1.Document.QuerySelector("#first")!.GetAttribute("value"), Is.EqualTo("2026-01-01"), "the first period that is missed");
        page = await editor.SendAsync(form1, "record", ("staff", "800"), ("outside", "200"), ("fees", "250"), ("users", "100"), ("text", "平稳"));
        Assert.That(page.Text, Does.Contain("1,000.00").And.Contain("800.00").And.Contain("25%").And.Contain("待审核"));
        Assert.That((await editor.OpenAsync("/directory/space-result-decide?space=HUB&first=2026-01-01&last=2026-03-31&version=1")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        Assert.That((await manager.OpenDoneAsync("/work")).Text, Does.Contain("待审核的空间运营报告"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-result-decide?space=HUB&first=2026-01-01&last=2026-03-31&version=1"), "record", ("decision", "Accepted"));
        Assert.That(page.Text, Does.Contain("已通过"));
        Assert.That(page.Document.QuerySelectorAll("svg.steps rect"), Has.Length.EqualTo(2));
        page = await manager.OpenDoneAsync("/spaces/compare");
        Assert.That(page.Text, Does.Contain("25%").And.Contain("10.00").And.Contain("没有已通过的报告"), "a visit costs ten; the satellite has nothing");

        using var stranger = server.BrowseAsStranger();
        Assert.That((await stranger.OpenDoneAsync("/public/spaces")).Text, Does.Contain("湖滨邻里中心").And.Contain("25%"));
        page = await stranger.OpenDoneAsync("/public/spaces/HUB");
        Assert.That(page.Text, Does.Contain("清河社工").And.Contain("1,000.00").And.Not.Contain("王小明").And.Not.Contain("平稳"));
        Assert.That((await stranger.OpenAsync("/public/spaces/NONE")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_template_filled_in_is_tried_and_imported()
    {
        var (_, manager) = await SiteAsync();
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-space"), "record", ("code", "HUB"), ("fund", "F1"), ("name", "湖滨邻里中心"), ("opened-on", "2026-01-01"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/space-operator?space=HUB"), "record", ("organisation", "QINGHE"), ("from", "2026-01-01"));
        var template = await (await manager.SaveAsync("/spaces/template.xlsx")).Content.ReadAsByteArrayAsync();
        var unfilled = await SendFileAsync(manager, template, "try");
        Assert.That(unfilled.Text, Does.Contain("第 2 行：请至少填写一项成本或收入"), "it is read as it was written: the period that is missed, without figures");

        const string Good = "空间代码 Space code,开始日期,结束日期,人员费用,服务收费\nHUB,2026-01-01,2026-01-31,100,40\nHUB,2026-02-01,2026-02-28,100,60\n";
        var page = await SendFileAsync(manager, Good.Replace("2026-02-28", "2026-02-30", StringComparison.Ordinal), "import");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(page.Text, Does.Contain("第 3 行“结束日期”：“2026-02-30”不是日期"));
        Assert.That((await SendFileAsync(manager, Good, "try")).Text, Does.Contain("可以导入：1 个空间，2 期"));
        Assert.That((await manager.OpenDoneAsync("/spaces/HUB")).Text, Does.Contain("还没有运营报告"));
        await SendFileAsync(manager, Good, "import");
        Assert.That((await manager.OpenDoneAsync("/spaces/HUB")).Text, Does.Contain("由他人审核").And.Contain("60%"), "who imported it does not decide it");
    }

    private static Task<SeenPage> SendFileAsync(Browser browser, string csv, string step) => SendFileAsync(browser, Encoding.UTF8.GetBytes(csv), step);

    private static async Task<SeenPage> SendFileAsync(Browser browser, byte[] sheet, string step) =>
        await browser.SendWithFileAsync(await browser.OpenDoneAsync("/spaces/import"), step, ("file", "results", sheet));

    private async Task<(Server Server, Browser Manager)> SiteAsync()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind community");
        var server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        return (server, await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager)));
    }
}
