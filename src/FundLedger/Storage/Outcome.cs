using System.Diagnostics.CodeAnalysis;

namespace FundLedger.Storage;

/// <summary>What became of an operation: a closed set. Lost connections and bugs are exceptions, never outcomes.</summary>
public abstract record Outcome<T>
{
    private Outcome() { }

    /// <summary>Written, durably.</summary>
    /// <param name="WasDoneBefore">The same operation was sent earlier; this is its first answer and nothing more was written.</param>
    public sealed record Done(T Value, bool WasDoneBefore = false) : Outcome<T>;

    /// <summary>Nothing was written, for a reason the person asking can act on.</summary>
    public sealed record Refused(Refusal Reason) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Done(value);
    public static implicit operator Outcome<T>(Refusal reason) => new Refused(reason);

    /// <summary>Takes the outcome apart: <c>if (!outcome.IsDone(out var value, out var refusal)) return refusal;</c></summary>
    public bool IsDone([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = this is Done done ? done.Value : default;
        refusal = (this as Refused)?.Reason;
        return refusal is null;
    }

    /// <summary>The value, where a refusal would be a bug of the caller.</summary>
    /// <exception cref="InvariantBrokenException">It was refused.</exception>
    public T Expect()
    {
        Invariant.Holds(this is Done, this is Refused refused ? $"not refused: {refused.Reason.Message.En}" : "done");
        return ((Done)this).Value;
    }
}

public static class Outcomes
{
    /// <summary>What was done, in the words of the next one up; a refusal stays what it is, and so does an answer given before.</summary>
    public static async Task<Outcome<TNext>> Then<T, TNext>(this Task<Outcome<T>> running, Func<T, TNext> next) => await running switch
    {
        Outcome<T>.Done done => new Outcome<TNext>.Done(next(done.Value), done.WasDoneBefore),
        var refused => ((Outcome<T>.Refused)refused).Reason,
    };
}
