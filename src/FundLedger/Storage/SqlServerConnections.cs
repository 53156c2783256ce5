using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>Connections to SQL Server, made from what the operator wrote and from what the ledger needs.</summary>
internal static class SqlServerConnections
{
    private const int ReadersAtOnce = 64;

    /// <summary>The connection string as the program uses it.</summary>
    /// <exception cref="CannotOpenException">It cannot be read, names no database, or does not say whether the line is encrypted.</exception>
    internal static string Checked(StorageOptions options)
    {
        if (!TryRead(options.ConnectionString, out var text))
            throw new CannotOpenException(new("SQL Server 的连接字符串无法读取。请核对各项的写法。", "The connection string of SQL Server cannot be read. Check how its parts are written."));
        if (!text.ShouldSerialize("Encrypt"))
            throw new CannotOpenException(new(
                "连接字符串没有写明 Encrypt。请写 Encrypt=Strict 或 Encrypt=True（加密），或 Encrypt=False（只在可信的本机或内网）。",
                "The connection string does not say Encrypt. Write Encrypt=Strict or Encrypt=True (encrypted), or Encrypt=False (only on this machine or a network you trust)."));
        if (text.InitialCatalog.Length == 0)
            throw new CannotOpenException(new("连接字符串没有写明 Database（账本所在的数据库）。", "The connection string names no Database to hold the books."));
        text.MultipleActiveResultSets = false;
        text.Enlist = false;
        if (!text.ShouldSerialize("Application Name")) text.ApplicationName = "FundLedger";
        text.PoolBlockingPeriod = PoolBlockingPeriod.NeverBlock; // a server that is there again, and a database that was just made, are found at once
        text.MaxPoolSize = Math.Max(text.MaxPoolSize, options.WritersAtOnce + ReadersAtOnce);
        return text.ToString();
    }

    /// <summary>Longer waits for a lock are given up and the operation runs again: half the time that a statement is given, −1 for no end where that has none.</summary>
    internal static int LockTimeoutMilliseconds(SqlConnection connection) => connection.CommandTimeout == 0 ? -1 : connection.CommandTimeout * 500;

    /// <summary>The same server, but its own database: to make one there.</summary>
    internal static string OfTheServer(string checkedText) => new SqlConnectionStringBuilder(checkedText) { InitialCatalog = "master", Pooling = false }.ToString();

    /// <summary>Server and database, to be shown.</summary>
    internal static string PlaceOf(string connectionString) => TryRead(connectionString, out var text) ? $"{text.DataSource}/{text.InitialCatalog}" : "SQL Server";

    internal static async Task<SqlConnection> OpenAsync(string checkedText)
    {
        var connection = new SqlConnection(checkedText);
        try
        {
            await connection.OpenAsync();
            using var setting = new SqlCommand($"SET LOCK_TIMEOUT {LockTimeoutMilliseconds(connection)}", connection);
            await setting.ExecuteNonQueryAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static bool TryRead(string connectionString, out SqlConnectionStringBuilder text)
    {
        text = new SqlConnectionStringBuilder();
        try
        {
            text.ConnectionString = connectionString;
            return true;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
