using System.Globalization;
using System.Security.Cryptography;
using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Seals;

/// <summary>Somebody who may write the file takes the triggers off and changes the seals. What verify finds by itself, what it finds with a checkpoint kept outside, and what nothing can find, is told here row by row.</summary>
public sealed class TamperingWithSeals
{
    /// <summary>No proof stands on these: how often somebody sealed, what was said of a key, and which files were handed out, whose own checkpoint is their proof.</summary>
    private static readonly string[] NotEvidence =
    [
        "seal_state.lock_count", "seal_keys.reason",
        "issued_files.sha256", "issued_files.issued_at", "issued_files.report", "issued_files.language", "issued_files.fund_code", "issued_files.first_day", "issued_files.last_day", "issued_files.known_at", "issued_files.last_entry", "issued_files.checkpoint_size",
    ];

    private const int Entries = 300;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string folder = "";
    private int copies;
    private SignedNote early = null!;
    private SignedNote last = null!;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        folder = TestFolder.New();
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = folder });
        await ledger.FundAsync("A");
        await Task.WhenAll(Enumerable.Range(0, Entries - 1).Select(_ => ledger.DonateAsync("A", 1)));
        early = SignedNote.Read((await ledger.SealAndSignAsync(key)).Note)!;
        (await new ChangeSealKey(ledger.Database).RunAsync(ledger.Ask(), next, key, "每年更换")).Expect();
        await ledger.DonateAsync("A", 1);
        last = SignedNote.Read((await ledger.SealAndSignAsync(next)).Note)!;
        (await new RecordIssuedFile(ledger.Database).RunAsync("clerk-7", new NewIssuedFile(new byte[32], "receipt", "en", "A", new(Today, Today), 1, 1, Entries))).Expect();
        await ledger.MustVerifyAsync();
    }

    [OneTimeTearDown]
    public void DeleteBooks()
    {
        key.Dispose();
        next.Dispose();
        TestFolder.Delete(folder);
    }

    [TestCase("seal_state")]
    [TestCase("seal_leaves")]
    [TestCase("seal_tiles")]
    [TestCase("seal_keys")]
    [TestCase("seal_checkpoints")]
    [TestCase("issued_files")]
    public async Task A_change_of_any_column_is_found_without_anything_from_outside(string table)
    {
        var missed = new List<string>();
        using var plain = Opened(folder);
        foreach (var (column, type) in plain.Query<(string, string)>($"SELECT name, type FROM pragma_table_info('{table}')").ToList())
        {
            string[] changes = type switch
            {
                "INTEGER" when column == "newest_recorded_at" => ["{0} + 1", "{0} + 86400000000"],  // lowered, sealing only looks further back
                "INTEGER" => ["{0} + 1", "{0} - 1", "{0} + 7"],
                "TEXT" => ["{0} || 'x'", "substr({0}, 1, length({0}) - 1)", "''"],
                _ => ["randomblob(32)", "randomblob(64)", "NULL"],
            };
            var tried = 0;
            foreach (var change in changes.Select(change => string.Format(CultureInfo.InvariantCulture, change, column)))
            {
                var altered = 0;
                var found = await TamperedAsync([], books => altered = TryExecute(books, $"UPDATE {table} SET {column} = {change} WHERE rowid = (SELECT MAX(rowid) FROM {table})", $"UPDATE {table} SET {column} = {change}"));
                if (altered == 0) continue;
                tried++;
                if (found.Count == 0) missed.Add($"{table}.{column}");
            }

            Assert.That(tried, Is.Positive, $"nothing changed {table}.{column}");
        }

        Assert.That(missed.Distinct(), Is.EquivalentTo(NotEvidence.Where(column => column.StartsWith(table + ".", StringComparison.Ordinal))));
    }

    [TestCase("DELETE FROM seal_leaves WHERE leaf_no = 17", "seal")]
    [TestCase("DELETE FROM seal_leaves WHERE leaf_no = 299", "seal,checkpoint")]
    [TestCase("DELETE FROM seal_tiles", "seal")]
    [TestCase("DELETE FROM seal_state", "seal")]
    [TestCase("DELETE FROM seal_keys WHERE key_no = 1", "seal-key,checkpoint")]
    [TestCase("DELETE FROM seal_keys WHERE key_no = 2", "seal-key,checkpoint")]
    [TestCase("UPDATE seal_leaves SET leaf_no = -1 WHERE leaf_no = 5; UPDATE seal_leaves SET leaf_no = 5 WHERE leaf_no = 9; UPDATE seal_leaves SET leaf_no = 9 WHERE leaf_no = -1", "seal,checkpoint")]
    [TestCase("UPDATE seal_leaves SET leaf_no = -1 WHERE leaf_no = 298; UPDATE seal_leaves SET leaf_no = 298 WHERE leaf_no = 299; UPDATE seal_leaves SET leaf_no = 299 WHERE leaf_no = -1", "checkpoint")]
    [TestCase("INSERT INTO seal_tiles VALUES (1, 1, randomblob(32))", "seal")]
    public async Task Rows_deleted_added_or_reordered_are_found_without_anything_from_outside(string change, string codes) =>
        Assert.That((await TamperedAsync([], books => books.Execute(change))).Select(finding => finding.Code).Distinct(), Is.EquivalentTo(codes.Split(',')));

    [Test]
    public async Task A_checkpoint_taken_away_is_found_only_with_the_one_kept_outside()
    {
        static void Change(SqliteConnection books) => books.Execute("DELETE FROM seal_checkpoints WHERE tree_size = 299");
        Assert.That(await TamperedAsync([], Change), Is.Empty);
        Assert.That((await TamperedAsync([early], Change)).Select(finding => finding.Code), Is.EqualTo(new[] { "checkpoint-missing" }));
    }

    [Test]
    public async Task Seals_cut_off_cleanly_are_found_only_with_a_checkpoint_kept_outside()
    {
        static void Change(SqliteConnection books) => books.Execute(
            "DELETE FROM seal_checkpoints WHERE tree_size = 300; DELETE FROM seal_leaves WHERE leaf_no = 299; UPDATE seal_state SET tree_size = 299, newest_recorded_at = (SELECT MAX(recorded_at) FROM journal_entries WHERE entry_id < 300)");
        Assert.That(await TamperedAsync([], Change), Is.Empty, "as if the last had not been sealed yet");
        Assert.That(await TamperedAsync([early], Change), Is.Empty, "nor does an earlier one know of it");
        Assert.That((await TamperedAsync([last], Change)).Select(finding => finding.Code), Is.EqualTo(new[] { "sealed-lost" }));
    }

    /// <summary>What somebody can do who has the books and the key.</summary>
    [Test]
    public async Task Seals_written_anew_and_signed_anew_are_found_only_with_a_checkpoint_kept_outside()
    {
        void Change(SqliteConnection books)
        {
            books.Execute("DELETE FROM seal_checkpoints; DELETE FROM seal_tiles; UPDATE seal_leaves SET leaf_no = -1 - leaf_no; UPDATE seal_leaves SET leaf_no = 299 - (-1 - leaf_no)");
            byte[][] leaves = [.. books.Query<byte[]>("SELECT entry.hash FROM seal_leaves leaf JOIN journal_entries entry ON entry.entry_id = leaf.entry_id ORDER BY leaf.leaf_no").Select(hash => MerkleTree.LeafHash(hash))];
            books.Execute("INSERT INTO seal_tiles VALUES (1, 0, @hash)", new { hash = MerkleTree.Root(leaves.AsSpan(0, 256)) });
            var forged = Checkpoint.Read(last.Text)! with { Root = MerkleTree.Root(leaves) };
            books.Execute("INSERT INTO seal_checkpoints VALUES (300, @root, @at, 2, @note)", new { root = forged.Root, at = forged.SignedAt, note = SignedNote.Sign(forged, next).ToString() });
        }

        Assert.That(await TamperedAsync([], Change), Is.Empty, "it fits itself");
        Assert.That((await TamperedAsync([early], Change)).Select(finding => finding.Code), Is.EqualTo(new[] { "history-altered" }));
        Assert.That((await TamperedAsync([last], Change)).Select(finding => finding.Code), Is.EqualTo(new[] { "history-altered" }));
    }

    [Test]
    public async Task A_checkpoint_signed_with_a_leaked_key_after_it_was_changed_is_found_by_its_number()
    {
        void Change(SqliteConnection books)
        {
            var forged = Checkpoint.Read(last.Text)!;
            books.Execute("UPDATE seal_checkpoints SET note = @note WHERE tree_size = 300", new { note = SignedNote.Sign(forged, key).ToString() });
        }

        Assert.That((await TamperedAsync([], Change)).Select(finding => finding.Code), Is.EqualTo(new[] { "checkpoint" }));
    }

    private async Task<IReadOnlyList<Finding>> TamperedAsync(IReadOnlyList<SignedNote> outside, Action<SqliteConnection> change)
    {
        var copy = new StorageOptions { Directory = Path.Combine(folder, $"copy-{++copies}") };
        Directory.CreateDirectory(copy.Directory);
        File.Copy(Path.Combine(folder, "fundledger.db"), copy.DatabaseFile);
        using (var books = Opened(copy.Directory))
        {
            foreach (var trigger in books.Query<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").ToList()) books.Execute($"DROP TRIGGER {trigger}");
            change(books);
        }

        await using var opened = SqliteDatabase.OpenToRead(copy);
        return (await opened.ReadAsync(reader => Verify.RunAsync(reader, outside: outside))).Findings;
    }

    private static SqliteConnection Opened(string folder)
    {
        var books = new SqliteConnection($"Data Source={Path.Combine(folder, "fundledger.db")};Pooling=False");
        books.Open();
        books.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF");
        return books;
    }

    /// <param name="everywhere">For tables without a row number.</param>
    private static int TryExecute(SqliteConnection books, string sql, string everywhere)
    {
        try
        {
            return books.Execute(sql);
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode == 1)
        {
            return TryExecute(books, everywhere);
        }
        catch (SqliteException)
        {
            return 0;
        }
    }

    private static int TryExecute(SqliteConnection books, string sql)
    {
        try
        {
            return books.Execute(sql);
        }
        catch (SqliteException)
        {
            return 0; // the table takes no such value, so nobody can put it there
        }
    }
}
