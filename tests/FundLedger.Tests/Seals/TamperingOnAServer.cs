using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Tests.Storage;
using FundLedger.Values;
using Microsoft.Data.SqlClient;

namespace FundLedger.Tests.Seals;

/// <summary>The owner of the database takes triggers and constraints off and changes something: verify must find it there too. Each change is seen, and taken back.</summary>
[Category("SqlServer")]
public sealed class TamperingOnAServer
{
    private TestLedger? ledger;
    private SqlConnection connection = null!;
    private EntryId gift;
    private EntryId last;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        SqlServerOnly.MustBeConfigured();
        ledger = new TestLedger(SqlServerOnly.Database);
        (gift, last) = await TamperingWithTheBooks.PostAsync(ledger);
        connection = new SqlConnection(new SqlConnectionStringBuilder(ledger.Options.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync();
        foreach (var guard in connection.Query<string>("""
            SELECT N'DROP TRIGGER ' + name FROM sys.triggers
            UNION ALL SELECT N'ALTER TABLE ' + OBJECT_NAME(parent_object_id) + N' DROP CONSTRAINT ' + name FROM sys.foreign_keys
            UNION ALL SELECT N'ALTER TABLE ' + OBJECT_NAME(parent_object_id) + N' DROP CONSTRAINT ' + name FROM sys.check_constraints
            """).ToList()) connection.Execute(guard);
    }

    [OneTimeTearDown]
    public async Task RemoveBooks()
    {
        if (ledger is null) return;
        await connection.DisposeAsync();
        await ledger.DisposeAsync();
    }

    [Test]
    public async Task Books_nobody_touched_are_sound() => Assert.That((await TamperedAsync(1, "UPDATE ledger SET is_demo = is_demo"))!.IsSound);

    [TestCase("journal_entries")]
    [TestCase("journal_lines")]
    public async Task A_change_of_any_column_is_found_and_the_entry_named(string table)
    {
        var missed = new List<string>();
        var where = $"entry_id = {gift}" + (table == "journal_lines" ? " AND line_no = 2" : "");
        foreach (var (column, type) in connection.Query<(string, string)>(
            "SELECT held.name, made.name FROM sys.columns held JOIN sys.types made ON made.user_type_id = held.user_type_id WHERE held.object_id = OBJECT_ID(@table)", new { table }).ToList())
        {
            string[] changes = type switch
            {
                "bigint" => ["{0} + 1", "-{0}", "9223372036854775807", "COALESCE({0}, 1)"],
                "nvarchar" => ["{0} + N'x'", "N'x'"],
                "date" => ["DATEADD(day, 1, {0})"],
                _ => ["CAST(0x0102030405060708091011121314151617181920212223242526272829303132 AS varbinary(32))"],
            };
            var tried = 0;
            foreach (var change in changes.Select(change => string.Format(System.Globalization.CultureInfo.InvariantCulture, change, column)))
            {
                if (await TamperedAsync(1, $"UPDATE {table} SET {column} = {change} WHERE {where} AND ({column} IS NULL OR {column} <> {change}) AND ({change}) IS NOT NULL") is not { } verification) continue;
                tried++;
                if (!verification.Findings.Any(finding => finding.Entry == gift)) missed.Add($"{column} = {change}: {string.Join("; ", verification.Findings.Select(finding => finding.Message.En))}");
            }

            Assert.That(tried, Is.Positive, $"nothing changed {table}.{column}");
        }

        Assert.That(missed, Is.Empty);
    }

    [TestCase("DELETE FROM journal_entries WHERE entry_id = {0}")]
    [TestCase("DELETE FROM journal_lines WHERE entry_id = {0}")]
    [TestCase("DELETE FROM journal_lines WHERE entry_id = {0} AND line_no = 3")]
    [TestCase("UPDATE journal_lines SET amount_minor = amount_minor * 2 WHERE entry_id = {0}")]
    [TestCase("UPDATE entry_texts SET text = text + N'！' WHERE entry_id = {0}")]
    [TestCase("INSERT INTO entry_texts (entry_id, salt, text) SELECT {1}, salt, text FROM entry_texts WHERE entry_id = {0}")]
    public async Task What_was_deleted_changed_or_put_in_is_found_and_the_entry_named(string change)
    {
        var found = await TamperedAsync(null, string.Format(System.Globalization.CultureInfo.InvariantCulture, change, gift, last));
        Assert.That(found!.Findings.Select(finding => finding.Entry), Has.Some.EqualTo(change.Contains("{1}", StringComparison.Ordinal) ? last : gift));
    }

    [TestCase("account_balances", "debit_minor")]
    [TestCase("daily_totals", "credit_minor")]
    [TestCase("daily_totals", "line_count")]
    [TestCase("positions", "available_minor")]
    [TestCase("positions", "committed_minor")]
    [TestCase("open_items", "amount_minor")]
    [TestCase("period_snapshots", "debit_minor")]
    [TestCase("donations", "amount_minor")]
    [TestCase("vouchers", "number")]
    [TestCase("receipts", "number")]
    [TestCase("receipt_counters", "last_number")]
    public async Task A_stored_sum_that_was_changed_or_taken_away_is_found(string table, string column)
    {
        Assert.That((await TamperedAsync(null, $"UPDATE {table} SET {column} = {column} + 7"))!.IsSound, Is.False);
        Assert.That((await TamperedAsync(null, $"DELETE FROM {table}"))!.IsSound, Is.False);
    }

    /// <summary>Verifies the books in the transaction that changes them, which is rolled back.</summary>
    /// <returns>Null when the change touched no row, or another number than said, or cannot be kept by the table.</returns>
    private async Task<Verification?> TamperedAsync(int? rows, string change)
    {
        await using var transaction = connection.BeginTransaction();
        try
        {
            var touched = await connection.ExecuteAsync(change, transaction: transaction);
            if (touched == 0 || rows is { } expected && touched != expected) return null;
        }
        catch (SqlException)
        {
            return null; // no number is larger, or a key is taken
        }

        var tx = new LedgerTransaction(connection, transaction, Dialect.SqlServer, ledger!.Database.Ledger);
        try
        {
            return await Verify.RunAsync(tx);
        }
        finally
        {
            tx.DisposePrepared();
        }
    }
}
