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
            Assert.That(listed.Json[1].EnumerateObject().Select(field => field.Name), Is.EqualTo(new[] { "code", "name", "kind", "currency", "parent" }));
            Assert.That(listed.Json[1].EnumerateObject().Select(field => field.Value.GetString()), Is.EqualTo(new[] { "D1-P", "助老专项", "ProgrammeFund", "CNY", "D1" }));
            Assert.That(listed.Json[0].GetProperty("parent").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
            Assert.That(File.Exists(Path.Combine(Books, "fundledger.db")));
        });
    }

    [Test]
    public async Task The_list_reads_in_both_languages()
    {
        await NewFundAsync();
        Assert.That((await DoneAsync("fund list")).Out, Does.Contain("Community fund"));
        Assert.That((await DoneAsync("fund list --lang zh-CN")).Out, Does.Contain("社区基金"));
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
