using System.Security.Cryptography;
using FundLedger.Ledger;

namespace FundLedger.People.Trail;

/// <summary>The database as people reach it: what an operation refuses is told to the trail in a second small operation, since the first wrote nothing.</summary>
/// <remarks>
/// Give it to operations in the database's place. The refusal is answered after the trail holds it, and not at all when the trail cannot be written.
/// A preview is no try.
/// </remarks>
public sealed class RefusalsNoted(Database database) : Database
{
    public override LedgerIdentity Ledger => database.Ledger;

    public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default) =>
        NotingAsync(operation, database.WriteAsync(operation, rules, stop));

    internal override Task<Outcome<T>> WriteAsync<TItem, T>(Operation operation, TItem asked, SharedRules<TItem, T> rules, CancellationToken stop = default) =>
        NotingAsync(operation, database.WriteAsync(operation, asked, rules, stop));

    private async Task<Outcome<T>> NotingAsync<T>(Operation operation, Task<Outcome<T>> writing)
    {
        var outcome = await writing;
        if (outcome is Outcome<T>.Refused { Reason: var reason } && reason != Preview.NotKept) await NoteAsync(operation, reason);
        return outcome;
    }

    public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) => database.ReadAsync(reads, stop);

    /// <summary>The database itself belongs to the one who opened it.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // Under a key of its own each time: the same request refused twice was tried twice. Not to be stopped: the try has been made.
    // A key that cannot be kept is not kept here either.
    private Task NoteAsync(Operation operation, Refusal reason) => new NoteAct(database).RunAsync(
        new Asked("refused/" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), operation.Actor),
        new AuditNote(operation.Name, AuditOutcome.Refused, "operation", operation.RefusalForKey is null ? operation.Key : "", reason.Code), CancellationToken.None);
}
