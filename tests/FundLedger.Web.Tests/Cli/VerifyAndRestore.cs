using Microsoft.Data.Sqlite;

namespace FundLedger.Web.Tests.Cli;

public sealed class VerifyAndRestore : CommandLineTest
{
    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        await DoneAsync("donate --fund F1 --amount 200 --on 2026-01-09 --donor 李四");
    }

    [Test]
    public async Task Sound_books_verify_with_0()
    {
        var said = await DoneAsync("verify --json");
        Assert.That(said.Json.GetProperty("isSound").GetBoolean());
        Assert.That(said.Json.GetProperty("entries").GetInt64(), Is.EqualTo(2));
        Assert.That((await DoneAsync("verify --lang zh-CN")).Out, Does.Contain("核验通过"));
    }

    [Test]
    public async Task An_amount_changed_behind_the_programs_back_is_found_with_1_and_named()
    {
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(Books, "fundledger.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "DROP TRIGGER journal_lines_are_never_updated; UPDATE journal_lines SET amount_minor = amount_minor + 1 WHERE entry_id = 2 AND line_no = 1";
            command.ExecuteNonQuery();
        }

        var said = await RunAsync("verify --json");
        Assert.That(said.ExitCode, Is.EqualTo(1));
        Assert.That(said.Json.GetProperty("findings")[0].GetProperty("entry").GetInt64(), Is.EqualTo(2));
        var told = await RunAsync("verify");
        Assert.That(told.ExitCode, Is.EqualTo(1));
        Assert.That(told.Out, Does.StartWith("Entry 2: "));
    }

    [Test]
    public async Task A_backup_restores_into_an_empty_folder_and_verifies()
    {
        var (file, folder) = (Path.Combine(Folder, "b.backup"), Path.Combine(Folder, "restored"));
        Assert.That((await DoneAsync($"backup {file}")).Error, Does.Contain(file));
        Assert.That((await DoneAsync($"restore {file} --data {folder}")).Error, Does.Contain("their last entry is 2"));
        await DoneAsync($"verify --data {folder}");
        await DoneAsync($"donate --data {folder} --fund F1 --amount 1 --on 2026-01-10 --donor x");
    }

    [Test]
    public async Task A_restore_overwrites_nothing_and_a_backup_neither()
    {
        var file = Path.Combine(Folder, "b.backup");
        await DoneAsync($"backup {file}");
        Assert.That((await RunAsync($"backup {file}")).ExitCode, Is.EqualTo(3));
        Assert.That((await RunAsync($"restore {file}")).ExitCode, Is.EqualTo(3));
        Assert.That((await RunAsync($"restore {Write("no.backup", "text")} --data {Path.Combine(Folder, "r")}")).ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task Books_that_another_program_writes_are_read_and_not_written()
    {
        await using var writer = FundLedger.Storage.SqliteDatabase.Open(new() { Directory = Books, Address = "http://127.0.0.1:5000/" }, new StandingClock(Today));
        await DoneAsync("verify");
        await DoneAsync("balances --fund F1");
        var refused = await RunAsync("donate --fund F1 --amount 1 --on 2026-01-10 --donor x");
        Assert.That(refused.ExitCode, Is.EqualTo(3));
        Assert.That(refused.Error, Does.Contain("http://127.0.0.1:5000/"));
    }
}
