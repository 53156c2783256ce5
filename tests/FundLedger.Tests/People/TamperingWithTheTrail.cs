using Dapper;
using FundLedger.Funds;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;

namespace FundLedger.Tests.People;

/// <summary>Somebody who may write the file takes the triggers off and changes something: verify must find it and name it.</summary>
public sealed class TamperingWithTheTrail
{
    private string folder = "";
    private int copies;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        folder = TestFolder.New();
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = folder });
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        await people.ApproveAsync(checker, (await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(30, "x"))).Proposal);
        await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(40));
        await ledger.MustVerifyAsync();
    }

    [OneTimeTearDown]
    public void DeleteBooks() => TestFolder.Delete(folder);

    [TestCase("UPDATE audit_events SET actor = 'p-other' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET recorded_at = recorded_at + 1 WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET act = 'x' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET outcome = 'refused' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET object_type = 'x' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET object_id = 'x' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET operation_key = 'x' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET detail = 'x' WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("UPDATE audit_events SET hash = randomblob(32) WHERE event_id = 3", "audit-altered", "Audit event 3")]
    [TestCase("DELETE FROM audit_events WHERE event_id = 3", "audit-missing", "Audit event 4")]
    [TestCase("UPDATE proposals SET amount_minor = 1 WHERE proposal_id = 1", "proposal-altered", "Proposal 1")]
    [TestCase("UPDATE proposals SET checkers = 0 WHERE proposal_id = 1", "proposal-altered", "Proposal 1")]
    [TestCase("UPDATE proposals SET maker = 'p-other' WHERE proposal_id = 1", "proposal-altered", "Proposal 1")]
    [TestCase("UPDATE proposals SET payload = replace(payload, '30.00', '31.00') WHERE proposal_id = 1", "proposal-altered", "Proposal 1")]
    [TestCase("UPDATE proposals SET status = 'executed', closed_at = 1 WHERE proposal_id = 2", "proposal-people", "Proposal 2")]
    [TestCase("UPDATE proposals SET status = 'rejected' WHERE proposal_id = 1", "proposal-run", "Proposal 1")]
    [TestCase("DELETE FROM proposal_decisions", "proposal-people", "Proposal 1")]
    [TestCase("UPDATE proposal_decisions SET checker = (SELECT maker FROM proposals WHERE proposal_id = 1)", "proposal-people", "Proposal 1")]
    [TestCase("UPDATE proposal_decisions SET content_hash = randomblob(32)", "proposal-people", "Proposal 1")]
    [TestCase("UPDATE proposal_decisions SET is_approval = 0", "proposal-people", "Proposal 1")]
    public async Task A_change_is_found_and_named(string change, string code, string named)
    {
        var found = (await TamperedAsync(change)).Findings;
        Assert.That(found, Is.Not.Empty);
        Assert.That(found.Select(finding => finding.Code), Does.Contain(code));
        Assert.That(found[0].Message.En, Does.StartWith(named));
    }

    [Test]
    public async Task A_payload_that_was_erased_verifies_all_the_same() => Assert.That((await TamperedAsync("UPDATE proposals SET payload = NULL, salt = NULL")).IsSound, Is.True);

    [TestCase("UPDATE audit_events SET detail = 'x'", "never changed")]
    [TestCase("DELETE FROM audit_events", "never deleted")]
    [TestCase("UPDATE proposals SET amount_minor = 1", "keeps its content")]
    [TestCase("UPDATE proposals SET status = 'open', closed_at = NULL WHERE status <> 'open'", "closed once")]
    [TestCase("DELETE FROM proposals", "never deleted")]
    [TestCase("UPDATE proposal_decisions SET is_approval = 0", "never changed")]
    [TestCase("DELETE FROM proposal_decisions", "never deleted")]
    [TestCase("INSERT OR REPLACE INTO audit_events SELECT * FROM audit_events WHERE event_id = 1", "never deleted")]
    public void The_database_itself_refuses_it(string change, string says)
    {
        using var books = new SqliteConnection($"Data Source={Path.Combine(folder, "fundledger.db")};Pooling=False");
        books.Open();
        books.Execute("PRAGMA recursive_triggers = ON");
        Assert.That(() => books.Execute(change), Throws.InstanceOf<SqliteException>().With.Message.Contains(says));
    }

    private async Task<Verification> TamperedAsync(string change)
    {
        var copy = Path.Combine(folder, $"copy-{Interlocked.Increment(ref copies)}");
        SqliteBackup.Write(new StorageOptions { Directory = folder }, copy);
        Directory.CreateDirectory(copy + ".books");
        File.Move(copy, Path.Combine(copy + ".books", "fundledger.db"));
        var options = new StorageOptions { Directory = copy + ".books" };
        using (var books = new SqliteConnection($"Data Source={options.DatabaseFile};Pooling=False"))
        {
            books.Open();
            foreach (var trigger in books.Query<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").ToList()) books.Execute($"DROP TRIGGER {trigger}");
            Assert.That(books.Execute(change), Is.Positive);
        }

        await using var tampered = SqliteDatabase.OpenToRead(options);
        return await tampered.ReadAsync(reader => Verify.RunAsync(reader));
    }
}
