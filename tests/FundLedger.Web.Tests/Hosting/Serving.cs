using System.Net;
using System.Text.Json;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
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

    [TestCase("http://0.0.0.0:5000", "tls-missing")]
    [TestCase("http://*:5000", "tls-missing")]
    [TestCase("http://[::]:5000 --host a.example", "tls-missing")]
    [TestCase("http://127.0.0.1:0;http://10.0.0.1:5000", "tls-missing")]
    [TestCase("https://0.0.0.0:5000", "certificate-missing")]
    [TestCase("http://0.0.0.0:5000 --behind 10.0.0.5", "host-missing")]
    [TestCase("http://0.0.0.0:5000 --behind proxy --host a.example", "proxy-unreadable")]
    [TestCase("https://127.0.0.1:5000 --certificate no-such.pfx", "certificate-unreadable")]
    [TestCase("http://ledger.example:5000", "url-unreadable")]
    public async Task What_others_can_reach_is_encrypted_and_named_or_is_not_served(string urls, string code)
    {
        var says = new Dictionary<string, (string Zh, string En)>
        {
            ["tls-missing"] = ("必须加密", "must be encrypted"), ["certificate-missing"] = ("需要证书", "needs a certificate"), ["host-missing"] = ("写明网站的名字", "Name the site"),
            ["proxy-unreadable"] = ("不是 IP 地址或网段", "no IP address or network"), ["certificate-unreadable"] = ("读不出证书", "cannot be read"), ["url-unreadable"] = ("不是可用的网址", "no usable address"),
        }[code];
        var (en, zh) = (await RunAsync($"serve --urls {urls} --lang en"), await RunAsync($"serve --urls {urls} --lang zh-CN"));
        Assert.That((en.ExitCode, zh.ExitCode), Is.EqualTo((2, 2)));
        Assert.That(en.Error, Does.StartWith("error: --").And.Contain(says.En));
        Assert.That(zh.Error, Does.StartWith("错误：--").And.Contain(says.Zh));
        Assert.That(Directory.Exists(Books), Is.False);
    }

    [Test]
    public async Task It_is_opened_to_others_only_when_somebody_can_sign_in()
    {
        const string open = "serve --urls http://0.0.0.0:0 --behind 127.0.0.1 --host ledger.example";
        await NewFundAsync();
        var early = await RunAsync(open);
        Assert.That((early.ExitCode, early.Error.Contains("There is no administrator yet", StringComparison.Ordinal)), Is.EqualTo((3, true)), early.Error);
        Assert.That((await RunAsync("person first-administrator --name 王管理 --sign-in-name wang")).Error, Does.Contain("at least 12 characters"));
        Environment["FUNDLEDGER_Password"] = "春天在河边种一百棵树 spring";
        await DoneAsync("person first-administrator --name 王管理 --sign-in-name wang");
        Assert.That((await RunUntilItServesAsync(open)).ExitCode, Is.Zero);
    }

    [Test]
    public async Task Behind_a_proxy_cookies_are_bound_to_the_host_and_plain_requests_from_elsewhere_are_not_answered()
    {
        await NewFundAsync();
        var clock = new StandingClock(Today);
        await using var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, clock);
        await SitePeople.EverybodyAsync(database, Today);
        var site = SiteAddress.Read("http://127.0.0.1:0", proxies: "127.0.0.0/8", hosts: "ledger.example").Expect();
        await using var app = LedgerHost.Build(database, site, clock);
        await app.StartAsync();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };

        Assert.That((await AskAsync("/sign-in", "http")).StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), "the way to the proxy was plain");
        Assert.That((await AskAsync("/healthz", "http")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        using var door = await AskAsync("/sign-in", "https");
        Assert.That(door.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(door.Headers.GetValues("Strict-Transport-Security").Single(), Is.EqualTo("max-age=31536000"));
        var form = door.Headers.GetValues("Set-Cookie").Single(cookie => cookie.Contains("form", StringComparison.Ordinal));
        Assert.That(form, Does.StartWith("__Host-fundledger-form=").And.Contain("; secure").And.Contain("; httponly").And.Contain("; path=/").And.Contain("samesite=strict"));
        var token = System.Text.RegularExpressions.Regex.Match(await door.Content.ReadAsStringAsync(), "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)").Groups[1].Value;

        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("name", "jingban"), new("password", SitePeople.Password), new("__RequestVerificationToken", token)]) };
        Forward(request, "https");
        request.Headers.Add("Cookie", form.Split(';')[0]);
        using var inside = await client.SendAsync(request);
        Assert.That(inside.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("__Host-fundledger=", StringComparison.Ordinal)), Does.Contain("; secure").And.Contain("; httponly").And.Contain("samesite=lax").And.Not.Contain("domain"));
        await app.StopAsync();

        Task<HttpResponseMessage> AskAsync(string path, string scheme)
        {
            var asked = new HttpRequestMessage(HttpMethod.Get, path);
            Forward(asked, scheme);
            return client.SendAsync(asked);
        }

        static void Forward(HttpRequestMessage request, string scheme)
        {
            request.Headers.Host = "ledger.example";
            request.Headers.Add("X-Forwarded-For", "192.0.2.7");
            request.Headers.Add("X-Forwarded-Proto", scheme);
        }
    }

    [Test]
    public async Task It_speaks_TLS_itself_with_a_certificate_of_a_file()
    {
        await NewFundAsync();
        var file = Path.Combine(Folder, "site.pfx");
        using (var key = System.Security.Cryptography.RSA.Create(2048))
        {
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=ledger.example", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            await File.WriteAllBytesAsync(file, certificate.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx, "secret"));
        }

        Assert.That((await RunAsync($"serve --urls https://127.0.0.1:0 --certificate {file}")).Error, Does.Contain("FUNDLEDGER_CertificatePassword"));
        Environment["FUNDLEDGER_CertificatePassword"] = "secret";
        var said = await RunUntilItServesAsync($"serve --urls https://127.0.0.1:0 --certificate {file}");
        Assert.That((said.ExitCode, said.Error.Contains("https://127.0.0.1:", StringComparison.Ordinal)), Is.EqualTo((0, true)), said.Error);
    }

    [TestCase("127.0.0.1:5000")]
    [TestCase("ftp://127.0.0.1:5000")]
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
