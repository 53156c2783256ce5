using System.Collections.Concurrent;
using System.Data;
using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>Runs each operation in its own transaction, as often as it takes until its outcome is certain.</summary>
/// <remarks>
/// An attempt begins with the lock on the operation's key and the question whether it was done already. So whatever became of an attempt before, lost answer
/// of a commit included, the next one learns it before anything else, on another connection.
/// </remarks>
internal sealed class SqlServerWriter(string connectionString, StorageOptions options, LedgerIdentity ledger, bool doublesQuotes, TimeProvider clock)
{
    private const int MostAttempts = 12;
    private const int ShortestPauseMilliseconds = 10;
    private const int LongestPauseMilliseconds = 1_000;

    private static readonly SqlFile BeginWrite = new("server/begin_write");
    private static readonly SqlFile AwaitGroup = new("server/await_group");
    private static readonly AsyncLocal<bool> IsInsideAWrite = new();

    private readonly ConcurrentDictionary<object, object> groups = new();
    private readonly SemaphoreSlim places = new(options.WritersAtOnce);
    private int waiting;
    private int failedInARow;
    private long lastMoment;

    /// <summary>Called at named points (begun, operation, statement, flushed, committing, committed) with the connection, so that tests can break it there.</summary>
    internal Action<string, SqlConnection>? Faults { get; set; }

    internal string ConnectionString => connectionString;

    internal LedgerIdentity Ledger => ledger;

    internal int QueueLength => options.QueueLength;

    internal WriteLoad Load => new(Volatile.Read(ref waiting), options.QueueLength + options.WritersAtOnce, TimeSpan.Zero, Volatile.Read(ref failedInARow));

    /// <summary>Runs a write, and keeps in mind whether the server fails all of late.</summary>
    internal async Task<Outcome<T>> WatchedAsync<T>(Operation operation, Func<Task<Outcome<T>>> write)
    {
        try
        {
            var outcome = await (StorageTelemetry.IsListenedTo ? StorageTelemetry.ToldAsync(operation, write) : write());
            if (outcome is Outcome<T>.Done) Interlocked.Exchange(ref failedInARow, 0);
            return outcome;
        }
        catch (Exception failure) when (failure is NotWrittenException or AmbiguousWriteException)
        {
            Interlocked.Increment(ref failedInARow);
            throw;
        }
    }

    /// <summary>Runs it with those of its kind that come at the same time.</summary>
    internal Task<Outcome<T>> WriteAsync<TItem, T>(Operation operation, TItem asked, SharedRules<TItem, T> rules, CancellationToken stop) where T : class
    {
        Invariant.Holds(!IsInsideAWrite.Value, "a write is not started inside another");
        return ((SqlServerGroups<TItem, T>)groups.GetOrAdd(rules, _ => new SqlServerGroups<TItem, T>(this, rules))).WriteAsync(operation, asked, stop);
    }

