using System.IO.Compression;
using System.Text;

namespace FundLedger.Web.Tests.Cli;

public sealed class BooksByHand : CommandLineTest
{
    [SetUp]
    public async Task AClosedMonth()
    {
        await NewFundAsync("F1");
        await DoneAsync("donate --fund F1 --amount 1234.50 --on 2026-01-08 --donor 王小明 --fee 7.41");
        await DoneAsync("expense --fund F1 --amount 300 --on 2026-01-10 --for 书架 --ref FP-9");
        await DoneAsync("period close --month 2026-01");
        await DoneAsync("donate --fund F1 --amount 5 --on 2026-02-08 --donor 李四");
    }

    [TestCase("vouchers --month 2026-01", "Vouchers")]
    [TestCase("vouchers --month 2026-01 --number 2-3", "Vouchers")]
    [TestCase("account-book --account 1002 --from 2026-01-01 --to 2026-03-31", "Account book")]
    [TestCase("general-ledger --from 2026-01-01 --to 2026-03-31", "General ledger")]
    [TestCase("cash-journal --month 2026-01", "Cash journal")]
    [TestCase("account-balances --month 2026-02 --by-fund", "Account balances")]
    public async Task Every_book_is_drawn_in_every_format_without_names(string report, string title)
    {
        foreach (var format in new[] { "pdf", "xlsx", "html", "csv", "json" }) await DoneAsync($"report {report} --out {Path.Combine(Folder, "book." + format)}");
        Assert.That(new FileInfo(Path.Combine(Folder, "book.pdf")).Length, Is.GreaterThan(1_000));
        var html = await File.ReadAllTextAsync(Path.Combine(Folder, "book.html"));
        Assert.That(html, Does.Contain(title).And.Not.Contain("王").And.Not.Contain("书架"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "book.csv")), Does.Not.Contain("王"));
    }

    [TestCase("kingdee", "csv")]
    [TestCase("kingdee", "xlsx")]
    [TestCase("yonyou", "csv")]
    [TestCase("yonyou", "xlsx")]
    public async Task An_export_is_read_back_equal_and_one_changed_cell_is_named(string layout, string form)
    {
        var file = Path.Combine(Folder, "vouchers." + form);
        var said = await DoneAsync($"export vouchers --month 2026-01 --layout {layout} --out {file}");
        Assert.That(said.Error, Does.Match("[23] vouchers, [46] lines"));
        Assert.That((await DoneAsync($"voucher check {file} --month 2026-01 --layout {layout}")).Error, Does.Contain("They agree"));

        await ReplaceAsync(file, form, "1234.50", "1234.51");
        var found = await RunAsync($"voucher check {file} --month 2026-01 --layout {layout}");
        Assert.That((found.ExitCode, found.Error), Is.EqualTo((1, found.Error)));
        Assert.That(found.Error, Does.Contain("Row 2 of the file (voucher 记-1, line 1)").And.Contain("'1234.50'").And.Contain("'1234.51'"));
        Assert.That((await RunAsync($"voucher check {file} --month 2026-03 --layout {layout}")).ExitCode, Is.EqualTo(2), "a month without vouchers");
    }

    [Test]
    public async Task A_layout_is_shown_changed_kept_and_used()
    {
        var (shown, file) = ((await DoneAsync("voucher-layout show --layout kingdee")).Out, Path.Combine(Folder, "own.json"));
        await File.WriteAllTextAsync(file, shown.Replace("\"accounts\": {}", "\"accounts\": { \"1002\": \"1002.88\" }"));
        Assert.That((await DoneAsync($"voucher-layout set {file} --layout our-kingdee")).Out, Does.Contain("version 1"));
        Assert.That((await DoneAsync("voucher-layout list")).Out, Does.Contain("our-kingdee").And.Contain("shipped"));
        var csv = Encoding.UTF8.GetString((await DoneAsync("export vouchers --month 2026-01 --layout our-kingdee --out -")).Binary);
        Assert.That(csv, Does.Contain("1002.88"));
        Assert.That((await RunAsync($"voucher-layout set {Write("wrong.json", "{}")} --layout wrong")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task An_open_month_is_not_exported_and_nothing_half_written_stays()
    {
        var file = Path.Combine(Folder, "february.xlsx");
        var refused = await RunAsync($"export vouchers --month 2026-02 --layout kingdee --out {file}");
        Assert.That((refused.ExitCode, File.Exists(file)), Is.EqualTo((2, false)));
        Assert.That(refused.Error, Does.Contain("no number yet"));
        Assert.That((await DoneAsync("voucher list")).Out, Does.Contain("2026-01").And.Not.Contain("2026-02"));
    }

    [TestCase("report vouchers", "--month")]
    [TestCase("report vouchers --month 2026-01 --from 2026-01-01", "--month")]
    [TestCase("report vouchers --month 2026-01 --number x", "--number")]
    [TestCase("report vouchers --from 2026-02-01 --to 2026-01-01", "--to")]
    [TestCase("report account-book --account 9999 --month 2026-01", "--account")]
    [TestCase("report cash-journal --account 4101 --month 2026-01", "--account")]
    [TestCase("export vouchers --month 2026-01 --layout none", "--layout")]
    public async Task What_is_wrong_is_said_at_its_option(string line, string option)
    {
        var refused = await RunAsync($"{line} --out {Path.Combine(Folder, "out.csv")}");
        Assert.That((refused.ExitCode, refused.Error.Split('\n')[0]), Is.EqualTo((2, refused.Error.Split('\n')[0])));
        Assert.That(refused.Error, Does.StartWith($"error: {option}: "));
    }

    private static async Task ReplaceAsync(string file, string form, string from, string to)
    {
        if (form == "csv")
        {
            await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(from, to), new UTF8Encoding(true));
            return;
        }

        await using var zip = await ZipFile.OpenAsync(file, ZipArchiveMode.Update);
        var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!;
        string xml;
        using (var reader = new StreamReader(await sheet.OpenAsync())) xml = await reader.ReadToEndAsync();
        sheet.Delete();
        await using var writer = new StreamWriter(await zip.CreateEntry("xl/worksheets/sheet1.xml").OpenAsync());
        await writer.WriteAsync(xml.Replace(from, to));
    }
}
