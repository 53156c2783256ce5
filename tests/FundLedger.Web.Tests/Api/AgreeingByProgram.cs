using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>Terms, plans, blueprints and sheets by program: proposed within one's funds, refused when they are not of what was read, told row by row.</summary>
public sealed class AgreeingByProgram : ApiTest
{
    [Test]
    public async Task Terms_are_proposed_as_they_were_read()
    {
        var read = (await GetAsync("/api/v1/grant-programmes/G1/terms")).Json.GetProperty("terms").GetRawText();
        IsProblem(await PostAsync("/api/v1/grant-programmes/G1/terms", $$"""{"terms":{{read}},"reason":"重述"}"""), UnprocessableEntity, "terms-same");
        var other = read.Replace("\"passMark\":60", "\"passMark\":70", StringComparison.Ordinal);
        Assert.That(other, Is.Not.EqualTo(read));
        Assert.That((await PostAsync("/api/v1/grant-programmes/G1/terms", $$"""{"terms":{{other}},"reason":"提高合格线"}""")).Of("status"), Is.EqualTo("open"));
        IsProblem(await PostAsync("/api/v1/grant-programmes/G1/terms", $$"""{"terms":{{read.Replace("passMark", "passMrak", StringComparison.Ordinal)}},"reason":"x"}"""), BadRequest, "json-type", "terms.passMrak");
        var ofF2 = await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"));
        foreach (var (path, body) in new[]
        {
            ("grant-programmes/G1/terms", $$"""{"terms":{{other}},"reason":"x"}"""), ("grant-programmes", $$$"""{"programme":"GX","fund":"F1","kind":"venture","name":{"zh":"x","en":"x"},"terms":{{{other}}}}"""),
            ("rounds", """{"programme":"G1","round":"G1-X","name":{"zh":"x","en":"x"},"opensAt":"2026-04-20T01:00:00Z","closesAt":"2026-05-20T09:00:00Z","budget":{"amount":"1.00","currency":"CNY"}}"""),
            ("rounds/G1-1/end", """{"reason":"x"}"""), ("taper/plans/T1/end", """{"on":"2026-04-15","reason":"x"}"""), ("spaces/S-T1/blueprint", """{"version":0,"years":[],"reason":"x"}"""), ("awards/G1-A/clawbacks", """{"amount":{"amount":"1.00","currency":"CNY"},"on":"2026-04-15","instalments":[],"reason":"x"}"""),
        })
            IsProblem(await PostAsync("/api/v1/" + path, body, token: ofF2), NotFound, "not-there");
    }

    [Test]
    public async Task A_plan_is_amended_as_it_was_read_and_a_year_changed_by_its_own_shares()
    {
        var version = (await GetAsync("/api/v1/taper/plans/T2/versions", ApiSiteUnderTest.OfOrganisation)).Json.GetProperty("items")[0];
        Assert.That((version.GetProperty("version").GetInt32(), version.GetProperty("reason").ValueKind), Is.EqualTo((1, System.Text.Json.JsonValueKind.Null)), "why it was agreed is the fund's");
        var terms = version.GetProperty("terms").GetRawText();
        IsProblem(await PostAsync("/api/v1/taper/plans/T2/amendments", $$"""{"version":9,"fromPeriod":1,"terms":{{terms}},"reason":"x","on":"2026-04-15"}"""), Conflict, "taper-changed");
        Assert.That((await PostAsync("/api/v1/taper/plans/T2/amendments", $$"""{"version":1,"fromPeriod":1,"terms":{{terms}},"reason":"重述","on":"2026-04-15"}""")).Of("status"), Is.EqualTo("open"));
        IsProblem(await PostAsync("/api/v1/taper/plans/T2/years/1/approval", """{"version":1,"on":"2026-04-15","reason":"x","change":{"parts":[],"shares":["90","80"]}}"""), UnprocessableEntity, "taper-shares", "shares");
        IsProblem(await PostAsync("/api/v1/taper/plans/T2/review-decision", """{"decision":"keep","on":"2026-04-15","reason":"x"}""", token: ApiSiteUnderTest.OfOrganisation), Forbidden, "not-permitted");
        var other = await TokenOfAsync(PersonRole.OrganisationOwner, Scope.OfOrganisation("NOBODY"));
        foreach (var path in new[] { "taper/plans/T2/versions", "spaces/S-T1/return-rules", "spaces/S-T1/returns", "spaces/S-T1/services" }) IsProblem(await GetAsync("/api/v1/" + path, other), NotFound, "not-there");
    }

