using CsCheck;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SplittingAGift(TestDatabase database)
{
    private static GiftShare Percent(string fund, decimal percent) => new(fund, new BasisPoints((int)(percent * 100)));

    private static GiftShare Yuan(string fund, decimal yuan) => new(fund, Amount: Cny(yuan));

    private static SplitGift Gift(decimal yuan, params GiftShare[] shares) => new(Cny(yuan), Today, DonorName.Of("王小明"), shares, WithReceipt: true);

    private static Task<Outcome<SplitGiftRecorded>> RecordAsync(TestLedger ledger, SplitGift gift) => new RecordSplitGift(ledger.Database).RunAsync(ledger.Ask(), gift);

    private static async Task FundsAsync(TestLedger ledger)
    {
        foreach (var fund in new[] { "LAKE", "HILL", "WOOD" }) await ledger.FundAsync(fund);
    }

    private static Task<Receipt?> ReceiptAsync(TestLedger ledger, EntryId gift) =>
        ledger.Database.ReadAsync(async reader => await Receipts.OfGiftAsync(reader, await Books.LoadAsync(reader), gift));

    [Test]
    public Task Every_fund_gets_its_part_to_the_fen_and_the_donor_one_receipt() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var done = (await RecordAsync(ledger, Gift(100, Percent("LAKE", 33.33m), Percent("HILL", 33.33m), Percent("WOOD", 33.34m)))).Expect();
        Assert.That(done.Parts.Select(part => (part.Fund, part.Amount)), Is.EqualTo(new[] { ("LAKE", Cny(33.33m)), ("HILL", Cny(33.33m)), ("WOOD", Cny(33.34m)) }));
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("HILL"), await ledger.AvailableAsync("WOOD")), Is.EqualTo((33.33m, 33.33m, 33.34m)));
        Assert.That(done.Receipt, Is.EqualTo(new ReceiptNumber(2026, 1)));
        foreach (var part in done.Parts) Assert.That((await ReceiptAsync(ledger, part.Entry))!.Amount, Is.EqualTo(Cny(100)), "whichever part is asked for");
        Assert.That((await ledger.EntryAsync(done.Parts[1].Entry)).RelatesTo, Is.EqualTo(done.Entry));
        var donor = await ledger.ScalarAsync<long>("SELECT donor_id FROM donors");
        var year = await ledger.Database.ReadAsync(async reader => (await ReceiptFigures.DonorYearAsync(reader, donor, 2026)).Expect());
        Assert.That((year.Kept, year.Gifts.Select(gift => gift.Receipt).Distinct().Single()), Is.EqualTo((Cny(100), done.Receipt)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_the_channel_kept_is_borne_by_every_fund_for_its_part() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var gift = Gift(100, Percent("LAKE", 33.33m), Percent("HILL", 33.33m), Percent("WOOD", 33.34m)) with { Channel = GiftChannel.Alipay, Fee = Cny(0.61m) };
        var done = (await RecordAsync(ledger, gift)).Expect();
        Assert.That(done.Parts.Select(part => part.Amount), Is.EqualTo(new[] { Cny(33.33m), Cny(33.33m), Cny(33.34m) }));
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("HILL"), await ledger.AvailableAsync("WOOD")), Is.EqualTo((33.13m, 33.13m, 33.13m)));
        Assert.That(await ledger.LinesAsync(done.Parts[2].Entry), Is.EqualTo(new[] { "Bank 33.34", "DonationIncome -33.34", "FundraisingCost 0.21", "Bank -0.21" }));
        Assert.That((await ReceiptAsync(ledger, done.Entry))!.Amount, Is.EqualTo(Cny(100)), "the donor gave the whole");
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, gift with { Fee = Cny(100.01m) })), Is.EqualTo("fee-over-gift"));
        Assert.That((await RecordAsync(ledger, gift with { Fee = Cny(0) })).Expect().Parts, Has.Count.EqualTo(3));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Parts_that_are_not_the_gift_are_refused_with_what_is_left() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        async Task<string> CodeAsync(SplitGift gift) => Refused.CodeOf(await RecordAsync(ledger, gift));
        Assert.That(Refused.TextOf(await RecordAsync(ledger, Gift(100, Percent("LAKE", 60), Percent("HILL", 39)))), Does.Contain("come to 99%"));
        Assert.That(Refused.TextOf(await RecordAsync(ledger, Gift(100, Yuan("LAKE", 60), Yuan("HILL", 39)))), Does.Contain("1.00 CNY is left"));
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 60), Yuan("HILL", 40))), Is.EqualTo("split-mixed"));
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 60), Percent("LAKE", 40))), Is.EqualTo("split-twice"));
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 100))), Is.EqualTo("split-parts"));
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 100), Percent("HILL", 0))), Is.EqualTo("split-not-whole"));
        Assert.That(await CodeAsync(Gift(0.01m, Percent("LAKE", 50), Percent("HILL", 50))), Is.EqualTo("split-too-small"));
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 60), Percent("NONE", 40))), Is.EqualTo("fund-unknown"));
        (await new FundLedger.Funds.CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new("WEST", "WEST", Currency.Cny, Chart.Npo2004))).Expect();
        await ledger.FundAsync("FAR", entity: "WEST");
        Assert.That(await CodeAsync(Gift(100, Percent("LAKE", 60), Percent("FAR", 40))), Is.EqualTo("split-entities"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    });

    [Test]
    public Task It_goes_back_whole_and_its_parts_are_refunded_by_fund() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var done = (await RecordAsync(ledger, Gift(100, Yuan("LAKE", 70), Yuan("HILL", 30)))).Expect();
        Assert.That(Refused.TextOf(await ledger.TryReverseAsync(done.Parts[1].Entry)), Does.Contain($"Reverse entry {done.Entry}"));
        var refund = (await ledger.TryRefundAsync(done.Parts[1].Entry, 10)).Expect();
        Assert.That((await ReceiptAsync(ledger, done.Entry))!.State, Is.EqualTo(ReceiptState.PartlyRefunded));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(done.Entry)), Is.EqualTo("has-later-events"), "a part was refunded");
        foreach (var entry in refund.Entries.Reverse()) (await ledger.TryReverseAsync(entry)).Expect();
        (await ledger.TryReverseAsync(done.Entry)).Expect();
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("HILL")), Is.EqualTo((0m, 0m)));
        Assert.That((await ReceiptAsync(ledger, done.Parts[1].Entry))!.State, Is.EqualTo(ReceiptState.Reversed));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(done.Entry)), Is.EqualTo("already-reversed"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_void_receipt_of_a_split_gift_is_issued_again_for_the_whole() => database.RunAsync(async ledger =>
    {
        await FundsAsync(ledger);
        var done = (await RecordAsync(ledger, Gift(100, Yuan("LAKE", 70), Yuan("HILL", 30)))).Expect();
        (await new VoidReceipt(ledger.Database).RunAsync(ledger.Ask(), new ReceiptToVoid(done.Receipt!.Value, "重开"))).Expect();
        var again = (await new IssueReceipt(ledger.Database).RunAsync(ledger.Ask(), done.Parts[1].Entry)).Expect();
        Assert.That((again.Gift, again.Receipt.Number), Is.EqualTo((done.Entry, 2L)));
        Assert.That((await new IssueReceipts(ledger.Database).RunAsync(ledger.Ask(), "HILL", new DateSpan(Today, Today))).Expect().Count, Is.Zero, "a part has the receipt of the whole");
        await ledger.MustVerifyAsync();
    });
}

/// <summary>Whatever the shares, the parts are the gift.</summary>
public sealed class SplittingWithoutLosingAFen
{
    [Test]
    public void Shares_of_any_gift_add_up() => Gen.Select(Gen.Long[1_000, 1_000_000_000_000], Gen.Int[1, 9_999]).Sample((minor, points) =>
    {
        var parts = new Money(minor, Currency.Cny).Allocate([points, 10_000 - points]);
        Assert.That(parts[0].MinorUnits + parts[1].MinorUnits, Is.EqualTo(minor));
        Assert.That(Int128.Abs((Int128)parts[0].MinorUnits * 10_000 - (Int128)minor * points) <= 10_000, "within one minor unit of the share");
    });
}
