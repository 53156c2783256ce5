using FundLedger.People.Roles;
using FundLedger.Web.SigningIn;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Dashboard;

namespace FundLedger.Web.Jobs;

/// <summary>Hangfire as an alarm clock: what is due is asked of the books, so a lost, late or doubled job changes nothing.</summary>
internal static class LedgerJobs
{
    internal const string DashboardPath = "/jobs";

    private const int Workers = 2;

    /// <param name="runs">Whether this process runs jobs; one that only reads the books does not.</param>
    internal static void AddLedgerJobs(this IServiceCollection services, bool runs)
    {
        // Hangfire would otherwise take both from statics, which two hosts in one process would share.
        services.AddSingleton(JobsStore.For);
        services.AddSingleton<JobActivator>(provider => new AspNetCoreJobActivator(provider.GetRequiredService<IServiceScopeFactory>()));
        services.AddSingleton<ITimeZoneResolver, ShanghaiTime>();
        services.AddSingleton<JobsAccess>();
        services.AddSingleton<IJobFilterProvider>(new JobFilterProviderCollection(GlobalJobFilters.Filters, new JobFilterAttributeFilterProvider(), new JobsMeter()));
        services.AddHangfire((_, hangfire) => hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        if (!runs) return;
        services.AddHostedService<JobSchedule>();
        services.AddHangfireServer((provider, server) =>
        {
            server.WorkerCount = Workers;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.StopTimeout = TimeSpan.Zero; // a job's token is cancelled as soon as the host stops
            server.ShutdownTimeout = TimeSpan.FromSeconds(5);
        });
    }

    /// <summary>Hangfire's own pages, for those who keep the program running; it checks a form token on whatever changes something.</summary>
    internal static void MapJobsDashboard(this WebApplication app)
    {
        var access = app.Services.GetRequiredService<JobsAccess>();
        app.MapHangfireDashboard(DashboardPath, new DashboardOptions
        {
            Authorization = [access],
            IsReadOnlyFunc = context => !access.MayChange(context.GetHttpContext()),
            DashboardTitle = "FundLedger",
            DisplayStorageConnectionString = false,
        }).NeedsEverywhere(Permission.Operate);
    }
}
