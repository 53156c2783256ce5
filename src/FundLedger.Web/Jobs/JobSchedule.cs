using FundLedger.Web.Hosting;
using Hangfire;

namespace FundLedger.Web.Jobs;

/// <summary>Makes the schedule when the program starts, and catches up on what was missed while it was not running.</summary>
internal sealed class JobSchedule(IRecurringJobManager recurring, IBackgroundJobClient jobs, HostSettings? settings = null) : IHostedService
{
    private const string HalfPastOne = "30 1 * * *";
    private const string HalfPastTwo = "30 2 * * *";
    private const string TenPastThree = "10 3 * * *";
    private const string EveryMinute = "* * * * *";
    private const string HalfPastSeven = "30 7 * * *";
    private const string EightInTheMorning = "0 8 * * *";

    public Task StartAsync(CancellationToken stop)
    {
        recurring.AddOrUpdate<VerifyBooksJob>("verify", job => job.RunAsync(null, CancellationToken.None), HalfPastTwo, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<ForgetJob>("forget", job => job.RunAsync(CancellationToken.None), TenPastThree, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<RemindCheckersJob>("remind-checkers", job => job.RunAsync(CancellationToken.None), EightInTheMorning, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<KeepPledgesJob>("keep-pledges", job => job.RunAsync(CancellationToken.None), EightInTheMorning, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<ReleaseDueTranchesJob>("release-tranches", job => job.RunAsync(CancellationToken.None), HalfPastSeven, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<ReleaseDuePeriodsJob>("release-taper-periods", job => job.RunAsync(CancellationToken.None), HalfPastSeven, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<KeepDirectoryJob>("keep-directory", job => job.RunAsync(CancellationToken.None), EightInTheMorning, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<RemindDisclosuresJob>("remind-disclosures", job => job.RunAsync(CancellationToken.None), EightInTheMorning, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<FinishClosingsJob>("finish-closings", job => job.RunAsync(CancellationToken.None), EveryMinute, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<SealBooksJob>("seal", job => job.RunAsync(CancellationToken.None), EveryMinute, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<CloseRoundsJob>("close-rounds", job => job.RunAsync(CancellationToken.None), EveryMinute, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<DrawDocumentsJob>("draw-documents", job => job.RunAsync(CancellationToken.None), EveryMinute, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        recurring.AddOrUpdate<TellJob>("tell", job => job.RunAsync(CancellationToken.None), EveryMinute, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
        jobs.Enqueue<DrawDocumentsJob>(job => job.RunAsync(CancellationToken.None)); // what waited, and what was being drawn, begins anew
        jobs.Enqueue<RemindCheckersJob>(job => job.RunAsync(CancellationToken.None)); // the morning may have passed while nothing ran
        jobs.Enqueue<KeepPledgesJob>(job => job.RunAsync(CancellationToken.None)); // nor has anybody been reminded
        jobs.Enqueue<ReleaseDueTranchesJob>(job => job.RunAsync(CancellationToken.None)); // what fell due meanwhile is released now
        jobs.Enqueue<ReleaseDuePeriodsJob>(job => job.RunAsync(CancellationToken.None)); // and the periods of taper plans
        jobs.Enqueue<KeepDirectoryJob>(job => job.RunAsync(CancellationToken.None)); // nor has a renewal been opened
        jobs.Enqueue<RemindDisclosuresJob>(job => job.RunAsync(CancellationToken.None)); // nor has anybody been told what is to be published
        jobs.Enqueue<VerifyBooksJob>(job => job.CatchUpAsync(null, CancellationToken.None));
        if (settings is { BacksUp: true })
        {
            recurring.AddOrUpdate<BackUpBooksJob>("back-up", job => job.RunAsync(CancellationToken.None), HalfPastOne, new RecurringJobOptions { TimeZone = ShanghaiTime.Zone });
            jobs.Enqueue<BackUpBooksJob>(job => job.CatchUpAsync(CancellationToken.None)); // nor has anything been backed up
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken stop) => Task.CompletedTask;
}

/// <summary>The one time zone of the schedule, where the days of the books begin. Not looked up by name: a container may have no time zone data.</summary>
internal sealed class ShanghaiTime : ITimeZoneResolver
{
    internal static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("Asia/Shanghai", TimeSpan.FromHours(8), "Asia/Shanghai", "Asia/Shanghai");

    public TimeZoneInfo GetTimeZoneById(string timeZoneId) => Zone;
}
