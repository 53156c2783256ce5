using System.Text;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Exchange;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Seals;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Exchange;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ImportingTheJournal(TestDatabase database)
{
    private const string Hashes = "SELECT entry_id, hash FROM journal_entries ORDER BY entry_id";

    private const string Positions =
        "SELECT fund.code AS fund, source.code AS source, position.currency, available_minor, committed_minor, shortfall_minor "
        + "FROM positions position JOIN funds fund ON fund.fund_id = position.fund_id JOIN sources source ON source.source_id = position.source_id ORDER BY fund.code, source.code";

    private const string OpenItems =
        "SELECT item.subject, account.code AS account, fund.code AS fund, source.code AS source, item.sign, item.amount_minor "
        + "FROM open_items item JOIN accounts account ON account.account_id = item.account_id JOIN funds fund ON fund.fund_id = item.fund_id JOIN sources source ON source.source_id = item.source_id "
        + "ORDER BY item.subject, account.code, fund.code";

    private const string Cases = "SELECT opened_by, closed_by FROM overdrawn_cases ORDER BY opened_by";

    private static readonly DateTimeOffset Later = new(2026, 4, 30, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task An_empty_ledger_becomes_the_same_ledger_with_the_same_bytes_on_the_next_export()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, Later);
        var csv = await books.ExportBytesAsync();
        var imported = await ImportAsync(copy, csv);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(csv));
            foreach (var question in new[] { Hashes, Positions, OpenItems, Cases })
                Assert.That(await copy.RowsAsync(question), Is.EqualTo(await books.RowsAsync(question)));
            Assert.That(imported.EntryCount, Is.EqualTo(await books.AskAsync<long>("SELECT COUNT(*) FROM journal_entries")));
            Assert.That(imported.LastHash, Is.EqualTo((await books.RowsAsync(Hashes))[^1].Split(' ')[1]));
            Assert.That(imported.NotRestored, Is.Not.Empty);
            Assert.That(await copy.Database.ReadAsync(UnfinishedImport.FindAsync), Is.Null);
        }
    }

    [Test]
    public async Task What_was_imported_verifies_and_takes_new_entries_that_are_recorded_later()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, Later);
        await ImportAsync(copy, await books.ExportBytesAsync());
        var last = await copy.AskAsync<long>("SELECT MAX(entry_id) FROM journal_entries");
        var next = await copy.GiftAsync("社区-1.A", "5.00");

        Assert.That(next.Value, Is.EqualTo(last + 1));
        Assert.That(await copy.AskAsync<long>("SELECT COUNT(*) FROM journal_entries a JOIN journal_entries b ON b.entry_id > a.entry_id AND b.recorded_at < a.recorded_at"), Is.Zero);
        var found = await copy.Database.ReadAsync(reader => Verify.RunAsync(reader));
        Assert.That(found.Findings, Is.Empty);
    }

    [Test]
    public async Task An_operation_key_of_the_old_ledger_is_never_posted_again()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, Later);
        await ImportAsync(copy, await books.ExportBytesAsync());
        var key = await copy.AskAsync<string>("SELECT MIN(operation_key) FROM journal_entries WHERE kind = 'donation'");
        var again = await new RecordDonation(copy.Database).RunAsync(new Asked(key, "tester"), new Gift("VN", TestBooks.Money("5", "VND"), TestBooks.Day(1, 31), DonorName.Unnamed));
        Assert.That(again, Is.InstanceOf<Outcome<DonationRecorded>.Refused>().With.Property("Reason").Property("Code").EqualTo("operation-key-conflict"));
    }

    [Test]
    public async Task An_appropriation_of_the_old_ledger_takes_more_seed_money()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, Later);
        await ImportAsync(copy, await books.ExportBytesAsync());
        const string number = "沪民〔2026〕12号; =A1,\"x\"  y";
        var receipt = new SeedMoneyReceipt("社区-1.A", TestBooks.Money("10.00"), TestBooks.Day(3, 1), "浦东新区民政局", number);
        var more = await new ReceiveSeedMoney(copy.Database).RunAsync(new Asked("more", "tester"), receipt);
        var other = await new ReceiveSeedMoney(copy.Database).RunAsync(new Asked("other", "tester"), receipt with { From = "静安区民政局" });

        Assert.That(more.Expect().Source, Is.EqualTo("seed-" + number));
        Assert.That(await copy.AskAsync<long>("SELECT COUNT(*) FROM appropriations"), Is.EqualTo(1));
        Assert.That(other, Is.InstanceOf<Outcome<SeedMoneyReceived>.Refused>().With.Property("Reason").Property("Code").EqualTo("appropriation-differs"));
    }

    [Test]
    public async Task The_same_file_again_adds_nothing_also_when_the_ledger_went_on()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, Later);
        var csv = await books.ExportBytesAsync();
        await ImportAsync(copy, csv);
        await copy.GiftAsync("社区-1.A", "5.00");
        var before = await copy.ExportBytesAsync();

        var again = await ImportAsync(copy, csv);
        Assert.That(again.WasThereBefore, Is.True);
        Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_ledger_that_is_not_empty_is_refused_by_what_is_in_it()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var other = new TestBooks(database);
        await other.FundAsync("OTHER");
        await other.GiftAsync("OTHER", "1.00");
        var refusal = await RefusalOfAsync(other, await books.ExportBytesAsync());
        Assert.That(refusal.Code, Is.EqualTo("ledger-not-empty"));
        Assert.That(refusal.Message.En, Does.Contain("1 entries").And.Contain("MAIN").And.Contain("OTHER").And.Contain("--data"));
        Assert.That(refusal.Message.Zh, Does.Contain("1 笔分录").And.Contain("MAIN").And.Contain("OTHER"));
    }

    [Test]
    public async Task Entries_recorded_after_now_are_refused_and_nothing_is_written()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        await using var copy = new TestBooks(database, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.That((await RefusalOfAsync(copy, await books.ExportBytesAsync())).Code, Is.EqualTo("journal-from-the-future"));
        Assert.That(await copy.AskAsync<long>("SELECT (SELECT COUNT(*) FROM entities) + (SELECT COUNT(*) FROM operations)"), Is.Zero);
    }

    [Test]
    public async Task An_import_that_stopped_says_so_and_the_same_file_goes_on()
    {
        await using var books = await ManyGiftsAsync(3_300);
        await using var copy = new TestBooks(database, Later);
        var csv = await books.ExportBytesAsync();
        using (var stop = new CancellationTokenSource())
        {
            var stopping = new Reports(progress =>
            {
                if (progress is { IsPosting: true, EntriesDone: >= 1_000 }) stop.Cancel();
            });
            Assert.That(async () => await new ImportJournal(copy.Database).RunAsync("tester", new MemoryStream(csv), stopping, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        var unfinished = await copy.Database.ReadAsync(UnfinishedImport.FindAsync);
        Assert.That(unfinished, Is.Not.Null);
        Assert.That(unfinished!.Text.En, Does.Contain(unfinished.FileSha256[..12]));
        Assert.That(await copy.AskAsync<long>("SELECT COUNT(*) FROM journal_entries"), Is.InRange(1_000, 3_000));
        await using var others = await TestBooks.WithEveryKindAsync(database);
        Assert.That((await RefusalOfAsync(copy, await others.ExportBytesAsync())).Message.En, Does.Contain("import is not finished"));

        var resumed = await ImportAsync(copy, csv);
        Assert.That(resumed, Has.Property("WasResumed").True.And.Property("WasThereBefore").False);
        Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(csv));
        Assert.That(await copy.Database.ReadAsync(UnfinishedImport.FindAsync), Is.Null);
    }

    [Test]
    public async Task An_import_that_stopped_does_not_go_on_in_a_ledger_that_did()
    {
        await using var books = await ManyGiftsAsync(1_500);
        await using var copy = new TestBooks(database, Later);
        var csv = await books.ExportBytesAsync();
        using var stop = new CancellationTokenSource();
        var stopping = new Reports(progress =>
        {
            if (progress.IsPosting) stop.Cancel();
        });
        Assert.That(async () => await new ImportJournal(copy.Database).RunAsync("tester", new MemoryStream(csv), stopping, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        var posted = await copy.AskAsync<long>("SELECT COUNT(*) FROM journal_entries");
        await copy.GiftAsync("F", "1.00");

        Assert.That((await RefusalOfAsync(copy, csv)).Code, Is.EqualTo("journal-went-on"));
        Assert.That(await copy.AskAsync<long>("SELECT COUNT(*) FROM journal_entries"), Is.EqualTo(posted + 1));
    }

    [Test]
    public async Task A_write_that_fails_on_the_way_leaves_whole_steps_and_the_same_file_goes_on()
    {
        await using var books = await ManyGiftsAsync(2_500);
        await using var copy = new TestBooks(database, Later);
        var csv = await books.ExportBytesAsync();
        var commits = 0;
        BreakAt(copy.Database, point =>
        {
            if (point == "committing" && ++commits == 7) throw new IOException("the disk went away");
        });
        Assert.That(async () => await new ImportJournal(copy.Database).RunAsync("tester", new MemoryStream(csv)), Throws.InstanceOf<StorageException>().Or.InstanceOf<IOException>());
        BreakAt(copy.Database, _ => { });

        Assert.That((await ImportAsync(copy, csv)).WasResumed, Is.True);
        Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(csv));
    }

    [Test]
    public async Task A_fact_that_overdrew_a_source_opens_its_case_again()
    {
        await using var books = new TestBooks(database);
        await books.FundAsync("F");
        var gift = await books.GiftAsync("F", "100.00");
        await TestBooks.Expect(new RecordExpense(books.Database).RunAsync(books.Asked(), new Expense("F", TestBooks.Money("80.00"), TestBooks.Day(2, 1), "x")));
        await TestBooks.Expect(new RefundDonation(books.Database).RunAsync(books.Asked(), new Refund(gift, TestBooks.Money("100.00"), TestBooks.Day(2, 2), RefundWay.ChargedBack)));
        await books.GiftAsync("F", "300.00");
        await using var copy = new TestBooks(database, Later);
        await ImportAsync(copy, await books.ExportBytesAsync());

        Assert.That(await copy.RowsAsync(Cases), Is.EqualTo(new[] { "3 4" }));
        Assert.That(await copy.RowsAsync(Positions), Is.EqualTo(await books.RowsAsync(Positions)));
    }

    [Test]
    public async Task A_chart_the_program_does_not_know_is_named_and_comes_back_when_it_is_given()
    {
        await using var books = new TestBooks(database);
        var own = Chart.Npo2004 with { Code = "own" };
        await TestBooks.Expect(new CreateEntity(books.Database).RunAsync(books.Asked(), new NewEntity("街道", "某街道办事处", Currency.Cny, own)));
        await books.FundAsync("F", entity: "街道");
        await books.GiftAsync("F", "1.00");
        var csv = await books.ExportBytesAsync();

        await using var without = new TestBooks(database, Later);
        Assert.That((await ImportAsync(without, csv)).NotRestored.Select(sentence => sentence.En), Has.Some.Contains("'own'"));
        await using var with = new TestBooks(database, Later);
        (await new ImportJournal(with.Database, [own]).RunAsync("tester", new MemoryStream(csv))).Expect();
        Assert.That(await with.AskAsync<long>("SELECT COUNT(*) FROM accounts"), Is.EqualTo(own.Accounts.Count));
    }

    internal static async Task<JournalImported> ImportAsync(TestBooks books, byte[] csv) =>
        (await new ImportJournal(books.Database).RunAsync("tester", new MemoryStream(csv))).Expect();

    internal static async Task<Refusal> RefusalOfAsync(TestBooks books, byte[] csv)
    {
        var outcome = await new ImportJournal(books.Database).RunAsync("tester", new MemoryStream(csv));
        Assert.That(outcome, Is.InstanceOf<Outcome<JournalImported>.Refused>());
        return ((Outcome<JournalImported>.Refused)outcome).Reason;
    }

    private static void BreakAt(Database database, Action<string> faults)
    {
        if (database is SqliteDatabase sqlite) sqlite.Faults = faults;
        else ((SqlServerDatabase)database).Faults = (point, _) => faults(point);
    }

    private static async Task<TestBooks> ManyGiftsAsync(int count)
    {
        var books = new TestBooks(TestDatabase.All[0]); // what the export is made from
        await books.FundAsync("F");
        await Task.WhenAll(Enumerable.Range(1, count).Select(i => books.GiftAsync("F", $"{i}.00")));
        return books;
    }

    private sealed class Reports(Action<JournalImportProgress> report) : IProgress<JournalImportProgress>
    {
        public void Report(JournalImportProgress value) => report(value);
    }
}
