using System.Net;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Residents answer by link, by number and in the box, without signing in; managers see how many, then what.</summary>
public sealed class HearingResidents : PageTest
{
    [Test]
    public async Task A_survey_is_opened_answered_by_link_counted_and_published()
    {
        var (server, manager) = await SiteAsync();
        var page = await manager.SendAsync(await manager.OpenDoneAsync("/voice/new"), "open", ("title", "一季度满意度"), ("code", "S1"), ("about", "Fund"), ("of", "F1"), ("quorum", "2"), ("ways", "Link"), ("words", "yes"));
        Assert.That(page.Path, Is.EqualTo("/voice/surveys/S1"), page.Text);
        page = await manager.SendAsync(page, "links", ("count", "2"));
        var links = page.Document.QuerySelectorAll("main .qr-sheet .code").Select(code => new Uri(code.TextContent).AbsolutePath).ToList();
        Assert.That((links.Count, page.Document.QuerySelectorAll("main .qr-sheet svg").Length), Is.EqualTo((2, 2)));
        Assert.That(page.Response.Headers.CacheControl!.NoStore);

        using var resident = server.BrowseAsStranger(Language.Zh);
        var form = await resident.OpenDoneAsync(links[0]);
        var unanswered = await resident.SendAsync(form, "answer");
        Assert.That(unanswered.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(unanswered.Text, Does.Contain("请回答每一题"));
        Assert.That((await resident.SendAsync(form, "answer", ("q1", "5"), ("words", "很好"))).Text, Does.Contain("谢谢，已收到"));
        Assert.That((await resident.OpenDoneAsync(links[0])).Text, Does.Contain("这个链接已用过"));
        Assert.That((await resident.OpenDoneAsync("/v/none")).Text, Does.Contain("链接无效"));

        page = await manager.OpenDoneAsync("/voice/surveys/S1");
        Assert.That(page.Text, Does.Contain("1 / 2").And.Not.Contain("满意率").And.Not.Contain("很好"), "results sway nobody");
        await resident.SendAsync(await resident.OpenDoneAsync(links[1]), "answer", ("q1", "2"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/voice/surveys/S1"), "close");
        Assert.That(page.Text, Does.Contain("2 人作答，达到最低人数 2 人").And.Contain("50%"));
        Assert.That((await resident.OpenDoneAsync("/public/voice/S1")).Text, Does.Not.Contain("50%"), "nothing is public before somebody publishes it");
        await manager.SendAsync(page, "publish");
        Assert.That((await resident.OpenDoneAsync("/public/voice/S1")).Text, Does.Contain("50%").And.Contain("不足 5 人作答").And.Not.Contain("很好"));
        Assert.That((await resident.OpenDoneAsync("/public/voice")).Text, Does.Contain("一季度满意度"));
        using var english = server.BrowseAsStranger(Language.En);
        Assert.That((await english.OpenDoneAsync("/public/voice/S1")).Text, Does.Contain("2 answered; the quorum of 2 is reached"));
    }

    [Test]
    public async Task What_residents_said_of_an_award_is_handed_in_as_its_proof()
    {
        await MakeSmallBooksAsync();
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", Today.AddDays(-40));
            var award = await database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await FundLedger.Ledger.Books.LoadAsync(reader), "G1-A"))!);
            (await new SignAgreement(database).RunAsync(new Asked("sign", "test"), new Signing("G1-A", Agreement.TextSha256Of(award), Today.AddDays(-20)))).Expect();
        }

