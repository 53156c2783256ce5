using System.Net;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Pages;

public sealed class SigningIn : PageTest
{
    protected override bool NeedsOwnHost => true;

    private const string Wrong = "登录名或密码不正确";

    private Server server = null!;

    [SetUp]
    public async Task Serve()
    {
        await NewFundAsync();
        server = await ServeAsync();
    }

    [Test]
    public async Task Name_and_password_let_in_where_they_wanted_to_go_with_a_cookie_out_of_reach_of_scripts()
    {
        using var browser = server.BrowseAsStranger();
        var door = await browser.OpenDoneAsync("/funds?x=1");
        Assert.That(door.Path, Is.EqualTo("/sign-in?next=%2Ffunds%3Fx%3D1"));
        var inside = await browser.SendAsync(door, null, ("name", " JINGBAN "), ("password", SitePeople.Password));
        Assert.That((inside.Status, inside.Path), Is.EqualTo((HttpStatusCode.OK, "/funds?x=1")));
        var cookie = browser.Cookies.GetCookies(new Uri(server.Url)).Single(cookie => cookie.Name == "fundledger");
        Assert.That((cookie.HttpOnly, cookie.Expires, cookie.Path), Is.EqualTo((true, DateTime.MinValue, "/")), "it ends with the browser");
        Assert.That(inside.Document.QuerySelector("a.me[href='/account']")!.TextContent, Does.Contain("经办人"));
    }

    [TestCase("https://evil.example/")]
    [TestCase("//evil.example/")]
    [TestCase("/\\evil.example")]
    [TestCase("javascript:alert(1)")]
    public async Task It_never_leads_to_another_site(string next)
    {
        using var browser = server.BrowseAsStranger();
        var inside = await browser.SendAsync(await browser.OpenDoneAsync("/sign-in?next=" + Uri.EscapeDataString(next)), null, ("name", "jingban"), ("password", SitePeople.Password));
        Assert.That((inside.Address.Host, inside.Path), Is.EqualTo(("127.0.0.1", "/")));
    }

    [Test]
    public async Task A_wrong_password_an_unknown_name_and_a_locked_account_get_one_answer()
    {
        using var browser = server.BrowseAsStranger();
        var unknown = await TryAsync(browser, "nobody", SitePeople.Password);
        for (var i = 0; i < CountFailedSignIn.MostFailures; i++)
        {
            var wrong = await TryAsync(browser, "jingban", "not it at all");
            Assert.That((wrong.Status, wrong.Text), Is.EqualTo((HttpStatusCode.UnprocessableEntity, unknown.Text)));
        }

        var locked = await TryAsync(browser, "jingban", SitePeople.Password);
        Assert.That((locked.Status, locked.Text), Is.EqualTo((HttpStatusCode.UnprocessableEntity, unknown.Text)));
        Assert.That(locked.Text, Does.Contain(Wrong));
        var tried = await server.Database.ReadAsync(reader => AuditTrail.PageAsync(reader, new AuditFilter(Outcome: AuditOutcome.Tried), 10));
        Assert.That(tried.Events.Count(told => told.Note.Act == "sign-in"), Is.EqualTo(CountFailedSignIn.MostFailures));
    }

    [Test]
    public async Task Guessing_from_one_address_is_slowed_down()
    {
        using var browser = server.BrowseAsStranger(Language.En);
        var door = await browser.OpenDoneAsync("/sign-in");
        SeenPage answer;
        var tries = 0;
        do answer = await browser.SendAsync(door, null, ("name", "x" + tries), ("password", "guess")); while (answer.Status == HttpStatusCode.UnprocessableEntity && ++tries < 100);
        Assert.That((answer.Status, tries), Is.EqualTo((HttpStatusCode.TooManyRequests, 30)));
        Assert.That(answer.Text, Does.Contain("Try again in a minute"));
        Assert.That((await browser.OpenAsync("/sign-in")).Status, Is.EqualTo(HttpStatusCode.OK), "looking is no guess");
    }

