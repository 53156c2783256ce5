using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Tests.Hosting;

/// <summary>The books of one test after the other, to a host that knows nothing of it. Whatever is asked between two tests waits for the next.</summary>
internal sealed class LentDatabase : Database
{
    private readonly Lock changing = new();
    private TaskCompletionSource<Database> lent = Waiting();
    private readonly AsyncLocal<Database?> inside = new();
    private TaskCompletionSource? idle;
    private int asked;

    /// <summary>False while nothing is lent, so that a host built then has no schedule of its own.</summary>
    public override bool IsWriting => Current is { IsWriting: true };

    public override LedgerIdentity Ledger => Current!.Ledger;

    internal bool IsLent => lent.Task.IsCompleted;

    private Database? Current => lent.Task is { IsCompletedSuccessfully: true } task ? task.Result : null;

    internal void Lend(Database database) => lent.SetResult(database);

    /// <summary>Nothing is asked of the lent books any more when this ends.</summary>
    internal Task TakeBackAsync()
    {
        lock (changing)
        {
            lent = Waiting();
            if (asked == 0) return Task.CompletedTask;
            idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
    }

    public override Task<Outcome<T>> WriteAsync<T>(Operation operation, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop = default) =>
        AskAsync(database => database.WriteAsync(operation, rules, stop), stop);

    public override Task<T> ReadAsync<T>(Func<LedgerReader, Task<T>> reads, CancellationToken stop = default) =>
        AskAsync(database => database.ReadAsync(reads, stop), stop);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> AskAsync<T>(Func<Database, Task<T>> ask, CancellationToken stop)
    {
        if (inside.Value is { } outer) return await ask(outer);
        Database? database;
        while ((database = Enter()) is null) await lent.Task.WaitAsync(stop);
        try
        {
            inside.Value = database;
            return await ask(database);
        }
        finally
        {
            Leave();
        }
    }

    private Database? Enter()
    {
        lock (changing)
        {
            if (Current is not { } database) return null;
            asked++;
            return database;
        }
    }

    private void Leave()
    {
        lock (changing)
        {
            if (--asked > 0 || idle is null) return;
            idle.SetResult();
            idle = null;
        }
    }

    private static TaskCompletionSource<Database> Waiting() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
