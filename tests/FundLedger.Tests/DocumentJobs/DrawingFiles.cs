using System.Security.Cryptography;
using FundLedger.DocumentJobs;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Tests.DocumentJobs;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class DrawingFiles(TestDatabase database)
{
    private const int Mebibyte = 1024 * 1024;

    [Test]
    public Task What_was_drawn_is_kept_in_parts_and_read_as_it_was_written() => database.RunAsync(async ledger =>
    {
        var content = Bytes(2 * Mebibyte + 7);
        var id = await AskAsync(ledger, "statements");
        await RunAllAsync(ledger, Writes(content));
        var job = await FindAsync(ledger, id);
        Assert.That((job.State, job.File!.Name, job.File.SizeBytes, job.Run), Is.EqualTo((DocumentJobState.Done, "x.zip", (long)content.Length, (DocumentRun?)null)));
        Assert.That(job.File.Sha256, Is.EqualTo(SHA256.HashData(content)));
        Assert.That(await PartsAsync(ledger), Is.EqualTo(3));
        Assert.That(await ReadAsync(ledger, job), Is.EqualTo(content));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task The_same_question_is_asked_once_while_it_is_open_and_an_account_has_few_open() => database.RunAsync(async ledger =>
    {
        var first = await AskAsync(ledger, "a");
        Assert.That((await TryAskAsync(ledger, "a")).Expect(), Is.EqualTo(new DocumentAskedFor(first, WasWaiting: true)));
        for (var more = 1; more < DocumentLimits.OpenOfAnAccount; more++) await AskAsync(ledger, $"b{more}");
        Assert.That(Refused.TextOf(await TryAskAsync(ledger, "c")), Does.Contain("Wait until one is done, or cancel one"));
        Assert.That((await TryAskAsync(ledger, "c", "clerk-8")).Expect().WasWaiting, Is.False, "another account has a queue of its own");
        await RunAllAsync(ledger, Writes([1]));
        Assert.That(await AskAsync(ledger, "a"), Is.Not.EqualTo(first), "what is done can be asked for again");
    });

    [Test]
    public Task Everybody_together_has_no_more_open_than_the_books_hold() => database.RunAsync(async ledger =>
    {
        for (var asked = 0; asked < DocumentLimits.Open; asked++) (await TryAskAsync(ledger, $"q{asked}", $"clerk-{asked / 4}")).Expect();
        Assert.That(Refused.CodeOf(await TryAskAsync(ledger, "more", "clerk-new")), Is.EqualTo("documents-of-all"));
    });

    [Test]
    public Task One_of_an_account_is_drawn_at_a_time_and_the_oldest_first() => database.RunAsync(async ledger =>
    {
        var (mine, mineToo, theirs) = (await AskAsync(ledger, "a"), await AskAsync(ledger, "b"), (await TryAskAsync(ledger, "a", "clerk-8")).Expect().Id);
        var claimed = await Node(ledger, Writes([1])).ClaimNextAsync();
        Assert.That(claimed!.Id, Is.EqualTo(mine));
        Assert.That((await Node(ledger, Writes([1]), "node-2").ClaimNextAsync())!.Id, Is.EqualTo(theirs));
        Assert.That(await Node(ledger, Writes([1]), "node-3").ClaimNextAsync(), Is.Null);
        await Node(ledger, Writes([1])).RunAsync(claimed);
        Assert.That((await Node(ledger, Writes([1])).ClaimNextAsync())!.Id, Is.EqualTo(mineToo));
    });

    [Test]
    public Task A_node_that_is_started_again_begins_anew_and_the_rest_of_its_first_attempt_is_gone() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        var lost = (await Node(ledger, Writes([1])).ClaimNextAsync())!;
        (await ledger.Database.WriteAsync<DocumentStep>(ledger.Ask().For("document-part"), async tx => // it died after it kept a part
        {
            Assert.That(await DocumentJobStore.InsertPartAsync(tx, id, lost.Attempts, 0, [9, 9]), Is.True);
            return new DocumentStep(id);
        })).Expect();
        await ledger.ReopenAsync();
        Assert.That(await Node(ledger, Writes([1]), "node-2").ClaimNextAsync(), Is.Null, "another node waits until the lease is over");
        await Node(ledger, Writes([1])).ReleaseOwnAsync();
        Assert.That((await FindAsync(ledger, id)).State, Is.EqualTo(DocumentJobState.Waiting));
        await RunAllAsync(ledger, Writes([1, 2, 3]));
        var job = await FindAsync(ledger, id);
        Assert.That((job.State, job.Attempts), Is.EqualTo((DocumentJobState.Done, 2L)));
        Assert.That(await ReadAsync(ledger, job), Is.EqualTo(new byte[] { 1, 2, 3 }));
    });

    [Test]
    public Task A_lost_node_s_job_is_drawn_by_another_and_what_the_lost_one_still_says_counts_for_nothing() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        var lost = Node(ledger, Writes([7, 7]));
        var claimed = (await lost.ClaimNextAsync())!;
        ledger.Clock.Advance(TimeSpan.FromMinutes(2));
        await RunAllAsync(ledger, Writes([1]), "node-2");
        await lost.RunAsync(claimed); // it was only slow
        var job = await FindAsync(ledger, id);
        Assert.That((job.State, job.Attempts), Is.EqualTo((DocumentJobState.Done, 2L)));
        Assert.That(await ReadAsync(ledger, job), Is.EqualTo(new byte[] { 1 }));
    });

    [Test]
    public Task Cancelling_ends_what_waits_at_once_and_what_is_drawn_soon_and_nothing_of_it_stays() => database.RunAsync(async ledger =>
    {
        var (drawn, waiting) = (await AskAsync(ledger, "a"), await AskAsync(ledger, "b"));
        (await CancelAsync(ledger, waiting)).Expect();
        Assert.That((await FindAsync(ledger, waiting)).State, Is.EqualTo(DocumentJobState.Cancelled));
        var begun = new TaskCompletionSource();
        var node = Node(ledger, async (_, _, progress, _) =>
        {
            progress.Report(new DocumentProgress(1, 3));
            begun.SetResult();
            for (; ; progress.Report(new DocumentProgress(2, 3))) await Task.Delay(10, CancellationToken.None); // it hears when it tells
        });
        var running = node.RunAsync((await node.ClaimNextAsync())!);
        await begun.Task;
        (await CancelAsync(ledger, drawn)).Expect();
        Assert.That(await running, Is.Null);
        Assert.That(((await FindAsync(ledger, drawn)).State, await PartsAsync(ledger)), Is.EqualTo((DocumentJobState.Cancelled, 0L)));
        Assert.That(Refused.CodeOf(await new CancelDocument(ledger.Database).RunAsync(new Asked("theirs", "clerk-8"), drawn)), Is.EqualTo("document-job-unknown"));
    });

    [Test]
    public Task A_node_that_shuts_down_gives_its_job_back() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        using var shutdown = new CancellationTokenSource();
        var node = Node(ledger, async (_, _, _, stop) =>
        {
            await shutdown.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop);
            throw new AssertionException("it goes on");
        });
        Assert.That(await node.RunAsync((await node.ClaimNextAsync())!, shutdown.Token), Is.Null);
        Assert.That((await FindAsync(ledger, id)).State, Is.EqualTo(DocumentJobState.Waiting));
    });

    [Test]
    public Task Why_it_was_not_drawn_is_kept_in_both_languages() => database.RunAsync(async ledger =>
    {
        var (refused, broken) = (await AskAsync(ledger, "a"), await AskAsync(ledger, "b"));
        await RunAllAsync(ledger, (job, _, _, _) => Task.FromResult<Outcome<DrawnDocument>>(job.Id == refused ? Refusal.Of("x", "", "没有基金。", "There is no fund.") : throw new InvalidOperationException("a bug")));
        var (first, second) = (await FindAsync(ledger, refused), await FindAsync(ledger, broken));
        Assert.That((first.State, first.Failure!.Message), Is.EqualTo((DocumentJobState.Failed, new Bilingual("没有基金。", "There is no fund."))));
        Assert.That((second.State, second.Failure!.Message.En), Is.EqualTo((DocumentJobState.Failed, "Drawing it broke off; the cause is in the program's log. Ask for it again.")));
    });

    [Test]
    public Task A_job_that_ends_the_program_each_time_is_given_up() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        for (var crash = 0; crash < 5; crash++)
        {
            Assert.That(await Node(ledger, Writes([1])).ClaimNextAsync(), Is.Not.Null);
            await Node(ledger, Writes([1])).ReleaseOwnAsync();
        }

        await RunAllAsync(ledger, Writes([1]));
        Assert.That((await FindAsync(ledger, id)).Failure!.Code, Is.EqualTo("document-attempts"));
    });

    [Test]
    public Task A_file_larger_than_the_books_keep_is_refused_with_the_mend() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        await RunAllAsync(ledger, (_, output, _, _) =>
        {
            output.SetLength((long)DocumentLimits.Parts * DocumentLimits.PartBytes + 1);
            return Task.FromResult<Outcome<DrawnDocument>>(new DrawnDocument("x.zip", "application/zip"));
        });
        Assert.That((await FindAsync(ledger, id)).Failure!.Message.En, Does.Contain("larger than 900 MB").And.Contain("Ask for fewer days or funds"));
        Assert.That(await PartsAsync(ledger), Is.Zero);
    });

    [Test]
    public Task Progress_is_kept_beside_the_job_not_at_every_word() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        var node = Node(ledger, async (_, output, progress, _) =>
        {
            for (var row = 1; row <= 10_000; row++) progress.Report(new DocumentProgress(row, 10_000));
            while ((await FindAsync(ledger, id)).Progress.Done == 0) await Task.Delay(20, CancellationToken.None);
            await output.WriteAsync(new byte[] { 1 }, CancellationToken.None);
            return new DrawnDocument("x.zip", "application/zip");
        });
        await node.RunAsync((await node.ClaimNextAsync())!);
        var job = await FindAsync(ledger, id);
        Assert.That((job.Progress, job.Version), Is.EqualTo((new DocumentProgress(10_000, 10_000), 4L)), "claimed, told once, ended");
    });

    [Test]
    public Task A_file_is_forgotten_after_a_week_and_that_it_was_asked_for_much_later() => database.RunAsync(async ledger =>
    {
        var id = await AskAsync(ledger, "a");
        await RunAllAsync(ledger, Writes([1, 2]));
        ledger.Clock.Advance(TimeSpan.FromDays(DocumentLimits.DaysFilesAreKept) - TimeSpan.FromSeconds(1));
        Assert.That(await ForgetAsync(ledger), Is.Zero);
        ledger.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.That(await ForgetAsync(ledger), Is.EqualTo(1));
        Assert.That(((await FindAsync(ledger, id)).State, await PartsAsync(ledger)), Is.EqualTo((DocumentJobState.Expired, 0L)));
        Assert.That(await ForgetAsync(ledger), Is.Zero, "once");
        ledger.Clock.Advance(TimeSpan.FromDays(DocumentLimits.DaysRowsAreKept + 1));
        Assert.That(await ForgetAsync(ledger), Is.EqualTo(1));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM document_jobs"), Is.Zero);
    });

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(at => (byte)(at * 31 % 251))];

    private static DrawDocument Writes(byte[] content) => async (_, output, _, stop) =>
    {
        await output.WriteAsync(content, stop);
        return new DrawnDocument("x.zip", "application/zip");
    };

    private static RunDocumentJobs Node(TestLedger ledger, DrawDocument draw, string name = "node-1") => new(ledger.Database, ledger.Clock, name, draw);

    private static async Task RunAllAsync(TestLedger ledger, DrawDocument draw, string node = "node-1")
    {
        while (await Node(ledger, draw, node).ClaimNextAsync() is { } claimed) await Node(ledger, draw, node).RunAsync(claimed);
    }

    private static Task<Outcome<DocumentAskedFor>> TryAskAsync(TestLedger ledger, string parameters, string account = "clerk-7") =>
        new AskForDocument(ledger.Database).RunAsync(ledger.Ask() with { Actor = account }, new NewDocumentJob("statements", parameters, Language.Zh));

    private static async Task<long> AskAsync(TestLedger ledger, string parameters) => (await TryAskAsync(ledger, parameters)).Expect().Id;

    private static Task<Outcome<DocumentStep>> CancelAsync(TestLedger ledger, long id) => new CancelDocument(ledger.Database).RunAsync(ledger.Ask(), id);

    private static async Task<DocumentJob> FindAsync(TestLedger ledger, long id) => (await ledger.Database.ReadAsync(reader => DocumentsAskedFor.FindAsync(reader, id)))!;

    private static Task<long> PartsAsync(TestLedger ledger) => ledger.ScalarAsync<long>("SELECT COUNT(*) FROM document_job_parts");

    private static Task<int> ForgetAsync(TestLedger ledger) => new ForgetDocuments(ledger.Database).RunAsync("schedule", Moments.ToMicroseconds(ledger.Clock.GetUtcNow()));

    private static async Task<byte[]> ReadAsync(TestLedger ledger, DocumentJob job)
    {
        using var read = new MemoryStream();
        await DocumentsAskedFor.WriteAsync(ledger.Database, job, read);
        return read.ToArray();
    }
}
