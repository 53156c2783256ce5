using System.Security.Cryptography;
using FundLedger.Ledger;
using FundLedger.Outbox;

namespace FundLedger.Donations.Uploads;

/// <summary>Takes an uploaded list one step on, as the rules of <see cref="UploadSteps"/> say.</summary>
internal sealed class ChangeUpload(Database database)
{
    internal static readonly Refusal Moved = Refusal.Of(
        "upload-moved", "", "这份名单刚刚有了变化。请再看一次。", "This list has just changed. Look at it again.");

    /// <returns>The list as it is after the step.</returns>
    internal async Task<Outcome<ListUpload>> RunAsync(Asked asked, long id, Func<ListUpload, Outcome<ListUpload>> step, CancellationToken stop = default)
    {
        var changed = await database.WriteAsync<UploadBegun>(asked.For("upload-step", OperationField.Of("upload", id)), async tx =>
        {
            if (await UploadStore.FindAsync(tx, id) is not { } upload) return Uploads.Gone;
            if (!step(upload).IsDone(out var next, out var refusal)) return refusal;
            if (next == upload) return new UploadBegun(id);
            if (!await UploadStore.UpdateAsync(tx, next with { ChangedAt = tx.RecordedAt })) return Moved;
            if (next.State != upload.State && next.State is UploadState.Done or UploadState.Refused)
                await Events.AddAsync(tx, new Happening(next.State == UploadState.Done ? EventKind.ImportDone : EventKind.ImportFailed, $"{id}")
                {
                    Person = next.Actor, Fund = next.Settings.Fund, Detail = new Dictionary<string, string> { ["outcome"] = next.Result?.Refusal?.Code ?? "", ["account"] = next.Settings.Account?.Code ?? "" },
                });
            return new UploadBegun(id);
        }, stop);
        if (!changed.IsDone(out _, out var refused)) return refused;
        return await database.ReadAsync(reader => UploadStore.FindAsync(reader, id), stop) is { } now ? now : Uploads.Gone;
    }
}

/// <summary>Keeps what a person decided about how an uploaded list is read.</summary>
public sealed class SettleUpload(Database database)
{
    public Task<Outcome<ListUpload>> RunAsync(Asked asked, long id, UploadSettings settings, CancellationToken stop = default) =>
        new ChangeUpload(database).RunAsync(asked, id, upload => upload.WithSettings(settings), stop);
}

public sealed record UploadQueued(long Id);

/// <summary>Puts an uploaded list into the queue of those to import.</summary>
public sealed class StartUpload(Database database)
{
    /// <param name="rowsTotal">Gift rows, as the person saw them.</param>
    public async Task<Outcome<ListUpload>> RunAsync(Asked asked, long id, UploadSettings settings, long rowsTotal, CancellationToken stop = default)
    {
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        if (!books.Fund(settings.Fund).IsDone(out var fund, out var refusal)) return refusal;
        return await RunAsync(asked, id, settings, books.Entity(fund.EntityId), rowsTotal, stop);
    }

    /// <param name="entity">Whose books it goes into.</param>
    public Task<Outcome<ListUpload>> RunAsync(Asked asked, long id, UploadSettings settings, Entity entity, long rowsTotal, CancellationToken stop = default) =>
        new ChangeUpload(database).RunAsync(asked, id, upload => upload.Started(asked.Actor, entity, settings, rowsTotal), stop);

    /// <summary>Queues work that needs no file.</summary>
    /// <param name="name">What it is shown as.</param>
    public Task<Outcome<UploadQueued>> RunAsync(Asked asked, string name, UploadSettings settings, Entity entity, CancellationToken stop = default) => database.WriteAsync<UploadQueued>(
        asked.For("queue-work", OperationField.Of("name", name), OperationField.Of("entity", entity.Code), OperationField.Of("account", settings.Account?.Code)), async tx =>
        {
            var id = await UploadStore.InsertAsync(tx, name, settings);
            if (!(await UploadStore.FindAsync(tx, id))!.Received(SHA256.HashData([]), 0).IsDone(out var received, out var refusal)) return refusal;
            if (!received.Started(asked.Actor, entity, settings, 0).IsDone(out var queued, out refusal)) return refusal;
            Invariant.Holds(await UploadStore.UpdateAsync(tx, queued with { ChangedAt = tx.RecordedAt }));
            return new UploadQueued(id);
        }, stop);
}

/// <summary>Asks a queued or running import to stop. What is posted stays posted, and it can go on later.</summary>
public sealed class StopUpload(Database database)
{
    public Task<Outcome<ListUpload>> RunAsync(Asked asked, long id, CancellationToken stop = default) =>
        new ChangeUpload(database).RunAsync(asked, id, upload => upload.AskedToStop(), stop);
}

public sealed record UploadDiscarded(long Id);

/// <summary>Removes an uploaded list from the books, so that it is not found again; what was posted from it stays.</summary>
public sealed class DiscardUpload(Database database)
{
    public Task<Outcome<UploadDiscarded>> RunAsync(Asked asked, long id, CancellationToken stop = default) => database.WriteAsync<UploadDiscarded>(
        asked.For("discard-upload", OperationField.Of("upload", id)) with { Erases = true },
        async tx =>
        {
            if (await UploadStore.FindAsync(tx, id) is { } upload)
            {
                if (upload.WhyNotDiscarded() is { } refusal) return refusal;
                await UploadStore.DeleteAsync(tx, id);
            }

            return new UploadDiscarded(id);
        }, stop);

    /// <summary>Removes every list that was left alone for too long.</summary>
    public async Task<int> ExpiredAsync(string actor, TimeProvider clock, CancellationToken stop = default)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        var expired = (await database.ReadAsync(UploadStore.ListAsync, stop)).Where(upload => upload.IsExpired(now)).ToList();
        foreach (var upload in expired) await RunAsync(new Asked($"upload/{upload.Id}/expired", actor), upload.Id, stop);
        return expired.Count;
    }
}
