using FundLedger.Corrections;
using FundLedger.Spending;
using FundLedger.Storage;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Ledger;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RacingForOneBalance(TestDatabase database)
{
    private const int Racers = 100;

    [Test]
    public Task A_hundred_who_want_the_last_yuan_end_with_one_winner_and_clear_refusals() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var answers = await RaceAsync(() => ledger.TrySpendAsync("LAKE", 1, source: "donation"));
        HaveOneWinner(answers, "not-enough", "has 0.00 CNY available");
        Assert.That(await ledger.FiguresAsync("LAKE"), Is.EqualTo((0m, 0m, 0m, 0m)));
    });

    [Test]
    public Task A_hundred_who_settle_one_debt_pay_it_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1000);
        var owed = await ledger.SpendAsync("LAKE", 7, isPaid: false);
        var answers = await RaceAsync(() => new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today));
        HaveOneWinner(answers, "more-than-open", "Only 0.00 CNY of expense/");
        Assert.That((await ledger.FiguresAsync("LAKE")).Cash, Is.EqualTo(993));
    });

    [Test]
    public Task A_hundred_who_commit_the_last_yuan_promise_it_once_and_release_it_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        HaveOneWinner(await RaceAsync(() => ledger.TryPostAsync(Today, false, Line("9101", "LAKE", 1), Line("9102", "LAKE", -1))), "not-enough", "has 0.00 CNY available");
        HaveOneWinner(await RaceAsync(() => ledger.TryPostAsync(Today, false, Line("9102", "LAKE", 1), Line("9101", "LAKE", -1))), "not-committed", "has 0.00 CNY committed");
    });

    [Test]
    public Task A_hundred_who_refund_one_gift_refund_it_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1000);
        var gift = await ledger.DonateAsync("LAKE", 5);
        HaveOneWinner(await RaceAsync(() => ledger.TryRefundAsync(gift, 5)), "refund-over-gift", "0.00 CNY is left to refund");
    });

    private static Task<Outcome<T>[]> RaceAsync<T>(Func<Task<Outcome<T>>> run) => Task.WhenAll(Enumerable.Range(0, Racers).Select(_ => Task.Run(run)));

    private static void HaveOneWinner<T>(Outcome<T>[] answers, string code, string says)
    {
        var refusals = answers.OfType<Outcome<T>.Refused>().Select(refused => refused.Reason).ToList();
        Assert.That(answers.OfType<Outcome<T>.Done>().Count(), Is.EqualTo(1));
        Assert.That(refusals.Select(refusal => refusal.Code), Is.All.EqualTo(code));
        Assert.That(refusals.Select(refusal => refusal.Message.En), Is.All.Contains(says));
    }
}
