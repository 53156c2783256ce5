using FundLedger.People.Roles;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>Files are sent first and named afterwards, by whoever sent them; a statement is looked at before it is taken in.</summary>
public sealed class SendingFiles : ApiTest
{
    private const string Statements = "/api/v1/bank/accounts/BANK-CNY/statements";

    [Test]
    public async Task What_is_sent_is_kept_once_and_comes_back_as_it_was()
    {
        var (content, key) = ("发票 " + Guid.NewGuid(), Guid.NewGuid().ToString());
        var kept = await SendFileAsync("/api/v1/files", content, key, name: "发票.txt");
        Assert.That((kept.Status, kept.Of("sizeBytes")), Is.EqualTo((Created, $"{System.Text.Encoding.UTF8.GetByteCount(content)}")), kept.Text);
        Assert.That((await SendFileAsync("/api/v1/files", content, key, name: "发票.txt")).Header("Idempotency-Replayed"), Is.EqualTo("true"));
        IsProblem(await SendFileAsync("/api/v1/files", content + "!", key, name: "发票.txt"), Conflict, "operation-key-conflict", "Idempotency-Key");
        var gift = await PostAsync("/api/v1/gifts-in-kind", $$"""{"fund":"F1","value":{"amount":"60.00","currency":"CNY"},"on":"2026-04-06","donor":"","what":"大米","use":"used","reference":"YS-7","evidence":"{{kept.Of("sha256")}}"}""");
        Assert.That(gift.Status, Is.EqualTo(Created), gift.Text);
        var entry = await GetAsync("/api/v1/entries/" + gift.Of("entry"));
        Assert.That(entry.Json.GetProperty("files")[0].GetProperty("name").GetString(), Is.EqualTo("发票.txt"));
        var path = $"/api/v1/entries/{gift.Of("entry")}/files/{kept.Of("sha256")}";
        Assert.That((await GetAsync(path)).Text, Is.EqualTo(content));
        IsProblem(await GetAsync(path, await TokenOfAsync(PersonRole.FundManager, Scope.OfFund("F2"))), NotFound, "not-there");
    }

    [Test]
    public async Task A_file_without_a_name_too_large_or_of_no_use_is_refused()
    {
        IsProblem(await PostAsync("/api/v1/files", "x", headers: ("Content-Type", "application/octet-stream")), BadRequest, "file-name-missing", "Content-Disposition");
        IsProblem(await SendFileAsync("/api/v1/files", ""), UnprocessableEntity, "attachment-size");
        IsProblem(await SendFileAsync("/api/v1/files", new string('x', (10 * 1024 * 1024) + 1)), RequestEntityTooLarge, "body-too-large");
        IsProblem(await SendFileAsync("/api/v1/files", "MZ\0\0\u0001", token: ApiSiteUnderTest.OfOrganisation), UnprocessableEntity, "file-type");
    }

    /// <summary>A hash alone is no key to another's file.</summary>
    [Test]
    public async Task An_organisation_names_files_that_it_sent_and_no_others()
    {
        var theirs = (await SendFileAsync("/api/v1/files", "基金的文件 " + Guid.NewGuid())).Of("sha256");
        Task<Came> Report(string file) => PostAsync(
            "/api/v1/awards/G1-A/reports", $$"""{"first":"2026-03-01","last":"2026-03-31","done":"开班","beneficiaries":40,"spent":[],"evidence":["{{file}}"]}""", token: ApiSiteUnderTest.OfOrganisation);
        IsProblem(await Report(theirs), UnprocessableEntity, "file-unknown", "evidence");
        IsProblem(await GetAsync("/api/v1/awards/G1-A/files/" + theirs, ApiSiteUnderTest.OfOrganisation), NotFound, "not-there");
        var own = (await SendFileAsync("/api/v1/files", "签到 " + Guid.NewGuid(), token: ApiSiteUnderTest.OfOrganisation)).Of("sha256");
        Assert.That((await Report(own)).Status, Is.EqualTo(Created));
        Assert.That((await GetAsync("/api/v1/awards/G1-A/files/" + own, ApiSiteUnderTest.OfOrganisation)).Status, Is.EqualTo(OK));
    }

    [Test]
    public async Task A_statement_with_rows_that_cannot_be_read_is_told_row_by_row_and_not_taken_in()
    {
        var wrong = await SendFileAsync(Statements, "交易日期,借贷标志,交易金额,对方户名,流水号\n2026-04-09,贷,11.00,周兰,C1\n2026-13-09,贷,12.00,周兰,C2\n2026-04-09,贷,x,周兰,C3\n", name: "wrong.csv");
        Assert.That(wrong.Status, Is.EqualTo(UnprocessableEntity), wrong.Text);
        Assert.That(wrong.Json.GetProperty("errors").EnumerateArray().Skip(1).Select(error => error.GetProperty("field").GetString()), Is.EqualTo(["row 3", "row 4"]));
        IsProblem(await SendFileAsync(Statements + "?dates=x", "a"), BadRequest, "word-unknown", "dates");
        IsProblem(await SendFileAsync("/api/v1/bank/accounts/NONE/statements", "a"), NotFound, "not-there");
    }

    [Test]
    public async Task A_statement_is_taken_in_once_and_another_under_its_key_is_a_conflict()
    {
        const string Head = "交易日期,借贷标志,交易金额,对方户名,流水号\n";
        var key = Guid.NewGuid().ToString();
        var sent = await SendFileAsync(Statements + "?match=false", Head + "2026-04-12,贷,31.00,郑和,D1\n", key, name: "once.csv");
        Assert.That(sent.Status, Is.EqualTo(Created), sent.Text);
        var run = await UntilAsync(sent.Response.Headers.Location!.ToString(), came => came.Of("isOver") == "True");
        Assert.That((run.Of("state"), run.Json.GetProperty("landed").GetProperty("lines").GetInt64()), Is.EqualTo(("done", 1L)), run.Text);
        var again = await SendFileAsync(Statements + "?match=false", Head + "2026-04-12,贷,31.00,郑和,D1\n", key, name: "once.csv");
        Assert.That((again.Text, again.Header("Idempotency-Replayed")), Is.EqualTo((sent.Text, "true")));
        IsProblem(await SendFileAsync(Statements + "?match=false", Head + "2026-04-13,贷,32.00,郑和,D2\n", key, name: "once.csv"), Conflict, "operation-key-conflict", "Idempotency-Key");
        var known = await SendFileAsync(Statements, Head + "2026-04-12,贷,31.00,郑和,D1\n", name: "once.csv");
        Assert.That((known.Of("run"), known.Json.GetProperty("landed").GetProperty("known").GetInt64()), Is.EqualTo(("", 1L)), "this very file was taken in before");
        var lines = await GetAsync("/api/v1/bank/accounts/BANK-CNY/lines?from=2026-04-12&to=2026-04-12");
        Assert.That(lines.Text, Does.Contain("D1").And.Not.Contain("郑和"), "names are masked");
    }
}
