using FundLedger.Donations;
using FundLedger.Funds;
using FundLedger.Spending;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Spending;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class PayingWhatIsOwed(TestDatabase database)
{
    [Test]
    public Task Nothing_is_paid_before_the_day_it_was_owed() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        var gift = await ledger.DonateAsync("LAKE", 100, March(1));
        var expense = await ledger.SpendAsync("LAKE", 30, isPaid: false, on: March(5));
        var transfer = (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(),
            new FundTransfer("LAKE", "HILL", "donation", Cny(10), March(5), SeparateAccounts: true))).Expect().Entry;
        (await ledger.TryRefundAsync(gift, 5, RefundWay.Due, March(5))).Expect();

        Assert.That(Refused.CodeOf(await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), expense, March(4))), Is.EqualTo("paid-before-due"));
        Assert.That(Refused.CodeOf(await new SettleTransfer(ledger.Database).RunAsync(ledger.Ask(), new(transfer, Cny(10), March(4)))), Is.EqualTo("paid-before-due"));
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 5, RefundWay.Paid, March(4))), Is.EqualTo("refund-before-gift"));
        (await ledger.TryRefundAsync(gift, 5, RefundWay.Paid, March(5))).Expect();
        await ledger.MustVerifyAsync();
    });
}
