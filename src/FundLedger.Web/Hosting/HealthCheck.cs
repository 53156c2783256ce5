using FundLedger.Values;

namespace FundLedger.Web.Hosting;

/// <summary>How something is. Degraded: it works, and somebody should look. Unhealthy: it does not do what it is for.</summary>
internal enum Health
{
    Healthy,
    Degraded,
    Unhealthy,
}

/// <summary>What people call the things that are looked at, and the states they are in.</summary>
internal static class HealthNames
{
    internal static Bilingual Of(Health health) => health switch
    {
        Health.Healthy => new("正常", "in order"),
        Health.Degraded => new("请看一看", "look at it"),
        _ => new("不正常", "out of order"),
    };

    internal static Bilingual Of(string check) => check switch
    {
        "stopping" => new("程序", "Program"),
        "database" => new("读取账本", "Reading the books"),
        "writer" => new("写入账本", "Writing the books"),
        "schema" => new("架构", "Schema"),
        "seals" => new("封存与签署", "Seals and signatures"),
        "verification" => new("核验", "Verification"),
        "jobs" => new("定时任务", "Jobs"),
        "disk" => new("磁盘", "Disk"),
        "backup" => new("备份", "Backup"),
        _ => new("恢复演练", "Restore drill"),
    };
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">Stable, for monitors.</param>
/// <param name="Says">For those who may know: holds counts and times, nothing of the books.</param>
internal sealed record HealthCheck(string Name, Health Health, Bilingual Says)
{
    /// <summary>Numbers for a monitor that draws them.</summary>
    public IReadOnlyDictionary<string, double> Figures { get; init; } = new Dictionary<string, double>();
}
