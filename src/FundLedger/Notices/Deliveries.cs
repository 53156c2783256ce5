using FundLedger.Outbox;
using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Notices;

/// <param name="Oldest">When the oldest of them was put there, in microseconds.</param>
public sealed record DeliveryCount(DeliveryState State, long Count, long Oldest);

/// <summary>Looking at what is on its way.</summary>
public static class Deliveries
{
    public static Task<Delivery?> FindAsync(LedgerReader reader, long id) => DeliveryStore.FindAsync(reader, id);

    /// <summary>Newest first.</summary>
    /// <param name="onlyOpen">Leaves out what was sent.</param>
    /// <param name="subscription">Of one program; null for all and for messages.</param>
    /// <param name="before">Lower numbers only; null for the newest.</param>
    public static Task<IReadOnlyList<Delivery>> ListAsync(LedgerReader reader, bool onlyOpen, int most, long? subscription = null, long? before = null) =>
        DeliveryStore.ListAsync(reader, onlyOpen, subscription ?? 0, before ?? long.MaxValue, most);

    public static Task<IReadOnlyList<DeliveryCount>> CountAsync(LedgerReader reader) => DeliveryStore.CountAsync(reader);
}

public sealed record DeliveryStep(long Id);

/// <summary>Sends something once more, or gives it up: by whoever looks after the queue.</summary>
public sealed class HandleDelivery(Database database, TimeProvider clock)
{
    public Task<Outcome<DeliveryStep>> AgainAsync(Asked asked, long id, CancellationToken stop = default) =>
        RunAsync(asked, "send-again", id, delivery => delivery.Again(Moments.ToMicroseconds(clock.GetUtcNow())), stop);

    public Task<Outcome<DeliveryStep>> GiveUpAsync(Asked asked, long id, CancellationToken stop = default) => RunAsync(asked, "give-delivery-up", id, DeliverySteps.Dropped, stop);

    private Task<Outcome<DeliveryStep>> RunAsync(Asked asked, string act, long id, Func<Delivery, Outcome<Delivery>> step, CancellationToken stop) => database.WriteAsync<DeliveryStep>(
        asked.For(act, OperationField.Of("delivery", id)), async tx =>
        {
            if (await Grants.RefusalForAsync(tx, asked.Actor, Permission.ManageSettings, Target.WholeLedger) is { } notAllowed) return notAllowed;
            if (await DeliveryStore.FindAsync(tx, id) is not { } delivery) return Authority.NotThere;
            if (!step(delivery).IsDone(out var next, out var refusal)) return refusal;
            if (next != delivery && !await DeliveryStore.UpdateAsync(tx, next)) return DeliverySteps.Moved;
            await AuditTrail.AddAsync(tx, AuditNote.Done(act, "delivery", id));
            return new DeliveryStep(id);
        }, stop);
}

/// <summary>Sends one, and says what became of it. It gives no exception away but that it was stopped.</summary>
public delegate Task<Attempt> SendDelivery(Delivery delivery, CancellationToken stop);

/// <summary>Sends what is due, whichever node comes first. Run it as often and on as many nodes as you like: each is sent by one, and nothing that fails is lost.</summary>
/// <param name="holder">This node's name.</param>
public sealed class RunDeliveries(Database database, TimeProvider clock, string holder, SendDelivery send)
{
    private const int AtOnce = 200;
    private const int ReceiversAtOnce = 4;
    private const long DayMicroseconds = 86_400_000_000;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(50);

    private long Now => Moments.ToMicroseconds(clock.GetUtcNow());

    /// <returns>How many attempts were made.</returns>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var (until, attempts) = (clock.GetUtcNow() + LongestRun, 0);
        while (clock.GetUtcNow() < until && await database.ReadAsync(reader => DeliveryStore.DueAsync(reader, Now, AtOnce), stop) is { Count: > 0 } due)
        {
            var before = attempts;
            await Parallel.ForEachAsync(due.GroupBy(delivery => delivery.Subscription), new ParallelOptions { MaxDegreeOfParallelism = ReceiversAtOnce, CancellationToken = stop },
                async (receiver, stopping) => Interlocked.Add(ref attempts, await SendAllAsync(receiver, until, stopping)));
            if (attempts == before) break;
        }

        return attempts;
    }

    /// <summary>To one receiver, one after another, until it fails.</summary>
    private async Task<int> SendAllAsync(IEnumerable<Delivery> deliveries, DateTimeOffset until, CancellationToken stop)
    {
        var made = 0;
        foreach (var due in deliveries)
        {
            if (clock.GetUtcNow() >= until || stop.IsCancellationRequested) break;
            if (await ClaimAsync(due) is not { State: DeliveryState.Sending } claimed) continue;
            Attempt attempt;
            try
            {
                attempt = await send(claimed, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                await StepAsync(claimed, "give-back", delivery => delivery.GivenBack(Now), null);
                break;
            }

            made++;
            await StepAsync(claimed, "attempt", delivery => delivery.After(attempt, Now), attempt);
            if (attempt is Attempt.Failed { IsOfTheReceiver: true }) break; // the rest is put off with it
        }

        return made;
    }

    private async Task<Delivery?> ClaimAsync(Delivery due)
    {
        var now = Now;
        var outcome = await database.WriteAsync<DeliveryStep>(OfStep(due, "claim"), async tx =>
            await DeliveryStore.FindAsync(tx, due.Id) is { } delivery && delivery.Version == due.Version && delivery.IsClaimable(now) && await DeliveryStore.UpdateAsync(tx, delivery.Claimed(holder, now))
                ? new DeliveryStep(due.Id) : DeliverySteps.Moved);
        return outcome is Outcome<DeliveryStep>.Done { WasDoneBefore: false } ? await database.ReadAsync(reader => DeliveryStore.FindAsync(reader, due.Id)) : null;
    }

    /// <summary>What comes of an attempt is written whatever stops: only then it is known.</summary>
    private Task StepAsync(Delivery claimed, string step, Func<Delivery, Delivery> next, Attempt? attempt) => database.WriteAsync<DeliveryStep>(OfStep(claimed, step), async tx =>
    {
        if (await DeliveryStore.FindAsync(tx, claimed.Id) is not { } delivery || !delivery.IsHeldBy(holder, claimed.Attempts)) return DeliverySteps.Moved;
        var after = next(delivery);
        if (after is { State: DeliveryState.GivenUp, Subscription: { } subscription } && await DeliveryStore.GivenUpSinceAsync(tx, subscription, tx.RecordedAt - DayMicroseconds) == 0)
            await Events.AddAsync(tx, new Happening(EventKind.WebhookGivenUp, $"{subscription}") { Detail = new Dictionary<string, string> { ["outcome"] = after.Outcome } }); // once a day is enough
        if (!await DeliveryStore.UpdateAsync(tx, after)) return DeliverySteps.Moved;
        if (attempt is Attempt.Failed { IsOfTheReceiver: true }) await DeliveryStore.PutOffAsync(tx, delivery.Subscription, Math.Max(after.NextAt, tx.RecordedAt + 60_000_000), Now);
        return new DeliveryStep(claimed.Id);
    });

    private static Operation OfStep(Delivery delivery, string step) => new Asked($"delivery/{delivery.Id}/{step}/{delivery.Version}", Schedule).For("delivery-step", OperationField.Of("delivery", delivery.Id));

    internal const string Schedule = "schedule";
}
