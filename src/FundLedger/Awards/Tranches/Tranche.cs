using System.Text.Json.Serialization;
using FundLedger.Ledger;

namespace FundLedger.Awards;

/// <summary>Where a tranche stands on a day.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrancheState>))]
public enum TrancheState
{
    /// <summary>Its day has not come.</summary>
    Scheduled,

    /// <summary>Its day has come and what it needs is there; it waits for the due run, or for approval.</summary>
    Due,

    /// <summary>Its day has come and something stands against it.</summary>
    Held,

    /// <summary>Approved; released when its day has come and what it needs is there.</summary>
    Approved,

    /// <summary>Owed to the organisation, whole or in part.</summary>
    Payable,
    Paid,

    /// <summary>The bank did not pay it, or brought it back: still owed.</summary>
    Failed,
    Cancelled,
}

/// <summary>One instalment of an award as it stands in the books.</summary>
/// <param name="DueOn">Null for one that falls due when what it needs is there.</param>
/// <param name="IsReleased">It was made payable, by <paramref name="Entry"/> on <paramref name="ReleasedOn"/>.</param>
/// <param name="HeldWhy">Why somebody holds it; null when nobody does.</param>
/// <param name="Owed">What of it is payable and not paid.</param>
/// <param name="Paid">What of it was paid.</param>
/// <param name="HasFailed">The last payment of it did not reach the organisation.</param>
public sealed record Tranche(
    string Award, int No, Money Amount, DateOnly? DueOn, bool IsReleased, bool IsCancelled, bool IsApproved, string? HeldWhy, DateOnly? ReleasedOn, EntryId? Entry, Money Owed, Money Paid, bool HasFailed)
{
    /// <param name="against">What stands against releasing it on that day.</param>
    public TrancheState StateOn(DateOnly day, IReadOnlyList<Hold> against) => this switch
    {
        { IsCancelled: true } => TrancheState.Cancelled,
        { IsReleased: true } when Owed.IsZero => TrancheState.Paid,
        { IsReleased: true } => HasFailed ? TrancheState.Failed : TrancheState.Payable,
        _ when HeldWhy is not null => TrancheState.Held,
        { DueOn: { } due } when due > day => IsApproved ? TrancheState.Approved : TrancheState.Scheduled,
        { DueOn: null } when against.Count > 0 => IsApproved ? TrancheState.Approved : TrancheState.Scheduled,
        _ when against.Count > 0 => TrancheState.Held,
        _ => IsApproved ? TrancheState.Approved : TrancheState.Due,
    };

    /// <summary>How many days past its day it is without being paid; 0 when it is not, or is not to be paid.</summary>
    public int OverdueDaysOn(DateOnly day) => DueOn is { } due && due < day && !IsCancelled && !(IsReleased && Owed.IsZero) ? day.DayNumber - due.DayNumber : 0;
}

/// <summary>Something that stands against releasing a tranche.</summary>
/// <param name="Code">Stable, for programs.</param>
public sealed record Hold(string Code, Bilingual Why);

public static class TrancheStates
{
    public static Bilingual Name(this TrancheState state) => state switch
    {
        TrancheState.Scheduled => new("未到期", "Scheduled"),
        TrancheState.Due => new("已到期", "Due"),
        TrancheState.Held => new("暂缓", "Held"),
        TrancheState.Approved => new("已批准", "Approved"),
        TrancheState.Payable => new("待支付", "Payable"),
        TrancheState.Paid => new("已支付", "Paid"),
        TrancheState.Failed => new("支付失败", "Failed"),
        _ => new("已取消", "Cancelled"),
    };
}
