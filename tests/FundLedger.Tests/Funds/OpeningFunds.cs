using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Funds;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class OpeningFunds(TestDatabase database)
{
    [Test]
    public Task The_first_fund_makes_a_default_entity_and_later_ones_join_it() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("POOL");
        await ledger.FundAsync("LAKE");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM entities"), Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await ledger.TryFundAsync("LAKE")), Is.EqualTo("fund-exists"));
        Assert.That(Refused.CodeOf(await ledger.TryFundAsync("-LAKE")), Is.EqualTo("fund-code"));
    });

    [Test]
    public Task With_several_entities_nothing_is_guessed() => database.RunAsync(async ledger =>
    {
        foreach (var code in new[] { "EAST", "WEST" }) (await new CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new NewEntity(code, code, Currency.Cny, Chart.Npo2004))).Expect();
        Assert.That(Refused.CodeOf(await ledger.TryFundAsync("LAKE")), Is.EqualTo("entity-ambiguous"));
        await ledger.FundAsync("E-1", entity: "EAST");
        await ledger.FundAsync("W-1", entity: "WEST");
        await ledger.DonateAsync("W-1", 10, new DateOnly(2026, 1, 5));

        Assert.That(Refused.CodeOf(await ledger.TryCloseAsync(1)), Is.EqualTo("entity-ambiguous"));
        Assert.That(Refused.CodeOf(await ledger.TryPostAsync(Today, false, Line("1002", "W-1", 1), Line("4101", "W-1", -1))), Is.EqualTo("entity-ambiguous"));
        Assert.That((await ledger.TryCloseAsync(1, "EAST")).Expect().VoucherCount, Is.Zero);
        Assert.That((await ledger.TryCloseAsync(1, "WEST")).Expect().VoucherCount, Is.EqualTo(1));
        var crossing = await new TransferBetweenFunds(ledger.Database).RunAsync(ledger.Ask(), new FundTransfer("W-1", "E-1", "donation", Cny(1), Today));
        Assert.That(Refused.CodeOf(crossing), Is.EqualTo("transfer-across"));
    });

    [Test]
    public Task A_programme_fund_contains_no_other_programme_fund() => database.RunAsync(async ledger =>
    {
        var create = new CreateFund(ledger.Database);
        (await create.RunAsync(ledger.Ask(), new NewFund("POOL", "区级", FundKind.DistrictPool, Currency.Cny))).Expect();
        (await create.RunAsync(ledger.Ask(), new NewFund("ART", "艺术", FundKind.ProgrammeFund, Currency.Cny, "POOL"))).Expect();
        Assert.That(Refused.CodeOf(await create.RunAsync(ledger.Ask(), new NewFund("ART-2", "艺术", FundKind.ProgrammeFund, Currency.Cny, "ART"))), Is.EqualTo("fund-parent"));
        Assert.That(Refused.CodeOf(await create.RunAsync(ledger.Ask(), new NewFund("ART-3", "艺术", FundKind.ProgrammeFund, Currency.Cny, "SEA"))), Is.EqualTo("fund-unknown"));
    });

    [Test]
    public Task Opening_cash_stands_against_net_assets_of_its_source_s_class_with_the_old_books_as_evidence() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var record = new RecordOpeningBalance(ledger.Database);
        var own = (await record.RunAsync(ledger.Ask(), new OpeningBalance("LAKE", SourceKind.OwnFunds, Cny(50), March(1), "2025 年账簿"))).Expect().Entry;
        var gifts = (await record.RunAsync(ledger.Ask(), new OpeningBalance("LAKE", SourceKind.Donation, Cny(70), March(1), "2025 年账簿"))).Expect().Entry;

        Assert.That(await ledger.LinesAsync(own), Is.EqualTo(new[] { "Bank 50.00", "UnrestrictedNetAssets -50.00" }));
        Assert.That(await ledger.LinesAsync(gifts), Is.EqualTo(new[] { "Bank 70.00", "RestrictedNetAssets -70.00" }));
        Assert.That((await ledger.EntryAsync(own)).Document.Id, Is.EqualTo("2025 年账簿"));
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), new OpeningBalance("LAKE", SourceKind.OwnFunds, Cny(50), March(1), " "))), Is.EqualTo("evidence-missing"));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(70));
    });
}
