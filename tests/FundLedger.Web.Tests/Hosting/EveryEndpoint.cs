using System.Net;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Pages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>Asks every endpoint that the host has, those of pages written later among them.</summary>
public sealed class EveryEndpoint : PageTest
{
    protected override bool NeedsOwnHost => true;

    private static readonly string[] UnsafeVerbs = ["POST", "PUT", "PATCH", "DELETE"];
    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.MethodNotAllowed];

    /// <summary>The API takes no browser's session for a write, and no form.</summary>
    private static readonly HttpStatusCode[] RefusalsOfTheApi = [.. Refusals, HttpStatusCode.Unauthorized, HttpStatusCode.UnsupportedMediaType];

    [Test]
    public async Task Refuses_what_would_change_something_and_comes_without_a_form_token()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        using var browser = server.Browse(Language.En);
        var before = await LastEntryAsync(server);
        foreach (var path in PathsOf(server))
            foreach (var verb in UnsafeVerbs)
            {
                using var form = new FormUrlEncodedContent([KeyValuePair.Create("key", Guid.NewGuid().ToString()), KeyValuePair.Create("step", "record"), KeyValuePair.Create("jobs[]", "verify")]);
                using var answer = await browser.AskAsync(new HttpMethod(verb), path, form);
                Assert.That(answer.StatusCode, Is.AnyOf(path.StartsWith("/api/", StringComparison.Ordinal) ? RefusalsOfTheApi : Refusals), $"{verb} {path}");
            }

        Assert.That(await LastEntryAsync(server), Is.EqualTo(before));
    }

    [Test]
    public async Task Answers_with_the_headers_that_keep_a_browser_in_bounds()
    {
        await MakeSmallBooksAsync();
        var server = await ServeAsync();
        foreach (var path in PathsOf(server))
        {
            var answer = await server.GetAsync(path);
            Assert.Multiple(() =>
            {
                if (!path.EndsWith("/trigger", StringComparison.Ordinal)) Assert.That((int)answer.Status, Is.LessThan(500), path); // Hangfire fails when its commands are asked for with GET
                if (path == "/checkpoints/checker.html") Assert.That(answer.Header("Content-Security-Policy"), Does.Match("^default-src 'none'; script-src 'sha256-[^ ']+'; style-src 'sha256-[^ ']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$"), "it carries its own script, and reaches nothing");
                else if (path.StartsWith("/api/docs", StringComparison.Ordinal)) Assert.That(answer.Header("Content-Security-Policy"), Does.StartWith("default-src 'none'; script-src 'self'").And.Not.Contain("unsafe-eval"), "what exactly: TheDocument");
                else Assert.That(answer.Header("Content-Security-Policy"), Does.StartWith("default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'").And.Not.Contain("script-src").And.Not.Contain("unsafe-eval"), path);
                if (!path.StartsWith("/jobs", StringComparison.Ordinal) && !path.StartsWith("/api/docs", StringComparison.Ordinal)) Assert.That(answer.Header("Content-Security-Policy"), Does.Not.Contain("unsafe"), path);
                Assert.That((answer.Header("X-Content-Type-Options"), answer.Header("X-Frame-Options"), answer.Header("Referrer-Policy")), Is.EqualTo(("nosniff", "DENY", "no-referrer")), path);
            });
        }
    }

    private static string[] PathsOf(Server server)
    {
        var paths = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => PathOf(endpoint.RoutePattern)).Distinct().ToArray();
        Assert.That(paths, Has.Length.GreaterThan(10).And.Contains("/record/donation").And.Contains("/periods/close").And.Contains("/jobs/recurring/trigger"));
        return paths;
    }

    /// <summary>An address that the route leads to.</summary>
    private static string PathOf(RoutePattern route) => "/" + string.Join('/', route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart { IsCatchAll: true } => "recurring/trigger",
        RoutePatternParameterPart { Name: "what" } => "donation",
        RoutePatternParameterPart { Name: "sha256" } => new string('0', 64),
        RoutePatternParameterPart parameter => parameter.ParameterPolicies.Count > 0 ? "1" : "F1",
        _ => "",
    }))));

    private static Task<long> LastEntryAsync(Server server) => server.Services.GetRequiredService<Database>().ReadAsync(JournalReading.LastAsync);
}
