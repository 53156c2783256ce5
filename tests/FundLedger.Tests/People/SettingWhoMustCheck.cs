using CsCheck;
using FundLedger.Funds;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SettingWhoMustCheck(TestDatabase database)
{
    [Test]
    public Task One_who_is_alone_sets_it_to_nobody_themselves_and_goes_on_alone() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        Assert.That((await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))).Status, Is.EqualTo(ProposalStatus.Open), "the default asks for one checker");
        Assert.That((await SetAsync(people, 0)).Status, Is.EqualTo(ProposalStatus.Executed));
        Assert.That((await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(2))).Status, Is.EqualTo(ProposalStatus.Executed));
        (await new TransferBetweenFunds(ledger.Database).RunAsync(people.By(people.Admin), PeopleOfALedger.Transfer(4))).Expect();
        Assert.That(await ledger.AvailableAsync("RIVER"), Is.EqualTo(6));
    });

    [Test]
    public Task As_soon_as_another_may_check_changing_it_takes_two_whatever_is_set() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        await people.FundsAsync();
        (await people.ProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers(ApprovalSettings.Kind.Code, Today, [new(Cny(0), 0)]))).Status.ToString();
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var proposed = await SetAsync(people, 0);
        Assert.That((proposed.Status, proposed.Checkers), Is.EqualTo((ProposalStatus.Open, 1)));
        Assert.That((await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))).Status, Is.EqualTo(ProposalStatus.Open));
        await people.ApproveAsync(checker, proposed.Proposal);
        Assert.That((await people.ProposeAsync(people.Admin, TransferBetweenFunds.Kind, PeopleOfALedger.Transfer(1))).Status, Is.EqualTo(ProposalStatus.Executed));
    });

    [Test]
    public Task A_change_made_meanwhile_voids_the_one_that_waits() => database.RunAsync(async ledger =>
    {
        var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
        var checker = await people.AddAsync("checker", PersonRole.Approver);
        var (first, second) = (await SetAsync(people, 2), await SetAsync(people, 3));
        await people.ApproveAsync(checker, first.Proposal);
        Assert.That((await people.ApproveAsync(checker, second.Proposal)).Status, Is.EqualTo(ProposalStatus.Void));
        Assert.That(await ledger.Database.ReadAsync(reader => ApprovalTiers.OnAsync(reader, "transfer", Today)), Is.EqualTo(new[] { new ApprovalTier(Cny(0), 2) }));
    });

    [TestCase("2026-03-14", 0, 1, ExpectedResult = "date-in-past")]
    [TestCase("2026-03-15", 5, 1, ExpectedResult = "tiers-from-zero")]
    [TestCase("2026-03-15", 0, 10, ExpectedResult = "tiers")]
    [TestCase("2026-03-15", 0, -1, ExpectedResult = "tiers")]
    public string? Rules_that_make_no_sense_are_refused(string from, int yuan, int checkers)
    {
        string? code = null;
        database.RunAsync(async ledger =>
        {
            var people = await PeopleOfALedger.WithAdministratorAsync(ledger);
            IsoDates.TryParse(from, out var day);
            code = Refused.CodeOf(await people.TryProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers("transfer", day, [new(Cny(yuan), checkers)])));
        }).GetAwaiter().GetResult();
        return code;
    }

    private static Task<ActProposed> SetAsync(PeopleOfALedger people, int checkers) =>
        people.ProposeAsync(people.Admin, ApprovalSettings.Kind, new NewTiers("transfer", Today, [new(Cny(0), checkers)]));
}

public sealed class CountingCheckers
{
    private static readonly ApprovalTier[] Tiers = [new(Cny(0), 0), new(Cny(100), 1), new(Cny(5_000), 2)];

    [TestCase(0, ExpectedResult = 0)]
    [TestCase(99.99, ExpectedResult = 0)]
    [TestCase(100, ExpectedResult = 1)]
    [TestCase(-4999.99, ExpectedResult = 1)]
    [TestCase(5000, ExpectedResult = 2)]
    [TestCase(9000000, ExpectedResult = 2)]
    public int The_highest_tier_that_begins_by_the_amount_counts(double yuan) => ApprovalTiers.CheckersFor(Tiers, Cny((decimal)yuan));

    [Test]
    public void Without_tiers_one_checks_and_without_an_amount_or_in_another_currency_as_many_as_ever()
    {
        Assert.That(ApprovalTiers.CheckersFor([], Cny(1)), Is.EqualTo(1));
        Assert.That(ApprovalTiers.CheckersFor(Tiers, null), Is.EqualTo(2));
        Assert.That(ApprovalTiers.CheckersFor(Tiers, new Money(1, Currency.Of("USD"))), Is.EqualTo(2));
        Assert.That(ApprovalTiers.CheckersFor(Tiers, new Money(long.MinValue, Currency.Cny)), Is.EqualTo(2));
    }

    [Test]
    public void The_set_that_began_last_counts_and_of_one_day_the_one_set_last()
    {
        StoredTier Tier(long set, int day, int checkers) => new(set, March(day), new ApprovalTier(Cny(0), checkers));
        StoredTier[] stored = [Tier(1, 1, 1), Tier(2, 10, 2), Tier(3, 5, 3), Tier(4, 10, 4)];
        int On(int day) => ApprovalTiers.CheckersFor(ApprovalTiers.InForce(stored, March(day)), Cny(1));
        Assert.That((On(1), On(4), On(5), On(9), On(10), On(31)), Is.EqualTo((1, 1, 3, 3, 4, 4)));
        Assert.That(ApprovalTiers.InForce(stored, new DateOnly(2026, 2, 28)), Is.Empty);
    }

    [Test]
    public void More_money_never_takes_fewer_checkers_where_the_tiers_rise() =>
        Gen.Select(Gen.Long[0, 1_000_000], Gen.Long[0, 1_000_000]).Sample((a, b) =>
            ApprovalTiers.CheckersFor(Tiers, new Money(Math.Min(a, b), Currency.Cny)) <= ApprovalTiers.CheckersFor(Tiers, new Money(Math.Max(a, b), Currency.Cny)));
}
