using Dapper;
using FundLedger.Seals;
using FundLedger.Storage;

namespace FundLedger.Tests.Seals;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class VerifyingTheBooks(TestDatabase database)
{
    private const long Hour = 3_600 * 1_000_000L;

    [Test]
    public Task A_run_is_kept_with_what_was_found() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 100);
        await ledger.DonateAsync("A", 50);
        var run = (await new VerifyBooks(ledger.Database).RunAsync(TestLedger.Ask("first"))).Expect().Run;

        var state = await StateAsync(ledger);
        Assert.That(state.LastResult, Is.EqualTo((await RunsAsync(ledger)).Single()));
        Assert.That(state.Running, Is.Null);
        var kept = state.LastResult!;
        Assert.That((kept.Id, kept.Status, kept.StartedBy, kept.EntryCount, kept.FindingCount), Is.EqualTo((run, VerificationStatus.Sound, "clerk-7", 2L, 0L)));
        Assert.That(kept.EndedAt, Is.GreaterThan(kept.StartedAt));
        Assert.That((state.IsOld(kept.EndedAt!.Value + 48 * Hour), state.IsOld(kept.EndedAt!.Value + 49 * Hour)), Is.EqualTo((false, true)));
        Assert.That((state.IsDue(kept.EndedAt!.Value + 24 * Hour), state.IsDue(kept.EndedAt!.Value + 25 * Hour)), Is.EqualTo((false, true)));
    });

    [Test]
    public Task Books_never_verified_are_due_and_old() => database.RunAsync(async ledger =>
    {
        var state = await StateAsync(ledger);
        Assert.That((state.IsOld(0), state.IsDue(0), state.LastResult, state.Running), Is.EqualTo((true, true, (VerificationRun?)null, (VerificationRun?)null)));
    });

    [Test]
    public async Task The_first_finding_is_kept_in_both_languages()
    {
        await using var ledger = new TestLedger(database);
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 100);
        await TamperAsync(ledger, "UPDATE positions SET available_minor = available_minor + 1");
        await new VerifyBooks(ledger.Database).RunAsync(ledger.Ask());

        var found = (await StateAsync(ledger)).LastResult!;
        var told = (await ledger.VerifyAsync()).Findings[0].Message;
        Assert.That((found.Status, found.IsAlarming, found.FirstFinding), Is.EqualTo((VerificationStatus.Unsound, true, told)));
        Assert.That(found.FindingCount, Is.Positive);
    }

    [Test]
    public Task Of_two_at_once_one_is_done() => database.RunAsync(async ledger =>
    {
        var verify = new VerifyBooks(ledger.Database);
        var first = (await verify.StartAsync(ledger.Ask())).Expect().Run;
        var second = await verify.RunAsync(ledger.Ask());
        Assert.That(Refused.CodeOf(second), Is.EqualTo("verification-running"));
        Assert.That(Refused.TextOf(second), Does.Contain($"no. {first} "));

        await verify.FinishAsync(first);
        await verify.FinishAsync(first);
        Assert.That((await RunsAsync(ledger)).Select(run => (run.Id, run.Status)), Is.EqualTo(new[] { (first, VerificationStatus.Sound) }));
        Assert.That((await verify.RunAsync(ledger.Ask())).Expect().Run, Is.GreaterThan(first));
    });

    [Test]
    public Task The_same_request_again_runs_nothing() => database.RunAsync(async ledger =>
    {
        var verify = new VerifyBooks(ledger.Database);
        var first = (await verify.RunAsync(TestLedger.Ask("once"))).Expect();
        Assert.That((await verify.RunAsync(TestLedger.Ask("once"))).Expect(), Is.EqualTo(first));
        Assert.That(await RunsAsync(ledger), Has.Count.EqualTo(1));
    });

    [Test]
    public Task A_stopped_run_says_so_and_the_next_one_may_begin() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 100);
        var verify = new VerifyBooks(ledger.Database);
        var run = (await verify.StartAsync(ledger.Ask())).Expect().Run;
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.That(async () => await verify.FinishAsync(run, stop.Token), Throws.InstanceOf<OperationCanceledException>());

        var state = await StateAsync(ledger);
        Assert.That((state.LastResult, state.Running), Is.EqualTo(((VerificationRun?)null, (VerificationRun?)null)), "it came to no result");
        Assert.That((await RunsAsync(ledger)).Single().Status, Is.EqualTo(VerificationStatus.Stopped));
        Assert.That((await verify.RunAsync(ledger.Ask())).Expect().Run, Is.GreaterThan(run));
    });

    [Test]
    public Task A_run_not_heard_of_for_ten_minutes_is_given_up() => database.RunAsync(async ledger =>
    {
        var verify = new VerifyBooks(ledger.Database);
        var dead = (await verify.StartAsync(ledger.Ask())).Expect().Run;
        ledger.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.That(Refused.CodeOf(await verify.StartAsync(ledger.Ask())), Is.EqualTo("verification-running"));
        ledger.Clock.Advance(TimeSpan.FromMinutes(2));
        var next = (await verify.RunAsync(ledger.Ask())).Expect().Run;

        Assert.That((await RunsAsync(ledger)).Select(run => (run.Id, run.Status)), Is.EqualTo(new[] { (next, VerificationStatus.Sound), (dead, VerificationStatus.Stopped) }));
    });

    [Test]
    public Task It_says_on_the_way_how_far_it_is() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 1);
        var verify = new VerifyBooks(ledger.Database, entriesBetweenSigns: 1);
        var run = (await verify.StartAsync(ledger.Ask())).Expect().Run;
        ledger.Clock.Advance(TimeSpan.FromMinutes(5));
        await verify.FinishAsync(run);
        Assert.That(await ledger.ScalarAsync<long>($"SELECT COUNT(*) FROM operations WHERE operation_key = 'verification/{run}/1'"), Is.EqualTo(1));
    });

    [Test]
    public async Task What_cannot_be_read_is_a_failure_and_not_silence()
    {
        await using var ledger = new TestLedger(database);
        await ledger.FundAsync("A");
        await ledger.DonateAsync("A", 1);
        await TamperAsync(ledger, database.IsOnSqlServer ? "EXEC sp_rename N'account_balances', N'lost', N'OBJECT'" : "ALTER TABLE account_balances RENAME TO lost");
        var run = (await new VerifyBooks(ledger.Database).StartAsync(ledger.Ask())).Expect().Run;
        Assert.That(async () => await new VerifyBooks(ledger.Database).FinishAsync(run), Throws.Exception);

        var failed = (await StateAsync(ledger)).LastResult!;
        Assert.That((failed.Id, failed.Status, failed.IsAlarming), Is.EqualTo((run, VerificationStatus.Failed, true)));
        Assert.That(failed.FirstFinding.Zh, Does.StartWith("核验未能完成："));
    }

    private static Task<VerificationState> StateAsync(TestLedger ledger) => ledger.Database.ReadAsync(VerificationRuns.StateAsync);

    private static Task<IReadOnlyList<VerificationRun>> RunsAsync(TestLedger ledger) => ledger.Database.ReadAsync(reader => VerificationRuns.ListAsync(reader, 10));

    private static async Task TamperAsync(TestLedger ledger, string sql) =>
        await ledger.Database.WriteAsync<int>(ledger.Ask().For("tamper"), async tx => await tx.Connection.ExecuteAsync(sql, transaction: tx.Transaction));
}
