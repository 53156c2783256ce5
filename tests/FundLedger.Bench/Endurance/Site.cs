using System.Diagnostics;

namespace FundLedger.Bench.Endurance;

/// <summary>Where the program answers now, and whether anything disturbs it.</summary>
internal sealed class Site
{
    private volatile Uri? address;
    private int disturbances;
    private int lives;

    /// <summary>Null while it is down.</summary>
    internal Uri? Address => address;

    internal void IsUp(Uri at)
    {
        Interlocked.Increment(ref lives);
        address = at;
    }

    internal void IsDown() => address = null;

    /// <summary>From here on until it is disposed of, what fails is expected to.</summary>
    internal Disturbance Disturb()
    {
        Interlocked.Increment(ref disturbances);
        return new Disturbance(this);
    }

    /// <summary>A request began.</summary>
    internal Glance Look() => new(Volatile.Read(ref lives), Volatile.Read(ref disturbances) == 0 && address is not null, Stopwatch.GetTimestamp());

    /// <summary>Nothing happened to the site since then.</summary>
    internal bool WasQuietSince(Glance then) => then.IsQuiet && Volatile.Read(ref lives) == then.Life && Volatile.Read(ref disturbances) == 0 && address is not null;

    internal readonly record struct Glance(int Life, bool IsQuiet, long Began);

    internal sealed class Disturbance(Site site) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref site.disturbances);
    }
}
