namespace FundLedger.Storage;

/// <summary>The rules of an operation of which many come at once: a server spends less on a hundred in one transaction than on ten in their own.</summary>
/// <param name="Alone">Runs one; it is always right to run each alone.</param>
/// <param name="Together">
/// Runs several, of whose keys none was used before. A value of null: this one is to be run alone, and nothing of it was written. A refusal: all of them
/// are to be run alone, and the transaction is undone, so whatever was written before it does not stay.
/// </param>
internal sealed record SharedRules<TItem, T>(
    Func<LedgerTransaction, TItem, Task<Outcome<T>>> Alone,
    Func<LedgerTransaction, IReadOnlyList<SharedItem<TItem>>, Task<Outcome<IReadOnlyList<T?>>>> Together) where T : class;

/// <summary>What one of several operations in a transaction asks.</summary>
internal readonly record struct SharedItem<TItem>(OperationStamp Stamp, TItem Asked);

/// <summary>Whose an entry is: the operation, who asked, and the moment, in microseconds since 1970-01-01 UTC.</summary>
internal readonly record struct OperationStamp(string Key, string Actor, long RecordedAt);
