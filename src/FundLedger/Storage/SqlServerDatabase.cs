using System.Data;
using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>The ledger on SQL Server, or on Babelfish for PostgreSQL: several processes may write it at once, from several machines.</summary>
public sealed class SqlServerDatabase : Database
{
    private static readonly SqlFile HoldWrites = new("server/hold_writes");
    private static readonly SqlFile LetWritesGo = new("server/let_writes_go");
    private static readonly SqlFile HasSchemaNamed = new("server/has_schema");
    private static readonly SqlFile HasAppUser = new("server/has_app_user");
    private static readonly SqlFile HasRightsOnTypes = new("server/has_rights_on_types");
    private static readonly SqlFile GrantApp = new("hardening/grant_app");
    private static readonly SqlFile GrantTypes = new("hardening/grant_types");

    private readonly string connectionString;
    private readonly bool doublesQuotes;
    private readonly SqlServerWriter? writer;

    private SqlServerDatabase(string connectionString, LedgerIdentity ledger, bool doublesQuotes, SqlServerWriter? writer) =>
        (this.connectionString, Ledger, this.doublesQuotes, this.writer) = (connectionString, ledger, doublesQuotes, writer);

    public override LedgerIdentity Ledger { get; }

    /// <summary>For libraries that keep tables of their own beside the books, as the one that runs jobs does. It may hold a password.</summary>
    public string ConnectionString => connectionString;

    public override bool IsWriting => writer is not null;

    public override WriteLoad Load => writer?.Load ?? WriteLoad.None;

    /// <summary>Points where a test may break a write or end the process; see <see cref="SqlServerWriter"/>.</summary>
    internal Action<string, SqlConnection>? Faults
    {
        set => writer!.Faults = value;
    }

    /// <summary>Opens the books to write; makes the database and its tables where they are missing and the login may.</summary>
    /// <exception cref="CannotOpenException">The server cannot be reached, the login may not do what is needed, or a newer program made the books.</exception>
    public static SqlServerDatabase Open(StorageOptions options, TimeProvider clock)
    {
        var connectionString = SqlServerConnections.Checked(options);
        var ledger = SqlServerSchema.Prepare(connectionString, options, clock);
        var doublesQuotes = MustDoubleQuotes(connectionString);
        return new SqlServerDatabase(connectionString, ledger, doublesQuotes, new SqlServerWriter(connectionString, options, ledger, doublesQuotes, clock));
    }

    /// <summary>Opens the books to read only.</summary>
    /// <exception cref="CannotOpenException">The server cannot be reached, or there are no books in the database, or not of this program's version.</exception>
    public static SqlServerDatabase OpenToRead(StorageOptions options)
    {
        var connectionString = SqlServerConnections.Checked(options);
        var ledger = SqlServerSchema.Check(connectionString, options);
        return new SqlServerDatabase(connectionString, ledger, MustDoubleQuotes(connectionString), null);
    }

    /// <summary>Whether the database has a schema of this name beside the ledger's own.</summary>
    public bool HasSchema(string name)
    {
        using var connection = new SqlConnection(connectionString);
        return connection.ExecuteScalar<long>(HasSchemaNamed.TextFor(Dialect.SqlServer), new { name }) == 1;
    }

    /// <summary>Gives the user fundledger_app what the running program needs and no more; false when the database has no such user.</summary>
    /// <exception cref="CannotOpenException">This login may not grant it.</exception>
    public bool GrantToApp()
    {
        using var connection = new SqlConnection(connectionString);
        if (connection.ExecuteScalar<long>(HasAppUser.TextFor(Dialect.SqlServer)) == 0) return false;
        try
        {
            connection.Execute(GrantApp.TextFor(Dialect.SqlServer));
            if (connection.ExecuteScalar<long>(HasRightsOnTypes.TextFor(Dialect.SqlServer)) == 1) connection.Execute(GrantTypes.TextFor(Dialect.SqlServer));
            return true;
        }
        catch (SqlException refused)
        {
            throw new CannotOpenException(new(
                $"不能给 fundledger_app 授权：{refused.Message} 请用数据库所有者的登录名运行 fundledger migrate。",
                $"fundledger_app cannot be given its rights: {refused.Message} Run 'fundledger migrate' with a login that owns the database."), refused);
        }
    }

    public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default)
    {
        Invariant.Holds(writer is not null, "these books were opened to write");
        if (operation.RefusalForKey is { } refusal) return Task.FromResult<Outcome<T>>(refusal);
        return writer.WatchedAsync(operation, () => writer.WriteAsync(operation, rules, stop));
    }

    internal override Task<Outcome<T>> WriteAsync<TItem, T>(Operation operation, TItem asked, SharedRules<TItem, T> rules, CancellationToken stop = default)
    {
        Invariant.Holds(writer is not null, "these books were opened to write");
        if (operation.RefusalForKey is { } refusal) return Task.FromResult<Outcome<T>>(refusal);
        return writer.WatchedAsync(operation, () => writer.WriteAsync(operation, asked, rules, stop));
    }

    public override async Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        using var span = StorageTelemetry.StartRead();
        try
        {
            return await ReadOnceAsync(reads, isSettled: false);
        }
        catch (NotSettledException)
        {
            return await ReadOnceAsync(reads, isSettled: true);
        }
    }

    /// <summary>Nothing is left to close: connections go back to their pool, which others of this process may use.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool MustDoubleQuotes(string connectionString)
    {
        using var connection = new SqlConnection(connectionString);
        connection.Open();
        return TableCommand.MustDoubleQuotes(connection);
    }

    /// <param name="isSettled">Begins when no write is under way.</param>
    private async Task<T> ReadOnceAsync<T>(Func<LedgerReader, Task<T>> reads, bool isSettled)
    {
        await using var connection = await SqlServerConnections.OpenAsync(connectionString);
        if (isSettled)
            await connection.ExecuteAsync(HoldWrites.TextFor(Dialect.SqlServer), new { wait_milliseconds = SqlServerConnections.LockTimeoutMilliseconds(connection) });
        await using var transaction = connection.BeginTransaction(IsolationLevel.Snapshot);
        if (isSettled) await connection.ExecuteAsync(LetWritesGo.TextFor(Dialect.SqlServer), transaction: transaction);
        var reader = new SnapshotReader(connection, transaction, Ledger) { IsSettled = isSettled, DoublesQuotes = doublesQuotes };
        try
        {
            return await reads(reader);
        }
        finally
        {
            reader.DisposePrepared();
        }
    }

    private sealed class SnapshotReader(SqlConnection connection, SqlTransaction transaction, LedgerIdentity ledger)
        : LedgerReader(connection, Dialect.SqlServer, ledger)
    {
        internal override System.Data.Common.DbTransaction Transaction => transaction;
    }
}
