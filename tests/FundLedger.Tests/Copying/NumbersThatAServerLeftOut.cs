using Dapper;
using FundLedger.Copying;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Copying;

/// <summary>Gaps between numbers are deletions in an embedded ledger, unless they came with it from a server.</summary>
public sealed class NumbersThatAServerLeftOut
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task A_gap_that_the_copy_listed_is_none_and_any_other_is() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        await SkipNumberAsync(ledger, 2);
        await SkipNumberAsync(ledger, 4);
        Assert.That(await FindingsAsync(ledger), Is.EqualTo(new[] { "entry-missing 2", "entry-missing 4" }));

        Execute(ledger, "INSERT INTO unused_numbers (kind, first_number, last_number) VALUES ('entry', 2, 2)");
        Assert.That(await FindingsAsync(ledger), Is.EqualTo(new[] { "entry-missing 4" }));
        Execute(ledger, new SqlFile("copying/insert_unused_numbers").TextFor(Dialect.Sqlite));
        Assert.That(await FindingsAsync(ledger), Is.Empty);
    });

    [Test]
    public Task A_wider_gap_than_the_listed_one_is_a_deletion() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        await SkipNumberAsync(ledger, 3);
        Execute(ledger, "INSERT INTO unused_numbers (kind, first_number, last_number) VALUES ('entry', 2, 2)");
        Assert.That(await FindingsAsync(ledger), Is.EqualTo(new[] { "entry-missing 2" }));
        Execute(ledger, "DROP TRIGGER unused_numbers_are_never_updated; UPDATE unused_numbers SET last_number = 3");
    });

    [Test]
    public Task Books_with_a_gap_are_not_copied() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        await SkipNumberAsync(ledger, 2);
        var place = new StorageOptions { Directory = TestFolder.New() };
        var outcome = await new CopyBooks(ledger.Clock).RunAsync(ledger.Options, place);
        Assert.That(Refused.CodeOf(outcome), Is.EqualTo("source-unsound"));
        Assert.That(Directory.EnumerateFiles(place.Directory).Select(Path.GetFileName), Has.None.StartsWith("fundledger.db"));
        TestFolder.Delete(place.Directory);
        Execute(ledger, new SqlFile("copying/insert_unused_numbers").TextFor(Dialect.Sqlite));
    });

    [TestCase("sql-server", true)]
    [TestCase("sqlite", false)]
    public Task Only_what_came_from_a_server_may_be_numbered_in_another_order_than_it_was_recorded(string copiedFrom, bool isSound) => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        // Two nodes: the second number was recorded first. The order of the moments is put right behind the first, whose hash holds it.
        Execute(ledger, "CREATE TABLE kept AS SELECT * FROM journal_entries");
        await ledger.DonateAsync("LAKE", 1);
        Execute(ledger, $"INSERT INTO ledger_copies (copy_no, copied_at, copied_from, last_entry_id, last_event_id, digest) VALUES (1, 0, '{copiedFrom}', 2, 0, zeroblob(32))");
        Execute(ledger, "DROP TRIGGER journal_entries_are_never_updated; UPDATE journal_entries SET recorded_at = recorded_at + 3600000000 WHERE entry_id = 1");
        Assert.That((await FindingsAsync(ledger)).Contains("recorded-at 2"), Is.EqualTo(!isSound));
        Execute(ledger, "UPDATE journal_entries SET recorded_at = (SELECT recorded_at FROM kept WHERE entry_id = 1) WHERE entry_id = 1; DROP TABLE kept");
    });

    /// <summary>As if a row of this number had stood before the next gift's and been deleted.</summary>
    private static async Task SkipNumberAsync(TestLedger ledger, long number)
    {
        Execute(ledger, $"""
            INSERT INTO journal_entries (entry_id, entity_id, kind, occurred_on, recorded_at, document_type, document_id, actor, operation_key, line_count, hash)
            VALUES ({number}, 1, 'general', '2026-03-15', 0, '', '', '', '', 2, zeroblob(32));
            """);
        await ledger.DonateAsync("LAKE", 1);
        Execute(ledger, $"DROP TRIGGER journal_entries_are_never_deleted; DELETE FROM journal_entries WHERE entry_id = {number}");
        Execute(ledger, "CREATE TRIGGER journal_entries_are_never_deleted BEFORE DELETE ON journal_entries BEGIN SELECT RAISE(ABORT, 'no'); END");
    }

    private static async Task<string[]> FindingsAsync(TestLedger ledger) =>
        [.. (await ledger.VerifyAsync()).Findings.Select(finding => $"{finding.Code} {finding.Entry}")];

    private static void Execute(TestLedger ledger, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={ledger.Options.DatabaseFile};Pooling=False");
        connection.Open();
        connection.Execute(sql);
    }
}
