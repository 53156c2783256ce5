using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Reporting;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Reporting;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class AddingUpATree(TestDatabase database)
{
    private static readonly DateSpan Year = new(new DateOnly(2026, 1, 1), Today);

    [Test]
    public Task What_moves_inside_the_tree_is_shown_and_taken_out_of_the_total() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        var seed = (await ledger.SeedAsync("POOL", 500)).Source;
        await MoveAsync(ledger, "POOL", "STREET", seed, 200);
        await MoveAsync(ledger, "STREET", "LAKE", seed, 50);
        await ledger.DonateAsync("LAKE", 30);
        await ledger.SpendAsync("LAKE", 10, seed);
        await MoveAsync(ledger, "LAKE", "FAR", "donation", 5);

        var tree = await OfAsync(ledger, "POOL");
        Assert.That(tree.Funds.Select(fund => $"{fund.Depth} {fund.Code} {Said(fund.Figures)}"), Is.EqualTo(new[]
        {
            "0 POOL 0+500-0 out 0 in -200 = 300", "1 STREET 0+0-0 out 0 in 150 = 150", "2 LAKE 0+30-10 out -5 in 50 = 65",
        }));
        Assert.That(tree.Sources.Select(source => $"{source.Code} {Said(source.Figures)}"), Is.EqualTo(new[] { "donation 0+30-0 out -5 in 0 = 25", $"{seed} 0+500-10 out 0 in 0 = 490" }));
        Assert.That((Said(tree.Total), tree.Eliminated), Is.EqualTo(("0+530-10 out -5 in 0 = 515", Cny(200))));

        var street = await OfAsync(ledger, "STREET");
        Assert.That(Said(street.Total), Is.EqualTo("0+30-10 out 195 in 0 = 215"), "seen from the street, the pool is outside");
    });

    [Test]
    public Task Every_row_adds_up_over_random_books_and_trees() => database.RunAsync(async ledger =>
    {
        var chance = new Random(20260315);
        await TreeAsync(ledger);
        string[] funds = ["POOL", "STREET", "LAKE", "FAR"];
        foreach (var fund in funds) await ledger.DonateAsync(fund, 1_000, March(1));
        for (var i = 0; i < 60; i++)
        {
            var (fund, other, day) = (funds[chance.Next(4)], funds[chance.Next(4)], March(1 + chance.Next(15)));
            switch (chance.Next(4))
            {
                case 0: await ledger.DonateAsync(fund, chance.Next(1, 50), day, fee: chance.Next(2)); break;
                case 1: await ledger.TrySpendAsync(fund, chance.Next(1, 20), isPaid: chance.Next(2) == 0, on: day); break;
                default: await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(fund, other, "donation", Cny(chance.Next(1, 90)), day, chance.Next(3) == 0)); break;
            }
        }

        foreach (var top in funds)
            foreach (var span in new[] { Year, new DateSpan(March(5), March(9)) })
            {
                var tree = await OfAsync(ledger, top, span);
                Assert.That(tree.Total.Inside, Is.EqualTo(Cny(0)), top);
                foreach (var row in tree.Funds.Select(fund => fund.Figures).Concat(tree.Sources.Select(source => source.Figures)).Append(tree.Total))
                    Assert.That(row.Opening + row.Income - row.Spending + row.Outside + row.Inside + row.Other, Is.EqualTo(row.Closing), top);
                Assert.That(Sum(tree.Funds.Select(fund => fund.Figures.Closing)), Is.EqualTo(tree.Total.Closing));
                Assert.That(Sum(tree.Sources.Select(source => source.Figures.Available)), Is.EqualTo(tree.Total.Available));
                foreach (var fund in tree.Funds)
                {
                    var balances = await ledger.BalancesAsync(fund.Code, span.Last);
                    Assert.That((fund.Figures.Closing, fund.Figures.Available), Is.EqualTo((balances.Total.NetAssets, balances.Total.Available)), fund.Code);
                }
            }
    });

    [Test]
    public Task Leverage_is_social_money_for_each_public_yuan_of_a_fund_and_year() => database.RunAsync(async ledger =>
    {
        await TreeAsync(ledger);
        var seed = (await ledger.SeedAsync("POOL", 500, on: new DateOnly(2025, 6, 1))).Source;
        await MoveAsync(ledger, "POOL", "LAKE", seed, 200);
        await ledger.DonateAsync("LAKE", 350);
        (await ledger.TryRefundAsync(await ledger.DonateAsync("LAKE", 60), 10)).Expect();

        var leverage = await ledger.Database.ReadAsync(async reader => await Leverage.ListAsync(reader, await Books.LoadAsync(reader)));
        Assert.That(leverage.Select(row => (row.Year, row.Fund.Code, row.PublicMoney, row.SocialMoney, row.Ratio)), Is.EqualTo(new (int, string, Money, Money, decimal?)[]
        {
            (2026, "LAKE", Cny(200), Cny(400), 2m), (2026, "POOL", Cny(-200), Cny(0), null), (2025, "POOL", Cny(500), Cny(0), 0m),
        }));
    });

    private static async Task TreeAsync(TestLedger ledger)
    {
        await ledger.FundAsync("POOL");
        foreach (var (code, parent) in new[] { ("STREET", "POOL"), ("LAKE", "STREET") })
            (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund(code, code, FundKind.CommunityFund, Currency.Cny, parent))).Expect();
        await ledger.FundAsync("FAR");
    }

    private static async Task MoveAsync(TestLedger ledger, string from, string to, string source, decimal yuan) =>
        (await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer(from, to, source, Cny(yuan), Today))).Expect();

    private static Task<FundTreeReport> OfAsync(TestLedger ledger, string top, DateSpan? span = null) =>
        ledger.Database.ReadAsync(async reader => (await FundTreeFigures.OfAsync(reader, top, span ?? Year)).Expect());

    private static Money Sum(IEnumerable<Money> amounts) => amounts.Aggregate(Cny(0), (sum, amount) => sum + amount);

    private static string Said(TreeFigures row) => FormattableString.Invariant(
        $"{Yuan(row.Opening)}+{Yuan(row.Income)}-{Yuan(row.Spending)} out {Yuan(row.Outside)} in {Yuan(row.Inside)} = {Yuan(row.Closing)}");

    private static long Yuan(Money amount) => amount.MinorUnits / 100;
}
