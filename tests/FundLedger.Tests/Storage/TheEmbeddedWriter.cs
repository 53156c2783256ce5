using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.Storage;

/// <summary>What holds of the one thread that writes an embedded ledger.</summary>
public sealed class TheEmbeddedWriter
{
    private static readonly TestDatabase Sqlite = TestDatabase.All[0];

    private static Operation Operation(string key) => new(key, "note", "clerk-7", []);

    [Test]
    public Task A_full_queue_answers_busy_and_takes_more_when_it_has_drained() => Sqlite.RunAsync(async ledger =>
    {
        using var gate = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var held = ledger.Database.WriteAsync(Operation("gate"), _ =>
        {
            begun.Set();
            gate.Wait(TimeSpan.FromSeconds(30));
            return Task.FromResult<Outcome<long>>(0L);
        });
        Assert.That(begun.Wait(TimeSpan.FromSeconds(30)));
        var waiting = Enumerable.Range(0, 3).Select(i => ledger.Database.WriteAsync(Operation($"waits-{i}"), _ => Task.FromResult<Outcome<long>>(1L))).ToList();
        var busy = await Assert.ThrowsAsync<BusyException>(() => ledger.Database.WriteAsync(Operation("one too many"), _ => Task.FromResult<Outcome<long>>(1L)));
        Assert.That((busy!.RetryAfter, busy.Text.Zh), Is.EqualTo((TimeSpan.FromSeconds(1), "账本正忙，没有写入任何内容。请在 1 秒后重试。")));
        gate.Set();
        await held;
        foreach (var task in waiting) (await task).Expect();
        (await ledger.Database.WriteAsync(Operation("one too many"), _ => Task.FromResult<Outcome<long>>(1L))).Expect();
    }, new StorageOptions { Directory = "", QueueLength = 3 });

    [Test]
    public Task Rules_that_wait_for_something_outside_are_a_bug_and_write_nothing_then_or_later() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wentOn = new TaskCompletionSource<Exception?>();
        var waiting = ledger.Database.WriteAsync<long>(Operation("late"), async tx =>
        {
            await late.Task;
            try
            {
                await Journal(tx);
                wentOn.SetResult(null);
            }
            catch (InvariantBrokenException refused)
            {
                wentOn.SetResult(refused);
            }

            return 1L;
        });
        Assert.That(async () => await waiting, Throws.TypeOf<InvariantBrokenException>().With.Message.Contains("waits for nothing"));
        late.SetResult();
        Assert.That(await wentOn.Task, Is.Not.Null, "it would have written into another operation");
        await ledger.DonateAsync("LAKE", 1);
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));

        static async Task Journal(LedgerTransaction tx) => await FundLedger.Ledger.SourceStore.PlainAsync(tx, (await FundLedger.Ledger.Books.OfAsync(tx)).Entities.Single(), FundLedger.Ledger.SourceKind.OwnFunds);
    });

    [Test]
    public Task What_is_undone_in_a_batch_takes_nothing_with_it() => Sqlite.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var commits = 0;
        ((SqliteDatabase)ledger.Database).Faults = point => commits += point == "committing" ? 1 : 0;
        for (var round = 1; round <= 3; round++) // the first batch has no savepoints, those after it have
        {
            using var gate = new ManualResetEventSlim();
            var held = ledger.Database.WriteAsync(Operation($"gate-{round}"), _ =>
            {
                gate.Wait(TimeSpan.FromSeconds(30));
                return Task.FromResult<Outcome<long>>(0L);
            });
            var gifts = new List<Task<EntryId>>();
            var refused = new List<Task<Outcome<FundLedger.Spending.ExpenseRecorded>>>();
            for (var i = 0; i < 8; i++)
            {
                gifts.Add(ledger.DonateAsync("LAKE", 10, donor: $"捐赠人{i}"));
                refused.Add(ledger.TrySpendAsync("LAKE", 1_000)); // found out when its rows are written already
            }

            var closing = ledger.TryCloseAsync(2); // reads totals, which the gifts before it hold back
            gate.Set();
            await held;
            await Task.WhenAll(gifts);
            Assert.That((await Task.WhenAll(refused)).Select(Refused.CodeOf), Is.All.EqualTo("not-enough"));
            if (round == 1) (await closing).Expect();
            Assert.That(commits, Is.EqualTo(round), "all of it was one batch");
            Assert.That((await ledger.EntryCountAsync(), await ledger.AvailableAsync("LAKE")), Is.EqualTo((round * 8L, round * 80m)));
            await ledger.MustVerifyAsync();
        }
    });

    [Test]
    public Task Writes_that_wait_are_committed_together() => Sqlite.RunAsync(async ledger =>
    {
        var commits = 0;
        ((SqliteDatabase)ledger.Database).Faults = point => commits += point == "committing" ? 1 : 0;
        using var gate = new ManualResetEventSlim();
        var held = ledger.Database.WriteAsync(Operation("gate"), _ =>
        {
            gate.Wait(TimeSpan.FromSeconds(30));
            return Task.FromResult<Outcome<long>>(0L);
        });
        var waiting = Enumerable.Range(0, 24).Select(i => ledger.Database.WriteAsync(Operation($"waits-{i}"), _ => Task.FromResult<Outcome<long>>(1L))).ToList();
        gate.Set();
        await Task.WhenAll(waiting);
        Assert.That(commits, Is.EqualTo(3), "25 writes, at most ten a batch");
    }, new StorageOptions { Directory = "", BatchLength = 10 });

    [Test]
    public async Task What_was_queued_is_written_before_the_books_close_and_closing_twice_is_once()
    {
        await Sqlite.RunAsync(async ledger =>
        {
            await ledger.FundAsync("LAKE");
            var writes = Enumerable.Range(0, 50).Select(_ => ledger.DonateAsync("LAKE", 1)).ToList();
            await ledger.Database.DisposeAsync();
            await ledger.Database.DisposeAsync();
            await Task.WhenAll(writes);
            await ledger.ReopenAsync();
            Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(50));
        });
    }

    [Test]
    public Task The_file_is_as_durable_as_it_is_meant_to_be() => Sqlite.RunAsync(async ledger =>
    {
        using var connection = SqliteConnections.OpenWriter(ledger.Options.DatabaseFile);
        using var asking = connection.CreateCommand();
        foreach (var (setting, value) in new[] { ("journal_mode", "wal"), ("synchronous", "2"), ("foreign_keys", "1"), ("secure_delete", "1") })
        {
            asking.CommandText = $"PRAGMA {setting}";
            Assert.That($"{await asking.ExecuteScalarAsync()}", Is.EqualTo(value), setting);
        }
    });
}
