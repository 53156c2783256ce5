using Dapper;
using FundLedger.Spending;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Ledger;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ClosingAMonth(TestDatabase database)
{
    private static DateOnly January(int day) => new(2026, 1, day);
    private static DateOnly February(int day) => new(2026, 2, day);

    [Test]
    public Task Months_close_in_order_once_and_when_they_are_over() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(31));
        await ledger.DonateAsync("LAKE", 10, February(1));
        Assert.That(Refused.TextOf(await ledger.TryCloseAsync(2)), Does.Contain("The earlier month 2026-01 has entries and is open"));
        Assert.That(Refused.CodeOf(await ledger.TryCloseAsync(3)), Is.EqualTo("period-not-over"));
        await ledger.CloseAsync(1);
        Assert.That(Refused.CodeOf(await ledger.TryCloseAsync(1)), Is.EqualTo("period-closed"));
        await ledger.CloseAsync(2);
        Assert.That(Refused.CodeOf(await ledger.TryCloseAsync(4, "NOBODY")), Is.EqualTo("entity-unknown"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM period_events"), Is.EqualTo(4), "each step is recorded");
    });

    [Test]
    public Task Vouchers_are_numbered_without_gaps_by_day_and_then_by_recording() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var third = await ledger.DonateAsync("LAKE", 10, January(20));
        var first = await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.PostAsync(Line("9101", "LAKE", 1), Line("9102", "LAKE", -1));
        (await ledger.TryPostAsync(January(6), false, Line("9101", "LAKE", 1), Line("9102", "LAKE", -1))).Expect();
        var fourth = await ledger.DonateAsync("LAKE", 10, January(20));
        await ledger.DonateAsync("LAKE", 10, February(1));
        var second = await ledger.DonateAsync("LAKE", 10, January(6));

        var closed = await ledger.CloseAsync(1);

        Assert.That((closed.Period, closed.ClosingNo, closed.VoucherCount), Is.EqualTo(("2026-01", 1L, 4L)), "a promise is no voucher");
        var numbered = await ledger.Database.ReadAsync(async reader =>
            (await reader.Connection.QueryAsync<(long, long)>("SELECT number, entry_id FROM vouchers ORDER BY number", transaction: reader.Transaction)).ToList());
        Assert.That(numbered, Is.EqualTo(new[] { (1L, first.Value), (2L, second.Value), (3L, third.Value), (4L, fourth.Value) }));
    });

    [Test]
    public Task A_closed_month_and_all_before_it_take_no_more_entries_of_any_kind() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.CloseAsync(1);
        foreach (var day in new[] { January(31), new DateOnly(2025, 12, 31) })
        {
            Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1, on: day)), Is.EqualTo("period-closed"));
            Assert.That(Refused.CodeOf(await ledger.TryPostAsync(day, true, Line("1002", "LAKE", 1), Line("4101", "LAKE", -1))), Is.EqualTo("period-closed"));
            Assert.That(Refused.CodeOf(await ledger.TryPostAsync(day, false, Line("9201", "LAKE", 1), Line("9202", "LAKE", -1))), Is.EqualTo("period-closed"));
        }

        await ledger.SpendAsync("LAKE", 1, on: February(1));
    });

    [Test]
    public Task Entries_and_the_closing_of_their_month_at_once_agree() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, January(5));
        var spending = Enumerable.Range(0, 4).Select(_ => ledger.TrySpendAsync("LAKE", 1, on: January(6))).ToList();
        var closing = ledger.TryCloseAsync(1);
        spending.Add(ledger.TrySpendAsync("LAKE", 1, on: January(6)));
        var outcomes = await Task.WhenAll(spending);
        var spent = outcomes.Count(outcome => outcome is Outcome<ExpenseRecorded>.Done);
        Assert.That(outcomes.Where(outcome => outcome is not Outcome<ExpenseRecorded>.Done).Select(Refused.CodeOf), Is.All.EqualTo("period-closed"));
        if (!database.IsOnSqlServer) Assert.That(spent, Is.EqualTo(4), "the embedded database takes them in their order");
        Assert.That((await closing).Expect().VoucherCount, Is.EqualTo(1 + spent));
        Assert.That(await ledger.ScalarAsync<long>("SELECT SUM(debit_minor) FROM period_snapshots"), Is.EqualTo(1000 + 100 * spent));
    });

    [Test]
    public Task The_snapshot_holds_every_balance_at_the_end_of_the_month() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ledger.DonateAsync("LAKE", 10, January(5));
        await ledger.SpendAsync("LAKE", 4, on: January(31));
        await ledger.DonateAsync("RIVER", 7, February(3));
        await ledger.CloseAsync(1);
        await ledger.CloseAsync(2);
        Assert.That(await ledger.ScalarAsync<long>("SELECT SUM(debit_minor) - SUM(credit_minor) FROM period_snapshots"), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT SUM(debit_minor) FROM period_snapshots WHERE period = 202601"), Is.EqualTo(1400));
        Assert.That(await ledger.ScalarAsync<long>("SELECT SUM(debit_minor) FROM period_snapshots WHERE period = 202602"), Is.EqualTo(2100));
        Assert.That((await ledger.FiguresAsync("LAKE", January(31))).Cash, Is.EqualTo(6));
        Assert.That((await ledger.FiguresAsync("LAKE", January(30))).Cash, Is.EqualTo(10));
        Assert.That((await ledger.FiguresAsync("RIVER", February(28))).Cash, Is.EqualTo(7));
    });
}
