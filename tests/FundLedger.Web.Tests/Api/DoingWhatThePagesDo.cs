using FundLedger.People.Roles;
using FundLedger.Voice;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>What pages do and the API did not: done once, refused by the same rules, and to others not there.</summary>
public sealed class DoingWhatThePagesDo : ApiTest
{
    private const string Account = "/api/v1/bank/accounts/BANK-CNY";

    [Test]
    public async Task A_batch_is_recorded_whole_or_not_at_all()
    {
        static string Batch(int count, string total) => $$$"""{"fund":"F1","count":{{{count}}},"total":{"amount":"{{{total}}}","currency":"CNY"},"gifts":[{"donor":"郑一","amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-08"},{"donor":"","amount":{"amount":"20.00","currency":"CNY"},"on":"2026-04-09"}],"withReceipts":true}""";
        var key = Guid.NewGuid().ToString();
        Assert.That((await PostAsync("/api/v1/donation-batches", Batch(3, "30.00"), key)).Status, Is.EqualTo(UnprocessableEntity));
        var done = await PostAsync("/api/v1/donation-batches", Batch(2, "30.00"), key);
        Assert.That((done.Status, done.Of("count"), done.Json.GetProperty("last").GetInt64() - done.Json.GetProperty("first").GetInt64()), Is.EqualTo((Created, "2", 1L)), done.Text);
        Assert.That((await PostAsync("/api/v1/donation-batches", Batch(2, "30.00"), key)).Text, Is.EqualTo(done.Text));
        IsProblem(await PostAsync("/api/v1/donation-batches", Batch(2, "30.00"), token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_fund_is_made_hidden_and_proposed_to_be_closed_by_who_manages_it()
    {
        var code = "C" + Guid.NewGuid().ToString("N")[..8];
        Assert.That((await PostAsync("/api/v1/funds", $$"""{"code":"{{code}}","name":"试一试","kind":"programme-fund","currency":"CNY","parent":"F1"}""")).Of("fund"), Is.EqualTo(code));
        var path = "/api/v1/funds/" + code;
        Assert.That((await PostAsync(path + "/publicity", """{"isShown":false,"reason":"筹备中"}""")).Of("isShown"), Is.EqualTo("False"));
        IsProblem(await PostAsync(path + "/publicity", """{"isShown":false,"reason":"筹备中"}"""), UnprocessableEntity, "fund-shown");
        Assert.That((await GetAsync(path + "/publicity")).Json.GetProperty("decisions")[0].GetProperty("reason").GetString(), Is.EqualTo("筹备中"));
        Assert.That((await GetAsync("/api/v1/public/funds?limit=200")).Text, Does.Not.Contain(code));
        await PostAsync("/api/v1/donations", Gift("5.00", code));
        var state = await GetAsync(path + "/closing");
        Assert.That((state.Json.GetProperty("inTheWay").GetArrayLength(), state.Json.GetProperty("residuals")[0].GetProperty("source").GetString()), Is.EqualTo((0, "donation")), state.Text);
        const string Away = """{"on":"2026-04-15","document":"理字5号","reason":"并入","residuals":[{"source":"donation","to":"F1"}]}""";
        Assert.That((await PostAsync(path + "/closing", Away.Replace(""","residuals":[{"source":"donation","to":"F1"}]""", "", StringComparison.Ordinal))).Status, Is.EqualTo(UnprocessableEntity), "money left goes somewhere");
        Assert.That((await PostAsync(path + "/reopening", """{"reason":"还没有终止"}""")).Response.IsSuccessStatusCode, Is.False);
        Assert.That((await PostAsync(path + "/closing", Away)).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync("/api/v1/funds/F2/closing", Away, token: await TokenOfAsync(PersonRole.Administrator, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_fund_that_never_had_money_is_closed_and_no_entry_is_told()
    {
        var code = "E" + Guid.NewGuid().ToString("N")[..8];
        await PostAsync("/api/v1/funds", $$"""{"code":"{{code}}","name":"没用过","kind":"programme-fund","currency":"CNY"}""");
        var closed = await PostAsync($"/api/v1/funds/{code}/closing", """{"on":"2026-04-15","document":"理字7号","reason":"不再需要"}""");
        Assert.That((closed.Status, closed.Json.GetProperty("entry").ValueKind), Is.EqualTo((Created, System.Text.Json.JsonValueKind.Null)), closed.Text);
        Assert.That((await GetAsync($"/api/v1/approvals/{closed.Of("proposal")}")).Status, Is.EqualTo(OK));
    }

    [Test]
    public async Task A_budget_is_proposed_and_stands_once_it_may()
    {
        const string Wanted = """{"fund":"F2","year":2027,"amount":{"amount":"100.00","currency":"CNY"},"document":"理字6号","envelopes":[{"code":"QD","category":"初创","amount":{"amount":"160.00","currency":"CNY"}}]}""";
        Assert.That((await PostAsync("/api/v1/budgets", Wanted)).Status, Is.EqualTo(UnprocessableEntity), "envelopes hold no more than the budget");
        var (body, key) = (Wanted.Replace("160.00", "60.00", StringComparison.Ordinal), Guid.NewGuid().ToString());
        var made = await PostAsync("/api/v1/budgets", body, key);
        Assert.That(made.Status, Is.EqualTo(Created), made.Text);
        Assert.That((await PostAsync("/api/v1/budgets", body, key)).Text, Is.EqualTo(made.Text));
        IsProblem(await PostAsync("/api/v1/budgets", body, token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task Donors_are_merged_and_parted_by_who_sees_them_all()
    {
        var (one, other) = (await DonorAsync(), await DonorAsync());
        IsProblem(await PostAsync($"/api/v1/donors/{one}/merge", $$"""{"into":{{one}}}"""), UnprocessableEntity, "donor-same", "into");
        Assert.That((await PostAsync($"/api/v1/donors/{one}/merge", $$"""{"into":{{other}}}""")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync($"/api/v1/donors/{one}")).Of("into"), Is.EqualTo(other));
        Assert.That((await PostAsync($"/api/v1/donors/{one}/part", "{}")).Of("other"), Is.EqualTo(other));
        Assert.That((await GetAsync($"/api/v1/donors/{one}")).Of("into"), Is.Empty);
        IsProblem(await PostAsync($"/api/v1/donors/{one}/part", "{}", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_related_party_is_registered_masked_and_ended()
    {
        var relation = (await PostAsync("/api/v1/related-parties", """{"donor":"孔令仪","relation":"理事","from":"2026-04-01"}""")).Of("relation");
        Assert.That((await PostAsync($"/api/v1/related-parties/{relation}/end", """{"on":"2026-04-10"}""")).Status, Is.EqualTo(Created));
        var listed = await GetAsync("/api/v1/related-parties?limit=200");
        Assert.That(listed.Text, Does.Not.Contain("孔令仪"));
        Assert.That(listed.Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("relation").ToString() == relation).GetProperty("to").GetString(), Is.EqualTo("2026-04-10"));
        IsProblem(await PostAsync("/api/v1/related-parties", """{"donor":"孔令仪","relation":"理事","from":"2026-04-01"}""", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_rule_of_an_account_has_versions_and_tells_no_payer_in_clear()
    {
        var made = await PostAsync(Account + "/rules", """{"isIn":true,"payer":"尉迟恭","as":"gift","fund":"F1"}""");
        Assert.That((made.Status, made.Of("version")), Is.EqualTo((Created, "1")), made.Text);
        var path = $"{Account}/rules/{made.Of("rule")}";
        Assert.That((await PostAsync(path + "/versions", """{"isIn":true,"as":"suspense","words":"接口"}""")).Of("version"), Is.EqualTo("2"));
        Assert.That((await PostAsync(path + "/off", "{}")).Of("version"), Is.EqualTo("3"));
        var rules = await GetAsync(Account + "/rules?limit=200");
        var rule = rules.Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("rule").ToString() == made.Of("rule"));
        Assert.That((rule.GetProperty("isOn").GetBoolean(), rule.GetProperty("as").GetString(), rule.GetProperty("payer").GetString()), Is.EqualTo((false, "suspense", rule.GetProperty("payer").GetString())).And.Not.EqualTo((false, "suspense", "")), "without a payer, the payer stays");
        Assert.That(rules.Text, Does.Not.Contain("尉迟恭"));
        IsProblem(await PostAsync(Account + "/rules", """{"isIn":true,"as":"gift","fund":"F1"}"""), UnprocessableEntity, "rule-empty");
        IsProblem(await PostAsync(Account + "/rules/999999/off", "{}"), NotFound, "not-there");
        IsProblem(await PostAsync(path + "/on", "{}", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task Suggestions_are_taken_all_or_none()
    {
        var gift = await PostAsync("/api/v1/donations", """{"fund":"F1","amount":{"amount":"173.21","currency":"CNY"},"on":"2026-04-13","donor":"祝融"}""");
        var sent = await SendFileAsync(Account + "/statements?match=false", "交易日期,借贷标志,交易金额,对方户名,流水号\n2026-04-13,贷,173.21,祝融,G173\n", name: "g173.csv");
        await UntilAsync(sent.Response.Headers.Location!.ToString(), came => came.Of("isOver") == "True");
        var line = (await GetAsync(Account + "/lines?from=2026-04-13&to=2026-04-13&limit=200")).Json.GetProperty("items").EnumerateArray().Single(one => one.GetProperty("reference").GetString() == "G173").GetProperty("line");
        IsProblem(await PostAsync(Account + "/matches", $$"""{"pairs":[{"line":{{line}},"entries":[{{gift.Of("entry")}}]},{"line":2,"entries":[3]}]}"""), UnprocessableEntity, "suggestion-stale");
        var taken = await PostAsync(Account + "/matches", $$"""{"pairs":[{"line":{{line}},"entries":[{{gift.Of("entry")}}]}]}""");
        Assert.That((taken.Status, taken.Of("matched")), Is.EqualTo((Created, "1")), taken.Text);
    }

    [Test]
    public async Task A_survey_is_held_by_who_manages_its_fund()
    {
        var code = "V" + Guid.NewGuid().ToString("N")[..8];
        var body = $$"""{"code":"{{code}}","kind":"satisfaction","about":"fund","of":"F1","title":"满意吗","openFrom":"2026-04-15","openUntil":"2026-12-31","ways":["open"],"quorum":5,"questions":[{"zh":"满意吗？","en":"Content?"}]}""";
        IsProblem(await PostAsync("/api/v1/surveys", body, token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"))), NotFound, "not-there");
        Assert.That((await PostAsync("/api/v1/surveys", body)).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync($"/api/v1/surveys/{code}/publish", "{}"), UnprocessableEntity, "survey-open-still");
        foreach (var act in new[] { "close", "publish" }) Assert.That((await PostAsync($"/api/v1/surveys/{code}/{act}", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync($"/api/v1/surveys/{code}")).Json.GetProperty("listed").GetProperty("status").GetString(), Is.EqualTo("published"));
        IsProblem(await PostAsync($"/api/v1/surveys/{code}/proof", "{}"), NotFound, "not-there");
    }

    [Test]
    public async Task Feedback_is_answered_once_and_hidden_for_good()
    {
        var told = (await new FeedbackBox(ApiSiteUnderTest.Server.Database).SendAsync(Guid.NewGuid().ToString(), VoiceSubject.Fund, "F2", "楼道灯坏了", VoiceToken.New())).Expect().Id;
        var path = $"/api/v1/feedback/{told}";
        IsProblem(await PostAsync(path + "/answer", """{"answer":"已修好。"}""", token: await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"))), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/answer", """{"answer":"已修好。"}""")).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync(path + "/answer", """{"answer":"又修好。"}"""), UnprocessableEntity, "feedback-answered");
        Assert.That((await PostAsync(path + "/hide", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync("/api/v1/feedback?limit=200")).Text, Does.Not.Contain("楼道灯坏了"));
    }

    [Test]
    public async Task An_answer_to_an_auditor_comes_with_files_that_the_same_person_sent()
    {
        var query = (await PostAsync("/api/v1/audit-queries", """{"about":"fund","of":"F1","words":"请补发票","dueOn":"2026-05-01"}""")).Of("query");
        var (mine, content) = (await TokenOfAsync(PersonRole.FundManager), "发票 " + Guid.NewGuid());
        var file = (await SendFileAsync("/api/v1/files", content, token: mine, name: "发票.txt")).Of("sha256");
        var body = $$"""{"words":"见附件","evidence":["{{file}}"]}""";
        IsProblem(await PostAsync($"/api/v1/audit-queries/{query}/answers", body), UnprocessableEntity, "file-unknown", "evidence");
        Assert.That((await PostAsync($"/api/v1/audit-queries/{query}/answers", body, token: mine)).Status, Is.EqualTo(Created));
        var asked = await GetAsync($"/api/v1/audit-queries/{query}");
        Assert.That(asked.Json.GetProperty("events").EnumerateArray().Last().GetProperty("files")[0].GetProperty("name").GetString(), Is.EqualTo("发票.txt"));
        var path = $"/api/v1/audit-queries/{query}/files/{file}";
        Assert.That((await GetAsync(path)).Text, Is.EqualTo(content));
        IsProblem(await GetAsync(path, await TokenOfAsync(PersonRole.Auditor, Scope.OfFund("F2"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_sample_is_drawn_again_by_its_seed_and_its_items_are_found_sound_or_not()
    {
        const string Wanted = """{"fund":"F2","from":"2026-02-01","to":"2026-03-31","kind":"gifts","method":"random","size":3,"seed":"seed-7","purpose":"抽查"}""";
        async Task<string> ItemsAsync(string sample) => string.Join(',', (await GetAsync($"/api/v1/audit-samples/{sample}/items")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").ToString()));
        var (one, other) = (await PostAsync("/api/v1/audit-samples", Wanted), await PostAsync("/api/v1/audit-samples", Wanted));
        Assert.That(one.Status, Is.EqualTo(Created), one.Text);
        Assert.That(await ItemsAsync(one.Of("sample")), Is.EqualTo(await ItemsAsync(other.Of("sample"))).And.Contain(","));
        IsProblem(await PostAsync("/api/v1/audit-samples", Wanted.Replace(""","seed":"seed-7" """.TrimEnd(), "", StringComparison.Ordinal)), UnprocessableEntity, "seed", "seed");
        var path = $"/api/v1/audit-samples/{one.Of("sample")}";
        Assert.That((await PostAsync(path + "/items/1/results", """{"result":"not-found"}""")).Of("version"), Is.EqualTo("1"));
        Assert.That((await GetAsync(path)).Of("misstated"), Is.EqualTo("1"));
        IsProblem(await PostAsync(path + "/items/99/results", """{"result":"sound"}"""), NotFound, "not-there");
        IsProblem(await GetAsync(path, await TokenOfAsync(PersonRole.Auditor, Scope.OfFund("F1"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_proposal_of_ones_own_is_withdrawn_and_nobody_elses()
    {
        var made = await PostAsync("/api/v1/payees", $$"""{"code":"W-{{Guid.NewGuid().ToString("N")[..6]}}","kind":"organisation","name":"邮局","bankName":"中国银行","number":"6217000012345611"}""");
        var path = $"/api/v1/approvals/{made.Of("proposal")}";
        IsProblem(await PostAsync(path + "/withdrawal", "{}", token: await TokenOfAsync(PersonRole.FundManager)), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/withdrawal", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync(path)).Json.GetProperty("listed").GetProperty("status").GetString(), Is.EqualTo("withdrawn"));
    }

    [Test]
    public async Task Receipts_of_some_days_are_issued_once()
    {
        var code = "R" + Guid.NewGuid().ToString("N")[..8];
        await PostAsync("/api/v1/funds", $$"""{"code":"{{code}}","name":"收据","kind":"community-fund","currency":"CNY"}""");
        var given = await PostAsync("/api/v1/donation-batches", $$$"""{"fund":"{{{code}}}","count":2,"total":{"amount":"18.00","currency":"CNY"},"gifts":[{"donor":"常山","amount":{"amount":"9.00","currency":"CNY"},"on":"2026-04-08"},{"donor":"","amount":{"amount":"9.00","currency":"CNY"},"on":"2026-04-08"}]}""");
        Assert.That(given.Status, Is.EqualTo(Created), given.Text);
        Assert.That((await GetAsync($"/api/v1/receipts-due?fund={code}&from=2026-04-01&to=2026-04-15")).Json.GetProperty("unnamed").GetInt64(), Is.EqualTo(1));
        var (body, key) = ($$"""{"fund":"{{code}}","from":"2026-04-01","to":"2026-04-15"}""", Guid.NewGuid().ToString());
        var issued = await PostAsync("/api/v1/receipts-due", body, key);
        Assert.That((issued.Status, issued.Of("count")), Is.EqualTo((Created, "1")), issued.Text);
        var again = await PostAsync("/api/v1/receipts-due", body, key);
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((issued.Text, "true")));
        Assert.That((await PostAsync("/api/v1/receipts-due", body)).Of("count"), Is.EqualTo("0"));
    }

    [Test]
    public async Task An_organisation_keeps_its_own_profile_and_documents_and_another_verifies_them()
    {
        var (code, mine) = ("O" + Guid.NewGuid().ToString("N")[..8], await TokenOfAsync(PersonRole.FundManager));
        Assert.That((await PostAsync("/api/v1/organisations", $$"""{"code":"{{code}}","name":"邻里社","kind":"community"}""")).Status, Is.EqualTo(Created));
        var (path, own, other) = ("/api/v1/organisations/" + code, await TokenOfAsync(PersonRole.OrganisationOwner, Scope.OfOrganisation(code)), await TokenOfAsync(PersonRole.OrganisationOwner, Scope.OfOrganisation("NOBODY")));
        const string Renamed = """{"name":"邻里互助社","kind":"community","reason":"更名"}""";
        IsProblem(await PostAsync(path + "/profile", Renamed, token: other), NotFound, "not-there");
        Assert.That((await PostAsync(path + "/profile", Renamed, token: own)).Of("version"), Is.EqualTo("2"));
        var file = (await SendFileAsync("/api/v1/files", "证书 " + code, token: own)).Of("sha256");
        var document = $$"""{"kind":"filing","number":"BA-1","from":"2026-01-01","evidence":"{{file}}"}""";
        IsProblem(await PostAsync(path + "/documents", document, token: mine), UnprocessableEntity, "file-unknown", "evidence");
        var added = await PostAsync(path + "/documents", document, token: own);
        Assert.That(added.Status, Is.EqualTo(Created), added.Text);
        Assert.That((await PostAsync($"{path}/documents/{added.Of("document")}/verdict", """{"isVerified":true}""", token: mine)).Of("isVerified"), Is.EqualTo("True"));
        Assert.That((await GetAsync(path)).Json.GetProperty("qualifications")[0].GetProperty("isVerified").GetBoolean(), Is.True);
    }

    [Test]
    public async Task A_need_skips_no_step_and_is_its_funds()
    {
        var code = "N" + Guid.NewGuid().ToString("N")[..8];
        var body = $$"""{"code":"{{code}}","fund":"F2","title":"雨棚","steps":["deliberate","decide"]}""";
        var other = await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F1"));
        IsProblem(await PostAsync("/api/v1/needs", body, token: other), NotFound, "not-there");
        Assert.That((await PostAsync("/api/v1/needs", body)).Status, Is.EqualTo(Created));
        var path = "/api/v1/needs/" + code;
        const string Decided = """{"step":"decide","heldOn":"2026-04-10","minutes":"表决通过","attendance":9,"for":9}""";
        Assert.That((await PostAsync(path + "/steps", Decided)).Status, Is.EqualTo(UnprocessableEntity), "it was not deliberated");
        Assert.That((await PostAsync(path + "/steps", Decided.Replace("decide", "deliberate", StringComparison.Ordinal))).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync(path + "/steps", Decided, token: other), NotFound, "not-there");
        var match = (await PostAsync(path + "/matches", """{"offer":"S1","contract":"government-purchase","on":"2026-04-10"}""")).Of("match");
        Assert.That((await PostAsync($"/api/v1/need-matches/{match}/deliveries", """{"amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-11"}""")).Status, Is.EqualTo(UnprocessableEntity), "nothing was received");
        Assert.That((await PostAsync($"/api/v1/need-matches/{match}/receipts", """{"amount":{"amount":"10.00","currency":"CNY"},"on":"2026-04-11"}""")).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync($"/api/v1/need-matches/{match}/follow", """{"state":"agreed","on":"2026-04-12"}""", token: other), NotFound, "not-there");
    }

    private static async Task<string> DonorAsync()
    {
        await PostAsync("/api/v1/donations", Gift("1.00", donor: "来人" + Guid.NewGuid().ToString("N")[..8]));
        return (await GetAsync("/api/v1/donors?limit=1")).Json.GetProperty("items")[0].GetProperty("donor").ToString();
    }
}
