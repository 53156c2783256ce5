namespace FundLedger.Web.Tests.Cli;

public sealed class Usage : CommandLineTest
{
    [Test]
    public async Task Without_arguments_it_shows_what_there_is()
    {
        var said = await RunAsync("");
        Assert.That(said.ExitCode, Is.Zero);
        Assert.That(said.Out, Does.Contain("fund").And.Contain("donate").And.Contain("--demo").And.Contain("--help --lang zh-CN"));
    }

    [Test]
    public async Task Help_is_written_in_both_languages_for_every_verb()
    {
        foreach (var verb in new[] { "", "fund create", "donate", "expense pay", "transfer settle", "journal post", "organisation register", "organisation person add", "need step", "offer make", "calendar set", "period close", "period reopen", "approval list", "approval show", "approval approve", "token list", "token revoke", "backup", "import donations", "report fund-statement", "balances", "verify", "export journal", "serve" })
        {
            var (zh, en) = (await DoneAsync($"{verb} --help --lang zh-CN"), await DoneAsync($"{verb} --help --lang en"));
            Assert.That(zh.Out, Does.Contain("用法").And.Contain("通用选项").And.Contain("English: --help --lang en"), verb);
            Assert.That(en.Out, Does.Contain("Usage").And.Contain("Options everywhere").And.Contain("中文：--help --lang zh-CN"), verb);
            if (verb.Length > 0) Assert.That(en.Out.Split("中文：")[0], Does.Not.Match("[一-鿿]"), verb);
        }
    }

    [TestCase("zh_CN.UTF-8", "错误：")]
    [TestCase("de_DE.UTF-8", "error: ")]
    public async Task The_language_is_the_systems_unless_asked_otherwise(string lang, string prefix)
    {
        Environment["LANG"] = lang;
        Assert.That((await RunAsync("fund create")).Error, Does.StartWith(prefix));
        Assert.That((await RunAsync("fund create --lang en")).Error, Does.StartWith("error: "));
        Environment["LC_ALL"] = "zh_CN.UTF-8";
        Assert.That((await RunAsync("fund create")).Error, Does.StartWith("错误："));
    }

    [TestCase("fund create --code F1", "--name is missing")]
    [TestCase("fund list --colour", "'--colour' is not known here.")]
    [TestCase("fund", "'fund' needs one of these after it: create, list, freeze, unfreeze, close, reopen, show, hide.")]
    [TestCase("frobnicate", "'frobnicate' is not known here.")]
    [TestCase("fund list --lang fr", "--lang: 'fr' is none of these: zh-CN, en.")]
    [TestCase("donate --fund F1 --amount 1 --on 2026-13-01 --donor x", "--on: '2026-13-01' is not a date.")]
    [TestCase("donate --fund F1 --amount 1 --on 2026-01-01 --on 2026-01-02 --donor x", "--on may stand only once.")]
    [TestCase("donate --fund F1 --amount 1 --on 2026-01-01 --donor", "--donor needs a value.")]
    [TestCase("reverse --entry zero --reason x", "--entry: 'zero' is not an entry number.")]
    [TestCase("journal show", "ENTRY needs a value.")]
    public async Task What_is_wrong_with_the_line_is_said_and_ends_with_2(string line, string sentence)
    {
        var said = await RunAsync(line);
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith("error: ").And.Contain(sentence));
        Assert.That(said.Out, Is.Empty);
    }

    [Test]
    public async Task A_value_that_begins_with_an_at_sign_is_a_value()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 1 --on 2026-01-01 --donor @li");
    }

    [TestCase("fund list")]
    [TestCase("donate --fund F1 --amount 1 --on 2026-01-01 --donor x")]
    [TestCase("journal show 1")]
    public async Task A_folder_without_books_is_said_to_have_none_and_left_alone(string line)
    {
        var said = await RunAsync(line);
        Assert.That(said.ExitCode, Is.EqualTo(3));
        Assert.That(said.Error, Does.Contain("There are no books in"));
        Assert.That(Directory.Exists(Books), Is.False);
    }

    [Test]
    public async Task The_option_names_the_folder_before_the_environment_does()
    {
        var other = Path.Combine(Folder, "other");
        await DoneAsync($"fund create --code F1 --name 'F1 基金' --kind CommunityFund --currency CNY --data {other}");
        Assert.That(File.Exists(Path.Combine(other, "fundledger.db")));
        Assert.That((await RunAsync("fund list")).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task A_backup_opens_as_books_and_an_existing_file_is_never_overwritten()
    {
        await NewFundAsync();
        var copy = Path.Combine(Folder, "copy");
        Directory.CreateDirectory(copy);
        await DoneAsync($"backup {Path.Combine(copy, "fundledger.db")}");
        Assert.That((await DoneAsync($"fund list --data {copy}")).Out, Does.Contain("F1"));
        Assert.That((await RunAsync($"backup {Path.Combine(copy, "fundledger.db")}")).ExitCode, Is.EqualTo(3));
    }
}
