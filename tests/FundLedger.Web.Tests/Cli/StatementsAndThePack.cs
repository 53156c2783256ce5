using System.Text.Json;
using UglyToad.PdfPig;

namespace FundLedger.Web.Tests.Cli;

public sealed class StatementsAndThePack : CommandLineTest
{
    private static readonly string[] Registers =
    [
        "fund-sources", "seed-money-use", "matching-summary", "grant-register", "donation-register", "in-kind-register", "related-parties", "approval-register", "period-register", "reversal-register",
        "journal-listing", "proof-page",
    ];

    [SetUp]
    public async Task SomeMoney()
    {
        await NewFundAsync("F1");
        await DoneAsync("seed --fund F1 --amount 50000 --on 2026-01-05 --from 区民政局 --ref 民发1号");
        await DoneAsync("donate --fund F1 --amount 1,234.50 --on 2026-01-08 --donor 王小明 --fee 1.50");
        await DoneAsync("expense --fund F1 --amount 300 --on 2026-02-10 --for 物料 --source donation");
    }

    [Test]
    public async Task The_statements_are_of_the_whole_entity_or_of_a_fund_to_a_day_or_a_year()
    {
        var sheet = await ReportAsync("report balance-sheet --year 2026 --json");
        Assert.That(Amount(sheet, "assets"), Is.EqualTo("50933.00"));
        Assert.That(sheet.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("passed").GetBoolean()), Has.All.True);
        Assert.That(Amount(await ReportAsync("report activities --fund F1 --to 2026-01-31 --json"), "costs"), Is.EqualTo("1.50"));
        Assert.That(Amount(await ReportAsync("report cash-flows --to 2026-02-28 --json"), "netIncrease"), Is.EqualTo("50933.00"));
        Assert.That((await RunAsync("report activities --json")).Error, Does.StartWith("error: --to: Name the last day with --to, or the year with --year."));
        Assert.That((await RunAsync("report cash-flows --to 2026-01-31 --fund F9 --json")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task Every_register_stands_by_itself()
    {
        foreach (var register in Registers)
        {
            var shown = await ReportAsync($"report {register} --fund F1 --from 2026-01-01 --to 2026-12-31 --json");
            Assert.That(shown.GetProperty("fund").GetProperty("code").GetString(), Is.EqualTo("F1"), register);
        }
    }

    [Test]
    public async Task The_pack_has_all_of_them_in_one_file_and_tells_how_far_it_is()
    {
        var (pdf, json) = (Path.Combine(Folder, "pack.pdf"), Path.Combine(Folder, "pack.json"));
        await DoneAsync($"report audit-pack --fund F1 --year 2026 --out {pdf}");
        using (var document = PdfDocument.Open(File.ReadAllBytes(pdf)))
        {
            Assert.That(document.TryGetBookmarks(out var bookmarks), Is.True);
            Assert.That(bookmarks!.GetNodes().Count(), Is.EqualTo(18), "the contents and 17 parts");
            Assert.That(document.GetPages().Last().Text, Does.Contain($"{document.NumberOfPages}"));
        }

        await DoneAsync($"report audit-pack --fund F1 --year 2026 --out {json}");
        using var read = JsonDocument.Parse(File.ReadAllText(json));
        Assert.That(read.RootElement.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("part").GetString()), Is.SupersetOf(Registers));
    }

    [Test]
    public async Task What_a_pack_cannot_be_is_refused()
    {
        Assert.That((await RunAsync("report audit-pack --fund F1 --year 2026 --out pack.csv")).Error, Does.StartWith("error: --format: An audit pack has many tables and cannot be written as CSV."));
        Assert.That((await RunAsync("report audit-pack --fund F1 --year 2026")).Error, Does.StartWith("error: --out: Name the file with --out"));
        Assert.That((await RunAsync($"report audit-pack --fund F9 --year 2026 --out {Path.Combine(Folder, "none.pdf")}")).Error, Does.StartWith("error: --fund: There is no fund 'F9'."));
        Assert.That((await RunAsync($"report audit-pack --fund F1 --year 99999 --out {Path.Combine(Folder, "none.pdf")}")).ExitCode, Is.EqualTo(2));
        Assert.That(File.Exists(Path.Combine(Folder, "none.pdf")), Is.False);
    }

    private async Task<JsonElement> ReportAsync(string line) => JsonDocument.Parse((await DoneAsync(line)).Binary).RootElement;

    private static string? Amount(JsonElement report, string fact) => report.GetProperty(fact).GetProperty("amount").GetString();
}
