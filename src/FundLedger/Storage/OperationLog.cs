using System.Text.Encodings.Web;
using System.Text.Json;

namespace FundLedger.Storage;

/// <summary>Keeps each operation's key with its outcome, in the operation's own transaction.</summary>
internal static class OperationLog
{
    private static readonly SqlFile Find = new("storage/find_operation");
    private static readonly SqlFile Insert = new("storage/insert_operation");

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Runs the rules unless the key was used before; keeps the outcome beside the key when something was done.</summary>
    internal static async Task<Outcome<T>> RunOnceAsync<T>(LedgerTransaction tx, Func<LedgerTransaction, Task<Outcome<T>>> rules)
    {
        if (await FindAsync<T>(tx) is { } earlier) return earlier;

        var outcome = await rules(tx);
        if (outcome is Outcome<T>.Done done)
            await tx.Prepared(Insert).ExecuteAsync(tx.Operation.Key, tx.Operation.Name, tx.Operation.ContentJson(tx.Ledger.Secret),
                JsonSerializer.Serialize(done.Value, Json), tx.Operation.Actor, tx.RecordedAt);
        return outcome;
    }

    private static async Task<Outcome<T>?> FindAsync<T>(LedgerTransaction tx)
    {
        await using var row = await tx.Prepared(Find).ReadAsync(tx.Operation.Key);
        if (!await row.ReadAsync()) return null;
        if (tx.Operation.ConflictWith(row.GetString(0), row.GetString(1), tx.Ledger.Secret) is { } conflict) return conflict;
        return new Outcome<T>.Done(JsonSerializer.Deserialize<T>(row.GetString(2), Json)!, WasDoneBefore: true);
    }
}
