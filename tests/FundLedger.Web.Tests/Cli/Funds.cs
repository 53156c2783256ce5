namespace FundLedger.Web.Tests.Cli;

public sealed class Funds : CommandLineTest
{
    [Test]
    public async Task A_new_fund_makes_the_books_and_is_listed()
    {
        await NewFundAsync("D1");
        var made = await DoneAsync("fund create --code D1-P --name 助老专项 --kind programme-fund --currency CNY --parent D1 --json");
        var listed = await DoneAsync("fund list --json");

        Assert.Multiple(() =>
        {
            Assert.That(made.Json.GetProperty("code").GetString(), Is.EqualTo("D1-P"));
            Assert.That(made.Json.GetProperty("doneBefore").GetBoolean(), Is.False);
            Assert.That(listed.Json.GetArrayLength(), Is.EqualTo(2));
            Assert.That(listed.Json[1].EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "code", "name", "kind", "currency", "parent", "status" }));
            Assert.That(listed.Json[1].EnumerateObject().Select(field => field.Value.GetString()), Is.EqualTo(new[] { "D1-P", "助老专项", "ProgrammeFund", "CNY", "D1", "Open" }));
            Assert.That(listed.Json[0].GetProperty("parent").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(File.Exists(Path.Combine(Books, "fundledger.db")));
        });
    }

    [Test]
    public async Task A_fund_is_frozen_closed_and_opened_again()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        await DoneAsync("fund freeze --fund F1 --reason 核查");
        Assert.That((await RunAsync("expense --fund F1 --amount 1 --on 2026-01-09 --for 书架")).Error, Does.Contain("Fund F1 is frozen"));
        await DoneAsync("fund unfreeze --fund F1 --reason 查清");
        Assert.That((await RunAsync("fund close --fund F1 --on 2026-01-31 --ref 决议1 --reason 完成")).Error, Does.Contain("Source donation has 100.00 CNY left"));
        Assert.That((await RunAsync("fund close --fund F1 --on 2026-01-31 --ref 决议1 --reason 完成 --left donation")).Error, Does.StartWith("error: --left: ").And.Contain("SOURCE=FUND"));
        var closed = await DoneAsync("fund close --fund F1 --on 2026-01-31 --ref 决议1 --reason 完成 --left donation=F2 --json");
        Assert.That(closed.Json.GetProperty("entry").GetInt64(), Is.EqualTo(2));
        Assert.That((await DoneAsync("fund list")).Out, Does.Contain("Closed"));
        await DoneAsync("fund reopen --fund F1 --reason 再用");
        Assert.That((await DoneAsync("fund list")).Out, Does.Not.Contain("Closed"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_budget_is_set_charged_and_listed_and_leverage_is_told()
    {
        await NewFundAsync("F1");
        await DoneAsync("seed --fund F1 --amount 1000 --on 2026-01-05 --from 民政局 --ref 民发1号");
        await DoneAsync("donate --fund F1 --amount 500 --on 2026-01-08 --donor 王小明");
        Assert.That((await RunAsync("budget set --fund F1 --year 2026 --amount 300 --ref 决议2 --envelope A1")).Error, Does.StartWith("error: --envelope: ").And.Contain("CODE=AMOUNT:CATEGORY[:FUND]"));
        await DoneAsync("budget set --fund F1 --year 2026 --amount 300 --ref 决议2 --envelope A1=200:初创 --envelope B1=100:成长:F1");
        await DoneAsync("expense --fund F1 --amount 50 --on 2026-02-01 --for 书架 --envelope A1");
        Assert.That((await RunAsync("expense --fund F1 --amount 151 --on 2026-02-01 --for 书架 --envelope A1")).Error, Does.StartWith("error: --envelope: Envelope A1 has 150.00 CNY left"));
        var budget = (await DoneAsync("budget list --json")).Json[0];
        Assert.That((budget.GetProperty("left").GetProperty("amount").GetString(), budget.GetProperty("envelopes")[0].GetProperty("paid").GetProperty("amount").GetString()), Is.EqualTo(("250.00", "50.00")));
        Assert.That((await DoneAsync("budget list")).Out, Does.Contain("初创").And.Contain("150.00"));
        Assert.That((await DoneAsync("leverage")).Out, Does.Match(@"F1\s+2026\s+1,000\.00\s+500\.00\s+0\.50"));
    }

    [Test]
    public async Task The_list_reads_in_both_languages()
    {
        await NewFundAsync();
        Assert.That((await DoneAsync("fund list")).Out, Does.Contain("Community fund"));
        Assert.That((await DoneAsync("fund list --lang zh-CN")).Out, Does.Contain("社区基金"));
        Assert.That((await DoneAsync("fund list --format json")).Json.GetArrayLength(), Is.EqualTo(1));
        Assert.That((await DoneAsync("fund list --format text")).Out, Does.Contain("Community fund"));
        Assert.That((await RunAsync("fund list --format yaml")).Error, Does.Contain("'yaml' is none of these: text, json."));
    }

    [Test]
    public async Task A_code_in_use_is_refused_naming_the_option()
    {
        await NewFundAsync();
        var again = await RunAsync("fund create --code F1 --name x --kind CommunityFund --currency CNY");
        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.Error, Does.StartWith("error: --code: "));
        Assert.That(again.Out, Is.Empty);
    }

    [TestCase("--kind Village --currency CNY", "--kind: 'Village' is none of these: district-pool, community-fund, programme-fund.")]
    [TestCase("--kind 1 --currency CNY", "--kind: '1' is none of these")]
    [TestCase("--kind CommunityFund --currency cny", "--currency: 'cny' is not an active ISO 4217 currency code.")]
    public async Task A_word_that_is_none_of_the_choices_is_refused(string options, string sentence)
    {
        var said = await RunAsync($"fund create --code F1 --name x {options}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain(sentence));
        Assert.That(Directory.Exists(Books), Is.False);
    }

    [Test]
    public async Task Each_entity_keeps_the_chart_it_was_opened_on()
    {
        await DoneAsync("entity create --code A --name 甲基金会 --currency CNY --chart npo-2026");
        var own = Write("own.csv", await File.ReadAllTextAsync(ChartFile()));
        await DoneAsync($"entity create --code B --name 乙基金会 --currency CNY --chart {own}");
        await NewFundAsync("F1", more: "--entity B");

        var listed = await DoneAsync("entity list --json");
        Assert.That(listed.Json.EnumerateArray().Select(entity => entity.GetProperty("chart").GetString()), Is.EqualTo(new[] { "npo-2026", "own" }));

        var unclear = await RunAsync("fund create --code F2 --name x --kind CommunityFund --currency CNY");
        Assert.That(unclear.ExitCode, Is.EqualTo(2));
        Assert.That(unclear.Error, Does.Contain("--entity"));
    }

    [Test]
    public async Task A_chart_that_is_not_there_is_refused()
    {
        var said = await RunAsync("entity create --code A --name x --currency CNY --chart npo-1999");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith("error: --chart: There is no chart and no file 'npo-1999'."));
    }

    private static string ChartFile()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "FundLedger.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "src", "FundLedger", "Ledger", "Charts", "npo-2004.csv");
    }
}
