using FundLedger.Matching;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class TryingAProgrammeOut(TestDatabase database)
{
    [Test]
    public Task Past_gifts_earn_on_paper_what_they_would_have_earned() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(10);
        await ledger.DonateAsync("RIVER", 90, March(3), "李四");
        await ledger.DonateAsync("LAKE", 100, March(2));
        await ledger.DonateAsync("LAKE", 9, March(2));
        var gift = await ledger.DonateAsync("LAKE", 40, March(4), "赵六");
        (await ledger.TryRefundAsync(gift, 10)).Expect();
        await ledger.DonateAsync("LAKE", 100, March(9));

        var definition = Programme(150, MatchingTerms.Flat(1, 1) with { Minimum = Cny(10), GiftCap = Cny(80) });
        var told = (await ledger.Database.ReadAsync(reader => Simulation.RunAsync(reader, definition, March(2), March(8)))).Expect();
        Assert.That((told.Gifts, told.Counted, told.MatchedGifts, told.Matched, told.Left, told.EmptyOn), Is.EqualTo((4L, Cny(220), 2L, Cny(150), Cny(0), (DateOnly?)March(3))));
        Assert.That(told.Funds.Select(fund => $"{fund.Fund.Code} {fund.Gifts} {fund.Counted} {fund.Matched}"), Is.EqualTo(new[] { "LAKE 3 130.00 CNY 80.00 CNY", "RIVER 1 90.00 CNY 70.00 CNY" }));
        Assert.That(told.Limits, Is.EquivalentTo(new Dictionary<MatchLimit, long> { [MatchLimit.Gift] = 1, [MatchLimit.Pot] = 2 }));
        Assert.That(told.Reasons, Is.EquivalentTo(new Dictionary<NoMatch, long> { [NoMatch.BelowMinimum] = 1, [NoMatch.NothingLeft] = 1 }));

        var shared = (await ledger.Database.ReadAsync(reader => Simulation.RunAsync(reader, definition with { Exhaustion = Exhaustion.ProRata }, March(2), March(8)))).Expect();
        Assert.That((shared.Matched, shared.MatchedGifts, shared.EmptyOn), Is.EqualTo((Cny(150), 3L, (DateOnly?)null)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM matching_programmes"), Is.Zero);
        Assert.That(Refused.CodeOf(await ledger.Database.ReadAsync(reader => Simulation.RunAsync(reader, definition with { PotFund = "NONE" }))), Is.EqualTo("fund-unknown"));
    });

    [Test]
    public Task A_pot_drains_day_by_day_and_its_end_is_an_estimate() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(1_000) with { Last = March(31).AddDays(60) });
        await ledger.DonateAsync("LAKE", 100, March(2));
        var gift = await ledger.DonateAsync("LAKE", 200, March(9));
        (await ledger.TryRefundAsync(gift, 20, on: March(10))).Expect();
        var drain = (await ledger.Database.ReadAsync(reader => MatchingReading.DrainAsync(reader, "SPRING", Today))).Expect();
        Assert.That(drain.Days, Is.EqualTo(new[] { new DrainDay(March(2), Cny(100), Cny(900)), new DrainDay(March(9), Cny(200), Cny(700)), new DrainDay(March(10), Cny(-20), Cny(720)) }));
        Assert.That((drain.PerDay, drain.EmptyOn), Is.EqualTo((Cny(10), (DateOnly?)Today.AddDays(72))));
    });
}
