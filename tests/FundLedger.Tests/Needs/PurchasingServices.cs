using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Needs;

/// <summary>An authority pays ahead, and it is earned as it is delivered.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class PurchasingServices(TestDatabase database)
{
    [Test]
    public Task What_comes_is_owed_as_service_and_earned_as_it_is_delivered() => database.RunAsync(async ledger =>
    {
        var id = await MatchAsync(ledger, ContractKind.GovernmentPurchase);
        var purchase = new PurchaseServices(ledger.Database);
        var received = (await purchase.ReceiveAsync(ledger.Ask(), new PurchaseMove(id, Cny(300), March(2), "合同2026-8"))).Expect().Entry;
        Assert.That(await ledger.LinesAsync(received), Is.EqualTo(new[] { "Bank 300.00", $"AdvanceReceived -300.00 purchase/{id}" }));
        var delivered = (await purchase.DeliverAsync(ledger.Ask(), new PurchaseMove(id, Cny(120), March(10), "验收1"))).Expect().Entry;
        Assert.That(await ledger.LinesAsync(delivered), Is.EqualTo(new[] { $"AdvanceReceived 120.00 purchase/{id}", $"ServiceIncome -120.00 purchase/{id}" }));
        Assert.That(await SumsAsync(ledger, id), Is.EqualTo((300m, 120m)));
        Assert.That(Refused.CodeOf(await purchase.DeliverAsync(ledger.Ask(), new PurchaseMove(id, Cny(181), March(11)))), Is.EqualTo("more-than-open"), "never more than was received");
        (await purchase.DeliverAsync(ledger.Ask(), new PurchaseMove(id, Cny(180), March(11)))).Expect();
        (await ledger.TryReverseAsync(delivered)).Expect();
        Assert.That(await SumsAsync(ledger, id), Is.EqualTo((300m, 180m)), "what was taken back is owed again");
        Assert.That((await ledger.VerifyAsync()).Findings, Is.Empty);
    });

    [Test]
    public Task Nothing_is_delivered_before_it_came_and_a_grant_is_no_purchase() => database.RunAsync(async ledger =>
    {
        var id = await MatchAsync(ledger, ContractKind.GovernmentPurchase);
        var purchase = new PurchaseServices(ledger.Database);
        Assert.That(Refused.CodeOf(await purchase.DeliverAsync(ledger.Ask(), new PurchaseMove(id, Cny(1), Today))), Is.EqualTo("more-than-open"));
        Assert.That(Refused.CodeOf(await purchase.ReceiveAsync(ledger.Ask(), new PurchaseMove(id, Cny(0), Today))), Is.EqualTo("amount-not-positive"));
        Assert.That(Refused.CodeOf(await purchase.ReceiveAsync(ledger.Ask(), new PurchaseMove(id + 1, Cny(1), Today))), Is.EqualTo("match-unknown"));
        (await new MakeOffer(ledger.Database).RunAsync(ledger.Ask(), new OfferWanted("O2", "LAKE", "别的"))).Expect();
        var grant = (await new MatchNeed(ledger.Database).RunAsync(ledger.Ask(), new MatchWanted("N1", "O2", ContractKind.Grant, March(1)))).Expect().Match;
        Assert.That(Refused.CodeOf(await purchase.ReceiveAsync(ledger.Ask(), new PurchaseMove(grant, Cny(1), Today))), Is.EqualTo("no-purchase"));
    });

    private static async Task<long> MatchAsync(TestLedger ledger, ContractKind contract)
    {
        await ledger.FundAsync("FUND");
        await ledger.RegisterAsync("LAKE");
        (await new PostNeed(ledger.Database).RunAsync(ledger.Ask(), new NeedWanted("N1", "FUND", "助餐"))).Expect();
        (await new MakeOffer(ledger.Database).RunAsync(ledger.Ask(), new OfferWanted("O1", "LAKE", "助餐服务"))).Expect();
        return (await new MatchNeed(ledger.Database).RunAsync(ledger.Ask(), new MatchWanted("N1", "O1", contract, March(1), Cny(300)))).Expect().Match;
    }

    private static Task<(decimal, decimal)> SumsAsync(TestLedger ledger, long id) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        var sums = await NeedReading.PurchaseAsync(reader, (await NeedReading.FindMatchAsync(reader, books, id))!, books.FindFund("FUND")!);
        return (sums.Received.MinorUnits / 100m, sums.Delivered.MinorUnits / 100m);
    });
}
