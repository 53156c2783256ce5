using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.SqlClient;

namespace FundLedger.Storage;

/// <summary>One operation's write: all of it is kept, or nothing.</summary>
/// <remarks>Rules run inside it and may be run again, so nothing in here asks a clock, draws an id or touches the world outside.</remarks>
public sealed class LedgerTransaction : LedgerReader
{
    private const int SaltLength = 32;
    private const int SaltsAtOnce = 128; // a draw costs as much as hashing an entry, however many bytes it gives

    private readonly Dictionary<Type, BatchState> states = [];
    private readonly DbTransaction? transaction;
    private readonly StatementBatch later = new();
    private byte[] salts = [];
    private int saltsUsed;

    internal LedgerTransaction(DbConnection connection, DbTransaction? transaction, Dialect dialect, LedgerIdentity ledger)
        : base(connection, dialect, ledger) => this.transaction = transaction;

    /// <summary>The operation being run.</summary>
    public Operation Operation { get; private set; } = null!;

    /// <summary>The moment everything in this operation is recorded at, in microseconds since 1970-01-01 UTC; later than every earlier operation's.</summary>
    public long RecordedAt { get; private set; }

    /// <summary>The day of <see cref="RecordedAt"/> in Shanghai: the last day an actual line may count for.</summary>
    public DateOnly Today { get; private set; }

    internal override DbTransaction? Transaction => transaction;

    /// <summary>A key that is known to be no operation's yet, and that no other transaction can use; null when that was not asked.</summary>
    internal string? NewKey { get; set; }

    /// <summary>Statements that only write may wait and go to the server with the next one; whoever set this calls <see cref="FlushAsync"/> before the commit.</summary>
    internal bool Defers { get; init; }

    internal async Task<int> ExecuteAsync(SqlFile file, object? parameters = null)
    {
        await SendAsync();
        return await Connection.ExecuteAsync(TextOf(file), parameters, transaction);
    }

    /// <summary>Runs a statement of which nothing is asked back; what is wrong with it may be heard of later in this transaction.</summary>
    internal async Task LaterAsync(SqlFile file, params SqlValue[] values)
    {
        if (!Defers)
        {
            await Prepared(file).ExecuteAsync(values);
            return;
        }

        if (later.IsFull) await SendAsync();
        later.Add(TextOf(file), values);
    }

    /// <summary>Has few rows go with the next statement.</summary>
    /// <returns>False when they are not few, or nothing waits here; nothing was done then.</returns>
    internal bool TryLater(SqlFile file, IReadOnlyList<SqlValue[]> rows)
    {
        if (!Defers || later.IsFull) return false;
        Faults?.Invoke("statement");
        return TableCommand.TryAdd(later, file, rows);
    }

    /// <summary>The number that a statement answers with, or null; what waits is sent with it.</summary>
    internal async Task<long?> ScalarWithAllAsync(SqlFile file, params SqlValue[] values)
    {
        if (!Defers) return await Prepared(file).ScalarAsync(values);
        later.Add(TextOf(file), values);
        await using var command = later.Take((SqlConnection)Connection, (SqlTransaction?)transaction);
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? (long)value : null;
    }

    internal override async Task SendAsync()
    {
        if (later.IsEmpty) return;
        await using var command = later.Take((SqlConnection)Connection, (SqlTransaction?)transaction);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>32 random bytes. Drawn again when the operation is run again, which is harmless: only the committed ones count.</summary>
    internal byte[] NewSalt()
    {
        if (saltsUsed == salts.Length) (salts, saltsUsed) = (RandomNumberGenerator.GetBytes(SaltsAtOnce * SaltLength), 0);
        saltsUsed += SaltLength;
        return salts[(saltsUsed - SaltLength)..saltsUsed];
    }

    /// <summary>A key made from content that may be personal: HMAC-SHA-256 under the ledger's secret, of the NFC text.</summary>
    internal byte[] KeyOf(string content) => HMACSHA256.HashData(Ledger.Secret, Encoding.UTF8.GetBytes(content.ToNfc()));

    /// <summary>In-memory state that lives and dies with what this transaction wrote; one of each type.</summary>
    internal T State<T>() where T : BatchState, new()
    {
        if (!states.TryGetValue(typeof(T), out var state)) states.Add(typeof(T), state = new T());
        return (T)state;
    }

    /// <summary>Runs another operation inside this one, at the same moment and under its own key, name and actor: both are kept, or neither.</summary>
    /// <remarks>When it is refused, this one is to be refused too: what the inner one wrote before is undone with the outer.</remarks>
    internal async Task<Outcome<T>> RunInsideAsync<T>(Operation inner, Func<LedgerTransaction, Task<Outcome<T>>> rules)
    {
        var outer = Operation;
        Invariant.Holds(outer.ReadsTotals || !inner.ReadsTotals);
        Invariant.Holds(inner.RefusalForKey is null);
        Operation = inner;
        try
        {
            return await OperationLog.RunOnceAsync(this, inner.ContentJson(Ledger.Secret), rules);
        }
        finally
        {
            Operation = outer;
        }
    }

    internal void Begin(Operation operation, long recordedAt)
    {
        (Operation, RecordedAt, Today) = (operation, recordedAt, Moments.DayInShanghai(recordedAt));
        foreach (var state in states.Values) state.Mark();
    }

    /// <summary>Everything written so far is taken back.</summary>
    internal void Forget() => states.Clear();

    internal void Undo()
    {
        foreach (var state in states.Values) state.UndoToMark();
    }

    /// <summary>Writes what the states held back, before the commit.</summary>
    internal async Task FlushAsync()
    {
        foreach (var state in states.Values) await state.FlushAsync(this);
        await SendAsync();
    }
}

/// <summary>State held in memory while a batch of operations runs, undone with the operation that made it.</summary>
internal abstract class BatchState
{
    /// <summary>An operation starts: what comes now may be undone.</summary>
    internal abstract void Mark();

    /// <summary>The operation that started at the last mark is undone.</summary>
    internal abstract void UndoToMark();

    /// <summary>The batch is about to commit.</summary>
    internal abstract Task FlushAsync(LedgerTransaction tx);
}
