using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations.Importing;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class MendingRefusedRows(TestDatabase database)
{
    private const string List = "序号,捐赠人,金额,日期,经办\n1,李四,5.00,2026-03-01,甲\n2,王小明,1O.00,2026-03-02,\"乙,丙\"\n3,赵六,7.00,2026-02-01,甲\n4,=孙七,8.00,2027-01-01,甲\n";

    [Test]
    public Task They_come_with_the_columns_of_the_list_and_the_reason_and_what_to_mend_is_marked() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.CloseAsync(2);
        var lines = (await ImportAndMendAsync(ledger, List)).Split("\r\n");
        Assert.That(lines[0], Is.EqualTo("序号,捐赠人,金额,日期,经办,Why it was not posted"));
        Assert.That(lines[1], Does.StartWith("2,王小明,?1O.00,2026-03-02,\"乙,丙\",\"Row 3, column"));
        Assert.That(lines[2], Does.StartWith("3,赵六,7.00,2026-02-01,甲,").And.Contain("closed month"));
        Assert.That(lines[3], Does.StartWith("4,'=孙七,8.00,2027-01-01,甲,").And.Contain("after today"));
        Assert.That(lines, Has.Length.EqualTo(5), "and nothing that is posted");
    });

    [Test]
    public Task Mended_they_go_in_and_nothing_posted_comes_twice() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.CloseAsync(2);
        var mended = (await ImportAndMendAsync(ledger, List)).Replace("?1O.00", "10.00").Replace("2026-02-01", "2026-03-03").Replace("2027-01-01", "2026-03-04");
        var summary = await ImportAsync(ledger, mended);
        Assert.That((summary.Gifts, summary.Sum, summary.FailedCount), Is.EqualTo((3L, Cny(25), 0L)));
        Assert.That(await ledger.ScalarAsync<string>("SELECT name FROM donors WHERE name LIKE '%孙七'"), Is.EqualTo("=孙七"), "as it stood in the list");
        Assert.That((await ledger.BalancesAsync("LAKE")).Total.Cash, Is.EqualTo(Cny(30)));
    });

    [TestCase("捐赠人,金额,日期\n李四,5.00,2026-03-01\n王五,\"12,50\",2026-03-02\n赵六,1.234,2026-03-03\n")]
    [TestCase("捐赠人,金额,日期\n李四,5.00,13/03/2026\n王五,6.00,03/14/2026\n")]
    [TestCase("捐赠人,金额,日期\n李四,5.00,2026-03-01\n王五,1,234.50,2026-03-01\n")]
    [TestCase("捐赠人,日期,金额,备注\n李四,2026-03-01,5.00,x\n王五,2026-03-01,1\n")]
    [TestCase("捐赠人,金额,日期\n李四,5.00,2026-03-01\n王五,7.00,2026-03-01\n,12.00,\n")]
    [TestCase("捐赠人,金额,日期\n李四,5.00,2026-03-01\n\"王\"五,7.00,2026-03-01\n")]
    public Task Unmended_none_of_them_goes_in(string list) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var mend = await ImportAndMendAsync(ledger, list, ListProfile.Guess with { Numbers = NumberFormat.DecimalPoint, Dates = DateFormat.DayFirst });
        var count = await ledger.EntryCountAsync();
        Assert.That(count, Is.Positive);
        Assert.That(mend.Split("\r\n"), Has.Length.GreaterThan(2), "there are rows to mend");
        using var file = TestLists.OfText(mend);
        if (file.Scan(new ListSettings(Currency.Cny, ListProfile.Guess)) is ListScanning.Scanned scanned)
            Assert.That(scanned.Scan.Gifts, Is.Zero, mend);
    });

    [Test]
    public Task A_unit_said_above_the_list_is_said_in_the_header() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var mend = await ImportAndMendAsync(ledger, "单位：万元,,\n捐赠人,金额,日期\n李四,2,2026-03-01\n王五,x,2026-03-01\n");
        Assert.That(mend, Does.StartWith("捐赠人,金额（万元）,日期,"));
        Assert.That((await ImportAsync(ledger, mend.Replace("?x", "3"))).Sum, Is.EqualTo(Cny(30_000)));
    });

    [Test]
    public Task A_list_without_a_header_gets_one() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var profile = new ListProfile(HeaderRow: 0, Columns: new Dictionary<ListColumn, string> { [ListColumn.Donor] = "#1", [ListColumn.Amount] = "#2", [ListColumn.Date] = "#3" });
        Assert.That(await ImportAndMendAsync(ledger, "李四,5.00,2026-03-01,甲\n王五,x,2026-03-01,乙\n", profile), Does.StartWith("donor,amount,date,#4,Why it was not posted\r\n王五,?x,2026-03-01,乙,"));
    });

    [Test]
    public Task Numbers_and_days_of_a_workbook_are_written_as_people_read_them() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var file = TestLists.OfBytes(XlsxFile.Of(XlsxFile.Sheet(["捐赠人", "金额", "日期"], ["李四", 5.1, March(1)], ["王五", 0.30000000000000004, new DateOnly(2027, 1, 2)])));
        Assert.That(await ImportAndMendAsync(ledger, file, ListProfile.Guess), Does.Contain("\r\n王五,0.3,2027-01-02,"));
    });

    private static async Task<string> ImportAndMendAsync(TestLedger ledger, string list, ListProfile? profile = null)
    {
        using var file = TestLists.OfText(list);
        return await ImportAndMendAsync(ledger, file, profile ?? ListProfile.Guess);
    }

    private static async Task<string> ImportAndMendAsync(TestLedger ledger, ListFile file, ListProfile profile)
    {
        var scan = TestLists.Scanned(file, Currency.Cny, profile);
        await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, scan, new ImportChoices("LAKE", AcceptDifference: true, SkipFailedRows: true));
        var rows = (await RefusedRows.OfAsync(ledger.Database, file, scan, "LAKE", Today)).Expect();
        using var text = new StringWriter();
        MendFile.Write(text, rows, Language.En, reason => reason.Message.En);
        return text.ToString();
    }

    private static async Task<ImportSummary> ImportAsync(TestLedger ledger, string list)
    {
        using var file = TestLists.OfText(list);
        var outcome = await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", file, TestLists.Scanned(file, Currency.Cny), new ImportChoices("LAKE"));
        Assert.That(outcome, Is.InstanceOf<ImportOutcome.Imported>(), () => ((ImportOutcome.Refused)outcome).Reason.Message.En);
        return ((ImportOutcome.Imported)outcome).Summary;
    }
}
