using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>A list of gifts is looked at before anything of it is kept, imported once, and told row by row.</summary>
public sealed class ImportingByProgram : ApiTest
{
    private const string Imports = "/api/v1/imports";
    private const string Head = "姓名,金额,日期\n";

    [Test]
    public async Task A_list_with_rows_that_cannot_be_posted_is_told_row_by_row_and_not_kept()
    {
        var (key, list) = (Guid.NewGuid().ToString(), Head + $"{Name()},10.00,2026-04-09\n{Name()},x,2026-04-09\n{Name()},12.00,2027-04-09\n");
        var wrong = await SendFileAsync(Imports + "?fund=F1", list, key, name: "wrong.csv");
        IsProblem(wrong, UnprocessableEntity, "rows-failed", "skipFailed");
        Assert.That(wrong.Json.GetProperty("errors").EnumerateArray().Skip(1).Select(error => error.GetProperty("field").GetString()), Is.EqualTo(["row 3", "row 4"]));
        Assert.That((await GetAsync(Imports)).Text, Does.Not.Contain("wrong.csv"));
        var sent = await SendFileAsync(Imports + "?fund=F1&skipFailed=true", list, key, name: "wrong.csv");
        Assert.That(sent.Status, Is.EqualTo(Created), sent.Text);
        var done = await UntilAsync(sent.Response.Headers.Location!.ToString(), came => came.Json.GetProperty("listed").GetProperty("isOver").GetBoolean());
        Assert.That((done.Json.GetProperty("result").GetProperty("gifts").GetInt64(), done.Json.GetProperty("result").GetProperty("failed").GetInt64()), Is.EqualTo((1L, 2L)), done.Text);
        var refused = await GetAsync($"{Imports}/{sent.Of("import")}/refused-rows?limit=1");
        Assert.That((refused.Json.GetProperty("items")[0].GetProperty("row").GetInt32(), refused.Of("next")), Is.EqualTo((3, refused.Of("next"))).And.Not.EqualTo((3, "")));
        Assert.That((await GetAsync($"{Imports}/{sent.Of("import")}/refused-rows?after={refused.Of("next")}")).Json.GetProperty("items").EnumerateArray().Single().GetProperty("row").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public async Task A_list_is_imported_once_and_another_under_its_key_is_a_conflict()
    {
        var (key, donor) = (Guid.NewGuid().ToString(), Name());
        var list = Head + $"{donor},31.00,2026-04-09\n{Name()},32.00,2026-04-10\n";
        var sent = await SendFileAsync(Imports + "?fund=F1", list, key);
        Assert.That(sent.Status, Is.EqualTo(Created), sent.Text);
        await UntilAsync(sent.Response.Headers.Location!.ToString(), came => came.Json.GetProperty("listed").GetProperty("state").GetString() == "done");
        var again = await SendFileAsync(Imports + "?fund=F1", list, key);
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((sent.Text, "true")));
        IsProblem(await SendFileAsync(Imports + "?fund=F1", list + $"{Name()},33.00,2026-04-10\n", key), Conflict, "operation-key-conflict", "Idempotency-Key");
        IsProblem(await SendFileAsync(Imports + "?fund=F2", list, key), Conflict, "operation-key-conflict", "Idempotency-Key");
        var rows = await GetAsync($"{Imports}/{sent.Of("import")}/entries");
        Assert.That(rows.Json.GetProperty("items").EnumerateArray().Select(row => (row.GetProperty("row").GetInt64(), row.GetProperty("amount").GetProperty("amount").GetString())), Is.EqualTo([(2L, "31.00"), (3L, "32.00")]));
        Assert.That(rows.Text, Does.Not.Contain(donor), "names are masked");
    }

    [Test]
    public async Task A_list_that_waits_says_how_it_reads_and_is_started_with_the_answers()
    {
        var donor = Name();
        var first = await SendFileAsync(Imports + "?fund=F1", Head + $"{donor},41.00,2026-04-09\n");
        await UntilAsync(first.Response.Headers.Location!.ToString(), came => came.Json.GetProperty("listed").GetProperty("state").GetString() == "done");
        var sent = await SendFileAsync(Imports + "?fund=F1&start=false", Head + $"{donor},41.00,2026-04-09\n{Name()},42.00,2026-04-09\n");
        var path = sent.Response.Headers.Location!.ToString();
        var reading = (await GetAsync(path)).Json.GetProperty("reading");
        Assert.That(reading.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("part").GetString()), Is.EqualTo(["donor", "amount", "date"]));
        Assert.That((reading.GetProperty("alike").GetProperty("rows").GetInt64(), reading.GetProperty("new").GetProperty("rows").GetInt64()), Is.EqualTo((1L, 1L)));
        var key = Guid.NewGuid().ToString();
        IsProblem(await PostAsync(path + "/start", "{}", key), UnprocessableEntity, "overlap", "overlap");
        Assert.That((await PostAsync(path + "/start", """{"overlap":"same"}""", key)).Status, Is.EqualTo(Created));
        var done = await UntilAsync(path, came => came.Json.GetProperty("listed").GetProperty("state").GetString() == "done");
        Assert.That(done.Json.GetProperty("result").GetProperty("gifts").GetInt64(), Is.EqualTo(1), done.Text);
        Assert.That((await PostAsync(path + "/start", """{"overlap":"same"}""", key)).Header("Idempotency-Replayed"), Is.EqualTo("true"));
        IsProblem(await PostAsync(path + "/start", "{}"), UnprocessableEntity, "upload-done");
    }