        var server = await ServeAsync();
        using var manager = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager));
        using var checker = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver));
        var page = await manager.SendAsync(await manager.OpenDoneAsync("/voice/new"), "open", ("title", "项目满意度"), ("code", "M1"), ("about", "Award"), ("of", "G1-A"), ("quorum", "2"), ("ways", "Link"));
        Assert.That(page.Path, Is.EqualTo("/voice/surveys/M1"), page.Text);
        page = await manager.SendAsync(page, "links", ("count", "2"));
        using var resident = server.BrowseAsStranger(Language.Zh);
        foreach (var link in page.Document.QuerySelectorAll("main .qr-sheet .code").Select(code => new Uri(code.TextContent).AbsolutePath).ToList())
            await resident.SendAsync(await resident.OpenDoneAsync(link), "answer", ("q1", "5"));
        page = await manager.SendAsync(await manager.OpenDoneAsync("/voice/surveys/M1"), "close");
        Assert.That(page.Document.QuerySelector("button[value=prove]"), Is.Null, "it is published first");
        page = await manager.SendAsync(page, "publish");
        var proposed = await manager.SendAsync(page, "prove");
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), proposed.Text);
        Assert.That(proposed.Text, Does.Contain("G1-A").And.Contain("满意度"));
        await checker.SendAsync(await checker.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await manager.OpenDoneAsync("/awards/G1-A")).Text, Does.Contain("项目满意度"));
    }

    [Test]
    public async Task Feedback_is_answered_and_read_under_its_code()
    {
        var (server, manager) = await SiteAsync();
        using var resident = server.BrowseAsStranger(Language.Zh);
        var form = await resident.OpenDoneAsync("/public/feedback");
        var sent = await resident.SendAsync(form, "send", ("subject", "Fund:F1"), ("words", "夜里也请开门"));
        var code = sent.Document.QuerySelector("main .reply")!.TextContent;
        Assert.That((await resident.OpenDoneAsync("/public/voice")).Text, Does.Not.Contain("夜里也请开门"));
        Assert.That((await manager.OpenDoneAsync("/work")).Text, Does.Contain("待审核或待答复的居民意见").And.Contain("1 条"));
        await manager.SendAsync(await manager.OpenDoneAsync("/voice/feedback"), "answer", ("answer", "从四月起开到九点。"));
        await manager.SendAsync(await manager.OpenDoneAsync("/voice/feedback"), "show");
        Assert.That((await resident.SendAsync(await resident.OpenDoneAsync("/public/feedback"), "look", ("code", code))).Text, Does.Contain("从四月起开到九点"));
        Assert.That((await resident.SendAsync(await resident.OpenDoneAsync("/public/feedback"), "look", ("code", "none"))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That((await resident.OpenDoneAsync("/public/voice")).Text, Does.Contain("夜里也请开门").And.Contain("从四月起开到九点"));
    }

    [Test]
    public async Task A_space_agrees_what_it_gives_back_and_gives_rooms_for_service()
    {
        var (_, manager) = await SiteAsync();
        const string returns = "/spaces/L1/returns";
        Assert.That((await manager.OpenDoneAsync("/spaces/L1")).Document.QuerySelector($"main a[href='{returns}']"), Is.Not.Null);
        var wrong = await manager.SendAsync(await manager.OpenDoneAsync(returns), "rule", ("from", "2026-01-01"), ("tiers", "x"), ("reason", "协议"));
        Assert.That(wrong.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(wrong.Document.QuerySelector("details[open] #rule-tiers-error"), Is.Not.Null, "the form with the mistake stands open");
        var page = await manager.SendAsync(wrong, "rule", ("tiers", "50000:10%, 200000:20%"));
        Assert.That(page.Text, Does.Contain("规则现为第 1 版").And.Contain("50,000.00 以上 10%；200,000.00 以上 20%"));
        page = await manager.SendAsync(page, "give", ("organisation", "QINGHE"), ("on", Today.AddDays(-9).ToIso()), ("hours", "7.5"), ("rate", "80"), ("service-rate", "60"), ("due", Today.AddDays(-2).ToIso()), ("what", "书法课，换课后托管"));
        Assert.That(page.Text, Does.Contain("应换服务 600.00").And.Contain("7.5 × 80.00"));
        page = await manager.SendWithFileAsync(page, "settle", ("evidence", "sign-in.txt", "签到"u8.ToArray()), ("number", "1"), ("hours", "4"), ("on", Today.ToIso()), ("what", "托管"));
        Assert.That(page.Text, Does.Contain("已抵 240.00，尚欠 360.00"));
        var proposed = await manager.SendAsync(page, "write-off-service", ("number", "1"), ("amount", "360"), ("on", Today.ToIso()), ("reason", "停办"));
        Assert.That(proposed.Path, Does.StartWith("/approvals/"), "it takes another person");
        Assert.That(proposed.Text, Does.Contain("场地使用编号").And.Contain("停办"));
    }

    private async Task<(Server Server, Browser Manager)> SiteAsync()
    {
        await MakeSmallBooksAsync();
        await DoneAsync("space add --space L1 --fund F1 --name 会客厅 --opened 2025-01-01");
        await DoneAsync("organisation register --code QINGHE --name 清河社工 --kind community");
        var server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        return (server, await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager)));
    }
}
