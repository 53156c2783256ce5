using FundLedger.Awards;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Tests.Cli;
using FundLedger.Web.Tests.Hosting;
using FundLedger.Web.Tests.Pages;
using static System.Net.HttpStatusCode;

namespace FundLedger.Web.Tests.Api;

/// <summary>An award is objected to, signed, amended and claimed back by program; what is the fund's, the organisation is not told.</summary>
public sealed class DecidingAwardsByProgram : PageTest
{
    private static DateOnly Decided => Today.AddDays(-40);

    [Test]
    public async Task An_organisation_objects_in_its_own_name_and_reads_its_own_words_alone()
    {
        var server = await MakeAsync(Today);
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var organisation = await Caller.OfAsync(server, "owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("ORG"));
        using var other = await Caller.OfAsync(server, "other", PersonRole.OrganisationOwner, Scope.OfOrganisation("OTHER"));
        Assert.That((await organisation.PostAsync("awards/G1-A/objections", """{"content":"金额有误","by":"某人"}""")).Code, Is.EqualTo("objection-own"));
        var own = await organisation.PostAsync("awards/G1-A/objections", """{"content":"金额有误"}""", "object");
        Assert.That((own.Status, own.Of("objection")), Is.EqualTo((Created, "1")), own.Text);
        Assert.That((await organisation.PostAsync("awards/G1-A/objections", """{"content":"金额有误"}""", "object")).WasDone, Is.True);
        Assert.That((await manager.PostAsync("awards/G1-A/objections", """{"content":"有亲属关系","by":"居民"}""")).Of("objection"), Is.EqualTo("2"));
        foreach (var path in new[] { "objections", "versions", "evaluations", "clawbacks" }) Assert.That((await other.GetAsync("awards/G1-A/" + path)).Status, Is.EqualTo(NotFound), path);
        Assert.That((await other.PostAsync("awards/G1-A/objections", """{"content":"x"}""")).Status, Is.EqualTo(NotFound));
        Assert.That((await organisation.GetAsync("awards/G1-A/objections")).Text, Does.Contain("金额有误").And.Not.Contain("亲属").And.Not.Contain("居民"));
        Assert.That((await manager.GetAsync("awards/G1-A/objections")).Text, Does.Contain("亲属"));
        Assert.That((await organisation.GetAsync("awards/G1-A/versions")).Text, Does.Not.Contain("评审第一"), "why it was decided is the fund's");
        Assert.That((await manager.PostAsync("awards/G1-A/objections/1/answer", $$"""{"on":"{{Today.ToIso()}}","isUpheld":false,"answer":"与决定一致"}""")).Status, Is.EqualTo(Created));
        Assert.That((await manager.PostAsync("awards/G1-A/objections/1/answer", $$"""{"on":"{{Today.ToIso()}}","isUpheld":true,"answer":"再答"}""")).Code, Is.EqualTo("objection-unknown"));
    }

    [Test]
    public async Task What_was_paid_is_claimed_back_with_anothers_word_and_repaid_once()
    {
        var server = await MakeAsync(Decided);
        using var manager = await Caller.OfAsync(server, "manager", PersonRole.FundManager);
        using var approver = await Caller.OfAsync(server, "approver", PersonRole.Approver);
        using var organisation = await Caller.OfAsync(server, "owner", PersonRole.OrganisationOwner, Scope.OfOrganisation("ORG"));
        var scan = await manager.SendFileAsync("%PDF-1.7 协议扫描件");
        var text = (await manager.GetAsync("awards/G1-A")).Of("textSha256");
        Assert.That((await manager.PostAsync("awards/G1-A/signing", $$"""{"textSha256":"{{text}}","on":"{{Today.AddDays(-30).ToIso()}}","scan":"{{new string('0', 64)}}"}""")).Code, Is.EqualTo("evidence-missing"));
        var signed = await manager.PostAsync("awards/G1-A/signing", $$"""{"textSha256":"{{text}}","on":"{{Today.AddDays(-30).ToIso()}}","scan":"{{scan}}"}""");
        Assert.That((signed.Status, signed.Of("version")), Is.EqualTo((Created, "1")), signed.Text);
        await new ReleaseDueTranches(server.Database).RunAsync("schedule", Today);
        await AgreedAsync(approver, await manager.PostAsync("awards/G1-A/tranches/1/payments", $$"""{"amount":{"amount":"16.00","currency":"CNY"},"on":"{{Today.ToIso()}}"}"""));

        string Claim(string amount) => $$$"""{"amount":{"amount":"{{{amount}}}","currency":"CNY"},"on":"{{{Today.ToIso()}}}","instalments":[{"dueOn":"{{{Today.AddDays(30).ToIso()}}}","amount":{"amount":"{{{amount}}}","currency":"CNY"}}],"reason":"场地费未发生"}""";
        Assert.That((await manager.PostAsync("awards/G1-A/clawbacks", Claim("17.00"))).Code, Is.EqualTo("more-than-paid"));
        var claimed = await manager.PostAsync("awards/G1-A/clawbacks", Claim("6.00"), "claim");
        Assert.That((claimed.Status, claimed.Of("status")), Is.EqualTo((Created, "open")), claimed.Text);
        Assert.That((await manager.PostAsync("awards/G1-A/clawbacks", Claim("6.00"), "claim")).WasDone, Is.True);
        await AgreedAsync(approver, claimed);
        var repaid = await manager.PostAsync("awards/G1-A/clawbacks/1/repayments", $$"""{"amount":{"amount":"2.00","currency":"CNY"},"on":"{{Today.ToIso()}}"}""", "repay");
        Assert.That((repaid.Status, repaid.Json.GetProperty("left").GetProperty("amount").GetString()), Is.EqualTo((Created, "4.00")), repaid.Text);
        Assert.That((await manager.PostAsync("awards/G1-A/clawbacks/1/repayments", $$"""{"amount":{"amount":"2.00","currency":"CNY"},"on":"{{Today.ToIso()}}"}""", "repay")).WasDone, Is.True);
        var seen = (await organisation.GetAsync("awards/G1-A/clawbacks")).Json.GetProperty("items")[0];
        Assert.That((seen.GetProperty("open").GetProperty("amount").GetString(), seen.GetProperty("entry").ValueKind), Is.EqualTo(("4.00", System.Text.Json.JsonValueKind.Null)));
        Assert.That((await organisation.PostAsync("awards/G1-A/clawbacks/1/repayments", "{}")).Status, Is.EqualTo(Forbidden));

        string Amended(int version) => $$$"""{"version":{{{version}}},"title":"邻里厨房","amount":{"amount":"40.00","currency":"CNY"},"own":{"amount":"0.00","currency":"CNY"},"starts":"{{{Decided.ToIso()}}}","ends":"{{{Today.AddDays(300).ToIso()}}}","budget":[{"code":"1","name":"食材","kind":"activity","amount":{"amount":"40.00","currency":"CNY"},"own":{"amount":"0.00","currency":"CNY"}}],"reason":"顺延","on":"{{{Today.ToIso()}}}"}""";
        var stale = await manager.PostAsync("awards/G1-A/amendments", Amended(9));
        Assert.That((stale.Status, stale.Code), Is.EqualTo((Conflict, "award-changed")));
        await AgreedAsync(approver, await manager.PostAsync("awards/G1-A/amendments", Amended(1)));
        Assert.That((await manager.GetAsync("awards/G1-A/versions")).Json.GetProperty("items").EnumerateArray().Select(one => (one.GetProperty("version").GetInt32(), one.GetProperty("scan").GetString())), Is.EqualTo(new[] { (1, scan), (2, null) }));
    }

    private static async Task AgreedAsync(Caller approver, Caller.Came proposed)
    {
        Assert.That(proposed.Status, Is.EqualTo(Created), proposed.Text);
        if (proposed.Of("status") != "open") return;
        var path = "approvals/" + proposed.Of("proposal");
        var agreed = await approver.PostAsync(path + "/agree", $$"""{"contentHash":"{{(await approver.GetAsync(path)).Of("contentHash")}}"}""");
        Assert.That((agreed.Status, agreed.Of("status")), Is.EqualTo((Created, "executed")), agreed.Text);
    }

    private async Task<Server> MakeAsync(DateOnly decided)
    {
        Day = decided;
        await NewFundAsync("F1");
        await DoneAsync($"donate --fund F1 --amount 100 --on {decided.ToIso()} --donor 王小明");
        await using (var database = SqliteDatabase.Open(new StorageOptions { Directory = Books }, new StandingClock(decided)))
        {
            await GrantSite.ProgrammeAsync(database, "G1", "F1");
            await GrantSite.AwardAsync(database, "G1", decided);
        }

        Day = Today;
        return await ServeAsync();
    }
}
