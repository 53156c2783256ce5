using System.Collections.Concurrent;
using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Tests.Matching;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>Gifts that come at once share a transaction on a server, and each caller hears of its own gift alone.</summary>
[Category("SqlServer")]
public sealed class SharingATransaction
{
    private const int Gifts = 48;

    [SetUp]
    public void MustBeConfigured() => SqlServerOnly.MustBeConfigured();

    [Test]
    public Task Many_at_once_are_few_commits_and_each_has_its_own_key_moment_and_answer() => RunAsync(async (ledger, reached) =>
    {
        await ledger.DonateAsync("LAKE", 1); // makes the source of gifts, of which two groups would be in each other's way
        reached.Clear();
        var answers = await GiveAsync(ledger, Enumerable.Range(0, Gifts).Select(i => GiftOf(i)));
        Assert.That(answers.Select(answer => answer.Expect().Entry).Distinct().Count(), Is.EqualTo(Gifts));
        Assert.That(reached.Count(point => point == "committed"), Is.LessThan(Gifts / 2), "commits");
        Assert.That((await KeysAsync(ledger))[1..], Is.EquivalentTo(Enumerable.Range(0, Gifts).Select(i => $"gift/{i}")));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(DISTINCT recorded_at) FROM journal_entries"), Is.EqualTo(1 + Gifts), "moments");
        Assert.That(await ledger.AvailableAsync("LAKE") + await ledger.AvailableAsync("HILL"), Is.EqualTo(1 + Enumerable.Range(0, Gifts).Sum(i => i + 1m)));
        var again = await GiveAsync(ledger, Enumerable.Range(0, Gifts).Select(i => GiftOf(i)));
        Assert.That(again.Select(answer => (answer.Expect().Entry, ((Outcome<DonationRecorded>.Done)answer).WasDoneBefore)), Is.EqualTo(answers.Select(answer => (answer.Expect().Entry, true))));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task One_that_is_refused_does_not_hold_up_the_others() => RunAsync(async (ledger, _) =>
    {
        var answers = await GiveAsync(ledger, Enumerable.Range(0, Gifts).Select(i => i % 7 == 3 ? GiftOf(i) with { Fund = "NONE" } : i % 7 == 5 ? GiftOf(i) with { On = Today.AddDays(3) } : GiftOf(i)));
        Assert.That(answers.Select((answer, i) => (i, (answer as Outcome<DonationRecorded>.Refused)?.Reason.Code)), Is.EqualTo(Enumerable.Range(0, Gifts).Select(i => (i, i % 7 == 3 ? "fund-unknown" : i % 7 == 5 ? "date-in-future" : null))));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Gifts_that_are_matched_or_take_a_receipt_among_them_are_matched_and_numbered() => RunAsync(async (ledger, _) =>
    {
        await ledger.FundAsync("POOL");
        await ledger.SeedAsync("POOL", 5_000, on: new DateOnly(2026, 3, 1), spendBy: new DateOnly(2027, 12, 31));
        await ledger.OpenAsync(MatchingBooks.Programme() with { Gifts = new GiftScope { Funds = ["LAKE"] } });
        var answers = await GiveAsync(ledger, Enumerable.Range(0, Gifts).Select(i => GiftOf(i) with { WithReceipt = i % 3 == 0 }));
        Assert.That(answers.Where(answer => answer.Expect().Receipt is not null).Select(answer => answer.Expect().Receipt!.Value.Number).Order(), Is.EqualTo(Enumerable.Range(1, Gifts / 3)));
        Assert.That((await ledger.PotOfAsync()).Matched, Is.EqualTo(Enumerable.Range(0, Gifts).Where(i => i % 2 == 0).Sum(i => i + 1m)));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task Wherever_the_line_breaks_each_is_there_once_and_its_caller_hears_so([Values("begun", "operation", "flushed", "committing", "committed")] string point) => RunAsync(async (ledger, reached) =>
    {
        var left = 4; // more than runs alone before a group gathers
        ((SqlServerDatabase)ledger.Database).Faults = (at, connection) =>
        {
            reached.Add(at);
            if (at != point || Interlocked.Decrement(ref left) < 0) return;
            connection.Close();
            if (at == "committed") throw new IOException("the answer was lost");
        };
        var answers = await GiveAsync(ledger, Enumerable.Range(0, Gifts).Select(i => GiftOf(i)));
        Assert.That(answers, Has.All.Property("WasDoneBefore").False);
        Assert.That(await KeysAsync(ledger), Is.EquivalentTo(Enumerable.Range(0, Gifts).Select(i => $"gift/{i}")));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task One_that_is_stopped_before_it_starts_is_not_recorded() => RunAsync(async (ledger, reached) =>
    {
        using var stop = new CancellationTokenSource();
        using var goOn = new ManualResetEventSlim();
        ((SqlServerDatabase)ledger.Database).Faults = (_, _) => goOn.Wait(TimeSpan.FromSeconds(30));
        var running = Enumerable.Range(0, 2).Select(i => GiveAsync(ledger, i, GiftOf(i))).ToList(); // one is under way, the other gathers with those that wait
        var waiting = Enumerable.Range(2, 4).Select(i => new RecordDonation(ledger.Database).RunAsync(Ask($"gift/{i}"), GiftOf(i), stop.Token)).ToList();
        await stop.CancelAsync();
        goOn.Set();
        await Task.WhenAll(running);
        foreach (var one in waiting) Assert.That(async () => await one, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(2));
    });

    private static Task<List<string>> KeysAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await reader.Connection.QueryAsync<string>("SELECT operation_key FROM journal_entries ORDER BY entry_id", transaction: reader.Transaction)).ToList());

    private static Gift GiftOf(int i) => new(i % 2 == 0 ? "LAKE" : "HILL", Cny(i + 1), Today, DonorName.Of($"王{i % 5}"), Reference: $"{i:000000}");

    private static Task<Outcome<DonationRecorded>> GiveAsync(TestLedger ledger, int i, Gift gift) => Task.Run(() => new RecordDonation(ledger.Database).RunAsync(Ask($"gift/{i}"), gift));

    private static Task<Outcome<DonationRecorded>[]> GiveAsync(TestLedger ledger, IEnumerable<Gift> gifts) => Task.WhenAll(gifts.Select((gift, i) => GiveAsync(ledger, i, gift)));

    private static Task RunAsync(Func<TestLedger, ConcurrentBag<string>, Task> test) => SqlServerOnly.Database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("HILL");
        var reached = new ConcurrentBag<string>();
        ((SqlServerDatabase)ledger.Database).Faults = (at, _) => reached.Add(at);
        await test(ledger, reached);
    });
}
