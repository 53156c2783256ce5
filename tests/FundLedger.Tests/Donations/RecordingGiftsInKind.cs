using System.Text;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RecordingGiftsInKind(TestDatabase database)
{
    private static InKindGift Gift(decimal yuan, InKindUse use = InKindUse.Inventory) =>
        new("LAKE", DonorName.Of("王小明"), "大米 50 袋", Cny(yuan), Today, use, "验收单7号", new Attachment("验收单.pdf", Encoding.UTF8.GetBytes("验收单")));

    private static Task<Outcome<InKindRecorded>> RecordAsync(TestLedger ledger, InKindGift gift) => new RecordInKindGift(ledger.Database).RunAsync(ledger.Ask(), gift);

    private static Task<Outcome<InKindUsed>> UseAsync(TestLedger ledger, EntryId gift, decimal yuan, DateOnly? on = null) =>
        new UseInKindGift(ledger.Database).RunAsync(ledger.Ask(), new InKindTaken(gift, Cny(yuan), on ?? Today, "发给老人"));

    [TestCase(InKindUse.Inventory, "Inventory")]
    [TestCase(InKindUse.FixedAsset, "FixedAsset")]
    [TestCase(InKindUse.Used, "ProgrammeCost")]
    [TestCase(InKindUse.Service, "ProgrammeCost")]
    public Task It_is_income_at_fair_value_and_no_cash(InKindUse use, string account) => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var done = (await RecordAsync(ledger, Gift(300, use))).Expect();
        Assert.That((await ledger.LinesAsync(done.Entry)).Select(line => line.Split(" in-kind")[0]), Is.EqualTo(new[] { $"{account} 300.00", "DonationIncome -300.00" }));
        Assert.That((await ledger.AvailableAsync("LAKE", "in-kind"), (await ledger.FiguresAsync("LAKE")).Cash, done.Receipt), Is.EqualTo((0m, 0m, (ReceiptNumber?)new ReceiptNumber(2026, 1))));
        Assert.That((await ledger.EntryAsync(done.Entry)).Document.Sha256, Is.Not.Null, "the voucher is part of what is hashed");
        var files = await ledger.Database.ReadAsync(reader => Attachments.ListAsync(reader, Attachments.ReferrerOf(done.Entry)));
        Assert.That(files.Single().FileName, Is.EqualTo("验收单.pdf"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Goods_are_used_up_to_what_was_given_and_go_back_only_untouched() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = (await RecordAsync(ledger, Gift(300))).Expect().Entry;
        Assert.That(Refused.CodeOf(await UseAsync(ledger, gift, 10, Today.AddDays(-1))), Is.EqualTo("use-before-gift"));
        var used = (await UseAsync(ledger, gift, 120)).Expect();
        Assert.That(used.Left, Is.EqualTo(Cny(180)));
        Assert.That(Refused.CodeOf(await UseAsync(ledger, gift, 181)), Is.EqualTo("more-than-open"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(gift)), Is.EqualTo("has-later-events"));
        (await ledger.TryReverseAsync(used.Entry)).Expect();
        (await ledger.TryReverseAsync(gift)).Expect();
        Assert.That(Refused.CodeOf(await UseAsync(ledger, gift, 1)), Is.EqualTo("gift-reversed"));
        Assert.That(Refused.CodeOf(await UseAsync(ledger, await ledger.DonateAsync("LAKE", 5), 1)), Is.EqualTo("stock-unknown"));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_value_nothing_proves_is_refused_and_goods_are_not_refunded_as_money() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift(300) with { File = null })), Is.EqualTo("evidence-missing"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift(300) with { Reference = " " })), Is.EqualTo("voucher-missing"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift(300) with { What = "" })), Is.EqualTo("what-missing"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
        var gift = (await RecordAsync(ledger, Gift(300, InKindUse.Used))).Expect().Entry;
        Assert.That(Refused.CodeOf(await ledger.TryRefundAsync(gift, 10)), Is.EqualTo("gift-in-kind"));
    });

    [Test]
    public Task It_stands_in_the_donors_year_and_its_receipt_says_that_it_is_no_money() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var done = (await RecordAsync(ledger, Gift(300, InKindUse.Used))).Expect();
        await ledger.DonateAsync("LAKE", 50);
        var donor = await ledger.ScalarAsync<long>("SELECT donor_id FROM donors");
        Assert.That((await ledger.Database.ReadAsync(async reader => (await ReceiptFigures.DonorYearAsync(reader, donor, 2026)).Expect())).Kept, Is.EqualTo(Cny(350)));
        Assert.That((await ledger.Database.ReadAsync(async reader => (await ReceiptFigures.ReceiptAsync(reader, done.Receipt!.Value)).Expect())).Channel, Is.EqualTo(new Bilingual("实物或服务，按公允价值", "In kind, at fair value")));
        var text = await ledger.Database.ReadAsync(reader => JournalReading.TextAsync(reader, done.Entry));
        Assert.That(Masking.MaskedText(text!, EntryKind.InKindGift, isAnonymous: false), Is.EqualTo("王*\n大米 50 袋"));
    });
}
