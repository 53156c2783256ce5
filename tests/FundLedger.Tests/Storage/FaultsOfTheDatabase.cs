using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>The database fails at some call: every caller hears whether it was written, nothing is lost or doubled, and the writer goes on.</summary>
public sealed class FaultsOfTheDatabase
{
    private const int Writes = 24;
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    [Test]
    public Task At_each_named_point_each_caller_hears_the_truth_and_sending_again_settles_it(
        [Values("begun", "operation", "statement", "flushed", "committing", "committed")] string point,
        [Values(raw.SQLITE_IOERR, raw.SQLITE_FULL, raw.SQLITE_NOMEM)] int error) => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var fault = new EveryNth(point, error);
        foreach (var nth in new[] { 1, 2, 3, 7, 20 })
        {
            fault.Arm(nth);
            ((SqliteDatabase)ledger.Database).Faults = fault.At;
            var heard = await SendAsync(ledger, $"{point}-{nth}");
            ((SqliteDatabase)ledger.Database).Faults = null;
            await MustBeTrueAsync(ledger, heard);
            if (fault.HasStruck) Assert.That(heard.Values, Has.Some.EqualTo(point == "committed" ? Heard.Ambiguous : Heard.NotWritten), $"{point}, call {nth}");
            if (point != "committed") Assert.That(heard.Values, Has.None.EqualTo(Heard.Ambiguous), "before the commit was asked for nothing is in doubt");
            await MustSettleAsync(ledger, $"{point}-{nth}");
        }
    });

    [Test]
    public Task A_failed_operation_takes_the_others_of_its_batch_with_it_only_when_the_database_ended_the_transaction() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var fault = new EveryNth("operation", raw.SQLITE_CONSTRAINT);
        ((SqliteDatabase)ledger.Database).Faults = fault.At;
        using var gate = new ManualResetEventSlim();
        var held = HoldAsync(ledger, gate);
        fault.Arm(5);
        var sending = SendAsync(ledger, "one");
        gate.Set();
        await held;
        var heard = await sending;
        Assert.That(heard.Values.Count(answer => answer == Heard.NotWritten), Is.EqualTo(1));
        Assert.That(heard.Values.Count(answer => answer == Heard.Done), Is.EqualTo(Writes - 1));
        ((SqliteDatabase)ledger.Database).Faults = null;
        await MustSettleAsync(ledger, "one");
    });

    [Test]
    public Task A_full_disk_writes_nothing_of_the_batch_and_when_there_is_room_again_the_writer_goes_on() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.DonateAsync("LAKE", 1);
        var pages = await ledger.ScalarAsync<long>("SELECT page_count FROM pragma_page_count()");
        await ledger.ReopenAsync(mostPages: pages + 6);
        var outcomes = new Dictionary<string, Heard>();
        for (var round = 0; outcomes.Values.All(heard => heard == Heard.Done); round++)
        {
            Assert.That(round, Is.LessThan(50), "the disk never filled");
            foreach (var (key, heard) in await SendAsync(ledger, $"fill-{round}")) outcomes.Add(key, heard);
        }

        Assert.That(outcomes.Values, Has.Some.EqualTo(Heard.NotWritten).And.None.EqualTo(Heard.Ambiguous));
        await MustBeTrueAsync(ledger, outcomes);
        await ledger.MustVerifyAsync();
        Assert.That((await SendAsync(ledger, "still full")).Values, Has.None.EqualTo(Heard.Ambiguous));

        await ledger.ReopenAsync();
        await MustSettleAsync(ledger, "after");
        await MustSettleAsync(ledger, "still full");
    });

    [Test]
    public Task Faults_in_random_places_for_a_while_lose_and_double_nothing() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var random = new Random(20260315);
        var acknowledged = new Dictionary<string, Heard>();
        for (var round = 0; round < 40; round++)
        {
            string[] points = ["begun", "operation", "statement", "flushed", "committing", "committed"];
            var point = points[random.Next(points.Length)];
            var fault = new EveryNth(point, random.Next(2) == 0 ? raw.SQLITE_IOERR : raw.SQLITE_FULL);
            fault.Arm(random.Next(1, point switch { "statement" => 60, "operation" => 8, _ => 2 }));
            ((SqliteDatabase)ledger.Database).Faults = fault.At;
            foreach (var (key, heard) in await SendAsync(ledger, $"round-{round}", count: random.Next(1, 12))) acknowledged.Add(key, heard);
        }

        ((SqliteDatabase)ledger.Database).Faults = null;
        Assert.That(acknowledged.Values, Has.Some.EqualTo(Heard.NotWritten).And.Some.EqualTo(Heard.Ambiguous).And.Some.EqualTo(Heard.Done));
        await MustBeTrueAsync(ledger, acknowledged);
    });

    private enum Heard
    {
        Done,
        NotWritten,
        Ambiguous,
    }

    /// <summary>Throws once, at the n-th call of a point after it was armed.</summary>
    private sealed class EveryNth(string point, int error)
    {
        private int left;

        internal bool HasStruck { get; private set; }

        internal void Arm(int nth) => (left, HasStruck) = (nth, false);

        internal void At(string reached)
        {
            if (reached != point || --left != 0) return;
            HasStruck = true;
            throw new SqliteException($"fault at {point}", error);
        }
    }

    private static Task HoldAsync(TestLedger ledger, ManualResetEventSlim gate) => ledger.Database.WriteAsync<long>(new Operation("held", "note", "clerk-7", []), _ =>
    {
        gate.Wait(TimeSpan.FromSeconds(30));
        return Task.FromResult<Outcome<long>>(0L);
    });

    /// <summary>Sends many gifts at once, each under a key made of the prefix, and says what each sender heard.</summary>
    private static async Task<Dictionary<string, Heard>> SendAsync(TestLedger ledger, string prefix, int count = Writes)
    {
        var record = new RecordDonation(ledger.Database);
        var sending = Enumerable.Range(0, count).ToDictionary(
            i => $"{prefix}/{i}", i => record.RunAsync(Ask($"{prefix}/{i}"), new Gift("LAKE", Cny(1), Today, DonorName.Of($"捐赠人{i}"), Note: new string('记', 200))));
        var heard = new Dictionary<string, Heard>();
        foreach (var (key, task) in sending)
        {
            try
            {
                (await task).Expect();
                heard.Add(key, Heard.Done);
            }
            catch (NotWrittenException)
            {
                heard.Add(key, Heard.NotWritten);
            }
            catch (AmbiguousWriteException)
            {
                heard.Add(key, Heard.Ambiguous);
            }
        }

        return heard;
    }

    private static async Task MustBeTrueAsync(TestLedger ledger, Dictionary<string, Heard> heard)
    {
        var posted = await PostedAsync(ledger);
        using (Assert.EnterMultipleScope())
        {
            foreach (var (key, answer) in heard.Where(pair => pair.Value != Heard.Ambiguous))
                Assert.That(posted.GetValueOrDefault(key), Is.EqualTo(answer == Heard.Done ? 1 : 0), $"{key} heard {answer}");
            Assert.That(posted.Values, Is.All.EqualTo(1));
        }
    }

    /// <summary>The same requests again, with nothing in the way: now all are there, each once.</summary>
    private static async Task MustSettleAsync(TestLedger ledger, string prefix)
    {
        Assert.That((await SendAsync(ledger, prefix)).Values, Is.All.EqualTo(Heard.Done));
        var posted = await PostedAsync(ledger);
        Assert.That(Enumerable.Range(0, Writes).Select(i => posted.GetValueOrDefault($"{prefix}/{i}")), Is.All.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(posted.Count));
    }

    private static Task<Dictionary<string, long>> PostedAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
        (await reader.Connection.QueryAsync<(string Key, long Count)>("SELECT operation_key, COUNT(*) FROM journal_entries GROUP BY operation_key")).ToDictionary(row => row.Key, row => row.Count));
}
