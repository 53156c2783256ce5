using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Hosting;
using FundLedger.Web.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.SqlServer;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FundLedger.Web.Tests.Jobs;

/// <summary>Two nodes on one database run the same schedule; where the server does not run Hangfire's own script (Babelfish), each from a copy in its memory.</summary>
[Category("SqlServer")]
public sealed class SharingASchedule
{
    /// <summary>Jobs that a node runs once when it starts.</summary>
    internal const int CaughtUp = 7;

    private BooksOnAServer server = null!;

    [SetUp]
    public void MakePlace() => server = new BooksOnAServer();

    [TearDown]
    public void RemovePlace() => server?.Dispose();

    [Test]
    public async Task What_falls_due_is_done_once()
    {
        await using var books = SqlServerDatabase.Open(server.Options, TimeProvider.System);
        await using var others = SqlServerDatabase.Open(server.Options, TimeProvider.System);
        var isShared = JobsStore.TryPrepare(books, out _);
        using var one = NodeOver(books);
        using var other = NodeOver(others);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        JobStorage[] storages = [one.Services.GetRequiredService<JobStorage>(), other.Services.GetRequiredService<JobStorage>()];
        Assert.That(storages, Is.All.TypeOf(isShared ? typeof(SqlServerStorage) : typeof(InMemoryStorage)));
        if (isShared) storages = storages[..1];

        await UntilAsync(() => storages.Sum(DoneOf) >= 2 * CaughtUp); // each caught up with the night and the morning that were missed
        await UntilNoneRunsAsync(books); // what runs every minute counts among those that are done
        Assert.That(await RunCountAsync(books), Is.EqualTo(1));

        foreach (var storage in storages) MakeDue(storage);
        await UntilAsync(() => storages.All(IsVerified));
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
        Assert.That(await RunCountAsync(books), Is.EqualTo(2));
    }

    private static IHost NodeOver(Database books)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(books).AddSingleton(TimeProvider.System).AddSingleton(SealPlaces.None).AddSingleton<CheckpointKeeper>();
        builder.Services.AddLedgerJobs(runs: true);
        return builder.Build();
    }

    /// <summary>The night has come, as the schedule sees it.</summary>
    private static void MakeDue(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        using var change = connection.CreateWriteTransaction();
        var past = DateTime.UtcNow.AddMinutes(-1);
        change.SetRangeInHash("recurring-job:verify",
        [
            KeyValuePair.Create("LastExecution", JobHelper.SerializeDateTime(past.AddDays(-1))), KeyValuePair.Create("NextExecution", JobHelper.SerializeDateTime(past)),
        ]);
        change.AddToSet("recurring-jobs", "verify", JobHelper.ToTimestamp(past));
        change.Commit();
    }

    /// <summary>The night's run that was due is over.</summary>
    private static bool IsVerified(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs().Single(job => job.Id == "verify").LastJobState == SucceededState.StateName;
    }

    private static long DoneOf(JobStorage storage) => storage.GetMonitoringApi().SucceededListCount();

    private static Task<int> RunCountAsync(Database books) => books.ReadAsync(async reader => (await VerificationRuns.ListAsync(reader, 10)).Count);

    private static async Task UntilNoneRunsAsync(Database books)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (await books.ReadAsync(async reader => (await VerificationRuns.StateAsync(reader)) is not { LastResult: not null, Running: null })) await Task.Delay(100, patience.Token);
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSo()) await Task.Delay(100, patience.Token);
    }
}
