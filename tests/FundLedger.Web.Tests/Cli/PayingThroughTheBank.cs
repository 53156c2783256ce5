using System.Text.Json;

namespace FundLedger.Web.Tests.Cli;

/// <summary>Payments from the command line, from what is owed to the bank's answer.</summary>
public sealed class PayingThroughTheBank : CommandLineTest
{
    [Test]
    public async Task Owed_ordered_drawn_and_answered()
    {
        await DoneAsync("fund create --code F1 --name x --kind CommunityFund --currency CNY");
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-04-01 --donor 王小明");
        await DoneAsync("expense --fund F1 --amount 30 --on 2026-04-02 --for 印刷 --source donation --unpaid");
        Assert.That((await DoneAsync("payment owed")).Out, Does.Contain("30.00 CNY"));
        await DoneAsync("payee set --code SD --name 顺达印务 --bank 中国银行 --account 6217000012345678");
        Assert.That((await DoneAsync("payee list")).Out, Does.Contain("****5678").And.Not.Contain("62170000"));
        Assert.That((await RunAsync("payment order --pay 2")).Error, Does.Contain("ENTRY=PAYEE"));
        var ordered = (await DoneAsync("payment order --pay 2=SD --note 四月印刷 --json")).Json;
        Assert.That(ordered.GetProperty("order").GetInt64(), Is.EqualTo(1));
        var drawn = Write("drawn.csv", "");
        await DoneAsync($"payment file --number 1 --out {drawn}");
        Assert.That(await File.ReadAllTextAsync(drawn), Does.Contain("6217000012345678").And.Contain("FL1-001").And.Contain("四月印刷"));
        var answer = Write("answer.csv", "参考号,结果,日期\nFL1-001,成功,2026-04-03\n");
        Assert.That((await DoneAsync($"payment results {answer}")).Out, Does.Contain("1 paid"));
        Assert.That((await DoneAsync($"payment results {answer}")).Out, Does.Contain("1 known before"));
        Assert.That((await DoneAsync("payment show --number 1 --json")).Json[0].GetProperty("status").GetString(), Is.EqualTo("Paid"));
        await DoneAsync("payment result --ref FL1-001 --became returned --on 2026-04-05 --reason 销户");
        Assert.That((await DoneAsync("payment owed --json")).Json.GetArrayLength(), Is.EqualTo(1));
        Assert.That((await DoneAsync("payment list")).Out, Does.Contain("四月印刷"));
        Assert.That((await RunAsync("payment rules --cooling-days 31")).Error, Does.Contain("1 to 30 days"));
        await DoneAsync("payment rules --cooling-days 10");
        Assert.That((await DoneAsync("payee set --code SD --name 顺达印务 --bank 中国银行 --account 6217000087654321")).Out, Does.Contain("2026-04-25"));
        await DoneAsync("payee erase --code SD");
        await DoneAsync("verify");
    }

    [Test]
    public async Task The_bank_s_answer_is_recorded_by_whoever_has_the_role_over_the_fund_it_was_paid_from()
    {
        foreach (var fund in new[] { "F1", "F2" })
        {
            await DoneAsync($"fund create --code {fund} --name x --kind CommunityFund --currency CNY");
            await DoneAsync($"donate --fund {fund} --amount 100 --on 2026-04-01 --donor 王小明");
        }

        await DoneAsync("payee set --code SD --name 顺达印务 --bank 中国银行 --account 6217000012345678");
        foreach (var (fund, entry) in new[] { ("F1", 3), ("F2", 4) })
        {
            await DoneAsync($"expense --fund {fund} --amount 30 --on 2026-04-02 --for 印刷 --source donation --unpaid");
            await DoneAsync($"payment order --pay {entry}=SD");
        }

        var people = new TokenHolders(Books, Today);
        await people.FirstAsync();
        Environment["FUNDLEDGER_Token"] = (await people.AddAsync("li", "李雷", People.Roles.PersonRole.FundManager, People.Roles.Scope.OfFund("F1"))).Secret;
        var answer = Write("answer.csv", "参考号,结果,日期\nFL1-001,成功,2026-04-03\n");
        Assert.That((await DoneAsync($"payment results {answer}")).Out, Does.Contain("1 paid"));
        var anothers = await RunAsync("payment result --ref FL2-001 --became paid --on 2026-04-03");
        Assert.That(anothers.ExitCode, Is.Not.Zero);
        await DoneAsync("payment result --ref FL1-001 --became returned --on 2026-04-05 --reason 销户");
        Environment.Remove("FUNDLEDGER_Token");
    }
}
