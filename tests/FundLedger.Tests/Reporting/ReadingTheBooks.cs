using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Spending;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReadingTheBooks(TestDatabase database)
{
    private static DateOnly January(int day) => new(2026, 1, day);

    [Test]
    public Task A_statement_adds_up_from_opening_to_closing_line_by_line() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 50, January(5));
        var gift = await ledger.DonateAsync("LAKE", 100, March(3), fee: 0.60m);
        var seed = await ledger.SeedAsync("LAKE", 500, on: March(1));
        await ledger.SpendAsync("LAKE", 30, "donation", on: March(3));
        await ledger.SpendAsync("LAKE", 7, isPaid: false);
        await ledger.PostAsync(Line("9101", "LAKE", 12), Line("9102", "LAKE", -12));

        var (statement, lines) = await ledger.StatementAsync("LAKE", March(1), March(31));

        Assert.That((statement.Opening, statement.In, statement.Out, statement.Closing), Is.EqualTo((Cny(50), Cny(600), Cny(30.60m), Cny(619.40m))));
        Assert.That(lines.Select(line => (line.OccurredOn, line.In, line.Out, line.Balance)), Is.EqualTo(new[]
        {
            (March(1), Cny(500), Cny(0), Cny(550)), (March(3), Cny(100), Cny(0), Cny(650)), (March(3), Cny(0), Cny(0.60m), Cny(649.40m)), (March(3), Cny(0), Cny(30), Cny(619.40m)),
        }));
        Assert.That((statement.LineCount, lines[1].Entry, lines[1].Against.En, lines[2].Against.En), Is.EqualTo((4L, gift.Value, "Donation income", "Fund-raising costs")));
        Assert.That(statement.CashByDay, Is.EqualTo(new[] { new DayBalance(March(1), Cny(550)), new DayBalance(March(3), Cny(619.40m)) }));
        var bySource = statement.Sources.ToDictionary(source => source.Code);
        Assert.That((bySource["donation"].Opening, bySource["donation"].Closing, bySource["donation"].Committed, bySource["donation"].Available), Is.EqualTo((Cny(50), Cny(119.40m), Cny(12), Cny(107.40m))));
        Assert.That((bySource[seed.Source].In, bySource[seed.Source].Owed, bySource[seed.Source].Available), Is.EqualTo((Cny(500), Cny(7), Cny(493))));
        Assert.That(statement.Sources.Aggregate(Cny(0), (sum, source) => sum + source.Closing), Is.EqualTo(statement.Closing));
    });

    [Test]
    public Task A_backdated_entry_takes_its_place_by_date_and_changes_every_balance_after_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, March(2));
        await ledger.SpendAsync("LAKE", 4, on: March(8));
        await ledger.DonateAsync("LAKE", 100, March(5));

        var (statement, lines) = await ledger.StatementAsync("LAKE", March(1), Today);
        Assert.That(lines.Select(line => (line.OccurredOn.Day, line.Balance)), Is.EqualTo(new[] { (2, Cny(10)), (5, Cny(110)), (8, Cny(106)) }));
        Assert.That(statement.CashByDay[^1].Balance, Is.EqualTo(Cny(106)));
    });

    [Test]
    public Task What_counted_on_a_day_as_known_at_a_moment_stays_the_answer() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(10));
        var known = await ledger.ScalarAsync<long>("SELECT MAX(recorded_at) FROM journal_entries");
        var before = await ledger.StatementAsync("LAKE", January(1), Today, known);
        ledger.Clock.Advance(TimeSpan.FromHours(1));
        await ledger.DonateAsync("LAKE", 5, January(9));
        await ledger.SpendAsync("LAKE", 3, on: January(11));
        await ledger.CloseAsync(1);

        Assert.That((await ledger.FiguresAsync("LAKE", January(31), known)).Cash, Is.EqualTo(10), "although the month's snapshot holds more");
        Assert.That((await ledger.FiguresAsync("LAKE", January(31))).Cash, Is.EqualTo(12));
        Assert.That((await ledger.FiguresAsync("LAKE", January(9), known)).Cash, Is.Zero);
        Assert.That((await ledger.FiguresAsync("LAKE", January(9))).Cash, Is.EqualTo(5));
        Assert.That((await ledger.FiguresAsync("LAKE", January(31), known - 1)).Cash, Is.Zero, "before anything was known");

        var after = await ledger.StatementAsync("LAKE", January(1), Today, known);
        Assert.That((after.Statement.Closing, after.Statement.Head.LastEntry, after.Statement.Head.KnownAt), Is.EqualTo((before.Statement.Closing, before.Statement.Head.LastEntry, before.Statement.Head.KnownAt)));
        Assert.That(after.Lines, Is.EqualTo(before.Lines));
    });

    [Test]
    public Task Snapshots_change_no_figure_of_any_day() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        for (var day = 1; day <= 28; day += 3)
        foreach (var month in new[] { 1, 2, 3 })
        {
            if (month == 3 && day > 15) continue;
            await ledger.DonateAsync("LAKE", day * month, new DateOnly(2026, month, day), fee: 0.5m);
            if (day % 2 == 0) await ledger.SpendAsync("LAKE", 2, on: new DateOnly(2026, month, day), isPaid: day % 4 == 0);
        }

        var days = Enumerable.Range(0, 76).Select(i => new DateOnly(2025, 12, 30).AddDays(i)).ToList();
        var without = new List<(decimal, decimal, decimal, decimal)>();
        foreach (var day in days) without.Add(await ledger.FiguresAsync("LAKE", day));
        await ledger.CloseAsync(1);
        await ledger.CloseAsync(2);
        var with = new List<(decimal, decimal, decimal, decimal)>();
        foreach (var day in days) with.Add(await ledger.FiguresAsync("LAKE", day));
        Assert.That(with, Is.EqualTo(without));
    });

    [Test]
    public Task A_trial_balance_is_zero_in_every_layer_at_every_end() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 50, January(5));
        await ledger.DonateAsync("LAKE", 100, March(3), fee: 0.60m);
        await ledger.SpendAsync("LAKE", 7, isPaid: false);
        await ledger.PostAsync(Line("9101", "LAKE", 12), Line("9102", "LAKE", -12));
        var trial = await ledger.Database.ReadAsync(async reader => (await FundReports.TrialBalanceAsync(reader, "LAKE", new DateSpan(March(1), March(31)))).Expect());

        foreach (var layer in trial.Rows.GroupBy(row => row.Layer))
        {
            Assert.That(layer.Sum(row => row.Opening.MinorUnits), Is.Zero, layer.Key);
            Assert.That(layer.Sum(row => row.Closing.MinorUnits), Is.Zero, layer.Key);
            Assert.That(layer.Sum(row => row.Debit.MinorUnits), Is.EqualTo(layer.Sum(row => row.Credit.MinorUnits)), layer.Key);
        }

        var bank = trial.Rows.Single(row => row.AccountCode == "1002");
        Assert.That((bank.Opening, bank.Debit, bank.Credit, bank.Closing), Is.EqualTo((Cny(50), Cny(100), Cny(0.60m), Cny(149.40m))));
        Assert.That(trial.Rows.Select(row => row.AccountCode), Is.EqualTo(new[] { "1002", "2202.01", "4101", "5101.01", "5301", "9101", "9102" }));
    });

    [Test]
    public Task Names_are_masked_and_those_who_asked_are_not_named_at_all() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordDonation(ledger.Database);
        foreach (var donor in new[] { DonorName.Of("王小明"), DonorName.Of("湖畔科技有限公司"), DonorName.Of("李建国", isAnonymous: true), DonorName.Unnamed, DonorName.Of("Ann") })
            (await record.RunAsync(ledger.Ask(), new Gift("LAKE", Cny(1), Today, donor, Note: "来自王小明和李建国"))).Expect();
        var first = new EntryId(1);
        (await ledger.TryRefundAsync(first, 0.5m)).Expect();
        (await ledger.TryReverseAsync(new EntryId(5))).Expect();

        var lines = (await ledger.StatementAsync("LAKE", Today, Today)).Lines;
        Assert.That(lines.Select(line => line.Description), Is.EqualTo(new[] { "王*", "湖畔科技有限公司", "", "", "A*", "王*", "A*" }));
    });

    [Test]
    public Task A_long_text_stands_whole_beside_short_ones() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        string[] purposes = ["茶", new string('长', 1_999) + "𠮷", new string('x', 4_001) + " ", ""];
        foreach (var purpose in purposes) (await new RecordExpense(ledger.Database).RunAsync(ledger.Ask(), new Expense("LAKE", Cny(1), Today, purpose))).Expect();

        Assert.That((await ledger.StatementAsync("LAKE", Today, Today)).Lines.Skip(1).Select(line => line.Description), Is.EqualTo(purposes));
        var listed = await ledger.Database.ReadAsync(async reader => await EntryList.PageAsync(reader, await Books.LoadAsync(reader), new EntryFilter(), 4));
        Assert.That(listed.Entries.Select(entry => entry.Description).Reverse(), Is.EqualTo(purposes));
    });

    [Test]
    public Task A_fund_s_books_are_its_own() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("POOL");
        await ledger.DonateAsync("LAKE", 10);
        await ledger.DonateAsync("POOL", 99);
        Assert.That((await ledger.StatementAsync("LAKE", Today, Today)).Lines, Has.Count.EqualTo(1));
        Assert.That((await ledger.FiguresAsync("LAKE")).Cash, Is.EqualTo(10));
        Assert.That(Refused.CodeOf(await ledger.Database.ReadAsync(reader => FundReports.BalancesAsync(reader, "SEA", Today))), Is.EqualTo("fund-unknown"));
    });

    [Test]
    public Task An_empty_fund_has_a_statement_of_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (statement, lines) = await ledger.StatementAsync("LAKE", March(1), March(31));
        Assert.That((statement.Opening, statement.Closing, statement.LineCount, lines.Count, statement.Head.LastEntry), Is.EqualTo((Cny(0), Cny(0), 0L, 0, 0L)));
    });

    [Test]
    public Task Dates_beyond_any_books_are_refused_in_words() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var whole = new DateSpan(DateOnly.MinValue, DateOnly.MaxValue);
        Assert.That(await ledger.Database.ReadAsync(reader => FundReports.StatementAsync(reader, "LAKE", whole)), Is.InstanceOf<FundLedger.Storage.Outcome<FundStatement>.Refused>());
        Assert.That(await ledger.Database.ReadAsync(reader => FundReports.BalancesAsync(reader, "LAKE", DateOnly.MaxValue)), Is.InstanceOf<FundLedger.Storage.Outcome<FundBalances>.Refused>());
    });
}
