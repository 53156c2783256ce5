using System.Net;
using System.Text.Json;
using FundLedger.Web.Tests.Cli;

namespace FundLedger.Web.Tests.Hosting;

public sealed class Serving : CommandLineTest
{
    [Test]
    public async Task The_status_page_shows_funds_and_the_last_entry_in_both_languages()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 1234.50 --on 2026-01-08 --donor 王小明");
        await using var server = await Server.StartAsync(Books);

        var zh = await server.GetAsync("/");
        var en = await server.GetAsync("/", "fr, en-GB;q=0.8, zh;q=0.5");
        var asked = await server.GetAsync("/?lang=en", "zh-CN");
        Assert.Multiple(() =>
        {
            Assert.That(zh.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(zh.Body, Does.Contain("<html lang=\"zh-CN\">").And.Contain("F1 基金").And.Contain("1,234.50").And.Contain("第 1 号，2026-01-08，捐赠"));
            Assert.That(en.Body, Does.Contain("<html lang=\"en\">").And.Contain("Donations").And.Contain("No. 1, 2026-01-08, Donation"));
            Assert.That(asked.Body, Does.Contain("<html lang=\"en\">"));
            Assert.That(zh.Body, Does.Not.Contain("王小明").And.Not.Contain("<script").And.Not.Contain("style="));
            Assert.That(zh.Body, Does.Contain("<caption>").And.Contain("scope=\"col\"").And.Contain("scope=\"row\""));
        });
    }

    [Test]
    public async Task Every_answer_carries_the_headers_that_keep_a_browser_in_bounds()
    {
        await NewFundAsync();
        await using var server = await Server.StartAsync(Books);
        foreach (var path in new[] { "/", "/healthz", "/readyz", "/fundledger.css", "/nothing-here" })
        {
            var answer = await server.GetAsync(path);
            Assert.That(answer.Header("Content-Security-Policy"), Does.Contain("default-src 'self'").And.Contain("frame-ancestors 'none'"), path);
            Assert.That(answer.Header("X-Content-Type-Options"), Is.EqualTo("nosniff"), path);
            Assert.That(answer.Header("Server"), Is.Empty, path);
        }

        Assert.That((await server.GetAsync("/fundledger.css")).Header("Content-Type"), Is.EqualTo("text/css"));
    }

    [Test]
    public async Task Readiness_follows_the_books_and_health_only_the_process()
    {
        await NewFundAsync();
        await using (var server = await Server.StartAsync(Books))
        {
            var ready = await server.GetAsync("/readyz");
            Assert.That(ready.Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(JsonDocument.Parse(ready.Body).RootElement.GetProperty("writer").GetString(), Is.EqualTo("alive"));
        }

        await using var unready = await Server.StartAsync(Books, isWriting: false);
        var answer = await unready.GetAsync("/readyz");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That(JsonDocument.Parse(answer.Body).RootElement.GetProperty("status").GetString(), Is.EqualTo("not-ready"));
        Assert.That(JsonDocument.Parse(answer.Body).RootElement.GetProperty("database").GetString(), Is.EqualTo("readable"));
        Assert.That((await unready.GetAsync("/healthz")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Another_sites_name_for_this_machine_is_not_answered()
    {
        await NewFundAsync();
        await using var server = await Server.StartAsync(Books);
        Assert.That((await server.GetAsync("/", host: "ledger.example")).Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("http://0.0.0.0:5000")]
    [TestCase("http://*:5000")]
    [TestCase("http://[::]:5000")]
    [TestCase("http://192.0.2.7:5000")]
    [TestCase("http://ledger.example:5000")]
    [TestCase("http://127.0.0.1:0;http://10.0.0.1:5000")]
    public async Task It_listens_on_this_machine_only_and_says_why(string urls)
    {
        var (en, zh) = (await RunAsync(["serve", "--urls", urls, "--lang", "en"]), await RunAsync(["serve", "--urls", urls, "--lang", "zh-CN"]));
        Assert.That(en.ExitCode, Is.EqualTo(3));
        Assert.That(en.Error, Does.StartWith("error: --urls: ").And.Contain("there is no sign-in yet"));
        Assert.That(zh.ExitCode, Is.EqualTo(3));
        Assert.That(zh.Error, Does.StartWith("错误：--urls：").And.Contain("登录"));
        Assert.That(Directory.Exists(Books), Is.False);
    }

    [TestCase("127.0.0.1:5000")]
    [TestCase("https://127.0.0.1:5000")]
    [TestCase("http://127.0.0.1:5000/books")]
    [TestCase(";")]
    public async Task An_address_that_is_none_is_bad_input(string urls) => Assert.That((await RunAsync(["serve", "--urls", urls])).ExitCode, Is.EqualTo(2));

    [Test]
    public async Task It_serves_until_it_is_told_to_stop_and_lets_go_of_the_books()
    {
        await NewFundAsync();
        var said = await RunUntilItServesAsync("serve --urls http://127.0.0.1:0", async () =>
        {
            var refused = await RunAsync("donate --fund F1 --amount 1 --on 2026-01-01 --donor x");
            Assert.That(refused.ExitCode, Is.EqualTo(3));
            Assert.That(refused.Error, Does.Contain("http://127.0.0.1:0/"));
        });
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        Assert.That(said.Error, Does.Match(@"请在浏览器打开 / open in a browser: http://127\.0\.0\.1:\d+"));
        await DoneAsync("donate --fund F1 --amount 1 --on 2026-01-01 --donor x");
    }

    [TestCase("http://localhost:0")]
    [TestCase("http://127.0.0.2:0")]
    [TestCase("http://127.0.0.1:0;http://127.0.0.1:0")]
    public async Task Every_name_of_this_machine_will_do(string urls)
    {
        var said = await RunUntilItServesAsync($"serve --urls {urls}");
        Assert.That(said.ExitCode, Is.Zero, said.Error);
        Assert.That(said.Error, Does.Contain("open in a browser: http://127.0.0."));
    }

    [Test]
    public async Task A_port_in_use_is_said_to_be_in_use()
    {
        await NewFundAsync();
        await using var server = await Server.StartAsync(Books);
        var said = await RunAsync($"serve --urls {server.Url} --data {Path.Combine(Folder, "other")}");
        Assert.That(said.ExitCode, Is.EqualTo(3));
        Assert.That(said.Error, Does.Contain("is in use"));
    }
}
