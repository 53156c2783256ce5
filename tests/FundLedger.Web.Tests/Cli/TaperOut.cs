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

    private async Task<string> SampleAsync(string written, string instead)
    {
        var file = Write("plan.json", "");
        await DoneAsync($"taper template --out {file}");
        var sample = await File.ReadAllTextAsync(file);
        return written.Length == 0 ? file : Write("plan.json", sample.Replace(written, instead, StringComparison.Ordinal));
    }
}
