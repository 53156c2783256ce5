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
    public async Task The_code_is_not_printed_once_somebody_can_sign_in()
    {
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(Today)))
            await Hosting.SitePeople.EverybodyAsync(database, Today);
        var said = await RunUntilItServesAsync("serve --urls http://127.0.0.1:0");
        Assert.That(said.Error, Does.Not.Contain("first-run"));
    }
}
