using System.Net;
using System.Net.Sockets;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>Who is let in, how often, and what a call that fails is told.</summary>
public sealed class CallingByToken : ApiTest
{
    [Test]
    public async Task Who_does_not_say_who_they_are_is_told_so_and_led_nowhere()
    {
        var nobody = await SendAsync("GET", "/api/v1/funds", null, "", null);
        IsProblem(nobody, Unauthorized, "token-missing");
        Assert.That(nobody.Header("WWW-Authenticate"), Is.EqualTo("Bearer"));
        IsProblem(await GetAsync("/api/v1/funds", "x"), Unauthorized, "token-wrong");
        IsProblem(await SendAsync("POST", "/api/v1/donations", Gift("1"), "", "k"), Unauthorized, "token-missing");
    }

    [Test]
    public async Task A_browsers_session_reads_and_never_writes()
    {
        var cookie = ("Cookie", "fundledger=" + await SitePeople.SignInAsync(ApiSiteUnderTest.Server.Database, ApiSiteUnderTest.Everybody));
        Assert.That((await SendAsync("GET", "/api/v1/funds", null, "", null, cookie)).Status, Is.EqualTo(OK));
        IsProblem(await SendAsync("POST", "/api/v1/donations", Gift("1"), "", Guid.NewGuid().ToString(), cookie), Unauthorized, "token-missing", "Authorization");
    }

    [Test]
    public async Task A_token_may_no_more_than_its_scopes_and_its_owners_roles()
    {
        var reading = await TokenOfAsync(PersonRole.FundManager, null, Permission.ReadLedger);
        IsProblem(await PostAsync("/api/v1/donations", Gift("1"), token: reading), Forbidden, "not-permitted");
        var ofF1 = await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"));
        Assert.That((await GetAsync("/api/v1/funds", ofF1)).Json.GetProperty("items").EnumerateArray().Select(fund => fund.GetProperty("code").GetString()), Is.EqualTo(["F1"]));
        Assert.That((await PostAsync("/api/v1/donations", Gift("1"), token: ofF1)).Status, Is.EqualTo(Created));
        foreach (var fund in new[] { "F2", "F9" })
        {
            IsProblem(await PostAsync("/api/v1/donations", Gift("1", fund), token: ofF1), NotFound, "not-there");
            IsProblem(await GetAsync($"/api/v1/funds/{fund}", ofF1), NotFound, "not-there");
        }

        IsProblem(await GetAsync("/api/v1/entries/3", ofF1), NotFound, "not-there");
        IsProblem(await PostAsync("/api/v1/donations/3/refunds", """{"amount":{"amount":"1","currency":"CNY"},"on":"2026-04-10"}""", token: ofF1), NotFound, "not-there");
        IsProblem(await PostAsync("/api/v1/transfers", """{"from":"F1","to":"F2","source":"donation","amount":{"amount":"1","currency":"CNY"},"on":"2026-04-12"}""", token: ofF1), NotFound, "not-there");
        IsProblem(await GetAsync("/api/v1/entries", ofF1), BadRequest, "fund-missing", "fund");
        IsProblem(await GetAsync("/api/v1/donors", ofF1), Forbidden, "not-permitted");
    }

    [Test]
    public async Task Too_many_calls_are_told_when_to_come_again()
    {
        var token = await TokenOfAsync(PersonRole.Approver);
        Came? last = null;
        for (var i = 0; i <= 600 && last is not { Status: TooManyRequests }; i++) last = await GetAsync("/api/v1/reports?limit=1", token);
        IsProblem(last!, TooManyRequests, "too-many-requests");
        Assert.That(int.Parse(last!.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 60));
        Assert.That((await GetAsync("/api/v1/reports?limit=1")).Status, Is.EqualTo(OK), "of another token");
    }

