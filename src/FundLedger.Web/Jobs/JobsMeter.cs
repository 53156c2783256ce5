using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace FundLedger.Web.Jobs;

/// <summary>What can be listened to of jobs, and of what the books wait for. Told are names of jobs, counts and times.</summary>
internal sealed class JobsMeter : IServerFilter, IApplyStateFilter, IJobFilterProvider
{
    /// <summary>Of the meter and of the activity source.</summary>
    internal const string Name = "FundLedger.Jobs";

    private const string Span = "span";
    private const string Began = "began";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> RunTime = Meter.CreateHistogram<double>("fundledger.job.duration", "s", "One run of a job");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("fundledger.jobs.failed", "{job}", "Jobs that failed and are not tried again");

    private static readonly Gauge<long> Due = Meter.CreateGauge<long>("fundledger.due", "{item}", "What falls due today and is not done");
    private static readonly Gauge<long> Overdue = Meter.CreateGauge<long>("fundledger.overdue", "{item}", "What fell due before today and is not done");
    private static readonly Gauge<double> SealLag = Meter.CreateGauge<double>("fundledger.seal.lag", "s", "How long the oldest entry that is not sealed has waited");

    internal static void Tell(long due, long overdue, TimeSpan sealLag)
    {
        Due.Record(due);
        Overdue.Record(overdue);
        SealLag.Record(sealLag.TotalSeconds);
    }

    public void OnPerforming(PerformingContext context)
    {
        context.Items[Span] = Source.StartActivity("job " + context.BackgroundJob.Job.Type.Name);
        context.Items[Began] = Stopwatch.GetTimestamp();
    }

    public void OnPerformed(PerformedContext context)
    {
        using var span = context.Items[Span] as Activity;
        if (context.Exception is not null) span?.SetStatus(ActivityStatusCode.Error);
        if (context.Items[Began] is long began) RunTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, NameOf(context.BackgroundJob.Job), new("fundledger.outcome", context.Exception is null ? "done" : "failed"));
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.NewState is FailedState) Failed.Add(1, NameOf(context.BackgroundJob.Job));
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // Nothing was told of the state that is left.
    }

    public IEnumerable<JobFilter> GetFilters(Job job) => [new JobFilter(this, JobFilterScope.Global, null)];

    private static KeyValuePair<string, object?> NameOf(Job job) => new("fundledger.job", job.Type.Name);
}
