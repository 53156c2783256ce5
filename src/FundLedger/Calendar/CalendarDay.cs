namespace FundLedger.Calendar;

public enum DayKind
{
    /// <summary>Nobody works, whatever day of the week it is.</summary>
    Holiday,

    /// <summary>A Saturday or Sunday that is worked to make up for a holiday (调休).</summary>
    MakeUp,

    /// <summary>As the day of the week says: takes back a day that the program ships.</summary>
    Ordinary,
}

/// <summary>A day that differs from what its day of the week says.</summary>
/// <param name="Origin">The notice that says so.</param>
/// <param name="IsShipped">It came with the program; nobody has entered it.</param>
public sealed record CalendarDay(DateOnly Day, DayKind Kind, string Name, string Origin, bool IsShipped = false);

/// <summary>The kinds in both languages.</summary>
public static class DayKinds
{
    public static Bilingual Name(this DayKind kind) => kind switch
    {
        DayKind.Holiday => new("放假", "Holiday"),
        DayKind.MakeUp => new("调休上班", "Make-up working day"),
        _ => new("照常", "As the weekday says"),
    };
}
