using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Spending;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class TheSpendingDuty(TestDatabase database)
{
    private static DateOnly LastYear(int month, int day) => new(2025, month, day);

    [Test]
    public Task It_is_measured_by_last_years_income_less_refunds_and_reversals() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        var refunded = await ledger.DonateAsync("LAKE", 10_000, LastYear(3, 1));
        (await ledger.TryRefundAsync(refunded, 1_000, on: LastYear(5, 1))).Expect();
        var mistaken = await ledger.DonateAsync("LAKE", 500, LastYear(6, 1));
        (await ledger.TryReverseAsync(mistaken, LastYear(6, 2))).Expect();
        await ledger.SpendAsync("LAKE", 300, "donation", on: LastYear(7, 1));
        (await new FundLedger.Funds.TransferBetweenFunds(ledger.Database).RunAsync(
            ledger.Ask(), new FundLedger.Funds.FundTransfer("LAKE", "HILL", "donation", Cny(2_000), March(1)))).Expect();
        await ledger.SpendAsync("LAKE", 900, "donation", on: March(2));
        await ledger.SpendAsync("HILL", 90, "donation", isPaid: false, on: March(3));
        (await ledger.TryReverseAsync(await ledger.SpendAsync("LAKE", 70, "donation", on: March(4)), March(5))).Expect();
        (await new RecordExpense(ledger.Database).RunAsync(ledger.Ask(), new Expense("LAKE", Cny(110), March(6), "办公", CostKind.Administration, "donation"))).Expect();
        await ledger.DonateAsync("LAKE", 100, March(7), fee: 0.60m);

        var duty = await OnlyDutyAsync(ledger, Today);

        Assert.That((duty.LastYearIncome, duty.Required, duty.CharitableSpending, duty.ManagementCost, duty.TotalSpending), Is.EqualTo((Cny(9_000), Cny(6_300), Cny(990), Cny(110), Cny(1_100.60m))));
        Assert.That(duty.SpendingPercent, Is.EqualTo(11m));
    });

    [Test]
    public Task Agency_money_promises_and_tomorrows_costs_are_left_out() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1_000, LastYear(12, 31));
        await ledger.PostAsync(Line("9101", "LAKE", 12), Line("9102", "LAKE", -12));
        (await ledger.TryPostAsync(Today, isFact: true, Line("5101.01", "LAKE", 30, "Agency"), Line("1002", "LAKE", -30, "Agency"))).Expect();
        await ledger.SpendAsync("LAKE", 40, "donation", on: Today);

        Assert.That((await OnlyDutyAsync(ledger, Today)).TotalSpending, Is.EqualTo(Cny(40)));
        Assert.That((await OnlyDutyAsync(ledger, Today.AddDays(-1))).TotalSpending, Is.EqualTo(Cny(0)));
    });

    [TestCase("3452.05", false)]
    [TestCase("3452.04", true)]
    public void Spending_is_behind_below_the_part_of_the_year_that_has_gone(string spent, bool isBehind)
    {
        // 70 percent of 20,000 is 14,000; 90 of 365 days make 3,452.05.
        var duty = Duty(new(2026, 3, 31), income: 20_000, charitable: Yuan(spent), management: 0, total: 4_000);
        Assert.That((duty.RequiredByNow, duty.IsBehind), Is.EqualTo((Cny(3_452.05m), isBehind)));
    }

    [TestCase("1000.00", false)]
    [TestCase("1000.01", true)]
    public void Management_may_be_a_tenth_of_the_spending_and_no_fen_more(string management, bool isTooHigh) =>
        Assert.That(Duty(Today, 0, 0, Yuan(management), 10_000).IsManagementTooHigh, Is.EqualTo(isTooHigh));

    [Test]
    public void Without_an_income_last_year_nothing_is_behind()
    {
        var duty = Duty(Today, income: 0, charitable: 0, management: 0, total: 0);
        Assert.That((duty.HasLastYear, duty.IsBehind, duty.IsManagementTooHigh, duty.SpendingPercent, duty.ManagementPercent), Is.EqualTo((false, false, false, (decimal?)null, (decimal?)null)));
    }

    private static decimal Yuan(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static SpendingDuty Duty(DateOnly asOf, decimal income, decimal charitable, decimal management, decimal total) => new(asOf, Cny(income), Cny(charitable), Cny(management), Cny(total));

    private static Task<SpendingDuty> OnlyDutyAsync(TestLedger ledger, DateOnly today) => ledger.Database.ReadAsync(
        async reader => (await SpendingDuties.ListAsync(reader, await Books.LoadAsync(reader), today)).Single().Duty, default);
}
