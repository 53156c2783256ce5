using System.IO.Compression;
using System.Text;
using System.Text.Json;
using UglyToad.PdfPig;

namespace FundLedger.Web.Tests.Cli;

public sealed class ReportsAndBalances : CommandLineTest
{
    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync("F1");
        await DoneAsync("seed --fund F1 --amount 50000 --on 2026-01-05 --from 区民政局 --ref 民发1号");
        await DoneAsync("donate --fund F1 --amount 1,234.50 --on 2026-01-08 --donor 王小明 --fee 1.50");
        await DoneAsync("expense --fund F1 --amount 300 --on 2026-02-10 --for 物料 --source donation");
    }

    [Test]
    public async Task Balances_are_given_by_source_in_amount_and_currency()
    {
        var balances = (await DoneAsync("balances --fund F1 --json")).Json;
        var donation = balances.GetProperty("sources").EnumerateArray().Single(row => row.GetProperty("source").GetString() == "donation");
        Assert.Multiple(() =>
        {
            Assert.That(donation.GetProperty("available").GetProperty("amount").GetString(), Is.EqualTo("933.00"));
            Assert.That(donation.GetProperty("available").GetProperty("currency").GetString(), Is.EqualTo("CNY"));
            Assert.That(balances.GetProperty("total").GetProperty("cash").GetProperty("amount").GetString(), Is.EqualTo("50933.00"));
            Assert.That(balances.GetProperty("asOf").GetString(), Is.EqualTo("2026-04-15"));
        });
    }

    [Test]
    public async Task Balances_look_back_to_a_day_and_to_what_was_known()
    {
        Assert.That(Cash(await DoneAsync("balances --fund F1 --as-of 2026-01-31 --json")), Is.EqualTo("51233.00"));
        Assert.That(Cash(await DoneAsync("balances --fund F1 --known-at 2026-01-01T00:00:00Z --json")), Is.EqualTo("0.00"));
        Assert.That((await RunAsync("balances --fund F1 --known-at yesterday")).Error, Does.StartWith("error: --known-at: 'yesterday' is not a moment."));
        Assert.That((await RunAsync("balances --fund F9")).Error, Does.StartWith("error: --fund: There is no fund 'F9'. There is: F1."));
    }

    [Test]
    public async Task Balances_read_in_both_languages()
    {
        Assert.That((await DoneAsync("balances --fund F1")).Out, Does.Contain("Available").And.Contain("50,933.00"));
        Assert.That((await DoneAsync("balances --fund F1 --lang zh-CN")).Out, Does.Contain("可用").And.Contain("合计").And.Contain("50,933.00"));
    }

    [TestCase("fund-statement", "--from 2026-01-01 --to 2026-03-31")]
    [TestCase("trial-balance", "--from 2026-01-01 --to 2026-03-31")]
    [TestCase("fund-balances", "--as-of 2026-03-31")]
    public async Task Every_report_is_written_in_every_format(string report, string span)
    {
        var pdf = Path.Combine(Folder, "r.pdf");
        await DoneAsync($"report {report} --fund F1 {span} --out {pdf} --lang zh-CN");
        using (var document = PdfDocument.Open(pdf))
            Assert.That(document.GetPage(1).Text, Does.Contain("基金"));

        var csv = Path.Combine(Folder, "r.csv");
        await DoneAsync($"report {report} --fund F1 {span} --out {csv} --lang en");
        Assert.That(await File.ReadAllTextAsync(csv), Is.Not.Empty);

        var html = Path.Combine(Folder, "r.html");
        await DoneAsync($"report {report} --fund F1 {span} --out {html} --lang zh-CN");
        Assert.That(await File.ReadAllTextAsync(html), Does.StartWith("<!DOCTYPE html>").And.Contain("<html lang=\"zh-CN\">"));

        var xlsx = await DoneAsync($"report {report} --fund F1 {span} --format xlsx --out -");
        using (var workbook = new ZipArchive(new MemoryStream(xlsx.Binary)))
            Assert.That(workbook.GetEntry("xl/workbook.xml"), Is.Not.Null);

        var json = await DoneAsync($"report {report} --fund F1 {span} --json --out -");
        using var parsed = JsonDocument.Parse(json.Binary);
        Assert.That(Directory.GetFiles(Folder), Has.Length.EqualTo(3), "nothing half-written stays");
    }

    [Test]
    public async Task The_statement_agrees_with_the_balances()
    {
        var said = await DoneAsync("report fund-statement --fund F1 --from 2026-01-01 --to 2026-03-31 --format csv --out -");
        Assert.That(Encoding.UTF8.GetString(said.Binary), Does.Contain("50933.00"));
        Assert.That(said.Out, Is.Empty);
    }

    [Test]
    public async Task A_report_that_cannot_be_drawn_says_which_option_to_mend()
    {
        Assert.That((await RunAsync("report fund-statement --fund F1 --from 2026-02-01 --to 2026-01-01 --json")).Error, Does.StartWith("error: --to: "));
        Assert.That((await RunAsync("report fund-statement --fund F1 --from 2026-01-01 --to 2026-02-01")).Error, Does.StartWith("error: --out: Name the PDF file"));
        Assert.That((await RunAsync("report fund-statement --fund F1 --from 2026-01-01 --to 2026-02-01 --format xlsx")).Error, Does.StartWith("error: --out: Name the XLSX file"));
        Assert.That((await RunAsync("report fund-statement --fund F9 --from 2026-01-01 --to 2026-02-01 --json")).ExitCode, Is.EqualTo(2));
        Assert.That((await RunAsync($"report fund-statement --fund F1 --from 2026-01-01 --to 2026-02-01 --out {Path.Combine(Folder, "none", "r.pdf")}")).ExitCode, Is.EqualTo(3));
    }

    private static string? Cash(Said said) => said.Json.GetProperty("total").GetProperty("cash").GetProperty("amount").GetString();
}
