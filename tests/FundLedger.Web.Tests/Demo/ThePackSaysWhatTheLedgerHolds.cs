using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FundLedger.Reports;
using FundLedger.Reports.Content;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;
using FundLedger.Web.Demo;
using FundLedger.Web.Tests.Cli;
using Microsoft.Data.Sqlite;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace FundLedger.Web.Tests.Demo;

/// <summary>An audit pack is printed, read back as an auditor would, and compared with sums that are taken from the journal's rows by themselves.</summary>
public sealed partial class ThePackSaysWhatTheLedgerHolds : CommandLineTest
{
    private const string Year = "2026", Pool = "QC";

    [Test]
    public async Task Its_totals_read_from_the_pdf_are_those_of_the_journal()
    {
        var pdf = Path.Combine(Folder, "pack.pdf");
        var books = new StorageOptions { Directory = Books, Demo = true };
        var clock = StoryClock.For(books, new StandingClock(new DateOnly(2026, 11, 29)), DemoBooks.DaysBack);
        await using (var database = SqliteDatabase.Open(books, clock))
        {
            await DemoBooks.FillAsync(database, clock, default);
            await database.ReadAsync(async reader =>
            {
                var pack = (await AuditPack.OfAsync(reader, Pool, 2026, null)).Expect();
                foreach (var part in pack.Parts)
                    foreach (var table in part.Content.Sections.OfType<TableSection>().Where(table => table.Rows.Any(row => row.Kind is RowKind.Total or RowKind.Subtotal or RowKind.Result)))
                        Assert.That(table.Checks, Is.Not.Empty, $"{part.Key}: {table.Key}");
                await using var output = File.Create(pdf);
                ReportPackWriter.Write(pack, ReportFormat.Pdf, Language.Zh, output);
                return true;
            });
        }

        var held = await HeldAsync();
        foreach (var (by, lines) in new[] { ("PdfPig", LinesOf(pdf)), ("poppler", LinesByPoppler(pdf)) })
        {
            if (lines is null) continue; // pdftotext is not installed
            Assert.Multiple(() =>
            {
                MustStand("资产总计", held["assets"]);
                MustStand("负债合计", held["liabilities"]);
                MustStand("净资产合计", held["assets"] - held["liabilities"]);
                MustStand("收入合计", held["income"]);
                MustStand("费用合计", held["costs"]);
                MustStand("登记簿合计=捐赠收入科目的发生额", held["donations"]);
                MustStand("期末净资产之和=汇总表的期末净资产", held["net assets of the pool's funds"]);
                MustStand("未释放的批次=账上已立项未拨付", held["committed to awards"]);
                foreach (var (source, amount) in held.Where(one => one.Key.StartsWith("source ", StringComparison.Ordinal) && one.Value != 0))
                    Assert.That(lines, Has.Some.Contains(Text(amount)), $"{by}: {source}");
                var awards = lines.SkipWhile(line => !line.Contains("立项与批次", StringComparison.Ordinal)).First(line => line.StartsWith("合计", StringComparison.Ordinal));
                Assert.That(awards, Does.Contain(Text(held["paid to awards"])), $"{by}: paid of tranches");
            });

            void MustStand(string label, long minor) => Assert.That(lines.Where(line => line.Contains(label, StringComparison.Ordinal)), Has.Some.Contains(Text(minor)), $"{by}: {label}");
        }

        Assert.That(held.Values.Count(amount => amount != 0), Is.GreaterThan(12), "there is something to compare");
    }

    /// <summary>Sums of the journal's rows in minor units, by statements of this test alone.</summary>
    private async Task<Dictionary<string, long>> HeldAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Books, "fundledger.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        const string Lines = "FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id JOIN journal_entries entry ON entry.entry_id = line.entry_id JOIN funds fund ON fund.fund_id = line.fund_id JOIN sources source ON source.source_id = line.source_id "
            + $"WHERE account.layer = 'actual' AND line.occurred_on <= '{Year}-12-31'";
        const string OfYear = $"AND line.occurred_on >= '{Year}-01-01' AND entry.kind NOT IN ('year-closed', 'year-reopened')";
        // What funds owe each other is nothing of the whole.
        const string NotBetween = "AND account.role NOT IN ('DueFromFund', 'DueToFund')";
        const string InPool = $"AND line.fund_id IN (WITH RECURSIVE below(fund_id) AS (SELECT fund_id FROM funds WHERE code = '{Pool}' UNION SELECT child.fund_id FROM funds child JOIN below ON child.parent_id = below.fund_id) SELECT fund_id FROM below)";
        var held = new Dictionary<string, long>
        {
            ["assets"] = await SumAsync($"SELECT SUM(line.amount_minor) {Lines} AND account.type = 'asset' {NotBetween}"),
            ["liabilities"] = -await SumAsync($"SELECT SUM(line.amount_minor) {Lines} AND account.type = 'liability' {NotBetween}"),
            ["income"] = -await SumAsync($"SELECT SUM(line.amount_minor) {Lines} {OfYear} AND account.type = 'income' AND account.role NOT IN ('TransferIn', 'TransferOut')"),
            ["costs"] = await SumAsync($"SELECT SUM(line.amount_minor) {Lines} {OfYear} AND account.type = 'cost' AND account.role NOT IN ('TransferIn', 'TransferOut')"),
            ["donations"] = -await SumAsync($"SELECT SUM(line.amount_minor) {Lines} {OfYear} {InPool} AND account.role = 'DonationIncome'"),
            ["net assets of the pool's funds"] = await SumAsync($"SELECT SUM(line.amount_minor) {Lines} {InPool} AND account.type IN ('asset', 'liability')"),
            ["paid to awards"] = await SumAsync($"SELECT SUM(line.amount_minor) {Lines} {InPool} AND entry.kind IN ('tranche-paid', 'payment-returned') AND account.role = 'GrantsPayable' AND line.subject LIKE 'tranche/%'"),
            ["committed to awards"] = await SumAsync($"SELECT SUM(line.amount_minor) {Lines.Replace("'actual'", "'committed'", StringComparison.Ordinal)} {InPool} AND account.role = 'Committed' AND line.subject LIKE 'award/%'"),
        };
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT fund.code || ' ' || source.code, SUM(line.amount_minor) {Lines} {InPool} AND account.type IN ('asset', 'liability') GROUP BY fund.code, source.code";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) held[$"source {reader.GetString(0)}"] = reader.GetInt64(1);
        return held;

        async Task<long> SumAsync(string sql)
        {
            await using var one = connection.CreateCommand();
            one.CommandText = sql;
            return await one.ExecuteScalarAsync() is long sum ? sum : 0;
        }
    }

    private static string Text(long minor) => new Money(minor, Currency.Cny).ToGroupedText();

    /// <summary>Words of a line, from left to right without blanks between, as they stand on the paper.</summary>
    private static List<string> LinesOf(string file)
    {
        using var pdf = PdfDocument.Open(file);
        return [.. pdf.GetPages().SelectMany(page => page.GetWords().GroupBy(word => Math.Round(word.Letters[0].StartBaseLine.Y, 0)).OrderByDescending(line => line.Key).Select(Line))];

        static string Line(IEnumerable<Word> words) => Blanks().Replace(string.Join(' ', words.OrderBy(word => word.BoundingBox.Left).Select(word => word.Text)), "");
    }

    private static List<string>? LinesByPoppler(string file)
    {
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var text = reader.StandardOutput.ReadToEnd();
            reader.WaitForExit();
            return [.. text.Split('\n', '\f').Select(line => Blanks().Replace(line, ""))];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
