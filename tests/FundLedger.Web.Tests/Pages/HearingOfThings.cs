using System.Net;
using FundLedger.Notices;
using FundLedger.Payments;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

/// <summary>What somebody is told, how they want to hear, and what is on its way, as the pages show it.</summary>
public sealed class HearingOfThings : PageTest
{
    [Test]
    public async Task A_checker_is_told_counts_it_in_the_header_goes_there_after_signing_in_and_has_read_it()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        var (manager, checker, other) = (await SitePeople.AddAsync(server.Database, "manager", PersonRole.FundManager), await SitePeople.AddAsync(server.Database, "checker", PersonRole.Approver), await SitePeople.AddAsync(server.Database, "other", PersonRole.Auditor));
        using var browser = await server.BrowseAsync(checker, Language.En);
        var empty = await browser.OpenDoneAsync("/notices");
        Assert.That(empty.Text, Does.Contain("There are no notices yet").And.Contain("No mail server is set up: notices are here only."));
        Assert.That(empty.Document.QuerySelector("header .bell .count"), Is.Null);

        foreach (var payee in new[] { "a", "b", "c" }) (await new ProposeAct(server.Database).RunAsync(SitePeople.Asked(manager), SetPayee.Kind, new NewPayee(null, payee, PayeeKind.Organisation, payee, "", "x", "6217000012345678", null))).Expect();
        await new SpreadEvents(server.Database).RunAsync("schedule", sendsMail: false);
        var page = await browser.OpenDoneAsync("/notices");
        Assert.That(page.Document.QuerySelector("header .bell .count")!.TextContent, Is.EqualTo("3"));
        Assert.That(page.Document.QuerySelectorAll("main tbody th a").Select(link => link.TextContent), Is.EqualTo(new[] { 8, 7, 6 }.Select(number => $"Number {number} (Account of a payee) waits for you to agree")));
        Assert.That((await (await server.BrowseAsync(checker)).OpenDoneAsync("/notices")).Text, Does.Contain("第 8 号事项（收款方账户）等您复核").And.Contain("3 条未读"));

        var link = page.Document.QuerySelector("main tbody th a")!.GetAttribute("href")!;
        var opened = await browser.OpenDoneAsync(link);
        Assert.That(opened.Path, Is.EqualTo("/approvals/8"));
        Assert.That(opened.Document.QuerySelector("header .bell .count")!.TextContent, Is.EqualTo("2"), "it is read");
        using var stranger = server.BrowseAsStranger(Language.En);
        var door = await stranger.OpenDoneAsync(link);
        Assert.That(door.Path, Is.EqualTo($"/sign-in?next={Uri.EscapeDataString(link)}"), "where SigningIn goes on from");
        using var elsewhere = await server.BrowseAsync(other);
        Assert.That((await elsewhere.OpenAsync(link)).Status, Is.EqualTo(HttpStatusCode.NotFound), "another person's notice is not there");