    [Test]
    public async Task A_session_that_was_planted_is_not_the_one_that_is_signed_in()
    {
        using var browser = server.BrowseAsStranger();
        browser.Cookies.Add(new Uri(server.Url), new Cookie("fundledger", "planted-by-somebody-else"));
        await TryAsync(browser, "jingban", SitePeople.Password);
        var first = CookieOf(browser);
        Assert.That(first, Is.Not.EqualTo("planted-by-somebody-else").And.Length.EqualTo(43));
        using var thief = server.BrowseAsStranger();
        thief.Cookies.Add(new Uri(server.Url), new Cookie("fundledger", "planted-by-somebody-else"));
        Assert.That((await thief.OpenAsync("/")).Path, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task Signing_out_ends_the_session_and_not_only_the_cookie()
    {
        using var browser = server.Browse();
        var kept = CookieOf(browser);
        Assert.That((await browser.SendAsync(await browser.OpenDoneAsync("/sign-out"))).Path, Is.EqualTo("/sign-in"));
        browser.Cookies.Add(new Uri(server.Url), new Cookie("fundledger", kept));
        Assert.That((await browser.OpenAsync("/")).Path, Does.StartWith("/sign-in"));
    }

    [Test]
    public async Task Every_other_device_is_signed_out_from_one()
    {
        var person = await SitePeople.AddAsync(server.Database, "两处", PersonRole.Auditor);
        using var here = await server.BrowseAsync(person);
        using var there = await server.BrowseAsync(person);
        await there.OpenDoneAsync("/");
        var account = await here.OpenDoneAsync("/account");
        Assert.That(account.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(2));
        await here.SendAsync(account, "end-all");
        Assert.That((await there.OpenAsync("/")).Path, Does.StartWith("/sign-in"));
        Assert.That((await here.OpenAsync("/")).Path, Is.EqualTo("/"));
    }

    [Test]
    public async Task Who_is_disabled_is_out_at_once()
    {
        var person = await SitePeople.AddAsync(server.Database, "离职", PersonRole.FundManager);
        using var browser = await server.BrowseAsync(person);
        await browser.OpenDoneAsync("/record/donation");
        (await new DisablePerson(server.Database).RunAsync(SitePeople.Asked(await SitePeople.EverybodyAsync(server.Database, Today)), person)).Expect();
        Assert.That((await browser.OpenAsync("/record/donation")).Path, Does.StartWith("/sign-in"));
        using var again = server.BrowseAsStranger();
        Assert.That((await TryAsync(again, "离职", SitePeople.Password)).Text, Does.Contain(Wrong));
    }

    [Test]
    public async Task A_role_that_is_taken_away_counts_no_more_at_the_next_request()
    {
        var person = await SitePeople.AddAsync(server.Database, "换岗", PersonRole.FundManager);
        using var browser = await server.BrowseAsync(person);
        await browser.OpenDoneAsync("/record/donation");
        var grants = await server.Database.ReadAsync(reader => Grants.OfAsync(reader, person));
        (await new TakeRole(server.Database).RunAsync(SitePeople.Asked(await SitePeople.EverybodyAsync(server.Database, Today)), person, grants[0].Id)).Expect();
        Assert.That((await browser.OpenAsync("/record/donation")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task The_second_step_is_asked_for_once_it_is_on_and_a_code_is_good_once()
    {
        var person = await SitePeople.AddAsync(server.Database, "两步", PersonRole.Approver);
        using var browser = await server.BrowseAsync(person);
        var setup = await browser.OpenDoneAsync("/account/second-step");
        Assert.That(setup.Document.QuerySelector("figure.qr svg"), Is.Not.Null);
        var key = setup.Document.QuerySelector("figcaption .code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var noon = new StandingClock(Today).GetUtcNow();
        Assert.That((await browser.SendAsync(setup, "on", ("code", "000000"))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var codes = await browser.SendAsync(await browser.OpenDoneAsync("/account/second-step"), "on", ("code", Totp.CodeAt(key, noon.AddSeconds(-30))));
        var recovery = codes.Document.QuerySelectorAll(".codes li").Select(code => code.TextContent.Trim()).ToList();
        Assert.That(recovery, Has.Count.EqualTo(10));

        using var other = server.BrowseAsStranger();
        var code = Totp.CodeAt(key, noon);
        var asked = await TryAsync(other, "两步", SitePeople.Password);
        Assert.That(asked.Path, Does.StartWith("/sign-in/code"));
        Assert.That((await other.OpenAsync("/")).Path, Does.StartWith("/sign-in"), "the password alone opens nothing");
        Assert.That((await other.SendAsync(await other.OpenDoneAsync("/sign-in/code"), null, ("code", code))).Path, Is.EqualTo("/"));

        using var replay = server.BrowseAsStranger();
        await TryAsync(replay, "两步", SitePeople.Password);
        Assert.That((await replay.SendAsync(await replay.OpenDoneAsync("/sign-in/code"), null, ("code", code))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "it was used");
        Assert.That((await replay.SendAsync(await replay.OpenDoneAsync("/sign-in/code"), null, ("code", recovery[0]))).Path, Is.EqualTo("/"));
        using var twice = server.BrowseAsStranger();
        await TryAsync(twice, "两步", SitePeople.Password);
        Assert.That((await twice.SendAsync(await twice.OpenDoneAsync("/sign-in/code"), null, ("code", recovery[0]))).Status, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "so was this");
    }

    [Test]
    public async Task Codes_are_those_of_RFC_6238()
    {
        // Appendix B, SHA-1, last six digits: the key is "12345678901234567890".
        const string key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
        (long Second, string Code)[] vectors = [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"), (20000000000, "353130")];
        foreach (var (second, code) in vectors) Assert.That(Totp.CodeAt(key, DateTimeOffset.FromUnixTimeSeconds(second)), Is.EqualTo(code));
        Assert.That(Totp.StepOf(key, "287082", DateTimeOffset.FromUnixTimeSeconds(59 + 30)), Is.EqualTo(1), "a clock half a minute off");
        Assert.That(Totp.StepOf(key, "287082", DateTimeOffset.FromUnixTimeSeconds(59 + 61)), Is.Null);
        await Task.CompletedTask;
    }

    [Test]
    public async Task An_invitation_lets_its_owner_choose_a_password_once()
    {
        var administrator = await SitePeople.EverybodyAsync(server.Database, Today);
        var secret = Secret.New();
        (await new InvitePerson(server.Database).RunAsync(SitePeople.Asked(administrator), new PersonNames("陈会计", "chen"), [new NewGrant(PersonRole.FundManager, Scope.WholeLedger)], secret)).Expect();
        using var browser = server.BrowseAsStranger();
        var page = await browser.OpenDoneAsync("/invitation/" + secret);
        Assert.That(page.Text, Does.Contain("陈会计").And.Contain("chen"));
        var weak = await browser.SendAsync(page, null, ("password", "short"), ("again", "short"));
        Assert.That((weak.Status, weak.Text.Contains("至少 12 个字符", StringComparison.Ordinal)), Is.EqualTo((HttpStatusCode.UnprocessableEntity, true)));
        Assert.That((await browser.SendAsync(page, null, ("password", "河边跑步七点半 一周三次"), ("again", "河边跑步七点半 一周四次"))).Text, Does.Contain("两次输入的密码不同"));
        Assert.That((await browser.SendAsync(page, null, ("password", "河边跑步七点半 一周三次"), ("again", "河边跑步七点半 一周三次"))).Path, Is.EqualTo("/account"));
        Assert.That((await browser.OpenDoneAsync("/invitation/" + secret)).Text, Does.Contain("已使用或已过期"));
        using var later = server.BrowseAsStranger();
        Assert.That((await TryAsync(later, "chen", "河边跑步七点半 一周三次")).Path, Is.EqualTo("/"));
    }

    [Test]
    public async Task A_new_password_ends_the_sessions_elsewhere()
    {
        var person = await SitePeople.AddAsync(server.Database, "换密码的人", PersonRole.Auditor);
        using var here = await server.BrowseAsync(person);
        using var there = await server.BrowseAsync(person);
        var page = await here.OpenDoneAsync("/account/password");
        Assert.That((await here.SendAsync(page, null, ("current", "wrong one here"), ("password", "河边跑步七点半 一周三次"), ("again", "河边跑步七点半 一周三次"))).Text, Does.Contain("现在的密码不正确"));
        Assert.That((await here.SendAsync(page, null, ("current", SitePeople.Password), ("password", "河边跑步七点半 一周三次"), ("again", "河边跑步七点半 一周三次"))).Path, Is.EqualTo("/account"));
        Assert.That((await there.OpenAsync("/")).Path, Does.StartWith("/sign-in"));
        Assert.That((await here.OpenAsync("/")).Path, Is.EqualTo("/"));
        using var old = server.BrowseAsStranger();
        Assert.That((await TryAsync(old, "换密码的人", SitePeople.Password)).Text, Does.Contain(Wrong));
    }

    [Test]
    public async Task A_token_does_what_it_was_given_for_and_nothing_else()
    {
        using var browser = server.Browse();
        var page = await browser.OpenDoneAsync("/account/tokens");
        Assert.That((await browser.SendAsync(page, "issue", ("label", "报表"), ("days", "7"))).Text, Does.Contain("请选择本人具有的权限"));
        var issued = await browser.SendAsync(page, "issue", ("label", "报表"), ("days", "7"), ("scope", "ExportLedger"));
        var token = issued.Document.QuerySelector("#issued + .code")!.TextContent;
        const string file = "/reports/fund-balances.csv?fund=F1&to=2026-04-15";
        Assert.That((await AskAsync(token, file)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await AskAsync(token, "/donors")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "outside its scope");
        Assert.That((await AskAsync(token + "x", file)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        await browser.SendAsync(await browser.OpenDoneAsync("/account/tokens"), "revoke");
        Assert.That((await AskAsync(token, file)).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    private async Task<HttpResponseMessage> AskAsync(string token, string path)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, server.Url + path);
        request.Headers.Authorization = new("Bearer", token);
        return await client.SendAsync(request);
    }

    private static async Task<SeenPage> TryAsync(Browser browser, string name, string password) =>
        await browser.SendAsync(await browser.OpenDoneAsync("/sign-in"), null, ("name", name), ("password", password));

    private string CookieOf(Browser browser) => browser.Cookies.GetCookies(new Uri(server.Url)).Single(cookie => cookie.Name == "fundledger").Value;
}
