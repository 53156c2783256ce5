using System.Diagnostics;

namespace FundLedger.Bench;

/// <summary>The most memory this process had while something ran: all of it, and what of it the program's own objects took.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly Timer timer;
    private long process;
    private long objects;

    internal PeakMemory()
    {
        // What an earlier measurement left is none of this one's.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        timer = new Timer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    /// <summary>In megabytes.</summary>
    internal long Process => process >> 20;

    /// <summary>In megabytes; what waits to be collected among it.</summary>
    internal long Objects => objects >> 20;

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        using var own = System.Diagnostics.Process.GetCurrentProcess();
        process = Math.Max(process, own.WorkingSet64);
        objects = Math.Max(objects, GC.GetTotalMemory(forceFullCollection: false));
    }
}
