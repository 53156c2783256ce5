using System.Text;
using FundLedger.Donations.Lists;
using FundLedger.Ledger;
using FundLedger.Spaces;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;
using static FundLedger.Tests.Spaces.SpaceScenes;

namespace FundLedger.Tests.Spaces;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ImportingResults(TestDatabase database)
{
    private const string Header = "空间代码 Space code,空间名称,First day,结束日期,人员费用 Staff,不予支持的成本,服务收费,服务人次,开放小时,说明,更正理由";

    [Test]
    public Task Several_spaces_and_periods_come_in_one_sheet() => database.RunAsync(async ledger =>
    {
        await TwoSpacesAsync(ledger);
        var done = (await ImportAsync(ledger, Header, "S1,,2026-01-01,2026/1/31,\"1,000.50\",80,300,900,240,平稳,", "S1,,2026年2月1日,2026-02-28,900,,,,,,", ",,,,,,,,,,", "S2,二号,2025-12-01,2026-02-28,70,,,,,,")).Outcome.Expect();
        Assert.That(done, Is.EqualTo(new ResultsImported(3, 2)));
        var results = await ledger.ResultsAsync("S1");
        Assert.That(results.Select(one => (one.Figures.First.Month, one.Figures.Cost, one.Figures.EligibleCost, one.Figures.Revenue, one.Figures.Users, one.Content.Text)),
            Is.EqualTo(new[] { (1, Cny(1_080.5m), Cny(1_000.5m), Cny(300), 900, "平稳"), (2, Cny(900), Cny(900), Cny(0), 0, "") }));
        Assert.That(results[0].Content.Costs.Select(line => (line.Code, line.Name, line.IsEligible)), Is.EqualTo(new[] { ("staff", "人员费用", true), ("outside", "不予支持的成本", false) }));
        Assert.That((await ledger.ResultsAsync("S2")).Single().Figures.Last, Is.EqualTo(new DateOnly(2026, 2, 28)));
    });

    [Test]
    public Task With_one_wrong_cell_nothing_is_taken_and_each_is_named_by_row_and_column() => database.RunAsync(async ledger =>
    {
        await TwoSpacesAsync(ledger);
        var (outcome, problems) = await ImportAsync(ledger, Header, "S1,,2026-01-01,2026-01-31,100,,,,,,", "S9,,2026-01-01,2026-01-31,1,,,,,,", "S1,,2026-02-30,2026-02-28,1.005,,abc,1.5,,,");
        Assert.That(Refused.CodeOf(outcome), Is.EqualTo("sheet-rows-wrong"));
        Assert.That(problems.Select(one => $"{one.Row} {one.Column.Zh}"), Is.EqualTo(new[] { "3 空间代码", "4 开始日期", "4 人员费用", "4 服务收费", "4 服务人次" }));
        Assert.That(((Outcome<ResultsImported>.Refused)outcome).Reason.Message.Zh, Does.StartWith("没有导入任何一行。第 3 行“空间代码”：没有代码为“S9”的公共空间。"));
        Assert.That(await ledger.ResultsAsync("S1"), Is.Empty);
    });

    [Test]
    public Task What_the_rules_refuse_is_named_by_row_too_and_leaves_nothing_behind() => database.RunAsync(async ledger =>
    {
        await TwoSpacesAsync(ledger);
        var (outcome, problems) = await ImportAsync(ledger, Header, "S1,,2026-01-01,2026-01-31,100,,,,,,", "S1,,2025-12-01,2026-02-28,300,,,,,,", "S2,,2026-03-01,2026-03-31,1,,,,,,", "S2,,2026-02-01,2026-02-28,1,,,,,,更正");
        Assert.That(Refused.CodeOf(outcome), Is.EqualTo("sheet-rows-wrong"));
        Assert.That(problems.Select(one => $"{one.Row} {one.Column.En}"), Is.EqualTo(new[] { "3 First day", "4 Last day", "5 Reason of a correction" }));
        Assert.That(await ledger.ResultsAsync("S1"), Is.Empty);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operating_results"), Is.Zero);
    });

    [Test]
    public Task A_trial_says_what_would_be_taken_and_keeps_nothing() => database.RunAsync(async ledger =>
    {
        await TwoSpacesAsync(ledger);
        var sheet = await SheetAsync(ledger, Header, "S1,,2026-01-01,2026-01-31,100,,,,,,");
        var trial = new ImportResults(new Preview(ledger.Database));
        Assert.That((await trial.RunAsync(Ask("import-1"), sheet)).Expect().Results, Is.EqualTo(1));
        Assert.That(await ledger.ResultsAsync("S1"), Is.Empty);
        Assert.That((await new ImportResults(ledger.Database).RunAsync(Ask("import-1"), sheet)).Expect().Results, Is.EqualTo(1));
        Assert.That((await new ImportResults(ledger.Database).RunAsync(Ask("import-1"), sheet)), Is.EqualTo(new Outcome<ResultsImported>.Done(new(1, 1), WasDoneBefore: true)), "sent twice, taken once");
    });

    [TestCase("sheet-header", "空间代码,人员费用")]
    [TestCase("sheet-column", "空间代码,开始日期,结束日期,奖金")]
    [TestCase("sheet-column-twice", "空间代码,开始日期,结束日期,人员费用,Staff")]
    [TestCase("sheet-empty", "空间代码,开始日期,结束日期")]
    public Task A_sheet_that_is_not_the_template_is_refused_as_a_whole(string code, string header) => database.RunAsync(async ledger =>
    {
        await TwoSpacesAsync(ledger);
        Assert.That(Refused.CodeOf(await ReadAsync(ledger, header)), Is.EqualTo(code));
    });

    private static async Task TwoSpacesAsync(TestLedger ledger)
    {
        await ledger.SpaceAsync();
        (await new RegisterSpace(ledger.Database).RunAsync(ledger.Ask(), Wanted("S2"))).Expect();
    }

    private static Task<Outcome<ResultSheet>> ReadAsync(TestLedger ledger, params string[] lines) => ledger.Database.ReadAsync(async reader =>
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        using var file = ((ListOpening.Opened)ListFile.Open(content, "results.csv")).File;
        return ResultSheet.Read(file, await SpaceReading.ListAsync(reader, await Books.LoadAsync(reader)), null);
    });

    private static async Task<ResultSheet> SheetAsync(TestLedger ledger, params string[] lines) => (await ReadAsync(ledger, lines)).Expect();

    private static async Task<(Outcome<ResultsImported> Outcome, IReadOnlyList<SheetProblem> Problems)> ImportAsync(TestLedger ledger, params string[] lines)
    {
        var import = new ImportResults(ledger.Database);
        return (await import.RunAsync(ledger.Ask(), await SheetAsync(ledger, lines)), import.Problems);
    }
}
