using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>Of the embedded database only: SQL Server has its own backups.</summary>
public sealed class BackingUp
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task A_backup_taken_while_others_write_is_whole_and_its_restore_starts_an_epoch() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested) await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ledger.DonateAsync("LAKE", 1)));
        });
        var folder = TestFolder.New();
        var file = Path.Combine(folder, "copy.db");
        SqliteBackup.Write(ledger.Options, file);
        await stop.CancelAsync();
        await writing;

        var restored = new StorageOptions { Directory = Path.Combine(folder, "restored") };
        var last = SqliteBackup.Restore(restored, file, ledger.Clock);
        await using var books = SqliteDatabase.Open(restored, ledger.Clock);
        var verification = await books.ReadAsync(reader => Verify.RunAsync(reader));
        Assert.That((verification.IsSound, verification.EntryCount), Is.EqualTo((true, last)), string.Join('\n', verification.Findings));
        Assert.That(books.Ledger.Id, Is.EqualTo(ledger.Database.Ledger.Id));
        var epoch = await books.ReadAsync(reader => reader.Connection.QuerySingleAsync<(string Reason, long LastEntry, byte[] Hash)>(
            "SELECT reason, last_entry_id, last_entry_hash FROM epochs WHERE epoch_no = 2"));
        Assert.That((epoch.Reason, epoch.LastEntry), Is.EqualTo(("restored", last)));
        Assert.That(epoch.Hash, Is.EqualTo(verification.LastHash.ToArray()));
        await books.DisposeAsync();
        TestFolder.Delete(folder);
    });

    [Test]
    public Task What_is_done_again_after_a_restore_is_recorded_later_than_all_before() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var folder = TestFolder.New();
        SqliteBackup.Write(ledger.Options, Path.Combine(folder, "copy.db"));
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        SqliteBackup.Restore(new() { Directory = Path.Combine(folder, "restored") }, Path.Combine(folder, "copy.db"), ledger.Clock);

        var slow = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using (var books = SqliteDatabase.Open(new() { Directory = Path.Combine(folder, "restored") }, slow))
        {
            (await new FundLedger.Donations.RecordDonation(books).RunAsync(Ask("again"), new("LAKE", Cny(1), new DateOnly(2026, 1, 1), FundLedger.Donors.DonorName.Unnamed))).Expect();
            var later = await books.ReadAsync(reader => reader.Connection.ExecuteScalarAsync<long>(
                "SELECT (SELECT MAX(recorded_at) FROM journal_entries) - (SELECT MAX(started_at) FROM epochs)"));
            Assert.That(later, Is.Positive);
        }

        TestFolder.Delete(folder);
    });

    [Test]
    public Task A_restore_names_the_checkpoint_it_holds_and_a_later_one_kept_outside_proves_what_was_lost() => Sqlite.RunAsync(async ledger =>
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var held = await new SealEntries(ledger.Database).RunAsync("clerk-7");
        var signed = await SignAsync(ledger.Database);
        var folder = TestFolder.New();
        SqliteBackup.Write(ledger.Options, Path.Combine(folder, "copy.db"));
        await ledger.DonateAsync("LAKE", 2);
        await ledger.DonateAsync("LAKE", 3);
        await new SealEntries(ledger.Database).RunAsync("clerk-7");
        var lost = await SignAsync(ledger.Database);

        ledger.Clock.Advance(TimeSpan.FromDays(1));
        var restored = new StorageOptions { Directory = Path.Combine(folder, "restored") };
        SqliteBackup.Restore(restored, Path.Combine(folder, "copy.db"), ledger.Clock);
        await using (var books = SqliteDatabase.Open(restored, ledger.Clock))
        {
            var epoch = (await books.ReadAsync(SealReading.RestoredAsync)).Single();
            Assert.That((epoch.CheckpointSize, epoch.CheckpointRoot!.AsSpan().SequenceEqual(signed.Root)), Is.EqualTo(((long?)held.Size, true)));
            Assert.That(await CodesAsync(books), Is.Empty);
            Assert.That(await CodesAsync(books, signed), Is.Empty, "what the backup held is there");
            Assert.That(await CodesAsync(books, lost), Is.EqualTo(new[] { "lost-by-restore" }));
            // Other entries grow past the size that was signed: the books go another way, and the reason is told all the same.
            for (var i = 0; i < 3; i++) (await new FundLedger.Donations.RecordDonation(books).RunAsync(Ask($"after-{i}"), new("LAKE", Cny(9), new DateOnly(2026, 1, 1), FundLedger.Donors.DonorName.Unnamed))).Expect();
            await new SealEntries(books).RunAsync("clerk-7");
            await SignAsync(books);
            Assert.That(await CodesAsync(books), Is.Empty);
            Assert.That(await CodesAsync(books, lost), Is.EqualTo(new[] { "lost-by-restore" }));
        }

        using (var tampered = new SqliteConnection($"Data Source={restored.DatabaseFile};Pooling=False"))
        {
            tampered.Open();
            await tampered.ExecuteAsync("UPDATE epochs SET checkpoint_root = randomblob(32) WHERE checkpoint_size IS NOT NULL");
        }

        await using (var books = SqliteDatabase.OpenToRead(restored)) Assert.That(await CodesAsync(books), Is.EqualTo(new[] { "epoch" }));
        TestFolder.Delete(folder);

        async Task<SignedCheckpoint> SignAsync(Database books) => (await new SignCheckpoint(books, ledger.Clock, key).RunAsync("clerk-7")).Expect();

        static Task<string[]> CodesAsync(Database books, params IReadOnlyList<SignedCheckpoint> outside) => books.ReadAsync(async reader =>
            (await Verify.RunAsync(reader, outside: [.. outside.Select(one => SignedNote.Read(one.Note)!)])).Findings.Select(finding => finding.Code).ToArray());
    });

    [Test]
    public Task Nothing_is_ever_overwritten() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var folder = TestFolder.New();
        var file = Path.Combine(folder, "copy.db");
        SqliteBackup.Write(ledger.Options, file);
        Assert.That(() => SqliteBackup.Write(ledger.Options, file), Throws.TypeOf<CannotOpenException>().With.Message.Contains("exists already"));
        var restored = new StorageOptions { Directory = Path.Combine(folder, "restored") };
        SqliteBackup.Restore(restored, file, ledger.Clock);
        Assert.That(() => SqliteBackup.Restore(restored, file, ledger.Clock), Throws.TypeOf<CannotOpenException>().With.Message.Contains("never overwrites"));
        Assert.That(() => SqliteBackup.Restore(ledger.Options, file, ledger.Clock), Throws.TypeOf<CannotOpenException>());
        TestFolder.Delete(folder);
    });

    [Test]
    public Task A_log_left_beside_books_that_are_gone_is_not_played_into_the_restored_ones() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var folder = TestFolder.New();
        SqliteBackup.Write(ledger.Options, Path.Combine(folder, "copy.db"));
        for (var i = 0; i < 20; i++) await ledger.DonateAsync("LAKE", 5);
        var lost = new StorageOptions { Directory = Path.Combine(folder, "lost") };
        Directory.CreateDirectory(lost.Directory);
        File.Copy(ledger.Options.DatabaseFile + "-wal", lost.DatabaseFile + "-wal");

        Assert.That(() => SqliteBackup.Restore(lost, Path.Combine(folder, "copy.db"), ledger.Clock), Throws.TypeOf<CannotOpenException>().With.Message.Contains("-wal"));
        TestFolder.Delete(folder);
    });

    [Test]
    public Task What_is_no_backup_is_refused_in_words() => Sqlite.RunAsync(ledger =>
    {
        var folder = TestFolder.New();
        var file = Path.Combine(folder, "noise.db");
        File.WriteAllText(file, new string('x', 10_000));
        Assert.That(() => SqliteBackup.Restore(new() { Directory = Path.Combine(folder, "a") }, file, ledger.Clock), Throws.TypeOf<CannotOpenException>());
        Assert.That(() => SqliteBackup.Restore(new() { Directory = Path.Combine(folder, "b") }, file + "?", ledger.Clock), Throws.TypeOf<CannotOpenException>());

        var empty = Path.Combine(folder, "empty.db");
        using (var other = new SqliteConnection($"Data Source={empty};Pooling=False"))
        {
            other.Open();
            other.Execute("CREATE TABLE other (a)");
        }

        Assert.That(() => SqliteBackup.Restore(new() { Directory = Path.Combine(folder, "c") }, empty, ledger.Clock), Throws.TypeOf<CannotOpenException>());
        TestFolder.Delete(folder);
        return Task.CompletedTask;
    });

    [Test]
    public Task A_second_writer_is_told_who_writes() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(() => SqliteDatabase.Open(ledger.Options, ledger.Clock),
            Throws.TypeOf<CannotOpenException>().With.Message.Contains($"http://127.0.0.1:5080 (pid {Environment.ProcessId})"));
        await using var alongside = SqliteDatabase.OpenToRead(ledger.Options);
        Assert.That((await alongside.ReadAsync(reader => Verify.RunAsync(reader))).IsSound);
    }, new StorageOptions { Directory = "", Address = "http://127.0.0.1:5080" });
}
