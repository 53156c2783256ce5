using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace FundLedger.Storage;

/// <summary>What can be listened to: how many writes, how long, in batches of what size. Told are names of operations and what became of them, never what they hold. Where nobody listens, nothing is timed.</summary>
public static class StorageTelemetry
{
    /// <summary>Of the meter and of the activity source.</summary>
    public const string Name = "FundLedger";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly UpDownCounter<int> Waiting = Meter.CreateUpDownCounter<int>("fundledger.write.queue.depth", "{operation}", "Operations that wait for the writer");
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>("fundledger.write.batch.size", "{operation}", "Operations committed together");
    private static readonly Histogram<double> CommitTime = Meter.CreateHistogram<double>("fundledger.write.commit.duration", "s", "From the commit's start until it is durable");
    private static readonly Histogram<double> WriteTime = Meter.CreateHistogram<double>("fundledger.write.duration", "s", "From asking to the answer, waiting included");

    internal static bool IsListenedTo => WriteTime.Enabled || Source.HasListeners();

    internal static void Queued(int change) => Waiting.Add(change);

    /// <summary>Zero where nobody listens.</summary>
    internal static long CommitBegins() => CommitTime.Enabled || BatchSize.Enabled ? Stopwatch.GetTimestamp() : 0;

    internal static void Committed(int operations, long began)
    {
        if (began == 0) return;
        CommitTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        BatchSize.Record(operations);
    }

    internal static Activity? StartRead() => Source.StartActivity("read");

    /// <summary>Runs a write and tells of it.</summary>
    internal static async Task<Outcome<T>> ToldAsync<T>(Operation operation, Func<Task<Outcome<T>>> write)
    {
        using var span = Source.StartActivity("write " + operation.Name);
        var (began, became) = (Stopwatch.GetTimestamp(), "failed");
        try
        {
            var outcome = await write();
            became = outcome switch { Outcome<T>.Done { WasDoneBefore: true } => "repeated", Outcome<T>.Done => "done", _ => "refused" };
            return outcome;
        }
        catch (Exception failure)
        {
            became = failure switch { BusyException => "busy", NotWrittenException => "not-written", AmbiguousWriteException => "unknown", OperationCanceledException => "stopped", _ => "failed" };
            span?.SetStatus(ActivityStatusCode.Error, became);
            throw;
        }
        finally
        {
            var (what, how) = (KeyValuePair.Create("fundledger.operation", (object?)operation.Name), KeyValuePair.Create("fundledger.outcome", (object?)became));
            span?.SetTag(what.Key, what.Value);
            span?.SetTag(how.Key, how.Value);
            WriteTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, what, how);
        }
    }
}
