using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Vouchers;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Vouchers;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ExportingVouchers(TestDatabase database)
{
    private const string Own = """
        { "name": { "zh": "自用", "en": "Own" }, "language": "en", "dateFormat": "yyyy/MM/dd",
          "columns": [ { "header": "Day", "field": "date" }, { "header": "No", "field": "number" }, { "header": "Account", "field": "account" }, { "header": "Side", "field": "side" }, { "header": "Amount", "field": "amount" }, { "header": "Set", "constant": "A=1" } ],
          "accounts": { "1002": "1002.01" } }
        """;

    private static readonly BookQuestion January = new(null, new DateSpan(new(2026, 1, 1), new(2026, 1, 31)));

    [Test]
    public Task What_was_exported_is_read_back_equal_and_one_changed_cell_is_named() => database.RunAsync(async ledger =>
    {
        await ClosedJanuaryAsync(ledger);
        foreach (var code in new[] { "kingdee", "yonyou" })
        {
            var csv = await CsvAsync(ledger, code);
            Assert.That(csv.Split("\r\n")[0].Split(',').Length, Is.EqualTo(VoucherLayouts.Shipped.Single(known => known.Code == code).Layout.Columns.Count));
            Assert.That(await CheckAsync(ledger, code, csv), Is.EqualTo(new VoucherCheck(2, 4, null)), code);

            var difference = (await CheckAsync(ledger, code, csv.Replace("12.30", "12.31"))).Difference!;
            Assert.That((difference.Row, difference.Column, difference.Expected, difference.Found), Is.EqualTo((2L, "借方金额", "12.30", "12.31")), code);
            Assert.That(difference.Text.En, Does.Contain("line 1").And.Contain("'12.31'"));
            var lines = csv.Split("\r\n");
            Assert.That((await CheckAsync(ledger, code, string.Join("\r\n", lines.Where((_, i) => i != 2)))).Difference!.Row, Is.EqualTo(3), "a line left out");
            Assert.That((await CheckAsync(ledger, code, csv + lines[1] + "\r\n")).Difference!.Row, Is.EqualTo(6), "a line more");
            Assert.That((await CheckAsync(ledger, code, csv.Replace("摘要", "备注"))).Difference!.Expected, Is.EqualTo("摘要"), "another column");
        }
    });

    [Test]
    public Task A_layout_of_ones_own_has_its_words_its_days_and_its_codes_of_accounts() => database.RunAsync(async ledger =>
    {
        await ClosedJanuaryAsync(ledger);
        (await new SetVoucherLayout(ledger.Database).RunAsync(ledger.Ask(), "own", Own)).Expect();
        var csv = await CsvAsync(ledger, "own");
        Assert.That(csv.Split("\r\n")[1], Is.EqualTo("2026/01/05,1,1002.01,debit,12.30,A=1"));
        Assert.That((await CheckAsync(ledger, "own", csv)).Difference, Is.Null);
        Assert.That((await CheckAsync(ledger, "own", csv.Replace("1002.01", "1002"))).Difference!.Column, Is.EqualTo("Account"));
    });

    [Test]
    public Task Each_change_of_a_layout_is_a_version_and_the_last_counts() => database.RunAsync(async ledger =>
    {
        Assert.That(await VersionsAsync(ledger), Is.EqualTo(new[] { ("kingdee", 0L), ("yonyou", 0L) }));
        await ledger.FundAsync("LAKE");
        Assert.That((await new SetVoucherLayout(ledger.Database).RunAsync(ledger.Ask(), "kingdee", Own)).Expect().Version, Is.EqualTo(1));
        var again = Ask("again");
        Assert.That((await new SetVoucherLayout(ledger.Database).RunAsync(again, "kingdee", Own.Replace("Own", "Second"))).Expect().Version, Is.EqualTo(2));
        Assert.That((await new SetVoucherLayout(ledger.Database).RunAsync(again, "kingdee", Own.Replace("Own", "Second"))).Expect().Version, Is.EqualTo(2), "the same asked twice");
        Assert.That(await VersionsAsync(ledger), Is.EqualTo(new[] { ("kingdee", 2L), ("yonyou", 0L) }));
        Assert.That((await ledger.Database.ReadAsync(reader => VoucherLayouts.FindAsync(reader, "kingdee"))).Expect().Layout.Name.En, Is.EqualTo("Second"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM audit_events WHERE act = 'set-voucher-layout'"), Is.EqualTo(2));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM voucher_layouts"), Is.EqualTo(2));
    });

    [TestCase("kingdee X", null, "layout-code")]
    [TestCase("own", "{", "layout-wrong")]
    [TestCase("own", "null", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"columns":[{"header":"a","field":"account"}],"more":1}""", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"columns":[{"header":"a","field":"account"}]}""", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"columns":[{"header":"a","field":"account"},{"header":"b","field":"sum"}]}""", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"columns":[{"header":"a","field":"account"},{"header":"a","field":"amount"}]}""", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"columns":[{"header":"a","field":"account"},{"header":"b","field":"amount","constant":"1"}]}""", "layout-wrong")]
    [TestCase("own", """{"name":{"zh":"一","en":"One"},"dateFormat":"d日","columns":[{"header":"a","field":"account"},{"header":"b","field":"amount"}]}""", "layout-wrong")]
    public Task A_layout_that_could_not_be_used_is_not_kept(string code, string? json, string expected) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.CodeOf(await new SetVoucherLayout(ledger.Database).RunAsync(ledger.Ask(), code, json ?? Own)), Is.EqualTo(expected));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM voucher_layouts"), Is.Zero);
    });

    [Test]
    public Task Vouchers_without_numbers_are_not_exported() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 12.30m, new(2026, 1, 5));
        Assert.That(Refused.CodeOf(await ledger.Database.ReadAsync(reader => OpenAsync(reader, "kingdee"))), Is.EqualTo("vouchers-unnumbered"));
        await ledger.CloseAsync(1);
        Assert.That(Refused.CodeOf(await ledger.Database.ReadAsync(reader => OpenAsync(reader, "none"))), Is.EqualTo("layout-unknown"));
        Assert.That(Refused.CodeOf(await ledger.Database.ReadAsync(reader => OpenAsync(reader, "kingdee", January with { Span = new(new(2025, 1, 1), new(2025, 1, 31)) }))), Is.EqualTo("vouchers-none"));
    });

    private static async Task ClosedJanuaryAsync(TestLedger ledger)
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 12.30m, new(2026, 1, 5));
        await ledger.SpendAsync("LAKE", 3, on: new(2026, 1, 6));
        await ledger.CloseAsync(1);
    }

    private static async Task<(string, long)[]> VersionsAsync(TestLedger ledger) => [.. (await ledger.Database.ReadAsync(VoucherLayouts.ListAsync)).Select(known => (known.Code, known.Version))];

    private static async Task<Outcome<VoucherExport>> OpenAsync(LedgerReader reader, string code, BookQuestion? asked = null) =>
        (await VoucherLayouts.FindAsync(reader, code)).IsDone(out var layout, out var refusal) ? await VoucherExport.OpenAsync(reader, layout, asked ?? January, Bilingual.Same) : refusal;

    private static Task<string> CsvAsync(TestLedger ledger, string code) => ledger.Database.ReadAsync(async reader =>
    {
        using var file = new MemoryStream();
        (await OpenAsync(reader, code)).Expect().WriteCsv(file);
        return Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF');
    });

    private static Task<VoucherCheck> CheckAsync(TestLedger ledger, string code, string csv) => ledger.Database.ReadAsync(async reader =>
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("\uFEFF" + csv));
        using var file = ((ListOpening.Opened)ListFile.Open(content, "vouchers.csv")).File;
        return (await OpenAsync(reader, code)).Expect().Check(file).Expect();
    });
}
