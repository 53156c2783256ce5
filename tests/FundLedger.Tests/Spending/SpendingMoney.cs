using FundLedger.Spending;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Spending;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SpendingMoney(TestDatabase database)
{
    [Test]
    public Task An_expense_follows_the_spending_order_and_within_a_kind_the_nearest_deadline() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        var open = await ledger.SeedAsync("LAKE", 20, "甲1号");
        var late = await ledger.SeedAsync("LAKE", 30, "甲2号", spendBy: new DateOnly(2027, 12, 31));
        var soon = await ledger.SeedAsync("LAKE", 10, "甲3号", spendBy: new DateOnly(2026, 12, 31));

        var spent = (await ledger.TrySpendAsync("LAKE", 65)).Expect();

        Assert.That(spent.Parts, Is.EqualTo(new[]
        {
            new SourcePart(soon.Source, Cny(10)), new SourcePart(late.Source, Cny(30)), new SourcePart(open.Source, Cny(20)), new SourcePart("donation", Cny(5)),
        }));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(95));
    });

    [Test]
    public Task The_chosen_source_is_never_overridden() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        var seed = await ledger.SeedAsync("LAKE", 100);

        Assert.That(Refused.TextOf(await ledger.TrySpendAsync("LAKE", 11, source: "donation")), Does.Contain("source donation has 10.00 CNY available"));
        Assert.That((await ledger.TrySpendAsync("LAKE", 10, source: "donation")).Expect().Parts, Is.EqualTo(new[] { new SourcePart("donation", Cny(10)) }));
        Assert.That(await ledger.AvailableAsync("LAKE", seed.Source), Is.EqualTo(100));
    });

    [Test]
    public Task More_than_there_is_is_refused_with_what_is_missing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        await ledger.SeedAsync("LAKE", 5);
        Assert.That(Refused.TextOf(await ledger.TrySpendAsync("LAKE", 15.01m)), Does.Contain("has 15.00 CNY to spend").And.Contain("0.01 CNY is missing"));
        await ledger.SpendAsync("LAKE", 15);
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 0.01m)), Is.EqualTo("not-enough"));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    [Test]
    public Task An_expense_that_is_owed_takes_from_what_is_available_at_once_and_from_cash_when_paid() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        var owed = await ledger.SpendAsync("LAKE", 30, isPaid: false);
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 30m, 0m, 70m)));

        var paid = (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today)).Expect().Entry;
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((70m, 0m, 0m, 70m)));
        Assert.That((await ledger.EntryAsync(paid)).RelatesTo, Is.EqualTo(owed));
    });

    [Test]
    public Task An_expense_is_never_paid_twice() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        var pay = new PayExpense(ledger.Database);
        var owed = await ledger.SpendAsync("LAKE", 30, isPaid: false);
        (await pay.RunAsync(ledger.Ask(), owed, Today)).Expect();

        Assert.That(Refused.CodeOf(await pay.RunAsync(ledger.Ask(), owed, Today)), Is.EqualTo("more-than-open"));
        Assert.That(Refused.CodeOf(await pay.RunAsync(ledger.Ask(), await ledger.SpendAsync("LAKE", 1), Today)), Is.EqualTo("not-owed"), "it was paid at once");
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((69m, 0m, 0m, 69m)));
    });

    [Test]
    public Task A_bank_fee_is_a_fact_and_interest_stays_with_the_source_that_earned_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 10);
        (await new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(12), Today, seed.Source))).Expect();
        Assert.That((await ledger.PositionAsync("LAKE", seed.Source)).Shortfall, Is.EqualTo(Cny(2)));
        (await new RecordInterest(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(3), Today, seed.Source, "I-9"))).Expect();
        Assert.That(await ledger.AvailableAsync("LAKE", seed.Source), Is.EqualTo(1));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM overdrawn_cases WHERE closed_by IS NOT NULL"), Is.EqualTo(1));
    });

    [Test]
    public Task A_cost_moves_to_another_source_up_to_what_was_borne() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100);
        await ledger.DonateAsync("LAKE", 50);
        await ledger.SpendAsync("LAKE", 40, seed.Source);
        var recharge = new RechargeCost(ledger.Database);
        var entry = (await recharge.RunAsync(ledger.Ask(), new Recharge("LAKE", seed.Source, "donation", Cny(25), Today))).Expect().Entry;

        Assert.That(await ledger.LinesAsync(entry), Is.EqualTo(new[] { "ProgrammeCost 25.00", "Bank -25.00", "Bank 25.00", "ProgrammeCost -25.00" }));
        Assert.That((await ledger.AvailableAsync("LAKE", seed.Source), await ledger.AvailableAsync("LAKE")), Is.EqualTo((85m, 25m)));
        Assert.That(Refused.TextOf(await recharge.RunAsync(ledger.Ask(), new Recharge("LAKE", seed.Source, "donation", Cny(15.01m), Today))), Does.Contain("bears 15.00 CNY"));
        Assert.That(Refused.CodeOf(await recharge.RunAsync(ledger.Ask(), new Recharge("LAKE", seed.Source, seed.Source, Cny(1), Today))), Is.EqualTo("recharge-same-source"));
    });

    [Test]
    public Task A_recharge_sees_the_costs_of_its_own_batch() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 50);
        var seed = await ledger.SeedAsync("LAKE", 100);
        var spending = ledger.TrySpendAsync("LAKE", 40, seed.Source);
        if (database.IsOnSqlServer) await spending; // a server has no batches: what is sent at once has no order there
        var moving = new RechargeCost(ledger.Database).RunAsync(ledger.Ask(), new Recharge("LAKE", seed.Source, "donation", Cny(40), Today));
        (await spending).Expect();
        (await moving).Expect();
        Assert.That(await ledger.AvailableAsync("LAKE", seed.Source), Is.EqualTo(100));
    });

    [Test]
    public Task A_fund_in_dinars_is_spent_to_the_last_thousandth() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("GULF", "KWD");
        Money Kwd(long minor) => new(minor, Currency.Of("KWD"));
        (await new FundLedger.Donations.RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new("GULF", Kwd(1_001), Today, FundLedger.Donors.DonorName.Unnamed))).Expect();
        var record = new RecordExpense(ledger.Database);
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), new Expense("GULF", Kwd(1_002), Today, ""))), Is.EqualTo("not-enough"));
        (await record.RunAsync(ledger.Ask(), new Expense("GULF", Kwd(1_001), Today, ""))).Expect();
        Assert.That((await ledger.BalancesAsync("GULF")).Total.Cash, Is.EqualTo(Kwd(0)));
    });
}
