namespace FundLedger.Web.Tests.Cli;

/// <summary>An account, its statements and its reconciliation from the command line alone.</summary>
public sealed class Banking : CommandLineTest
{
    private const string March = "日期,金额,余额,对方户名,流水号,摘要\n2026-03-01,100.00,100.00,王小明,T1,善款\n2026-03-02,60.00,160.00,李四,T2,\n2026-03-03,-5.00,155.00,,,短信服务费\n2026-03-05,7.00,162.00,不明,T4,\n";

    [Test]
    public async Task Eight_thousand_lines_of_one_bank_and_three_thousand_of_another_land_match_and_reconcile_to_the_unit()
    {
        await DoneAsync("fund create --code VCB --name 一号 --kind CommunityFund --currency VND");
        await DoneAsync("fund create --code AGRI --name 二号 --kind CommunityFund --currency VND");
        var (vcb, agri) = (SharedFile("bank-statement-vcb-2024-09.csv"), SharedFile("bank-statement-agri-2024-09.csv"));
        await DoneAsync($"import donations {vcb} --fund VCB --dates dd/MM/yyyy");
        var landed = await DoneAsync($"import bank {vcb} --fund VCB --dates dd/MM/yyyy --json");
        Assert.That((landed.Json.GetProperty("lines").GetInt64(), landed.Json.GetProperty("in").GetProperty("amount").GetString(), landed.Json.GetProperty("out").GetProperty("amount").GetString(), landed.Json.GetProperty("account").GetString()),
            Is.EqualTo((8_000L, "9780159052", "-55000", "BANK-VND")));
        Assert.That((await DoneAsync($"import bank {vcb} --fund VCB --dates dd/MM/yyyy --json")).Json.GetProperty("outcome").GetString(), Is.EqualTo("already-imported"));
        var matched = await DoneAsync("bank match --account BANK-VND --auto --json");
        Assert.That((matched.Json.GetProperty("matched").GetInt64(), matched.Json.GetProperty("open").GetInt64()), Is.EqualTo((7_999L, 1L)));
        var debit = (await DoneAsync("bank lines --account BANK-VND --state open --json")).Json[0].GetProperty("id").GetInt64();
        await DoneAsync($"bank book {debit} --as fee --fund VCB");
        var tied = await DoneAsync("bank reconcile --account BANK-VND --to 2024-09-30 --json");
        Assert.That((tied.Json.GetProperty("book").GetProperty("amount").GetString(), tied.Json.GetProperty("itemCount").GetInt64()), Is.EqualTo(("9780104052", 0L)));

        await DoneAsync("bank account create --code SECOND --name 第二家银行 --currency VND");
        await DoneAsync("bank account assign --account SECOND --fund AGRI --from 2024-01-01");
        var second = await DoneAsync($"import bank {agri} --account SECOND --dates dd/MM/yyyy --unmatched donation --fund AGRI --json");
        Assert.That((second.Json.GetProperty("booked").GetInt64(), second.Json.GetProperty("open").GetInt64()), Is.EqualTo((3_000L, 0L)));
        var locked = await DoneAsync("bank reconcile --account SECOND --to 2024-09-30 --lock --json");
        Assert.That((locked.Json.GetProperty("book").GetProperty("amount").GetString(), locked.Json.GetProperty("bank").GetProperty("amount").GetString(), locked.Json.GetProperty("opening").GetProperty("amount").GetString(), locked.Json.GetProperty("locked").GetBoolean()),
            Is.EqualTo(("1747963098", "1747987798", "24700", true)), "the bank held 24,700 before the first line");
        await DoneAsync("verify");
    }