    /// <summary>From an address of its own: what is open to all is counted by address, and other tests ask too.</summary>
    [Test]
    public async Task Too_many_calls_from_one_address_are_told_when_to_come_again()
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, stop) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.9"), 0));
                await socket.ConnectAsync(context.DnsEndPoint, stop);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(ApiSiteUnderTest.Server.Url) };
        HttpResponseMessage? last = null;
        for (var i = 0; i <= 120 && last is not { StatusCode: TooManyRequests }; i++) last = await client.GetAsync("/api/v1/checkpoints/latest");
        Assert.That((last!.StatusCode, last.Content.Headers.ContentType!.MediaType), Is.EqualTo((TooManyRequests, "application/problem+json")));
        Assert.That(last.Headers.RetryAfter!.Delta!.Value.TotalSeconds, Is.InRange(1, 60));
        Assert.That((await SendAsync("GET", "/api/v1/checkpoints/latest", null, "", null)).Status, Is.EqualTo(OK), "from another address");
    }

    [Test]
    public async Task What_cannot_be_read_is_told_field_by_field_in_the_readers_language()
    {
        var several = await PostAsync("/api/v1/donations", """{"fund":"F1","amount":{"amount":"1.234","currency":"CNY"},"day":"2026-04-08"}""", headers: ("Accept-Language", "en"));
        IsProblem(several, BadRequest, "json-unknown", "day");
        Assert.That(several.Json.GetProperty("errors").EnumerateArray().Select(error => (error.GetProperty("code").GetString(), error.GetProperty("field").GetString())),
            Is.EqualTo([("json-unknown", "day"), ("json-type", "amount"), ("json-missing", "on"), ("json-missing", "donor")]));
        Assert.That(several.Of("detail"), Does.StartWith("The field 'day' is not known. There is: fund, amount,"));
        Assert.That((await PostAsync("/api/v1/donations", """{"fund":"F1","day":1}""")).Of("detail"), Does.StartWith("不认识的字段“day”。可用：fund"));
        var broken = await PostAsync("/api/v1/donations", "{\n  \"fund\": F1\n}", headers: ("Accept-Language", "en"));
        IsProblem(broken, BadRequest, "json-unreadable");
        Assert.That(broken.Of("detail"), Does.Contain("line 2"));
        IsProblem(await PostAsync("/api/v1/donations", """{"fund":"F1","fund":"F2"}"""), BadRequest, "json-unreadable");
        IsProblem(await PostAsync("/api/v1/donations", "[]"), BadRequest, "json-type");
        IsProblem(await PostAsync("/api/v1/split-donations", """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-08","donor":"","parts":[{"fund":"F1","shares":"100"}]}"""), BadRequest, "json-type", "parts[0].shares");
        IsProblem(await PostAsync("/api/v1/expenses", """{"fund":"F1","amount":{"amount":"1","currency":"CNY"},"on":"2026-04-10","for":"x","cost":"salary"}"""), BadRequest, "json-type", "cost");
        IsProblem(await PostAsync("/api/v1/donations", Gift("1"), headers: ("Content-Type", "application/x-www-form-urlencoded")), UnsupportedMediaType, "body-not-json");
        IsProblem(await PostAsync("/api/v1/donations", Gift("1", donor: new string('x', 1_048_576))), RequestEntityTooLarge, "body-too-large");
        IsProblem(await PostAsync("/api/v1/donations", Gift("-5")), UnprocessableEntity, "amount-not-positive", "amount");
        IsProblem(await GetAsync("/api/v1/entries?limit=0&from=x&kind=gift"), BadRequest, "word-unknown", "kind");
        IsProblem(await GetAsync("/api/v1/funds?page=2"), BadRequest, "parameter-unknown", "page");
        IsProblem(await GetAsync("/api/v1/funds?after=x"), BadRequest, "cursor-unreadable", "after");
    }

    [Test]
    public async Task Below_api_there_is_never_a_page()
    {
        IsProblem(await GetAsync("/api/v1/none"), NotFound, "not-there");
        foreach (var number in new[] { "x", "-1", "0", "99999999999999999999" }) IsProblem(await GetAsync($"/api/v1/entries/{number}"), NotFound, "not-there");
        var put = await SendAsync("PUT", "/api/v1/donations", Gift("1"), ApiSiteUnderTest.Token, "k");
        IsProblem(put, MethodNotAllowed, "method-wrong");
        Assert.That(put.Response.Content.Headers.Allow, Is.EquivalentTo(new[] { "GET", "POST" }));
        foreach (var code in new[] { "token-missing", "amount-not-positive" })
        {
            var explained = await SendAsync("GET", "/problems/" + code, null, "", null);
            Assert.That((explained.Status, explained.Of("code")), Is.EqualTo((OK, code)));
            foreach (var language in new[] { "zh", "en" }) Assert.That(explained.Json.GetProperty("says").GetProperty(language).GetString(), Is.Not.Empty, code);
        }

        Assert.That((await SendAsync("GET", "/problems/<script>", null, "", null)).Status, Is.EqualTo(NotFound));
        Assert.That((await SendAsync("GET", "/problems", null, "", null)).Json.GetArrayLength(), Is.GreaterThan(10));
    }
}