        var one = await browser.SendAsync(await browser.OpenDoneAsync("/notices"), "read");
        Assert.That(one.Document.QuerySelector("header .bell .count")!.TextContent, Is.EqualTo("1"));
        Assert.That(one.Document.QuerySelectorAll("main tbody tr .tag"), Has.Length.EqualTo(1));
        Assert.That(one.Document.QuerySelector("main tbody tr .tag")!.Closest("tr")!.TextContent, Does.Contain("Number "), "unread first");
        var all = await browser.SendAsync(one, "read-all");
        Assert.That(all.Text, Does.Contain("1 marked as read.").And.Contain("All of them are read"));
        Assert.That(all.Document.QuerySelector("header .bell .count"), Is.Null);
    }

    [Test]
    public async Task Everybody_says_for_themselves_how_they_hear()
    {
        await NewFundAsync("F1");
        var server = await ServeAsync();
        var person = await SitePeople.AddAsync(server.Database, "reader", PersonRole.Auditor);
        using var browser = await server.BrowseAsync(person, Language.En);
        Assert.That((await browser.OpenDoneAsync("/account")).Document.QuerySelector("a[href='/notices/settings']"), Is.Not.Null);
        var page = await browser.OpenDoneAsync("/notices/settings");
        Assert.That(page.Text, Does.Contain("No mail server is set up at this site, so no e-mail is sent now"));
        Assert.That(page.Document.QuerySelector("#language option[selected]")!.GetAttribute("value"), Is.EqualTo("en"), "as they read now");
        var wrong = await browser.SendAsync(page, "set", ("mail", "Daily"), ("email", "nobody"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector("#email-error")!.TextContent), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "This is no whole e-mail address.")));
        Assert.That(wrong.Document.QuerySelector("#mail option[selected]")!.GetAttribute("value"), Is.EqualTo("Daily"), "what was typed stays");
        var kept = await browser.SendAsync(wrong, "set", ("email", "reader@example.org"));
        Assert.That(kept.Text, Does.Contain("It is kept."));
        Assert.That(await server.Database.ReadAsync(reader => NoticeSettings.OfAsync(reader, person)), Is.EqualTo(new NoticeSettings(person, MailWish.Daily, Language.En)));
        Assert.That((await (await server.BrowseAsync(person)).OpenDoneAsync("/notices/settings")).Text, Does.Contain("每天早上 8 点汇总一封"));
    }

    [Test]
    public async Task An_administrator_lets_a_program_listen_and_sees_what_became_of_each_delivery()
    {
        await NewFundAsync("F1");
        var server = await ServeAsync();
        using var browser = server.Browse(Language.En);
        Assert.That((await browser.OpenDoneAsync("/notices/queue")).Text, Does.Contain("Nothing waits and nothing failed.").And.Contain("none is set: no e-mail is sent"));
        var page = await browser.OpenDoneAsync("/notices/webhooks");
        Assert.That(page.Text, Does.Contain("There are none yet. Enter one below."));
        var wrong = await browser.SendAsync(page, "subscribe", ("url", "http://example.org/hook"));
        Assert.That((wrong.Status, wrong.Document.QuerySelector("#url-error")!.TextContent), Is.EqualTo((HttpStatusCode.UnprocessableEntity, "A webhook goes to an https address; http is for this machine only.")));
        var issued = await browser.SendAsync(page, "subscribe", ("url", "https://example.org/hook"), ("kinds", "award.decided"));
        var secret = issued.Document.QuerySelector("section[aria-labelledby=issued] .code")!.TextContent;
        Assert.That(secret, Does.Match("^whsec_[0-9a-f]{64}$"));
        Assert.That($"{issued.Response.Headers.CacheControl}", Does.Contain("no-store"));
        Assert.That((await browser.OpenDoneAsync("/notices/webhooks")).Html, Does.Not.Contain(secret), "shown this once");
        Assert.That(await server.Database.ReadAsync(async reader => (await Webhooks.ListAsync(reader)).Single().Secret), Does.Not.Contain(secret[6..]), "kept protected");

        var one = await browser.OpenDoneAsync("/notices/webhooks/1");
        Assert.That(one.Text, Does.Contain("Nothing was sent yet. A test shows whether it arrives.").And.Contain("award.decided"));
        var tested = await browser.SendAsync(one, "test");
        Assert.That(tested.Document.QuerySelector("main tbody tr")!.TextContent, Does.Contain("A test").And.Contain("Waiting").And.Contain("not tried yet"));
        await new RunDeliveries(server.Database, new StandingClock(Today), "node", (_, _) => Task.FromResult<Attempt>(new Attempt.Failed("http-503"))).RunAsync();
        var queue = await browser.OpenDoneAsync("/notices/queue");
        Assert.That(queue.Document.QuerySelector("main tbody tr")!.TextContent, Does.Contain("https://example.org/hook").And.Contain("answered 503"));
        Assert.That((await server.Browse().OpenDoneAsync("/notices/queue")).Text, Does.Contain("对方应答 503").And.Contain("最早的已等"));
        Assert.That((await browser.SendAsync(queue, "again")).Text, Does.Contain("It is sent again within a minute."));
        var dropped = await browser.SendAsync(await browser.OpenDoneAsync("/notices/queue"), "give-up");
        Assert.That(dropped.Document.QuerySelector("main tbody tr")!.TextContent, Does.Contain("Given up").And.Contain("Send again"));
        var changed = await browser.SendAsync(await browser.OpenDoneAsync("/notices/webhooks/1"), "secret");
        Assert.That(changed.Text, Does.Contain("both the new and the old secret sign"));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/notices/webhooks/1"), "end")).Text, Does.Contain("It is ended: nothing more is sent there."));
        Assert.That((await server.Browse().OpenDoneAsync("/notices/webhooks")).Text, Does.Contain("已停用"));
        using var auditor = await server.BrowseAsync(await SitePeople.AddAsync(server.Database, "auditor", PersonRole.Auditor));
        Assert.That((await auditor.OpenAsync("/notices/queue")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
