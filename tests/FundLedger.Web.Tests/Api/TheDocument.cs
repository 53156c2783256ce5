using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace FundLedger.Web.Tests.Api;

/// <summary>The document that describes the API: what was approved, and what the API does.</summary>
public sealed partial class TheDocument : DocumentExamples
{
    private const string Approve = "FUNDLEDGER_APPROVE";

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
    public async Task Every_operation_answers_as_it_says_and_every_write_is_done_once()
    {
        var document = (await SendAsync("GET", "/openapi/v1.json", null, "", null)).Json;
        Assert.That(document.GetProperty("openapi").GetString(), Does.StartWith("3.1"));
        var shape = new JsonShape(document);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject(), (path, verb) => (Path: path.Name, Verb: verb.Name.ToUpperInvariant(), Says: verb.Value)).ToList();
        Assert.That(operations.Select(operation => operation.Says.GetProperty("operationId").GetString()).Distinct().Count(), Is.EqualTo(operations.Count).And.GreaterThan(120));
        var wrong = new List<string>();
        foreach (var (path, verb, says) in operations)
        {
            var (id, (came, again)) = (says.GetProperty("operationId").GetString()!, await CallAsync(path, verb, says));
            var status = $"{(int)came.Status}";
            if (came.Response.IsSuccessStatusCode == ByOthers.Contains(id)) wrong.Add($"{id}: {status} {came.Text}");
            else if (!says.GetProperty("responses").TryGetProperty(status, out var answer)) wrong.Add($"{id}: {status} is not in the document");
            else if (!shape.Resolved(answer).GetProperty("content").TryGetProperty(came.MediaType, out var content)) wrong.Add($"{id}: {came.MediaType} is not in the document");
            else if (came.MediaType.EndsWith("json", StringComparison.Ordinal) && content.TryGetProperty("schema", out var schema)) wrong.AddRange(shape.Differences(came.Json, schema, id));
            if (again is not null && came.Response.IsSuccessStatusCode && (again.Status != came.Status || again.Text != came.Text || again.Header("Idempotency-Replayed") != "true")) wrong.Add($"{id}: sent again: {(int)again.Status} {again.Text}");
        }

        Assert.That(wrong, Is.Empty);
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
                if (verb != "get") Assert.That(ExampleOf(says), Is.Not.Empty, path);
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

    /// <summary>What came, and of a write what came when it was sent again.</summary>
    private static async Task<(Came Came, Came? Again)> CallAsync(string path, string verb, JsonElement says)
    {
        var (id, query, headers) = (says.GetProperty("operationId").GetString()!, new List<string>(), new List<(string, string)>());
        var token = ByOrganisation.Contains(id) ? ApiSiteUnderTest.OfOrganisation : ByExpert.Contains(id) ? ApiSiteUnderTest.OfExpert : verb == "GET" ? ApiSiteUnderTest.Another : ApiSiteUnderTest.Writing;
        foreach (var parameter in says.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray() : default)
        {
            var name = parameter.GetProperty("name").GetString()!;
            var value = Known.TryGetValue((id, name), out var known) ? await known() : parameter.TryGetProperty("example", out var example) ? example.ToString() : null;
            switch (parameter.GetProperty("in").GetString())
            {
                case "path": path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value!), StringComparison.Ordinal); break;
                case "query" when value is not null: query.Add($"{name}={Uri.EscapeDataString(value)}"); break;
                case "header" when value is not null: headers.Add((name, value)); break;
            }
        }

        path += query.Count > 0 ? "?" + string.Join('&', query) : "";
        if (verb == "GET") return (await GetAsync(path, token), null);
        if (verb == "PATCH") headers.Add(("If-Match", (await GetAsync(path)).Tag));
        if (says.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/octet-stream", out _)) headers.Add(("Content-Type", "application/octet-stream"));
        var (body, key) = (Bodies.TryGetValue(id, out var other) ? other() : ExampleOf(says), Guid.NewGuid().ToString());
        var came = await SendAsync(verb, path, body, token, key, [.. headers]);
        var again = await SendAsync(verb, path, body, token, key, [.. headers]);
        // The fund is used by other tests.
        if (verb == "PATCH") await SendAsync(verb, path, """{"status":"open","reason":"核对完毕"}""", token, Guid.NewGuid().ToString(), ("If-Match", (await GetAsync(path)).Tag));
        return (came, again);
    }

    /// <summary>What is sent: a file, JSON, or an empty object where nothing more is to be said, which the document leaves out.</summary>
    private static string ExampleOf(JsonElement says)
    {
        var content = says.GetProperty("requestBody").GetProperty("content");
        if (content.TryGetProperty("application/octet-stream", out var file)) return file.GetProperty("example").GetString()!;
        var json = content.GetProperty("application/json");
        return json.TryGetProperty("example", out var example) ? example.GetRawText() : json.GetProperty("schema").GetProperty("$ref").GetString() == "#/components/schemas/ActWanted" ? "{}" : "";
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
