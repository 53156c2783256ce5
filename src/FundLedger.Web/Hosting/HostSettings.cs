using FundLedger.Storage;

namespace FundLedger.Web.Hosting;

/// <summary>How the server keeps itself: backups, logs, telemetry, and how it stops.</summary>
internal sealed record HostSettings
{
    /// <summary>Nothing is set: no backups, no telemetry.</summary>
    internal static HostSettings None { get; } = new();

    /// <summary>Where the books are, to back them up and to look at their disk; null where nobody said.</summary>
    public StorageOptions? Books { get; init; }

    /// <summary>Null for no backups by themselves.</summary>
    public string? BackupFolder { get; init; }

    public int BackupsKept { get; init; } = 14;

    /// <summary>How long a stopping node still answers.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>How long requests and jobs under way have from then on, before they are cut off.</summary>
    public TimeSpan Finishing { get; init; } = TimeSpan.FromSeconds(10);

    public bool LogsAreJson { get; init; }

    /// <summary>Standard variables of OpenTelemetry that were set; empty without an address to send to.</summary>
    public IReadOnlyDictionary<string, string?> Telemetry { get; init; } = new Dictionary<string, string?>();

    /// <summary>Embedded books are backed up by the program; a server has its own means.</summary>
    internal bool BacksUp => BackupFolder is not null && Books is { Dialect: Dialect.Sqlite };

    /// <param name="environment">Whose settings were found good: <see cref="Settings.RefusalFor"/>.</param>
    internal static HostSettings Of(StorageOptions books, Func<string, string?> environment) => new()
    {
        Books = books,
        BackupFolder = Settings.BackupFolder.Of(environment),
        BackupsKept = Settings.Whole(Settings.BackupsKept, environment),
        Drain = TimeSpan.FromSeconds(Settings.Whole(Settings.DrainSeconds, environment)),
        LogsAreJson = string.Equals(Settings.LogFormat.Of(environment), "json", StringComparison.OrdinalIgnoreCase),
        Telemetry = Settings.TelemetryEndpoint.Of(environment) is null ? new Dictionary<string, string?>()
            : Settings.OfTelemetry.Where(setting => setting.Of(environment) is not null).ToDictionary(setting => setting.Name, setting => setting.Of(environment)),
    };
}
