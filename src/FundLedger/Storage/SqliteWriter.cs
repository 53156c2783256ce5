using System.Collections.Concurrent;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FundLedger.Storage;

/// <summary>The one thread that writes an embedded ledger: takes what waits, runs it operation by operation, commits once, then answers.</summary>
/// <remarks>
/// Group commit without a timer: while one batch is on its way to the disk the next one gathers. Savepoints copy every page an operation touches, a fifth of
/// its cost, and few operations are undone: so a batch begins without them. The first operation that must be undone takes the batch back to its start; what was
/// done of it is run again, and for some batches every operation has its savepoint.
/// </remarks>
internal sealed class SqliteWriter : IDisposable
{
    private const int BatchesWithSavepoints = 32;

    private static readonly SqlFile LoadLastRecordedAt = new("storage/load_last_recorded_at");

    [ThreadStatic]
    private static bool isWriting;

    private readonly StorageOptions options;
    private readonly LedgerIdentity ledger;
    private readonly TimeProvider clock;
    private readonly BlockingCollection<PendingWrite> queue;
    private readonly Thread thread;
    private readonly Dictionary<string, SqliteStatement> controls = [];

    private SqliteConnection? connection;
    private LedgerTransaction? transaction;
    private long lastRecordedAt;
    private bool hasEnded;
    private bool logHoldsErased;
    private int withSavepoints;
    private long batchBegan;  // a timestamp; 0 while none is under way
    private int failedInARow;

    internal SqliteWriter(StorageOptions options, LedgerIdentity ledger, TimeProvider clock)
    {
        (this.options, this.ledger, this.clock) = (options, ledger, clock);
        queue = new BlockingCollection<PendingWrite>(options.QueueLength);
        thread = new Thread(Run) { Name = "ledger writer", IsBackground = true };
        thread.Start();
    }

    /// <summary>Called at named points (begun, operation, statement, flushed, committing, committed) so that tests can break or end the process there.</summary>
    internal Action<string>? Faults { get; set; }

    internal bool IsAlive => thread.IsAlive;

    internal WriteLoad Load => new(
        Volatile.Read(ref hasEnded) ? 0 : queue.Count, options.QueueLength, Interlocked.Read(ref batchBegan) is > 0 and var began ? Stopwatch.GetElapsedTime(began) : TimeSpan.Zero, Volatile.Read(ref failedInARow));

