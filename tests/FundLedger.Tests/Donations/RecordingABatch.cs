using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RecordingABatch(TestDatabase database)
{
    private static BatchGift Gift(string donor, decimal yuan, int day = 3) => new(DonorName.Of(donor), Cny(yuan), March(day));

    private static GiftBatch Batch(int count, decimal total, params BatchGift[] gifts) => new("LAKE", gifts, count, Cny(total), WithReceipts: true);

    private static Task<Outcome<GiftBatchRecorded>> RecordAsync(TestLedger ledger, GiftBatch batch) => new RecordGiftBatch(ledger.Database).RunAsync(ledger.Ask(), batch);

    [Test]
    public Task What_agrees_is_posted_whole_with_a_receipt_for_each_named_donor() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var done = (await RecordAsync(ledger, Batch(4, 36.5m, Gift("王小明", 10), Gift("", 5), Gift("李雷", 1.5m), Gift("王小明", 20, 4)))).Expect();
        Assert.That((done.Count, done.Total, done.Last.Value - done.First.Value), Is.EqualTo((4, Cny(36.5m), 3L)));
        Assert.That((done.FirstReceipt, done.LastReceipt), Is.EqualTo(((ReceiptNumber?)new ReceiptNumber(2026, 1), (ReceiptNumber?)new ReceiptNumber(2026, 3))));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM donors"), Is.EqualTo(3));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(36.5m));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_count_or_a_total_that_differs_is_named_and_nothing_is_posted() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var missing = Refused.Of(await RecordAsync(ledger, Batch(3, 36, Gift("王小明", 10), Gift("李雷", 20))));
        Assert.That((missing.Code, missing.Field), Is.EqualTo(("batch-differs", "count")));
        Assert.That(missing.Message.En, Does.Contain("off by -1 gift(s) and -6.00"));
        var mistyped = Refused.Of(await RecordAsync(ledger, Batch(2, 30, Gift("王小明", 10), Gift("李雷", 200))));
        Assert.That((mistyped.Field, mistyped.Message.Zh), Is.EqualTo(("total", "与预计不符，没有入账：应有 2 笔、合计 30.00，实有 2 笔、合计 210.00（相差 0 笔、+180.00）。")));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM donors"), Is.Zero);
    });

    [Test]
    public Task One_gift_that_cannot_be_posted_stops_all() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.TextOf(await RecordAsync(ledger, Batch(2, 10, Gift("王小明", 10), Gift("李雷", 0)))), Does.StartWith("Gift 2:"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Batch(2, 11, Gift("王小明", 10), Gift("李雷", 1, 31)))), Is.EqualTo("date-in-future"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Batch(0, 10))), Is.EqualTo("batch-empty"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM receipts"), Is.Zero);
    });

    [Test]
    public Task A_thousand_fit_and_one_more_does_not() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gifts = Enumerable.Range(0, 1_001).Select(i => Gift($"捐赠人{i % 7}", 1)).ToArray();
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Batch(1_001, 1_001, gifts))), Is.EqualTo("batch-too-many"));
        Assert.That((await RecordAsync(ledger, Batch(1_000, 1_000, gifts[1..]))).Expect().Count, Is.EqualTo(1_000));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task The_same_batch_sent_twice_is_posted_once_and_another_under_its_key_is_a_conflict() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var first = (await new RecordGiftBatch(ledger.Database).RunAsync(Ask("batch"), Batch(1, 10, Gift("王小明", 10)))).Expect();
        Assert.That((await new RecordGiftBatch(ledger.Database).RunAsync(Ask("batch"), Batch(1, 10, Gift("王小明", 10)))).Expect(), Is.EqualTo(first));
        Assert.That(Refused.CodeOf(await new RecordGiftBatch(ledger.Database).RunAsync(Ask("batch"), Batch(1, 10, Gift("李雷", 10)))), Is.EqualTo("operation-key-conflict"));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });
}
