using FundLedger.Banking.Pairing;
using FundLedger.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

/// <summary>Somebody who may write the file takes the triggers off and changes a line, a match or a reconciliation: verify must find it.</summary>
public sealed class TamperingWithTheBank
{
    private string folder = "";
    private int copies;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        folder = TestFolder.New();
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = folder });
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.GiveAsync(60, March(2), "乙");
        await ledger.ImportAsync(Statement(Paid(March(1), 100, balance: 100), Paid(March(3), 9, balance: 109), Paid(March(4), 5, balance: 114)));
        (await ledger.TryMatchAsync(await ledger.LineAsync(100), gift)).Expect();
        (await ledger.TryLockAsync(March(5))).Expect();
        (await ledger.TryBookAsync(await ledger.LineAsync(5), BookAs.Gift)).Expect();
        await ledger.MustVerifyAsync();
    }

    [OneTimeTearDown]
    public void DeleteBooks() => TestFolder.Delete(folder);

    [TestCase("UPDATE bank_statement_lines SET open_minor = 0 WHERE amount_minor = 900", "bank-line")]
    [TestCase("DELETE FROM bank_match_lines WHERE match_id = 1", "bank-line", "bank-match", "reconciliation")]
    [TestCase("UPDATE bank_match_entries SET amount_minor = amount_minor + 1 WHERE match_id = 1", "bank-match", "reconciliation")]
    [TestCase("UPDATE bank_matches SET last_day = '2026-03-02' WHERE match_id = 1", "bank-match")]
    [TestCase("UPDATE bank_statement_lines SET amount_minor = 901, open_minor = 901 WHERE amount_minor = 900", "reconciliation")]
    [TestCase("DELETE FROM bank_line_texts; DELETE FROM bank_statement_lines WHERE amount_minor = 900", "reconciliation")]
    [TestCase("UPDATE bank_reconciliations SET book_minor = book_minor + 1, bank_minor = bank_minor + 1", "reconciliation")]
    [TestCase("UPDATE bank_reconciliations SET item_count = item_count + 1", "reconciliation")]
    public async Task Verify_finds_it(string sql, params string[] codes)
    {
        var place = Path.Combine(folder, $"copy-{++copies}");
        Directory.CreateDirectory(place);
        using (var source = new SqliteConnection($"Data Source={Path.Combine(folder, "fundledger.db")};Mode=ReadOnly;Pooling=False"))
        using (var target = new SqliteConnection($"Data Source={Path.Combine(place, "fundledger.db")};Pooling=False"))
        {
            source.Open();
            target.Open();
            source.BackupDatabase(target);
            foreach (var trigger in target.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'bank%'").ToList()) target.Execute($"DROP TRIGGER {trigger}");
            Assert.That(target.Execute($"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql}"), Is.Positive);
        }

        await using var tampered = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = place });
        Assert.That((await tampered.VerifyAsync()).Findings.Select(finding => finding.Code).Distinct(), Is.EquivalentTo(codes));
    }
}
