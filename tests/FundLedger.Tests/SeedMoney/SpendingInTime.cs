using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.SeedMoney;
using FundLedger.Spending;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SeedMoney;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SpendingInTime(TestDatabase database)
{
    [Test]
    public Task The_nearest_deadline_is_spent_first_and_a_stated_source_is_taken_as_it_is() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var later = await ledger.SeedAsync("LAKE", 50, "甲1号", spendBy: new DateOnly(2027, 12, 31));
        var soon = await ledger.SeedAsync("LAKE", 10, "甲2号", spendBy: new DateOnly(2026, 12, 31));
        Assert.That((await ledger.TrySpendAsync("LAKE", 12)).Expect().Parts, Is.EqualTo(new[] { new SourcePart(soon.Source, Cny(10)), new SourcePart(later.Source, Cny(2)) }));
        Assert.That((await ledger.TrySpendAsync("LAKE", 5, later.Source)).Expect().Parts, Is.EqualTo(new[] { new SourcePart(later.Source, Cny(5)) }));
    });

    [Test]
    public Task After_its_day_it_is_neither_spent_nor_promised_and_the_refusal_names_the_return() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: March(10), on: March(1));
        await ledger.SpendAsync("LAKE", 10, seed.Source, on: March(10));

        var refused = await ledger.TrySpendAsync("LAKE", 10, seed.Source, on: March(11));
        Assert.That((Refused.CodeOf(refused), Refused.TextOf(refused)), Is.EqualTo(("past-deadline",
            $"The money of source {seed.Source} was to be spent by 2026-03-10; on 2026-03-11 it can no longer be spent or promised. Return what is left ('seed-money owe-return'), or record the document that extends it ('seed-money amend').")));
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(March(11), false, Line("9101", "LAKE", 5, seed.Source), Line("9102", "LAKE", -5, seed.Source))), Is.EqualTo("past-deadline"));
        Assert.That(Refused.TextOf(await ledger.TrySpendAsync("LAKE", 10, on: March(11))), Does.Contain("has 0.00 CNY to spend").And.Contain("Another 90.00 CNY is past its deadline"));
        (await new RecordBankFee(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(1), March(11), seed.Source))).Expect();
    });

    [Test]
    public Task What_was_owed_in_time_is_paid_late_and_a_mistake_is_taken_back_late() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: March(10), on: March(1));
        var owed = await ledger.SpendAsync("LAKE", 10, seed.Source, isPaid: false, on: March(9));
        var wrong = await ledger.SpendAsync("LAKE", 5, seed.Source, on: March(9));
        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, March(12))).Expect();
        (await ledger.TryReverseAsync(wrong, March(12))).Expect();
    });

    [Test]
    public Task A_document_that_extends_it_or_allows_late_use_opens_it_again() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100, spendBy: March(10), on: March(1));
        (await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "延1", Cny(100), AfterDeadline: LateUse.Allow, Fund: "LAKE"))).Expect();
        await ledger.SpendAsync("LAKE", 10, seed.Source, on: March(11));
        (await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "延2", AfterDeadline: LateUse.Refuse))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 10, seed.Source, on: March(11))), Is.EqualTo("past-deadline"));
        (await RegisteringAnAppropriation.AmendAsync(ledger, new(RegisteringAnAppropriation.Number, "延3", SpendBy: March(11)))).Expect();
        await ledger.SpendAsync("LAKE", 10, seed.Source, on: March(11));
    });

    [Test]
    public Task Public_money_is_not_invested_and_other_money_is() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("LAKE", 100);
        await ledger.DonateAsync("LAKE", 100);
        foreach (var account in new[] { "1101", "1401" })
        {
            var refused = await ledger.TryPostAsync(Today, true, Line(account, "LAKE", 10, seed.Source), Line("1002", "LAKE", -10, seed.Source));
            Assert.That(Refused.CodeOf(refused), Is.EqualTo("public-money-invested"));
            Assert.That(Refused.TextOf(refused), Does.Contain("government money may not be invested").And.Contain(account));
        }

        await ledger.PostAsync(Line("1101", "LAKE", 10), Line("1002", "LAKE", -10));
    });

    [Test]
    public Task What_became_of_an_appropriation_adds_up_by_fund() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        var seed = await ledger.SeedAsync("POOL", 100, spendBy: March(10), on: March(1));
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("POOL", "LAKE", seed.Source, Cny(60), March(2)))).Expect();
        await ledger.SpendAsync("LAKE", 10, seed.Source, on: March(3));
        (await ledger.TryPostAsync(March(3), false, Line("9101", "LAKE", 20, seed.Source), Line("9102", "LAKE", -20, seed.Source))).Expect();
        (await new RecordInterest(ledger.Database).RunAsync(ledger.Ask(), new BankMovement("LAKE", Cny(2), March(4), seed.Source))).Expect();
        (await new OweReturn(ledger.Database).RunAsync(ledger.Ask(), new SeedReturn("LAKE", seed.Source, Cny(5), March(12)))).Expect();

        var use = await ledger.Database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return await Appropriations.UseAsync(reader, books, books.FindSource(books.Entities.Single(), seed.Source)!);
        });
        Assert.That(use.Select(of => (of.Fund.Code, of.Received, of.Other, of.TransferredIn, of.TransferredOut, of.Spent, of.Returned, of.ReturnOwed, of.Committed, of.Available, of.Left)), Is.EqualTo(new[]
        {
            ("LAKE", Cny(0), Cny(2), Cny(60), Cny(0), Cny(10), Cny(5), Cny(5), Cny(20), Cny(27), Cny(47)),
            ("POOL", Cny(100), Cny(0), Cny(0), Cny(60), Cny(0), Cny(0), Cny(0), Cny(0), Cny(40), Cny(40)),
        }));
    });

    [Test]
    public Task What_nears_its_day_is_listed_by_fund_from_the_days_that_are_set() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var over = await ledger.SeedAsync("LAKE", 10, "甲1号", spendBy: March(14), on: March(1));
        var near = await ledger.SeedAsync("RIVER", 20, "甲2号", spendBy: Today.AddDays(30));
        var coming = await ledger.SeedAsync("LAKE", 30, "甲3号", spendBy: Today.AddDays(90));
        await ledger.SeedAsync("LAKE", 40, "甲4号", spendBy: Today.AddDays(91));
        await ledger.SeedAsync("LAKE", 50, "甲5号");
        var spent = await ledger.SeedAsync("LAKE", 5, "甲6号", spendBy: Today.AddDays(1));
        await ledger.SpendAsync("LAKE", 5, spent.Source);

        Assert.That(await UnspentAsync(ledger), Is.EqualTo(new[]
        {
            (over.Source, "LAKE", -1, DeadlineStage.Over, Cny(10)), (near.Source, "RIVER", 30, DeadlineStage.Near, Cny(20)), (coming.Source, "LAKE", 90, DeadlineStage.Coming, Cny(30)),
        }));
        (await new SetSeedMoneyWarnings(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyWarnings(30, 10))).Expect();
        Assert.That((await UnspentAsync(ledger)).Select(money => money.Stage), Is.EqualTo(new[] { DeadlineStage.Over, DeadlineStage.Coming }));
        (await new SetSeedMoneyWarnings(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyWarnings(10, 10))).Expect();
        Assert.That((await UnspentAsync(ledger)).Select(money => money.Stage), Is.EqualTo(new[] { DeadlineStage.Over }));
        Assert.That(Refused.CodeOf(await new SetSeedMoneyWarnings(ledger.Database).RunAsync(ledger.Ask(), new SeedMoneyWarnings(10, 11))), Is.EqualTo("warning-days"));
    });

    private static Task<List<(string Source, string Fund, int Days, DeadlineStage Stage, FundLedger.Values.Money Left)>> UnspentAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await Appropriations.UnspentAsync(reader, await Books.LoadAsync(reader), Today)).Select(money => (money.Source.Code, money.Use.Fund.Code, money.DaysLeft, money.Stage, money.Use.Left)).ToList());
}
