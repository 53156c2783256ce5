using System.Net;
using FundLedger.Cofunding;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Matching by pages alone: tried, opened by two, explained gift by gift, changed and closed.</summary>
public sealed class MatchingGifts : PageTest
{
    private Server server = null!;
    private string maker = "";
    private string checker = "";

    private async Task MakeSiteAsync(Func<Database, Task>? beforeThereArePeople = null)
    {
        await MakeSmallBooksAsync();
        if (beforeThereArePeople is not null)
        {
            await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today));
            await beforeThereArePeople(database);
        }

        server = await ServeAsync();
        await SitePeople.EverybodyAsync(server.Database, Today);
        maker = await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager);
        checker = await SitePeople.AddAsync(server.Database, "approver", PersonRole.Approver);
    }

    private static readonly (string, string)[] Programme =
    [
        ("code", "YUAN"), ("name", "一元配一元"), ("potFund", "F1"), ("potSource", "seed-民发1号"), ("pot", "1000"), ("below", "F1"), ("first", "2026-04-01"), ("last", "2026-06-30"),
        ("ratio1", "1:1"), ("to1", "100"), ("ratio2", "1:2"), ("giftCap", "120"), ("donorCap", "150"),
    ];

    [Test]
    public async Task A_programme_is_tried_on_past_gifts_opened_by_two_and_each_gift_says_how_its_match_was_worked_out()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        Assert.That((await asking.OpenDoneAsync("/matching")).Text, Does.Contain("还没有配比计划"));
        var form = await asking.OpenDoneAsync("/matching/open");
        Assert.That((await asking.SendAsync(form, "propose", [.. Programme, ("ratio1", "一比一")])).Text, Does.Contain("第 1 档：比例请写作"));
        var tried = await asking.SendAsync(form, "simulate", [.. Programme, ("first", "2026-01-01")]);
        Assert.That(tried.Text, Does.Contain("试算结果").And.Contain("会配出"));
        Assert.That(tried.Document.QuerySelector("input[name=giftCap]")!.GetAttribute("value"), Is.EqualTo("120"), "what was typed stands");

        var proposed = await asking.SendAsync(form, "propose", Programme);
        Assert.That(proposed.Text, Does.Contain("待 1 人复核").And.Contain("不超过 100.00 的部分").And.Contain("每捐 2 元配 1 元"));
        await checking.SendAsync(await checking.OpenDoneAsync(proposed.Path), "approve");
        Assert.That((await asking.OpenDoneAsync("/matching")).Text, Does.Contain("一元配一元").And.Contain("1,000.00"));

        var gift = await asking.RecordAsync("/record/donation?fund=F2", ("amount", "180"), ("on", "2026-04-10"), ("donor", "钱七"));
        Assert.That(gift.Text, Does.Contain("怎样算出来").And.Contain("100.00 至 180.00 的部分，按 1:2").And.Contain("140.00").And.Contain("单笔上限尚余").And.Contain("受此限制").And.Contain("120.00"));
        var programme = await asking.OpenDoneAsync("/matching/YUAN");
        Assert.That(programme.Text, Does.Contain("880.00").And.Contain("单笔上限"));

        var small = await asking.RecordAsync("/record/donation?fund=F2", ("amount", "80"), ("on", "2026-04-11"), ("donor", "钱七"));
        Assert.That(small.Text, Does.Contain("捐赠人上限尚余").And.Contain("30.00"));
        await asking.RecordAsync($"/record/refund?entry={gift.Path.Split('/')[^1]}", ("amount", "180"));
        Assert.That((await asking.OpenDoneAsync(gift.Path)).Text, Does.Contain("随退款收回").And.Contain("收回 120.00"));
        Assert.That((await asking.OpenDoneAsync("/matching/YUAN")).Text, Does.Contain("退款收回").And.Contain("970.00"));
    }

    [Test]
    public async Task A_rule_is_changed_and_a_programme_closed_by_two_and_a_related_party_earns_nothing()
    {
        await MakeSiteAsync();
        using var asking = await server.BrowseAsync(maker);
        using var checking = await server.BrowseAsync(checker);
        var open = await asking.SendAsync(await asking.OpenDoneAsync("/matching/open"), "propose", Programme);
        await checking.SendAsync(await checking.OpenDoneAsync(open.Path), "approve");

        Assert.That((await asking.SendAsync(await asking.OpenDoneAsync("/matching/related"), "register", ("donor", "孙八"))).Text, Does.Contain("关联关系"));
        Assert.That((await asking.SendAsync(await asking.OpenDoneAsync("/matching/related"), "register", ("donor", "孙八"), ("relation", "理事"), ("from", "2026-01-01"))).Text, Does.Contain("已登记").And.Contain("理事"));
        Assert.That((await asking.RecordAsync("/record/donation?fund=F2", ("amount", "50"), ("on", "2026-04-10"), ("donor", "孙八"))).Text, Does.Contain("没有得到配比：捐赠人为关联方"));

        var rule = await asking.OpenDoneAsync("/matching/YUAN/rule");
        Assert.That(rule.Document.QuerySelector("input[name=donorCap]")!.GetAttribute("value"), Is.EqualTo("150.00"));
        Assert.That((await asking.SendAsync(rule, "simulate", ("ratio1", "2:1"))).Text, Does.Contain("试算结果"));
        var changed = await asking.SendAsync(rule, "propose", ("ratio1", "2:1"));
        Assert.That(changed.Text, Does.Contain("每捐 1 元配 2 元"));
        await checking.SendAsync(await checking.OpenDoneAsync(changed.Path), "approve");
        Assert.That((await asking.OpenDoneAsync("/matching/YUAN")).Text, Does.Contain("第 2 版").And.Contain("第 1 版"));

        var end = await asking.SendAsync(await asking.OpenDoneAsync("/matching/YUAN/close"), "propose");
        await checking.SendAsync(await checking.OpenDoneAsync(end.Path), "approve");
        Assert.That((await asking.OpenDoneAsync("/matching/YUAN")).Text, Does.Contain("已结束").And.Contain("已释放"));
    }

    [Test]
    public async Task Anybody_reads_a_programme_its_estimate_and_its_final_figures_and_nobodys_name()
    {
        await MakeSiteAsync(OpenProRataAsync);
        using var asking = await server.BrowseAsync(maker);
        await asking.RecordAsync("/record/donation?fund=F2", ("amount", "180"), ("on", "2026-04-10"), ("donor", "钱七"));
        using var stranger = server.BrowseAsStranger();
        Assert.That((await stranger.OpenDoneAsync("/sign-in")).Document.QuerySelector("a[href='/public/matching']"), Is.Not.Null);
        Assert.That((await stranger.OpenDoneAsync("/public/matching")).Text, Does.Contain("一元配一元").And.Contain("180.00"), "the estimate");
        var open = await stranger.OpenDoneAsync("/public/matching/PR");
        Assert.That(open.Text, Does.Contain("这是估算").And.Contain("各基金预计得到多少").And.Contain("180.00").And.Not.Contain("钱七").And.Not.Contain("钱*"));
        Assert.That(open.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!), Does.Contain("/public/matching").And.All.Match("^(/public|/help|#)"), "no way to what they may not see");

        await CloseAsync(asking);
        (await new FinishClosings(server.Database).RunAsync("test")).Expect();
        Assert.That((await stranger.OpenDoneAsync("/public/matching/PR")).Text, Does.Contain("各基金得到多少").And.Contain("已结束").And.Contain("180.00").And.Contain("820.00"));
        Assert.That((await stranger.OpenAsync("/public/matching/NONE")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_close_that_is_held_up_is_told_at_the_start_and_its_page_says_why()
    {
        await MakeSiteAsync(async database =>
        {
            await OpenProRataAsync(database);
            (await new RequireCofunding(database).RunAsync(new Asked("require", "test"), new NewCofundingRequirement("F2", new BasisPoints(4_000), new DateOnly(2026, 1, 1), "府办7号"))).Expect();
        });
        using var asking = await server.BrowseAsync(maker);
        await asking.RecordAsync("/record/donation?fund=F2", ("amount", "180"), ("on", "2026-04-10"), ("donor", "钱七"));
        await CloseAsync(asking);

        Assert.That((await asking.OpenDoneAsync("/")).Text, Does.Contain("配比正在结束").And.Contain("已入账 0 / 1 部分"));
        var page = await asking.OpenDoneAsync("/matching/PR");
        var told = await asking.SendAsync(page, null);
        Assert.That(told.Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(told.Text, Does.Contain("府办7号").And.Contain("尚缺"));
    }

    /// <summary>One to one, from F1's seed money, for gifts to F2.</summary>
    private static async Task OpenProRataAsync(Database database) => (await new OpenProgramme(database).RunAsync(new Asked("open", "test"), new NewMatchingProgramme(
        "PR", "一元配一元", "F1", "seed-民发1号", new Money(100_000, Currency.Cny), new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 30), new GiftScope { Funds = ["F2"] }, MatchingTerms.Flat(1, 1))
    {
        Exhaustion = Exhaustion.ProRata,
    })).Expect();

    private async Task CloseAsync(Browser asking)
    {
        using var checking = await server.BrowseAsync(checker);
        var end = await asking.SendAsync(await asking.OpenDoneAsync("/matching/PR/close"), "propose");
        await checking.SendAsync(await checking.OpenDoneAsync(end.Path), "approve");
    }
}
