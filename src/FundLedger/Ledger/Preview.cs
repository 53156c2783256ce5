using System.Security.Cryptography;

namespace FundLedger.Ledger;

/// <summary>Runs operations as they would run and keeps nothing, so that people see what will be posted before it is.</summary>
/// <remarks>Give it to an operation in the database's place. Every rule is asked, every refusal is real; the entries' numbers are not.</remarks>
public sealed class Preview(Database database) : Database
{
    internal static readonly Refusal NotKept = Refusal.Of("preview", "", "仅为预览。", "This is only a preview.");

    /// <summary>What the last operation would have posted, in order; empty when it was refused.</summary>
    public IReadOnlyList<PostedEntry> Entries { get; private set; } = [];

    public override LedgerIdentity Ledger => database.Ledger;

    public override bool IsWriting => database.IsWriting;

    public override async Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default)
    {
        Outcome<T>? outcome = null;
        Entries = [];
        if (operation.RefusalForKey is { } badKey) return badKey;
        // Under a key of its own: one that was used before would be answered without asking the rules.
        await database.WriteAsync<T>(operation with { Key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) }, async tx =>
        {
            outcome = await rules(tx);
            if (outcome is Outcome<T>.Done) Entries = await tx.State<AppendedEntries>().ReadAsync(tx);
            return NotKept;
        }, stop);
        return outcome!;
    }

    public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) => database.ReadAsync(reads, stop);

    /// <summary>The database itself belongs to the one who opened it.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>The numbers of the entries an operation has appended.</summary>
internal sealed class AppendedEntries : BatchState
{
    private readonly List<EntryId> ids = [];

    internal void Add(IReadOnlyList<EntryId> appended) => ids.AddRange(appended);

    internal async Task<IReadOnlyList<PostedEntry>> ReadAsync(LedgerTransaction tx)
    {
        var books = await Books.OfAsync(tx);
        var entries = new List<PostedEntry>();
        foreach (var id in ids) entries.Add((await JournalReading.FindAsync(tx, id, books))!);
        return entries;
    }

    internal override void Mark() => ids.Clear();

    internal override void UndoToMark() => ids.Clear();

    internal override Task FlushAsync(LedgerTransaction tx) => Task.CompletedTask;
}
