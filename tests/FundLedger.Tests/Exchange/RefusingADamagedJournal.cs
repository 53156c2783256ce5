using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using FundLedger.Exchange;
using FundLedger.Values;

namespace FundLedger.Tests.Exchange;

public sealed class RefusingADamagedJournal
{
    private byte[] good = [];

    [OneTimeSetUp]
    public async Task ExportOnce()
    {
        await using var books = await TestBooks.WithEveryKindAsync(TestDatabase.All[0]);
        good = await books.ExportBytesAsync();
    }

    private static IEnumerable<string> EveryColumn => JournalColumns.Names;

    [TestCaseSource(nameof(EveryColumn))]
    public async Task A_changed_cell_is_refused_by_row_and_column(string column)
    {
        var rows = Rows();
        var index = Array.IndexOf(JournalColumns.Names, column);
        var at = rows.FindIndex(1, row => row[index].Length > 1);
        if (at < 0) at = 5;
        rows[at][index] = Changed(rows[at][index]);
        await ExpectRefusalAsync(rows, at, column);
    }

    [TestCaseSource(nameof(EveryColumn))]
    public async Task A_cell_that_holds_nonsense_is_refused_by_row_and_column(string column)
    {
        var rows = Rows();
        var index = Array.IndexOf(JournalColumns.Names, column);
        rows[3][index] = "~?";
        await ExpectRefusalAsync(rows, 3, column);
    }

    [TestCaseSource(nameof(EveryColumn))]
    public async Task A_cell_that_was_emptied_is_refused_by_row_and_column(string column)
    {
        var rows = Rows();
        var index = Array.IndexOf(JournalColumns.Names, column);
        var at = rows.FindLastIndex(row => row[index].Length > 0);
        Assume.That(at, Is.GreaterThan(0), "no row has a value there");
        rows[at][index] = "";
        await ExpectRefusalAsync(rows, at, column);
    }

    [Test]
    public async Task A_name_that_only_one_row_holds_is_guarded_by_the_check_digits()
    {
        var rows = Rows();
        var at = rows.FindIndex(1, row => rows.Count(other => other[(int)JournalColumn.AccountCode] == row[(int)JournalColumn.AccountCode]) == 1);
        rows[at][(int)JournalColumn.AccountNameEn] += "!";
        var refusal = await RefusalOfAsync(Written(rows));
        Assert.That(refusal.Field, Is.EqualTo("row_check"));
        Assert.That(refusal.Message.En, Does.Contain($"Row {at + 1},").And.Contain("account_name_en"));
    }

    [Test]
    public async Task A_file_cut_off_anywhere_is_refused([Values(1, 2, 3, 5, 8, 13)] int part)
    {
        Assert.That((await RefusalOfAsync(good[..(good.Length * part / 14)])).Code, Does.StartWith("journal-"));
    }

    [Test]
    public async Task A_file_cut_off_between_two_entries_is_refused_at_its_last_row()
    {
        var rows = Rows();
        var end = rows.FindLastIndex(row => row[(int)JournalColumn.EntryId] != rows[^1][(int)JournalColumn.EntryId]);
        var refusal = await RefusalOfAsync(Written(rows[..(end + 1)]));
        Assert.That(refusal.Field, Is.EqualTo("file_end"));
        Assert.That(refusal.Message.En, Does.Contain($"Row {end + 1},").And.Contain("cut off"));
    }

    [Test]
    public async Task A_row_left_out_is_refused()
    {
        var rows = Rows();
        rows.RemoveAt(4);
        Assert.That((await RefusalOfAsync(Written(rows))).Message.En, Does.StartWith("Row "));
    }

    [Test]
    public async Task Rows_in_another_order_are_refused()
    {
        var rows = Rows();
        (rows[1], rows[2]) = (rows[2], rows[1]);
        Assert.That((await RefusalOfAsync(Written(rows))).Field, Is.EqualTo("line_no"));
    }

    [Test]
    public async Task Entries_in_another_order_are_refused()
    {
        var rows = Rows();
        var second = rows.FindAll(row => row[(int)JournalColumn.EntryId] == "2");
        rows.RemoveAll(row => row[(int)JournalColumn.EntryId] == "2");
        rows.InsertRange(1, second);
        Assert.That((await RefusalOfAsync(Written(rows))).Field, Is.EqualTo("entry_id"));
    }

