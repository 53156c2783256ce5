using System.Globalization;
using System.Text;
using FundLedger.Donations;
using FundLedger.Donations.Importing;
using FundLedger.Donors;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Tests.Donations.Lists;
using FundLedger.Values;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ImportingWithMatching(TestDatabase database)
{
    private const int Rows = 1_234;

    [Test]
    public Task A_list_earns_what_its_gifts_would_earn_one_by_one() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(50_000);
        await ledger.OpenAsync(Tiered("LIST", "LAKE"));
        await ledger.OpenAsync(Tiered("ONES", "RIVER"));
        var gifts = Enumerable.Range(0, Rows).Select(i => (Donor: $"捐赠人{i * 7 % 50}", Amount: Cny(5 + i * 13 % 90), On: March(1 + i / 100))).ToList();
        await ImportAsync(ledger, gifts);
        foreach (var (donor, amount, on) in gifts) await ledger.GiveAsync(new Gift("RIVER", amount, on, DonorName.Of(donor), Channel: GiftChannel.Wechat));

        Assert.That(await MatchesAsync(ledger, "LIST"), Is.EqualTo(await MatchesAsync(ledger, "ONES")));
        Assert.That(await ledger.PotOfAsync("LIST"), Is.EqualTo(await ledger.PotOfAsync("ONES")));
        Assert.That((await ledger.PotOfAsync("LIST")).Left, Is.Zero);
        var perDay = await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM journal_entries WHERE kind = 'match-earned' AND document_id = 'LIST'");
        Assert.That(perDay, Is.LessThanOrEqualTo(16), "one entry for each part and day");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM donations WHERE channel = 'wechat'"), Is.EqualTo(2 * Rows));
    });

    [Test]
    public Task A_gift_of_a_list_is_refunded_and_reversed_like_any_other() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(50_000);
        await ledger.OpenAsync(Programme(1_000));
        await ImportAsync(ledger, [.. Enumerable.Range(0, 5).Select(i => ($"捐赠人{i}", Cny(10), March(3)))]);
        var first = await ledger.ScalarAsync<long>("SELECT MIN(entry_id) FROM donations");
        (await ledger.TryRefundAsync(new(first), 4)).Expect();
        (await ledger.TryReverseAsync(new(first + 1))).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((50m, 14m, 0m, 0m, 964m)));
    });

    private static NewMatchingProgramme Tiered(string code, string fund) =>
        Programme(15_000, new MatchingTerms([UpTo(300, 1, 1), UpTo(900, 1, 2), Above(1, 10)]) { Basis = TierBasis.DonorTotal, GiftCap = Cny(70), DonorCap = Cny(500), DayCap = Cny(2_000), Minimum = Cny(6) }, code)
            with { Gifts = new GiftScope { Funds = [fund], Channels = [GiftChannel.Wechat] } };

    private static async Task ImportAsync(TestLedger ledger, IReadOnlyList<(string Donor, Money Amount, DateOnly On)> gifts)
    {
        var text = new StringBuilder("捐赠人,金额,日期\n");
        foreach (var (donor, amount, on) in gifts) text.Append(CultureInfo.InvariantCulture, $"{donor},{amount.ToAmountText()},{on.ToIso()}\n");
        using var list = TestLists.OfText(text.ToString());
        var outcome = await new ImportDonations(ledger.Database, ledger.Clock).RunAsync("clerk-7", list, TestLists.Scanned(list, Currency.Cny), new ImportChoices("LAKE", Channel: GiftChannel.Wechat));
        Assert.That(outcome, Is.InstanceOf<ImportOutcome.Imported>());
    }

    private static async Task<List<string>> MatchesAsync(TestLedger ledger, string code) =>
        [.. (await ledger.Database.ReadAsync(reader => MatchingReading.MatchesAsync(reader, code, Rows))).Expect()
            .Select(match => $"{match.GiftOn} {match.Matched} {match.Reason} {match.Explanation?.Limit} {match.Explanation?.DonorTotal} {match.Explanation?.Left.Pot}")];
}
