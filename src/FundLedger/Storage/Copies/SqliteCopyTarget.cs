using Dapper;
using Microsoft.Data.Sqlite;

namespace FundLedger.Storage.Copies;

/// <summary>A file under a second name, which gets the ledger's own when the copy is whole: a copy that broke off is never taken for one.</summary>
internal sealed class SqliteCopyTarget : CopyTarget
{
    private readonly StorageOptions options;
    private readonly WriterLock writerLock;
    private readonly SqliteConnection connection;
    private SqliteStatement? insert;
    private int[] sources = []; // where among a row's values each parameter stands
    private SqlValue[] bound = [];

    private SqliteCopyTarget(StorageOptions options, LedgerIdentity ledger, WriterLock writerLock, SqliteConnection connection)
    {
        (this.options, this.writerLock, this.connection) = (options, writerLock, connection);
        Transaction = new LedgerTransaction(connection, null, Dialect.Sqlite, ledger);
    }

    internal override LedgerTransaction Transaction { get; }

    private string Partial => PartialOf(options);

    internal static SqliteCopyTarget OpenFile(StorageOptions options, LedgerIdentity ledger, TimeProvider clock)
    {
        SqliteDatabase.MakeFolder(options.Directory);
        var writerLock = WriterLock.Take(options.Directory, options.Address);
        try
        {
            SqliteBackup.MustHoldNoBooks(options);
            Discard(PartialOf(options));
            var connection = SqliteConnections.OpenWriter(PartialOf(options));
            Migrator.Upgrade(connection, Dialect.Sqlite, Moments.ToMicroseconds(clock.GetUtcNow()));
            return new SqliteCopyTarget(options, ledger, writerLock, connection);
        }
        catch (SqliteException broken)
        {
            writerLock.Dispose();
            throw SqliteDatabase.Unreadable(PartialOf(options), broken);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    protected override Task BeginTableAsync(StoredTable table, string[] columns)
    {
        connection.Execute("BEGIN IMMEDIATE");
        connection.Execute("PRAGMA defer_foreign_keys = ON"); // rows of one table may refer to each other
        insert = new SqliteStatement(connection.Handle!, table.WriteStatement);
        sources = [.. SqlFile.ParametersOf(table.WriteStatement).Select(parameter => Array.IndexOf(columns, parameter[1..]))];
        Invariant.Holds(sources.Length == columns.Length && sources.All(source => source >= 0), $"{table.TableName} has the same columns in both databases");
        bound = new SqlValue[sources.Length];
        return Task.CompletedTask;
    }

    protected override Task AddAsync(object[] values)
    {
        for (var i = 0; i < bound.Length; i++) bound[i] = SqlValue.Of(values[sources[i]]);
        insert!.Run(bound);
        return Task.CompletedTask;
    }

    protected override Task EndTableAsync()
    {
        insert!.Dispose();
        connection.Execute("COMMIT");
        return Task.CompletedTask;
    }

    internal override Task PublishAsync()
    {
        Close();
        File.Move(Partial, options.DatabaseFile);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        insert?.Dispose();
        Close();
        Discard(Partial);
        writerLock.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The last one to close folds the log into the file.</summary>
    private void Close()
    {
        Transaction.DisposePrepared();
        connection.Dispose();
    }

    private static string PartialOf(StorageOptions options) => options.DatabaseFile + ".partial";

    private static void Discard(string partial)
    {
        foreach (var ending in new[] { "", "-wal", "-shm", "-journal" }) File.Delete(partial + ending);
    }
}