    [Test]
    public async Task An_entry_that_is_there_twice_is_refused()
    {
        var rows = Rows();
        rows.InsertRange(1, rows.FindAll(row => row[(int)JournalColumn.EntryId] == "1").Select(row => row.ToArray()));
        Assert.That((await RefusalOfAsync(Written(rows))).Field, Is.EqualTo("line_no"));
    }

    [Test]
    public async Task An_entry_that_is_missing_is_noticed_where_a_later_one_refers_to_it()
    {
        var rows = Rows();
        var reversed = rows.First(row => row[(int)JournalColumn.Reverses].All(char.IsAsciiDigit) && row[(int)JournalColumn.Reverses].Length > 0)[(int)JournalColumn.Reverses];
        rows.RemoveAll(row => row[(int)JournalColumn.EntryId] == reversed);
        var refusal = await RefusalOfAsync(Written(rows));
        Assert.That(refusal.Field, Is.EqualTo("reverses"));
        Assert.That(refusal.Message.En, Does.Contain($"no entry {reversed}"));
    }

    [Test]
    public async Task A_wrong_header_is_refused_by_its_first_strange_column()
    {
        var rows = Rows();
        rows[0][8] = "amount_cny";
        var refusal = await RefusalOfAsync(Written(rows));
        Assert.That(refusal, Has.Property("Code").EqualTo("journal-header").And.Property("Field").EqualTo("amount"));
        Assert.That(refusal.Message.En, Does.Contain("column 9").And.Contain("amount_cny"));
    }

    [TestCase("")]
    [TestCase("date,amount\n2026-01-31,5\n")]
    [TestCase("PK\u0003\u0004 a workbook")]
    public async Task Another_kind_of_file_is_refused(string text) => Assert.That((await RefusalOfAsync(Encoding.UTF8.GetBytes(text))).Code, Does.StartWith("journal-"));

    [Test]
    public async Task A_header_without_entries_is_refused() => Assert.That((await RefusalOfAsync(Written(Rows()[..1]))).Code, Is.EqualTo("journal-empty"));

