using FundLedger.Storage;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Cli;

/// <summary>How people say where the books are.</summary>
/// <remarks>
/// A folder, <c>sqlite:FOLDER</c> or <c>sqlserver:CONNECTION</c>. A connection string may hold a password, and a command line is seen by everyone on the machine:
/// <c>sqlserver:</c> alone, and the variable FUNDLEDGER_Storage__Dialect, take it from the variable FUNDLEDGER_Storage__ConnectionString.
/// </remarks>
internal static class BooksPlace
{
    private const string DefaultFolder = "./data/books";
    private const string DialectVariable = "FUNDLEDGER_Storage__Dialect";
    private const string ConnectionVariable = "FUNDLEDGER_Storage__ConnectionString";
    private const string CopyVariable = "FUNDLEDGER_Copy__ConnectionString";
    private const string Sqlite = "sqlite:";
    private const string SqlServer = "sqlserver:";

    /// <param name="said">On the command line; null when nothing was.</param>
    /// <exception cref="CannotOpenException">A variable holds no known dialect, or there is no connection string.</exception>
    internal static StorageOptions Of(string? said, Func<string, string?> environment)
    {
        if (said is not null) return Read(said, environment);
        var dialect = environment(DialectVariable);
        if (string.Equals(dialect, nameof(Dialect.SqlServer), StringComparison.OrdinalIgnoreCase)) return OnServer("", environment);
        if (!string.IsNullOrEmpty(dialect) && !string.Equals(dialect, nameof(Dialect.Sqlite), StringComparison.OrdinalIgnoreCase))
            throw new CannotOpenException(new(
                $"环境变量 {DialectVariable} 应为 Sqlite 或 SqlServer，而不是“{dialect}”。", $"The environment variable {DialectVariable} is Sqlite or SqlServer, not '{dialect}'."));
        return Read(environment("FUNDLEDGER_DATA") ?? DefaultFolder, environment);
    }

    /// <summary>A place named on the command line.</summary>
    /// <exception cref="CannotOpenException">There is no connection string.</exception>
    internal static StorageOptions Read(string said, Func<string, string?> environment)
    {
        if (said.StartsWith(SqlServer, StringComparison.OrdinalIgnoreCase)) return OnServer(said[SqlServer.Length..], environment);
        return Sized(new StorageOptions { Directory = said.StartsWith(Sqlite, StringComparison.OrdinalIgnoreCase) ? said[Sqlite.Length..] : said }, environment);
    }

    private static StorageOptions Sized(StorageOptions options, Func<string, string?> environment) => options with
    {
        WritersAtOnce = Settings.Whole(Settings.WritersAtOnce, environment),
        QueueLength = Settings.Whole(Settings.QueueLength, environment),
        BatchLength = Settings.Whole(Settings.BatchLength, environment),
        MostPages = Settings.Whole(Settings.MostPages, environment),
    };

    /// <summary>The place that books are copied to: of two servers the second has a variable of its own.</summary>
    /// <exception cref="CannotOpenException">There is no connection string.</exception>
    internal static StorageOptions ReadTarget(string said, Func<string, string?> environment) =>
        Read(said, name => name == ConnectionVariable && environment(CopyVariable) is { Length: > 0 } own ? own : environment(name));

    private static StorageOptions OnServer(string connection, Func<string, string?> environment)
    {
        if (connection.Length == 0) connection = environment(ConnectionVariable) ?? "";
        if (connection.Length == 0)
            throw new CannotOpenException(new($"请在环境变量 {ConnectionVariable} 中给出 SQL Server 的连接字符串。", $"Give the connection string of SQL Server in the environment variable {ConnectionVariable}."));
        return Sized(new StorageOptions { Dialect = Dialect.SqlServer, ConnectionString = connection }, environment);
    }
}