    [Test]
    public async Task A_list_for_another_fund_is_not_there()
    {
        var sent = await SendFileAsync(Imports + "?fund=F1&start=false", Head + $"{Name()},51.00,2026-04-09\n");
        var path = sent.Response.Headers.Location!.ToString();
        var other = await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"));
        IsProblem(await SendFileAsync(Imports + "?fund=F1", Head + $"{Name()},52.00,2026-04-09\n", token: other), NotFound, "not-there");
        foreach (var part in new[] { "", "/entries", "/refused-rows" }) IsProblem(await GetAsync(path + part, other), NotFound, "not-there");
        foreach (var act in new[] { "/start", "/stop", "/removal" }) IsProblem(await PostAsync(path + act, "{}", token: other), NotFound, "not-there");
        Assert.That((await GetAsync(Imports, other)).Text, Does.Not.Contain($"\"import\":{sent.Of("import")},"));
        Assert.That((await PostAsync(path + "/removal", "{}")).Status, Is.EqualTo(Created));
        IsProblem(await GetAsync(path), NotFound, "not-there");
    }

    [Test]
    public async Task How_a_list_is_read_is_kept_under_a_name_and_read_so_the_next_time()
    {
        var sent = await SendFileAsync(Imports + "?fund=F1&start=false", $"谁,多少,哪天\n{Name()},61.00,2026-04-09\n");
        var path = sent.Response.Headers.Location!.ToString();
        Assert.That((await PostAsync(path + "/settings", """{"columns":[{"part":"donor","column":"谁"},{"part":"amount","column":"多少"},{"part":"date","column":"哪天"}]}""")).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync(path)).Json.GetProperty("reading").GetProperty("new").GetProperty("rows").GetInt64(), Is.EqualTo(1));
        var name = "口语 " + Guid.NewGuid();
        Assert.That((await PostAsync(path + "/profiles", $$"""{"name":"{{name}}"}""")).Of("name"), Is.EqualTo(name));
        Assert.That((await GetAsync("/api/v1/import-profiles?limit=200")).Text, Does.Contain(name));
        var next = await SendFileAsync($"{Imports}?fund=F1&profile={Uri.EscapeDataString(name)}", $"谁,多少,哪天\n{Name()},62.00,2026-04-09\n");
        Assert.That(next.Status, Is.EqualTo(Created), next.Text);
        IsProblem(await SendFileAsync($"{Imports}?fund=F1&profile=none", Head + $"{Name()},63.00,2026-04-09\n"), UnprocessableEntity, "profile-unknown", "profile");
    }

    /// <summary>Of nobody else in the books.</summary>
    private static string Name() => "来人" + Guid.NewGuid().ToString("N")[..12];
}