    [Test]
    public async Task A_file_in_another_encoding_is_refused()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var refusal = await RefusalOfAsync(Encoding.GetEncoding("GB18030").GetBytes(Encoding.UTF8.GetString(good)));
        Assert.That(refusal.Message.En, Does.Contain("UTF-8"));
    }

    [Test]
    public async Task An_extract_is_refused_as_one()
    {
        await using var books = await TestBooks.WithEveryKindAsync(TestDatabase.All[0]);
        var refusal = await RefusalOfAsync(await books.ExportBytesAsync(filter: new JournalFilter(Last: TestBooks.Day(2, 1))));
        Assert.That(refusal.Message.En, Does.Contain("extract"));
    }

    [Test]
    public async Task A_byte_order_mark_and_windows_line_ends_do_no_harm()
    {
        var text = Written(Rows(), "\r\n");
        await using var copy = new TestBooks(TestDatabase.All[0], new DateTimeOffset(2026, 4, 30, 0, 0, 0, TimeSpan.Zero));
        await ImportingTheJournal.ImportAsync(copy, [.. Encoding.UTF8.Preamble, .. text]);
        Assert.That(await copy.ExportBytesAsync(), Is.EqualTo(good));
    }

    [Test]
    public async Task Resealing_changes_nothing_where_nothing_was_changed()
    {
        var rows = Rows();
        ResealedRows.Reseal(rows);
        Assert.That(Written(rows), Is.EqualTo(Written(Rows())));
    }

    [TestCase("amount", "50000.01", "does not balance")]
    [TestCase("occurred_on", "2026-05-01", "Only what has happened")]
    [TestCase("recorded_at", "2026-02-01T00:00:00.000000Z", "Only what has happened|never go back")]
    [TestCase("relates_to", "9", "no entry 9")]
    public async Task A_false_journal_with_hashes_made_anew_is_refused_by_the_rules(string column, string value, string says)
    {
        var rows = Rows();
        var index = Array.IndexOf(JournalColumns.Names, column);
        var isOfLine = column == "amount";
        foreach (var row in rows.Where(row => ResealedRows.Of(row, JournalColumn.EntryId) == (isOfLine ? "1" : "3")).Take(isOfLine ? 1 : int.MaxValue)) row[index] = value;
        ResealedRows.Reseal(rows);
        Assert.That((await RefusalOfAsync(Written(rows))).Message.En, Does.Match(says));
    }

    [Test]
    public async Task Settling_more_than_was_open_is_refused_before_anything_is_written()
    {
        var rows = Rows();
        var settling = rows.FindAll(row => row[(int)JournalColumn.Kind] == "transfer-settled");
        foreach (var row in settling) row[(int)JournalColumn.Amount] = row[(int)JournalColumn.Amount].Replace("150.00", "400.01");
        ResealedRows.Reseal(rows);
        Assert.That((await RefusalOfAsync(Written(rows))).Message.En, Does.Contain("more is settled than was open"));
    }

    [Test]
    public async Task Releasing_more_than_is_committed_is_refused_before_anything_is_written()
    {
        var rows = Rows();
        foreach (var row in rows.FindAll(row => row[(int)JournalColumn.Layer] == "committed"))
        {
            row[(int)JournalColumn.Subject] = "";
            row[(int)JournalColumn.Amount] = row[(int)JournalColumn.Amount] is ['-', .. var rest] ? rest : "-" + row[(int)JournalColumn.Amount];
        }

        ResealedRows.Reseal(rows);
        Assert.That((await RefusalOfAsync(Written(rows))).Message.En, Does.Contain("more is released than is committed"));
    }

    [Test]
    public async Task An_entry_reversed_twice_is_refused()
    {
        var rows = Rows();
        var reversal = rows.FindLast(row => row[(int)JournalColumn.Kind] == "reversal")!;
        foreach (var row in rows.FindAll(row => row[(int)JournalColumn.EntryId] == rows[^1][(int)JournalColumn.EntryId])) row[(int)JournalColumn.Reverses] = reversal[(int)JournalColumn.Reverses];
        ResealedRows.Reseal(rows);
        Assert.That((await RefusalOfAsync(Written(rows))).Message.En, Does.Contain("was reversed before"));
    }

    private async Task ExpectRefusalAsync(List<string[]> rows, int at, string column)
    {
        var refusal = await RefusalOfAsync(Written(rows));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Message.En, Does.Contain(column));
            Assert.That(refusal.Message.Zh, Does.Contain(column));
            Assert.That(refusal.Message.En.ToLowerInvariant(), Does.Match($@"\brow ({at}|{at + 1}|{at + 2})\b"), $"row {at + 1}, or the one beside it in the same entry");
        }
    }

    /// <summary>Refused, and nothing of it is in the ledger.</summary>
    private static async Task<Refusal> RefusalOfAsync(byte[] csv)
    {
        await using var copy = new TestBooks(TestDatabase.All[0], new DateTimeOffset(2026, 4, 30, 0, 0, 0, TimeSpan.Zero));
        var refusal = await ImportingTheJournal.RefusalOfAsync(copy, csv);
        Assert.That(await copy.AskAsync<long>("SELECT (SELECT COUNT(*) FROM entities) + (SELECT COUNT(*) FROM operations)"), Is.Zero);
        return refusal;
    }

    private List<string[]> Rows() => [.. PlainTextBalances.Rows(Encoding.UTF8.GetString(good))];

    private static byte[] Written(IEnumerable<string[]> rows, string newLine = "\n")
    {
        using var text = new StringWriter();
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = newLine, ShouldQuote = _ => true }))
        {
            foreach (var row in rows)
            {
                foreach (var cell in row) csv.WriteField(cell);
                csv.NextRecord();
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Another value of the same shape: the last digit or letter is another.</summary>
    private static string Changed(string cell)
    {
        if (cell.Length == 0) return "1";
        var at = cell.AsSpan().LastIndexOfAnyExcept("Z]}'\"");
        var other = cell[at] switch { '0' => '1', '1' => '0', >= '2' and <= '9' => (char)(cell[at] - 1), 'a' => 'b', _ => 'a' };
        return cell[..at] + other + cell[(at + 1)..];
    }
}
