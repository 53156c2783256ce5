using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class IssuingReceipts(TestDatabase database)
{
    private static Gift Gift(string fund = "LAKE", decimal yuan = 10) => new(fund, Cny(yuan), Today, DonorName.Of("王小明"), WithReceipt: true);

    private static async Task<DonationRecorded> GiveAsync(TestLedger ledger, Gift? gift = null) =>
        (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), gift ?? Gift())).Expect();

    private static Task<Receipt?> ReceiptAsync(TestLedger ledger, EntryId gift) =>
        ledger.Database.ReadAsync(async reader => await Receipts.OfGiftAsync(reader, await Books.LoadAsync(reader), gift));

    [Test]
    public Task A_gift_gets_the_next_number_of_the_year_and_only_when_asked() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var first = await GiveAsync(ledger);
        var without = await ledger.DonateAsync("LAKE", 5);
        var second = await GiveAsync(ledger);

        Assert.That((first.Receipt, second.Receipt), Is.EqualTo((new ReceiptNumber(2026, 1), new ReceiptNumber(2026, 2))));
        Assert.That(await ReceiptAsync(ledger, without), Is.Null);
        Assert.That((await ReceiptAsync(ledger, second.Entry))!.Number.ToString(), Is.EqualTo("2026-000002"));
    });

    [Test]
    public Task Numbers_begin_anew_in_each_year_and_entity() => database.RunAsync(async ledger =>
    {
        foreach (var entity in new[] { "EAST", "WEST" })
        {
            (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity(entity, entity, Currency.Cny, Chart.Npo2004))).Expect();
            await ledger.FundAsync($"F-{entity}", entity: entity);
        }

        await GiveAsync(ledger, Gift("F-EAST"));
        Assert.That((await GiveAsync(ledger, Gift("F-WEST"))).Receipt, Is.EqualTo(new ReceiptNumber(2026, 1)));
        ledger.Clock.Advance(TimeSpan.FromDays(300));
        Assert.That((await GiveAsync(ledger, Gift("F-EAST"))).Receipt, Is.EqualTo(new ReceiptNumber(2027, 1)), "the year is the year of issue");
    });

    [Test]
    public Task A_gift_sent_twice_has_one_receipt() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordDonation(ledger.Database);
        var first = (await record.RunAsync(Ask("gift"), Gift())).Expect();
        await ledger.ReopenAsync();
        Assert.That((await new RecordDonation(ledger.Database).RunAsync(Ask("gift"), Gift())).Expect(), Is.EqualTo(first));
        Assert.That((await GiveAsync(ledger)).Receipt, Is.EqualTo(new ReceiptNumber(2026, 2)));
    });

    [Test]
    public Task A_refund_is_told_and_a_reversal_voids_and_frees_no_number() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (refunded, reversed) = (await GiveAsync(ledger), await GiveAsync(ledger));
        (await ledger.TryRefundAsync(refunded.Entry, 4)).Expect();
        (await ledger.TryReverseAsync(reversed.Entry)).Expect();

        var (kept, undone) = ((await ReceiptAsync(ledger, refunded.Entry))!, (await ReceiptAsync(ledger, reversed.Entry))!);
        Assert.That((kept.Refunded, kept.IsVoid, undone.IsVoid), Is.EqualTo((Cny(4), false, true)));
        Assert.That((await GiveAsync(ledger)).Receipt!.Value.Number, Is.EqualTo(3));
    });

    [Test]
    public Task A_preview_takes_no_number() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await new RecordDonation(new Preview(ledger.Database)).RunAsync(ledger.Ask(), Gift())).Expect();
        Assert.That((await GiveAsync(ledger)).Receipt!.Value.Number, Is.EqualTo(1));
    });

    /// <summary>Refusals come before anything is written and after; broken operations break after their number was drawn.</summary>
    [Test]
    public Task Sixty_four_at_once_with_refused_and_broken_ones_between_leave_no_gap_and_no_double() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var numbers = await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 12; i++)
            {
                if ((caller + i) % 5 == 0) await BreakAsync(ledger, throws: i % 2 == 0);
                else if ((caller + i) % 7 == 0) Assert.That(Refused.CodeOf(await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), Gift("NONE"))), Is.EqualTo("fund-unknown"));
                else mine.Add((await GiveAsync(ledger)).Receipt!.Value.Number);
            }

            return mine;
        })));
        var all = numbers.SelectMany(mine => mine).Order().ToList();
        Assert.That(all, Is.EqualTo(Enumerable.Range(1, all.Count).Select(number => (long)number)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT last_number FROM receipt_counters"), Is.EqualTo(all.Count));
    });

    /// <summary>Records a gift with its receipt and then is undone.</summary>
    private static async Task BreakAsync(TestLedger ledger, bool throws)
    {
        var running = ledger.Database.WriteAsync<DonationRecorded>(ledger.Ask().For("break"), async tx =>
        {
            var entry = (await Journal.AppendAsync(tx, await DraftAsync(tx))).Expect();
            var books = await Books.OfAsync(tx);
            var fund = books.FindFund("LAKE")!;
            var source = await SourceStore.PlainAsync(tx, books.Entity(fund.EntityId), SourceKind.Donation);
            await DonationStore.InsertAsync(tx, entry, await DonorStore.FindOrInsertAsync(tx, DonorName.Of("王小明")), fund, source, Cny(1), null);
            await ReceiptNumbers.IssueAsync(tx, books.Entity(fund.EntityId), entry);
            if (throws) throw new InvalidOperationException("broken on purpose");
            return Refusal.Of("undone", "", "撤销", "undone");
        });
        if (throws) Assert.That(async () => await running, Throws.InvalidOperationException);
        else Assert.That(Refused.CodeOf(await running), Is.EqualTo("undone"));
    }

    private static async Task<EntryDraft> DraftAsync(LedgerTransaction tx)
    {
        var books = await Books.OfAsync(tx);
        var fund = books.FindFund("LAKE")!;
        var entity = books.Entity(fund.EntityId);
        return DonationPosting.Of(entity, fund, await SourceStore.PlainAsync(tx, entity, SourceKind.Donation), Cny(1), null, Today);
    }
}
