using System.Net;
using System.Text;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>The directory, needs and working days by pages alone; an organisation sees its own and nothing of others.</summary>
public sealed class KeepingTheDirectory : PageTest
{
    [Test]
    public async Task An_organisation_is_registered_verified_barred_and_let_in_again()
    {
        var (server, manager) = await SiteAsync();
        Assert.That((await manager.OpenDoneAsync("/organisations")).Text, Does.Contain("目录里还没有机构"));
        var wrong = await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-organisation"), "record", ("code", "QINGHE"), ("name", "清河社工"), ("kind", "SocialService"), ("credit-code", "91350100M000100Y42"));
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(wrong.Text, Does.Contain("校验位应是 3"));
        var page = await RegisterAsync(manager, "QINGHE");
        Assert.That(page.Text, Does.Contain("请上传：备案证明、年检或年报结论"));

        var owner = await SitePeople.AddAsync(server.Database, "owner", new NewGrant(PersonRole.OrganisationOwner, Scope.OfOrganisation("QINGHE")));
        foreach (var kind in new[] { QualificationKind.Filing, QualificationKind.YearlyCheck }) await UploadAsync(server, owner, kind);
        page = await manager.OpenDoneAsync("/organisations/QINGHE");
        Assert.That(page.Text, Does.Contain("等基金管理人员核验"));
        foreach (var document in new[] { 1, 2 }) page = await manager.SendAsync(await manager.OpenDoneAsync($"/directory/organisation-check?organisation=QINGHE&document={document}"), "record");
        Assert.That(page.Text, Does.Contain("具备资质").And.Contain("已核验"));
        Assert.That((await manager.OpenDoneAsync("/organisations?status=Qualified")).Text, Does.Contain("清河"));

        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/organisation-bar?organisation=QINGHE"), "record", ("from", Today.ToIso()), ("to", Today.AddYears(1).ToIso()), ("reason", "末期评估不合格"));
        Assert.That(page.Text, Does.Contain($"禁入至 {Today.AddYears(1).ToIso()}"));
        var proposed = await manager.SendAsync(await manager.OpenDoneAsync("/directory/organisation-unbar?organisation=QINGHE&bar=1"), "record", ("reason", "复核改判"));
        Assert.That(proposed.Text, Does.Contain("撤销禁入").And.Contain("QINGHE"));
        using var checking = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver));
        await checking.SendAsync(await checking.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await manager.OpenDoneAsync("/organisations/QINGHE")).Text, Does.Contain("具备资质").And.Contain("复核改判"));
    }

    [Test]
    public async Task An_organisations_people_keep_their_own_profile_and_see_no_other()
    {
        var (server, manager) = await SiteAsync();
        await RegisterAsync(manager, "QINGHE");
        await RegisterAsync(manager, "OTHER");
        using var owner = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "owner", new NewGrant(PersonRole.OrganisationOwner, Scope.OfOrganisation("QINGHE"))));
        using var viewer = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "viewer", new NewGrant(PersonRole.OrganisationViewer, Scope.OfOrganisation("QINGHE"))));

        var mine = await owner.OpenDoneAsync("/organisations/mine");
        Assert.That(mine.Path, Is.EqualTo("/organisations/QINGHE"));
        Assert.That(mine.Text, Does.Contain("我的机构").And.Contain("接下来"));
        foreach (var path in new[] { "/organisations", "/organisations/OTHER", "/directory/organisation?organisation=OTHER", "/directory/organisation-document?organisation=OTHER", "/directory/organisation-invite?organisation=OTHER", "/directory/new-organisation",
            "/directory/organisation-bar?organisation=QINGHE", "/directory/organisation-check?organisation=QINGHE&document=1", "/directory/organisation-payee?organisation=QINGHE", "/directory/new-need", "/directory/calendar-days", "/calendar" })
            Assert.That((await owner.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        foreach (var path in new[] { "/directory/organisation?organisation=QINGHE", "/directory/organisation-invite?organisation=QINGHE" })
            Assert.That((await viewer.OpenAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);

        var changed = await owner.SendAsync(await owner.OpenDoneAsync("/directory/organisation?organisation=QINGHE"), "record", ("fields", "养老，儿童"), ("reason", "补充领域"));
        Assert.That(changed.Text, Does.Contain("养老、儿童").And.Contain("补充领域"));
        var invited = await owner.SendAsync(await owner.OpenDoneAsync("/directory/organisation-invite?organisation=QINGHE"), "record", ("name", "小赵"), ("signInName", "zhao"), ("role", "OrganisationEditor"));
        Assert.That(invited.Text, Does.Contain("/invitation/"), "the link is shown once");
        Assert.That((await owner.OpenDoneAsync("/organisations/QINGHE")).Text, Does.Contain("小赵").And.Contain("机构填报人"));

        await owner.SendAsync(await owner.OpenDoneAsync("/directory/organisation-person?organisation=QINGHE"), "record", ("relation", "LegalRepresentative"), ("name", "王小明"), ("phone", "13800138000"), ("id", "31011519800101123X"));
        var page = await manager.OpenDoneAsync("/organisations/QINGHE");
        Assert.That(page.Text, Does.Contain("王*").And.Contain("138****8000").And.Not.Contain("王小明"));
        Assert.That((await manager.SendAsync(page, null, ("person", "1"), ("reason", "Conflict"))).Text, Does.Contain("王小明"));
        Assert.That((await viewer.OpenDoneAsync("/organisations/QINGHE")).Document.QuerySelector("#person"), Is.Null);

        page = await owner.SendAsync(await owner.OpenDoneAsync("/directory/organisation-relation?organisation=QINGHE"), "record", ("relation", "Parent"), ("name", "母机构"), ("since", "2026-01-01"));
        var end = page.Document.QuerySelector("main a[href^='/directory/organisation-relation-end?']")!.GetAttribute("href")!;
        Assert.That((await owner.SendAsync(await owner.OpenDoneAsync(end), "record", ("last", "2025-12-31"))).Document.QuerySelector("#last")!.GetAttribute("aria-invalid"), Is.EqualTo("true"));
        page = await owner.SendAsync(await owner.OpenDoneAsync(end), "record", ("last", "2026-03-31"));
        Assert.That(page.Text, Does.Contain("2026-01-01 – 2026-03-31"));
        Assert.That(page.Document.QuerySelector("main a[href^='/directory/organisation-relation-end?']"), Is.Null, "it ends once");
        Assert.That((await viewer.OpenAsync(end)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_need_is_posted_taken_through_its_steps_and_bought()
    {
        var (_, manager) = await SiteAsync();
        await RegisterAsync(manager, "QINGHE");
        Assert.That((await manager.OpenDoneAsync("/needs")).Text, Does.Contain("还没有需求").And.Contain("还没有服务项目"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-offer?organisation=QINGHE"), "record", ("code", "O1"), ("title", "助餐服务"), ("amount", "1200"));
        var changed = await manager.SendAsync(await manager.OpenDoneAsync("/directory/offer?offer=O1"), "record", ("amount", "1100"), ("reason", "降价"));
        Assert.That(changed.Text, Does.Contain("服务项目已更改").And.Contain("助餐服务").And.Contain("1,100.00"), "what was not typed stays");
        var page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-need"), "record", ("code", "N1"), ("fund", "F1"), ("title", "老人助餐"), ("amount", "1000"), ("step-Decide", "yes"));
        Assert.That(page.Text, Does.Contain("接下来：定：作出决定"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/need-match?need=N1"), "record", ("offer", "O1"), ("contract", "GovernmentPurchase"), ("amount", "1000"));
        Assert.That(page.Text, Does.Contain("政府购买服务").And.Contain("已提出"));
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/match-follow?match=1"), "record", ("state", "Agreed"));
        var notYet = await manager.SendAsync(await manager.OpenDoneAsync("/directory/match-follow?match=1"), "record", ("state", "UnderWay"));
        Assert.That(notYet.Text, Does.Contain("还没有记录“定：作出决定”"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/need-step?need=N1&which=Decide"), "record", ("minutes", "同意助餐"), ("attendance", "30"), ("for", "28"), ("against", "1"), ("abstained", "1"));
        Assert.That(page.Text, Does.Contain("28 / 1 / 1").And.Contain("必须经过的步骤都已记录"));

        await manager.SendAsync(await manager.OpenDoneAsync("/directory/purchase-receive?match=1"), "record", ("amount", "600"));
        var tooMuch = await manager.SendAsync(await manager.OpenDoneAsync("/directory/purchase-deliver?match=1"), "record", ("amount", "600.01"));
        Assert.That(tooMuch.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var entry = await manager.SendAsync(await manager.OpenDoneAsync("/directory/purchase-deliver?match=1"), "record", ("amount", "250"));
        Assert.That(entry.Text, Does.Contain("提供服务收入").And.Contain("250.00"));
        Assert.That((await manager.OpenDoneAsync("/needs/N1")).Text, Does.Contain("600.00 / 250.00"));
    }

    [Test]
    public async Task Working_days_are_entered_and_a_year_nobody_knows_says_so()
    {
        var (_, manager) = await SiteAsync();
        Assert.That((await manager.OpenDoneAsync("/calendar?year=2026")).Text, Does.Contain("国庆节").And.Contain("程序自带"));
        Assert.That((await manager.OpenDoneAsync("/calendar?year=2027")).Text, Does.Contain("2027 年还没有节假日安排"));
        var page = await manager.SendAsync(await manager.OpenDoneAsync("/directory/calendar-days"), "record", ("from", "2027-01-01"), ("to", "2027-01-03"), ("kind", "Holiday"), ("name", "元旦"), ("origin", "国办通知"));
        Assert.That(page.Text, Does.Contain("已登记 3 天").And.Contain("2027-01-03"));
    }

    private async Task<(Server Server, Browser Manager)> SiteAsync()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        return (server, await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager)));
    }

    private static async Task<SeenPage> RegisterAsync(Browser manager, string code) =>
        await manager.SendAsync(await manager.OpenDoneAsync("/directory/new-organisation"), "record", ("code", code), ("name", "清河社工"), ("kind", "Community"));

    private static async Task UploadAsync(Server server, string person, QualificationKind kind) =>
        (await new AddQualification(server.Database).RunAsync(new Asked($"upload-{kind}", person), new NewQualification("QINGHE", kind, "1", Today.AddDays(-10), Today.AddYears(1), new Attachment("scan.pdf", Encoding.UTF8.GetBytes($"{kind}"))))).Expect();
}
