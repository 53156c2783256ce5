using Dapper;
using Microsoft.Data.Sqlite;

namespace FundLedger.Storage;

/// <summary>Connections to the embedded database, each with its settings made and read back.</summary>
internal static class SqliteConnections
{
    /// <summary>Durable to the disk before a commit returns.</summary>
    private const long SynchronousFull = 2;

    internal static SqliteConnection OpenWriter(string file, long mostPages = 0)
    {
        var connection = new SqliteConnection(Text(file, SqliteOpenMode.ReadWriteCreate, pooling: false));
        connection.Open();
        Invariant.Holds(connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL") == "wal");
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;");
        connection.Execute("PRAGMA wal_autocheckpoint = 4000"); // 16 MB: pages that change again and again are folded in less often
        Invariant.Holds(connection.ExecuteScalar<long>("PRAGMA synchronous") == SynchronousFull);
        Invariant.Holds(connection.ExecuteScalar<long>("PRAGMA foreign_keys") == 1);
        if (mostPages > 0) connection.Execute($"PRAGMA max_page_count = {mostPages}");
        return connection;
    }

    internal static SqliteConnection OpenReader(string file)
    {
        var connection = new SqliteConnection(Text(file, SqliteOpenMode.ReadWrite, pooling: true));
        connection.Open();
        connection.Execute("PRAGMA query_only = ON; PRAGMA cache_size = -4096; PRAGMA temp_store = MEMORY;"); // there are as many as read at once, and the system keeps the pages too
        return connection;
    }

    internal static void CloseAll(string file)
    {
        using var connection = new SqliteConnection(Text(file, SqliteOpenMode.ReadWrite, pooling: true));
        SqliteConnection.ClearPool(connection);
    }

    internal static string Text(string file, SqliteOpenMode mode, bool pooling) =>
        new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = pooling, DefaultTimeout = 30 }.ToString();
}
