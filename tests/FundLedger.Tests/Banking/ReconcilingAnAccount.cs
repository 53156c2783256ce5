using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Statements;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Banking.BankScenes;
using static FundLedger.Tests.Refused;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Banking;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReconcilingAnAccount(TestDatabase database)
{
    [Test]
    public Task The_four_kinds_in_transit_make_both_sides_equal() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var both = await ledger.GiveAsync(1_000, March(1), "甲");
        await ledger.GiveAsync(200, March(9), "乙");
        await ledger.SpendAsync("LAKE", 300, on: March(9));
        await ledger.ImportAsync(Statement(Paid(March(1), 1_000, "甲", balance: 1_000), Paid(March(8), 50, "丙", balance: 1_050), Paid(March(9), -20, text: "手续费", balance: 1_030)));
        (await ledger.TryMatchAsync(await ledger.LineAsync(1_000), both)).Expect();
        var figures = await ledger.ReconcileAsync(March(10));
        Assert.That(figures.Shown(), Is.EqualTo("book 900 bank 1030 opening 0 | book in 200 out -300 | bank in 50 out -20 | differ 0"));
        Assert.That((figures.Ties, figures.BankSays, figures.Sums.AdjustedBook, figures.Sums.AdjustedBank), Is.EqualTo((true, BankSays.Statement, 930_00L, 930_00L)));
        Assert.That(CodeOf(await ledger.TryReconcileAsync(new DateOnly(2026, 2, 28))), Is.EqualTo("no-statement"));
    });

    [Test]
    public Task A_match_is_in_transit_until_its_last_day() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(5));
        await ledger.ImportAsync(Statement(Paid(March(1), 1), Paid(March(7), 100)));
        (await ledger.TryBookAsync(await ledger.LineAsync(1), BookAs.Gift)).Expect();
        (await ledger.TryMatchAsync(await ledger.LineAsync(100), gift)).Expect();
        Assert.That((await ledger.ReconcileAsync(March(6))).Shown(), Is.EqualTo("book 101 bank 1 opening 0 | book in 100 out 0 | bank in 0 out 0 | differ 0"));
        Assert.That((await ledger.ReconcileAsync(March(7))).Shown(), Is.EqualTo("book 101 bank 101 opening 0 | book in 0 out 0 | bank in 0 out 0 | differ 0"));
    });

    [Test]
    public Task What_the_books_say_of_the_time_before_the_first_statement_stands_against_its_opening_balance() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.GiveAsync(400, March(1));
        var late = await ledger.GiveAsync(100, March(2), "乙");
        await ledger.ImportAsync(Statement(Paid(March(10), 100, "乙", balance: 550)));
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 500 bank 550 opening -50 | book in 0 out 0 | bank in 100 out 0 | differ 0"));
        (await ledger.TryMatchAsync(await ledger.LineAsync(100), late)).Expect();
        Assert.That((await ledger.ReconcileAsync()).Shown(), Is.EqualTo("book 500 bank 550 opening 50 | book in 0 out 0 | bank in 0 out 0 | differ 0"), "a cheque on its way belongs to its line, not to the opening");
    });

    [Test]
    public Task A_month_with_planted_errors_is_found_and_explained() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync(null, "LAKE");
        await ledger.FundAsync("RIVER");
        (await ledger.TryAccountAsync("OWN", null, "RIVER")).Expect();
        await ledger.GiveAsync(100, March(1), "甲", "T1");
        await ledger.GiveAsync(210, March(2), "乙", "T2"); // the bank says 120
        var wrongFund = await ledger.GiveAsync(330, March(3), "丙", "T3", "RIVER"); // came in on MAIN
        var absent = await ledger.GiveAsync(40, March(4), "丁", "T4"); // its line is missing from the file
        await ledger.GiveAsync(55, March(5), "戊", "T5");
        var twice = await ledger.GiveAsync(55, March(5), "戊"); // booked twice
        await ledger.ImportAsync(Statement(
            Paid(March(1), 100, "甲", "T1", 100), Paid(March(2), 120, "乙", "T2", 220), Paid(March(3), 330, "丙", "T3", 550),
            Paid(March(5), 55, "戊", "T5", 645), Paid(March(6), 5, "己", "T6", 650), Paid(March(6), 5, "己", "T6", 650), Paid(March(7), 1, "庚", "T7", 651)));
        await ledger.AutoAsync();
        var figures = await ledger.ReconcileAsync();
        Assert.That(figures.Ties, Is.False);
        Assert.That(figures.Sums.Difference, Is.EqualTo(40_00 - 5_00), "a line of 40 is missing, one of 5 is there twice");
        Assert.That(CodeOf(await ledger.TryLockAsync(March(7))), Is.EqualTo("reconciliation-differs"));

        var found = await ledger.ExplainAsync();
        Assert.That(found.Select(one => (one.Kind, one.Amount.MinorUnits / 100, one.Entry)), Is.EquivalentTo(new[]
        {
            (ExplanationKind.MissingLine, 40L, (EntryId?)absent), (ExplanationKind.DoubleLine, 5L, null), (ExplanationKind.OtherAmount, -90L, await EntryOfAsync(ledger, 210)),
            (ExplanationKind.OtherAccount, 330L, wrongFund), (ExplanationKind.BookedTwice, 55L, twice),
        }));

        // Mended: the double left out, the missing line brought in, the amount and the fund reversed and booked from their lines.
        (await new LeaveOutLine(ledger.Database).RunAsync(ledger.Ask(), new LineLeftOut(found.Single(one => one.Kind == ExplanationKind.DoubleLine).Line!.Value, true, "文件重复"))).Expect();
        await ledger.ImportAsync(Statement("mended.csv", Paid(March(4), 40, "丁", "T4", 590)));
        foreach (var wrong in new[] { await EntryOfAsync(ledger, 210), wrongFund, twice }) (await ledger.TryReverseAsync(wrong!.Value)).Expect();
        await ledger.AutoAsync(UnmatchedCredit.Donation, "LAKE");
        var mended = await ledger.ReconcileAsync();
        Assert.That(mended.Shown(), Is.EqualTo("book 651 bank 651 opening 0 | book in 0 out 0 | bank in 0 out 0 | differ 0"));
        (await ledger.TryLockAsync(Today)).Expect();
    });

    [Test]
    public Task A_locked_reconciliation_holds_and_unlocking_restores_it_cleanly() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        var gift = await ledger.GiveAsync(100, March(1));
        await ledger.ImportAsync(Statement(Paid(March(1), 100), Paid(March(3), 9)));
        var match = (await ledger.TryMatchAsync(await ledger.LineAsync(100), gift)).Expect().Match;
        (await ledger.TryLockAsync(March(5))).Expect();
        var locked = (await ledger.ReconcileAsync(March(5))).Locked!;
        Assert.That((locked.Sums.BankReceived, locked.ItemCount), Is.EqualTo((9_00L, 1L)));

        Assert.That(CodeOf(await ledger.TryUnmatchAsync(match)), Is.EqualTo("bank-locked"));
        Assert.That(await ledger.RefusedImportAsync(Statement("late.csv", Paid(March(4), 3))), Is.EqualTo("bank-locked"));
        await ledger.ImportAsync(Statement("known.csv", Paid(March(3), 9), Paid(March(8), 5)));
        Assert.That(CodeOf(await new LeaveOutLine(ledger.Database).RunAsync(ledger.Ask(), new LineLeftOut(await ledger.LineAsync(9), true, "x"))), Is.EqualTo("bank-locked"));
        Assert.That(CodeOf(await ledger.TryLockAsync(March(5))), Is.EqualTo("bank-locked"));
        (await ledger.TryAccountAsync("NEW")).Expect();
        Assert.That(CodeOf(await new AssignFund(ledger.Database).RunAsync(ledger.Ask(), new FundAssignment("NEW", "LAKE", March(5)))), Is.EqualTo("bank-locked"));

        // What is known later stands in the next one, and changes nothing of this.
        await ledger.GiveAsync(7, March(4), "乙");
        (await ledger.TryBookAsync(await ledger.LineAsync(9), BookAs.Gift)).Expect();
        Assert.That((await ledger.ReconcileAsync(March(9))).Shown(), Is.EqualTo("book 116 bank 114 opening 0 | book in 7 out 0 | bank in 5 out 0 | differ 0"));
        await ledger.MustVerifyAsync();

        (await ledger.TryLockAsync(March(9))).Expect();
        Assert.That((await ledger.TryUnlockAsync()).Expect().To, Is.EqualTo(March(9)));
        Assert.That(CodeOf(await ledger.TryUnmatchAsync(match)), Is.EqualTo("bank-locked"), "the one before holds again");
        Assert.That((await ledger.TryUnlockAsync()).Expect().To, Is.EqualTo(March(5)));
        Assert.That(CodeOf(await ledger.TryUnlockAsync()), Is.EqualTo("not-locked"));
        (await ledger.TryUnmatchAsync(match)).Expect();
        Assert.That((await ledger.ImportAsync(Statement("late.csv", Paid(March(4), 3)))).Lines, Is.EqualTo(1));
    });

    [Test]
    public Task A_balance_read_off_a_paper_counts_before_the_file_s() => database.RunAsync(async ledger =>
    {
        await ledger.MainAsync();
        await ledger.ImportAsync(Statement(Paid(March(1), 100)));
        var told = await ledger.ReconcileAsync(told: 130);
        Assert.That((told.BankSays, told.Sums.Difference), Is.EqualTo((BankSays.Told, 30_00L)));
        Assert.That((await ledger.ReconcileAsync()).BankSays, Is.EqualTo(BankSays.Counted));
        (await ledger.TryLockAsync(March(1), told: 100)).Expect();
    });

    private static async Task<EntryId?> EntryOfAsync(TestLedger ledger, int yuan) =>
        new EntryId(await ledger.ScalarAsync<long>($"SELECT MIN(entry_id) FROM donations WHERE amount_minor = {yuan}00"));
}
