using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Web.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.SqlServer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FundLedger.Web.Tests.Jobs;

/// <summary>Two nodes on one database run the same schedule.</summary>
[Category("SqlServer")]
public sealed class SharingASchedule
{
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
        if (!JobsStore.TryPrepare(books, out _)) server.Execute(HangfireTables.Script);
        using var one = NodeOver(books);
        using var other = NodeOver(others);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        var storage = one.Services.GetRequiredService<JobStorage>();
        Assert.That(storage, Is.TypeOf<SqlServerStorage>());

        await UntilAsync(() => DoneOf(storage) == 2); // each caught up with the night that was missed
        Assert.That(await RunCountAsync(books), Is.EqualTo(1));

        MakeDue(storage);
        await UntilAsync(() => DoneOf(storage) == 3);
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
        Assert.That((DoneOf(storage), await RunCountAsync(books)), Is.EqualTo((3L, 2)));
    }

    private static IHost NodeOver(Database books)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(books).AddSingleton(TimeProvider.System);
        builder.Services.AddLedgerJobs(runs: true);
        return builder.Build();
    }

    /// <summary>The night has come, as the schedule sees it.</summary>
    private static void MakeDue(JobStorage storage)
    {
        using var connection = storage.GetConnection();
        using var change = connection.CreateWriteTransaction();
        var past = DateTime.UtcNow.AddMinutes(-1);
        change.SetRangeInHash("recurring-job:verify", [KeyValuePair.Create("NextExecution", JobHelper.SerializeDateTime(past))]);
        change.AddToSet("recurring-jobs", "verify", JobHelper.ToTimestamp(past));
        change.Commit();
    }

    private static long DoneOf(JobStorage storage) => storage.GetMonitoringApi().SucceededListCount();

    private static Task<int> RunCountAsync(Database books) => books.ReadAsync(async reader => (await VerificationRuns.ListAsync(reader, 10)).Count);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!isSo()) await Task.Delay(100, patience.Token);
    }
}
