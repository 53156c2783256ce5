using System.Net;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Pages;

/// <summary>From an empty folder to the first administrator, with the code that the server printed.</summary>
public sealed class FirstUse : CommandLineTest
{
    [TestCase(Language.Zh)]
    [TestCase(Language.En)]
    public async Task Whoever_has_the_printed_code_becomes_the_administrator(Language language)
    {
        var said = await RunUntilItServesAsync("serve --urls http://127.0.0.1:0");
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        var code = said.Error.Split('\n').Select(line => line.Trim()).Single(line => line.Length == 39 && line.Count(letter => letter == '-') == 7);
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today));
        await using var app = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], new StandingClock(Today));
        await app.StartAsync();
        using var browser = new Browser(new Uri(app.Urls.First()), language, session: null);

        var door = await browser.OpenDoneAsync("/record");
        Assert.That(door.Path, Is.EqualTo("/first-run"));
        (string, string)[] me = [("name", "王管理"), ("signInName", "wang"), ("password", "春天在河边种一百棵树 spring"), ("again", "春天在河边种一百棵树 spring")];
        var wrong = await browser.SendAsync(door, null, [("code", code[..^1] + "!"), .. me]);
        Assert.That((wrong.Status, wrong.Text.Contains(language == Language.Zh ? "一次性代码不正确" : "one-time code is wrong", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)), wrong.Text);
        var account = await browser.SendAsync(door, null, [("code", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)), .. me]);
        Assert.That((account.Status, account.Path), Is.EqualTo((HttpStatusCode.OK, "/account")));
        Assert.That((await browser.OpenDoneAsync("/")).Document.QuerySelector("a[href='/record/fund']"), Is.Not.Null);
        Assert.That((await browser.OpenAsync("/first-run")).Path, Is.EqualTo("/"), "there is an administrator now");
        await app.StopAsync();
    }

    [Test]
    public async Task From_an_empty_folder_to_the_first_transfer_that_two_people_agreed_to()
    {
        var said = await RunUntilItServesAsync("serve --urls http://127.0.0.1:0");
        var code = said.Error.Split('\n').Select(line => line.Trim()).Single(line => line.Length == 39 && line.Count(letter => letter == '-') == 7);
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today));
        await using var app = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], new StandingClock(Today));
        await app.StartAsync();
        using var first = new Browser(new Uri(app.Urls.First()), Language.Zh, session: null);
        await first.SendAsync(await first.OpenDoneAsync("/"), null,
            ("code", code), ("name", "王管理"), ("signInName", "wang"), ("password", "春天在河边种一百棵树 spring"), ("again", "春天在河边种一百棵树 spring"));
        foreach (var fund in new[] { "A1", "B1" }) Assert.That((await first.RecordAsync("/record/fund", ("code", fund), ("name", $"{fund} 基金"), ("kind", "CommunityFund"), ("currency", "CNY"))).Path, Is.EqualTo($"/funds/{fund}"));
        Assert.That((await first.RecordAsync("/record/donation", ("fund", "A1"), ("amount", "100.00"), ("on", "2026-04-14"), ("donor", "李四"))).Path, Is.EqualTo("/entries/1"));

        var invitation = await first.SendAsync(await first.OpenDoneAsync("/people/invite"), null, ("name", "陈复核"), ("signInName", "chen"), ("role", "Approver"));
        using var second = new Browser(new Uri(app.Urls.First()), Language.En, session: null);
        var welcome = await second.OpenDoneAsync(new Uri(invitation.Document.QuerySelector(".hash")!.TextContent.Trim()).AbsolutePath);
        Assert.That((await second.SendAsync(welcome, null, ("password", "seven rivers run to the sea"), ("again", "seven rivers run to the sea"))).Path, Is.EqualTo("/account"));

        var proposed = await first.RecordAsync("/record/transfer", ("from", "A1"), ("to", "B1"), ("source", "donation"), ("amount", "40.00"), ("on", "2026-04-15"), ("reason", "追加"));
        Assert.That(proposed.Path, Is.EqualTo("/approvals/1"));
        Assert.That((await first.OpenAsync("/entries/2")).Status, Is.EqualTo(HttpStatusCode.NotFound), "nothing is posted while it waits");
        Assert.That(proposed.Document.QuerySelector("button[value=approve]"), Is.Null, "nobody agrees to their own");

        var seen = await second.OpenDoneAsync("/approvals/1");
        Assert.That(seen.Text, Does.Contain("40.00").And.Contain("王管理"));
        await second.SendAsync(seen, "approve");
        Assert.That((await second.OpenDoneAsync("/entries/2")).Text, Does.Contain("王管理").And.Contain("陈复核").And.Contain("40.00"));
        Assert.That((await first.OpenDoneAsync("/funds/B1")).Text, Does.Contain("40.00"));
        await app.StopAsync();
        await database.DisposeAsync();
        Assert.That((await RunAsync("verify --json")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task The_code_is_not_printed_once_somebody_can_sign_in()
    {
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
            await Hosting.SitePeople.EverybodyAsync(database, Today);
        var said = await RunUntilItServesAsync("serve --urls http://127.0.0.1:0");
        Assert.That(said.Error, Does.Not.Contain("first-run"));
    }
}
