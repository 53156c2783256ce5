namespace FundLedger.Web.Tests.Cli;

/// <summary>Pledges, batches and gifts for several funds from the command line.</summary>
public sealed class PledgesByHand : CommandLineTest
{
    [Test]
    public async Task A_pledge_is_recorded_reminded_of_paid_and_written_off()
    {
        await NewFundAsync();
        Assert.That((await DoneAsync("pledge create --fund F1 --donor 王小明 --amount 100 --on 2026-03-01 --every 1 --count 3")).Out, Does.Contain("Pledge no. 1").And.Contain("3 instalment(s)"));
        Assert.That((await DoneAsync("pledge create --fund F1 --donor 李雷 --amount 10 --on 2026-03-31 --every 1")).Out, Does.Contain("it goes on from 2026-03-31"));
        Assert.That((await DoneAsync("pledge remind")).Out, Does.Match("1 +1 +2026-03-01 +Overdue").And.Match("1 +2 +2026-04-01 +Due").And.Match("2 +1 +2026-03-31 +Due"));
        Assert.That((await DoneAsync("pledge remind")).Out, Does.Not.Contain("Overdue"));
        Assert.That((await RunAsync("pledge pay --pledge 1 --on 2026-04-02")).Error, Does.Contain("--amount or --gift"));
        Assert.That((await DoneAsync("pledge pay --pledge 1 --amount 33.34 --on 2026-04-02")).Out, Does.Contain("66.66 is still expected"));
        await DoneAsync("donate --fund F1 --amount 5 --on 2026-04-03 --donor 李雷");
        Assert.That((await DoneAsync("pledge list --overdue")).Out, Does.Contain("33.33").And.Contain("王*").And.Not.Contain("王小明"));
        Assert.That((await DoneAsync("pledge show --pledge 1 --json")).Json.GetProperty("schedule").GetArrayLength(), Is.EqualTo(3));
        Assert.That((await DoneAsync("pledge write-off --pledge 1 --on 2026-04-10 --reason '无力支付'")).Out, Does.Contain("66.66 is written off"));
        Assert.That((await RunAsync("pledge pay --pledge 9 --amount 1 --on 2026-04-02")).Error, Does.Contain("no pledge no. 9"));
        Assert.That((await DoneAsync("verify")).ExitCode, Is.Zero);
    }

    [Test]
    public async Task A_batch_is_tried_out_refused_where_it_differs_and_posted_where_it_agrees()
    {
        await NewFundAsync();
        var file = Write("slips.csv", "姓名,金额,日期\n赵六,7.00,2026-02-03\n,5.00,2026-02-04\n孙七,8.00,2026-02-01\n");
        Assert.That((await RunAsync($"donate batch {file} --fund F1 --count 3 --total 21")).Error, Does.Contain("off by 0 gift(s) and -1.00"));
        Assert.That((await DoneAsync($"donate batch {file} --fund F1 --count 3 --total 20 --dry-run")).Out, Does.Contain("7.00").And.Contain("8.00"));
        Assert.That((await DoneAsync($"donate batch {file} --fund F1 --count 3 --total 20 --receipts")).Out, Does.Contain("3 gift(s) over 20.00").And.Contain("receipts 2026-000001 to 2026-000002"));
        Assert.That((await RunAsync($"donate batch {Write("bad.csv", "姓名,金额,日期\n赵六,七元,2026-02-03\n")} --fund F1 --count 1 --total 7")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task Goods_are_given_on_a_voucher_and_used()
    {
        await NewFundAsync();
        var voucher = Write("voucher.txt", "验收单");
        Assert.That((await RunAsync("donate in-kind --fund F1 --donor 王小明 --what 大米 --amount 300 --on 2026-03-01 --use inventory --ref Y7")).Error, Does.Contain("--document"));
        Assert.That((await DoneAsync($"donate in-kind --fund F1 --donor 王小明 --what 大米 --amount 300 --on 2026-03-01 --use inventory --ref Y7 --document {voucher}")).Out, Does.Contain("entry 1, receipt 2026-000001"));
        Assert.That((await DoneAsync("in-kind use --entry 1 --amount 120 --on 2026-03-05 --for 助餐")).Out, Does.Contain("180.00 is left in stock"));
        Assert.That((await RunAsync("donate service --fund F1 --donor 王小明 --what 义诊 --amount 1000 --on 2026-03-08 --basis ''")).Error, Does.Contain("how the value was estimated"));
        await DoneAsync("donate service --fund F1 --donor 王小明 --what 义诊 --amount 1000 --on 2026-03-08 --basis 20小时×50元 --dry-run");
        Assert.That((await RunAsync("in-kind use --entry 1 --amount 181 --on 2026-03-05 --for 助餐")).Error, Does.Contain("180.00"));
        Assert.That((await DoneAsync("balances --fund F1 --json")).Out, Does.Not.Contain("120"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task Donors_entered_twice_are_found_merged_and_parted()
    {
        await NewFundAsync();
        foreach (var name in new[] { "王小明", "王 小明" }) await DoneAsync($"donate --fund F1 --amount 5 --on 2026-03-01 --donor '{name}'");
        Assert.That((await DoneAsync("donor duplicates")).Out, Does.Contain("1 王*, 2 王*").And.Contain("blanks"));
        Assert.That((await DoneAsync("donor merge --donor 2 --into 1")).Out, Does.Contain("merged into no. 1"));
        Assert.That((await DoneAsync("report donor-year --donor 1 --year 2026 --format csv")).Binary.Length, Is.GreaterThan(100));
        Assert.That((await RunAsync("donor merge --donor 2 --into 1")).Error, Does.Contain("Undo that first"));
        Assert.That((await DoneAsync("donor part --donor 2")).Out, Does.Contain("no longer merged"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_gift_is_split_over_funds()
    {
        await NewFundAsync("F1");
        await NewFundAsync("F2");
        Assert.That((await RunAsync("donate --amount 100 --on 2026-03-01 --donor 王小明")).Error, Does.Contain("--fund"));
        Assert.That((await RunAsync("donate --split F1=60% --split F2=30% --amount 100 --on 2026-03-01 --donor 王小明")).Error, Does.Contain("90%"));
        Assert.That((await RunAsync("donate --split F1 --split F2=30% --amount 100 --on 2026-03-01 --donor 王小明")).Error, Does.Contain("FUND=60%"));
        Assert.That((await DoneAsync("donate --split F1=60% --split F2=40% --amount 100 --on 2026-03-01 --donor 王小明")).Out, Does.Contain("receipt 2026-000001").And.Contain("F1 60.00 (entry 1)").And.Contain("F2 40.00 (entry 2)"));
        await DoneAsync("donate --split F1=60% --split F2=40% --amount 100 --on 2026-03-01 --donor 王小明 --channel alipay --fee 0.60");
        Assert.That((await DoneAsync("balances --fund F2 --json")).Out, Does.Contain("79.76"), "40, and 40 less its part of the fee");
        Assert.That((await RunAsync("donate --split F1=60% --split F2=40% --amount 100 --on 2026-03-01 --donor 王小明 --fee 101")).Error, Does.Contain("more than the gift"));
        Assert.That((await DoneAsync("donate --split F1=60 --split F2=40 --amount 100 --on 2026-03-01 --donor 王小明 --dry-run")).Out, Does.Contain("60.00"));
    }
}
