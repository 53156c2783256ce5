using FundLedger.Donations;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RefundingADonation(TestDatabase database)
{
    [Test]
    public Task A_refund_is_an_event_of_its_own_date_owed_then_paid() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100, March(1));
        var refund = (await ledger.TryRefundAsync(gift, 30, on: March(9))).Expect();

        Assert.That(refund.Left, Is.EqualTo(Cny(70)));
        Assert.That(await ledger.LinesAsync(refund.Entries[0]), Is.EqualTo(new[] { "DonationIncome 30.00", $"RefundPayable -30.00 refund/{gift}" }));
        Assert.That(await ledger.LinesAsync(refund.Entries[1]), Is.EqualTo(new[] { $"RefundPayable 30.00 refund/{gift}", "Bank -30.00" }));
        Assert.That((await ledger.EntryAsync(refund.Entries[0])).RelatesTo, Is.EqualTo(gift));
        Assert.That((await ledger.FiguresAsync("LAKE", March(8))).Cash, Is.EqualTo(100));
        Assert.That(await ledger.FiguresAsync("LAKE", March(9)), Is.EqualTo((70m, 0m, 0m, 70m)));
    });

    [Test]
    public Task Money_that_is_to_go_back_is_owed_and_no_longer_available() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        (await ledger.TryRefundAsync(gift, 40, RefundWay.Due)).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 40m, 0m, 60m)));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 61)), Is.EqualTo("not-enough"));

        (await ledger.TryRefundAsync(gift, 15, RefundWay.Paid)).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((85m, 25m, 0m, 60m)));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 26, RefundWay.Paid)), Is.EqualTo("more-than-open"));
    });

    [Test]
    public Task No_more_goes_back_than_was_given_however_it_is_split() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 500);
        var gift = await ledger.DonateAsync("LAKE", 100);
        (await ledger.TryRefundAsync(gift, 60)).Expect();
        (await ledger.TryRefundAsync(gift, 20, RefundWay.Due)).Expect();
        (await ledger.TryRefundAsync(gift, 15, RefundWay.ChargedBack)).Expect();

        Assert.That(Refused.TextOf(await ledger.TryRefundAsync(gift, 5.01m)), Is.EqualTo("Of the gift of 100.00 CNY, 5.00 CNY is left to refund; 5.01 CNY is more."));
        Assert.That((await ledger.TryRefundAsync(gift, 5)).Expect().Left.IsZero);
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 0.01m, RefundWay.ChargedBack)), Is.EqualTo("refund-over-gift"));
    });

    [Test]
    public Task A_refund_that_was_never_agreed_is_not_paid() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 10, RefundWay.Paid)), Is.EqualTo("more-than-open"));
        Assert.That((await ledger.FiguresAsync("LAKE")).Cash, Is.EqualTo(100));
    });

    [Test]
    public Task A_refund_is_a_decision_and_takes_nothing_that_is_spent() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        await ledger.SpendAsync("LAKE", 80);
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 50)), Is.EqualTo("not-enough"));
        Assert.That((await ledger.TryRefundAsync(gift, 20)).Expect().Left, Is.EqualTo(Cny(80)));
    });

    [Test]
    public Task A_charge_back_of_spent_money_posts_raises_the_shortfall_and_opens_a_case_until_it_is_made_good() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        await ledger.SpendAsync("LAKE", 80);
        var chargedBack = (await ledger.TryRefundAsync(gift, 100, RefundWay.ChargedBack)).Expect().Entries[0];

        var position = await ledger.PositionAsync("LAKE");
        Assert.That((position.Available, position.Shortfall), Is.EqualTo((Cny(-80), Cny(80))));
        Assert.That(await ledger.ScalarAsync<long>("SELECT opened_by FROM overdrawn_cases WHERE closed_by IS NULL"), Is.EqualTo(chargedBack.Value));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("LAKE", 1, source: "donation")), Is.EqualTo("not-enough"), "nothing new is promised");
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, false, Line("9101", "LAKE", 1), Line("9102", "LAKE", -1))), Is.EqualTo("not-enough"));

        await ledger.DonateAsync("LAKE", 50);
        Assert.That((await ledger.PositionAsync("LAKE")).Shortfall, Is.EqualTo(Cny(30)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM overdrawn_cases WHERE closed_by IS NULL"), Is.EqualTo(1));
        var makesGood = await ledger.DonateAsync("LAKE", 31);
        Assert.That(await ledger.ScalarAsync<long>("SELECT closed_by FROM overdrawn_cases"), Is.EqualTo(makesGood.Value));
        Assert.That(await ledger.TrySpendAsync("LAKE", 1), Is.InstanceOf<FundLedger.Storage.Outcome<FundLedger.Spending.ExpenseRecorded>.Done>());
    });

    [Test]
    public Task What_is_no_gift_or_stands_no_more_has_nothing_to_refund() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100, March(5));
        var expense = await ledger.SpendAsync("LAKE", 10);
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(expense, 10)), Is.EqualTo("gift-unknown"));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(new(99), 10)), Is.EqualTo("gift-unknown"));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 10, on: March(4))), Is.EqualTo("refund-before-gift"));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 0)), Is.EqualTo("amount-not-positive"));
        var second = await ledger.DonateAsync("LAKE", 7);
        (await ledger.TryReverseAsync(second)).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(second, 7)), Is.EqualTo("gift-reversed"));
    });
}
