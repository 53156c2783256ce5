using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>An organisation writes, signs and hands in by program; it sees and does what is its own.</summary>
public sealed class ActingForAnOrganisation : ApiTest
{
    [Test]
    public async Task It_signs_what_it_read_and_hands_in_once()
    {
        var (token, number) = (ApiSiteUnderTest.OfOrganisation, await HandedInAsync());
        var path = "/api/v1/applications/" + number;
        var application = await GetAsync(path, token);
        Assert.That((application.Json.GetProperty("listed").GetProperty("status").GetString(), application.Json.GetProperty("versions").GetArrayLength()), Is.EqualTo(("submitted", 1)));
        IsProblem(await PostAsync(path + "/submissions", $$"""{"sha256":"{{new string('0', 64)}}"}""", token: token), UnprocessableEntity, (await PostAsync(path + "/submissions", $$"""{"sha256":"{{new string('0', 64)}}"}""", token: token)).Code);
        Assert.That((await PostAsync(path + "/change-requests", """{"reason":"预算缺依据","deadline":"2026-04-28T16:00:00Z"}""")).Of("status"), Is.EqualTo("changes-requested"));
        var begun = await GetAsync(path, token);
        var stale = await PostAsync(path + "/saves", """{"basics":{"title":"邻里食堂","category":"start-up"},"basedOn":999}""", token: token);
        IsProblem(stale, Conflict, "saved-meanwhile");
        Assert.That((await PostAsync(path + "/saves", $$"""{"answers":{"people":"130"},"basedOn":{{begun.Json.GetProperty("listed").GetProperty("saveNo").GetInt32()}}}""", token: token)).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync(path, token)).Of("toSign"), Is.Not.EqualTo(begun.Of("toSign")));
    }

    [Test]
    public async Task It_accepts_the_agreement_that_it_read()
    {
        const string Path = "/api/v1/awards/G2-A";
        var (token, key) = (ApiSiteUnderTest.OfOrganisation, Guid.NewGuid().ToString());
        Assert.That((await PostAsync(Path + "/acceptance", $$"""{"textSha256":"{{new string('0', 64)}}"}""", token: token)).Response.IsSuccessStatusCode, Is.False);
        var body = $$"""{"textSha256":"{{(await GetAsync(Path, token)).Of("textSha256")}}"}""";
        var accepted = await PostAsync(Path + "/acceptance", body, key, token);
        Assert.That(accepted.Status, Is.EqualTo(Created), accepted.Text);
        Assert.That((await PostAsync(Path + "/acceptance", body, key, token)).Text, Is.EqualTo(accepted.Text));
    }

    [Test]
    public async Task What_is_another_organisations_or_the_funds_is_not_there()
    {
        var other = await TokenOfAsync(PersonRole.OrganisationOwner, Scope.OfOrganisation("NOBODY"));
        foreach (var path in new[] { "applications/G1-1-0001", "awards/G1-A", "awards/G1-A/reports", "organisations/ORG", "spaces/S-T1", "taper/plans/T1" }) IsProblem(await GetAsync("/api/v1/" + path, other), NotFound, "not-there");
        IsProblem(await PostAsync("/api/v1/applications", """{"round":"G1-1","organisation":"ORG"}""", token: other), NotFound, "not-there");
        IsProblem(await PostAsync("/api/v1/applications/G1-1-0001/saves", """{"basics":{"title":"x","category":""}}""", token: other), NotFound, "not-there");
        foreach (var path in new[] { "matching/M1", "grant-programmes/G1", "payments/owed", "bank/accounts", "receipts?year=2026" }) IsProblem(await GetAsync("/api/v1/" + path, ApiSiteUnderTest.OfOrganisation), Forbidden, "not-permitted");
        Assert.That((await GetAsync("/api/v1/rounds", other)).Json.GetProperty("items").EnumerateArray().Select(round => round.GetProperty("round").GetString()), Does.Contain("G1-1"), "it is open to all to apply to");
        IsProblem(await PostAsync("/api/v1/gifts-in-kind/4/uses", """{"value":{"amount":"1.00","currency":"CNY"},"on":"2026-04-10","for":"x"}""", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"))), NotFound, "not-there");
    }
}
