using System.Data;

namespace FundLedger.Storage;

/// <summary>Runs operations of one kind that wait at the same time in one transaction, each under its own key and at a moment of its own.</summary>
/// <remarks>
/// Without a timer: while some are on their way, the next ones gather; one that comes by itself is run alone, at once. One group at a time: a second would
/// wait for the rows that the first holds, and was measured at half the rate. Whatever stands in the way of a group,
/// a key used before, a rule, a deadlock, a lost line, each of its operations is then run alone and gets its own answer.
/// </remarks>
internal sealed class SqlServerGroups<TItem, T>(SqlServerWriter writer, SharedRules<TItem, T> rules) where T : class
{
    private const int MostInAGroup = 128;

    private static readonly SqlFile BeginGroup = new("server/begin_group");

    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = [];
    private bool isRunning;

    internal Task<Outcome<T>> WriteAsync(Operation operation, TItem asked, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var write = new Waiting(operation, operation.ContentJson(writer.Ledger.Secret), asked, stop);
        lock (gate)
        {
            if (queue.Count >= writer.QueueLength) throw new BusyException(TimeSpan.FromSeconds(1));
            queue.Enqueue(write);
            if (isRunning) return write.Answered;
            isRunning = true;
        }

        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAllAsync, CancellationToken.None);
        return write.Answered;
    }

    private async Task RunAllAsync()
    {
        while (Take() is { } group)
        {
            if (group.Count > 1) await RunAsync(group);
            else await RunAloneAsync(group[0], doubt: null);
        }
    }

    /// <summary>What waits, with no key twice; null when nothing does, and then this runner is over.</summary>
    private List<Waiting>? Take()
    {
        lock (gate)
        {
            var group = new List<Waiting>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (group.Count < MostInAGroup && queue.TryPeek(out var next) && !keys.Contains(next.Operation.Key))
            {
                queue.Dequeue();
                if (next.TryStop()) continue;
                group.Add(next);
                keys.Add(next.Operation.Key);
            }

            if (group.Count > 0) return group;
            isRunning = false;
            return null;
        }
    }

    private async Task RunAsync(List<Waiting> group)
    {
        var name = group[0].Operation.Key;
        var isCommitAsked = false;
        var alone = group;
        Exception? doubt = null; // what took the answer of the commit
        try
        {
            var done = await writer.InPlaceAsync(() => TryAsync(group, name, () => isCommitAsked = true));
            alone = [.. group.Where((_, i) => done[i] is null)];
            for (var i = 0; i < group.Count; i++)
                if (done[i] is { } value) group[i].Answer(new Outcome<T>.Done(value));
        }
        catch (Exception) when (!isCommitAsked)
        {
            // Nothing of it is there. What ails one of them is heard again when that one runs alone.
        }
        catch (Exception broke)
        {
            doubt = broke;
            if (!await writer.IsGroupOverAsync(name))
            {
                foreach (var write in group) write.Fail(new AmbiguousWriteException(broke));
                return;
            }
        }

        await Task.WhenAll(alone.Select(write => RunAloneAsync(write, doubt)));
    }

    private async Task RunAloneAsync(Waiting write, Exception? doubt)
    {
        try
        {
            write.Answer(await writer.InPlaceAsync(() => writer.RunAsync(write.Operation, write.Content, tx => rules.Alone(tx, write.Asked), doubt)));
        }
        catch (Exception broke)
        {
            write.Fail(broke);
        }
    }

    /// <returns>For each what it came to, or null when it is to be run alone; all null when the transaction was undone.</returns>
    private async Task<T?[]> TryAsync(List<Waiting> group, string name, Action commitIsAsked)
    {
        await using var connection = await SqlServerConnections.OpenAsync(writer.ConnectionString);
        await using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        var tx = writer.TransactionOn(connection, transaction);
        try
        {
            var last = await tx.SingleAsync<long>(BeginGroup, new { group_name = name, wait_milliseconds = SqlServerConnections.LockTimeoutMilliseconds(connection) });
            var moment = writer.NextMoment(last, group.Count);
            tx.Begin(group[0].Operation, moment);
            writer.Reach("begun", connection);
            var isKnown = await OperationLog.AreKnownAsync(tx, [.. group.Select(write => write.Operation.Key)]);
            int[] places = [.. Enumerable.Range(0, group.Count).Where(i => !isKnown[i])];
            var results = new T?[group.Count];
            if (places.Length == 0) return results;
            writer.Reach("operation", connection);
            var stamps = Array.ConvertAll(places, i => new OperationStamp(group[i].Operation.Key, group[i].Operation.Actor, moment + i));
            var outcome = await rules.Together(tx, [.. places.Select((place, i) => new SharedItem<TItem>(stamps[i], group[place].Asked))]);
            if (!outcome.IsDone(out var values, out _) || values.All(value => value is null)) return results;
            for (var i = 0; i < places.Length; i++) results[places[i]] = values[i];
            await OperationLog.KeepAsync(tx, places.Where(i => results[i] is not null).Select(i => (group[i].Operation, group[i].Content, moment + i, results[i]!)));
            await tx.FlushAsync();
            writer.Reach("flushed", connection);
            writer.Reach("committing", connection);
            commitIsAsked();
            var began = StorageTelemetry.CommitBegins();
            await transaction.CommitAsync();
            StorageTelemetry.Committed(places.Length, began);
            writer.Reach("committed", connection);
            return results;
        }
        finally
        {
            tx.DisposePrepared();
        }
    }

    private sealed class Waiting(Operation operation, string content, TItem asked, CancellationToken stop)
    {
        private readonly TaskCompletionSource<Outcome<T>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Operation Operation { get; } = operation;
        internal string Content { get; } = content;
        internal TItem Asked { get; } = asked;
        internal Task<Outcome<T>> Answered => answer.Task;

        /// <summary>True when its caller stopped it before it started; it is answered then.</summary>
        internal bool TryStop() => stop.IsCancellationRequested && answer.TrySetCanceled(stop);

        internal void Answer(Outcome<T> outcome) => answer.SetResult(outcome);

        internal void Fail(Exception cause) => answer.SetException(cause);
    }
}
