using FundLedger.Notices;
using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>Programs subscribe to what happens, and people read what they were told.</summary>
public sealed class ListeningByProgram : ApiTest
{
    private const string Webhooks = "/api/v1/webhooks";
    private const string Wanted = """{"url":"http://127.0.0.1:9/hook","kinds":["period.closed"]}""";

    [Test]
    public async Task A_secret_is_told_when_it_is_made_and_never_again()
    {
        var key = Guid.NewGuid().ToString();
        var made = await PostAsync(Webhooks, Wanted, key);
        Assert.That((made.Status, made.Header("Cache-Control")), Is.EqualTo((Created, "no-store")), made.Text);
        var (path, secret) = ($"{Webhooks}/{made.Of("webhook")}", made.Of("secret"));
        Assert.That(secret, Does.Match("^whsec_[0-9a-f]{64}$"));
        var again = await PostAsync(Webhooks, Wanted, key);
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((made.Text, "true")));
        Assert.That((await PostAsync(Webhooks, Wanted)).Of("secret"), Is.Not.EqualTo(secret));
        foreach (var read in new[] { path, Webhooks + "?limit=200", path + "/deliveries" }) Assert.That((await GetAsync(read)).Text, Does.Not.Contain(secret));
        var other = await PostAsync(path + "/secrets", "{}");
        Assert.That(other.Of("secret"), Is.Not.EqualTo(secret).And.Match("^whsec_[0-9a-f]{64}$"));
        var ended = await PostAsync(path + "/end", "{}");
        Assert.That((ended.Status, (await GetAsync(path)).Json.GetProperty("endedAt").GetString()), Is.EqualTo((Created, (await GetAsync(path)).Of("endedAt"))).And.Not.EqualTo((Created, "")));
        IsProblem(await PostAsync(path + "/tries", "{}"), NotFound, "not-there");
    }

    [Test]
    public async Task A_try_is_sent_and_can_be_given_up()
    {
        var made = await PostAsync(Webhooks, Wanted);
        var path = $"{Webhooks}/{made.Of("webhook")}";
        var tried = await PostAsync(path + "/tries", "{}");
        var delivery = (await GetAsync(path + "/deliveries")).Json.GetProperty("items").EnumerateArray().Single();
        Assert.That((delivery.GetProperty("delivery").ToString(), delivery.GetProperty("kind").GetString()), Is.EqualTo((tried.Of("delivery"), "webhook.test")));
        Assert.That((await PostAsync($"/api/v1/deliveries/{tried.Of("delivery")}/give-up", "{}")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync(path + "/deliveries")).Json.GetProperty("items")[0].GetProperty("state").GetString(), Is.EqualTo("given-up"));
        IsProblem(await PostAsync("/api/v1/deliveries/999999/again", "{}"), NotFound, "not-there");
    }

    [TestCase("""{"url":"http://example.org/hook","kinds":["period.closed"]}""", "webhook-not-secure", "url")]
    [TestCase("""{"url":"https://example.org/hook","kinds":[]}""", "webhook-kinds", "kinds")]
    [TestCase("""{"url":"https://example.org/hook","kinds":["document.done"]}""", "webhook-kind-unknown", "kinds")]
    public async Task What_cannot_be_sent_to_is_refused(string body, string code, string field) => IsProblem(await PostAsync(Webhooks, body), UnprocessableEntity, code, field);

    [Test]
    public async Task Each_reads_and_marks_what_they_were_told_and_nobody_elses()
    {
        var (auditor, manager) = (await TokenOfAsync(PersonRole.Auditor), await TokenOfAsync(PersonRole.FundManager));
        var query = (await PostAsync("/api/v1/audit-queries", """{"about":"entry","of":"2","words":"请说明用途","dueOn":"2026-05-01"}""", token: auditor)).Of("query");
        await new SpreadEvents(ApiSiteUnderTest.Server.Database).RunAsync("test", sendsMail: false);
        var notice = (await GetAsync("/api/v1/notices?unread=true", manager)).Json.GetProperty("items").EnumerateArray().First(one => one.GetProperty("subject").GetString() == query);
        Assert.That(notice.GetProperty("kind").GetString(), Is.EqualTo("query.asked"));
        var path = $"/api/v1/notices/{notice.GetProperty("notice")}/read";
        IsProblem(await PostAsync(path, "{}", token: auditor), NotFound, "not-there");
        Assert.That((await PostAsync(path, "{}", token: manager)).Of("count"), Is.EqualTo("1"));
        Assert.That((await GetAsync("/api/v1/notices?unread=true", manager)).Text, Does.Not.Contain($"\"notice\":{notice.GetProperty("notice")},"));
    }
}
