namespace FundLedger.Web.Tests.Cli;

public sealed class Imports : CommandLineTest
{
    private const string List = "捐赠明细\n捐赠人,金额,备注\n王小明,100.00,\n青川春晖超市有限公司,\"2,000.00\",\n王小明,100.00,\n合计,2200.00,\n";

    [SetUp]
    public Task OpenFund() => NewFundAsync();

    [Test]
    public async Task A_list_is_imported_once_however_often_it_is_sent()
    {
        var file = Write("list.csv", List);
        var first = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --json");
        var second = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --json");
        Assert.Multiple(() =>
        {
            Assert.That(first.Json.GetProperty("outcome").GetString(), Is.EqualTo("imported"));
            Assert.That(first.Json.GetProperty("gifts").GetInt64(), Is.EqualTo(3));
            Assert.That(first.Json.GetProperty("sum").GetProperty("amount").GetString(), Is.EqualTo("2200.00"));
            Assert.That(second.Json.GetProperty("outcome").GetString(), Is.EqualTo("already-imported"));
        });
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task Progress_never_stands_among_the_results()
    {
        IsTerminal = true;
        var said = await DoneAsync($"import donations {Write("list.csv", List)} --fund F1 --on 2026-01-31 --json");
        Assert.That(said.Json.GetProperty("gifts").GetInt64(), Is.EqualTo(3));
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_dry_run_shows_mapping_and_masked_preview_and_writes_nothing()
    {
        var file = Write("list.csv", List);
        var said = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --dry-run");
        Assert.That(said.Out, Does.Contain("donor ← column 1").And.Contain("王*").And.Not.Contain("王小明").And.Contain("3 gift(s) of 2,200.00 CNY"));
        Assert.That((await DoneAsync("verify --json")).Json.GetProperty("entries").GetInt64(), Is.Zero);
    }

    [Test]
    public async Task The_profile_a_dry_run_prints_reads_the_next_list()
    {
        var file = Write("list.csv", "甲,乙,丙\nx,100.00,王小明\n");
        var dry = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --columns amount=乙,donor=丙 --dry-run --json");
        var profile = Write("profile.json", dry.Json.GetProperty("profile").GetRawText());
        var imported = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --profile {profile} --json");
        Assert.That(imported.Json.GetProperty("gifts").GetInt64(), Is.EqualTo(1));
        Assert.That((await DoneAsync("journal show 1")).Out, Does.Contain("王*"));
    }

    [Test]
    public async Task A_profile_is_kept_in_the_ledger_under_its_name()
    {
        var first = Write("a.csv", "甲,乙,丙\nx,100.00,王小明\n");
        await DoneAsync($"import donations {first} --fund F1 --on 2026-01-31 --columns amount=乙,donor=丙 --save-profile 平台");
        var second = Write("b.csv", "甲,乙,丙\ny,200.00,李四\n");
        await DoneAsync($"import donations {second} --fund F1 --on 2026-01-31 --profile 平台");
        Assert.That((await DoneAsync("journal show 2")).Out, Does.Contain("李*").And.Contain("200.00"));
        Assert.That((await RunAsync($"import donations {second} --fund F1 --on 2026-01-31 --profile 银行")).Error, Does.StartWith("error: --profile: There is no profile '银行'"));
    }

    [TestCase("""{"colums":{}}""", "error: --profile: ")]
    [TestCase("{", "error: --profile: ")]
    public async Task A_profile_that_is_not_understood_is_refused(string profile, string sentence)
    {
        var said = await RunAsync($"import donations {Write("list.csv", List)} --fund F1 --on 2026-01-31 --profile {Write("p.json", profile)}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith(sentence));
    }

    [Test]
    public async Task A_stated_total_that_differs_needs_a_decision()
    {
        var file = Write("list.csv", List.Replace("合计,2200.00", "合计,2300.00"));
        var refused = await RunAsync($"import donations {file} --fund F1 --on 2026-01-31");
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("error: --accept-difference: "));
        var accepted = await DoneAsync($"import donations {file} --fund F1 --on 2026-01-31 --accept-difference");
        Assert.That(accepted.Error, Does.Contain("2,300.00").And.Contain("2,200.00"));
    }

    [Test]
    public async Task Rows_equal_to_another_files_are_asked_about()
    {
        await DoneAsync($"import donations {Write("a.csv", List)} --fund F1 --on 2026-01-31");
        var other = Write("b.csv", List.Replace("捐赠明细", "捐赠明细（更正）"));
        Assert.That((await RunAsync($"import donations {other} --fund F1 --on 2026-01-31")).Error, Does.Contain("error: --overlap: "));
        var same = await DoneAsync($"import donations {other} --fund F1 --on 2026-01-31 --overlap same --json");
        Assert.That(same.Json.GetProperty("gifts").GetInt64(), Is.Zero);
        Assert.That(same.Json.GetProperty("alreadyKnown").GetInt64(), Is.EqualTo(3));
    }

    [Test]
    public async Task A_row_that_fails_stops_the_import_unless_it_is_skipped()
    {
        var file = Write("list.csv", "捐赠人,金额,日期\n王小明,100.00,2026-01-05\n李四,一百,2026-01-06\n");
        var refused = await RunAsync($"import donations {file} --fund F1");
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("3").And.Contain("--skip-failed"));
        var skipped = await DoneAsync($"import donations {file} --fund F1 --skip-failed --json");
        Assert.That(skipped.Json.GetProperty("gifts").GetInt64(), Is.EqualTo(1));
        Assert.That(skipped.Json.GetProperty("failed").GetInt64(), Is.EqualTo(1));
    }

    [Test]
    public async Task Dates_that_read_two_ways_are_refused_with_both_readings()
    {
        var file = Write("list.csv", "捐赠人,金额,日期\n王小明,100.00,03/02/2026\n");
        var refused = await RunAsync($"import donations {file} --fund F1 --lang zh-CN");
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.Contain("错误：--dates：").And.Contain("2026-02-03").And.Contain("2026-03-02"));
        await DoneAsync($"import donations {file} --fund F1 --dates dd/MM/yyyy");
        Assert.That((await DoneAsync("journal show 1 --json")).Json.GetProperty("on").GetString(), Is.EqualTo("2026-02-03"));
    }

    [Test]
    public async Task What_is_no_gift_is_listed()
    {
        var file = Write("bank.csv", "Date,Debit,Credit,Description\n2026-01-05,,100.00,a\n2026-01-06,55.00,,b\n");
        var said = await DoneAsync($"import donations {file} --fund F1");
        Assert.That(said.Error, Does.Contain("1 row(s) are no gift:").And.Contain("row 3: money paid out, not a gift 55.00 CNY"));
    }

    [TestCase("--columns colour=x", "error: --columns: 'colour=x' should be written NAME=COLUMN")]
    [TestCase("--numbers 1234", "--numbers: '1234' is none of these")]
    [TestCase("--fund F9", "There is no fund 'F9'")]
    public async Task What_the_options_say_is_checked(string options, string sentence)
    {
        var fund = options.StartsWith("--fund", StringComparison.Ordinal) ? "" : "--fund F1";
        var said = await RunAsync($"import donations {Write("list.csv", List)} {fund} --on 2026-01-31 {options}");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain(sentence));
    }

    [Test]
    public async Task A_file_that_is_not_there_is_bad_input() =>
        Assert.That((await RunAsync($"import donations {Path.Combine(Folder, "none.csv")} --fund F1")).ExitCode, Is.EqualTo(2));
}
