using FundLedger.Corrections;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RefundingAMatchedGift(TestDatabase database)
{
    [Test]
    public Task The_unspent_part_of_the_match_goes_back_and_is_committed_again() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 1_000);
        var refund = (await ledger.TryRefundAsync(gift, 400)).Expect();

        var back = refund.Match!.Value;
        Assert.That(await ledger.LinesAsync(back), Is.EqualTo(new[]
        {
            "TransferIn 400.00", "TransferOut -400.00", "Bank -400.00", "Bank 400.00", "Committed 400.00 match/SPRING", "CommitmentReserve -400.00 match/SPRING",
        }));
        var entry = await ledger.EntryAsync(back);
        Assert.That((entry.Kind, entry.RelatesTo), Is.EqualTo((EntryKind.MatchReturned, (EntryId?)refund.Entries[0])));
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((1_000m, 400m, 0m, 0m, 4_400m)));
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((4_400m, 0m, 4_400m, 0m)));
        Assert.That((await ledger.MatchAsync(gift))!.Changes.Single(), Is.EqualTo(new MatchChange(refund.Entries[0], back, Cny(400), Cny(400), Cny(0), Cny(0))));
    });

    // The worked figure: a pot of 5,000, a gift of 1,000 matched one to one, 700 of the match spent.
    [Test]
    public Task What_was_spent_of_the_match_is_waived() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 1_000);
        await ledger.SpendAsync("LAKE", 700, "match-SPRING");
        (await ledger.TryRefundAsync(gift, 1_000)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((1_000m, 300m, 700m, 0m, 4_300m)));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((4_300m, 0m, 4_300m, 0m)));
    });

    [Test]
    public Task Or_it_is_owed_until_its_cost_is_recharged_to_own_funds() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme() with { SpentMatch = SpentMatch.Recharge });
        var gift = await ledger.DonateAsync("LAKE", 1_000);
        await ledger.SpendAsync("LAKE", 700, "match-SPRING");
        var refund = (await ledger.TryRefundAsync(gift, 1_000, RefundWay.ChargedBack)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((1_000m, 300m, 0m, 700m, 4_300m)));
        Assert.That(Refused.CodeOf(await TryRecoverAsync(100)), Is.EqualTo("not-enough"), "there are no own funds");

        (await new FundLedger.Spending.RecordInterest(ledger.Database).RunAsync(ledger.Ask(), new("LAKE", Cny(650), Today))).Expect();
        Assert.That(Refused.CodeOf(await TryRecoverAsync(700.01m)), Is.EqualTo("match-not-owed"));
        var recovered = (await TryRecoverAsync(600)).Expect();
        Assert.That(recovered.Left, Is.EqualTo(Cny(100)));
        Assert.That(await ledger.LinesAsync(recovered.Recharge), Is.EqualTo(new[] { "ProgrammeCost 600.00", "ProgrammeCost -600.00", "Bank -600.00", "Bank 600.00" }));
        Assert.That((await ledger.EntryAsync(recovered.Entry)).RelatesTo, Is.EqualTo(recovered.Recharge));
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((1_000m, 900m, 0m, 100m, 4_900m)));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(recovered.Recharge)), Is.EqualTo("has-later-events"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(recovered.Entry)), Is.EqualTo("match-follows-gift"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(refund.Entries[0])), Is.EqualTo("match-recovered"));

        Task<Outcome<MatchRecovered>> TryRecoverAsync(decimal yuan) => new RecoverMatch(ledger.Database).RunAsync(ledger.Ask(), new MatchRecovery(gift, Cny(yuan), Today));
    });

    [TestCase(new[] { 1, 2, 997 })]
    [TestCase(new[] { 333, 333, 334 })]
    [TestCase(new[] { 999, 1 })]
    [TestCase(new[] { 7, 7, 7, 7, 972 })]
    public Task Refunds_in_any_parts_return_exactly_the_match(int[] fen) => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(terms: MatchingTerms.Flat(3, 7)));
        var gift = await ledger.DonateAsync("LAKE", 10);
        Assert.That(await ledger.EarnedAsync(gift), Is.EqualTo(4.28m));
        foreach (var part in fen) (await ledger.TryRefundAsync(gift, part / 100m, part % 2 == 0 ? RefundWay.DueAndPaid : RefundWay.ChargedBack)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((4.28m, 4.28m, 0m, 0m, 5_000m)));
    });

    [Test]
    public Task What_came_back_frees_the_caps() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(terms: MatchingTerms.Flat(1, 1) with { DonorCap = Cny(100), FundCap = Cny(150), DayCap = Cny(150) }));
        var gift = await ledger.DonateAsync("LAKE", 100);
        Assert.That(await ledger.EarnAsync("LAKE", 50), Is.Zero);
        Assert.That(await ledger.EarnAsync("LAKE", 80, donor: "李四"), Is.EqualTo(50));
        (await ledger.TryRefundAsync(gift, 40)).Expect();
        Assert.That(await ledger.EarnAsync("LAKE", 100), Is.EqualTo(40));
    });

    [Test]
    public Task A_charge_back_posts_even_when_gift_and_match_are_gone() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 100);
        await ledger.SpendAsync("LAKE", 100, "donation");
        await ledger.SpendAsync("LAKE", 100, "match-SPRING");
        (await ledger.TryRefundAsync(gift, 100, RefundWay.ChargedBack)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 0m, 100m, 0m, 4_900m)));
    });

    [Test]
    public Task Where_the_funds_bank_apart_what_is_still_owed_goes_first() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme() with { SeparateAccounts = true });
        var gift = await ledger.DonateAsync("LAKE", 100);
        (await new FundLedger.Funds.SettleTransfer(ledger.Database).RunAsync(ledger.Ask(), new((await ledger.MatchAsync(gift))!.Entry!.Value, Cny(70), Today))).Expect();
        (await ledger.TryRefundAsync(gift, 50)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 50m, 0m, 0m, 4_950m)));
        Assert.That((await ledger.FiguresAsync("POOL"), await ledger.AvailableAsync("LAKE", "match-SPRING")), Is.EqualTo(((4_950m, 0m, 4_950m, 0m), 50m)));
    });

    [Test]
    public Task A_gift_that_is_reversed_takes_its_match_along() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 100);
        var match = (await ledger.MatchAsync(gift))!.Entry!.Value;
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(match)), Is.EqualTo("match-follows-gift"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync((await ledger.SummaryAsync()).OpeningEntry)), Is.EqualTo("match-follows-programme"));
        (await ledger.TryReverseAsync(gift)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 100m, 0m, 0m, 5_000m)));
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    [Test]
    public Task A_refund_that_is_reversed_gives_the_match_again() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(terms: MatchingTerms.Flat(1, 1) with { DonorCap = Cny(100) }));
        var gift = await ledger.DonateAsync("LAKE", 100);
        var refund = (await ledger.TryRefundAsync(gift, 60, RefundWay.ChargedBack)).Expect();
        (await ledger.TryReverseAsync(refund.Entries[0])).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 0m, 0m, 0m, 4_900m)));
        Assert.That(await ledger.EarnAsync("LAKE", 5), Is.Zero, "the cap is used up again");
        await ledger.MustVerifyAsync();

        var again = (await ledger.TryRefundAsync(gift, 60, RefundWay.ChargedBack)).Expect();
        await ledger.DonateAsync("LAKE", 30);
        Assert.That(Refused.TextOf(await ledger.TryReverseAsync(again.Entries[0])), Is.EqualTo("Part of the match of 60.00 CNY that this refund took back has gone to other gifts (cap per donor: 30.00 CNY left). Record the money as a new gift."));
        (await ledger.TryEndAsync()).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(again.Entries[0])), Is.EqualTo("programme-closed"));
        (await ledger.TryRefundAsync(gift, 40)).Expect();
        Assert.That((await ledger.FiguresAsync("POOL")).Committed, Is.Zero, "what comes back after the end is free");
    });
}
