using FundLedger.Donations.Importing;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Tests.Notices;
using static FundLedger.Tests.Donations.Uploads.UploadTest;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Donations.Uploads;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class RunningUploads(TestDatabase database)
{
    private const int Many = 5_700;

    [Test]
    public Task A_list_that_goes_in_whole_is_removed_and_what_it_brought_is_kept() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3));
        await RunAllAsync(ledger);
        var done = await FindAsync(ledger, upload.Id);
        Assert.That((done.State, done.Result!.Gifts, done.Result.GiftMinor, done.Result.Failed, done.Run), Is.EqualTo((UploadState.Done, 3L, 300L, 0L, (UploadRun?)null)));
        Assert.That((await ledger.EntryCountAsync(), await PartsAsync(ledger)), Is.EqualTo((3L, 0L)));
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Subject, one.Person)), Is.EqualTo(new[] { ("import.done", $"{upload.Id}", done.Actor) }));
    });

    [Test]
    public Task A_list_with_refused_rows_stays_to_be_mended() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3) + "赵六,abc,2026-03-01\n", skipFailed: true);
        await RunAllAsync(ledger);
        Assert.That(((await FindAsync(ledger, upload.Id)).Result!.Failed, await PartsAsync(ledger)), Is.EqualTo((1L, 1L)));
    });

    [Test]
    public Task What_the_import_refuses_is_kept_as_the_reason_and_may_be_answered() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3) + "赵六,abc,2026-03-01\n");
        await RunAllAsync(ledger);
        var refused = await FindAsync(ledger, upload.Id);
        Assert.That((refused.State, refused.Result!.Refusal!.Code), Is.EqualTo((UploadState.Refused, "rows-failed")));
        await StartAsync(ledger, refused, skipFailed: true);
        await RunAllAsync(ledger);
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(3));
        Assert.That((await ledger.EventsAsync()).Select(one => (one.Kind, one.Word("outcome"))), Is.EqualTo(new[] { ("import.failed", "rows-failed"), ("import.done", "") }));
    });

    [Test]
    public Task A_node_that_shuts_down_gives_its_import_back_and_it_goes_on_after_the_restart() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(Many));
        await RunUntilFirstPartAsync(ledger);
        Assert.That(((await FindAsync(ledger, upload.Id)).State, await ledger.EntryCountAsync()), Is.EqualTo((UploadState.Queued, await ledger.EntryCountAsync())));
        Assert.That(await ledger.EntryCountAsync(), Is.GreaterThan(0).And.LessThan(Many));

        await ledger.ReopenAsync();
        await RunAllAsync(ledger);
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(Enumerable.Range(2, Many)), "each row once");
        Assert.That((await FindAsync(ledger, upload.Id)).Result!.Resumed, Is.True);
    });

    [Test]
    public Task An_import_whose_node_was_lost_is_taken_over_when_its_lease_has_run_out_and_not_before() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3));
        Assert.That(await Node(ledger, "lost").ClaimNextAsync(), Is.Not.Null);
        Assert.That(await Node(ledger, "other").ClaimNextAsync(), Is.Null);
        ledger.Clock.Advance(TimeSpan.FromSeconds(90));
        await RunAllAsync(ledger, "other");
        Assert.That(((await FindAsync(ledger, upload.Id)).State, await ledger.EntryCountAsync()), Is.EqualTo((UploadState.Done, 3L)));
    });

    [Test]
    public Task A_node_that_was_ended_without_notice_finds_its_own_import_at_once() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await StartedAsync(ledger, Rows(3));
        Assert.That(await Node(ledger).ClaimNextAsync(), Is.Not.Null);
        await ledger.ReopenAsync();
        await Node(ledger, "other").ReleaseOwnAsync();
        Assert.That(await Node(ledger, "other").ClaimNextAsync(), Is.Null);
        await Node(ledger).ReleaseOwnAsync();
        await RunAllAsync(ledger);
        Assert.That(await ledger.EntryCountAsync(), Is.EqualTo(3));
    });

    [Test]
    public Task One_entity_imports_one_list_at_a_time_the_oldest_first_and_another_entity_need_not_wait() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        await ledger.FundAsync("POOL");
        (await new FundLedger.Funds.CreateEntity(ledger.Database).RunAsync(ledger.Ask(), new FundLedger.Funds.NewEntity("OTHER", "另一家", FundLedger.Values.Currency.Cny, FundLedger.Ledger.Chart.Npo2004))).Expect();
        await ledger.FundAsync("SEA", entity: "OTHER");
        var (first, second, other) = (await StartedAsync(ledger, Rows(3)), await StartedAsync(ledger, Rows(4), "POOL"), await StartedAsync(ledger, Rows(5), "SEA"));
        var node = Node(ledger);
        var claimed = (await node.ClaimNextAsync())!;
        Assert.That(claimed.Id, Is.EqualTo(first.Id));
        Assert.That((await Node(ledger, "node-2").ClaimNextAsync())!.Id, Is.EqualTo(other.Id));
        Assert.That(await Node(ledger, "node-3").ClaimNextAsync(), Is.Null);
        await node.RunAsync(claimed);
        Assert.That((await Node(ledger, "node-3").ClaimNextAsync())!.Id, Is.EqualTo(second.Id));
    });

    [Test]
    public Task Cancelled_it_keeps_what_is_posted_and_can_go_on() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(Many));
        var claimed = (await Node(ledger).ClaimNextAsync())!;
        (await new StopUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id)).Expect();
        // The import waits at its first part until it has heard of it.
        await Node(ledger).RunAsync(claimed, new Heard(() => Thread.Sleep(800)));
        var stopped = await FindAsync(ledger, upload.Id);
        Assert.That(stopped.State, Is.EqualTo(UploadState.Stopped));
        Assert.That(await ledger.EntryCountAsync(), Is.LessThan(Many));
        Assert.That(await Node(ledger).ClaimNextAsync(), Is.Null, "it does not go on by itself");

        await StartAsync(ledger, stopped);
        await RunAllAsync(ledger);
        Assert.That(await RowsPostedAsync(ledger), Is.EqualTo(Enumerable.Range(2, Many)));
    });

    [Test]
    public Task Cancelled_in_the_queue_it_never_begins() => database.RunAsync(async ledger =>
    {
        await ledger.FundAsync("LAKE");
        var upload = await StartedAsync(ledger, Rows(3));
        Assert.That((await new StopUpload(ledger.Database).RunAsync(ledger.Ask(), upload.Id)).Expect().State, Is.EqualTo(UploadState.Stopped));
        Assert.That(await Node(ledger).ClaimNextAsync(), Is.Null);
    });

    private static async Task RunUntilFirstPartAsync(TestLedger ledger)
    {
        using var shutdown = new CancellationTokenSource();
        Assert.That(await Node(ledger).RunAsync((await Node(ledger).ClaimNextAsync())!, new Heard(shutdown.Cancel), shutdown.Token), Is.Null);
    }

    private sealed class Heard(Action then) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => then();
    }
}
