using FundLedger.SeedMoney;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.SeedMoney;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReceivingSeedMoney(TestDatabase database)
{
    private static readonly DateOnly EndOf2027 = new(2027, 12, 31);
    private static SeedMoneyReceipt Receipt => new("LAKE", Cny(100), Today, "区民政局", "府办〔2026〕3号", EndOf2027);

    [Test]
    public Task A_second_receipt_under_the_same_appropriation_is_the_same_source() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("RIVER");
        var receive = new ReceiveSeedMoney(ledger.Database);
        var first = (await receive.RunAsync(ledger.Ask(), Receipt)).Expect();
        var second = (await receive.RunAsync(ledger.Ask(), Receipt with { Fund = "RIVER", Reference = " 府办〔2026〕3号 ", SpendBy = null })).Expect();

        Assert.That(second.Source, Is.EqualTo(first.Source));
        Assert.That(await ledger.LinesAsync(first.Entry), Is.EqualTo(new[] { "Bank 100.00", "GovernmentGrantIncome -100.00" }));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM appropriations"), Is.EqualTo(1));
        Assert.That((await ledger.AvailableAsync("LAKE", first.Source), await ledger.AvailableAsync("RIVER", first.Source)), Is.EqualTo((100m, 100m)));
    });

    [Test]
    public Task A_receipt_that_disagrees_with_what_is_registered_is_refused() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var receive = new ReceiveSeedMoney(ledger.Database);
        (await receive.RunAsync(ledger.Ask(), Receipt)).Expect();
        Assert.That(Refused.TextOf(await receive.RunAsync(ledger.Ask(), Receipt with { From = "街道办" })), Does.Contain("registered as given by 区民政局, to be spent by 2027-12-31"));
        Assert.That(Refused.CodeOf(await receive.RunAsync(ledger.Ask(), Receipt with { SpendBy = EndOf2027.AddDays(1) })), Is.EqualTo("appropriation-differs"));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task A_refused_first_receipt_registers_no_appropriation() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var receive = new ReceiveSeedMoney(ledger.Database);
        Assert.That(Refused.CodeOf(await receive.RunAsync(ledger.Ask(), Receipt with { On = Today.AddDays(1) })), Is.EqualTo("date-in-future"));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM appropriations"), Is.Zero);
        (await receive.RunAsync(ledger.Ask(), Receipt with { From = "街道办" })).Expect();
    });

    [Test]
    public Task The_same_key_with_other_conditions_is_a_conflict() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var receive = new ReceiveSeedMoney(ledger.Database);
        (await receive.RunAsync(Ask("seed-1"), Receipt)).Expect();
        Assert.That(Refused.TextOf(await receive.RunAsync(Ask("seed-1"), Receipt with { Conditions = "专款专用" })), Does.Contain("conditions"));
        Assert.That(Refused.TextOf(await receive.RunAsync(Ask("seed-1"), Receipt with { File = new FundLedger.Ledger.Attachment("批复.pdf", [1]) })), Does.Contain("file"));
    });

    [Test]
    public Task Seed_money_comes_under_a_document() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        Assert.That(Refused.CodeOf(await new ReceiveSeedMoney(ledger.Database).RunAsync(ledger.Ask(), Receipt with { Reference = " " })), Is.EqualTo("appropriation-missing"));
    });
}
