using System.ComponentModel.DataAnnotations;

namespace FundLedger.Storage;

/// <summary>Where the ledger is kept and how it is written.</summary>
public sealed record StorageOptions
{
    /// <summary>Which database holds the books; default: the embedded one.</summary>
    public Dialect Dialect { get; init; } = Dialect.Sqlite;

    /// <summary>Folder of the embedded database, <c>fundledger.db</c>; made when it is missing. Empty with SQL Server.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Of SQL Server: names the server, the database and <c>Encrypt</c>. It may hold a password, so it is never shown.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Operations one process has under way on SQL Server at once, each on its own connection; more wait. 1 to 1,000; default 32.</summary>
    [Range(1, 1_000)]
    public int WritersAtOnce { get; init; } = 32;

    /// <summary>Operations that may wait for the writer; one more is answered "busy". 1 to 1,000,000; default 4,096.</summary>
    [Range(1, 1_000_000)]
    public int QueueLength { get; init; } = 4_096;

    /// <summary>Operations committed together at most. 1 to 10,000; default 512.</summary>
    [Range(1, 10_000)]
    public int BatchLength { get; init; } = 512;

    /// <summary>Said to a second process that wants to write, so its user knows whom to ask; default: the process id.</summary>
    public string Address { get; init; } = "";

    /// <summary>Books made for showing: dates may be played through. Settled when the ledger is created.</summary>
    public bool Demo { get; init; }

    /// <summary>Pages of 4 KB that the embedded database file may grow to, a quota; 0 for as many as fit; default 0. Beyond it a write is not done, and says so.</summary>
    [Range(0, 1_000_000_000)]
    public long MostPages { get; init; }

    /// <summary>The folder, or the server and database without the secrets of the connection string.</summary>
    public string Place => Dialect == Dialect.Sqlite ? Directory : SqlServerConnections.PlaceOf(ConnectionString);

    public string DatabaseFile => Path.Combine(Directory, "fundledger.db");
}
