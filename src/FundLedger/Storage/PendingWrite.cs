namespace FundLedger.Storage;

/// <summary>A write in the queue: run inside a batch, answered when the batch is durable.</summary>
internal abstract class PendingWrite(Operation operation, CancellationToken stop)
{
    internal Operation Operation { get; } = operation;

    /// <summary>Stopped by its caller before it started.</summary>
    internal bool IsStopped => stop.IsCancellationRequested;

    /// <summary>It ran, and what it wrote is to be kept.</summary>
    internal abstract bool IsDone { get; }

    /// <summary>It was undone since the database failed.</summary>
    internal abstract bool IsFailedByDatabase { get; }

    internal abstract Task RunAsync(LedgerTransaction tx);

    /// <summary>This one failed and was undone; the rest of its batch goes on.</summary>
    internal abstract void Broke(Exception cause);

    /// <summary>The batch is durable.</summary>
    internal abstract void Answer();

    /// <summary>The batch is not, or not surely, durable.</summary>
    internal abstract void Fail(Exception cause);
}

/// <param name="content">The operation's content as it is kept: made by the caller's thread, since there are many of those and one that writes.</param>
internal sealed class PendingWrite<T>(Operation operation, string content, Func<LedgerTransaction, Task<Outcome<T>>> rules, CancellationToken stop)
    : PendingWrite(operation, stop)
{
    private readonly CancellationToken stop = stop;
    private readonly TaskCompletionSource<Outcome<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Outcome<T>? outcome;
    private Exception? broke;

    internal Task<Outcome<T>> Answered => answer.Task;

    internal override bool IsDone => broke is null && outcome is Outcome<T>.Done;

    internal override bool IsFailedByDatabase => broke is NotWrittenException;

    internal override async Task RunAsync(LedgerTransaction tx) => outcome = await OperationLog.RunOnceAsync(tx, content, rules);

    internal override void Broke(Exception cause) => broke = cause;

    internal override void Answer()
    {
        if (broke is not null) answer.SetException(broke);
        else if (outcome is not null) answer.SetResult(outcome);
        else answer.SetCanceled(stop);
    }

    internal override void Fail(Exception cause)
    {
        // One that broke by itself or was stopped has its own answer. A refusal has not: it may rest on a write that is now undone.
        if (broke is not null || outcome is null && IsStopped) Answer();
        else answer.SetException(cause);
    }
}
