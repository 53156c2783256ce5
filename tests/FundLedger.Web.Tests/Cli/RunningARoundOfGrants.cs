namespace FundLedger.Web.Tests.Cli;

/// <summary>A round of grants from the command line, from terms to the application that was handed in; reviews take people.</summary>
public sealed class RunningARoundOfGrants : CommandLineTest
{
    [Test]
    public async Task From_terms_to_an_application_that_was_handed_in()
    {
        await DoneAsync("fund create --code POOL --name x --kind CommunityFund --currency CNY");
        var terms = Write("terms.json", "");
        await DoneAsync($"grant programme template --out {terms}");
        await DoneAsync($"grant programme create --code VP --fund POOL --name-zh 公益创投 --name-en Venture --file {terms}");
        Assert.That((await RunAsync($"grant programme amend VP --file {terms} --reason x")).Error, Does.Contain("the terms it has already"));
        await File.WriteAllTextAsync(terms, (await File.ReadAllTextAsync(terms)).Replace("\"passMark\": 60", "\"passMark\": 65", StringComparison.Ordinal));
        Assert.That((await DoneAsync($"grant programme amend VP --file {terms} --reason 提高 --json")).Json.GetProperty("version").GetInt32(), Is.EqualTo(2));
        Assert.That((await DoneAsync("grant programme list")).Out, Does.Contain("VP"));
        Assert.That((await DoneAsync("grant programme show VP --json")).Json.GetProperty("terms").GetProperty("passMark").GetInt32(), Is.EqualTo(65));
        await DoneAsync("grant round open --programme VP --code VP-1 --name-zh 第一批 --name-en First --opens \"2026-04-01 09:00\" --closes \"2026-04-30 17:00\" --budget 500000");
        await DoneAsync("grant round extend VP-1 --closes \"2026-05-07 17:00\" --reason 节日");
        Assert.That((await DoneAsync("grant round show VP-1 --json")).Json.GetProperty("round").GetProperty("closesAt").GetString(), Is.EqualTo("2026-05-07 17:00"));
        Assert.That((await DoneAsync("grant round list --json")).Json.GetArrayLength(), Is.EqualTo(1));

        await using (var database = FundLedger.Storage.SqliteDatabase.Open(new FundLedger.Storage.StorageOptions { Directory = Books }, new StandingClock(Today)))
            (await new FundLedger.Organisations.RegisterOrganisation(database).RunAsync(new("organisation", "test"), new("ORG", "邻里服务中心", FundLedger.Organisations.OrganisationKind.Community))).Expect();
        Assert.That((await DoneAsync("application start --round VP-1 --organisation ORG --json")).Json.GetProperty("number").GetString(), Is.EqualTo("VP-1-0001"));
        var answers = Write("answers.json", """
            {"basics":{"title":"邻里厨房","category":"start-up","starts":"2026-06-01","ends":"2027-05-31"},"eligibility":{"registered":"yes","barred":"no"},
             "answers":{"summary":"一起做饭","people":"120","starts":"2026-06-01","space":"no"}}
            """);
        Assert.That((await DoneAsync($"application answer VP-1-0001 --file {answers}")).Out, Does.Contain("2 item(s) are still missing"));
        var budget = Write("budget.json", """
            {"requested":{"amount":"10000.00","currency":"CNY"},"own":{"amount":"9999.99","currency":"CNY"},
             "lines":[{"code":"1","name":"食材","kind":"Activity","requested":{"amount":"10000.00","currency":"CNY"},"own":{"amount":"10000.00","currency":"CNY"}}]}
            """);
        await DoneAsync($"application budget VP-1-0001 --file {budget}");
        Assert.That((await DoneAsync("application check VP-1-0001")).Out, Does.Contain("10,000.00 own").And.Contain("Project plan"));
        Assert.That((await RunAsync("application submit VP-1-0001")).Error, Does.Contain("still to be mended"));
        await File.WriteAllTextAsync(budget, (await File.ReadAllTextAsync(budget)).Replace("9999.99", "10000.00", StringComparison.Ordinal));
        await DoneAsync($"application budget VP-1-0001 --file {budget}");
        await DoneAsync($"application attach VP-1-0001 --slot plan --file {Write("plan.txt", "计划")}");
        var hash = (await DoneAsync("application check VP-1-0001 --json")).Json.GetProperty("sha256").GetString();
        Assert.That((await DoneAsync("application submit VP-1-0001 --json")).Json.GetProperty("sha256").GetString(), Is.EqualTo(hash));
        await DoneAsync("application request-changes VP-1-0001 --reason 补充 --deadline \"2026-05-20 17:00\"");
        await DoneAsync("application withdraw VP-1-0001 --reason 不做了");
        await DoneAsync("application reopen VP-1-0001 --reason 又做了 --deadline \"2026-05-20 17:00\"");
        await DoneAsync("application submit VP-1-0001");
        await DoneAsync("application ineligible VP-1-0001 --reason 重复申报");
        Assert.That((await DoneAsync("application show VP-1-0001 --json")).Json.GetProperty("moves").GetArrayLength(), Is.EqualTo(6));
        Assert.That((await DoneAsync("application list --round VP-1 --json")).Json[0].GetProperty("status").GetString(), Is.EqualTo("Ineligible"));
        Assert.That((await DoneAsync("review assign VP-1")).Out, Does.Contain("0 review(s)"));
        Assert.That((await DoneAsync("review ranking VP-1 --json")).Json.GetArrayLength(), Is.Zero);
        await DoneAsync("verify");
    }
}
