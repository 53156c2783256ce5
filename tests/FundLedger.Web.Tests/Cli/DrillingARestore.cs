using FundLedger.Upkeep;

namespace FundLedger.Web.Tests.Cli;

public sealed class DrillingARestore : CommandLineTest
{
    private string Backups => Path.Combine(Folder, "backups");

    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        await DoneAsync("donate --fund F1 --amount 200 --on 2026-01-09 --donor 李四");
        Directory.CreateDirectory(Backups);
        Environment["FUNDLEDGER_BackupFolder"] = Backups;
    }

    [Test]
    public async Task The_latest_backup_is_restored_verified_compared_and_what_came_of_it_is_kept()
    {
        await DoneAsync($"backup {Path.Combine(Backups, "fundledger-20260401T000000Z.db")}");
        await DoneAsync("donate --fund F1 --amount 300 --on 2026-01-10 --donor 王小明");
        await DoneAsync("checkpoint sign");
        Assert.That((await DoneAsync($"backup {Path.Combine(Backups, "fundledger-20260402T000000Z.db")}")).Error, Does.Contain("fundledger-20260402T000000Z.db.json"));

        Assert.That((await DoneAsync("drill --lang zh-CN")).Out, Does.Contain("演练通过：fundledger-20260402T000000Z.db").And.Contain("恢复出 3 笔分录"));
        var json = (await DoneAsync("drill --json")).Json;
        Assert.That((json.GetProperty("isSound").GetBoolean(), json.GetProperty("entries").GetInt64(), json.GetProperty("isCompared").GetBoolean()), Is.EqualTo((true, 3L, true)));
        Assert.That((await DoneAsync($"drill {Path.Combine(Backups, "fundledger-20260401T000000Z.db")}")).Out, Does.Contain("gave 2 entries"));
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(Backups, "drills.jsonl")), Has.Length.EqualTo(3));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Backups, "drills.jsonl")), Does.Not.Contain("王").And.Not.Contain(Folder));
    }

    [Test]
    public async Task An_earlier_backup_is_not_held_against_checkpoints_that_were_filed_later()
    {
        Environment["FUNDLEDGER_CheckpointFolder"] = Directory.CreateDirectory(Path.Combine(Folder, "filed")).FullName;
        var early = Path.Combine(Backups, "fundledger-20260401T000000Z.db");
        await SignAndFileAsync(2);
        await DoneAsync($"backup {early}");
        await DoneAsync("donate --fund F1 --amount 300 --on 2026-01-10 --donor x");
        await SignAndFileAsync(3);
        await DoneAsync($"drill {early}");

        // One of its own time that cannot be read is.
        await File.WriteAllTextAsync(Path.Combine(Folder, "filed", "2.txt"), "something else");
        Assert.That((await RunAsync($"drill {early}")).ExitCode, Is.EqualTo(1));
    }

    private async Task SignAndFileAsync(int size)
    {
        await DoneAsync("checkpoint sign");
        var file = Path.Combine(Folder, "filed", $"{size}.txt");
        if (!File.Exists(file)) await DoneAsync($"export checkpoint --out {file}");
    }

    [Test]
    public async Task A_damaged_backup_ends_with_1_is_kept_in_mind_and_the_books_stand()
    {
        var file = Path.Combine(Backups, "fundledger-20260401T000000Z.db");
        await DoneAsync($"backup {file}");
        await using (var damaged = File.Open(file, FileMode.Open))
        {
            damaged.Position = 5_000;
            damaged.Write(new byte[4_000]);
        }

        var said = await RunAsync("drill");
        Assert.That((said.ExitCode, said.Out), Is.EqualTo((1, said.Out)));
        Assert.That(said.Out, Does.Contain("not as it was written").And.Contain("not to be relied on"));
        Assert.That(RestoreDrill.LastIn(Backups)!.IsSound, Is.False);
        await DoneAsync("verify");
    }

    [Test]
    public async Task Without_a_backup_or_room_it_says_what_to_do()
    {
        Assert.That((await RunAsync("drill")).Error, Does.Contain("There is no backup in"));
        Assert.That((await RunAsync("drill no-such.db")).Error, Does.Contain("There is no file no-such.db"));
        Environment.Remove("FUNDLEDGER_BackupFolder");
        Assert.That((await RunAsync("drill --lang zh-CN")).Error, Does.Contain("FUNDLEDGER_BackupFolder"));
    }
}
