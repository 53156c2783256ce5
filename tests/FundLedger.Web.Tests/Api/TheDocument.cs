using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FundLedger.Web.Tests.Api;

/// <summary>The document that describes the API: what was approved, and what the API does.</summary>
public sealed partial class TheDocument : ApiTest
{
    private const string Approve = "FUNDLEDGER_APPROVE";

    /// <summary>What only the shared site knows: in place of the document's own example.</summary>
    private static readonly Dictionary<(string Operation, string Parameter), Func<Task<string>>> Known = new()
    {
        [("getCheckpoint", "size")] = async () => (await GetAsync("/api/v1/checkpoints/latest")).Of("size"),
        [("settleTransfer", "entry")] = async () => (await PostAsync("/api/v1/transfers", """{"from":"F1","to":"F2","source":"donation","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-12","separateAccounts":true}""")).Of("entry"),
    };

    /// <summary>Operations whose example fails here by a rule, since it takes another person to do it: tested by themselves.</summary>
    private static readonly string[] ByOthers = ["agreeToApproval", "refuseApproval"];

    [Test]
    public async Task Is_the_one_that_was_approved()
    {
        var path = Path.Combine(Root(), "docs", "openapi-v1.json");
        var drawn = (await SendAsync("GET", "/openapi/v1.json", null, "", null)).Text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Approve) == "1") await File.WriteAllTextAsync(path, drawn);
        Assert.That(File.Exists(path), $"approve it with {Approve}=1");
        Assert.That(drawn, Is.EqualTo((await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n")), $"the API changed: read the difference, and approve it with {Approve}=1");
    }

    [Test]
    public async Task Every_operation_answers_as_it_says()
    {
        var document = (await SendAsync("GET", "/openapi/v1.json", null, "", null)).Json;
        Assert.That(document.GetProperty("openapi").GetString(), Does.StartWith("3.1"));
        var shape = new JsonShape(document);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, verb) => (Path: path.Name, Verb: verb.Name.ToUpperInvariant(), Says: verb.Value)).ToList();
        Assert.That(operations.Select(operation => operation.Says.GetProperty("operationId").GetString()).Distinct().Count(), Is.EqualTo(operations.Count).And.GreaterThan(25));
        foreach (var (path, verb, says) in operations)
        {
            var (id, came) = (says.GetProperty("operationId").GetString()!, await CallAsync(path, verb, says));
            var status = $"{(int)came.Status}";
            Assert.That(came.Response.IsSuccessStatusCode, Is.EqualTo(!ByOthers.Contains(id)), $"{id}: {status} {came.Text}");
            Assert.That(says.GetProperty("responses").TryGetProperty(status, out var answer), $"{id}: {status} is not in the document");
            Assert.That(answer.GetProperty("content").TryGetProperty(came.MediaType, out var content), $"{id}: {came.MediaType} is not in the document");
            if (came.MediaType.EndsWith("json", StringComparison.Ordinal) && content.TryGetProperty("schema", out var schema)) Assert.That(shape.Differences(came.Json, schema, id), Is.Empty);
        }
    }

    [Test]
    public async Task Every_operation_says_what_it_does_who_may_and_how_it_fails()
    {
        var document = (await SendAsync("GET", "/openapi/v1.json", null, "", null)).Json;
        foreach (var (path, verb, says) in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, verb) => (path.Name, verb.Name, verb.Value)))
            Assert.Multiple(() =>
            {
                var responses = says.GetProperty("responses").EnumerateObject().Select(response => response.Name).ToList();
                Assert.That(says.GetProperty("summary").GetString(), Does.Match(@"\p{IsCJKUnifiedIdeographs}.* / [A-Z]"), path);
                Assert.That(says.GetProperty("description").GetString(), Is.Not.Empty, path);
                Assert.That(responses, Is.SupersetOf(new[] { "400", "429", "500", "503" }), path);
                if (verb != "get") Assert.That(responses, Is.SupersetOf(new[] { "401", "403", "404", "409", "413", "415", "422" }), path);
                if (verb != "get") Assert.That(says.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _), path);
                if (!path.Contains("/checkpoints", StringComparison.Ordinal) && !path.Contains("/public/", StringComparison.Ordinal)) Assert.That(says.TryGetProperty("security", out _), path);
            });
    }

    [Test]
    public async Task The_reference_page_reaches_this_site_alone()
    {
        var page = await SendAsync("GET", "/api/docs/", null, "", null);
        Assert.That((page.Status, page.MediaType), Is.EqualTo((HttpStatusCode.OK, "text/html")), page.Text);
        var policy = page.Header("Content-Security-Policy");
        var nonce = Nonce().Match(page.Text).Groups[1].Value;
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Match("^default-src 'none'; script-src 'self' 'nonce-[^']+'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'$"));
            Assert.That(policy, Does.Contain($"'nonce-{nonce}'"));
            Assert.That(Elsewhere().Matches(page.Text).Select(match => match.Value), Is.Empty);
        });
        Assert.That((await ApiSiteUnderTest.Server.GetAsync("/account/tokens")).Body, Does.Contain("href=\"/api/docs/\""));
        foreach (var script in Sources().Matches(page.Text).Select(match => match.Groups[1].Value))
            Assert.That((await SendAsync("GET", "/api/docs/" + script.TrimStart('.', '/'), null, "", null)).Status, Is.EqualTo(HttpStatusCode.OK), script);
    }

    private static async Task<Came> CallAsync(string path, string verb, JsonElement says)
    {
        var (id, query, headers) = (says.GetProperty("operationId").GetString()!, new List<string>(), new List<(string, string)>());
        foreach (var parameter in says.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default)
        {
            var name = parameter.GetProperty("name").GetString()!;
            var value = Known.TryGetValue((id, name), out var known) ? await known() : parameter.TryGetProperty("example", out var example) ? example.ToString() : null;
            switch (parameter.GetProperty("in").GetString())
            {
                case "path": path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value!), StringComparison.Ordinal); break;
                case "query" when value is not null: query.Add($"{name}={Uri.EscapeDataString(value)}"); break;
            }
        }

        if (verb == "GET") return await GetAsync(path + (query.Count > 0 ? "?" + string.Join('&', query) : ""));
        if (verb == "PATCH") headers.Add(("If-Match", (await GetAsync(path)).Tag));
        var body = says.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText();
        var came = await SendAsync(verb, path, body, ApiSiteUnderTest.Token, Guid.NewGuid().ToString(), [.. headers]);
        // The fund is used by other tests.
        if (verb == "PATCH") await SendAsync(verb, path, """{"status":"open","reason":"核对完毕"}""", ApiSiteUnderTest.Token, Guid.NewGuid().ToString(), ("If-Match", (await GetAsync(path)).Tag));
        return came;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return folder.FullName;
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();

    [GeneratedRegex("(?:src|href)=\"(?:https?:)?//[^\"]+\"")]
    private static partial Regex Elsewhere();

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Sources();
}
