using System.Text;

namespace FundLedger.Web.Tests.Cli;

public sealed class Exports : CommandLineTest
{
    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        await DoneAsync("donate --fund F1 --amount 1234.50 --on 2026-01-08 --donor 王小明");
        await DoneAsync("donate --fund F2 --amount 5 --on 2026-02-08 --donor 李四");
    }

    [Test]
    public async Task The_csv_journal_names_its_columns()
    {
        var said = await DoneAsync("export journal --format csv --out -");
        var text = Encoding.UTF8.GetString(said.Binary).TrimStart('\uFEFF');
        var header = text.Split('\n')[0].Trim().Split(',');
        Assert.That(header, Is.SupersetOf(new[] { "occurred_on", "entry_id", "account_code", "fund", "source", "layer", "amount", "currency" }));
        Assert.That(text, Does.Contain("1234.50").And.Not.Contain("王小明"));
        Assert.That(said.Error, Does.Contain("2 entries, 4 lines"));
    }

    [TestCase("books.journal", "2026-01-08")]
    [TestCase("books.beancount", "2026-01-08")]
    [TestCase("books.csv", "occurred_on")]
    public async Task The_format_follows_the_name_of_the_file(string name, string content)
    {
        var file = Path.Combine(Folder, name);
        await DoneAsync($"export journal --out {file}");
        Assert.That(await File.ReadAllTextAsync(file), Does.Contain(content));
    }

    [Test]
    public async Task A_part_of_the_journal_may_be_asked_for()
    {
        Assert.That((await DoneAsync("export journal --fund F2 --out -")).Error, Does.Contain("1 entries, 2 lines"));
        Assert.That((await DoneAsync("export journal --to 2026-01-31 --out -")).Error, Does.Contain("1 entries, 2 lines"));
        var file = Path.Combine(Folder, "none.csv");
        var refused = await RunAsync($"export journal --fund F9 --out {file}");
        Assert.That(refused.ExitCode, Is.EqualTo(2));
        Assert.That(refused.Error, Does.StartWith("error: --fund: "));
        Assert.That(Directory.GetFiles(Folder), Is.Empty);
    }

    [Test]
    public async Task The_csv_journal_comes_back_into_empty_books_with_equal_hashes()
    {
        var (file, copy) = (Path.Combine(Folder, "journal.csv"), Path.Combine(Folder, "copy"));
        await DoneAsync($"export journal --out {file}");
        var hash = (await DoneAsync("verify --json")).Json.GetProperty("lastHash").GetString();

        Day = Day.AddDays(1);
        var imported = await DoneAsync($"import journal {file} --data {copy} --json");
        Assert.Multiple(() =>
        {
            Assert.That(imported.Json.GetProperty("entries").GetInt64(), Is.EqualTo(2));
            Assert.That(imported.Json.GetProperty("lastHash").GetString(), Is.EqualTo(hash));
            Assert.That(imported.Error, Does.Contain("did not come back"));
        });
        Assert.That((await DoneAsync($"verify --data {copy} --json")).Json.GetProperty("lastHash").GetString(), Is.EqualTo(hash));
        Assert.That((await DoneAsync($"import journal {file} --data {copy} --lang zh-CN")).Out, Does.StartWith("这个文件以前已导入"));
        Assert.That((await RunAsync($"import journal {file}")).ExitCode, Is.EqualTo(2), "the books are not empty");
        Assert.That((await RunAsync($"import journal {Path.Combine(Folder, "none.csv")} --data {copy}")).ExitCode, Is.EqualTo(2));
        Assert.That((await RunAsync($"import journal {Write("bad.csv", "a,b\n1,2\n")} --data {Path.Combine(Folder, "new")}")).ExitCode, Is.EqualTo(2));
    }
}
