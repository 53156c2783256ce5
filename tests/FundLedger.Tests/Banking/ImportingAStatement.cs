using FundLedger.Banking.Accounts;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Importing;
using FundLedger.Donations.Lists;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Importing;
using FundLedger.Values;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ImportingAStatement(TestDatabase database)
{
    [Test]
    public Task Both_ways_of_a_real_statement_land_as_lines_and_nothing_is_posted() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("MEKONG", "VND");
        var account = (await new MainAccount(ledger.Database).EnsureAsync(ledger.Ask(), "MEKONG")).Expect();
        Assert.That((account.IsNew, account.Account, account.Funds), Is.EqualTo((true, "BANK-VND", new[] { "MEKONG" })).Using<IReadOnlyList<string>>((a, b) => a.SequenceEqual(b)));
        var file = Csv(SharedData.PathOf("bank-statement-vcb-2024-09.csv"), "VND", ListProfile.Guess with { Dates = DateFormat.DayFirst });
        var landed = await ledger.ImportAsync(file, account.Account);
        Assert.That((landed.Lines, landed.In.ToAmountText(), landed.Out.ToAmountText(), landed.Known), Is.EqualTo((8_000L, "9780159052", "-55000", 0L)));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);

        var again = await ledger.ImportAsync(file, account.Account);
        Assert.That((again.WasImported, again.Lines), Is.EqualTo((true, 0L)));
        Assert.That((await ledger.LinesAsync(account: account.Account)).Count, Is.EqualTo(8_000));
    });

    [Test]
    public Task A_file_that_overlaps_brings_what_is_new_and_lines_that_are_really_there_twice_stay() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement("a.csv", Paid(March(1), 10, "王小明"), Paid(March(1), 10, "王小明"), Paid(March(2), 20, "李四", "T2")));
        var second = await ledger.ImportAsync(Statement("b.csv", Paid(March(1), 10, "王小明"), Paid(March(1), 10, "王小明"), Paid(March(1), 10, "王小明"), Paid(March(2), 20, "李四", "T2"), Paid(March(3), 30, "赵六", "T3")));
        Assert.That((second.Lines, second.Known, second.In), Is.EqualTo((2L, 3L, Cny(40))));
        Assert.That((await ledger.LinesAsync()).Sum(line => line.Amount.MinorUnits), Is.EqualTo(80_00));

        var others = await ledger.ImportAsync(Statement("c.csv", Paid(March(1), 10, "王小明")), overlap: OverlapChoice.New);
        Assert.That((others.Lines, others.Known), Is.EqualTo((1L, 0L)));
    });

    [Test]
    public Task An_import_that_was_stopped_goes_on_where_it_was() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var lines = Enumerable.Range(0, 1_700).Select(i => Paid(March(1 + i % 14), 1 + i % 40, $"捐赠人{i % 97}")).ToArray();
        var file = Statement(lines);
        using var stop = new CancellationTokenSource();
        var stopping = file with { Lines = () => file.Lines().Select((line, i) => { if (i == 1_200 && stopping1++ > 0) throw new IOException("broke off"); return line; }) };
        Assert.That(async () => await ledger.ImportAsync(stopping), Throws.InstanceOf<IOException>());
        Assert.That((await ledger.LinesAsync()).Count, Is.InRange(0, 1_200));
        var done = await ledger.ImportAsync(file);
        Assert.That((await ledger.LinesAsync()).Select(line => line.Row).Order(), Is.EqualTo(Enumerable.Range(2, 1_700)));
        Assert.That(done.Check.Lines, Is.EqualTo(1_700));
    });

    private int stopping1;

    [SetUp]
    public void Begin() => stopping1 = 0;

    [Test]
    public void The_running_balance_is_followed_in_both_directions_and_the_first_break_is_named()
    {
        var sound = StatementCheck.Of(Statement(Paid(March(1), 10, balance: 110), Paid(March(2), -30, balance: 80), Paid(March(3), 5), Paid(March(3), 5, balance: 90)).Lines());
        Assert.That((sound.FaultCount, sound.OpeningMinor, sound.ClosingMinor, sound.RunsBackwards), Is.EqualTo((0L, (long?)100_00, (long?)90_00, false)));
        var backwards = StatementCheck.Of(Statement(Paid(March(3), 10, balance: 90), Paid(March(2), -30, balance: 80), Paid(March(1), 10, balance: 110)).Lines());
        Assert.That((backwards.FaultCount, backwards.OpeningMinor, backwards.ClosingMinor, backwards.RunsBackwards), Is.EqualTo((0L, (long?)100_00, (long?)90_00, true)));

        var missing = StatementCheck.Of(Statement(Paid(March(1), 10, balance: 110), Paid(March(2), 20, balance: 130), Paid(March(4), 5, balance: 175), Paid(March(5), 5, balance: 180)).Lines());
        Assert.That(missing.Faults.Select(fault => (fault.Row, fault.Missing, fault.IsRepeat)), Is.EqualTo(new[] { (4L, 40_00L, false) }));
        var twice = StatementCheck.Of(Statement(Paid(March(1), 10, balance: 110), Paid(March(2), 20, balance: 130), Paid(March(2), 20, balance: 130), Paid(March(5), 5, balance: 135)).Lines());
        Assert.That(twice.Faults.Select(fault => (fault.Row, fault.Missing, fault.IsRepeat)), Is.EqualTo(new[] { (4L, -20_00L, true) }));
    }

    [Test]
    public Task Gaps_between_statements_are_shown() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement("1.csv", Paid(March(1), 10, balance: 110)));
        await ledger.ImportAsync(Statement("2.csv", Paid(March(5), 10, balance: 120)));
        var third = await ledger.ImportAsync(Statement("3.csv", Paid(March(8), 10, balance: 160)));
        Assert.That(third.Gaps!.Select(gap => (gap.Before.FileName, gap.After.FileName, gap.Missing)), Is.EqualTo(new[] { ("2.csv", "3.csv", (Money?)Cny(30)) }));
    });

    [Test]
    public Task Amounts_in_one_column_with_a_direction_and_amounts_written_in_red_are_read() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var path = Path.Combine(ledger.Options.Directory.Length > 0 ? ledger.Options.Directory : Path.GetTempPath(), $"flow-{Guid.NewGuid():N}.csv");
        await System.IO.File.WriteAllTextAsync(path, "交易日期,借贷标志,交易金额,余额,对方户名,摘要,流水号\n2026-03-01,贷,100.00,1100.00,王小明,善款,A1\n2026-03-02,借,20.50,1079.50,市供电局,电费,A2\n");
        var lines = Csv(path, "CNY").Lines().ToList();
        Assert.That(lines.Select(line => (line.Amount, line.Balance, line.Counterparty, line.Text, line.Reference)), Is.EqualTo(new[]
        {
            (Cny(100), (Money?)Cny(1_100), "王小明", "善款", "A1"), (Cny(-20.5m), (Money?)Cny(1_079.5m), "市供电局", "电费", "A2"),
        }));
        await System.IO.File.WriteAllTextAsync(path, "日期,借方发生额,贷方发生额,余额,摘要\n2026-03-01,,100.00,1100.00,善款\n2026-03-02,,-100.00,1000.00,冲正\n2026-03-03,-5.00,,1005.00,退手续费\n");
        Assert.That(Csv(path, "CNY").Lines().Select(line => line.Amount), Is.EqualTo(new[] { Cny(100), Cny(-100), Cny(5) }));
        System.IO.File.Delete(path);
    });

    [Test]
    public Task What_is_to_come_and_what_is_closed_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        Assert.That(await ledger.RefusedImportAsync(Statement(Paid(March(16), 10))), Is.EqualTo("date-in-future"));
        Assert.That(await ledger.RefusedImportAsync(Statement(Paid(March(1), 10)), "NONE"), Is.EqualTo("bank-account-unknown"));
        (await new ChangeBankAccount(ledger.Database).RunAsync(ledger.Ask(), new BankAccountChange("MAIN", IsOpen: false))).Expect();
        Assert.That(await ledger.RefusedImportAsync(Statement(Paid(March(1), 10))), Is.EqualTo("bank-account-closed"));
        Assert.That(await ledger.LinesAsync(), Is.Empty);
    });

    [Test]
    public Task Of_an_account_s_number_only_the_last_digits_are_kept() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        Assert.That(await ledger.ScalarAsync<string>("SELECT number_tail FROM bank_accounts"), Is.EqualTo("1234"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%6222%'"), Is.Zero);
    });
}
