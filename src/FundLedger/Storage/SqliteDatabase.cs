using Dapper;
using Microsoft.Data.Sqlite;

namespace FundLedger.Storage;

/// <summary>The ledger in one file: the embedded default. One thread writes, readers have their own connections.</summary>
public sealed class SqliteDatabase : Database
{
    private readonly StorageOptions options;
    private readonly WriterLock? writerLock;
    private readonly SqliteWriter? writer;
    private int isDisposed;

    private SqliteDatabase(StorageOptions options, LedgerIdentity ledger, WriterLock? writerLock, SqliteWriter? writer)
    {
        (this.options, Ledger, this.writerLock, this.writer) = (options, ledger, writerLock, writer);
    }

    public override LedgerIdentity Ledger { get; }

    public override bool IsWriting => writer is { IsAlive: true };

    public override WriteLoad Load => writer?.Load ?? WriteLoad.None;

    /// <summary>Opens the books to write; makes them when the folder holds none, upgrades them when they are older.</summary>
    /// <exception cref="CannotOpenException">Another process writes them, a newer program made them, or the folder cannot be written.</exception>
    public static SqliteDatabase Open(StorageOptions options, TimeProvider clock)
    {
        MakeFolder(options.Directory);
        var writerLock = WriterLock.Take(options.Directory, options.Address);
        try
        {
            using var connection = SqliteConnections.OpenWriter(options.DatabaseFile);
            var now = Moments.ToMicroseconds(clock.GetUtcNow());
            Migrator.Upgrade(connection, Dialect.Sqlite, now);
            var ledger = LedgerRow.Find(connection, Dialect.Sqlite) ?? LedgerRow.Create(connection, Dialect.Sqlite, options.Demo, now);
            return new SqliteDatabase(options, ledger, writerLock, new SqliteWriter(options, ledger, clock));
        }
        catch (SqliteException broken)
        {
            writerLock.Dispose();
            throw Unreadable(options.DatabaseFile, broken);
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Opens the books to read only; a writer may be running.</summary>
    /// <exception cref="CannotOpenException">There are no books in the folder, or not of this program's version.</exception>
    public static SqliteDatabase OpenToRead(StorageOptions options)
    {
        if (!File.Exists(options.DatabaseFile))
            throw new CannotOpenException(new(
                $"目录 {options.Directory} 中没有账本。请用 --data 指定账本目录，或先用 fund create 建立。",
                $"There are no books in {options.Directory}. Name their folder with --data, or make some with 'fund create'."));
        try
        {
            using var connection = SqliteConnections.OpenReader(options.DatabaseFile);
            Migrator.Check(connection, Dialect.Sqlite);
            return new SqliteDatabase(options, LedgerRow.Find(connection, Dialect.Sqlite)!, null, null);
        }
        catch (SqliteException broken)
        {
            throw Unreadable(options.DatabaseFile, broken);
        }
    }

    public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default)
    {
        Invariant.Holds(writer is not null, "these books were opened to write");
        if (operation.RefusalForKey is { } refusal) return Task.FromResult<Outcome<T>>(refusal);
        return StorageTelemetry.IsListenedTo ? StorageTelemetry.ToldAsync(operation, () => writer.EnqueueAsync(operation, rules, stop)) : writer.EnqueueAsync(operation, rules, stop);
    }

    public override async Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        using var span = StorageTelemetry.StartRead();
        using var connection = SqliteConnections.OpenReader(options.DatabaseFile);
        var reader = new LedgerReader(connection, Dialect.Sqlite, Ledger);
        connection.Execute("BEGIN DEFERRED TRANSACTION");
        try
        {
            return await reads(reader);
        }
        finally
        {
            reader.DisposePrepared();
            connection.Execute("ROLLBACK TRANSACTION");
        }
    }

    /// <summary>Points where a test may stop or break the writer; see <see cref="SqliteWriter"/>.</summary>
    internal Action<string>? Faults
    {
        set => writer!.Faults = value;
    }

    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1) return ValueTask.CompletedTask;
        writer?.Dispose();
        SqliteConnections.CloseAll(options.DatabaseFile);
        writerLock?.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static void MakeFolder(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new CannotOpenException(new($"无法建立数据目录 {directory}：{refused.Message}", $"The data folder {directory} cannot be made: {refused.Message}"), refused);
        }
    }

    internal static CannotOpenException Unreadable(string file, SqliteException broken) => new(new(
        $"无法打开账本文件 {file}：{broken.Message}", $"The books in {file} cannot be opened: {broken.Message}"), broken);
}
