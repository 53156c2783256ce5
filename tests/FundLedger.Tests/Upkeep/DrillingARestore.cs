using FundLedger.Storage;
using FundLedger.Upkeep;

namespace FundLedger.Tests.Upkeep;

/// <summary>Of the embedded database only: SQL Server has its own backups.</summary>
public sealed class DrillingARestore
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task A_backup_taken_while_others_write_says_what_it_holds_and_its_drill_finds_nothing() => InFolderAsync(async (ledger, folder) =>
    {
        await ledger.DonateAsync("LAKE", 1);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.DonateAsync("LAKE", 1)));
        });
        var backup = await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger));
        await stop.CancelAsync();
        await writing;

        var before = Directory.GetFileSystemEntries(folder).Length;
        var drilled = (await RestoreDrill.RunAsync(backup, folder, ledger.Clock, [])).Expect();
        Assert.That((drilled.IsSound, drilled.IsCompared), Is.EqualTo((true, true)), string.Join('\n', drilled.Findings.Select(finding => finding.En)));
        Assert.That(drilled.Entries, Is.EqualTo(await BackupStatement.EntriesOfAsync(backup.File, default)).And.Positive);
        Assert.That(Directory.GetFileSystemEntries(folder), Has.Length.EqualTo(before), "what was restored is gone");
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(backup.File), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    });

    [Test]
    public Task The_latest_are_kept_and_what_else_lies_there_is_left_alone() => InFolderAsync(async (ledger, folder) =>
    {
        string[] others = ["fundledger-20260101.db", "notes.txt", "fundledger-20260101T000000Z.db.bak"];
        foreach (var other in others) await File.WriteAllTextAsync(Path.Combine(folder, other), "");
        for (var i = 0; i < 5; i++)
        {
            await Backups.TakeAsync(ledger.Options, folder, 2, Now(ledger));
            ledger.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.That(Backups.In(folder).Select(kept => Path.GetFileName(kept.File)), Is.EqualTo(new[] { "fundledger-20260319T020000Z.db", "fundledger-20260318T020000Z.db" }));
        Assert.That(Directory.GetFiles(folder), Has.Length.EqualTo(2 * 2 + others.Length), "each with its statement, and what is not the program's");
        Assert.That(Backups.In(Path.Combine(folder, "none")), Is.Empty);
    });

    [Test]
    public Task A_damaged_backup_is_found_out_wherever_the_damage_is([Values(50, 9_000, -300)] int at) => InFolderAsync(async (ledger, folder) =>
    {
        for (var i = 0; i < 30; i++) await ledger.DonateAsync("LAKE", 1);
        var backup = await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger));
        await using (var file = File.Open(backup.File, FileMode.Open))
        {
            file.Position = at >= 0 ? at : file.Length + at;
            var byteThere = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(byteThere ^ 0x41));
        }

        var drilled = (await RestoreDrill.RunAsync(backup, folder, ledger.Clock, [])).Expect();
        Assert.That(drilled.IsSound, Is.False);
        Assert.That(drilled.Findings[0].En, Does.Contain("not as it was written"));
        RestoreDrill.Keep(folder, drilled);
        Assert.That(RestoreDrill.LastIn(folder)!.Findings.Select(finding => finding.En), Is.EqualTo(drilled.Findings.Select(finding => finding.En)));
    });

    [Test]
    public Task A_backup_of_other_books_than_it_says_is_found_out_though_every_byte_is_sound() => InFolderAsync(async (ledger, folder) =>
    {
        await ledger.DonateAsync("LAKE", 5);
        var (early, late) = (await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger)), Path.Combine(folder, "late.db"));
        await ledger.DonateAsync("LAKE", 7);
        await Backups.WriteAsync(ledger.Options, late, Now(ledger));
        // The statement of the later one, but for its hash, beside the earlier one.
        var (ofEarly, ofLate) = (await BackupStatement.ReadAsync(early.File, default), await BackupStatement.ReadAsync(late, default));
        await File.WriteAllTextAsync(BackupStatement.FileOf(early.File), System.Text.Json.JsonSerializer.Serialize(
            ofLate! with { Bytes = ofEarly!.Bytes, Sha256 = ofEarly.Sha256 }, new System.Text.Json.JsonSerializerOptions(System.Text.Json.JsonSerializerDefaults.Web)));

        var drilled = (await RestoreDrill.RunAsync(early, folder, ledger.Clock, [])).Expect();
        Assert.That(drilled.Findings.Select(finding => finding.En), Has.Some.Contains("Entries: the backup says 2, restored are 1.").And.Some.Contains("Debits of CNY in minor units: the backup says 1,200, restored are 500."));
        Assert.That(drilled.Findings.Select(finding => finding.Zh), Has.Some.Contains("CNY 借方合计（最小单位）：备份说明为 1,200，恢复后为 500。"));
    });

    [Test]
    public Task Without_a_statement_it_is_restored_and_verified_and_says_that_nothing_was_compared() => InFolderAsync(async (ledger, folder) =>
    {
        await ledger.DonateAsync("LAKE", 5);
        var backup = await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger));
        File.Delete(BackupStatement.FileOf(backup.File));
        var drilled = (await RestoreDrill.RunAsync(backup, folder, ledger.Clock, [])).Expect();
        Assert.That((drilled.IsSound, drilled.IsCompared, drilled.Entries), Is.EqualTo((true, false, 1)));

        await File.WriteAllTextAsync(BackupStatement.FileOf(backup.File), "{");
        Assert.That((await RestoreDrill.RunAsync(backup, folder, ledger.Clock, [])).Expect().Findings.Single().En, Does.Contain("cannot be read"));
    });

    [Test]
    public async Task What_somebody_changed_in_the_books_before_they_were_backed_up_is_found_by_verifying()
    {
        await using var ledger = new TestLedger(Sqlite);
        var folder = TestFolder.New();
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 5);
        await Tampering.ExecuteAsync(ledger, "DROP TRIGGER journal_lines_are_never_updated; UPDATE journal_lines SET amount_minor = amount_minor * 2");
        var drilled = (await RestoreDrill.RunAsync(await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger)), folder, ledger.Clock, [])).Expect();
        Assert.That(drilled.Findings[0].En, Does.Contain("Entry 1"));
        TestFolder.Delete(folder);
    }

    [Test]
    public Task The_last_whole_line_of_what_was_kept_counts() => InFolderAsync(async (ledger, folder) =>
    {
        Assert.That(RestoreDrill.LastIn(folder), Is.Null);
        await ledger.DonateAsync("LAKE", 5);
        var drilled = (await RestoreDrill.RunAsync(await Backups.TakeAsync(ledger.Options, folder, 3, Now(ledger)), folder, ledger.Clock, [])).Expect();
        RestoreDrill.Keep(folder, drilled);
        await File.AppendAllTextAsync(Path.Combine(folder, "drills.jsonl"), "{\"at\":17");
        Assert.That(RestoreDrill.LastIn(folder)!.At, Is.EqualTo(drilled.At));
    });

    private static long Now(TestLedger ledger) => Moments.ToMicroseconds(ledger.Clock.GetUtcNow());

    private static Task InFolderAsync(Func<TestLedger, string, Task> scenario) => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var folder = TestFolder.New();
        await scenario(ledger, folder);
        TestFolder.Delete(folder);
    });
}
