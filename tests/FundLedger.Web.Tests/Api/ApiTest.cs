using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;

namespace FundLedger.Web.Tests.Api;

/// <summary>Somebody who calls the shared site with a token.</summary>
public abstract class ApiTest
{
    private static readonly HttpClient Client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });

    /// <summary>What came back.</summary>
    internal sealed record Came(HttpStatusCode Status, string Text, HttpResponseMessage Response)
    {
        internal JsonElement Json => JsonDocument.Parse(Text).RootElement;

        internal string MediaType => Response.Content.Headers.ContentType?.MediaType ?? "";

        internal string Code => Json.GetProperty("code").GetString()!;

        internal string Tag => Response.Headers.ETag!.ToString();

        internal string Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";

        internal string Of(string property) => Json.GetProperty(property).ToString();
    }

    private protected static Task<Came> GetAsync(string path, string? token = null, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, token ?? ApiSiteUnderTest.Token, null, headers);

    /// <param name="key">Null for a new one.</param>
    private protected static Task<Came> PostAsync(string path, string body, string? key = null, string? token = null, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, body, token ?? ApiSiteUnderTest.Token, key ?? Guid.NewGuid().ToString(), headers);

    /// <param name="token">Empty for none.</param>
    private protected static async Task<Came> SendAsync(string verb, string path, string? body, string token, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verb), new Uri(new Uri(ApiSiteUnderTest.Server.Url), path));
        if (token.Length > 0) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            if (name == "Content-Type") request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else if (name == "Content-Disposition") request.Content!.Headers.TryAddWithoutValidation(name, value);
            else request.Headers.TryAddWithoutValidation(name, value);
        var response = await Client.SendAsync(request);
        return new Came(response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    /// <summary>Sends a file as it is.</summary>
    private protected static Task<Came> SendFileAsync(string path, string content, string? key = null, string? token = null, string name = "a.txt") =>
        PostAsync(path, content, key, token, ("Content-Type", "application/octet-stream"), ("Content-Disposition", $"attachment; filename*=UTF-8''{Uri.EscapeDataString(name)}"));

    /// <summary>An application that the organisation wrote, signed and handed in.</summary>
    private protected static async Task<string> HandedInAsync()
    {
        var token = ApiSiteUnderTest.OfOrganisation;
        var begun = await PostAsync("/api/v1/applications", """{"round":"G1-1","organisation":"ORG"}""", token: token);
        var path = "/api/v1/applications/" + begun.Of("application");
        Assert.That((await PostAsync(path + "/saves", """
            {"basics":{"title":"邻里厨房","category":"start-up","starts":"2026-06-01","ends":"2027-05-31"},"eligibility":{"registered":"yes","barred":"no"},"answers":{"summary":"老人一起做饭。","people":"120","starts":"2026-06-01","space":"no"},
             "budget":{"requested":{"amount":"10000.00","currency":"CNY"},"own":{"amount":"10000.00","currency":"CNY"},"lines":[{"name":"食材","kind":"activity","requested":{"amount":"10000.00","currency":"CNY"},"own":{"amount":"10000.00","currency":"CNY"}}]}}
            """, token: token)).Status, Is.EqualTo(HttpStatusCode.Created), begun.Text);
        var added = await SendFileAsync(path + "/files/plan", "%PDF-1.7 计划书", token: token);
        Assert.That(added.Status, Is.EqualTo(HttpStatusCode.Created), added.Text);
        var written = await GetAsync(path, token);
        var submitted = await PostAsync(path + "/submissions", $$"""{"sha256":"{{written.Of("toSign")}}"}""", token: token);
        Assert.That(submitted.Status, Is.EqualTo(HttpStatusCode.Created), submitted.Text + written.Text);
        return begun.Of("application");
    }

    /// <summary>Asks until it is so: what is drawn and taken in by work of its own is done when it is.</summary>
    private protected static async Task<Came> UntilAsync(string path, Func<Came, bool> isSo, string? token = null)
    {
        for (var asked = 0; ; asked++)
        {
            var came = await GetAsync(path, token);
            if (isSo(came)) return came;
            Assert.That(asked, Is.LessThan(400), came.Text);
            await Task.Delay(200);
        }
    }

    /// <summary>Somebody with one role, and a token for all that it allows or for the scopes named.</summary>
    private protected static async Task<string> TokenOfAsync(PersonRole role, Scope? scope = null, params Permission[] scopes)
    {
        var person = await SitePeople.AddAsync(ApiSiteUnderTest.Server.Database, $"api-{Guid.NewGuid():N}", new NewGrant(role, scope ?? Scope.WholeLedger));
        return await SitePeople.TokenAsync(ApiSiteUnderTest.Server.Database, person, scopes.Length > 0 ? scopes : [.. Authority.Of(role)]);
    }

    private protected static string Gift(string amount, string fund = "F1", string donor = "李四") => $$"""{"fund":"{{fund}}","amount":{"amount":"{{amount}}","currency":"CNY"},"on":"2026-04-08","donor":"{{donor}}"}""";

    private protected static void IsProblem(Came came, HttpStatusCode status, string code, string? field = null)
    {
        Assert.That((came.Status, came.MediaType), Is.EqualTo((status, "application/problem+json")), came.Text);
        Assert.That((came.Code, came.Json.GetProperty("status").GetInt32(), came.Of("type")), Is.EqualTo((code, (int)status, "/problems/" + code)), came.Text);
        if (field is not null) Assert.That(came.Of("field"), Is.EqualTo(field), came.Text);
    }
}
