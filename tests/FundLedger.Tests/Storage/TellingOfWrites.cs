using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>What can be listened to of writes, and what is said of how writing goes.</summary>
[TestFixtureSource(typeof(TestDatabases))]
[NonParallelizable]
public sealed class TellingOfWrites(TestDatabase database)
{
    [Test]
    public Task Who_listens_hears_counts_times_and_names_of_operations_and_of_nobody() => database.RunAsync(async ledger =>
    {
        var heard = new Heard();
        using (heard)
        {
            await ledger.FundAsync("LAKE");
            await Task.WhenAll(Enumerable.Range(0, 40).Select(i => new RecordDonation(ledger.Database).RunAsync(
                Ask($"gift/{i}"), new Gift("LAKE", Cny(1), Today, DonorName.Of("王小明"), Reference: "13812345678", Note: "wang@example.cn", WithReceipt: true))));
            (await new RecordDonation(ledger.Database).RunAsync(Ask("gift/7"), new Gift("LAKE", Cny(1), Today, DonorName.Of("王小明"), Reference: "13812345678", Note: "wang@example.cn", WithReceipt: true))).Expect();
            await ledger.SeedAsync("LAKE", 100);
            Assert.That((await ledger.TrySpendAsync("LAKE", 1_000_000)).IsDone(out _, out _), Is.False);
            Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(41));
            await SettledAsync(ledger);
        }

        Assert.That(heard.Measured.Keys, Is.SupersetOf(new[] { "fundledger.write.duration", "fundledger.write.batch.size", "fundledger.write.commit.duration", "fundledger.write.queue.depth" }));
        Assert.That(heard.Measured["fundledger.write.queue.depth"].Sum(), Is.Zero, "whatever waited was taken");
        Assert.That(heard.Measured["fundledger.write.batch.size"].Sum(), Is.GreaterThanOrEqualTo(41));
        Assert.That(heard.Tags, Has.Some.EqualTo("fundledger.operation=donation").And.Some.EqualTo("fundledger.outcome=done").And.Some.EqualTo("fundledger.outcome=repeated").And.Some.EqualTo("fundledger.outcome=refused"));
        Assert.That(heard.Spans, Has.Some.EqualTo("write donation").And.Some.EqualTo("read"));
        Assert.That(heard.Tags.Concat(heard.Spans), Has.None.Contains("王").And.None.Contains("138").And.None.Contains("example").And.None.Contains("clerk"));
    });

    [Test]
    public async Task When_nobody_listens_nothing_is_told()
    {
        await database.RunAsync(ledger => ledger.FundAsync("LAKE"));
        Assert.That(StorageTelemetry.CommitBegins(), Is.Zero);
    }

    [Test]
    public async Task Failing_writes_are_counted_until_one_is_kept()
    {
        if (database != TestDatabase.All[0]) Assert.Ignore("faults are planted in the embedded writer");
        await database.RunAsync(async ledger =>
        {
            await ledger.FundAsync("LAKE");
            Assert.That(await SettledAsync(ledger), Is.Zero);
            Assert.That(ledger.Database.Load, Is.EqualTo(new WriteLoad(0, ledger.Options.QueueLength, TimeSpan.Zero, 0)));
            foreach (var (point, count) in new[] { ("operation", 1), ("committing", 2), ("begun", 3) })
            {
                ((SqliteDatabase)ledger.Database).Faults = reached =>
                {
                    if (reached == point) throw new SqliteException("full", raw.SQLITE_FULL);
                };
                await Assert.ThrowsAsync<NotWrittenException>(() => ledger.DonateAsync("LAKE", 1));
                Assert.That(await SettledAsync(ledger), Is.EqualTo(count), point);
            }

            ((SqliteDatabase)ledger.Database).Faults = null;
            await ledger.DonateAsync("LAKE", 1);
            Assert.That(await SettledAsync(ledger), Is.Zero);
        });
    }

    [Test]
    public async Task A_batch_under_way_says_so_and_a_writer_that_ended_takes_no_more()
    {
        if (database != TestDatabase.All[0]) Assert.Ignore("a server has no writer of its own");
        await database.RunAsync(async ledger =>
        {
            using var gate = new ManualResetEventSlim();
            using var isIn = new ManualResetEventSlim();
            var held = ledger.Database.WriteAsync<long>(new Operation("held", "note", "clerk-7", []), _ =>
            {
                isIn.Set();
                gate.Wait(TimeSpan.FromSeconds(30));
                return Task.FromResult<Outcome<long>>(0L);
            });
            isIn.Wait(TimeSpan.FromSeconds(30));
            Assert.That(ledger.Database.Load.UnderWay, Is.GreaterThan(TimeSpan.Zero));
            gate.Set();
            await held;

            await ledger.Database.DisposeAsync();
            await Assert.ThrowsAsync<BusyException>(() => ledger.DonateAsync("LAKE", 1));
            await ledger.ReopenAsync();
        });
    }

    /// <summary>Writers are answered before the writer looks back at what it did.</summary>
    private static async Task<int> SettledAsync(TestLedger ledger)
    {
        while (ledger.Database.Load.UnderWay > TimeSpan.Zero) await Task.Delay(5);
        return ledger.Database.Load.FailedInARow;
    }

    private sealed class Heard : IDisposable
    {
        private readonly MeterListener meters = new();
        private readonly ActivityListener activities;

        internal Heard()
        {
            meters.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageTelemetry.Name) listener.EnableMeasurementEvents(instrument);
            };
            meters.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
            meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            meters.Start();
            activities = new ActivityListener { ShouldListenTo = source => source.Name == StorageTelemetry.Name, Sample = (ref _) => ActivitySamplingResult.AllData, ActivityStopped = Add };
            ActivitySource.AddActivityListener(activities);
        }

        internal ConcurrentDictionary<string, ConcurrentBag<double>> Measured { get; } = new();
        internal ConcurrentBag<string> Tags { get; } = [];
        internal ConcurrentBag<string> Spans { get; } = [];

        public void Dispose()
        {
            meters.Dispose();
            activities.Dispose();
        }

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Measured.GetOrAdd(instrument.Name, _ => []).Add(value);
            foreach (var (name, tag) in tags) Tags.Add($"{name}={tag}");
        }

        private void Add(Activity activity)
        {
            Spans.Add(activity.DisplayName);
            foreach (var (name, tag) in activity.TagObjects) Tags.Add($"{name}={tag}");
        }
    }
}
