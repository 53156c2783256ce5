using System.Diagnostics;

namespace FundLedger.Bench;

/// <summary>Stopwatch and medians: other work on the machine disturbs single rounds, not the middle one.</summary>
internal static class Timing
{
    internal static async Task<TimeSpan> OfAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began);
    }

    internal static TimeSpan Of(Action work)
    {
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began);
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    internal static TimeSpan Median(IEnumerable<TimeSpan> values) => TimeSpan.FromSeconds(Median(values.Select(value => value.TotalSeconds)));

    internal static string Shown(TimeSpan time) => time.TotalSeconds >= 1 ? $"{time.TotalSeconds:0.00} s" : $"{time.TotalMilliseconds:0.00} ms";

    internal static string PerSecond(double count, TimeSpan time) => $"{count / time.TotalSeconds:N0}/s";
}
