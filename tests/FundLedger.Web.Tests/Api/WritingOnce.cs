using System.Text.Json;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>A write under a key is done once, however often it is sent; a change says what it changes.</summary>
public sealed class WritingOnce : ApiTest
{
    [Test]
    public async Task The_same_key_and_body_are_answered_as_the_first_time()
    {
        var key = Guid.NewGuid().ToString();
        var first = await PostAsync("/api/v1/donations", Gift("12.34"), key);
        Assert.That(first.Status, Is.EqualTo(Created), first.Text);
        var last = await LastAsync();
        var again = await PostAsync("/api/v1/donations", Gift("12.34"), key);
        Assert.Multiple(async () =>
        {
            Assert.That((again.Status, again.Text, again.Response.Headers.Location), Is.EqualTo((first.Status, first.Text, first.Response.Headers.Location)));
            Assert.That((first.Header("Idempotency-Replayed"), again.Header("Idempotency-Replayed")), Is.EqualTo(("", "true")));
            Assert.That(await LastAsync(), Is.EqualTo(last));
        });
        Assert.That((await GetAsync(again.Response.Headers.Location!.ToString())).Json.GetProperty("entry").GetInt64(), Is.EqualTo(first.Json.GetProperty("entry").GetInt64()));
    }

    [Test]
    public async Task The_same_key_with_another_body_is_a_conflict_that_names_the_difference()
    {
        var key = Guid.NewGuid().ToString();
        Assert.That((await PostAsync("/api/v1/donations", Gift("1.00"), key)).Status, Is.EqualTo(Created));
        var other = await PostAsync("/api/v1/donations", Gift("2.00"), key);
        IsProblem(other, Conflict, "operation-key-conflict", "Idempotency-Key");
        Assert.That(other.Of("detail"), Does.Contain("1.00").And.Contain("2.00").And.Contain($"“{key}”").And.Not.Contain("api/"));
        IsProblem(await PostAsync("/api/v1/expenses", """{"fund":"F1","amount":{"amount":"1","currency":"CNY"},"on":"2026-04-10","for":"x"}""", key), Conflict, "operation-key-conflict");
    }

    [Test]
    public async Task Two_people_who_send_the_same_key_do_not_meet()
    {
        var (key, other) = (Guid.NewGuid().ToString(), await TokenOfAsync(PersonRole.FundManager));
        var mine = await PostAsync("/api/v1/donations", Gift("3.00"), key);
        var theirs = await PostAsync("/api/v1/donations", Gift("4.00"), key, other);
        Assert.That((mine.Status, theirs.Status), Is.EqualTo((Created, Created)), theirs.Text);
        Assert.That(theirs.Of("entry"), Is.Not.EqualTo(mine.Of("entry")));
    }

    [TestCase(null), TestCase(""), TestCase("two words")]
    public async Task A_write_without_a_usable_key_is_refused(string? key) =>
        IsProblem(await SendAsync("POST", "/api/v1/donations", Gift("1"), ApiSiteUnderTest.Token, key), BadRequest, "idempotency-key-missing", "Idempotency-Key");

    [Test]
    public async Task A_key_has_at_most_128_characters()
    {
        Assert.That((await PostAsync("/api/v1/donations", Gift("1"), Guid.NewGuid().ToString("N") + new string('k', 96))).Status, Is.EqualTo(Created));
        IsProblem(await PostAsync("/api/v1/donations", Gift("1"), new string('k', 129)), BadRequest, "idempotency-key-missing");
    }

    [Test]
    public async Task A_record_that_did_not_change_is_not_sent_again()
    {
        var entry = await GetAsync("/api/v1/entries/2");
        var again = await GetAsync("/api/v1/entries/2", headers: ("If-None-Match", entry.Tag));
        Assert.That((again.Status, again.Text, again.Tag), Is.EqualTo((NotModified, "", entry.Tag)));
        Assert.That(entry.Tag, Does.Match("^\"[0-9a-f]{32}\"$"));
        Assert.That((await GetAsync("/api/v1/entries/3")).Tag, Is.Not.EqualTo(entry.Tag));
    }

    [Test]
    public async Task A_change_names_the_version_it_was_seen_in()
    {
        const string Freeze = """{"status":"frozen","reason":"核对"}""", Open = """{"status":"open","reason":"核对完毕"}""";
        Task<Came> Change(string body, string? tag, string key) => SendAsync("PATCH", "/api/v1/funds/F2", body, ApiSiteUnderTest.Token, key, tag is null ? [] : [("If-Match", tag)]);
        var seen = (await GetAsync("/api/v1/funds/F2")).Tag;
        IsProblem(await Change(Freeze, null, "freeze-0"), PreconditionRequired, "if-match-missing", "If-Match");
        IsProblem(await Change(Freeze, "\"other\"", "freeze-0"), PreconditionFailed, "etag-stale", "If-Match");
        var frozen = await Change(Freeze, seen, "freeze-1");
        Assert.That((frozen.Status, frozen.Text), Is.EqualTo((OK, """{"fund":"F2","status":"frozen"}""")));
        var again = await Change(Freeze, seen, "freeze-1");
        Assert.That((again.Status, again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((OK, frozen.Text, "true")), "its own change does not stand in its way");
        IsProblem(await Change(Open, seen, "open-1"), PreconditionFailed, "etag-stale");
        var now = await GetAsync("/api/v1/funds/F2");
        Assert.That(now.Of("status"), Is.EqualTo("frozen"));
        Assert.That((await Change(Open, now.Tag, "open-1")).Status, Is.EqualTo(OK));
        Assert.That((await GetAsync("/api/v1/funds/F2")).Tag, Is.EqualTo(seen));
    }

    private static Task<long> LastAsync() => ApiSiteUnderTest.Server.Database.ReadAsync(JournalReading.LastAsync);
}
