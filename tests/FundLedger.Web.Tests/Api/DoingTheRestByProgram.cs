using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Voice;
using FundLedger.Web.Tests.Hosting;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>What was left to pages and the command line: the register of spaces, links of surveys, donors' sign-ins, an expert's own relations, documents to be published. Done, read back, and refused by the same rules.</summary>
public sealed class DoingTheRestByProgram : ApiTest
{
    private const string Spaces = "/api/v1/spaces";

    // ---- spaces ----

    [Test]
    public async Task A_space_is_registered_changed_and_closed_by_the_people_of_its_fund()
    {
        var (code, ofOther) = (NewCode(), await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1")));
        var body = $$"""{"code":"{{code}}","fund":"F2","name":"邻里客厅","openedOn":"2026-03-01","squareDecimetres":12050,"functions":["议事","助老"],"ownership":"rented","model":"community-led"}""";
        IsProblem(await PostAsync(Spaces, body, token: ofOther), NotFound, "not-there");
        var made = await PostAsync(Spaces, body);
        Assert.That((made.Status, made.Of("version"), made.Response.Headers.Location!.ToString()), Is.EqualTo((Created, "1", $"{Spaces}/{code}")), made.Text);
        var path = $"{Spaces}/{code}";
        var renamed = """{"name":"邻里会客厅","openedOn":"2026-03-01","squareDecimetres":13000,"reason":"扩建"}""";
        IsProblem(await PostAsync(path + "/changes", renamed, token: ofOther), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/changes", renamed)).Of("version"), Is.EqualTo("2"));
        IsProblem(await PostAsync(path + "/changes", renamed.Replace("扩建", " ", StringComparison.Ordinal)), UnprocessableEntity, "reason-missing", "reason");
        Assert.That((await GetAsync(path + "/versions")).Json.GetProperty("items").EnumerateArray().Select(version => (version.GetProperty("name").GetString(), version.GetProperty("squareDecimetres").GetInt64(), version.GetProperty("reason").GetString())),
            Is.EqualTo(new[] { ("邻里客厅", 12050L, ""), ("邻里会客厅", 13000L, "扩建") }));
        IsProblem(await GetAsync(path + "/versions", ofOther), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/close", """{"on":"2026-04-15","reason":"租约到期"}""")).Of("on"), Is.EqualTo("2026-04-15"));
        Assert.That((await GetAsync(path)).Json.GetProperty("listed").GetProperty("closedOn").GetString(), Is.EqualTo("2026-04-15"));
        IsProblem(await PostAsync(path + "/changes", renamed), UnprocessableEntity, "space-closed");
    }

    [Test]
    public async Task A_satellite_has_its_centre_in_the_same_fund_and_keeps_it_from_being_closed()
    {
        var (centre, satellite) = (NewCode(), NewCode());
        await PostAsync(Spaces, Space(centre, "F2"));
        IsProblem(await PostAsync(Spaces, Space(satellite, "F1", centre)), UnprocessableEntity, "centre-fund", "centre");
        Assert.That((await PostAsync(Spaces, Space(satellite, "F2", centre))).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync($"{Spaces}/{satellite}")).Json.GetProperty("listed").GetProperty("centre").GetString(), Is.EqualTo(centre));
        var refused = await PostAsync($"{Spaces}/{centre}/close", """{"on":"2026-04-15","reason":"搬迁"}""");
        IsProblem(refused, UnprocessableEntity, "centre-has-satellites");
        Assert.That(refused.Of("detail"), Does.Contain(satellite));
    }

    [Test]
    public async Task What_is_wrong_is_told_by_the_name_that_the_body_has_for_it() =>
        IsProblem(await PostAsync(Spaces, Space(NewCode(), "F2").Replace("2026-03-01", "0001-01-01", StringComparison.Ordinal)), UnprocessableEntity, "opened-missing", "openedOn");

    [Test]
    public async Task One_organisation_runs_a_space_after_another_and_its_host_is_told_to_those_concerned_alone()
    {
        var (code, other) = (NewCode(), NewCode());
        await PostAsync(Spaces, Space(code, "F2"));
        await PostAsync("/api/v1/organisations", $$"""{"code":"{{other}}","name":"邻里社","kind":"community"}""");
        var path = $"{Spaces}/{code}";
        IsProblem(await PostAsync(path + "/operators/end", """{"on":"2026-04-10","reason":"到期"}"""), UnprocessableEntity, "operator-none");
        var first = await PostAsync(path + "/operators", $$"""{"organisation":"{{other}}","from":"2026-03-01","until":"2027-02-28","terms":"每周五天","host":"常山"}""");
        Assert.That((first.Status, first.Of("no")), Is.EqualTo((Created, "1")), first.Text);
        IsProblem(await PostAsync(path + "/operators", """{"organisation":"ORG","from":"2026-04-11"}"""), UnprocessableEntity, "operator-known", "organisation");
        IsProblem(await PostAsync(path + "/operators/end", """{"on":"2026-04-10","reason":"到期"}""", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/operators/end", """{"on":"2026-04-10","reason":"到期"}""")).Status, Is.EqualTo(Created));
        Assert.That((await PostAsync(path + "/operators", """{"organisation":"ORG","from":"2026-04-11"}""")).Of("no"), Is.EqualTo("2"));
        var terms = (await GetAsync(path)).Json.GetProperty("operators");
        Assert.That((terms[0].GetProperty("host").GetString(), terms[0].GetProperty("endReason").GetString(), terms[1].GetProperty("organisation").GetString()), Is.EqualTo(("常山", "到期", "ORG")));
        Assert.That((await GetAsync(path, ApiSiteUnderTest.OfOrganisation)).Text, Does.Contain("每周五天").And.Not.Contain("常山"), "the host of another organisation's term");
        Assert.That((await GetAsync(path, await TokenOfAsync(PersonRole.OrganisationViewer, Scope.OfOrganisation(other)))).Text, Does.Contain("常山"), "of their own");
    }

    [Test]
    public async Task An_investment_is_recorded_with_its_file_and_made_void_once()
    {
        var (code, mine) = (NewCode(), await TokenOfAsync(PersonRole.FundManager));
        await PostAsync(Spaces, Space(code, "F2"));
        var path = $"{Spaces}/{code}/investments";
        var file = (await SendFileAsync("/api/v1/files", "发票 " + code, token: mine, name: "发票.txt")).Of("sha256");
        var body = $$$"""{"kind":"hardware","amount":{"amount":"120.00","currency":"CNY"},"on":"2026-04-01","what":"书架","entry":3,"evidence":"{{{file}}}"}""";
        IsProblem(await PostAsync(path, body), UnprocessableEntity, "file-unknown", "evidence");
        IsProblem(await PostAsync(path, body.Replace(":3,", ":999999,", StringComparison.Ordinal), token: mine), UnprocessableEntity, "entry-unknown", "entry");
        var made = await PostAsync(path, body, token: mine);
        Assert.That((made.Status, made.Of("no")), Is.EqualTo((Created, "1")), made.Text);
        Assert.That((await GetAsync($"{Spaces}/{code}/files/{file}")).Text, Is.EqualTo("发票 " + code));
        IsProblem(await GetAsync($"{Spaces}/S-T2/files/{file}"), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/1/void", """{"reason":"重复登记"}""")).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync(path + "/1/void", """{"reason":"重复登记"}"""), UnprocessableEntity, "investment-unknown");
        var listed = (await GetAsync(path)).Json.GetProperty("items")[0];
        Assert.That((listed.GetProperty("what").GetString(), listed.GetProperty("entry").GetInt64(), listed.GetProperty("voidReason").GetString()), Is.EqualTo(("书架", 3L, "重复登记")));
        IsProblem(await PostAsync(path, body, token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), UnprocessableEntity, "file-unknown", "evidence");
        IsProblem(await GetAsync(path, await TokenOfAsync(PersonRole.Auditor, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    // ---- links of surveys ----

    [Test]
    public async Task Links_are_told_to_the_token_that_asked_for_them_and_nowhere_else()
    {
        var (code, key) = (NewCode(), Guid.NewGuid().ToString());
        await PostAsync("/api/v1/surveys", Survey(code, "link"));
        var path = $"/api/v1/surveys/{code}/links";
        var made = await PostAsync(path, """{"count":3}""", key);
        Assert.That((made.Status, made.Header("Cache-Control"), made.Of("batch")), Is.EqualTo((Created, "no-store", "1")), made.Text);
        var links = LinksOf(made);
        Assert.That(links, Has.Count.EqualTo(3).And.Unique.And.All.Match($"^{ApiSiteUnderTest.Server.Url.TrimEnd('/')}/v/[2-9a-hjkmnp-z0]{{20}}$"));
        var again = await PostAsync(path, """{"count":3}""", key);
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((made.Text, "true")));
        IsProblem(await PostAsync(path, """{"count":3}""", key, ApiSiteUnderTest.Another), Conflict, "operation-key-conflict", "Idempotency-Key"); // the same person by another token
        IsProblem(await PostAsync(path, """{"count":2}""", key), Conflict, "operation-key-conflict");
        Assert.That(LinksOf(await PostAsync(path, """{"count":3}""")).Intersect(links), Is.Empty, "another write, other links");

        (await new AnswerSurvey(ApiSiteUnderTest.Server.Database).RunAsync(Guid.NewGuid().ToString(), new VoiceGiven(code, [5], Token: links[0].Split('/')[^1]))).Expect();
        var read = await GetAsync($"/api/v1/surveys/{code}");
        Assert.That((read.Of("answers"), read.Json.GetProperty("links")[0].GetProperty("made").GetInt32(), read.Json.GetProperty("links")[0].GetProperty("spent").GetInt32()), Is.EqualTo(("1", 3, 1)), read.Text);
        foreach (var link in links) Assert.That(read.Text, Does.Not.Contain(link.Split('/')[^1]));
    }

    [Test]
    public async Task Links_are_made_for_surveys_that_take_them_and_by_the_people_of_the_fund()
    {
        var (open, linked) = (NewCode(), NewCode());
        await PostAsync("/api/v1/surveys", Survey(open, "open"));
        await PostAsync("/api/v1/surveys", Survey(linked, "link"));
        IsProblem(await PostAsync($"/api/v1/surveys/{open}/links", """{"count":1}"""), UnprocessableEntity, "no-links");
        foreach (var count in new[] { 0, -1, 2_001, int.MaxValue }) IsProblem(await PostAsync($"/api/v1/surveys/{linked}/links", $$"""{"count":{{count}}}"""), UnprocessableEntity, "link-count", "count");
        IsProblem(await PostAsync($"/api/v1/surveys/{linked}/links", """{"count":1}""", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
        await PostAsync($"/api/v1/surveys/{linked}/close", "{}");
        IsProblem(await PostAsync($"/api/v1/surveys/{linked}/links", """{"count":1}"""), UnprocessableEntity, "survey-ended");
    }

    // ---- donors ----

    [Test]
    public async Task A_donor_is_linked_with_a_sign_in_that_has_the_role_and_parted_from_it()
    {
        await PostAsync("/api/v1/donations", Gift("1.00", donor: "来人" + Guid.NewGuid().ToString("N")[..8]));
        var donor = (await GetAsync("/api/v1/donors?limit=1")).Json.GetProperty("items")[0].GetProperty("donor").ToString();
        var (path, person) = ($"/api/v1/donors/{donor}", await SitePeople.AddAsync(ApiSiteUnderTest.Server.Database, $"giver-{Guid.NewGuid():N}", PersonRole.Donor));
        var body = $$"""{"person":"{{person}}"}""";
        Assert.That((await GetAsync(path + "/candidates?limit=200")).Text, Does.Contain(person));
        IsProblem(await PostAsync(path + "/people", $$"""{"person":"{{ApiSiteUnderTest.Everybody}}"}"""), UnprocessableEntity, "no-donor-role", "person");
        IsProblem(await PostAsync("/api/v1/donors/999999/people", body), NotFound, "not-there");
        IsProblem(await PostAsync(path + "/people", body, token: await TokenOfAsync(PersonRole.Administrator, Scope.OfFund("F1"))), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/people", body)).Of("person"), Is.EqualTo(person));
        IsProblem(await PostAsync(path + "/people", body), UnprocessableEntity, "donor-linked", "person");
        Assert.That((await GetAsync(path + "/people")).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("person").GetString()), Is.EqualTo(new[] { person }));
        Assert.That((await GetAsync(path + "/candidates?limit=200")).Text, Does.Not.Contain(person));
        Assert.That((await PostAsync($"{path}/people/{person}/end", "{}")).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync($"{path}/people/{person}/end", "{}"), UnprocessableEntity, "donor-not-linked", "person");
        Assert.That((await GetAsync(path + "/people")).Json.GetProperty("items").GetArrayLength(), Is.Zero);
    }

    // ---- an expert's own ----

    [Test]
    public async Task An_expert_says_whom_they_are_close_to_and_is_given_no_review_of_theirs()
    {
        var person = await SitePeople.AddAsync(ApiSiteUnderTest.Server.Database, $"expert-{Guid.NewGuid():N}", PersonRole.Expert);
        var own = await SitePeople.TokenAsync(ApiSiteUnderTest.Server.Database, person, Permission.Review);
        const string Relations = "/api/v1/reviews/relations";
        const string Employer = """{"kind":"own-organisation","organisation":"ORG"}""";
        IsProblem(await PostAsync(Relations, Employer, token: own), UnprocessableEntity, "expert-unknown"); // not in the pool yet
        var expert = (await PostAsync("/api/v1/experts", $$"""{"person":"{{person}}","from":"2026-04-01","to":"2026-12-31"}""")).Of("expert");
        IsProblem(await PostAsync(Relations, """{"kind":"related-person"}""", token: own), UnprocessableEntity, "relation-empty", "name");
        Assert.That((await PostAsync(Relations, Employer, token: own)).Of("kind"), Is.EqualTo("own-organisation"));
        Assert.That((await PostAsync(Relations, """{"kind":"related-person","name":"尉迟恭","phone":"13800000001"}""", token: own)).Of("keys"), Is.EqualTo("2"));
        var mine = await GetAsync(Relations + "?limit=200", own);
        Assert.That(mine.Json.GetProperty("items").EnumerateArray().Count(one => one.GetProperty("kind").GetString() == "related-person"), Is.EqualTo(2), mine.Text);
        Assert.That(mine.Json.GetProperty("items").EnumerateArray().Where(one => one.GetProperty("kind").GetString() == "own-organisation").Select(one => one.GetProperty("organisation").GetString()), Is.Not.Empty.And.None.Null, "the directory knows it");
        Assert.That(mine.Text, Does.Not.Contain("尉迟恭").And.Not.Contain("13800000001"));
        Assert.That((await GetAsync($"/api/v1/experts/{expert}")).Json.GetProperty("relations").GetRawText(), Is.EqualTo(mine.Json.GetProperty("items").GetRawText()), "the same to who keeps the pool");
        Assert.That((await GetAsync(Relations, ApiSiteUnderTest.OfExpert)).Text, Is.Not.EqualTo(mine.Text), "another's are their own");
        IsProblem(await PostAsync("/api/v1/applications/G3-1-0006/reviews", $$"""{"expert":{{expert}}}"""), UnprocessableEntity, "expert-conflicted");
    }

    // ---- an organisation's own ----

    [Test]
    public async Task An_organisation_says_whom_it_belongs_to_and_another_says_nothing_of_it()
    {
        var code = NewCode();
        await PostAsync("/api/v1/organisations", $$"""{"code":"{{code}}","name":"邻里社","kind":"community"}""");
        var (path, own) = ($"/api/v1/organisations/{code}", await TokenOfAsync(PersonRole.OrganisationEditor, Scope.OfOrganisation(code)));
        const string Parent = """{"relation":"parent","name":"东里社工站","since":"2026-01-01"}""";
        IsProblem(await PostAsync(path + "/relations", Parent, token: ApiSiteUnderTest.OfOrganisation), NotFound, "not-there");
        IsProblem(await PostAsync(path + "/relations", """{"relation":"parent","name":"东里社工站","creditCode":"12345"}""", token: own), UnprocessableEntity, "credit-code", "creditCode");
        Assert.That((await PostAsync(path + "/relations", Parent, token: own)).Status, Is.EqualTo(Created));
        var relation = (await GetAsync(path, own)).Json.GetProperty("relations")[0];
        Assert.That((relation.GetProperty("relation").GetString(), relation.GetProperty("name").GetString(), relation.GetProperty("since").GetString()), Is.EqualTo(("parent", "东里社工站", "2026-01-01")));
    }

    // ---- documents to be published ----

    [Test]
    public async Task A_document_is_prepared_read_by_those_who_read_the_books_and_prepared_anew()
    {
        var item = await ProjectAsync();
        var (path, key) = ($"/api/v1/disclosures/{item}", Guid.NewGuid().ToString());
        const string Wanted = """{"reports":["fund-balances"],"words":"助餐 300 人次。","doc":"zh-CN"}""";
        IsProblem(await PostAsync(path + "/drafts", Wanted, token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
        var made = await PostAsync(path + "/drafts", Wanted, key);
        Assert.That((made.Status, made.Of("disclosure")), Is.EqualTo((Created, item)), made.Text);
        var again = await PostAsync(path + "/drafts", Wanted, key);
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((made.Text, "true")), "it is not drawn again");
        IsProblem(await PostAsync(path + "/drafts", Wanted.Replace("300", "400", StringComparison.Ordinal), key), Conflict, "operation-key-conflict");

        var prepared = (await GetAsync(path)).Json.GetProperty("prepared");
        Assert.That((prepared.GetProperty("draft").ToString(), prepared.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("report").GetString())), Is.EqualTo((made.Of("draft"), new[] { "fund-balances", "announcement" })));
        var files = prepared.GetProperty("files").EnumerateArray().Select(file => file.GetProperty("sha256").GetString()!).ToList();
        var pdf = await GetAsync($"{path}/files/{files[0]}");
        Assert.That((pdf.Status, pdf.MediaType, pdf.Text[..5]), Is.EqualTo((OK, "application/pdf", "%PDF-")));
        Assert.That((await GetAsync($"{path}/files/{files[1]}")).Text, Is.EqualTo("助餐 300 人次。\n"));
        IsProblem(await GetAsync($"{path}/files/{files[1]}", await TokenOfAsync(PersonRole.Auditor, Scope.OfFund("F1"))), NotFound, "not-there");

        var later = await PostAsync(path + "/drafts", """{"words":"助餐 310 人次。"}""");
        var newest = (await GetAsync(path)).Json.GetProperty("prepared");
        Assert.That((newest.GetProperty("draft").ToString(), newest.GetProperty("files").GetArrayLength()), Is.EqualTo((later.Of("draft"), 1)), "words alone, and the last document counts");
        IsProblem(await GetAsync($"{path}/files/{files[1]}"), NotFound, "not-there");
    }

    [Test]
    public async Task Reports_that_list_gifts_are_not_published_and_usual_ones_are_drawn_unless_said()
    {
        var path = $"/api/v1/disclosures/{await ProjectAsync()}";
        IsProblem(await PostAsync(path + "/drafts", """{"reports":["donation-register"]}"""), UnprocessableEntity, "disclosure-report", "reports");
        IsProblem(await PostAsync(path + "/drafts", """{"reports":[]}"""), UnprocessableEntity, "disclosure-empty", "reports");
        IsProblem(await PostAsync(path + "/drafts", """{"words":"好","doc":"fr"}"""), BadRequest, "word-unknown", "doc");
        Assert.That((await GetAsync(path)).Json.GetProperty("prepared").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That((await PostAsync(path + "/drafts", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync(path)).Json.GetProperty("prepared").GetProperty("files")[0].GetProperty("report").GetString(), Is.EqualTo("fund-balances"));
    }

    [Test]
    public async Task What_is_told_of_is_set_and_campaigns_are_entered_and_ended_by_the_people_of_their_fund()
    {
        const string Settings = """{"entity":"MAIN","raisesPublicly":true,"watchedFrom":"2025-01-01","major":{"amount":"1000.00","currency":"CNY"},"reason":"章程第九条"}""";
        var ofOther = await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"));
        IsProblem(await PostAsync("/api/v1/disclosure-settings", Settings, token: ofOther), NotFound, "not-there");
        IsProblem(await PostAsync("/api/v1/disclosure-settings", Settings.Replace("1000.00", "0.00", StringComparison.Ordinal)), UnprocessableEntity, "disclosure-major", "major");
        var set = await PostAsync("/api/v1/disclosure-settings", Settings);
        Assert.That(set.Status, Is.EqualTo(Created), set.Text);
        var standing = (await GetAsync("/api/v1/disclosure-settings")).Json.GetProperty("items")[0];
        Assert.That((standing.GetProperty("entity").GetString(), standing.GetProperty("reason").GetString(), standing.GetProperty("version").GetInt32()), Is.EqualTo(("MAIN", "章程第九条", standing.GetProperty("version").GetInt32())));

        var code = NewCode();
        var body = $$"""{"fund":"F2","kind":"campaign","code":"{{code}}","name":"邻里募捐","first":"2026-04-01"}""";
        IsProblem(await PostAsync("/api/v1/disclosure-activities", body, token: ofOther), NotFound, "not-there");
        Assert.That((await PostAsync("/api/v1/disclosure-activities", body)).Of("code"), Is.EqualTo(code));
        IsProblem(await PostAsync("/api/v1/disclosure-activities", body), UnprocessableEntity, "activity-twice", "code");
        var end = $"/api/v1/disclosure-activities/{code}/end";
        IsProblem(await PostAsync(end, """{"last":"2026-04-30"}""", token: ofOther), NotFound, "not-there");
        IsProblem(await PostAsync(end, """{"last":"2026-03-31"}"""), UnprocessableEntity, "activity-days", "last");
        Assert.That((await PostAsync(end, """{"last":"2026-04-30"}""")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync("/api/v1/disclosure-activities?limit=200")).Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("code").GetString() == code).GetProperty("last").GetString(), Is.EqualTo("2026-04-30"));
        Assert.That((await GetAsync("/api/v1/disclosure-activities?limit=200", ofOther)).Text, Does.Not.Contain(code));
    }

    // ---- what they share ----

    private static string NewCode() => "R" + Guid.NewGuid().ToString("N")[..9];

    private static string Space(string code, string fund, string? centre = null) => $$"""{"code":"{{code}}","fund":"{{fund}}","name":"会客厅","openedOn":"2026-03-01"{{(centre is null ? "" : $",\"centre\":\"{centre}\"")}}}""";

    private static string Survey(string code, string way) =>
        $$"""{"code":"{{code}}","kind":"satisfaction","about":"fund","of":"F2","title":"满意吗","first":"2026-01-01","last":"2026-03-31","openFrom":"2026-04-15","openUntil":"2026-12-31","ways":["{{way}}"],"quorum":5,"questions":[{"zh":"满意吗？","en":"Content?"}]}""";

    private static List<string> LinksOf(Came made) => [.. made.Json.GetProperty("links").EnumerateArray().Select(link => link.GetString()!)];

    /// <returns>The key of what a project of F2 that began has to tell.</returns>
    private static async Task<string> ProjectAsync()
    {
        await PostAsync("/api/v1/disclosure-settings", """{"entity":"MAIN","raisesPublicly":true,"watchedFrom":"2025-01-01","major":{"amount":"1000.00","currency":"CNY"},"reason":"章程第九条"}""");
        var code = NewCode();
        await PostAsync("/api/v1/disclosure-activities", $$"""{"fund":"F2","kind":"project","code":"{{code}}","name":"助餐","first":"2026-01-05"}""");
        for (var page = "/api/v1/disclosures?fund=F2&limit=200"; ;)
        {
            var read = await GetAsync(page);
            if (read.Json.GetProperty("items").EnumerateArray().FirstOrDefault(one => one.GetProperty("rule").GetString() == "project-progress" && one.GetProperty("name").GetProperty("zh").GetString()!.Contains(code, StringComparison.Ordinal)) is { ValueKind: System.Text.Json.JsonValueKind.Object } found) return found.GetProperty("disclosure").GetString()!;
            Assert.That(read.Json.GetProperty("next").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.String), read.Text);
            page = $"/api/v1/disclosures?fund=F2&limit=200&after={Uri.EscapeDataString(read.Of("next"))}";
        }
    }
}
