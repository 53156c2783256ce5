using System.Text.Encodings.Web;
using System.Text.Json;

namespace FundLedger.Storage;

/// <summary>Keeps each operation's key with its outcome, in the operation's own transaction.</summary>
internal static class OperationLog
{
    private static readonly SqlFile Find = new("storage/find_operation");
    private static readonly SqlFile Insert = new("storage/insert_operation");

    private static readonly SqlFile LookUp = new("storage/look_up_operations");
    private static readonly SqlFile InsertMany = new("storage/insert_operations");

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs the rules unless the key was used before; keeps the outcome beside the key when something was done.</summary>
    /// <param name="content">The operation's <see cref="Operation.ContentJson"/>.</param>
    internal static async Task<Outcome<T>> RunOnceAsync<T>(LedgerTransaction tx, string content, Func<LedgerTransaction, Task<Outcome<T>>> rules)
    {
        if (tx.NewKey != tx.Operation.Key && await FindAsync<T>(tx) is { } earlier) return earlier;

        var outcome = await rules(tx);
        if (outcome is Outcome<T>.Done done)
            await tx.LaterAsync(Insert, tx.Operation.Key, tx.Operation.Name, content, JsonSerializer.Serialize(done.Value, Json), tx.Operation.Actor, tx.RecordedAt);
        return outcome;
    }

    /// <summary>Which of these keys, no two alike, are an operation's already.</summary>
    internal static async Task<bool[]> AreKnownAsync(LedgerTransaction tx, IReadOnlyList<string> keys) =>
        Array.ConvertAll(await tx.LookUpAsync(LookUp, [.. keys.Select(key => new SqlValue[] { key })]), known => known is not null);

    /// <summary>Keeps the outcomes of operations that were done together, beside their keys.</summary>
    internal static async Task KeepAsync<T>(LedgerTransaction tx, IEnumerable<(Operation Operation, string Content, long RecordedAt, T Value)> done)
    {
        var rows = new RowWriter(tx, InsertMany);
        foreach (var (operation, content, recordedAt, value) in done)
            await rows.AddAsync(operation.Key, operation.Name, content, JsonSerializer.Serialize(value, Json), operation.Actor, recordedAt);
        await rows.FlushAsync();
    }

    private static async Task<Outcome<T>?> FindAsync<T>(LedgerTransaction tx)
    {
        if (await tx.Prepared(Find).ScalarAsync(tx.Operation.Key) is null) return null;
        var row = await tx.SingleAsync<OperationRow>(Find, new { operation_key = tx.Operation.Key });
        if (tx.Operation.ConflictWith(row.Operation, row.Content, tx.Ledger.Secret) is { } conflict) return conflict;
        return new Outcome<T>.Done(JsonSerializer.Deserialize<T>(row.Outcome, Json)!, WasDoneBefore: true);
    }

    private sealed record OperationRow
    {
        public string Operation { get; init; } = "";
        public string Content { get; init; } = "";
        public string Outcome { get; init; } = "";
    }
}
