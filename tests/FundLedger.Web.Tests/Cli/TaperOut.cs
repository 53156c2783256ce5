namespace FundLedger.Web.Tests.Cli;

public sealed class TaperOut : CommandLineTest
{
    [Test]
    public async Task A_draft_plan_is_looked_at_before_anything_is_signed()
    {
        var file = await SampleAsync("", "");
        var shown = (await DoneAsync($"taper preview --file {file} --json")).Json;
        Assert.That(shown.GetProperty("support").GetProperty("amount").GetString(), Is.EqualTo("190000.00"));
        Assert.That(shown.GetProperty("years").EnumerateArray().Select(year => year.GetProperty("support").GetProperty("amount").GetString()), Is.EqualTo(new[] { "100000.00", "60000.00", "30000.00" }));
        Assert.That(shown.GetProperty("periods").GetArrayLength(), Is.EqualTo(12));
        Assert.That(shown.GetProperty("cases").EnumerateArray().Select(one => one.GetProperty("missing").GetProperty("amount").GetString()), Is.EqualTo(new[] { "6440.00", "64410.00" }));
        Assert.That((await DoneAsync($"taper preview --file {file}")).Out, Does.Contain("In all 190,000.00 CNY").And.Contain("not within the plan"));
    }

    [TestCase("\"90000.00\"", "\"80000.00\"", "error: sources: The sources give 180000.00 CNY, and the plan takes 190000.00 CNY: they differ by -10000.00 CNY.")]
    [TestCase("\"30%\"", "\"130%\"", "error: curve: The share 130% is not between 0% and 100%.")]
    [TestCase("\"periods\": 12", "\"periods\": 13", "error: budget: The plan runs over 4 year(s) and takes as many yearly budgets; 3 are given.")]
    [TestCase("\"2027-01-01\"", "\"2027-01-02\"", "error: start: 2027-01-02 is not the first day of a month.")]
    public async Task A_draft_that_makes_no_plan_is_refused_with_its_mend(string written, string instead, string told)
    {
        var file = await SampleAsync(written, instead);
        var run = await RunAsync($"taper preview --file {file}");
        Assert.That((run.ExitCode, run.Error.Trim()), Is.EqualTo((2, told)));
    }

    [TestCase("plan", "agree", "space", "There is no space 'hu-1'.")]
    [TestCase("year", "approve-year", "plan", "There is no taper plan 'taper-2027-1'.")]
    [TestCase("amendment", "amend", "plan", "There is no taper plan 'taper-2027-1'.")]
    public async Task Samples_are_read_as_they_are_printed(string sample, string verb, string field, string told)
    {
        await DoneAsync("fund create --code LAKE --name Lake --kind CommunityFund --currency CNY");
        var file = Write("sample.json", "");
        await DoneAsync($"taper template --for {sample} --out {file}");
        var run = await RunAsync($"taper {verb} --file {file}");
        Assert.That((run.ExitCode, run.Error.Trim()), Is.EqualTo((2, $"error: {field}: {told}")));
    }

    [Test]
    public async Task A_plan_is_agreed_approved_released_paid_held_and_ended_by_hand()
    {
        await DoneAsync("fund create --code LAKE --name Lake --kind CommunityFund --currency CNY");
        await DoneAsync("donate --fund LAKE --amount 1000 --on 2026-01-08 --donor 王小明");
        await DoneAsync("organisation rules --opens-before 30 --of community --requires filing");
        await DoneAsync("organisation register --code HUA --name 湖畔服务社 --kind community");
        await DoneAsync($"organisation document --code HUA --kind filing --number 1 --from 2026-01-01 --document {Write("scan.pdf", "扫描件")}");
        await DoneAsync("organisation check --document 1");
        await DoneAsync("space add --space HU --fund LAKE --name 湖畔会客厅 --opened 2026-01-01");
        await DoneAsync("space operator --space HU --organisation HUA --from 2026-01-01");
        var plan = Write("plan.json", """
            {"number": "T-1", "space": "HU", "on": "2026-04-01", "reason": "一年支持", "terms": {"title": "一年支持", "terms": {"start": "2026-01-01", "step": "Quarter", "periods": 4,
              "yearlyBudgets": [{"amount": "400.00", "currency": "CNY"}], "curve": {"kind": "Linear", "shares": ["100%", "40%"]}}, "parts": [{"source": "donation", "amount": {"amount": "280.00", "currency": "CNY"}}],
              "basis": "Plan", "conditions": [], "targets": []}}
            """);
        Assert.That((await DoneAsync($"taper agree --file {plan}")).Out, Does.Contain("280.00 CNY in all, paid to HUA"));
        await DoneAsync($"taper approve-year --file {Write("year.json", """{"plan": "T-1", "version": 1, "year": 1, "on": "2026-04-01", "reason": "按计划"}""")}");
        Assert.That((await DoneAsync("run-due")).Out, Does.Contain("T-1 period 1: 100.00 CNY is payable and 0.00 CNY lapses"));
        Assert.That((await DoneAsync("run-due --json")).Json.GetProperty("periods").GetArrayLength(), Is.Zero);
        await DoneAsync("taper pay --plan T-1 --period 1 --amount 60 --on 2026-04-15");
        await DoneAsync("taper cancel --plan T-1 --period 1 --on 2026-04-15 --reason 少付");
        await DoneAsync("taper hold --plan T-1 --period 2 --why 核查");
        var periods = (await DoneAsync("taper periods --plan T-1 --json")).Json;
        Assert.That(periods.EnumerateArray().Select(one => one.GetProperty("state").GetString()), Is.EqualTo(new[] { "Paid", "Held", "Committed", "Committed" }));
        Assert.That((await DoneAsync("taper periods")).Out, Does.Contain("somebody holds it: “核查”"));
        await DoneAsync("taper go-on --plan T-1 --period 2");
        Assert.That((await RunAsync("taper review --plan T-1 --decision keep --on 2026-04-15 --reason x")).Error, Does.Contain("No review of plan T-1 waits"));
        Assert.That((await DoneAsync("taper end --plan T-1 --on 2026-04-15 --reason 终止")).Out, Does.Contain("released: donation 180.00"));
        Assert.That((await DoneAsync("taper show --plan T-1")).Out, Does.Contain("Stopped").And.Contain("100.00 CNY payable"));
        Assert.That((await DoneAsync("taper list --json")).Json[0].GetProperty("approvedYears").GetArrayLength(), Is.EqualTo(1));
        await DoneAsync("verify");
    }

    private async Task<string> SampleAsync(string written, string instead)
    {
        var file = Write("plan.json", "");
        await DoneAsync($"taper template --out {file}");
        var sample = await File.ReadAllTextAsync(file);
        return written.Length == 0 ? file : Write("plan.json", sample.Replace(written, instead, StringComparison.Ordinal));
    }
}
