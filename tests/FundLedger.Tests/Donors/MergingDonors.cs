using FundLedger.Donors;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donors;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class MergingDonors(TestDatabase database)
{
    private static async Task<long> DonorAsync(TestLedger ledger, string name, decimal yuan)
    {
        var entry = await ledger.DonateAsync("LAKE", yuan, donor: name);
        return await ledger.ScalarAsync<long>($"SELECT donor_id FROM donations WHERE entry_id = {entry}");
    }

    private static Task<Outcome<DonorsMerged>> MergeAsync(TestLedger ledger, long donor, long into) => new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(donor, into));

    private static Task<Outcome<DonorsParted>> PartAsync(TestLedger ledger, long donor) => new PartDonors(ledger.Database).RunAsync(ledger.Ask(), donor);

    private static Task<IReadOnlyList<ListedDonor>> ListAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader => (await DonorList.PageAsync(reader, 50)).Donors);

    private static async Task<decimal> YearAsync(TestLedger ledger, long donor) =>
        (await ledger.Database.ReadAsync(async reader => (await ReceiptFigures.DonorYearAsync(reader, donor, 2026)).Expect())).Kept.MinorUnits / 100m;

    [Test]
    public Task Readings_follow_the_merge_and_the_books_do_not_change() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (kept, twin) = (await DonorAsync(ledger, "王小明", 10), await DonorAsync(ledger, "王 小明", 5));
        var hash = (await ledger.VerifyAsync()).LastHash.ToArray();
        (await MergeAsync(ledger, twin, kept)).Expect();
        var listed = (await ListAsync(ledger)).Single();
        Assert.That((listed.Id, listed.GiftCount, listed.Kept.Single()), Is.EqualTo((kept, 2L, Cny(15))));
        Assert.That(await YearAsync(ledger, kept), Is.EqualTo(15));
        Assert.That((await ledger.Database.ReadAsync(reader => DonorList.YearsAsync(reader, kept))).Single().Kept, Is.EqualTo(Cny(15)));
        Assert.That((await ledger.Database.ReadAsync(async reader => (await DonorList.FindAsync(reader, "wangxiaoming", 9)).Donors)).Select(donor => donor.Id), Is.EqualTo(new[] { kept }));
        Assert.That((await ledger.VerifyAsync()).LastHash.ToArray(), Is.EqualTo(hash));
        await ledger.MustVerifyAsync();

        (await PartAsync(ledger, twin)).Expect();
        Assert.That((await ListAsync(ledger)).Select(donor => donor.Kept.Single()), Is.EqualTo(new[] { Cny(5), Cny(10) }));
        Assert.That(await YearAsync(ledger, kept), Is.EqualTo(10));
        Assert.That(Refused.CodeOf(await PartAsync(ledger, twin)), Is.EqualTo("donor-not-merged"));
        (await MergeAsync(ledger, twin, kept)).Expect();
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Merges_of_merges_lead_to_one_donor_in_one_step() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (a, b, c) = (await DonorAsync(ledger, "甲一", 1), await DonorAsync(ledger, "乙二", 2), await DonorAsync(ledger, "丙三", 4));
        (await MergeAsync(ledger, a, b)).Expect();
        Assert.That(Refused.CodeOf(await MergeAsync(ledger, a, c)), Is.EqualTo("donor-merged"));
        Assert.That(Refused.CodeOf(await MergeAsync(ledger, b, a)), Is.EqualTo("donor-same"), "that one is this one already");
        (await MergeAsync(ledger, b, c)).Expect();
        Assert.That(await YearAsync(ledger, c), Is.EqualTo(7));
        Assert.That((await MergeAsync(ledger, await DonorAsync(ledger, "丁四", 8), a)).Expect().Into, Is.EqualTo(c));
        Assert.That(await YearAsync(ledger, c), Is.EqualTo(15));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Nobody_without_a_name_is_merged_and_anonymity_is_kept() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var (named, unnamed) = (await DonorAsync(ledger, "王小明", 1), await DonorAsync(ledger, "", 2));
        Assert.That(Refused.CodeOf(await MergeAsync(ledger, unnamed, named)), Is.EqualTo("donor-nameless"));
        Assert.That(Refused.CodeOf(await MergeAsync(ledger, named, 99)), Is.EqualTo("donor-unknown"));
        Assert.That(Refused.CodeOf(await MergeAsync(ledger, named, named)), Is.EqualTo("donor-same"));
        (await new FundLedger.Donations.RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new("LAKE", Cny(3), Today, DonorName.Of("李雷", isAnonymous: true)))).Expect();
        var hidden = await ledger.ScalarAsync<long>("SELECT donor_id FROM donors WHERE name = '李雷'");
        (await MergeAsync(ledger, hidden, named)).Expect();
        Assert.That((await ledger.Database.ReadAsync(reader => DonorList.OfAsync(reader, named)))!.IsAnonymous);
    });

    [Test]
    public Task Those_written_or_read_alike_are_found_masked() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        foreach (var name in new[] { "王小明", "王　小明", "Ｌi Lei", "li lei", "张伟", "章玮", "和顺有限公司", "赵六" }) await ledger.DonateAsync("LAKE", 1, donor: name);
        var found = await ledger.Database.ReadAsync(reader => DonorDuplicates.FindAsync(reader, 10));
        Assert.That(found.Select(group => (group.Reason, string.Join(' ', group.Donors.Select(donor => donor.Name)))), Is.EqualTo(new[]
        {
            (DuplicateReason.WrittenAlike, "王* 王*"), (DuplicateReason.WrittenAlike, "Ｌ* l*"), (DuplicateReason.SoundAlike, "张* 章*"),
        }));
        (await MergeAsync(ledger, found[0].Donors[1].Id, found[0].Donors[0].Id)).Expect();
        Assert.That((await ledger.Database.ReadAsync(reader => DonorDuplicates.FindAsync(reader, 10))).Count, Is.EqualTo(2), "what was merged is no duplicate any more");
    });
}
