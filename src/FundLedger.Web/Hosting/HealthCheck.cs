using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>How something is. Degraded: it works, and somebody should look. Unhealthy: it does not do what it is for.</summary>
internal enum Health
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">Stable, for monitors.</param>
/// <param name="Says">For those who may know: holds counts and times, nothing of the books.</param>
internal sealed record HealthCheck(string Name, Health Health, Bilingual Says)
{
    /// <summary>Numbers for a monitor that draws them.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}
