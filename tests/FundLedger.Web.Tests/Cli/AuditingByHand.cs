using System.Text;
using System.Text.Json;

namespace FundLedger.Web.Tests.Cli;

public sealed class AuditingByHand : CommandLineTest
{
    [Test]
    public async Task A_sample_is_drawn_shown_given_results_and_reported()
    {
        await NewFundAsync("F1");
        foreach (var amount in new[] { "100", "900", "40" }) await DoneAsync($"donate --fund F1 --amount {amount} --on 2026-01-08 --donor x");
        await DoneAsync("sample draw --fund F1 --from 2026-01-01 --to 2026-01-31 --of gifts --method monetary-unit --tolerable 900 --factor 3.00 --seed 2026-AUDIT-1");
        var shown = JsonDocument.Parse((await DoneAsync("sample show --sample 1 --json")).Out).RootElement;
        Assert.That(shown.GetProperty("sample").GetProperty("interval").GetProperty("amount").GetString(), Is.EqualTo("300.00"));
        Assert.That(shown.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("entry").GetInt64()), Does.Contain(2));
        await DoneAsync("sample result --sample 1 --item 1 --result misstated --audited 1 --note y");
        Assert.That((await DoneAsync("sample list")).Out, Does.Contain("1,040.00"));
        Assert.That(Encoding.UTF8.GetString((await DoneAsync("report audit-sample --sample 1 --format csv --out -")).Binary), Does.Contain("misstated").Or.Contain("有错报"));
        var random = JsonDocument.Parse((await DoneAsync("sample draw --fund F1 --from 2026-01-01 --to 2026-01-31 --of gifts --method random --size 2 --json")).Out).RootElement;
        Assert.That(random.GetProperty("items").GetInt32(), Is.EqualTo(2), "with a seed of its own");
        Assert.That((await RunAsync("sample show --sample 9")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task A_query_is_asked_answered_and_closed_and_stands_in_the_register()
    {
        await NewFundAsync("F1");
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor x");
        await DoneAsync("query ask --about entry --of 1 --words 为什么 --due 2027-01-01");
        await DoneAsync("query answer --query 1 --words 因为");
        await DoneAsync("query further --query 1 --words 真的 --due 2027-01-02");
        await DoneAsync("query answer --query 1 --words 真的");
        await DoneAsync("query close --query 1 --conclusion cleared");
        Assert.That((await DoneAsync("query show --query 1")).Out, Does.Contain("真的"));
        Assert.That(JsonDocument.Parse((await DoneAsync("query list --state closed --json")).Out).RootElement.GetArrayLength(), Is.EqualTo(1));
        Assert.That(Encoding.UTF8.GetString((await DoneAsync("report audit-queries --fund F1 --from 2026-01-01 --to 2027-12-31 --format csv --out -")).Binary), Does.Contain("为什么"));
        await DoneAsync("query erase --query 1 --version-no 1");
        Assert.That((await DoneAsync("query show --query 1 --json")).Out, Does.Not.Contain("为什么"));
    }
}
