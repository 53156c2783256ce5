using FundLedger.People.Roles;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static System.Net.HttpStatusCode;
using static FundLedger.People.Roles.PersonRole;

namespace FundLedger.Web.Tests.Api;

/// <summary>Who may call what: every route of the API, every role. A new route fails here until it says who may.</summary>
public sealed class ApiByRole : ApiTest
{
    private static readonly PersonRole[] Readers = [Administrator, FundManager, Approver, Auditor];
    private static readonly PersonRole[] OfAwards = [.. Readers, OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer];
    private static readonly PersonRole[] All = Enum.GetValues<PersonRole>();

    /// <param name="Roles">Whose token is let in; null for calls without one too.</param>
    /// <param name="Own">What of F1 is asked for; null for a write.</param>
    /// <param name="Other">The same of F2: to somebody whose role is over F1 alone it is not there.</param>
    private sealed record Route(string Pattern, PersonRole[]? Roles, string? Own = null, string? Other = null, string Verb = "GET");

    private static readonly Route[] Table =
    [
        new("funds", Readers, "funds"), new("funds/{code}", Readers, "funds/F1", "funds/F2"), new("funds/{code}", [Administrator], Verb: "PATCH"), new("funds/{code}/balances", Readers, "funds/F1/balances", "funds/F2/balances"),
        new("funds/{code}/positions", Readers, "funds/F1/positions", "funds/F2/positions"), new("funds/{code}/statement", Readers, "funds/F1/statement?from=2026-01-01&to=2026-02-01", "funds/F2/statement?from=2026-01-01&to=2026-02-01"),
        new("entries", Readers, "entries?fund=F1", "entries?fund=F2"), new("entries/{entry:long}", Readers, "entries/2", "entries/3"),
        new("donations", Readers, "donations?fund=F1", "donations?fund=F2"), new("donations", [FundManager], Verb: "POST"), new("donations/{entry:long}/refunds", [FundManager], Verb: "POST"),
        new("seed-money", [FundManager], Verb: "POST"), new("expenses", [FundManager], Verb: "POST"), new("transfers", [FundManager], Verb: "POST"), new("transfers/{entry:long}/settlements", [FundManager], Verb: "POST"), new("reversals", [FundManager], Verb: "POST"),
        new("donors", Readers, "donors"), new("donors/{donor:long}", Readers, "donors/1"),
        new("approvals", All, "approvals"), new("approvals/{proposal:long}", All, "approvals/9999"), new("approvals/{proposal:long}/agree", [Approver], Verb: "POST"), new("approvals/{proposal:long}/refuse", [Approver], Verb: "POST"),
        new("awards", OfAwards, "awards"), new("awards/{number}", OfAwards, "awards/G1-A"), new("tranches", OfAwards, "tranches"), new("awards/{number}/tranches/{no:int}", OfAwards, "awards/G1-A/tranches/1"),
        new("payments", Readers, "payments"), new("work", All, "work"), new("reports", Readers, "reports"),
        new("reports/{report}/{format}", [FundManager, Auditor], "reports/fund-balances/csv?fund=F1&to=2026-02-01", "reports/fund-balances/csv?fund=F2&to=2026-02-01"),
        new("checkpoints/latest", null, "checkpoints/latest"), new("checkpoints/{size:long}", null, "checkpoints/1"), new("checkpoints/proofs/{entry:long}", null, "checkpoints/proofs/2"),
        new("public/funds", null, "public/funds"), new("public/projects", null, "public/projects"), new("public/matching", null, "public/matching"), new("public/spaces", null, "public/spaces"),
    ];

    /// <summary>Every pattern of the API, for the table of all routes.</summary>
    internal static IEnumerable<string> Patterns => Table.Select(route => "api/v1/" + route.Pattern).Distinct();

    [Test]
    public void Every_route_of_the_api_is_in_the_table()
    {
        var mapped = ApiSiteUnderTest.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!["/api/v1/".Length..]}");
        Assert.That(mapped, Is.EquivalentTo(Table.Select(route => $"{route.Verb} {route.Pattern}")));
    }

    [Test]
    public async Task A_role_over_the_whole_ledger_opens_its_routes_and_no_others()
    {
        foreach (var role in All)
        {
            var token = await TokenOfAsync(role);
            foreach (var route in Table.Where(route => route.Roles is not null)) await MustBeAsync(route, token, route.Roles!.Contains(role), $"{role}");
        }
    }

    [Test]
    public async Task What_is_another_funds_looks_like_what_is_not_there()
    {
        foreach (var role in new[] { FundManager, Approver, Auditor })
        {
            var token = await TokenOfAsync(role, Scope.OfFund("F1"));
            foreach (var route in Table.Where(route => route.Other is not null && route.Roles!.Contains(role)))
            {
                Assert.That((await GetAsync("/api/v1/" + route.Own, token)).Status, Is.EqualTo(OK), $"{role}: {route.Own}");
                IsProblem(await GetAsync("/api/v1/" + route.Other, token), NotFound, "not-there");
            }
        }
    }

    [Test]
    public async Task Without_a_token_only_what_is_public_opens()
    {
        foreach (var route in Table)
        {
            var came = await SendAsync(route.Verb, PathOf(route), route.Verb == "GET" ? null : "{}", "", "k");
            if (route.Roles is null) Assert.That(came.Status, Is.AnyOf(OK, NotFound), route.Pattern);
            else IsProblem(came, Unauthorized, "token-missing");
        }
    }

    /// <summary>Let in, whatever it then says; of a write, as far as to be asked for its key.</summary>
    private static async Task MustBeAsync(Route route, string token, bool isLetIn, string who)
    {
        var came = await SendAsync(route.Verb, PathOf(route), route.Verb == "GET" ? null : "{}", token, null);
        if (!isLetIn) IsProblem(came, Forbidden, "not-permitted");
        else if (route.Verb != "GET") IsProblem(came, BadRequest, "idempotency-key-missing");
        else Assert.That(came.Status, Is.AnyOf(OK, NotFound), $"{who}: {route.Pattern}: {came.Text}");
    }

    private static string PathOf(Route route) => "/api/v1/" + (route.Own ?? route.Pattern.Replace("{code}", "F1", StringComparison.Ordinal).Replace("{entry:long}", "2", StringComparison.Ordinal).Replace("{proposal:long}", "1", StringComparison.Ordinal));
}
