using System.Diagnostics;

namespace FundLedger.Bench.Endurance;

/// <summary>Looks once a second at the memory and the open files of one life of the program.</summary>
internal sealed class MemoryWatch
{
    private const double WarmUpShare = 1 / 3.0;
    private const double MostGrowth = 1.2;
    private const double AlwaysAllowedMegabytes = 32;
    private const int AlwaysAllowedFiles = 40;

    private readonly List<(double Minutes, double Megabytes, int Files)> seen = [];

    internal async Task RunAsync(ServedProgram program, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        while (!stop.IsCancellationRequested && program.Look() is { } now)
        {
            seen.Add((Stopwatch.GetElapsedTime(began).TotalMinutes, now.Megabytes, now.Files));
            await Task.Delay(TimeSpan.FromSeconds(1), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>False when memory or open files grow.</returns>
    internal bool Print(ResultTable results)
    {
        var warm = seen.Skip((int)(seen.Count * WarmUpShare)).ToList();
        if (warm.Count < 9)
        {
            results.Note("too short to say whether memory is flat");
            return true;
        }

        var third = warm.Count / 3;
        var (early, late) = (Timing.Median(warm.Take(third).Select(look => look.Megabytes)), Timing.Median(warm.TakeLast(third).Select(look => look.Megabytes)));
        var (filesEarly, filesLate) = (Timing.Median(warm.Take(third).Select(look => (double)look.Files)), Timing.Median(warm.TakeLast(third).Select(look => (double)look.Files)));
        var (isFlat, keepsFiles) = (late <= early * MostGrowth + AlwaysAllowedMegabytes, filesLate <= filesEarly + AlwaysAllowedFiles);
        results.Add(new Result("memory of one undisturbed life, last third beside first", $"{late:0} MB", $"{early:0} MB", late / early, $"≤ {MostGrowth} and {AlwaysAllowedMegabytes} MB", isFlat));
        results.Add(new Result("its slope after warming up", $"{SlopeOf(warm):+0.0;-0.0} MB/min", $"over {warm[^1].Minutes - warm[0].Minutes:0.0} min, most {warm.Max(look => look.Megabytes):0} MB"));
        results.Add(new Result("open files, last third beside first", $"{filesLate:0}", $"{filesEarly:0}", filesEarly == 0 ? null : filesLate / filesEarly, $"≤ {AlwaysAllowedFiles} more", keepsFiles));
        return isFlat && keepsFiles;
    }

    /// <summary>Of the line with the least squares.</summary>
    private static double SlopeOf(IReadOnlyList<(double Minutes, double Megabytes, int Files)> looks)
    {
        var (x, y) = (looks.Average(look => look.Minutes), looks.Average(look => look.Megabytes));
        var spread = looks.Sum(look => (look.Minutes - x) * (look.Minutes - x));
        return spread == 0 ? 0 : looks.Sum(look => (look.Minutes - x) * (look.Megabytes - y)) / spread;
    }
}
