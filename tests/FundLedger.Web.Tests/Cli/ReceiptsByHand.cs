using System.Text.Json;

namespace FundLedger.Web.Tests.Cli;

/// <summary>The receipts of a small fund from the command line.</summary>
public sealed class ReceiptsByHand : CommandLineTest
{
    private async Task GiveAsync()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 1409.50 --on 2026-03-01 --donor 王小明 --channel bank");
        await DoneAsync("donate --fund F1 --amount 20 --on 2026-03-02 --donor 李雷");
    }

    [Test]
    public async Task A_receipt_is_registered_made_void_and_issued_again()
    {
        await GiveAsync();
        await DoneAsync("receipt register --receipt 2026-000001 --code 32060125 --number 0001847203 --check-code f3a91c --issued-on 2026-03-03");
        Assert.That((await RunAsync("receipt register --receipt 2026-000002 --code 32060125 --number 0001847203 --check-code x1 --issued-on 2026-03-03")).Error, Does.Contain("2026-000001"));
        Assert.That((await RunAsync("receipt issue --gift 1")).Error, Does.Contain("has receipt 2026-000001"));
        Assert.That((await DoneAsync("receipt void --receipt 2026-000001 --reason '抬头开错'")).Out, Does.Contain("receipt issue --gift 1"));
        Assert.That((await DoneAsync("receipt issue --gift 1 --dry-run")).Out, Is.Empty);
        Assert.That((await DoneAsync("receipt issue --gift 1")).Out, Does.Contain("2026-000003"));

        var gaps = JsonDocument.Parse((await DoneAsync("receipt gaps --json")).Out).RootElement[0];
        Assert.That((gaps.GetProperty("last").GetInt64(), gaps.GetProperty("issued").GetInt64(), gaps.GetProperty("voided").GetInt64(), gaps.GetProperty("missing").GetArrayLength()), Is.EqualTo((3L, 3L, 1L, 0)));
        var list = (await DoneAsync("receipt list --year 2026")).Out;
        Assert.That(list, Does.Contain("Void 抬头开错").And.Contain("32060125 0001847203").And.Contain("王*").And.Not.Contain("王小明"));
        Assert.That((await RunAsync("receipt void --receipt 12 --reason x")).Error, Does.Contain("'12' is not the number of a receipt"));
        Assert.That((await DoneAsync("verify")).Out, Does.Not.Contain("receipt"));
    }

    [Test]
    public async Task Imported_gifts_get_theirs_in_bulk_after_a_look()
    {
        await GiveAsync();
        await DoneAsync($"import donations {Write("gifts.csv", "姓名,金额,日期\n赵六,7.00,2026-02-03\n,5.00,2026-02-04\n孙七,8.00,2026-02-01\n")} --fund F1");
        const string bulk = "receipt issue --fund F1 --from 2026-01-01 --to 2026-04-01";
        Assert.That((await DoneAsync($"{bulk} --dry-run")).Out, Does.Contain("2 would be issued, over 15.00 kept").And.Contain("1 gift(s) without a name"));
        Assert.That((await DoneAsync(bulk)).Out, Does.Contain("2 receipt(s) issued: 2026-000003 to 2026-000004"));
        Assert.That((await DoneAsync(bulk)).Out, Does.Contain("No gift is due a receipt"));
        Assert.That((await RunAsync("receipt issue --fund F1")).Error, Does.Contain("--from"));
        Assert.That((await RunAsync("receipt issue")).Error, Does.Contain("one of the two"));
    }

    [Test]
    public async Task Documents_carry_capital_numerals_and_the_name_of_who_states_it()
    {
        await GiveAsync();
        var masked = Document(await DoneAsync("report receipt --receipt 2026-000001 --format html --out - --lang zh-CN"));
        Assert.That(masked, Does.Contain("人民币壹仟肆佰零玖元伍角整").And.Contain("王*").And.Not.Contain("王小明"));
        Assert.That(Document(await DoneAsync("report receipt --receipt 2026-000001 --donor-name 王小明 --format html --out - --lang en")), Does.Contain("王小明").And.Contain("Donation receipt"));
        Assert.That((await RunAsync("report receipt --receipt 2026-000001 --donor-name 王小朋 --format html --out -")).Error, Does.Contain("not the name of that donor"));
        Assert.That(Document(await DoneAsync("report receipt-register --year 2026 --format csv")), Does.Contain("2026-000002"));
        Assert.That(Document(await DoneAsync("report donor-year --donor 1 --year 2026 --format csv")), Does.Contain("1409.50").And.Not.Contain("20.00"));
    }

    private static string Document(Said said) => System.Text.Encoding.UTF8.GetString(said.Binary);
}