    [Test]
    public async Task A_month_is_imported_matched_booked_reconciled_locked_and_unlocked()
    {
        await NewFundAsync();
        await DoneAsync("donate --fund F1 --amount 100.00 --on 2026-03-01 --donor 王小明 --ref T1");
        await DoneAsync("donate --fund F1 --amount 60.00 --on 2026-03-02 --donor 李四");
        var file = Write("march.csv", March);
        Assert.That((await DoneAsync($"import bank {file} --fund F1 --dry-run --json")).Json.GetProperty("lines").GetInt64(), Is.EqualTo(4));
        Assert.That((await DoneAsync("bank account list --json")).Json.GetArrayLength(), Is.Zero, "a trial makes no account");
        await DoneAsync($"import bank {file} --fund F1");
        Assert.That((await DoneAsync("bank match --account BANK-CNY --auto --dry-run")).Out, Does.Contain("1 would be matched: same reference and amount"));
        Assert.That((await DoneAsync("bank match --account BANK-CNY --auto")).Out, Does.Contain("2 still open: 7.00 CNY in, -5.00 CNY out"));
        Assert.That((await DoneAsync("bank lines --account BANK-CNY")).Out, Does.Contain("王**").Or.Contain("王*").And.Not.Contain("王小明"));
        Assert.That((await DoneAsync("bank book 3 --as fee --remember --dry-run")).Out, Does.Contain("FundraisingCost").Or.Contain("5.00"));
        Assert.That((await DoneAsync("bank book 3 --as fee --remember")).Out, Does.Contain("rule 1 remembers it"));
        Assert.That((await DoneAsync("bank rules list")).Out, Does.Contain("money out, text has '短信服务费'"));
        await DoneAsync("bank rules set --account BANK-CNY --rule 1 --most 10.00 --off");
        Assert.That((await DoneAsync("bank rules list --json")).Json[0].GetProperty("isOn").GetBoolean(), Is.False);
        await DoneAsync("bank book 4 --as suspense");
        Assert.That((await DoneAsync("bank identify 4 --fund F1 --donor 赵六")).Out, Does.Contain("Identified: entry"));

        await DoneAsync("bank unmatch 2 --reason 试试");
        Assert.That((await DoneAsync("bank match --account BANK-CNY --json")).Json[0].GetProperty("reasons").ToString(), Does.Contain("same payer"));
        await DoneAsync("bank match --account BANK-CNY --lines 2=60.00 --entries 2");
        var tied = await DoneAsync("bank reconcile --account BANK-CNY --to 2026-03-31");
        Assert.That(tied.Out, Does.Contain("It ties").And.Contain("162.00"));
        await DoneAsync("bank reconcile --account BANK-CNY --to 2026-03-31 --lock");
        Assert.That((await RunAsync("bank unmatch 1")).Error, Does.Contain("reconciled and locked to 2026-03-31"));
        await DoneAsync($"report bank-reconciliation --account BANK-CNY --to 2026-03-31 --out {Path.Combine(Folder, "march.csv")}");
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder, "march.csv")), Does.Contain("Kind,Date"));
        await DoneAsync("bank unlock --account BANK-CNY --reason 补录");
        await DoneAsync("bank unmatch 1");
        var differs = await RunAsync("bank reconcile --account BANK-CNY --to 2026-03-31 --bank-balance 170.00 --lock");
        Assert.That((differs.ExitCode, differs.Out, differs.Error), Is.EqualTo((2, differs.Out, differs.Error)));
        Assert.That(differs.Out + differs.Error, Does.Contain("differ by 8.00"));
        await DoneAsync("verify");
    }

    [Test]
    public async Task What_is_wrong_is_said_and_nothing_is_written()
    {
        await NewFundAsync();
        var file = Write("march.csv", March);
        Assert.That((await RunAsync($"import bank {file}")).Error, Does.Contain("--fund or --account"));
        Assert.That((await RunAsync($"import bank {file} --account NONE")).Error, Does.Contain("There is no bank account 'NONE'"));
        Assert.That((await RunAsync("bank match --account NONE --auto")).ExitCode, Is.EqualTo(2));
        await DoneAsync($"import bank {file} --fund F1");
        Assert.That((await RunAsync("bank match --account BANK-CNY --lines 1 --entries x")).Error, Does.Contain("'x' is no number"));
        Assert.That((await RunAsync("bank leave-out 1 --reason ''")).ExitCode, Is.EqualTo(2));
        Assert.That((await RunAsync("bank reconcile --account BANK-CNY --to 2025-01-31")).Error, Does.Contain("has no lines up to 2025-01-31"));
        await DoneAsync("bank leave-out 4 --reason 文件重复");
        await DoneAsync("bank leave-out 4 --undo --reason 看错了");
        await DoneAsync("bank account change --account BANK-CNY --unmatched suspense --fund F1 --name-en Main");
        Assert.That((await DoneAsync("bank match --account BANK-CNY --auto --json")).Json.GetProperty("as").GetProperty("Suspense").GetInt64(), Is.EqualTo(3));
        await DoneAsync("verify");
    }

    private static string SharedFile(string name)
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data", name) is var path && File.Exists(path)) return path;
        Assert.Ignore($"No shared/data/{name} beside the project: see its README for where the file is published.");
        return "";
    }
}
