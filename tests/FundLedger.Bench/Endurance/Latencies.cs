using System.Collections.Concurrent;

namespace FundLedger.Bench.Endurance;

/// <summary>How long answers took, by kind of request, and how many there were of each sort. Only those count that nothing disturbed.</summary>
internal sealed class Latencies
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> milliseconds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> failed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> busy = new(StringComparer.Ordinal);

    internal int Count => milliseconds.Values.Sum(bag => bag.Count);

    internal int Failed => failed.Values.Sum();

    internal int Busy => busy.Values.Sum();

    internal ConcurrentQueue<string> Failures { get; } = new();

    internal void Add(string kind, TimeSpan took) => milliseconds.GetOrAdd(kind, _ => []).Add(took.TotalMilliseconds);

    internal void AddFailed(string kind, string what)
    {
        failed.AddOrUpdate(kind, 1, (_, count) => count + 1);
        if (Failures.Count < 20) Failures.Enqueue($"{kind}: {what}");
    }

    internal void AddBusy(string kind) => busy.AddOrUpdate(kind, 1, (_, count) => count + 1);

    internal void Print(ResultTable results)
    {
        foreach (var (kind, bag) in milliseconds.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var sorted = bag.Order().ToArray();
            double At(double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
            results.Add(new Result($"answer: {kind}", $"p50 {At(0.5):0.0} ms, p95 {At(0.95):0.0} ms, p99 {At(0.99):0.0} ms", $"{sorted.Length:N0} asked"));
        }
    }
}
