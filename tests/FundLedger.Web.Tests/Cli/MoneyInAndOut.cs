namespace FundLedger.Web.Tests.Cli;

public sealed class MoneyInAndOut : CommandLineTest
{
    [SetUp]
    public Task OpenFunds() => Task.WhenAll(NewFundAsync("F1").ContinueWith(_ => NewFundAsync("F2"), TaskScheduler.Default).Unwrap());

    [Test]
    public async Task Every_way_in_and_out_is_posted_and_shown()
    {
        var entries = new List<long>();
        foreach (var line in new[]
        {
            "opening --fund F1 --source-kind own-funds --amount 1,000.00 --on 2026-01-01 --ref '2025 年账簿'",
            "seed --fund F1 --amount 50000 --on 2026-01-05 --from 区民政局 --ref 民发〔2026〕1号 --spend-by 2027-12-31",
            "donate --fund F1 --amount 1,234.50 --on 2026-01-08 --donor 王小明 --fee 1.23 --ref B001 --note 加油",
            "expense --fund F1 --amount 300 --on 2026-01-10 --for 活动物料 --cost programme --source donation",
            "expense --fund F1 --amount 20 --on 2026-01-10 --for 水电 --cost administration --unpaid",
            "fee --fund F1 --amount 2 --on 2026-01-31",
            "interest --fund F1 --amount 3.21 --on 2026-01-31 --source donation",
            "transfer --from F1 --to F2 --source donation --amount 100 --on 2026-02-01",
            "management-fee --fund F1 --host F2 --source donation --amount 10 --on 2026-02-01",
            "recharge --fund F1 --from donation --to own-funds --amount 50 --on 2026-02-02",
        })
            entries.Add((await DoneAsync(line + " --json")).Json.GetProperty("entry").GetInt64());

        Assert.That(entries, Is.EqualTo(Enumerable.Range(1, 10)));
        var shown = await DoneAsync("journal show 3 --json");
        Assert.Multiple(() =>
        {
            Assert.That(shown.Json.GetProperty("text").GetString(), Is.EqualTo("王*\n加油"));
            Assert.That(shown.Json.GetProperty("actor").GetString(), Does.Match("^os-[0-9a-f]{16}$"));
            Assert.That(shown.Json.GetProperty("lines").GetArrayLength(), Is.EqualTo(4));
            Assert.That(shown.Json.GetProperty("lines")[0].GetProperty("amount").GetProperty("amount").GetString(), Is.EqualTo("1234.50"));
            Assert.That(shown.Json.GetProperty("lines")[0].GetProperty("amount").GetProperty("currency").GetString(), Is.EqualTo("CNY"));
        });
    }

