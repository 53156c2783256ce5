using Dapper;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using Microsoft.Data.Sqlite;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Seals;

/// <summary>Somebody who may write the file takes the triggers off and changes something: verify must find it and name the entry.</summary>
public sealed class TamperingWithTheBooks
{
    private static readonly DateOnly January = new(2026, 1, 10);

    private string folder = "";
    private int copies;
    private EntryId gift;
    private EntryId last;

    [OneTimeSetUp]
    public async Task MakeBooks()
    {
        folder = TestFolder.New();
        await using var ledger = new TestLedger(TestDatabase.All[0], new StorageOptions { Directory = folder });
        (gift, last) = await PostAsync(ledger);
    }

    [OneTimeTearDown]
    public void DeleteBooks() => TestFolder.Delete(folder);

    /// <returns>A gift in the middle of the books and their last entry.</returns>
    internal static async Task<(EntryId Gift, EntryId Last)> PostAsync(TestLedger ledger)
    {
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("EAST", "东", Currency.Cny, Chart.Npo2004))).Expect();
        (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity("WEST", "西", Currency.Cny, Chart.Npo2004))).Expect();
        foreach (var (fund, entity) in new[] { ("POOL", "EAST"), ("LAKE", "EAST"), ("FAR", "WEST") }) await ledger.FundAsync(fund, entity: entity);
        await ledger.DonateAsync("LAKE", 40, January, donor: "李四");
        await ledger.DonateAsync("FAR", 7);
        await ledger.SpendAsync("LAKE", 3, on: January.AddDays(3));
        (await ledger.TryCloseAsync(1, "EAST")).Expect();
        var gift = (await new FundLedger.Donations.RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new("LAKE", Cny(100), March(2), FundLedger.Donors.DonorName.Of("王小明"), Cny(0.6m), Reference: "T-1", Note: "谢谢", WithReceipt: true))).Expect().Entry;
        await ledger.SeedAsync("POOL", 500);
        var owed = await ledger.SpendAsync("LAKE", 30, isPaid: false);
        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today)).Expect();
        await ledger.DonateAsync("POOL", 60);
        var transfer = (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("POOL", "LAKE", "donation", Cny(20), Today, SeparateAccounts: true))).Expect().Entry;
        (await new SettleTransfer(ledger.Database).RunAsync(ledger.Ask(), new TransferSettlement(transfer, Cny(5), Today))).Expect();
        (await ledger.TryRefundAsync(gift, 10)).Expect();
        await ledger.PostEastAsync(Line("9101", "LAKE", 12, subject: "award/1"), Line("9102", "LAKE", -12, subject: "award/1"));
        (await ledger.TryReverseAsync(await ledger.SpendAsync("LAKE", 9))).Expect();
        var last = await ledger.PostEastAsync(Line("1002", "LAKE", 2), Line("4101", "LAKE", -2));
        await ledger.MustVerifyAsync();
        return (gift, last);
    }

    [TestCase("journal_entries")]
    [TestCase("journal_lines")]
    public async Task A_change_of_any_column_is_found_and_the_entry_named(string table)
    {
        string[] integers = ["{0} + 1", "{0} - 1", "{0} + 1000", "{0} + 8589934592", "-{0}", "9223372036854775807"];
        string[] texts = ["{0} || 'x'", "''", "date({0}, '+1 day')", "substr({0}, 1, length({0}) - 1) || '?'"];
        string[] blobs = ["randomblob(32)", "zeroblob(32)", "x'00'"];
        var missed = new List<string>();
        var where = $"entry_id = {gift}" + (table == "journal_lines" ? " AND line_no = 2" : "");
        foreach (var column in Columns(table))
        {
            var changes = (column.Type switch { "INTEGER" => integers, "TEXT" => texts, _ => blobs }).Append(column.IsNullable ? "NULL" : "{0}").Append(column.Type == "INTEGER" ? "COALESCE({0}, 1)" : "COALESCE({0}, randomblob(32))");
            var tried = 0;
            foreach (var change in changes.Select(change => string.Format(System.Globalization.CultureInfo.InvariantCulture, change, column.Name)))
            {
                var altered = 0;
                var verification = await TamperedAsync(books => altered = TryExecute(books, $"UPDATE {table} SET {column.Name} = {change} WHERE {where} AND {column.Name} IS NOT ({change})"));
                if (altered != 1) continue;
                tried++;
                if (!verification.Findings.Any(finding => finding.Entry == gift)) missed.Add($"{column.Name} = {change}: {string.Join("; ", verification.Findings.Select(finding => finding.Message.En))}");
            }

            Assert.That(tried, Is.Positive, $"nothing changed {table}.{column.Name}");
        }

        Assert.That(missed, Is.Empty);
    }

    [TestCase("account_id = (SELECT other.account_id FROM accounts own JOIN accounts other ON other.code = own.code AND other.entity_id <> own.entity_id WHERE own.account_id = journal_lines.account_id)")]
    [TestCase("source_id = (SELECT other.source_id FROM sources own JOIN sources other ON other.code = own.code AND other.entity_id <> own.entity_id WHERE own.source_id = journal_lines.source_id)")]
    public async Task A_line_moved_to_the_same_code_of_another_entity_is_found(string change)
    {
        var verification = await TamperedAsync(books => Execute(books, $"UPDATE journal_lines SET {change} WHERE entry_id = {gift}"));
        Assert.That(verification.Findings[0].Entry, Is.EqualTo(gift), verification.Findings[0].Message.En);
    }

    [Test]
    public async Task An_altered_amount_is_told_with_what_it_should_be()
    {
        var verification = await TamperedAsync(books => Execute(books, $"UPDATE journal_lines SET amount_minor = 9900 WHERE entry_id = {gift} AND line_no = 1"));
        var finding = verification.Findings[0];
        Assert.That((finding.Entry, finding.Code), Is.EqualTo(((EntryId?)gift, "amount-altered")));
        Assert.That(finding.Message.En, Is.EqualTo($"Entry {gift}: line 1 was altered: its amount 99.00 CNY should be 100.00 CNY."));
        Assert.That(finding.Message.Zh, Does.Contain("应为 100.00 CNY"));
    }

    [Test]
    public async Task Amounts_altered_so_that_they_still_balance_and_sums_with_them_are_found_all_the_same()
    {
        var verification = await TamperedAsync(books =>
        {
            Execute(books, $"UPDATE journal_lines SET amount_minor = amount_minor * 2 WHERE entry_id = {gift}");
            Execute(books, $"UPDATE donations SET amount_minor = amount_minor * 2 WHERE entry_id = {gift}");
            RederiveSums(books);
        });
        Assert.That(verification.Findings.Select(finding => finding.Entry).Distinct(), Is.EqualTo(new EntryId?[] { gift }));
    }

    [TestCase("UPDATE receipts SET number = 2", "Receipt 2026-000002 (entry {0}) comes after a gap or stands twice.")]
    [TestCase("UPDATE receipts SET entry_id = 9999", "Receipt 2026-000001 (entry 9999) has no gift, or one of another entity.")]
    [TestCase("UPDATE receipts SET entity_id = (SELECT entity_id FROM entities WHERE code = 'WEST')", "Receipt 2026-000001 (entry {0}) has no gift, or one of another entity.")]
    [TestCase("DELETE FROM receipts", "The receipt counter of 2026 is 1; the last receipt is 0.")]
    [TestCase("UPDATE receipt_counters SET last_number = 7", "The receipt counter of 2026 is 7; the last receipt is 1.")]
    public async Task A_receipt_renumbered_taken_away_or_given_to_no_gift_is_found(string change, string told)
    {
        var verification = await TamperedAsync(books => Execute(books, change));
        Assert.That(verification.Findings.Select(finding => finding.Message.En), Has.Some.EqualTo(string.Format(System.Globalization.CultureInfo.InvariantCulture, told, gift)));
        Assert.That(verification.Findings.Select(finding => finding.Code), Is.All.EqualTo("receipt"));
    }

    [Test]
    public async Task Two_receipts_of_one_gift_are_found()
    {
        var verification = await TamperedAsync(books =>
        {
            Execute(books, "CREATE TABLE copied AS SELECT * FROM receipts");
            Execute(books, "DROP TABLE receipts");
            Execute(books, "CREATE TABLE receipts AS SELECT * FROM copied UNION ALL SELECT entity_id, year, 2, entry_id, 2, actor, issued_at FROM copied");
            Execute(books, "UPDATE receipt_counters SET last_number = 2");
        });
        Assert.That(verification.Findings.Single().Message.En, Is.EqualTo($"Receipt 2026-000001 (entry {gift}) is of a gift that has another one, and the earlier is not void."));
    }

    [Test]
    public async Task A_text_that_was_changed_is_found_and_one_that_was_erased_is_counted()
    {
        var changed = await TamperedAsync(books => Execute(books, $"UPDATE entry_texts SET text = text || '！' WHERE entry_id = {gift}"));
        Assert.That(changed.Findings.Single().Entry, Is.EqualTo(gift));
        var salted = await TamperedAsync(books => Execute(books, $"UPDATE entry_texts SET salt = zeroblob(32) WHERE entry_id = {gift}"));
        Assert.That(salted.Findings.Single().Entry, Is.EqualTo(gift));
        var erased = await TamperedAsync(books => Execute(books, $"DELETE FROM entry_texts WHERE entry_id = {gift}"));
        Assert.That((erased.IsSound, erased.ErasedTexts), Is.EqualTo((true, 1L)));
        var added = await TamperedAsync(books => Execute(books, $"INSERT INTO entry_texts SELECT {last}, salt, text FROM entry_texts WHERE entry_id = {gift}"));
        Assert.That(added.Findings.Single().Entry, Is.EqualTo(last), "a text where there was none");
    }

    [Test]
    public async Task A_deleted_entry_or_line_is_found_and_named()
    {
        foreach (var delete in new[] { $"DELETE FROM journal_entries WHERE entry_id = {gift}", $"DELETE FROM journal_lines WHERE entry_id = {gift} AND line_no = 3", $"DELETE FROM journal_lines WHERE entry_id = {gift}" })
            Assert.That((await TamperedAsync(books => Execute(books, delete))).Findings.Select(finding => finding.Entry), Has.Some.EqualTo(gift), delete);
    }

    [Test]
    public async Task Two_lines_that_changed_places_are_found()
    {
        var verification = await TamperedAsync(books =>
        {
            Execute(books, $"UPDATE journal_lines SET line_no = 99 WHERE entry_id = {gift} AND line_no = 1");
            Execute(books, $"UPDATE journal_lines SET line_no = 1 WHERE entry_id = {gift} AND line_no = 2");
            Execute(books, $"UPDATE journal_lines SET line_no = 2 WHERE entry_id = {gift} AND line_no = 99");
        });
        Assert.That(verification.Findings[0].Entry, Is.EqualTo(gift));
    }

    [Test]
    public async Task An_entry_that_was_put_in_is_found()
    {
        var verification = await TamperedAsync(books =>
        {
            Execute(books, $"INSERT INTO journal_entries SELECT {last} + 1, entity_id, kind, occurred_on, recorded_at, '', '', NULL, actor, 'forged', NULL, NULL, NULL, line_count, hash FROM journal_entries WHERE entry_id = {last}");
            Execute(books, $"INSERT INTO journal_lines SELECT {last} + 1, line_no, occurred_on, account_id, fund_id, source_id, subject, currency, amount_minor, line_hash FROM journal_lines WHERE entry_id = {last}");
            RederiveSums(books);
        });
        Assert.That(verification.Findings[0].Entry, Is.EqualTo(new EntryId(last.Value + 1)));
    }

    [Test]
    public async Task The_last_entry_deleted_with_its_lines_is_found_by_the_sums_it_leaves_behind()
    {
        var verification = await TamperedAsync(books => Delete(books, last));
        Assert.That(verification.Findings.Select(finding => finding.Code), Is.SupersetOf(new[] { "daily-total", "balance", "position" }));
    }

    [Test]
    public async Task An_entry_deleted_from_the_middle_is_missed_by_its_number_even_when_every_sum_was_made_to_agree()
    {
        var seed = new EntryId(gift.Value + 1);
        var verification = await TamperedAsync(books =>
        {
            Delete(books, seed);
            RederiveSums(books);
        });
        Assert.That(verification.Findings.Select(finding => finding.Entry).Distinct(), Is.EqualTo(new EntryId?[] { seed }));
    }

    [Test]
    public async Task Everything_about_the_last_entry_deleted_sums_included_cannot_be_told_without_seals()
    {
        var verification = await TamperedAsync(books =>
        {
            Execute(books, $"DELETE FROM operations WHERE operation_key = (SELECT operation_key FROM journal_entries WHERE entry_id = {last})");
            Delete(books, last);
            RederiveSums(books);
        });
        Assert.That(verification.IsSound, string.Join('\n', verification.Findings));
    }

    [TestCase("account_balances", "debit_minor")]
    [TestCase("account_balances", "credit_minor")]
    [TestCase("daily_totals", "debit_minor")]
    [TestCase("daily_totals", "credit_minor")]
    [TestCase("daily_totals", "line_count")]
    [TestCase("daily_totals", "occurred_on")]
    [TestCase("positions", "available_minor")]
    [TestCase("positions", "committed_minor")]
    [TestCase("positions", "shortfall_minor")]
    [TestCase("positions", "covered_minor")]
    [TestCase("open_items", "amount_minor")]
    [TestCase("period_snapshots", "debit_minor")]
    [TestCase("period_snapshots", "credit_minor")]
    [TestCase("donations", "amount_minor")]
    [TestCase("donations", "refunded_minor")]
    [TestCase("donations", "source_id")]
    [TestCase("vouchers", "number")]
    [TestCase("vouchers", "period")]
    public async Task A_stored_sum_that_was_changed_is_found_in_whatever_row(string table, string column)
    {
        var change = column == "occurred_on" ? "date(occurred_on, '+400 days')" : $"{column} + 7";
        using var counting = Opened(folder);
        foreach (var row in counting.Query<long>($"SELECT ROW_NUMBER() OVER () - 1 FROM {table}"))
        {
            var verification = await TamperedAsync(books =>
            {
                books.Execute("CREATE TEMP TABLE changed AS SELECT * FROM " + table);
                books.Execute($"DELETE FROM {table}; UPDATE changed SET {column} = {change} WHERE rowid = {row + 1}; INSERT INTO {table} SELECT * FROM changed");
            });
            Assert.That(verification.IsSound, Is.False, $"{table} row {row}");
        }
    }

    [TestCase("account_balances")]
    [TestCase("daily_totals")]
    [TestCase("positions")]
    [TestCase("open_items")]
    [TestCase("period_snapshots")]
    [TestCase("vouchers")]
    public async Task Rows_that_were_deleted_altogether_are_missed(string table)
    {
        var verification = await TamperedAsync(books => Execute(books, $"DELETE FROM {table}"));
        Assert.That(verification.IsSound, Is.False);
    }

    [Test]
    public async Task The_last_voucher_of_a_closed_month_deleted_is_missed()
    {
        var verification = await TamperedAsync(books => Execute(books, "DELETE FROM vouchers WHERE number = (SELECT MAX(number) FROM vouchers)"));
        Assert.That(verification.Findings.Single().Code, Is.EqualTo("voucher"));
    }

    [Test]
    public async Task Two_voucher_numbers_that_changed_places_are_found()
    {
        using (var counting = Opened(folder)) Assert.That(counting.ExecuteScalar<long>("SELECT COUNT(*) FROM vouchers"), Is.GreaterThan(1), "there are two to change");
        var verification = await TamperedAsync(books => Execute(books,
            "UPDATE vouchers SET number = number + 1000 WHERE number <= 2; UPDATE vouchers SET number = 1003 - number + 0 WHERE number > 1000;"));
        Assert.That(verification.Findings.Select(finding => finding.Code), Has.Member("voucher"));
        Assert.That(verification.Findings.First(finding => finding.Code == "voucher").Message.En, Does.Contain("order of the days"));
    }

    [Test]
    public async Task A_voucher_number_of_a_month_that_was_never_closed_is_found()
    {
        var verification = await TamperedAsync(books => Execute(books, "INSERT INTO vouchers (entity_id, period, series, number, entry_id) SELECT entity_id, CAST(strftime('%Y%m', occurred_on) AS INTEGER), '记', 1, entry_id FROM journal_entries WHERE entry_id NOT IN (SELECT entry_id FROM vouchers) ORDER BY occurred_on DESC LIMIT 1"));
        Assert.That(verification.Findings.Select(finding => finding.Code), Has.Member("voucher"));
    }

    [Test]
    public async Task Books_nobody_touched_are_sound()
    {
        var verification = await TamperedAsync(_ => { });
        Assert.That((verification.IsSound, verification.EntryCount), Is.EqualTo((true, last.Value)), string.Join('\n', verification.Findings));
    }

    /// <summary>Verifies a copy of the books that somebody changed behind the program's back.</summary>
    private async Task<Verification> TamperedAsync(Action<SqliteConnection> change)
    {
        var copy = new StorageOptions { Directory = Path.Combine(folder, $"copy-{++copies}") };
        Directory.CreateDirectory(copy.Directory);
        File.Copy(Path.Combine(folder, "fundledger.db"), copy.DatabaseFile);
        using (var books = Opened(copy.Directory))
        {
            foreach (var trigger in books.Query<string>("SELECT name FROM sqlite_master WHERE type = 'trigger'").ToList()) Execute(books, $"DROP TRIGGER {trigger}");
            change(books);
        }

        await using var opened = SqliteDatabase.OpenToRead(copy);
        return await opened.ReadAsync(reader => Verify.RunAsync(reader));
    }

    private static SqliteConnection Opened(string folder)
    {
        var books = new SqliteConnection($"Data Source={Path.Combine(folder, "fundledger.db")};Pooling=False");
        books.Open();
        Execute(books, "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY");
        return books;
    }

    private static void Execute(SqliteConnection books, string sql) => books.Execute(sql);

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

    private static void Delete(SqliteConnection books, EntryId entry)
    {
        foreach (var table in new[] { "donations", "entry_texts", "vouchers", "journal_lines", "journal_entries" }) Execute(books, $"DELETE FROM {table} WHERE entry_id = {entry}");
    }

    /// <summary>What a careful forger does: makes every stored sum agree with the lines as they are now.</summary>
    private static void RederiveSums(SqliteConnection books)
    {
        Execute(books, "DELETE FROM daily_totals; DELETE FROM account_balances");
        Execute(books,
            "INSERT INTO daily_totals SELECT fund_id, account_id, source_id, currency, occurred_on, SUM(MAX(amount_minor, 0)), SUM(MAX(-amount_minor, 0)), COUNT(*) FROM journal_lines GROUP BY 1, 2, 3, 4, 5");
        Execute(books, "INSERT INTO account_balances SELECT fund_id, account_id, source_id, currency, SUM(debit_minor), SUM(credit_minor) FROM daily_totals GROUP BY 1, 2, 3, 4");
        Execute(books, """
            UPDATE positions SET available_minor = COALESCE((
              SELECT SUM(CASE account.counts_as WHEN 'committed' THEN -line.amount_minor ELSE line.amount_minor END)
              FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
              WHERE account.counts_as <> 'nothing' AND line.fund_id = positions.fund_id AND line.source_id = positions.source_id), 0);
            UPDATE positions SET shortfall_minor = MAX(0, -available_minor)
            """);
    }

    private static List<(string Name, string Type, bool IsNullable)> Columns(string table)
    {
        using var folder = new TemporaryBooks();
        return [.. folder.Connection.Query<(string, string, long)>($"SELECT name, type, \"notnull\" FROM pragma_table_info('{table}')").Select(row => (row.Item1, row.Item2, row.Item3 == 0))];
    }

    private sealed class TemporaryBooks : IDisposable
    {
        internal SqliteConnection Connection { get; } = new("Data Source=:memory:");

        internal TemporaryBooks()
        {
            Connection.Open();
            Migrator.Upgrade(Connection, Dialect.Sqlite, 0);
        }

        public void Dispose() => Connection.Dispose();
    }
}

file static class EastBooks
{
    internal static async Task<EntryId> PostEastAsync(this TestLedger ledger, params FundLedger.Corrections.GeneralLine[] lines) =>
        (await new FundLedger.Corrections.PostEntry(ledger.Database).RunAsync(ledger.Ask(), new(Today, lines, Entity: "EAST"))).Expect().Entry;
}
