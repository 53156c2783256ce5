using System.Text;
using FundLedger.Exchange;
using FundLedger.Storage;

namespace FundLedger.Tests.Exchange;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ExportingTheJournal(TestDatabase database)
{
    [Test]
    public async Task Hledger_accepts_the_export_in_strict_mode_and_its_balances_are_ours()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var export = await books.ExportBytesAsync(JournalFormat.Hledger);

        await ForeignTools.RunAsync("hledger", export, "-f", "FILE", "check", "--strict");
        Assert.That(await PlainTextBalances.OfHledgerAsync(export), Is.EqualTo(PlainTextBalances.OursForHledger(await books.BalancesAsync())));
    }

    [Test]
    public async Task Bean_check_accepts_the_export_and_its_balances_are_ours()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var export = await books.ExportBytesAsync(JournalFormat.Beancount);

        await ForeignTools.RunAsync("bean-check", export, "FILE");
        Assert.That(await PlainTextBalances.OfBeancountAsync(export), Is.EqualTo(PlainTextBalances.OursForBeancount(await books.BalancesAsync())));
    }

    [Test]
    public async Task The_csv_has_the_promised_columns_plain_amounts_and_lines_ending_in_lf()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var bytes = await books.ExportBytesAsync();
        var text = Encoding.UTF8.GetString(bytes);
        var rows = PlainTextBalances.Rows(text).ToList();

        Assert.That(bytes[0], Is.EqualTo((byte)'o'), "no byte order mark");
        Assert.That(text, Does.Not.Contain('\r'));
        Assert.That(rows[0], Is.SupersetOf(new[] { "occurred_on", "entry_id", "account_code", "fund", "source", "layer", "amount", "currency" }));
        var amounts = rows.Skip(1).Select(row => row[(int)JournalColumn.Amount]).ToList();
        Assert.That(amounts, Has.Some.EqualTo("-50000.00").And.Some.EqualTo("500000").And.Some.EqualTo("12.345"));
        Assert.That(amounts, Has.Count.EqualTo(await books.AskAsync<long>("SELECT COUNT(*) FROM journal_lines")));
    }

    [Test]
    public async Task Texts_and_names_of_people_are_in_no_export([Values] JournalFormat format)
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var text = await books.ExportAsync(format);
        Assert.That(text, Does.Not.Contain("王小明").And.Not.Contain("谢谢").And.Not.Contain("印刷费").And.Not.Contain("typed twice"));
    }

    [Test]
    public async Task The_same_journal_gives_the_same_bytes([Values] JournalFormat format)
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var first = await books.ExportBytesAsync(format);
        books.Clock.Advance(TimeSpan.FromDays(40));
        Assert.That(await books.ExportBytesAsync(format), Is.EqualTo(first));
    }

    [Test]
    public async Task A_text_that_looks_like_a_formula_is_written_with_an_apostrophe_and_an_amount_is_not()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var cells = PlainTextBalances.Rows(await books.ExportAsync()).SelectMany(row => row).ToHashSet();
        Assert.That(cells, Has.Some.EqualTo("'=HYPERLINK(\"x\")").And.Some.EqualTo("'+REF|1").And.Some.EqualTo("''quoted").And.Some.EqualTo("'-INV\n7"));
        Assert.That(cells.Where(cell => cell.Length > 0 && "=+@\t\r".Contains(cell[0])), Is.Empty);
    }

    [Test]
    public async Task A_fund_s_part_balances_by_itself_and_other_programs_accept_it([Values(JournalFormat.Hledger, JournalFormat.Beancount)] JournalFormat format)
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var export = await books.ExportBytesAsync(format, new JournalFilter("社区-1.A"));
        var ours = (await books.BalancesAsync()).Where(balance => balance.Fund.Code == "社区-1.A");
        if (format == JournalFormat.Hledger)
        {
            await ForeignTools.RunAsync("hledger", export, "-f", "FILE", "check", "--strict");
            Assert.That(await PlainTextBalances.OfHledgerAsync(export), Is.EqualTo(PlainTextBalances.OursForHledger(ours)));
        }
        else
        {
            await ForeignTools.RunAsync("bean-check", export, "FILE");
            Assert.That(await PlainTextBalances.OfBeancountAsync(export), Is.EqualTo(PlainTextBalances.OursForBeancount(ours)));
        }
    }

    [Test]
    public async Task A_span_of_days_leaves_out_what_counts_for_other_days()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        var days = PlainTextBalances.Rows(await books.ExportAsync(filter: new JournalFilter(First: TestBooks.Day(2, 1), Last: TestBooks.Day(2, 9))))
            .Skip(1).Select(row => row[(int)JournalColumn.OccurredOn]).Distinct();
        Assert.That(days, Is.EquivalentTo(new[] { "2026-02-01", "2026-02-02", "2026-02-03", "2026-02-09" }));
    }

    [Test]
    public async Task An_unknown_fund_is_refused_and_nothing_is_written()
    {
        await using var books = await TestBooks.WithEveryKindAsync(database);
        using var output = new MemoryStream();
        var outcome = await books.Database.ReadAsync(reader => JournalExport.WriteAsync(reader, JournalFormat.Csv, output, new JournalFilter("nobody")));
        Assert.That(outcome, Is.InstanceOf<Outcome<JournalExported>.Refused>());
        Assert.That(output.Length, Is.Zero);
    }

    [Test]
    public async Task An_empty_ledger_gives_a_file_that_is_accepted([Values] JournalFormat format)
    {
        await using var books = new TestBooks(database);
        var export = await books.ExportBytesAsync(format);
        if (format == JournalFormat.Hledger) await ForeignTools.RunAsync("hledger", export, "-f", "FILE", "check", "--strict");
        if (format == JournalFormat.Beancount) await ForeignTools.RunAsync("bean-check", export, "FILE");
        if (format == JournalFormat.Csv) Assert.That(PlainTextBalances.Rows(Encoding.UTF8.GetString(export)).ToList(), Has.Count.EqualTo(1));
    }
}

public sealed class WalkingTheJournal
{
    [Test]
    public async Task The_journal_is_walked_without_sorting()
    {
        await using var books = new TestBooks(TestDatabase.All[0]);
        var plan = await books.Database.ReadAsync(async reader => string.Join('\n',
            (await Dapper.SqlMapper.QueryAsync(reader.Connection, "EXPLAIN QUERY PLAN " + new SqlFile("exchange/list_journal").TextFor(Dialect.Sqlite),
                new { fund_id = 0, first_day = "", last_day = "" })).Select(row => (string)row.detail)));
        Assert.That(plan, Does.Not.Contain("TEMP B-TREE"));
    }
}