    [Test]
    public async Task A_sheet_of_results_is_tried_taken_in_whole_or_told_row_by_row()
    {
        const string Path = "/api/v1/operating-results/sheets", Heads = "空间代码,开始日期,结束日期,场地费用\n";
        var before = await ResultsAsync();
        var wrong = await SendFileAsync(Path, Heads + "S-T3,2026-03-01,2026-03-31,50\nNONE,2026-03-01,2026-03-31,50\nS-T3,2026-03-01,soon,1\n");
        IsProblem(wrong, UnprocessableEntity, "sheet-rows-wrong", "rows[3]");
        Assert.That(wrong.Json.GetProperty("errors").GetArrayLength(), Is.EqualTo(2));
        var tried = await SendFileAsync(Path + "?trial=yes", Heads + "S-T3,2026-03-01,2026-03-31,50\n", "sheet");
        Assert.That((tried.Status, tried.Of("isTrial")), Is.EqualTo((OK, "True")), tried.Text);
        Assert.That(await ResultsAsync(), Is.EqualTo(before), "nothing is kept of either");
        var other = await TokenOfAsync(PersonRole.OrganisationOwner, Scope.OfOrganisation("NOBODY"));
        IsProblem(await SendFileAsync(Path + "?organisation=ORG", Heads + "S-T3,2026-03-01,2026-03-31,50\n", token: other), NotFound, "not-there");
        IsProblem(await SendFileAsync(Path, Heads + "S-T3,2026-03-01,2026-03-31,50\n", token: other), NotFound, "not-there");
        var taken = await SendFileAsync(Path + "?organisation=ORG", Heads + "S-T3,2026-03-01,2026-03-31,50\n", "sheet", ApiSiteUnderTest.OfOrganisation);
        Assert.That((taken.Status, taken.Of("results")), Is.EqualTo((Created, "1")), taken.Text);
        Assert.That((await SendFileAsync(Path + "?organisation=ORG", Heads + "S-T3,2026-03-01,2026-03-31,50\n", "sheet", ApiSiteUnderTest.OfOrganisation)).Header("Idempotency-Replayed"), Is.EqualTo("true"));
        Assert.That(await ResultsAsync(), Is.EqualTo(before + 1));
    }

    [Test]
    public async Task A_room_given_is_settled_by_a_file_that_was_sent()
    {
        var given = await PostAsync("/api/v1/spaces/S-T2/services", """{"organisation":"ORG","on":"2026-04-10","hours":"2.5","rate":{"amount":"10.00","currency":"CNY"},"serviceRate":{"amount":"10.00","currency":"CNY"},"dueOn":"2026-06-30","what":"亲子阅读"}""");
        Assert.That((given.Status, given.Json.GetProperty("value").GetProperty("amount").GetString()), Is.EqualTo((Created, "25.00")), given.Text);
        var path = $"/api/v1/spaces/S-T2/services/{given.Of("no")}/deliveries";
        IsProblem(await PostAsync(path, $$"""{"hours":"1","on":"2026-04-15","what":"阅读一场","evidence":"{{new string('0', 64)}}"}"""), UnprocessableEntity, "file-unknown", "evidence");
        IsProblem(await PostAsync(path, $$"""{"hours":"0.001","on":"2026-04-15","what":"阅读一场","evidence":"{{new string('0', 64)}}"}"""), BadRequest, "hours", "hours");
        var file = (await SendFileAsync("/api/v1/files", "签到表二")).Of("sha256");
        var settled = await PostAsync(path, $$"""{"hours":"1","on":"2026-04-15","what":"阅读一场","evidence":"{{file}}"}""");
        Assert.That((settled.Status, settled.Json.GetProperty("left").GetProperty("amount").GetString()), Is.EqualTo((Created, "15.00")), settled.Text);
        Assert.That((await GetAsync("/api/v1/spaces/S-T2/services", ApiSiteUnderTest.OfOrganisation)).Text, Does.Contain("阅读一场").And.Not.Contain(file), "the entry and its file are the fund's");
    }

    private static async Task<int> ResultsAsync() => (await GetAsync("/api/v1/spaces/S-T3/results")).Json.GetProperty("items").GetArrayLength();
}
