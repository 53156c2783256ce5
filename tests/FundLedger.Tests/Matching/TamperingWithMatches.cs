using Dapper;
using FundLedger.Matching;
using FundLedger.Seals;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

/// <summary>Somebody who may write the file takes the triggers off and changes a match, a rule or a counter: verify must find it.</summary>
public sealed class TamperingWithMatches
{
    private string folder = "";
    private int copies;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        folder = TestFolder.New();
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = folder });
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(2_000, MatchingTerms.Flat(1, 1) with { DonorCap = Cny(500), FundCap = Cny(800) }) with { Gifts = new GiftScope { Funds = ["LAKE"] } });
        await ledger.OpenAsync(Programme(90, code: "SHARED") with { Exhaustion = Exhaustion.ProRata, Gifts = new GiftScope { Funds = ["RIVER"] } });
        var gift = await ledger.DonateAsync("LAKE", 300, March(2));
        await ledger.DonateAsync("LAKE", 300, March(3));
        await ledger.DonateAsync("LAKE", 400, March(3), "李四");
        (await ledger.TryRefundAsync(gift, 100)).Expect();
        (await ledger.TryChangeAsync(MatchingTerms.Flat(1, 2), Today)).Expect();
        await ledger.DonateAsync("LAKE", 100);
        await ledger.DonateAsync("RIVER", 100, March(5));
        await ledger.DonateAsync("RIVER", 50, March(6), "赵六");
        (await ledger.TryEndAsync("SHARED")).Expect();
        (await new FinishClosings(ledger.Database).RunAsync("clerk-7")).Expect();
        await ledger.MustVerifyAsync();
    }

    [OneTimeTearDown]
    public void DeleteBooks() => TestFolder.Delete(folder);

    [TestCase("UPDATE matches SET matched_minor = matched_minor - 1 WHERE gift_entry_id = (SELECT MIN(gift_entry_id) FROM matches)", "match", "match-pot", "match-counter")]
    [TestCase("UPDATE matches SET entitled_minor = entitled_minor + 1 WHERE gift_entry_id = (SELECT MIN(gift_entry_id) FROM matches)", "match")]
    [TestCase("UPDATE matches SET left_donor_minor = left_donor_minor + 1 WHERE gift_entry_id = (SELECT MIN(gift_entry_id) FROM matches)", "match")]
    [TestCase("UPDATE matches SET donor_total_minor = 7 WHERE gift_entry_id = (SELECT MAX(gift_entry_id) FROM matches WHERE place IS NULL)", "match")]
    [TestCase("UPDATE matches SET matched_minor = matched_minor + 1 WHERE place = 1", "match", "match-pot")]
    [TestCase("UPDATE matches SET place = 3 - place WHERE place IS NOT NULL", "")]
    [TestCase("UPDATE matches SET rule_version = 2 WHERE gift_entry_id = (SELECT MIN(gift_entry_id) FROM matches)", "match-rule")]
    [TestCase("UPDATE matches SET donor_id = (SELECT MAX(donor_id) FROM donors) WHERE gift_entry_id = (SELECT MIN(gift_entry_id) FROM matches)", "match", "match-counter")]
    [TestCase("UPDATE matches SET returned_minor = returned_minor + 1 WHERE returned_minor > 0", "match")]
    [TestCase("UPDATE match_returns SET returned_minor = returned_minor + 1, refunded_minor = 0", "match", "match-pot", "match-counter")]
    [TestCase("UPDATE matching_rules SET terms = replace(terms, '1:1', '2:1')", "match")]
    [TestCase("UPDATE matching_rules SET terms = replace(terms, '500.00', '400.00')", "match")]
    [TestCase("UPDATE matching_rules SET effective_from = '2026-03-03', after_entry_id = 0 WHERE version = 2", "match-rule")]
    [TestCase("UPDATE matching_counters SET amount_minor = amount_minor + 1 WHERE scope = 'fund'", "match-counter")]
    [TestCase("DELETE FROM matching_counters WHERE scope = 'donor'", "match-counter")]
    [TestCase("DELETE FROM matches WHERE gift_entry_id = (SELECT MAX(gift_entry_id) FROM matches WHERE place IS NULL)", "match-counter", "match-pot")]
    [TestCase("UPDATE matching_programmes SET status = 'open', closed_on = NULL WHERE code = 'SHARED'", "")]
    [TestCase("UPDATE matching_programmes SET status = 'closed', closed_on = '2026-03-15' WHERE code = 'SPRING'", "match-pot")]
    public async Task A_planted_change_is_found(string change, params string[] codes)
    {
        var found = (await TamperedAsync(change)).Findings.Select(finding => finding.Code).Distinct().ToList();
        if (codes is [""]) Assert.That(found, Is.Empty, "the same said in another way");
        else Assert.That(codes, Is.SubsetOf(found));
    }

    private async Task<Verification> TamperedAsync(string change)
    {
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}");
        Directory.CreateDirectory(copy);
        var (from, to) = (new StorageOptions { Directory = folder }, new StorageOptions { Directory = copy });
        await using (var source = new SqliteConnection($"Data Source={from.DatabaseFile};Pooling=False"))
        await using (var books = new SqliteConnection($"Data Source={to.DatabaseFile};Pooling=False"))
        {
            source.Open();
            books.Open();
            source.BackupDatabase(books);
            foreach (var trigger in books.Query<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").ToList()) books.Execute($"DROP TRIGGER {trigger}");
            Assert.That(books.Execute(change), Is.Positive, change);
        }

        await using var database = Databases.OpenToRead(to);
        return await database.ReadAsync(reader => Verify.RunAsync(reader));
    }
}
