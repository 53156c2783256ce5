using Dapper;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Storage;

/// <summary>What any store must do, whatever the database.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class WritingToAStore(TestDatabase database)
{
    private static readonly Refusal No = Refusal.Of("no", "", "否", "no");

    private static Operation Operation(string key, string name = "note", string content = "") => new(key, name, "clerk-7", [OperationField.Of("content", content)]);

    /// <summary>Posts one yuan and answers with the entry's number.</summary>
    private static async Task<Outcome<long>> PostYuanAsync(LedgerTransaction tx, long minorUnits = 100)
    {
        var books = await Books.OfAsync(tx);
        var fund = books.FindFund("LAKE")!;
        var entity = books.Entity(fund.EntityId);
        var source = await SourceStore.PlainAsync(tx, entity, SourceKind.Donation);
        var amount = new Money(minorUnits, Currency.Cny);
        var draft = new EntryDraft(entity, EntryKind.Donation, Today, [LineDraft.Debit(AccountRole.Bank, fund, source, amount), LineDraft.Credit(AccountRole.DonationIncome, fund, source, amount)]);
        return await Journal.AppendAsync(tx, draft).Then(entry => entry.Value);
    }

    private static Task<Outcome<long>> PostYuanAsync(TestLedger ledger, string key) => ledger.Database.WriteAsync(Operation(key), tx => PostYuanAsync(tx));

    private static Task<Outcome<long>> Done(long value) => Task.FromResult<Outcome<long>>(value);

    [Test]
    public Task The_first_answer_to_a_key_is_the_answer_for_good() => database.RunAsync(async ledger =>
    {
        var runs = 0;
        for (var i = 1; i <= 3; i++)
        {
            var answer = await ledger.Database.WriteAsync(Operation("a"), _ => Done(++runs));
            Assert.That(answer, Is.EqualTo(new Outcome<long>.Done(1, WasDoneBefore: i > 1)));
            await ledger.ReopenAsync();
        }

        Assert.That(runs, Is.EqualTo(1));
        Assert.That(Refused.CodeOf(await ledger.Database.WriteAsync(Operation("a", content: "other"), _ => Done(9))), Is.EqualTo("operation-key-conflict"));
        Assert.That(Refused.CodeOf(await ledger.Database.WriteAsync(Operation("a", name: "other"), _ => Done(9))), Is.EqualTo("operation-key-conflict"));
    });

    [Test]
    public Task What_an_operation_wrote_is_there_for_what_it_reads_next() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var found = await ledger.Database.WriteAsync<long>(Operation("a"), async tx =>
        {
            var entry = new EntryId((await PostYuanAsync(tx)).Expect());
            var books = await Books.OfAsync(tx);
            var fund = books.FindFund("LAKE")!;
            var source = await SourceStore.PlainAsync(tx, books.Entity(fund.EntityId), SourceKind.Donation);
            await DonationStore.InsertAsync(tx, entry, await DonorStore.FindOrInsertAsync(tx, DonorName.Of("王小明")), fund, source, Cny(1), null);
            return (await DonationStore.FindAsync(tx, entry, books))!.Amount.MinorUnits;
        });
        Assert.That(found.Expect(), Is.EqualTo(100));
    });

    [Test]
    public Task A_refusal_is_not_kept_and_the_key_may_be_used_again() => database.RunAsync(async ledger =>
    {
        Assert.That(Refused.CodeOf(await ledger.Database.WriteAsync<long>(Operation("a"), _ => Task.FromResult<Outcome<long>>(No))), Is.EqualTo("no"));
        Assert.That(await ledger.Database.WriteAsync(Operation("a", content: "other"), _ => Done(2)), Is.EqualTo(new Outcome<long>.Done(2)));
    });

    [Test]
    public Task A_key_is_given_and_is_no_longer_than_two_hundred_characters() => database.RunAsync(async ledger =>
    {
        Assert.That(Refused.CodeOf(await ledger.Database.WriteAsync(Operation(""), _ => Done(1))), Is.EqualTo("operation-key-missing"));
        Assert.That(Refused.CodeOf(await ledger.Database.WriteAsync(Operation(new string('k', 201)), _ => Done(1))), Is.EqualTo("text-too-long"));
        (await ledger.Database.WriteAsync(Operation(new string('键', 200)), _ => Done(1))).Expect();
    });

    [Test]
    public Task What_is_refused_or_breaks_after_it_wrote_leaves_nothing_behind() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostYuanAsync(ledger, "first");
        var refused = await ledger.Database.WriteAsync<long>(Operation("a"), async tx =>
        {
            await PostYuanAsync(tx);
            return No;
        });
        Assert.That(Refused.CodeOf(refused), Is.EqualTo("no"));
        Assert.That(
            async () => await ledger.Database.WriteAsync<long>(Operation("b"), async tx =>
            {
                await PostYuanAsync(tx);
                throw new ArithmeticException("broken");
            }),
            Throws.TypeOf<ArithmeticException>(), "a bug is heard as what it is");

        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(1));
        Assert.That((await PostYuanAsync(ledger, "second")).Expect(), Is.GreaterThan(1));
    });

    [Test]
    public Task One_that_fails_hurts_nobody_in_its_batch() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var gate = new ManualResetEventSlim();
        var first = ledger.Database.WriteAsync(Operation("gate"), tx =>
        {
            gate.Wait(TimeSpan.FromSeconds(30));
            return PostYuanAsync(tx);
        });
        var good = Enumerable.Range(0, 20).Select(i => PostYuanAsync(ledger, $"good-{i}")).ToList();
        var bad = new[]
        {
            ledger.Database.WriteAsync<long>(Operation("bad-1"), async tx => { await PostYuanAsync(tx); throw new ArithmeticException(); }),
            ledger.Database.WriteAsync<long>(Operation("bad-2"), async tx => { await PostYuanAsync(tx); return No; }),
            ledger.Database.WriteAsync<long>(Operation("bad-3"), async tx => { await PostYuanAsync(tx, 0); return await PostYuanAsync(tx, 0); }),
        };
        good.AddRange(Enumerable.Range(20, 20).Select(i => PostYuanAsync(ledger, $"good-{i}")));
        gate.Set();

        (await first).Expect();
        foreach (var task in good) (await task).Expect();
        Assert.That(async () => await bad[0], Throws.TypeOf<ArithmeticException>());
        Assert.That(Refused.CodeOf(await bad[1]), Is.EqualTo("no"));
        Assert.That(Refused.CodeOf(await bad[2]), Is.EqualTo("line-zero"));
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(41));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(41));
    });

    [Test]
    public Task What_a_failed_one_made_is_not_seen_by_the_next() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var gate = new ManualResetEventSlim();
        var held = ledger.Database.WriteAsync(Operation("gate"), _ =>
        {
            gate.Wait(TimeSpan.FromSeconds(30));
            return Done(0);
        });
        var broken = ledger.Database.WriteAsync<long>(Operation("bad"), async tx =>
        {
            await SourceStore.PlainAsync(tx, (await Books.OfAsync(tx)).Entities.Single(), SourceKind.OwnFunds);
            return No;
        });
        var next = ledger.Database.WriteAsync(Operation("next"), async tx =>
        {
            var source = await SourceStore.PlainAsync(tx, (await Books.OfAsync(tx)).Entities.Single(), SourceKind.OwnFunds);
            return (Outcome<long>)source.Id;
        });
        gate.Set();
        await Task.WhenAll(held, broken, next);
        Assert.That(await ledger.ScalarAsync<long>("SELECT source_id FROM sources WHERE code = 'own-funds'"), Is.EqualTo((await next).Expect()));
    });

    [Test]
    public Task A_write_inside_a_write_throws_and_the_outer_one_may_go_on() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        (await ledger.Database.WriteAsync(Operation("outer"), async tx =>
        {
            Assert.That(async () => await ledger.Database.WriteAsync(Operation("inner"), _ => Done(1)), Throws.TypeOf<InvariantBrokenException>());
            return await PostYuanAsync(tx);
        })).Expect();
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task One_stopped_before_it_starts_is_not_written() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var stop = new CancellationTokenSource();
        using var gate = new ManualResetEventSlim();
        var held = ledger.Database.WriteAsync(Operation("gate"), _ =>
        {
            gate.Wait(TimeSpan.FromSeconds(30));
            return Done(0);
        });
        var stopped = ledger.Database.WriteAsync(Operation("a"), tx => PostYuanAsync(tx), stop.Token);
        await stop.CancelAsync();
        gate.Set();
        await held;
        Assert.That(async () => await stopped, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(async () => await ledger.Database.WriteAsync(Operation("b"), tx => PostYuanAsync(tx), stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await ledger.EntryCountAsync(), Is.Zero);
    }, new StorageOptions { WritersAtOnce = 1 });

    [Test]
    public Task One_stopped_after_it_started_is_written() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        using var stop = new CancellationTokenSource();
        var answer = await ledger.Database.WriteAsync(Operation("a"), async tx =>
        {
            await stop.CancelAsync();
            return await PostYuanAsync(tx);
        }, stop.Token);
        Assert.That((answer.Expect(), await ledger.EntryCountAsync()), Is.EqualTo((1L, 1L)));
    });

    [Test]
    public Task Operations_are_recorded_strictly_later_than_all_before_even_if_the_clock_goes_back() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var moments = new List<long>();
        foreach (var step in new[] { 0, 0, -3600, 1, -86400, 7200 })
        {
            ledger.Clock.AdjustTime(ledger.Clock.GetUtcNow().AddSeconds(step));
            await ledger.Database.WriteAsync(Operation($"at-{moments.Count}"), async tx =>
            {
                moments.Add(tx.RecordedAt);
                return await PostYuanAsync(tx);
            });
            if (moments.Count == 4) await ledger.ReopenAsync();
        }

        Assert.That(moments, Is.Ordered.Ascending.And.Unique);
        Assert.That(await ledger.Database.ReadAsync(async reader => (await reader.Connection.QueryAsync<long>("SELECT recorded_at FROM journal_entries ORDER BY entry_id", transaction: reader.Transaction)).ToList()), Is.EqualTo(moments));
    });

    [Test]
    public Task Every_read_of_one_call_sees_the_same_moment() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostYuanAsync(ledger, "a");
        await ledger.Database.ReadAsync(async reader =>
        {
            Task<long> CountAsync() => reader.Connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM journal_lines", transaction: reader.Transaction);
            var before = await CountAsync();
            for (var i = 0; i < 3; i++) (await PostYuanAsync(ledger, $"b-{i}")).Expect();
            Assert.That(await CountAsync(), Is.EqualTo(before));
            var books = await Books.LoadAsync(reader);
            Assert.That(await Positions.AvailableAsync(reader, books.FindFund("LAKE")!, books.Sources.Single(), Currency.Cny), Is.EqualTo(Cny(1)));
            return 0;
        });
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(4));
    });

    [Test]
    public Task A_reader_that_breaks_does_not_hold_the_next_one_back() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        for (var i = 0; i < 20; i++)
            Assert.That(async () => await ledger.Database.ReadAsync<int>(async reader =>
            {
                await Books.LoadAsync(reader);
                throw new ArithmeticException();
            }), Throws.TypeOf<ArithmeticException>());
        await PostYuanAsync(ledger, "a");
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(1));
    });

    [Test]
    public Task A_journal_row_is_never_changed_or_deleted() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await PostYuanAsync(ledger, "a");
        foreach (var change in new[] { "UPDATE journal_entries SET actor = 'x'", "UPDATE journal_lines SET amount_minor = 1", "DELETE FROM journal_lines", "DELETE FROM journal_entries" })
            Assert.That(
                async () => await ledger.Database.WriteAsync<long>(Operation("change"), async tx => await tx.Connection.ExecuteAsync(change, transaction: tx.Transaction)),
                Throws.TypeOf<NotWrittenException>().With.Message.Contains("post a reversal"), change);
    });

    [Test]
    public Task An_entry_takes_a_thousand_lines_and_an_operation_a_thousand_entries_and_no_more() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var thousand = await ledger.Database.WriteAsync<long>(Operation("many"), async tx =>
        {
            var books = await Books.OfAsync(tx);
            var fund = books.FindFund("LAKE")!;
            var source = await SourceStore.PlainAsync(tx, books.Entities.Single(), SourceKind.Donation);
            var draft = new EntryDraft(books.Entities.Single(), EntryKind.Donation, Today,
                [.. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? LineDraft.Debit(AccountRole.Bank, fund, source, Cny(1)) : LineDraft.Credit(AccountRole.DonationIncome, fund, source, Cny(1)))]);
            Assert.That(Refused.CodeOf(await Journal.AppendAsync(tx, draft with { Lines = [.. draft.Lines, draft.Lines[0]] })), Is.EqualTo("lines-count"));
            var short2 = draft with { Lines = [.. draft.Lines.Take(2)] };
            Assert.That(async () => await Journal.AppendManyAsync(tx, [.. Enumerable.Repeat(short2, 1_001)]), Throws.TypeOf<InvariantBrokenException>());
            return (await Journal.AppendManyAsync(tx, [draft, .. Enumerable.Repeat(short2, 999)])).IsDone(out var ids, out var refusal) ? ids.Count : refusal;
        });
        Assert.That(thousand.Expect(), Is.EqualTo(1_000));
        Assert.That(await ledger.AvailableAsync("LAKE"), Is.EqualTo(1_499));
    });
}
