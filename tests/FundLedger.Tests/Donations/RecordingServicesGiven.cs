using System.Text;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RecordingServicesGiven(TestDatabase database)
{
    private static ServiceGift Gift(decimal yuan = 1_000) => new("LAKE", DonorName.Of("王小明"), "义诊，王医生", Cny(yuan), Today, "20 小时 × 50 元");

    private static Task<Outcome<ServiceGiftRecorded>> RecordAsync(TestLedger ledger, ServiceGift gift) => new RecordServiceGift(ledger.Database).RunAsync(ledger.Ask(), gift);

    private static Task<IReadOnlyList<ServiceOfDonor>> ServicesAsync(TestLedger ledger, long donor) => ledger.Database.ReadAsync(async reader => await DonorList.ServicesAsync(reader, await Books.LoadAsync(reader), donor));

    [Test]
    public Task It_is_a_memo_and_in_no_sum_of_what_was_given() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var done = (await RecordAsync(ledger, Gift() with { File = new Attachment("签到.txt", Encoding.UTF8.GetBytes("签到表")) })).Expect();
        Assert.That(await ledger.LinesAsync(done.Entry), Is.EqualTo(new[] { "ServiceReceived 1000.00", "ServiceReserve -1000.00" }));
        var entry = await ledger.EntryAsync(done.Entry);
        Assert.That((entry.Kind, entry.Document.Id, entry.Document.Sha256 is not null), Is.EqualTo((EntryKind.ServiceGift, "20 小时 × 50 元", true)));
        Assert.That((await ledger.Database.ReadAsync(reader => Attachments.ListAsync(reader, Attachments.ReferrerOf(done.Entry)))).Single().FileName, Is.EqualTo("签到.txt"));
        Assert.That((await ledger.FiguresAsync("LAKE"), (await ledger.BalancesAsync("LAKE")).Total.Memo), Is.EqualTo(((0m, 0m, 0m, 0m), Cny(0))), "neither available nor promised");
        var donor = await ledger.ScalarAsync<long>("SELECT donor_id FROM donors");
        Assert.That(await ledger.Database.ReadAsync(reader => DonorList.YearsAsync(reader, donor)), Is.Empty);
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM receipts"), Is.Zero);
        var listed = (await ServicesAsync(ledger, donor)).Single();
        Assert.That((listed.Entry, listed.On, listed.Fund.Code, listed.Value, listed.Basis, listed.IsReversed), Is.EqualTo((done.Entry, Today, "LAKE", Cny(1_000), "20 小时 × 50 元", false)));
        (await ledger.TryReverseAsync(done.Entry)).Expect();
        Assert.That((await ServicesAsync(ledger, donor)).Single().IsReversed);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task What_is_not_said_is_asked_for() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift() with { What = " " })), Is.EqualTo("what-missing"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift() with { Basis = "" })), Is.EqualTo("basis-missing"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift() with { On = Today.AddDays(1) })), Is.EqualTo("date-in-future"));
        Assert.That(Refused.CodeOf(await RecordAsync(ledger, Gift() with { Evidence = new string('0', 64) })), Is.EqualTo("evidence-missing"));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    });

    [Test]
    public Task Erasing_the_donor_takes_its_text_and_leaves_the_memo() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var done = (await RecordAsync(ledger, Gift())).Expect();
        Assert.That(await ledger.Database.ReadAsync(reader => JournalReading.TextAsync(reader, done.Entry)), Is.EqualTo("义诊，王医生"), "the donor's name is in no text");
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "王小明")).Expect();
        Assert.That(await ledger.Database.ReadAsync(reader => JournalReading.TextAsync(reader, done.Entry)), Is.Null);
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task It_keeps_no_fund_open() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await RecordAsync(ledger, Gift())).Expect();
        var state = await ledger.Database.ReadAsync(async reader =>
        {
            var books = await Books.LoadAsync(reader);
            return await ClosingState.OfAsync(reader, books, books.FindFund("LAKE")!);
        });
        Assert.That(state.InTheWay, Is.Empty);
    });
}