    internal async Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop)
    {
        Invariant.Holds(!IsInsideAWrite.Value, "a write is not started inside another");
        await TakePlaceAsync(stop);
        try
        {
            // Off the caller's thread: rules may be long before they wait for anything.
            return await Task.Run(() => RunAsync(operation, operation.ContentJson(ledger.Secret), rules, doubt: null), CancellationToken.None);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task TakePlaceAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (Interlocked.Increment(ref waiting) > options.QueueLength + options.WritersAtOnce)
        {
            Interlocked.Decrement(ref waiting);
            throw new BusyException(TimeSpan.FromSeconds(1));
        }

        StorageTelemetry.Queued(1);
        try
        {
            await places.WaitAsync(stop);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
            StorageTelemetry.Queued(-1);
        }
    }

    /// <summary>Runs it when a connection is free for it; who calls has seen to it that not too many wait.</summary>
    internal async Task<T> InPlaceAsync<T>(Func<Task<T>> running)
    {
        await places.WaitAsync();
        try
        {
            IsInsideAWrite.Value = true;
            return await running();
        }
        finally
        {
            places.Release();
        }
    }

    /// <param name="content">The operation's <see cref="Operation.ContentJson"/>.</param>
    /// <param name="doubt">What took the answer of a commit that held this operation; null when there was none.</param>
    internal async Task<Outcome<T>> RunAsync<T>(Operation operation, string content, Func<LedgerTransaction, Task<Outcome<T>>> rules, Exception? doubt)
    {
        IsInsideAWrite.Value = true;
        for (var attempt = 1; ; attempt++)
        {
            var write = new Attempt<T>(this, operation, content, rules);
            try
            {
                var outcome = await write.RunAsync();
                // What this very call wrote is its first answer, also when it had to be looked up.
                return doubt is not null && outcome is Outcome<T>.Done done ? done with { WasDoneBefore = false } : outcome;
            }
            catch (Exception broke)
            {
                if (write.IsCommitAsked) doubt = broke;
                else if (write.IsNewsRead) doubt = null; // the attempt before is over and left nothing
                if (doubt is null && !write.IsOfTheDatabase(broke)) throw;
                if (attempt < MostAttempts && (doubt is not null || write.IsWorthAnotherTry(broke))) await PauseAsync(attempt);
                else if (doubt is not null) throw new AmbiguousWriteException(doubt);
                else throw new NotWrittenException(broke);
            }
        }
    }

    private static Task PauseAsync(int attempt) => Task.Delay(RandomNumberGenerator.GetInt32(
        1, Math.Min(ShortestPauseMilliseconds << attempt, LongestPauseMilliseconds)));

    /// <summary>A transaction that collects what it only writes: <see cref="LedgerTransaction.FlushAsync"/> belongs before its commit.</summary>
    internal LedgerTransaction TransactionOn(SqlConnection connection, SqlTransaction transaction) =>
        new(connection, transaction, Dialect.SqlServer, ledger) { Faults = point => Reach(point, connection), DoublesQuotes = doublesQuotes, Defers = true };

    internal void Reach(string point, SqlConnection connection) => Faults?.Invoke(point, connection);

    /// <summary>Waits for the transaction of a group whose commit was not answered; false when the server cannot be asked.</summary>
    internal async Task<bool> IsGroupOverAsync(string name)
    {
        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            try
            {
                await using var connection = await SqlServerConnections.OpenAsync(connectionString);
                await connection.ExecuteAsync(AwaitGroup.TextFor(Dialect.SqlServer), new { group_name = name, wait_milliseconds = SqlServerConnections.LockTimeoutMilliseconds(connection) });
                return true;
            }
            catch (Exception broke) when (broke is SqlException or InvalidOperationException)
            {
                await PauseAsync(attempt);
            }
        }

        return false;
    }

    /// <summary>Later than every write that was over when this one began, and than every other of this process.</summary>
    /// <param name="count">How many moments are taken, of which this is the first.</param>
    internal long NextMoment(long lastKnown, int count = 1)
    {
        var now = Math.Max(Moments.ToMicroseconds(clock.GetUtcNow()), lastKnown + 1);
        while (true)
        {
            var last = Interlocked.Read(ref lastMoment);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref lastMoment, next + count - 1, last) == last) return next;
        }
    }

    private sealed record Begun
    {
        public long LastRecordedAt { get; init; }
        public long IsKnown { get; init; }
    }

    /// <summary>One run of one operation, from its connection to its commit.</summary>
    private sealed class Attempt<T>(SqlServerWriter writer, Operation operation, string content, Func<LedgerTransaction, Task<Outcome<T>>> rules)
    {
        private SqlConnection? connection;
        private bool isBrokenOff;

        /// <summary>From here on the operation may be in the ledger, whatever is heard.</summary>
        internal bool IsCommitAsked { get; private set; }

        /// <summary>Whether the operation was done before is known, and can no more change.</summary>
        internal bool IsNewsRead { get; private set; }

        internal bool IsOfTheDatabase(Exception broke) => connection is null ? broke is SqlException or InvalidOperationException : broke is SqlException || isBrokenOff && broke is InvalidOperationException;

        internal bool IsWorthAnotherTry(Exception broke) => connection is null || SqlServerErrors.IsWorthAnotherTry(broke, isBrokenOff);

        internal async Task<Outcome<T>> RunAsync()
        {
            await using var opened = await SqlServerConnections.OpenAsync(writer.ConnectionString);
            connection = opened;
            try
            {
                await using var transaction = opened.BeginTransaction(IsolationLevel.ReadCommitted);
                return await RunAsync(transaction);
            }
            catch
            {
                // Asked now: disposing of the connection closes it.
                isBrokenOff = opened.State != ConnectionState.Open;
                throw;
            }
        }

        private async Task<Outcome<T>> RunAsync(SqlTransaction transaction)
        {
            var tx = writer.TransactionOn(connection!, transaction);
            try
            {
                var begun = await tx.SingleAsync<Begun>(BeginWrite, new { operation_key = operation.Key, wait_milliseconds = SqlServerConnections.LockTimeoutMilliseconds(connection!) });
                tx.Begin(operation, writer.NextMoment(begun.LastRecordedAt));
                if (begun.IsKnown == 0) tx.NewKey = operation.Key;
                Reach("begun");
                var outcome = await OperationLog.RunOnceAsync(tx, content, async running =>
                {
                    IsNewsRead = true;
                    Reach("operation");
                    return await rules(running);
                });
                if (outcome is not Outcome<T>.Done { WasDoneBefore: false }) return outcome;
                await tx.FlushAsync();
                Reach("flushed");
                Reach("committing");
                IsCommitAsked = true;
                var began = StorageTelemetry.CommitBegins();
                await transaction.CommitAsync();
                StorageTelemetry.Committed(1, began);
                Reach("committed");
                return outcome;
            }
            finally
            {
                tx.DisposePrepared();
            }
        }

        private void Reach(string point) => writer.Reach(point, connection!);
    }
}
