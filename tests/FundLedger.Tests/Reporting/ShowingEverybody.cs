using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Matching;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

/// <summary>What the public pages say of money, and which funds they say it of.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class ShowingEverybody(TestDatabase database)
{
    [Test]
    public Task Money_is_told_by_kind_of_source_and_adds_up() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        var seed = (await ledger.SeedAsync("POOL", 500)).Source;
        (await new OpenProgramme(ledger.Database).RunAsync(ledger.Ask(), new NewMatchingProgramme("M1", "M1", "POOL", seed, Cny(100), March(1), March(31), new GiftScope { Funds = ["LAKE"] }, MatchingTerms.Flat(1, 1)))).Expect();
        await ledger.DonateAsync("LAKE", 30, fee: 1);
        await ledger.SpendAsync("LAKE", 10, "donation", isPaid: false);
        await MoveAsync(ledger, "LAKE", "POOL", 5);

        var (pool, lake) = (await OfAsync(ledger, "POOL"), await OfAsync(ledger, "LAKE"));
        Assert.That(lake.Kinds.Select(one => $"{one.Kind}: {Said(one)}"), Is.EqualTo(new[] { "Matching: 0 + 0 + 30 + 0 - 0 = 30, 0", "Donation: 0 + 30 + 0 + -5 - 11 = 14, 0" }));
        Assert.That(pool.Kinds.Select(one => $"{one.Kind}: {Said(one)}"), Is.EqualTo(new[] { "SeedMoney: 0 + 500 + 0 + -30 - 0 = 470, 70", "Donation: 0 + 0 + 0 + 5 - 0 = 5, 0" }), "the rest of the pot is promised");
        Assert.That(Said(lake.Total), Is.EqualTo("0 + 30 + 30 + -5 - 11 = 44, 0"));
    });

    [Test]
    public Task It_is_what_the_books_say_over_random_books() => database.RunAsync(async ledger =>
    {
        var chance = new Random(20261130);
        string[] funds = ["POOL", "LAKE", "FAR"];
        foreach (var fund in funds)
        {
            await ledger.FundAsync(fund);
            await ledger.DonateAsync(fund, 1_000, March(1));
        }

        for (var i = 0; i < 40; i++)
        {
            var (fund, day) = (funds[chance.Next(3)], March(1 + chance.Next(15)));
            if (chance.Next(3) == 0) await ledger.DonateAsync(fund, chance.Next(1, 50), day, fee: chance.Next(2));
            else if (chance.Next(2) == 0) await ledger.TrySpendAsync(fund, chance.Next(1, 20), isPaid: chance.Next(2) == 0, on: day);
            else await MoveAsync(ledger, fund, funds[(Array.IndexOf(funds, fund) + 1) % 3], chance.Next(1, 90));
        }

        var all = await ledger.Database.ReadAsync(async reader => await PublicMoney.ListAsync(reader, await Books.LoadAsync(reader), await PublicFunds.LoadAsync(reader)));
        foreach (var one in all)
        {
            Assert.That((one.Total.Left, one.Total.Promised), Is.EqualTo(((await ledger.BalancesAsync(one.Fund.Code)).Total.NetAssets, Cny(0))), one.Fund.Code);
            Assert.That(one.Total.Opening + one.Total.CameIn + one.Total.Matched + one.Total.Moved - one.Total.Spent, Is.EqualTo(one.Total.Left));
        }

        Assert.That(all.Aggregate(Cny(0), (sum, one) => sum + one.Total.Moved), Is.EqualTo(Cny(0)), "what leaves one fund comes to another");
    });

    [Test]
    public Task A_fund_is_shown_until_somebody_says_it_is_not_and_why() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("FAR");
        var show = new ShowFund(ledger.Database);
        Assert.That(Refused.CodeOf(await show.RunAsync(ledger.Ask(), new FundPublicity("LAKE", true, "x"))), Is.EqualTo("fund-shown"));
        Assert.That(Refused.CodeOf(await show.RunAsync(ledger.Ask(), new FundPublicity("LAKE", false, " "))), Is.EqualTo("reason-missing"));
        Assert.That(Refused.CodeOf(await show.RunAsync(ledger.Ask(), new FundPublicity("NONE", false, "x"))), Is.EqualTo("fund-unknown"));
        (await show.RunAsync(ledger.Ask(), new FundPublicity("LAKE", false, "筹备中"))).Expect();
        Assert.That(await ShownAsync(ledger), Is.EqualTo(new[] { "FAR" }));
        (await show.RunAsync(ledger.Ask(), new FundPublicity("LAKE", true, "已成立"))).Expect();
        Assert.That(await ShownAsync(ledger), Is.EquivalentTo(new[] { "FAR", "LAKE" }));
        var told = await ledger.Database.ReadAsync(async reader => (await PublicFunds.LoadAsync(reader)).DecisionsAbout((await Books.LoadAsync(reader)).FindFund("LAKE")!));
        Assert.That(told.Select(decision => (decision.Version, decision.IsShown, decision.Reason, decision.Actor)), Is.EqualTo(new[] { (1, false, "筹备中", "clerk-7"), (2, true, "已成立", "clerk-7") }));
        foreach (var sql in new[] { "UPDATE fund_publicity SET reason = 'x'", "DELETE FROM fund_publicity" }) Assert.That(async () => await Tampering.ExecuteAsync(ledger, sql), Throws.Exception, sql);
    });

    private static Task<IReadOnlyList<string>> ShownAsync(TestLedger ledger) => ledger.Database.ReadAsync<IReadOnlyList<string>>(async reader =>
        [.. (await PublicMoney.ListAsync(reader, await Books.LoadAsync(reader), await PublicFunds.LoadAsync(reader))).Select(one => one.Fund.Code)]);

    private static Task<PublicFund> OfAsync(TestLedger ledger, string fund) => ledger.Database.ReadAsync(async reader =>
        (await PublicMoney.ListAsync(reader, await Books.LoadAsync(reader), await PublicFunds.LoadAsync(reader))).Single(one => one.Fund.Code == fund));

    private static async Task MoveAsync(TestLedger ledger, string from, string to, decimal yuan) =>
        await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(from, to, "donation", Cny(yuan), Today));

    private static string Said(PublicSums one) => $"{Yuan(one.Opening)} + {Yuan(one.CameIn)} + {Yuan(one.Matched)} + {Yuan(one.Moved)} - {Yuan(one.Spent)} = {Yuan(one.Left)}, {Yuan(one.Promised)}";

    private static decimal Yuan(Money amount) => amount.MinorUnits / 100m / 1.00m;
}
