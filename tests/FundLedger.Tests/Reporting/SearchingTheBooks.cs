using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Donors.Pinyin;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SearchingTheBooks(TestDatabase database)
{
    private static Task<SearchResult> FindAsync(TestLedger ledger, string typed) =>
        ledger.Database.ReadAsync(async reader => await Search.RunAsync(reader, await Books.LoadAsync(reader), SearchQuery.Of(typed, Today), 10));

    [Test]
    public Task A_donor_is_found_by_name_pinyin_and_initials_and_shown_masked() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, donor: "王小明");
        await ledger.DonateAsync("LAKE", 20, donor: "李建国");
        foreach (var typed in new[] { "王小明", "wangxiaoming", "WangXiaoming", "wxm", "王xm", "wang小明", "xiaom" })
            Assert.That((await FindAsync(ledger, typed)).Donors.Donors.Select(donor => donor.Name), Is.EqualTo(new[] { "王*" }), typed);
        Assert.That((await FindAsync(ledger, "zhangsan")).Donors.Donors, Is.Empty);
    });

    [Test]
    public Task Nobody_anonymous_is_found_by_name_in_any_group() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = (await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(10), Today, DonorName.Of("欧阳清如", isAnonymous: true), Note: "请勿公开"))).Expect().Entry;
        (await ledger.TryReverseAsync(gift)).Expect();
        foreach (var typed in new[] { "欧阳清如", "欧阳", "ouyang", "oyqr" }) Assert.That((await FindAsync(ledger, typed)).IsEmpty, Is.True, typed);
    });

    [Test]
    public Task Who_was_erased_is_not_found_any_more() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, donor: "单雄信");
        Assert.That((await FindAsync(ledger, "shanxiongxin")).Donors.Donors, Has.Count.EqualTo(1));
        (await new EraseDonor(ledger.Database).RunAsync(ledger.Ask(), "单雄信")).Expect();
        foreach (var typed in new[] { "单雄信", "shanxiongxin", "sxx" }) Assert.That((await FindAsync(ledger, typed)).IsEmpty, Is.True, typed);
    });

    [Test]
    public Task Amounts_days_numbers_and_references_are_found() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var january = new DateOnly(2026, 1, 8);
        var gift = (await new RecordDonation(ledger.Database).RunAsync(
            ledger.Ask(), new Gift("LAKE", Cny(1234.50m), january, DonorName.Of("和顺有限公司"), Reference: "BK-77", WithReceipt: true))).Expect();
        await ledger.DonateAsync("LAKE", 5, March(2));
        foreach (var typed in new[] { "1234.5", "1,234.50", "¥1234.50", "1234.50元", "2026-01-08", "2026-01", "1月8日", "2026年1月8日", "BK-77", "bk-77" })
            Assert.That((await FindAsync(ledger, typed)).Entries.SelectMany(group => group.Entries).Select(entry => entry.Id), Is.EqualTo(new[] { gift.Entry }), typed);
        Assert.That((await FindAsync(ledger, "1")).Entry!.Id, Is.EqualTo(gift.Entry));
        Assert.That((await FindAsync(ledger, "2026-000001")).Receipts.Single().Gift, Is.EqualTo(gift.Entry));
        Assert.That((await FindAsync(ledger, "lak")).Funds.Single().Code, Is.EqualTo("LAKE"));
    });

    [Test]
    public Task A_donor_s_page_adds_up_by_year_without_what_went_back() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10, new DateOnly(2025, 12, 31));
        var refunded = await ledger.DonateAsync("LAKE", 30, March(1));
        (await ledger.TryRefundAsync(refunded, 12)).Expect();
        (await ledger.TryReverseAsync(await ledger.DonateAsync("LAKE", 99, March(2)))).Expect();
        await ledger.Database.ReadAsync(async reader =>
        {
            var donor = (await DonorList.PageAsync(reader, 10)).Donors.Single();
            Assert.That((donor.Name, donor.GiftCount, donor.Kept.Single(), donor.LastOn), Is.EqualTo(("王*", 2L, Cny(28), (DateOnly?)March(1))));
            Assert.That(await DonorList.YearsAsync(reader, donor.Id), Is.EqualTo(new[] { new YearOfDonor(2026, Cny(18), 1), new YearOfDonor(2025, Cny(10), 1) }));
            var gifts = await DonorList.GiftsAsync(reader, await Books.LoadAsync(reader), donor.Id, 10);
            Assert.That(gifts.Select(gift => (gift.Amount, gift.Refunded, gift.IsReversed)), Is.EqualTo(new[] { (Cny(99), Cny(0), true), (Cny(30), Cny(12), false), (Cny(10), Cny(0), false) }));
            return true;
        });
    });

    [Test]
    public Task Donors_are_paged_without_a_gap_or_a_repeat() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        for (var i = 0; i < 7; i++) await ledger.DonateAsync("LAKE", 1, donor: $"王{i}");
        var seen = new List<long>();
        await ledger.Database.ReadAsync(async reader =>
        {
            for (long? before = null; ;)
            {
                var page = await DonorList.FindAsync(reader, "wang", 3, before);
                seen.AddRange(page.Donors.Select(donor => donor.Id));
                if (page.Next is null) return true;
                before = page.Next;
            }
        });
        Assert.That(seen, Has.Count.EqualTo(7).And.Unique.And.Ordered.Descending);
    });
}

public sealed class ReadingNamesAloud
{
    [TestCase("单雄信", "shan")]
    [TestCase("单雄信", "dan")]
    [TestCase("曾国藩", "zengguofan")]
    [TestCase("仇英", "qiuying")]
    [TestCase("解缙", "xiejin")]
    [TestCase("查良镛", "zhaly")]
    [TestCase("区元", "ou")]
    [TestCase("吕布", "lvbu")]
    [TestCase("吕布", "lübu")]
    [TestCase("尉迟恭", "yuchi")]
    [TestCase("万俟卨", "moqi")]
    [TestCase("西安人", "xi'an")]
    [TestCase("和顺有限公司", "hesyx")]
    [TestCase("André Li", "andré l")]
    [TestCase("堃", "kun")]
    public void A_name_answers_to_every_reading(string name, string typed) => Assert.That(new NamePattern(typed).Matches(name), Is.True);

    [TestCase("王小明", "wangming")]
    [TestCase("王小明", "")]
    [TestCase("王小明", " ")]
    [TestCase("王小明", "%")]
    [TestCase("王小明", "wanxiaoming")]
    [TestCase("王小明", "wangxiaomings")]
    public void And_to_nothing_else(string name, string typed) => Assert.That(new NamePattern(typed).Matches(name), Is.False);
}
