using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.People.Roles;
using FundLedger.Tests.House;
using FundLedger.Tests.People;
using FundLedger.Values;
using static FundLedger.Tests.Matching.MatchingBooks;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Matching;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class OpeningAProgramme(TestDatabase database)
{
    [Test]
    public Task The_whole_pot_is_committed_and_the_matches_have_a_source_of_their_own() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        var opened = await ledger.OpenAsync(Programme(3_000));

        Assert.That(await ledger.LinesAsync(opened.Entry), Is.EqualTo(new[] { "Committed 3000.00 match/SPRING", "CommitmentReserve -3000.00 match/SPRING" }));
        Assert.That((await ledger.EntryAsync(opened.Entry)).OccurredOn, Is.EqualTo(March(1)));
        Assert.That(await ledger.FiguresAsync("POOL"), Is.EqualTo((5_000m, 0m, 3_000m, 2_000m)));
        Assert.That(Refused.CodeOf(await ledger.TrySpendAsync("POOL", 2_001, Seed)), Is.EqualTo("not-enough"));
        var source = (await ledger.Database.ReadAsync(Books.LoadAsync)).Sources.Single(one => one.Code == opened.Source);
        Assert.That((source.Code, source.Kind, source.IsPublic, source.Origin, source.ReturnBy), Is.EqualTo(("match-SPRING", SourceKind.Matching, true, Seed, (DateOnly?)new DateOnly(2027, 12, 31))));
    });

    [Test]
    public Task A_pot_that_is_not_there_is_not_promised() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync(100);
        Assert.That(Refused.CodeOf(await ledger.TryOpenAsync(Programme(100.01m))), Is.EqualTo("not-enough"));
        await ledger.OpenAsync(Programme(100));
        Assert.That(Refused.CodeOf(await ledger.TryOpenAsync(Programme(1))), Is.EqualTo("programme-exists"));
    });

    [Test]
    public Task What_makes_no_sense_is_refused_by_name() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        await ledger.FundAsync("DONG", "VND");
        Dictionary<NewMatchingProgramme, string> bad = new()
        {
            [Programme() with { Code = " A" }] = "programme-code",
            [Programme() with { Name = " " }] = "programme-name",
            [Programme() with { PotFund = "NONE" }] = "fund-unknown",
            [Programme() with { PotSource = "none" }] = "source-unknown",
            [Programme() with { Pot = Cny(0) }] = "amount-not-positive",
            [Programme() with { Pot = new Money(1, Currency.Of("VND")) }] = "currency",
            [Programme() with { Last = March(1).AddDays(-1) }] = "programme-days",
            [Programme() with { On = March(2) }] = "programme-days",
            [Programme() with { Gifts = new GiftScope() }] = "programme-funds",
            [Programme() with { Gifts = new GiftScope { Funds = ["LAKE"], Below = "POOL" } }] = "programme-funds",
            [Programme() with { Gifts = new GiftScope { Funds = ["POOL"] } }] = "programme-funds",
            [Programme() with { Gifts = new GiftScope { Funds = ["DONG"] } }] = "programme-across",
            [Programme() with { Gifts = new GiftScope { Funds = ["LAKE"], Persons = false, Organisations = false, Unnamed = false } }] = "programme-donors",
            [Programme(terms: new MatchingTerms([]))] = "rule-tiers",
            [Programme(terms: MatchingTerms.Flat(0, 1))] = "rule-ratio",
            [Programme(terms: MatchingTerms.Flat(1, 1_001))] = "rule-ratio",
            [Programme(terms: new MatchingTerms([Above(1, 1), UpTo(10, 1, 1)]))] = "rule-tiers",
            [Programme(terms: new MatchingTerms([UpTo(10, 1, 1), UpTo(10, 1, 2)]))] = "rule-tiers",
            [Programme(terms: MatchingTerms.Flat(1, 1) with { DayCap = Cny(0) })] = "amount-not-positive",
        };
        foreach (var (programme, code) in bad) Assert.That(Refused.CodeOf(await ledger.TryOpenAsync(programme)), Is.EqualTo(code));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM matching_programmes"), Is.Zero);
    });

    [Test]
    public Task With_people_it_takes_a_second_one_and_so_does_another_rule() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var manager = await people.AddAsync("wang", PersonRole.FundManager);
        var checker = await people.AddAsync("li", PersonRole.Approver);
        Assert.That(Refused.CodeOf(await ledger.TryOpenAsync(Programme())), Is.EqualTo("needs-checker"));

        var open = await people.ProposeAsync(manager, OpenProgramme.Kind, Programme(1_000));
        Assert.That(Refused.CodeOf(await people.TryDecideAsync(manager, open.Proposal)), Is.Not.Null);
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.Null, "it is not open yet");
        await people.ApproveAsync(checker, open.Proposal);
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.EqualTo(10));

        Assert.That(Refused.CodeOf(await ledger.TryChangeAsync(MatchingTerms.Flat(1, 2))), Is.EqualTo("needs-checker"));
        var change = await people.ProposeAsync(manager, ChangeRule.Kind, new RuleChange("SPRING", MatchingTerms.Flat(1, 2)));
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.EqualTo(10));
        await people.ApproveAsync(checker, change.Proposal);
        Assert.That(await ledger.EarnAsync("LAKE", 10), Is.EqualTo(5));
    });

    [Test]
    public Task A_programme_reads_back_as_it_was_written() => database.RunAsync(async ledger =>
    {
        await ledger.PotAsync();
        var programme = MatchingJson.Read<NewMatchingProgramme>("""
            { "code": "T", "name": "阶梯", "potFund": "POOL", "potSource": "seed-府办〔2026〕3号", "pot": { "amount": "900.00", "currency": "CNY" }, "first": "2026-03-01", "last": "2026-03-31",
              "gifts": { "funds": ["LAKE"], "channels": ["alipay"], "unnamed": false }, "exhaustion": "ProRata", "spentMatch": "recharge", "priority": 3,
              "terms": { "tiers": [ { "upTo": { "amount": "100", "currency": "CNY" }, "ratio": "6:4" }, { "ratio": "1:2" } ], "basis": "donorTotal", "giftCap": { "amount": "50", "currency": "CNY" } } }
            """u8).Expect();
        await ledger.OpenAsync(programme);
        var read = (await ledger.Database.ReadAsync(reader => MatchingReading.FindAsync(reader, "T", Today))).Expect();
        Assert.That(MatchingJson.Write(read.Definition), Is.EqualTo(MatchingJson.Write(programme)));
        Assert.That(read.Rules.Single().Terms.Tiers.Select(tier => $"{tier.UpTo} {tier.Ratio}"), Is.EqualTo(new[] { "100.00 CNY 6:4", " 1:2" }));
        Assert.That((read.Definition.Exhaustion, read.Definition.SpentMatch, read.Definition.Terms.Basis), Is.EqualTo((Exhaustion.ProRata, SpentMatch.Recharge, TierBasis.DonorTotal)));
    });

    [Test]
    public void The_programme_in_the_guide_can_be_read()
    {
        var guide = Repository.Files("docs", ".md").Single(file => file.Path == "docs/matching.md").Text;
        var sample = guide.Split("```json")[1].Split("```")[0];
        Assert.That(MatchingJson.Read<NewMatchingProgramme>(System.Text.Encoding.UTF8.GetBytes(sample)).Expect().Terms.InWords().En, Does.StartWith("by donor's total 1:1 up to 200.00, 1:2, from 10.00"));
    }

    [TestCase("{}", "$")]
    [TestCase("""{ "tiers": [ { "ratio": "half" } ] }""", "$.tiers[0].ratio")]
    [TestCase("""{ "tiers": [], "cap": 3 }""", "$")]
    public void A_rule_that_cannot_be_read_says_where(string json, string path) =>
        Assert.That(Refused.TextOf(MatchingJson.Read<MatchingTerms>(System.Text.Encoding.UTF8.GetBytes(json))), Does.Contain($"({path}"));
}
