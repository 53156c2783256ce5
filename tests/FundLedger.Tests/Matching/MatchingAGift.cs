using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class MatchingAGift(TestDatabase database)
{
    [Test]
    public Task A_gift_brings_its_match_along_in_one_operation() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(terms: MatchingTerms.Flat(6, 4)));
        var gift = await ledger.DonateAsync("LAKE", 100, March(10));

        var match = (await ledger.MatchAsync(gift))!;
        Assert.That((match.Matched, match.Reason, match.RuleVersion, match.IsEstimate), Is.EqualTo((Cny(150), NoMatch.None, 1, false)));
        Assert.That(await ledger.LinesAsync(match.Entry!.Value), Is.EqualTo(new[]
        {
            "CommitmentReserve 150.00 match/SPRING", "Committed -150.00 match/SPRING", "TransferOut 150.00", "Bank -150.00", "Bank 150.00", "TransferIn -150.00",
        }));
        var entry = await ledger.EntryAsync(match.Entry!.Value);
        Assert.That((entry.Kind, entry.OccurredOn, entry.RelatesTo), Is.EqualTo((EntryKind.MatchEarned, March(10), (EntryId?)gift)));
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((4_850m, 0m, 4_850m, 0m)));
        Assert.That((await ledger.AvailableAsync("LAKE"), await ledger.AvailableAsync("LAKE", "match-SPRING")), Is.EqualTo((100m, 150m)));
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((150m, 0m, 0m, 0m, 4_850m)));
    });

    [Test]
    public Task Funds_that_bank_apart_owe_the_match_until_it_is_settled() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme() with { SeparateAccounts = true });
        var gift = await ledger.DonateAsync("LAKE", 100);
        await ledger.DonateAsync("LAKE", 20);
        var entry = (await ledger.MatchAsync(gift))!.Entry!.Value;
        Assert.That(await ledger.LinesAsync(entry), Has.Member("DueToFund -100.00 match/SPRING/LAKE").And.Member("DueFromFund 100.00 match/SPRING/LAKE"));
        Assert.That((await ledger.FiguresAsync("POOL"), await ledger.AvailableAsync("LAKE", "match-SPRING")), Is.EqualTo(((5_000m, 120m, 4_880m, 0m), 0m)));

        (await new SettleTransfer(ledger.Database).RunAsync(ledger.Ask(), new TransferSettlement(entry, Cny(120), Today))).Expect();
        Assert.That((await ledger.FiguresAsync("POOL"), await ledger.AvailableAsync("LAKE", "match-SPRING")), Is.EqualTo(((4_880m, 0m, 4_880m, 0m), 120m)));
    });

    [Test]
    public Task The_tightest_limit_decides_and_is_told() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(300);
        await ledger.OpenAsync(Programme(300, MatchingTerms.Flat(1, 1) with { Minimum = Cny(10), GiftCap = Cny(100), DonorCap = Cny(150), FundCap = Cny(180), DayCap = Cny(160) }));
        Assert.That(await LimitAsync("LAKE", 9.99m, 1), Is.EqualTo((0m, MatchLimit.None, NoMatch.BelowMinimum)));
        Assert.That(await LimitAsync("LAKE", 120, 1), Is.EqualTo((100m, MatchLimit.Gift, NoMatch.None)));
        Assert.That(await LimitAsync("LAKE", 90, 2), Is.EqualTo((50m, MatchLimit.Donor, NoMatch.None)));
        Assert.That(await LimitAsync("LAKE", 90, 2), Is.EqualTo((0m, MatchLimit.Donor, NoMatch.NothingLeft)));
        Assert.That(await LimitAsync("LAKE", 90, 3, "李四"), Is.EqualTo((30m, MatchLimit.Fund, NoMatch.None)));
        Assert.That(await LimitAsync("RIVER", 90, 4, "李四"), Is.EqualTo((90m, MatchLimit.None, NoMatch.None)));
        Assert.That(await LimitAsync("RIVER", 90, 4, "赵六"), Is.EqualTo((30m, MatchLimit.Pot, NoMatch.None)));
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((300m, 0m, 0m, 0m, 0m)));

        async Task<(decimal, MatchLimit, NoMatch)> LimitAsync(string fund, decimal yuan, int day, string donor = "王小明")
        {
            var match = (await ledger.MatchAsync(await ledger.DonateAsync(fund, yuan, March(day), donor)))!;
            return (match.Matched.MinorUnits / 100m, match.Explanation?.Limit ?? MatchLimit.None, match.Reason);
        }
    });

    [Test]
    public Task Brackets_over_a_donors_total_are_marginal_and_splitting_a_gift_gains_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(terms: new MatchingTerms([UpTo(100, 1, 1), UpTo(300, 1, 3)]) { Basis = TierBasis.DonorTotal }));
        Assert.That(await ledger.EarnAsync("LAKE", 80), Is.EqualTo(80));
        var second = await ledger.DonateAsync("RIVER", 80);
        var explained = (await ledger.MatchAsync(second))!.Explanation!;
        Assert.That(explained.Parts.Select(part => $"{part.From.ToAmountText()}-{part.To.ToAmountText()} {part.Ratio} {part.Match.ToAmountText()}"), Is.EqualTo(new[] { "80.00-100.00 1:1 20.00", "100.00-160.00 1:3 20.00" }));
        Assert.That((explained.DonorTotal, explained.Granted), Is.EqualTo((Cny(80), Cny(40))));
        Assert.That(await ledger.EarnAsync("LAKE", 500), Is.EqualTo(46.66m), "from 160 to 300 at one to three; nothing above");
        Assert.That(await ledger.EarnAsync("LAKE", 0.01m, donor: "李四"), Is.EqualTo(0.01m), "another donor begins at the bottom");

        var split = 0m;
        for (var i = 0; i < 20; i++) split += (await ledger.EarnAsync("LAKE", 15, donor: "赵六"))!.Value;
        Assert.That(split, Is.EqualTo(166.66m), "what 300 at once would earn");
    });

    [Test]
    public Task The_matcher_and_related_parties_never_earn_and_neither_does_what_is_out_of_scope() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme() with { Gifts = new GiftScope { Funds = ["LAKE"], Channels = [GiftChannel.Alipay], SourceKinds = [SourceKind.Donation], Unnamed = false } });
        (await new RegisterRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new NewRelatedParty(null, "李理事", "理事", March(5), March(9)))).Expect();

        Assert.That(await ReasonAsync("区民政局", 6), Is.EqualTo(NoMatch.Matcher));
        Assert.That(await ReasonAsync("默认会计主体", 6), Is.EqualTo(NoMatch.Matcher));
        Assert.That(await ReasonAsync("李理事", 5), Is.EqualTo(NoMatch.RelatedParty));
        Assert.That(await ReasonAsync("李理事", 9), Is.EqualTo(NoMatch.RelatedParty));
        Assert.That(await ReasonAsync("李理事", 4), Is.EqualTo(NoMatch.None));
        Assert.That(await ReasonAsync("李理事", 10), Is.EqualTo(NoMatch.None));
        Assert.That(await ReasonAsync("", 6), Is.EqualTo(NoMatch.DonorKind));
        Assert.That(await ReasonAsync("王小明", 6, GiftChannel.Cash), Is.EqualTo(NoMatch.Channel));
        Assert.That(await ReasonAsync("王小明", 6, null), Is.EqualTo(NoMatch.Channel));
        Assert.That(await ReasonAsync("王小明", 6), Is.EqualTo(NoMatch.None));
        Assert.That(await ledger.EarnAsync("RIVER", 10), Is.Null, "no programme is for this fund");
        Assert.That(await ledger.MatchAsync(await ledger.GiveAsync(new Gift("LAKE", Cny(10), new DateOnly(2026, 2, 28), DonorName.Of("王小明"), Channel: GiftChannel.Alipay))), Is.Null, "nor for this day");

        var listed = (await ledger.Database.ReadAsync(MatchingReading.RelatedPartiesAsync)).Single();
        Assert.That((listed.Donor, listed.Text, listed.From, listed.To), Is.EqualTo(("李*", "理事", March(5), (DateOnly?)March(9))));
        (await new EndRelatedParty(ledger.Database).RunAsync(ledger.Ask(), new RelationEnd(listed.Relation, March(5)))).Expect();
        Assert.That(await ReasonAsync("李理事", 6), Is.EqualTo(NoMatch.None));

        async Task<NoMatch> ReasonAsync(string donor, int day, GiftChannel? channel = GiftChannel.Alipay) =>
            (await ledger.MatchAsync(await ledger.GiveAsync(new Gift("LAKE", Cny(10), March(day), DonorName.Of(donor), Channel: channel))))!.Reason;
    });

    [Test]
    public Task Programmes_are_asked_in_their_order_and_one_gift_earns_one_match() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme(50, code: "B") with { Priority = 1 });
        await ledger.OpenAsync(Programme(1_000, MatchingTerms.Flat(1, 2), "A") with { Priority = 2 });
        await ledger.OpenAsync(Programme(1_000, MatchingTerms.Flat(1, 4), "C") with { Priority = 2 });
        var first = (await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 40)))!;
        var second = (await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 40)))!;
        var third = (await ledger.MatchAsync(await ledger.DonateAsync("LAKE", 40)))!;
        Assert.That(new[] { first, second, third }.Select(match => $"{match.Programme} {match.Matched.ToAmountText()}"), Is.EqualTo(new[] { "B 40.00", "B 10.00", "A 20.00" }));
    });

    [Test]
    public Task Everything_below_a_fund_takes_part_also_what_comes_later() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme() with { Gifts = new GiftScope { Below = "LAKE" } });
        foreach (var (code, parent) in new[] { ("STREET", "LAKE"), ("BLOCK", "STREET") })
            (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund(code, code, FundKind.CommunityFund, Currency.Cny, parent))).Expect();
        Assert.That(await ledger.EarnAsync("BLOCK", 10), Is.EqualTo(10));
        Assert.That(await ledger.EarnAsync("STREET", 10), Is.EqualTo(10));
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.Null);
        Assert.That(await ledger.EarnAsync("RIVER", 10), Is.Null);
    });

    [Test]
    public Task A_new_rule_holds_from_its_day_and_leaves_what_was_earned() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var before = await ledger.DonateAsync("LAKE", 100);
        (await ledger.TryChangeAsync(MatchingTerms.Flat(1, 2) with { GiftCap = Cny(30) })).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryChangeAsync(MatchingTerms.Flat(1, 2), Today.AddDays(-1))), Is.EqualTo("rule-in-the-past"));
        Assert.That(await ledger.EarnAsync("LAKE", 100), Is.EqualTo(30));
        Assert.That(await ledger.EarnAsync("LAKE", 100, Today.AddDays(-1)), Is.EqualTo(100), "the rule of the gift's own day");
        Assert.That(await ledger.EarnedAsync(before), Is.EqualTo(100));
        (await ledger.TryChangeAsync(MatchingTerms.Flat(2, 1), Today.AddDays(1))).Expect();
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.EqualTo(5));
    });

    [Test]
    public Task A_programme_that_ends_releases_the_rest_and_matches_no_more() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        await ledger.DonateAsync("LAKE", 100);
        Assert.That((await ledger.TryEndAsync()).Expect(), Is.EqualTo(new ProgrammeEnded("SPRING", ProgrammeStatus.Closed, Cny(4_900), 0)));
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((4_900m, 0m, 0m, 4_900m)));
        Assert.That(await ledger.EarnAsync("LAKE", 100), Is.Null);
        Assert.That(Refused.CodeOf(await ledger.TryEndAsync()), Is.EqualTo("programme-closed"));
        Assert.That(Refused.CodeOf(await ledger.TryChangeAsync(MatchingTerms.Flat(2, 1))), Is.EqualTo("programme-closed"));
    });

    [Test]
    public Task While_a_fund_is_frozen_gifts_come_in_unmatched_and_what_goes_back_goes_back() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.OpenAsync(Programme());
        var gift = await ledger.DonateAsync("LAKE", 100);
        (await new FreezeFund(ledger.Database).RunAsync(ledger.Ask(), new FundFreeze("POOL", "核查"))).Expect();
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.Null);
        (await ledger.TryRefundAsync(gift, 100, RefundWay.ChargedBack)).Expect();
        Assert.That(await ledger.PotOfAsync(), Is.EqualTo((100m, 100m, 0m, 0m, 5_000m)));
        (await new UnfreezeFund(ledger.Database).RunAsync(ledger.Ask(), new FundFreeze("POOL", "查清"))).Expect();
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.EqualTo(10));
    });

    [Test]
    public Task A_gift_that_is_refused_leaves_no_match_behind() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(100);
        await ledger.OpenAsync(Programme(100));
        var refused = await new RecordDonation(ledger.Database).RunAsync(ledger.Ask(), new Gift("LAKE", Cny(100), Today.AddDays(1), DonorName.Of("王小明")));
        Assert.That(Refused.CodeOf(refused), Is.EqualTo("date-in-future"));
        Assert.That(await ledger.EarnAsync("LAKE", 100), Is.EqualTo(100));
    });

    [Test]
    public Task Sixty_four_at_once_take_the_pot_to_the_fen() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(1_000);
        await ledger.OpenAsync(Programme(1_000, MatchingTerms.Flat(1, 1) with { FundCap = Cny(700), DayCap = Cny(900) }));
        var gifts = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => ledger.DonateAsync(i % 4 == 0 ? "RIVER" : "LAKE", 17.31m, March(1 + i % 2), $"捐赠人{i % 8}"))));
        Assert.That(gifts, Has.Length.EqualTo(64));
        var matched = await ledger.ScalarAsync<long>("SELECT SUM(matched_minor) FROM matches");
        var (lake, river) = (await ledger.AvailableAsync("LAKE", "match-SPRING"), await ledger.AvailableAsync("RIVER", "match-SPRING"));
        Assert.That((lake, river, matched), Is.EqualTo((700m, 16 * 17.31m, 70_000L + 16 * 1_731L)));
        Assert.That((await ledger.PotOfAsync()).Left, Is.EqualTo(1_000 - lake - river));
    });
}
