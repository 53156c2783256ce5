using System.Text.Json.Serialization;
using FundLedger.Spaces;

namespace FundLedger.SpaceReturns;

[JsonConverter(typeof(JsonStringEnumConverter<ServiceMoveKind>))]
public enum ServiceMoveKind
{
    /// <summary>Service was delivered.</summary>
    Settled,
    WrittenOff,
}

/// <summary>Hours to the hundredth, never a floating number.</summary>
/// <param name="Hundredths">125 are an hour and a quarter.</param>
public readonly record struct Hours(long Hundredths)
{
    /// <summary>At a rate per hour, halves rounded to the even minor unit.</summary>
    /// <exception cref="OverflowException">It does not fit in 64 bits.</exception>
    public Money At(Money rate) => new BasisPoints(checked((int)(Hundredths * 100))).OfRoundedToEven(rate);

    /// <summary>A number with at most two places, more than zero; null for anything else.</summary>
    public static Hours? Read(string? text) =>
        decimal.TryParse(text?.Trim(), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var read) && read is > 0 and <= Most && decimal.Truncate(read * 100) == read * 100
            ? new Hours((long)(read * 100)) : null;

    public const int Most = 10_000;

    public override string ToString() => (Hundredths / 100m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What became of what is owed for a room.</summary>
/// <param name="Hours">Of service; zero of what was written off.</param>
/// <param name="Evidence">Sha-256 of the file that shows it, in hex; null of what was written off.</param>
public sealed record ServiceMove(int No, ServiceMoveKind Kind, Hours Hours, Money Value, DateOnly Day, string What, string? Evidence, EntryId Entry);

/// <summary>Rooms that an organisation used for service it owes (以场地换服务). Both sides stand in the memo accounts, at the value of the room.</summary>
/// <param name="Organisation">Code.</param>
/// <param name="Rate">Of an hour of the room.</param>
/// <param name="ServiceRate">Of an hour of service.</param>
/// <param name="DueOn">By when the service is to be delivered.</param>
/// <param name="Open">What is neither delivered nor written off.</param>
public sealed record SpaceService(
    Space Space, int No, string Organisation, DateOnly GivenOn, Hours Hours, Money Rate, Money ServiceRate, Money Value, DateOnly DueOn, string What, EntryId Entry, IReadOnlyList<ServiceMove> Moves, Money Open)
{
    /// <summary>How many days it is overdue; 0 when it is not.</summary>
    public int OverdueDaysOn(DateOnly day) => Open.IsPositive && DueOn < day ? day.DayNumber - DueOn.DayNumber : 0;

    /// <summary>What the entries are about.</summary>
    public string Subject => SubjectOf(Space.Code, No);

    internal static string SubjectOf(string space, int no) => $"space-service/{space}/{no}";
}
