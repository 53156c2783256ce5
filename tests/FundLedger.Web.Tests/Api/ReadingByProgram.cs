using FundLedger.People.Roles;
using FundLedger.Web.Tests.Hosting;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>Lists page by page, figures as of a day, names masked, files, and what takes a second person.</summary>
public sealed class ReadingByProgram : ApiTest
{
    [Test]
    public async Task A_list_goes_on_where_it_stopped_whatever_is_added_meanwhile()
    {
        var whole = (await GetAsync("/api/v1/entries?fund=F2&to=2026-03-31&limit=200")).Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("entry").GetInt64()).ToList();
        var (seen, path) = (new List<long>(), "/api/v1/entries?fund=F2&to=2026-03-31&limit=2");
        while (path.Length > 0)
        {
            var page = await GetAsync(path);
            seen.AddRange(page.Json.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("entry").GetInt64()));
            if (seen.Count == 2) Assert.That((await PostAsync("/api/v1/donations", Gift("9.99", "F2").Replace("2026-04-08", "2026-03-09", StringComparison.Ordinal))).Status, Is.EqualTo(Created));
            var link = page.Header("Link");
            Assert.That(page.Json.GetProperty("next").ValueKind == System.Text.Json.JsonValueKind.Null, Is.EqualTo(link.Length == 0));
            path = link.Length == 0 ? "" : System.Text.RegularExpressions.Regex.Match(link, "^<([^>]+)>; rel=\"next\"$").Groups[1].Value;
        }

        Assert.That(seen, Is.EqualTo(whole));
    }

    [Test]
    public async Task A_statement_is_read_to_its_end_as_it_was_known_when_its_first_page_was()
    {
        const string Span = "from=2026-01-01&to=2026-03-31";
        var whole = (await GetAsync($"/api/v1/funds/F1/statement?{Span}&limit=200")).Json.GetProperty("items").EnumerateArray().Select(line => line.GetRawText()).ToList();
        var (seen, after) = (new List<string>(), "");
        do
        {
            var page = (await GetAsync($"/api/v1/funds/F1/statement?{Span}&limit=3{after}")).Json;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(line => line.GetRawText()));
            if (seen.Count == 3) Assert.That((await PostAsync("/api/v1/donations", Gift("7.77").Replace("2026-04-08", "2026-01-02", StringComparison.Ordinal))).Status, Is.EqualTo(Created), "of an earlier day");
            after = page.GetProperty("next").GetString() is { } next ? "&after=" + next : "";
        }
        while (after.Length > 0);
        Assert.That(seen, Is.EqualTo(whole));
    }

    [Test]
    public async Task Balances_are_as_of_a_day_and_as_known_at_a_moment()
    {
        var now = await GetAsync("/api/v1/funds/F1/balances?asOf=2026-01-31");
        var (known, cash) = (now.Of("knownAt"), now.Json.GetProperty("total").GetProperty("cash"));
        Assert.That(cash.GetProperty("currency").GetString(), Is.EqualTo("CNY"));
        Assert.That((await PostAsync("/api/v1/donations", Gift("100.00").Replace("2026-04-08", "2026-01-03", StringComparison.Ordinal))).Status, Is.EqualTo(Created));
        var then = await GetAsync($"/api/v1/funds/F1/balances?asOf=2026-01-31&knownAt={known}");
        Assert.That(then.Of("asOf"), Is.EqualTo("2026-01-31"));
        Assert.That(Money(await GetAsync("/api/v1/funds/F1/balances?asOf=2026-01-31")), Is.EqualTo(Money(now) + 100m));
        IsProblem(await GetAsync("/api/v1/funds/F1/balances?asOf=31.1.2026"), BadRequest, "date-unreadable", "asOf");

        static decimal Money(Came came) => decimal.Parse(came.Json.GetProperty("total").GetProperty("cash").GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Test]
    public async Task Names_are_masked_and_an_entry_leads_to_its_proof()
    {
        var entry = await GetAsync("/api/v1/entries/2");
        var donors = await GetAsync("/api/v1/donors?limit=200");
        Assert.That(entry.Text + donors.Text, Does.Not.Contain("王小明").And.Not.Contain("小明"));
        Assert.That(donors.Text, Does.Contain("王"));
        var proof = await SendAsync("GET", entry.Of("proof"), null, "", null);
        Assert.That((proof.Status, Convert.ToHexStringLower(Convert.FromBase64String(proof.Of("hash")))), Is.EqualTo((OK, entry.Of("hash"))));
        Assert.That((await SendAsync("GET", "/api/v1/checkpoints/latest", null, "", null)).Status, Is.EqualTo(OK));
    }

    [Test]
    public async Task A_report_is_the_file_that_the_site_hands_out()
    {
        const string Question = "fund=F1&from=2026-01-01&to=2026-02-28&known=2026-04-15T08:00:00Z&doc=en";
        var file = await GetAsync($"/api/v1/reports/fund-statement/csv?{Question}");
        Assert.That((file.Status, file.MediaType), Is.EqualTo((OK, "text/csv")), file.Text);
        Assert.That(file.Text.TrimStart('\uFEFF'), Is.EqualTo((await ApiSiteUnderTest.Server.GetAsync($"/reports/fund-statement.csv?{Question}")).Body.TrimStart('\uFEFF')));
        IsProblem(await GetAsync("/api/v1/reports/fund-statement/csv?fund=F1&to=x"), BadRequest, "date-missing", "from");
        IsProblem(await GetAsync("/api/v1/reports/none/csv?fund=F1&to=2026-02-28"), NotFound, "not-there");
        IsProblem(await GetAsync($"/api/v1/reports/fund-statement/csv?{Question}", await TokenOfAsync(PersonRole.Approver)), Forbidden, "not-permitted");
        IsProblem(await GetAsync($"/api/v1/reports/fund-statement/csv?{Question}", await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"))), NotFound, "not-there");
    }

    [Test]
    public async Task What_takes_two_is_proposed_by_one_and_agreed_to_by_another_who_read_it()
    {
        var (maker, checker) = (await TokenOfAsync(PersonRole.FundManager), await TokenOfAsync(PersonRole.Approver));
        var asked = await PostAsync("/api/v1/transfers", """{"from":"F1","to":"F2","source":"donation","amount":{"amount":"600.00","currency":"CNY"},"on":"2026-04-12"}""", token: maker);
        Assert.That((asked.Status, asked.Of("status"), asked.Of("entry")), Is.EqualTo((Created, "open", "")), asked.Text);
        var path = asked.Response.Headers.Location!.ToString();
        Assert.That((await GetAsync("/api/v1/approvals", checker)).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("proposal").ToString()), Does.Contain(asked.Of("proposal")));
        Assert.That((await GetAsync("/api/v1/approvals", maker)).Json.GetProperty("items").EnumerateArray().Select(one => one.GetProperty("proposal").ToString()), Does.Not.Contain(asked.Of("proposal")));
        IsProblem(await PostAsync(path + "/agree", $$"""{"contentHash":"{{new string('0', 64)}}"}""", token: checker), Conflict, "proposal-differs");
        var read = await GetAsync(path, checker);
        Assert.That(read.Json.GetProperty("mayDecide").GetBoolean(), Is.True);
        var word = $$"""{"contentHash":"{{read.Of("contentHash")}}"}""";
        IsProblem(await PostAsync(path + "/agree", word, token: maker), Forbidden, "not-permitted");
        var key = Guid.NewGuid().ToString();
        var agreed = await PostAsync(path + "/agree", word, key, checker);
        Assert.That((agreed.Status, agreed.Of("status")), Is.EqualTo((Created, "executed")), agreed.Text);
        Assert.That((await PostAsync(path + "/agree", word, key, checker)).Text, Is.EqualTo(agreed.Text));
        Assert.That((await GetAsync("/api/v1/entries/" + agreed.Of("entry"))).Of("kind"), Does.Contain("transfer"));
        Assert.That((await GetAsync(path)).Of("entry"), Is.EqualTo(agreed.Of("entry")));
    }
}
