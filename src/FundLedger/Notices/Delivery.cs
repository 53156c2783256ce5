namespace FundLedger.Notices;

/// <summary>By which way something leaves.</summary>
public enum DeliveryChannel
{
    /// <summary>One event to the address of a program.</summary>
    Webhook,

    /// <summary>A message with what has just happened.</summary>
    AtOnce,

    /// <summary>A message with what happened since the last one.</summary>
    Digest,
}

public enum DeliveryState
{
    /// <summary>It is sent when its time has come.</summary>
    Waiting,
    Sending,
    Sent,

    /// <summary>A message that was handed over while the answer was lost: it may have gone out. It is not sent again by itself.</summary>
    Uncertain,

    /// <summary>Not sent, for the reason it holds.</summary>
    GivenUp,
}

/// <summary>Something on its way to a program or into somebody's mailbox.</summary>
/// <param name="Uid">The same at every attempt: the receiver knows doubles by it.</param>
/// <param name="Subscription">Of a webhook.</param>
/// <param name="Event">Of a webhook.</param>
/// <param name="Person">Of a message. Their address is read when it is sent.</param>
/// <param name="NextAt">In microseconds since 1970-01-01 UTC, as all moments here.</param>
/// <param name="Holder">The node that sends it; empty when none does.</param>
/// <param name="Outcome">Of the last attempt, a code; empty before the first.</param>
public sealed record Delivery(
    long Id, long Version, string Uid, DeliveryChannel Channel, long? Subscription, long? Event, string? Person, DeliveryState State, long Attempts, long NextAt, string Holder, long LeaseUntil, string Outcome,
    long CreatedAt, long ChangedAt)
{
    public bool IsMail => Channel != DeliveryChannel.Webhook;

    /// <summary>It waits, or somebody sends it.</summary>
    public bool IsOpen => State is DeliveryState.Waiting or DeliveryState.Sending;
}

/// <summary>What became of an attempt: a closed set.</summary>
/// <param name="Code">Short, and the same for the same cause: it is kept. Never a word of the receiver.</param>
public abstract record Attempt(string Code)
{
    /// <summary>The receiver has it.</summary>
    public sealed record Sent(string Code) : Attempt(Code);

    /// <summary>The receiver surely does not have it; later it may.</summary>
    /// <param name="IsOfTheReceiver">It is not about this one: whatever else waits for the same receiver would fail now, too.</param>
    public sealed record Failed(string Code, bool IsOfTheReceiver = true) : Attempt(Code);

    /// <summary>The receiver does not have it, and another attempt would end the same.</summary>
    public sealed record Hopeless(string Code) : Attempt(Code);

    /// <summary>The receiver may have it.</summary>
    public sealed record Unknown(string Code) : Attempt(Code);
}

/// <summary>What may become of a delivery, and when: pure rules.</summary>
internal static class DeliverySteps
{
    internal const int MostAttempts = 15;
    internal const long LeaseMicroseconds = 120 * Second;
    internal const string Lost = "node-lost";
    private const long Second = 1_000_000;
    private const long Minute = 60 * Second;
    private const long LongestWait = 6 * 60 * Minute;

    internal static readonly Refusal Moved = Refusal.Of("delivery-moved", "", "这条推送刚刚有了变化。请再看一次。", "This has just changed. Look at it again.");

    /// <summary>After a failure: 1, 2, 4, 8 minutes and so on, six hours at most; about two days in all.</summary>
    internal static long WaitAfter(long attempts) => attempts >= 10 ? LongestWait : Math.Min(LongestWait, Minute << (int)(attempts - 1));

    internal static bool IsClaimable(this Delivery delivery, long now) =>
        delivery.State == DeliveryState.Waiting ? delivery.NextAt <= now : delivery.State == DeliveryState.Sending && delivery.LeaseUntil < now;

    /// <summary>
    /// Taken by a node. A webhook whose node was lost is sent again, since its receiver knows doubles; a message whose node was lost may have gone out,
    /// so it is set apart for somebody to decide.
    /// </summary>
    internal static Delivery Claimed(this Delivery delivery, string holder, long now) => delivery is { State: DeliveryState.Sending, IsMail: true }
        ? delivery with { State = DeliveryState.Uncertain, Holder = "", LeaseUntil = 0, Outcome = Lost }
        : delivery with { State = DeliveryState.Sending, Holder = holder, LeaseUntil = now + LeaseMicroseconds, Attempts = delivery.Attempts + 1 };

    internal static bool IsHeldBy(this Delivery delivery, string holder, long attempt) => delivery.State == DeliveryState.Sending && delivery.Holder == holder && delivery.Attempts == attempt;

    internal static Delivery After(this Delivery delivery, Attempt attempt, long now)
    {
        var over = delivery with { Holder = "", LeaseUntil = 0, Outcome = attempt.Code };
        return attempt switch
        {
            Attempt.Sent => over with { State = DeliveryState.Sent },
            Attempt.Unknown when delivery.IsMail => over with { State = DeliveryState.Uncertain },
            Attempt.Hopeless => over with { State = DeliveryState.GivenUp },
            _ when delivery.Attempts >= MostAttempts => over with { State = DeliveryState.GivenUp },
            _ => over with { State = DeliveryState.Waiting, NextAt = now + WaitAfter(delivery.Attempts) },
        };
    }

    /// <summary>Given back untried: the node shuts down, or the receiver did not answer the one before.</summary>
    internal static Delivery GivenBack(this Delivery delivery, long now) => delivery with { State = DeliveryState.Waiting, Holder = "", LeaseUntil = 0, Attempts = delivery.Attempts - 1, NextAt = now + Minute };

    /// <summary>By a person: once more from the start, under the same id.</summary>
    internal static Outcome<Delivery> Again(this Delivery delivery, long now) => delivery.State == DeliveryState.Sending
        ? Moved : delivery with { State = DeliveryState.Waiting, Attempts = 0, NextAt = now };

    /// <summary>By a person.</summary>
    internal static Outcome<Delivery> Dropped(this Delivery delivery) => delivery.State switch
    {
        DeliveryState.Waiting or DeliveryState.Uncertain => delivery with { State = DeliveryState.GivenUp },
        DeliveryState.GivenUp => delivery,
        _ => Moved,
    };
}

/// <summary>The names of ways and states, in both languages.</summary>
public static class DeliveryNames
{
    public static Bilingual Name(this DeliveryChannel channel) => channel switch
    {
        DeliveryChannel.Webhook => new("推送", "Webhook"),
        DeliveryChannel.AtOnce => new("邮件", "E-mail"),
        _ => new("每日邮件", "Daily e-mail"),
    };

    public static Bilingual Name(this DeliveryState state) => state switch
    {
        DeliveryState.Waiting => new("等候", "Waiting"),
        DeliveryState.Sending => new("发送中", "Being sent"),
        DeliveryState.Sent => new("已送达", "Sent"),
        DeliveryState.Uncertain => new("不确定是否送达", "Perhaps sent"),
        _ => new("已放弃", "Given up"),
    };
}
