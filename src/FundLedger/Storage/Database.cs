namespace FundLedger.Storage;

/// <summary>The two doors to the books: <see cref="WriteAsync{T}"/> and <see cref="ReadAsync{T}"/>. There is no other.</summary>
public abstract class Database : IAsyncDisposable
{
    public abstract LedgerIdentity Ledger { get; }

    /// <summary>Whether writes are taken: false for books opened to read, and after their writer ended.</summary>
    public virtual bool IsWriting => true;

    /// <summary>How writing goes just now.</summary>
    public virtual WriteLoad Load => WriteLoad.None;

    /// <summary>Runs one operation: all of it is durable when this returns Done, nothing of it when this returns Refused.</summary>
    /// <param name="operation">Its key is kept with the outcome: the same key and content again is answered with the first outcome.</param>
    /// <param name="rules">May be run more than once; must do nothing outside the transaction it is given.</param>
    /// <param name="stop">Counts only until the operation starts.</param>
    /// <exception cref="BusyException">Too many writes wait; nothing was written.</exception>
    /// <exception cref="NotWrittenException">The database failed; nothing was written.</exception>
    /// <exception cref="AmbiguousWriteException">The commit's answer was lost; sending the same operation again settles it.</exception>
    /// <exception cref="OperationCanceledException">Stopped before it started; nothing was written.</exception>
    public abstract Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default);

    /// <summary>The same for an operation of which many come at once: where that is quicker it shares its transaction with others, and gets its own answer all the same.</summary>
    internal virtual Task<Outcome<T>> WriteAsync<TItem, T>(Operation operation, TItem asked, SharedRules<TItem, T> rules, CancellationToken stop = default) where T : class =>
        WriteAsync(operation, tx => rules.Alone(tx, asked), stop);

    /// <summary>Runs reads that all see one moment of the ledger.</summary>
    public abstract Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default);

    public abstract ValueTask DisposeAsync();
}
