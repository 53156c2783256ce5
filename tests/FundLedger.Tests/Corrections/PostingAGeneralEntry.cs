using FundLedger.Corrections;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Corrections;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class PostingAGeneralEntry(TestDatabase database)
{
    [Test]
    public Task Available_through_a_tranche_is_as_the_domain_says() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.PostAsync(Line("1002", "LAKE", 100), Line("4101", "LAKE", -100));
        await StandsAtAsync(100, 0, 0, 100);
        await ledger.PostAsync(Line("9101", "LAKE", 60, subject: "award/1"), Line("9102", "LAKE", -60, subject: "award/1"));
        await StandsAtAsync(100, 0, 60, 40);
        await ledger.PostAsync(Due(20, 20));
        await StandsAtAsync(100, 20, 40, 40);
        await ledger.PostAsync(Line("2202.02", "LAKE", 20, subject: "tranche/1"), Line("1002", "LAKE", -20));
        await StandsAtAsync(80, 0, 40, 40);
        await ledger.PostAsync(Due(15, 20, "tranche/2"));
        await StandsAtAsync(80, 15, 20, 45);

        async Task StandsAtAsync(decimal cash, decimal owed, decimal committed, decimal available)
        {
            Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((cash, owed, committed, available)));
            var position = await ledger.PositionAsync("LAKE");
            Assert.That((position.Available, position.Committed), Is.EqualTo((Cny(available), Cny(committed))));
        }

        static GeneralLine[] Due(decimal actual, decimal planned, string subject = "tranche/1") =>
        [
            Line("5101.02", "LAKE", actual), Line("2202.02", "LAKE", -actual, subject: subject),
            Line("9102", "LAKE", planned, subject: "award/1"), Line("9101", "LAKE", -planned, subject: "award/1"),
        ];
    });

    [Test]
    public Task No_more_is_promised_than_is_there_nor_released_than_is_promised_nor_paid_than_is_due() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, false, Line("9101", "LAKE", 101), Line("9102", "LAKE", -101))), Is.EqualTo("not-enough"));
        await ledger.PostAsync(Line("9101", "LAKE", 60), Line("9102", "LAKE", -60));
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, true, Line("9102", "LAKE", 61), Line("9101", "LAKE", -61))), Is.EqualTo("not-committed"));
        await ledger.PostAsync(Line("5101.02", "LAKE", 20), Line("2202.02", "LAKE", -20, subject: "tranche/1"));
        Assert.That(
            Refused.TextOf(await ledger.TryPostAsync(Today, true, Line("2202.02", "LAKE", 21, subject: "tranche/1"), Line("1002", "LAKE", -21))),
            Is.EqualTo("Only 20.00 CNY of tranche/1 is still open; no more than that can be settled."));
        foreach (var (account, against, yuan) in new[] { ("2202.02", "1002", 1), ("1122.02", "1002", -1), ("9102", "9101", 1) })
            Assert.That(
                Refused.TextOf(await ledger.TryPostAsync(Today, true, Line(account, "LAKE", yuan, subject: "other/1"), Line(against, "LAKE", -yuan))),
                Does.StartWith("Only 0.00 CNY of other/1"), "what was never open is not settled");
    });

    [Test]
    public Task Every_fund_source_and_layer_balances_by_itself() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        await ledger.FundAsync("MEKONG", "VND");
        await ledger.DonateAsync("LAKE", 100);
        var cases = new (string Code, GeneralLine[] Lines)[]
        {
            ("not-balanced", [Line("1002", "LAKE", 10), Line("4101", "RIVER", -10)]),
            ("not-balanced", [Line("1002", "LAKE", 10), Line("4101", "LAKE", -10, source: "OwnFunds")]),
            ("not-balanced", [Line("9101", "LAKE", 10), Line("1002", "LAKE", -10)]),
            ("not-balanced", [Line("1002", "LAKE", 10), Line("4101", "LAKE", -9.99m)]),
            ("line-currency", [Line("1002", "MEKONG", 10), Line("4101", "MEKONG", -10)]),
            ("line-zero", [Line("1002", "LAKE", 0), Line("4101", "LAKE", 0)]),
            ("lines-count", [Line("1002", "LAKE", 10)]),
            ("account-unknown", [Line("1003", "LAKE", 10), Line("4101", "LAKE", -10)]),
            ("fund-unknown", [Line("1002", "SEA", 10), Line("4101", "SEA", -10)]),
            ("source-unknown", [Line("1002", "LAKE", 10, "luck"), Line("4101", "LAKE", -10, "luck")]),
        };
        foreach (var (code, lines) in cases)
            Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, false, lines)), Is.EqualTo(code), string.Join<GeneralLine>("; ", lines));
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today.AddDays(1), false, Line("1002", "LAKE", 1), Line("4101", "LAKE", -1))), Is.EqualTo("date-in-future"));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task A_promise_may_be_dated_ahead() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await ledger.TryPostAsync(Today.AddDays(60), false, Line("9201", "LAKE", 10), Line("9202", "LAKE", -10))).Expect();
        Assert.That((await ledger.BalancesAsync("LAKE", Today.AddDays(60))).Total.Memo, Is.EqualTo(Cny(10)));
    });

    [Test]
    public Task Sums_may_be_negative() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 10);
        (await ledger.TryPostAsync(Today, true, Line("5401", "LAKE", 35), Line("1002", "LAKE", -35))).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((-25m, 0m, 0m, -25m)));
        Assert.That((await ledger.PositionAsync("LAKE")).Shortfall, Is.EqualTo(Cny(25)));
        Assert.That((await ledger.StatementAsync("LAKE", Today, Today)).Statement.Closing, Is.EqualTo(Cny(-25)));
    });

    [Test]
    public Task The_same_key_for_another_relation_is_a_conflict() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 10);
        var post = new PostEntry(ledger.Database);
        var entry = new GeneralEntry(Today, [Line("1002", "LAKE", 1), Line("4101", "LAKE", -1)]);
        (await post.RunAsync(Ask("one"), entry)).Expect();
        Assert.That(Refused.CodeOf(await post.RunAsync(Ask("one"), entry with { RelatesTo = gift })), Is.EqualTo("operation-key-conflict"));
        Assert.That(Refused.CodeOf(await post.RunAsync(ledger.Ask(), entry with { RelatesTo = new EntryId(99) })), Is.EqualTo("entry-unknown"));
    });

    [Test]
    public Task Amounts_at_the_edge_of_what_can_be_counted_are_refused_or_kept_exactly_and_hurt_nobody_else() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var huge = new Money(1_000_000_000_000_000, Currency.Cny);
        GeneralLine[] lines = [new("1002", "LAKE", "Donation", huge), new("4101", "LAKE", "Donation", -huge)];
        (await ledger.TryPostAsync(Today, true, lines)).Expect();
        Assert.That((await ledger.BalancesAsync("LAKE")).Total.Cash, Is.EqualTo(huge));
        var tooLarge = new Money(huge.MinorUnits + 1, Currency.Cny);
        foreach (var amount in new[] { tooLarge, new Money(long.MaxValue, Currency.Cny) })
            Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, true, [new("1002", "LAKE", "Donation", amount), new("4101", "LAKE", "Donation", -amount)])), Is.EqualTo("amount-too-large"));
        (await ledger.TryPostAsync(Today, true, Line("5401", "LAKE", 1), Line("1002", "LAKE", -1))).Expect();
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(2));
    });
}