    internal Task<Outcome<T>> EnqueueAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop)
    {
        Invariant.Holds(!isWriting, "a write is not started inside another");
        stop.ThrowIfCancellationRequested();
        var write = new PendingWrite<T>(operation, operation.ContentJson(ledger.Secret), rules, stop);
        if (!TryAdd(write)) throw new BusyException(TimeSpan.FromSeconds(1));
        StorageTelemetry.Queued(1);
        return write.Answered;
    }

    /// <returns>False when too many wait, or the writer takes no more since the program ends.</returns>
    private bool TryAdd(PendingWrite write)
    {
        try
        {
            return queue.TryAdd(write);
        }
        catch (InvalidOperationException) // it has ended, and may be disposed of
        {
            return false;
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref hasEnded, true);
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
    }

    private void Run()
    {
        isWriting = true;
        var batch = new List<PendingWrite>(options.BatchLength);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            Interlocked.Exchange(ref batchBegan, Stopwatch.GetTimestamp());
            try
            {
                RunBatch(batch);
            }
            catch (Exception cause)
            {
                // Nothing of this batch was committed: whatever broke, broke before.
                CloseConnection();
                Interlocked.Increment(ref failedInARow);
                foreach (var write in batch) write.Fail(new NotWrittenException(cause));
            }

            StorageTelemetry.Queued(-batch.Count);
            Interlocked.Exchange(ref batchBegan, 0);
        }

        CloseConnection();
    }

    /// <summary>Runs the writes in <paramref name="batch"/> and all that wait behind them, commits and answers.</summary>
    private void RunBatch(List<PendingWrite> batch)
    {
        var tx = OpenTransaction();
        Execute("BEGIN IMMEDIATE");
        Faults?.Invoke("begun");
        withSavepoints = Math.Max(0, withSavepoints - 1);
        for (var i = 0; i < batch.Count; i++)
        {
            if (!batch[i].IsStopped && !TryRunOne(tx, batch[i])) RunAgain(tx, batch[..i]);
            if (batch.Count < options.BatchLength && queue.TryTake(out var next)) batch.Add(next);
        }

        Complete(tx.FlushAsync());
        Faults?.Invoke("flushed");
        Commit(batch);
    }

    /// <summary>Takes back the whole batch so far, and runs again those writes of it that were done.</summary>
    private void RunAgain(LedgerTransaction tx, List<PendingWrite> earlier)
    {
        withSavepoints = BatchesWithSavepoints;
        Execute("ROLLBACK");
        tx.Forget();
        Execute("BEGIN IMMEDIATE");
        foreach (var write in earlier.Where(write => write.IsDone)) Invariant.Holds(TryRunOne(tx, write));
    }

    /// <returns>False when it is to be undone and only the whole batch can be.</returns>
    private bool TryRunOne(LedgerTransaction tx, PendingWrite write)
    {
        if (write.Operation.ReadsTotals) Complete(tx.FlushAsync());
        if (withSavepoints > 0) Execute("SAVEPOINT operation");
        var changesBefore = raw.sqlite3_total_changes(connection!.Handle);
        lastRecordedAt = Math.Max(lastRecordedAt + 1, Moments.ToMicroseconds(clock.GetUtcNow()));
        tx.Begin(write.Operation, lastRecordedAt);
        Exception? broke = null;
        try
        {
            Faults?.Invoke("operation");
            var running = write.RunAsync(tx);
            Invariant.Holds(running.IsCompleted, "an operation on the embedded database waits for nothing outside it");
            running.GetAwaiter().GetResult();
        }
        catch (Exception cause)
        {
            broke = cause;
        }

        // A full disk, a failed read or write, and no memory can end the whole transaction, not only this operation.
        if (HasEnded) throw new IOException("the database ended the transaction", broke);
        if (broke is not null) write.Broke(broke is SqliteException ? new NotWrittenException(broke) : broke);
        if (!write.IsDone) tx.Undo();
        if (withSavepoints == 0) return write.IsDone || raw.sqlite3_total_changes(connection.Handle) == changesBefore;
        if (!write.IsDone) Execute("ROLLBACK TO operation");
        Execute("RELEASE operation");
        return true;
    }

    private void Commit(List<PendingWrite> batch)
    {
        var isAsked = false;
        try
        {
            Faults?.Invoke("committing");
            isAsked = true;
            var began = StorageTelemetry.CommitBegins();
            Execute("COMMIT");
            StorageTelemetry.Committed(batch.Count, began);
            Faults?.Invoke("committed");
        }
        catch (Exception cause)
        {
            // A failed sync may have left the whole batch in the log, to be found after a crash.
            var mayBeWritten = isAsked && (HasEnded || cause is SqliteException { SqliteErrorCode: raw.SQLITE_IOERR });
            CloseConnection();
            Interlocked.Increment(ref failedInARow);
            foreach (var write in batch) write.Fail(mayBeWritten ? new AmbiguousWriteException(cause) : new NotWrittenException(cause));
            return;
        }

        logHoldsErased |= batch.Exists(write => write.Operation.Erases);
        if (logHoldsErased) EmptyLog();
        if (batch.Exists(write => write.IsDone)) Interlocked.Exchange(ref failedInARow, 0);
        else if (batch.Exists(write => write.IsFailedByDatabase)) Interlocked.Increment(ref failedInARow);
        foreach (var write in batch) write.Answer();
    }

    /// <summary>Folds the log into the database and empties it. Where a reader stands in the way, the next batch tries again.</summary>
    private void EmptyLog()
    {
        try
        {
            logHoldsErased = connection!.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
        }
        catch (SqliteException)
        {
            // The batch is durable all the same, and the flag stands.
        }
    }

    private bool HasEnded => raw.sqlite3_get_autocommit(connection!.Handle) != 0;

    private LedgerTransaction OpenTransaction()
    {
        if (transaction is not null) return transaction;
        connection = SqliteConnections.OpenWriter(options.DatabaseFile, options.MostPages);
        transaction = new LedgerTransaction(connection, null, Dialect.Sqlite, ledger) { Faults = AtStatement };
        lastRecordedAt = Math.Max(lastRecordedAt, connection.ExecuteScalar<long>(LoadLastRecordedAt.TextFor(Dialect.Sqlite)));
        return transaction;
    }

    /// <summary>Rules that went on after they had to be done would write into somebody else's operation.</summary>
    private void AtStatement(string point)
    {
        Invariant.Holds(isWriting, "a transaction is used by its own operation only, while it runs");
        Faults?.Invoke(point);
    }

    /// <summary>Lets go of the connection and with it of all that was not committed; the next batch opens another.</summary>
    private void CloseConnection()
    {
        transaction?.DisposePrepared();
        foreach (var statement in controls.Values) statement.Dispose();
        controls.Clear();
        connection?.Dispose();
        (transaction, connection) = (null, null);
    }

    private void Execute(string control)
    {
        if (!controls.TryGetValue(control, out var statement)) controls.Add(control, statement = new SqliteStatement(connection!.Handle!, control));
        statement.Run();
    }

    private static void Complete(Task task)
    {
        Invariant.Holds(task.IsCompleted);
        task.GetAwaiter().GetResult();
    }
}
