using System.Net;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;

namespace FundLedger.Web.Tests.Pages;

/// <summary>Before money moves in a session whose owner has long not proved to be there, the password is asked for again, and nothing typed is lost.</summary>
public sealed class ConfirmingIdentity : CommandLineTest
{
    private SqliteDatabase database = null!;
    private WebApplication app = null!;
    private Browser browser = null!;
    private MovingClock clock = null!;

    [SetUp]
    public async Task Serve()
    {
        await NewFundAsync();
        clock = new MovingClock(new StandingClock(Today).GetUtcNow());
        database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock);
        app = LedgerHost.Build(database, [new Uri("http://127.0.0.1:0")], clock);
        await app.StartAsync();
        var person = await SitePeople.EverybodyAsync(database, Today);
        browser = new Browser(new Uri(app.Urls.First()), Values.Language.Zh, await SitePeople.SignInAsync(database, person));
    }

    [TearDown]
    public async Task Stop()
    {
        browser.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task What_was_typed_goes_on_after_the_password()
    {
        await WaitAsync(TimeSpan.FromHours(5));
        var form = await browser.OpenDoneAsync("/record/donation");
        var asked = await browser.SendAsync(form, "check", ("fund", "F1"), ("amount", "12.50"), ("on", "2026-04-14"), ("donor", "王小明"));
        Assert.That(asked.Text, Does.Contain("请再次确认身份"));
        var wrong = await browser.SendAsync(asked, null, ("confirm-password", "not it at all"));
        Assert.That((wrong.Status, wrong.Text.Contains("密码不正确", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        var check = await browser.SendAsync(wrong, null, ("confirm-password", SitePeople.Password));
        Assert.That(check.Text, Does.Contain("请核对").And.Contain("12.50"));
        Assert.That((await browser.SendAsync(check, "record")).Path, Is.EqualTo("/entries/1"), "it is not asked again");
        Assert.That(await database.ReadAsync(JournalReading.LastAsync), Is.EqualTo(1));
    }

    [Test]
    public async Task Money_that_leaves_a_fund_asks_sooner_than_money_that_comes()
    {
        await WaitAsync(TimeSpan.FromMinutes(30));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/record/donation"), "check", ("fund", "F1"), ("amount", "12.50"), ("on", "2026-04-14"), ("donor", "x"))).Text, Does.Contain("请核对"));
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/record/reversal"), "check", ("entry", "1"), ("on", "2026-04-14"), ("reason", "x"))).Text, Does.Contain("请再次确认身份"));
    }

    [Test]
    public async Task A_file_is_asked_for_after_the_password_and_not_lost_to_it()
    {
        await WaitAsync(TimeSpan.FromHours(5));
        var asked = await browser.OpenDoneAsync("/import");
        Assert.That(asked.Path, Is.EqualTo("/confirm?next=%2Fimport"));
        Assert.That((await browser.SendAsync(asked, null, ("confirm-password", SitePeople.Password))).Path, Is.EqualTo("/import"));
    }

    [Test]
    public async Task A_session_that_nobody_used_for_an_hour_is_over()
    {
        clock.Now += TimeSpan.FromMinutes(61);
        Assert.That((await browser.OpenAsync("/")).Path, Does.StartWith("/sign-in"));
    }

    /// <summary>Somebody who looks at a page now and then: the session goes on, and its confirmation grows old.</summary>
    private async Task WaitAsync(TimeSpan time)
    {
        for (var waited = TimeSpan.Zero; waited < time; waited += TimeSpan.FromMinutes(30))
        {
            clock.Now += TimeSpan.FromMinutes(30);
            await browser.OpenDoneAsync("/");
        }
    }
}
