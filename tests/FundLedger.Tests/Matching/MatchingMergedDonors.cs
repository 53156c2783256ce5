using FundLedger.Donors;
using FundLedger.Matching;
using FundLedger.Storage;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

/// <summary>Whoever was entered twice has one cap, from the day that is known.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class MatchingMergedDonors(TestDatabase database)
{
    private static readonly string[] Names = ["王小明", "王 小明"];

    private static MatchingTerms Capped => MatchingTerms.Flat(1, 1) with { DonorCap = Cny(100) };

    private static async Task<decimal?> GiveAsync(TestLedger ledger, decimal yuan, int donor, string fund = "LAKE") => await ledger.EarnedAsync(await ledger.DonateAsync(fund, yuan, March(5), Names[donor]));

    private static Task<long> NumberAsync(TestLedger ledger, int donor) => ledger.ScalarAsync<long>($"SELECT MIN(donor_id) FROM donors WHERE name = '{Names[donor]}'");

    private static async Task MergeAsync(TestLedger ledger) =>
        (await new MergeDonors(ledger.Database).RunAsync(ledger.Ask(), new DonorMerge(await NumberAsync(ledger, 1), await NumberAsync(ledger, 0)))).Expect();

    private static async Task PartAsync(TestLedger ledger) => (await new PartDonors(ledger.Database).RunAsync(ledger.Ask(), await NumberAsync(ledger, 1))).Expect();

    [Test]
    public Task A_cap_counts_what_both_had_from_the_merge_on_until_it_is_undone() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(5_000, Capped));
        Assert.That((await GiveAsync(ledger, 70, 0), await GiveAsync(ledger, 20, 1)), Is.EqualTo(((decimal?)70m, (decimal?)20m)));
        await MergeAsync(ledger);
        await ledger.MustVerifyAsync();
        Assert.That((await GiveAsync(ledger, 50, 1), await GiveAsync(ledger, 50, 0)), Is.EqualTo(((decimal?)10m, (decimal?)0m)), "90 were matched of both");
        await PartAsync(ledger);
        Assert.That((await GiveAsync(ledger, 50, 0), await GiveAsync(ledger, 80, 1)), Is.EqualTo(((decimal?)30m, (decimal?)70m)), "each on their own again");
        await MergeAsync(ledger);
        Assert.That(await GiveAsync(ledger, 50, 0), Is.EqualTo(0m));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Brackets_over_all_that_a_donor_gave_go_on_where_the_other_stood() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(5_000, new MatchingTerms([new(new MatchingRatio(1, 1), Cny(100)), new(new MatchingRatio(2, 1))]) { Basis = TierBasis.DonorTotal }));
        await GiveAsync(ledger, 100, 0);
        Assert.That(await GiveAsync(ledger, 10, 1), Is.EqualTo(10m));
        await MergeAsync(ledger);
        Assert.That(await GiveAsync(ledger, 10, 1), Is.EqualTo(20m), "110 were given before");
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task A_pro_rata_close_holds_both_to_one_cap_and_verifies_after_they_part() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(5_000, Capped) with { Exhaustion = Exhaustion.ProRata });
        var (first, second, other) = (await ledger.DonateAsync("LAKE", 150, March(5), Names[0]), await ledger.DonateAsync("LAKE", 50, March(6), Names[1]), await ledger.DonateAsync("RIVER", 30, March(6), "李四"));
        await MergeAsync(ledger);
        Assert.That((await ledger.EarnedAsync(first), await ledger.EarnedAsync(second)), Is.EqualTo(((decimal?)75m, (decimal?)25m)), "the estimate");
        (await ledger.TryEndAsync()).Expect();
        await PartAsync(ledger); // what was settled stands
        (await new FinishClosings(ledger.Database).RunAsync("clerk-7")).Expect();
        Assert.That((await ledger.EarnedAsync(first), await ledger.EarnedAsync(second), await ledger.EarnedAsync(other)), Is.EqualTo(((decimal?)75m, (decimal?)25m, (decimal?)30m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Whoever_is_merged_with_a_related_party_earns_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        await GiveAsync(ledger, 10, 0);
        Assert.That(await GiveAsync(ledger, 10, 1), Is.EqualTo(10m));
        (await new RegisterRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new NewRelatedParty(null, Names[0], "理事", March(1)))).Expect();
        await MergeAsync(ledger);
        Assert.That((await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 10, March(5), Names[1])))!.Reason, Is.EqualTo(NoMatch.RelatedParty));
        await ledger.MustVerifyAsync();
    });
}
