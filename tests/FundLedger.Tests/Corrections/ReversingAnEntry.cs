using FundLedger.Donations;
using FundLedger.Spending;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Corrections;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class ReversingAnEntry(TestDatabase database)
{
    [Test]
    public Task A_mistake_is_taken_back_whole_by_its_mirror_and_is_available_again() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        var expense = await ledger.SpendAsync("LAKE", 30, on: March(2));
        var reversal = (await ledger.TryReverseAsync(expense, March(6))).Expect().Entry;

        Assert.That(await ledger.LinesAsync(reversal), Is.EqualTo(new[] { "ProgrammeCost -30.00", "Bank 30.00" }));
        var posted = await ledger.EntryAsync(reversal);
        Assert.That((posted.Reverses, posted.OccurredOn), Is.EqualTo(((FundLedger.Values.EntryId?)expense, March(6))));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(100));
    });

    [Test]
    public Task Once_and_never_a_reversal() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        var reversal = (await ledger.TryReverseAsync(gift)).Expect().Entry;
        Assert.That(Refused.TextOf(await ledger.TryReverseAsync(gift)), Is.EqualTo($"Entry {gift} was reversed already, by entry {reversal}."));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(reversal)), Is.EqualTo("reversal-of-reversal"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(new(99))), Is.EqualTo("entry-unknown"));
    });

    [Test]
    public Task A_hundred_people_who_reverse_one_entry_do_it_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => ledger.TryReverseAsync(gift))));
        Assert.That(answers.Count(answer => answer.IsDone(out _, out _)), Is.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.Zero);
    });

    [Test]
    public Task Later_events_are_reversed_first() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 100);
        var owed = await ledger.SpendAsync("LAKE", 30, isPaid: false);
        var paid = (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today)).Expect().Entry;
        Assert.That(Refused.TextOf(await ledger.TryReverseAsync(owed)), Does.Contain($"Entry {paid} (Payable paid) relates to entry {owed}. Reverse that one first."));
        (await ledger.TryReverseAsync(paid)).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 30m, 0m, 70m)), "owed again");
        (await ledger.TryReverseAsync(owed)).Expect();
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((100m, 0m, 0m, 100m)));
    });

    [Test]
    public Task A_refund_taken_back_may_be_refunded_again() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        var refund = (await ledger.TryRefundAsync(gift, 100)).Expect().Entries;
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(refund[0])), Is.EqualTo("more-than-open"), "it was paid: that goes first");
        (await ledger.TryReverseAsync(refund[1])).Expect();
        (await ledger.TryReverseAsync(refund[0])).Expect();
        Assert.That((await ledger.TryRefundAsync(gift, 100, RefundWay.ChargedBack)).Expect().Left.IsZero);
    });

    [Test]
    public Task The_reversal_stands_in_an_open_month_and_not_before_the_entry() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100, new DateOnly(2026, 1, 20));
        await ledger.CloseAsync(1);
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(gift, new DateOnly(2026, 1, 31))), Is.EqualTo("period-closed"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(gift, new DateOnly(2026, 1, 19))), Is.EqualTo("reversal-before-entry"));
        Assert.That(Refused.CodeOf(await ledger.TryReverseAsync(gift, Today.AddDays(1))), Is.EqualTo("date-in-future"));
        (await ledger.TryReverseAsync(gift, new DateOnly(2026, 2, 1))).Expect();
        Assert.That((await ledger.FiguresAsync("LAKE", new DateOnly(2026, 1, 31))).Cash, Is.EqualTo(100), "January stays as it was closed");
    });

    [Test]
    public Task Taking_back_spent_money_is_a_fact_and_opens_a_case() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var gift = await ledger.DonateAsync("LAKE", 100);
        await ledger.SpendAsync("LAKE", 90);
        (await ledger.TryReverseAsync(gift)).Expect();
        Assert.That((await ledger.PositionAsync("LAKE")).Shortfall, Is.EqualTo(Cny(90)));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM overdrawn_cases WHERE closed_by IS NULL"), Is.EqualTo(1));
    });
}