    [Test]
    public async Task An_expense_owed_is_paid_once()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        await DoneAsync("expense --fund F1 --amount 20 --on 2026-01-10 --for 水电 --unpaid");
        Assert.That((await DoneAsync("expense pay --entry 2 --on 2026-01-20")).Out, Does.Contain("entry 3"));
        var twice = await RunAsync("expense pay --entry 2 --on 2026-01-21");
        Assert.That(twice.ExitCode, Is.EqualTo(2), twice.Error);
    }

    [Test]
    public async Task A_transfer_between_separate_accounts_is_owed_until_settled()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        var owed = await DoneAsync("transfer --from F1 --to F2 --source donation --amount 60 --on 2026-01-10 --separate-accounts");
        Assert.That(owed.Out, Does.Contain("transfer settle"));
        await DoneAsync("transfer settle --entry 2 --amount 60 --on 2026-01-12");
        var tooMuch = await RunAsync("transfer settle --entry 2 --amount 0.01 --on 2026-01-13");
        Assert.That(tooMuch.ExitCode, Is.EqualTo(2));
        Assert.That(tooMuch.Error, Does.StartWith("error: --amount: "));
    }

    [Test]
    public async Task A_gift_goes_back_in_every_way_and_never_more_than_was_given()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        var both = await DoneAsync("refund --entry 1 --amount 10 --on 2026-01-09 --json");
        Assert.That(both.Json.GetProperty("entries").EnumerateArray().Select(entry => entry.GetInt64()), Is.EqualTo(new[] { 2, 3 }));
        Assert.That(both.Json.GetProperty("left").GetProperty("amount").GetString(), Is.EqualTo("90.00"));
        await DoneAsync("refund --entry 1 --amount 20 --on 2026-01-09 --due");
        await DoneAsync("refund --entry 1 --amount 20 --on 2026-01-10 --paid");
        await DoneAsync("refund --entry 1 --amount 30 --on 2026-01-11 --charged-back");

        var tooMuch = await RunAsync("refund --entry 1 --amount 40.01 --on 2026-01-12");
        Assert.That(tooMuch.ExitCode, Is.EqualTo(2));
        Assert.That(tooMuch.Error, Does.Contain("40.00 CNY is left to refund"));
        Assert.That((await RunAsync("refund --entry 1 --amount 1 --on 2026-01-12 --due --paid")).ExitCode, Is.EqualTo(2));
        Assert.That((await RunAsync("refund --entry 99 --amount 1 --on 2026-01-12")).Error, Does.StartWith("error: --entry: There is no entry 99."));
    }

    [Test]
    public async Task A_mistake_is_reversed_once_today_unless_another_day_is_named()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        await DoneAsync("reverse --entry 1 --reason 记错基金");
        Assert.That((await DoneAsync("journal show 2 --json")).Json.GetProperty("on").GetString(), Is.EqualTo("2026-04-15"));
        var again = await RunAsync("reverse --entry 1 --on 2026-02-01 --reason 再来");
        Assert.That(again.ExitCode, Is.EqualTo(2));
        Assert.That(again.Error, Does.StartWith("error: --entry: "));
    }

    [Test]
    public async Task What_is_not_there_cannot_be_spent()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        var said = await RunAsync("expense --fund F1 --amount 100.01 --on 2026-01-10 --for x --lang zh-CN");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.StartWith("错误：--amount：基金 F1"));
    }

    [Test]
    public async Task A_management_fee_names_its_own_options_when_refused()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        var said = await RunAsync("management-fee --fund F1 --host F9 --source donation --amount 1 --on 2026-01-10");
        Assert.That(said.Error, Does.StartWith("error: --host: There is no fund 'F9'."));
    }

    [TestCase("12.345", "'12.345' is not an amount of CNY. Write it like 1234.50, with at most 2 decimals.")]
    [TestCase("1,23.00", "'1,23.00' is not an amount of CNY.")]
    [TestCase("￥5", "'￥5' is not an amount of CNY.")]
    [TestCase("0", "The amount must be more than zero")]
    [TestCase("-5", "The amount must be more than zero")]
    public async Task An_amount_is_read_exactly_or_refused(string typed, string sentence)
    {
        var said = await RunAsync($"donate --fund F1 --amount {typed} --on 2026-01-08 --donor x");
        Assert.That(said.ExitCode, Is.EqualTo(2));
        Assert.That(said.Error, Does.Contain("--amount: ").And.Contain(sentence));
    }

    [Test]
    public async Task A_currency_without_decimals_has_none_on_the_command_line()
    {
        await NewFundAsync("V1", "VND");
        await DoneAsync("donate --fund V1 --amount 500,000 --on 2026-01-08 --donor x");
        Assert.That((await DoneAsync("journal show 1")).Out, Does.Contain("500,000"));
        Assert.That((await RunAsync("donate --fund V1 --amount 0.5 --on 2026-01-08 --donor x")).Error, Does.Contain("at most 0 decimals"));
    }

    [Test]
    public async Task The_same_key_posts_once_and_another_content_under_it_is_refused()
    {
        const string Gift = "donate --fund F1 --on 2026-01-08 --donor 王小明 --key gift-1";
        var first = await DoneAsync(Gift + " --amount 100 --json");
        var second = await DoneAsync(Gift + " --amount 100 --json");
        var told = await DoneAsync(Gift + " --amount 100");
        var other = await RunAsync(Gift + " --amount 200");
        Assert.Multiple(() =>
        {
            Assert.That(first.Json.GetProperty("doneBefore").GetBoolean(), Is.False);
            Assert.That(second.Json.GetProperty("doneBefore").GetBoolean(), Is.True);
            Assert.That(second.Json.GetProperty("entry").GetInt64(), Is.EqualTo(first.Json.GetProperty("entry").GetInt64()));
            Assert.That(told.Error, Does.Contain("nothing was written again"));
            Assert.That(other.ExitCode, Is.EqualTo(2));
            Assert.That(other.Error, Does.Contain("--key: ").And.Contain("100.00 CNY → 200.00 CNY"));
        });
        Assert.That((await RunAsync("journal show 2")).ExitCode, Is.EqualTo(2));
    }

    [Test]
    public async Task A_donor_is_erased_by_name()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明 --note 电话");
        Assert.That((await DoneAsync("donor erase --name 王小明 --json")).Json.GetProperty("giftCount").GetInt64(), Is.EqualTo(1));
        Assert.That((await DoneAsync("journal show 1 --json")).Json.GetProperty("text").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
        Assert.That((await RunAsync("donor erase --name 王小明")).Error, Does.StartWith("error: --name: "));
    }

    [Test]
    public async Task A_closed_month_takes_no_more_entries()
    {
        await DoneAsync("donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明");
        Assert.That((await DoneAsync("period close --month 2026-01")).Out, Does.Contain("2026-01 is closed"));
        var listed = await DoneAsync("period list --json");
        Assert.That(listed.Json[0].GetProperty("month").GetString(), Is.EqualTo("2026-01"));
        Assert.That(listed.Json[0].GetProperty("status").GetString(), Is.EqualTo("Closed"));

        Assert.That((await RunAsync("donate --fund F1 --amount 1 --on 2026-01-31 --donor x")).Error, Does.StartWith("error: --on: 2026-01 is closed"));
        Assert.That((await RunAsync("period close --month 2026-04")).Error, Does.StartWith("error: --month: "));
        Assert.That((await RunAsync("period close --month 2026-1")).Error, Does.StartWith("error: --month: '2026-1' is not a month."));
    }

    [Test]
    public async Task A_dry_run_shows_the_entry_asks_every_rule_and_posts_nothing()
    {
        const string Gift = "donate --fund F1 --amount 100 --on 2026-01-08 --donor 王小明";
        var shown = await DoneAsync(Gift + " --dry-run");
        Assert.That(shown.Out, Does.Contain("2026-01-08  Donation").And.Contain("100.00"));
        Assert.That(shown.Error, Does.Contain("nothing was written"));
        var entries = (await DoneAsync(Gift + " --dry-run --json")).Json.GetProperty("entries");
        Assert.That(entries[0].GetProperty("lines").GetArrayLength(), Is.EqualTo(2));
        Assert.That((await RunAsync("expense --fund F1 --amount 100 --on 2026-01-08 --for x --dry-run")).ExitCode, Is.EqualTo(2));
        Assert.That((await DoneAsync(Gift + " --json")).Json.GetProperty("entry").GetInt64(), Is.EqualTo(1));
    }
}
