using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>Brings the database on the server into being and up to this program.</summary>
internal static class SqlServerSchema
{
    private const int MigrationWaitMilliseconds = 120_000;

    private static readonly SqlFile CreateDatabase = new("server/create_database");
    private static readonly SqlFile AllowSnapshots = new("server/allow_snapshots");
    private static readonly SqlFile FindSettings = new("server/find_settings");
    private static readonly SqlFile HoldMigrations = new("server/hold_migrations");
    private static readonly SqlFile LetMigrationsGo = new("server/let_migrations_go");

    /// <summary>Makes and upgrades what is missing, one program at a time.</summary>
    internal static LedgerIdentity Prepare(string connectionString, StorageOptions options, TimeProvider clock) => Opened(connectionString, options, mayCreate: true, connection =>
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        connection.Execute(HoldMigrations.TextFor(Dialect.SqlServer), new { wait_milliseconds = MigrationWaitMilliseconds }, commandTimeout: MigrationWaitMilliseconds / 1000 + 5);
        try
        {
            if (Migrator.MissingCount(connection, Dialect.SqlServer) > 0) Upgrade(connection, options, now);
            CheckSettings(connection, options);
            return LedgerRow.Find(connection, Dialect.SqlServer) ?? LedgerRow.Create(connection, Dialect.SqlServer, options.Demo, now);
        }
        finally
        {
            connection.Execute(LetMigrationsGo.TextFor(Dialect.SqlServer));
        }
    });

    private static void Upgrade(SqlConnection connection, StorageOptions options, long now)
    {
        try
        {
            if (Migrator.IsNew(connection, Dialect.SqlServer)) connection.Execute(AllowSnapshots.TextFor(Dialect.SqlServer));
            Migrator.Upgrade(connection, Dialect.SqlServer, now);
        }
        catch (SqlException refused)
        {
            throw new CannotOpenException(new(
                $"{options.Place} 的数据库架构需要建立或升级，但没有做成：{refused.Message} 请用负责升级的登录名运行一次 fundledger migrate。",
                $"The schema of {options.Place} has to be made or upgraded, and was not: {refused.Message} Run 'fundledger migrate' once with the login that may."), refused);
        }
    }

    /// <summary>Checks without changing anything.</summary>
    internal static LedgerIdentity Check(string connectionString, StorageOptions options) => Opened(connectionString, options, mayCreate: false, connection =>
    {
        if (Migrator.IsNew(connection, Dialect.SqlServer)) throw NoBooks(options);
        Migrator.Check(connection, Dialect.SqlServer);
        CheckSettings(connection, options);
        return LedgerRow.Find(connection, Dialect.SqlServer) ?? throw NoBooks(options);
    });

    /// <summary>A connection to a database with the tables of this program, on which no other program makes or upgrades books while it is open.</summary>
    internal static SqlConnection OpenForCopy(string connectionString, StorageOptions options, TimeProvider clock)
    {
        SqlConnection? opened = null;
        try
        {
            opened = Open(connectionString, options, mayCreate: true);
            opened.Execute(HoldMigrations.TextFor(Dialect.SqlServer), new { wait_milliseconds = MigrationWaitMilliseconds }, commandTimeout: MigrationWaitMilliseconds / 1000 + 5);
            if (Migrator.MissingCount(opened, Dialect.SqlServer) > 0) Upgrade(opened, options, Moments.ToMicroseconds(clock.GetUtcNow()));
            CheckSettings(opened, options);
            return opened;
        }
        catch (Exception broken)
        {
            if (opened is not null) EndCopy(opened);
            if (broken is SqlException refused) throw CannotOpen(options, refused);
            throw;
        }
    }

    /// <summary>Closes what <see cref="OpenForCopy"/> opened, and lets other programs go on.</summary>
    internal static void EndCopy(SqlConnection connection)
    {
        try
        {
            if (connection.State == System.Data.ConnectionState.Open) connection.Execute(LetMigrationsGo.TextFor(Dialect.SqlServer));
        }
        catch (SqlException)
        {
            // It was not held, or the line is broken and the server has let it go.
        }

        connection.Dispose();
    }

    private static T Opened<T>(string connectionString, StorageOptions options, bool mayCreate, Func<SqlConnection, T> work)
    {
        try
        {
            using var connection = Open(connectionString, options, mayCreate);
            return work(connection);
        }
        catch (SqlException broken)
        {
            throw CannotOpen(options, broken);
        }
    }

    private static CannotOpenException CannotOpen(StorageOptions options, SqlException broken) => new(new(
        $"无法打开 {options.Place} 上的账本：{broken.Message}（错误 {broken.Number}）", $"The books on {options.Place} cannot be opened: {broken.Message} (error {broken.Number})"), broken);

    private static SqlConnection Open(string connectionString, StorageOptions options, bool mayCreate)
    {
        try
        {
            return OpenNow(connectionString);
        }
        catch (SqlException missing) when (mayCreate && SqlServerErrors.IsMissingDatabase(missing))
        {
            return OpenMade(connectionString, options);
        }
    }

    private static SqlConnection OpenMade(string connectionString, StorageOptions options)
    {
        try
        {
            using var server = OpenNow(SqlServerConnections.OfTheServer(connectionString));
            server.Execute(CreateDatabase.TextFor(Dialect.SqlServer), new { name = new SqlConnectionStringBuilder(connectionString).InitialCatalog });
            return OpenNow(connectionString);
        }
        catch (SqlException refused)
        {
            try
            {
                return OpenNow(connectionString); // another program made it at the same time
            }
            catch (SqlException)
            {
                throw new CannotOpenException(new(
                    $"{options.Place} 打不开，也不能建立：{refused.Message} 请由数据库管理员先建好数据库，或核对登录名的权限。",
                    $"{options.Place} cannot be opened, and cannot be made: {refused.Message} Have the database made first, or check what the login may do."), refused);
            }
        }
    }

    private static SqlConnection OpenNow(string connectionString)
    {
        var connection = new SqlConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckSettings(SqlConnection connection, StorageOptions options)
    {
        var settings = SettingsOf(connection);
        if (settings.ReadsCommittedSnapshots == 0)
            throw new CannotOpenException(new(
                $"数据库 {options.Place} 没有打开 READ_COMMITTED_SNAPSHOT。请由管理员打开后再试。", $"The database {options.Place} has READ_COMMITTED_SNAPSHOT off. Have an administrator turn it on, then try again."));
        if (settings.AllowsSnapshots == 0)
            throw new CannotOpenException(new(
                $"数据库 {options.Place} 没有打开 ALLOW_SNAPSHOT_ISOLATION。请由管理员打开后再试。", $"The database {options.Place} has ALLOW_SNAPSHOT_ISOLATION off. Have an administrator turn it on, then try again."));
    }

    private static Settings SettingsOf(SqlConnection connection) => connection.QuerySingle<Settings>(FindSettings.TextFor(Dialect.SqlServer));

    private static CannotOpenException NoBooks(StorageOptions options) => new(new(
        $"{options.Place} 中没有账本。请先运行 fundledger migrate，或用 fund create 建立。", $"There are no books in {options.Place}. Run 'fundledger migrate' first, or make some with 'fund create'."));

    private sealed record Settings
    {
        public long ReadsCommittedSnapshots { get; init; }
        public long AllowsSnapshots { get; init; }
    }
}
