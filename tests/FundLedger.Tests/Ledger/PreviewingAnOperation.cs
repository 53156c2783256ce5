using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.Spending;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Ledger;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class PreviewingAnOperation(TestDatabase database)
{
    private static Gift Hundred => new("LAKE", Cny(100), March(3), DonorName.Of("王小明"), Cny(0.60m));

    [Test]
    public Task It_shows_the_lines_that_would_be_posted_and_keeps_nothing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var preview = new Preview(ledger.Database);
        var outcome = await new RecordDonation(preview).RunAsync(Ask("gift-1"), Hundred);

        Assert.That(outcome, Is.InstanceOf<Outcome<DonationRecorded>.Done>());
        Assert.That(preview.Entries.Single().Lines.Select(line => line.Amount), Is.EqualTo(new[] { Cny(100), -Cny(100), Cny(0.60m), -Cny(0.60m) }));
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    [Test]
    public Task Its_key_is_free_to_be_used_for_the_real_thing() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await new RecordDonation(new Preview(ledger.Database)).RunAsync(Ask("gift-1"), Hundred);
        var real = await new RecordDonation(ledger.Database).RunAsync(Ask("gift-1"), Hundred);

        Assert.That(real, Is.EqualTo(new Outcome<DonationRecorded>.Done(real.Expect(), WasDoneBefore: false)));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task A_refusal_is_the_one_that_posting_would_meet() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var preview = new Preview(ledger.Database);
        var asked = new Expense("LAKE", Cny(50), March(4), "图书");
        var shown = await new RecordExpense(preview).RunAsync(Ask("cost-1"), asked);
        var real = await new RecordExpense(ledger.Database).RunAsync(Ask("cost-1"), asked);

        Assert.That(Refused.CodeOf(shown), Is.EqualTo("not-enough").And.EqualTo(Refused.CodeOf(real)));
        Assert.That(preview.Entries, Is.Empty);
    });
}
