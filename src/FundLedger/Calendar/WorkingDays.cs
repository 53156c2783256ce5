using System.Reflection;
using FundLedger.Ledger;

namespace FundLedger.Calendar;

/// <summary>Which days are worked: Monday to Friday, but for the holidays and make-up days that are known. A year of which none is known is Mondays to Fridays alone.</summary>
public sealed class WorkingDays
{
    /// <summary>The most days that are counted forward.</summary>
    public const int MostDays = 10_000;

    private static readonly SqlFile List = new("calendar/list_days");
    private static readonly Lazy<IReadOnlyList<CalendarDay>> Shipped = new(ReadShipped);

    private readonly SortedDictionary<DateOnly, CalendarDay> days = [];
    private readonly HashSet<int> years;

    /// <param name="days">Of two for the same day the later one counts.</param>
    public WorkingDays(IEnumerable<CalendarDay> days)
    {
        foreach (var day in days) this.days[day.Day] = day;
        years = [.. this.days.Values.Where(day => day.Kind != DayKind.Ordinary).Select(day => day.Day.Year)];
    }

    /// <summary>All days that differ from their day of the week, the earliest first; those taken back too.</summary>
    public IReadOnlyCollection<CalendarDay> Days => days.Values;

    /// <summary>What people entered, before what the program ships.</summary>
    public static async Task<WorkingDays> LoadAsync(LedgerReader reader) => new([.. Shipped.Value, .. (await reader.QueryAsync<DayRow>(List)).Select(row => row.ToDay())]);

    /// <summary>Whether anything is known of a year; otherwise it is Monday to Friday, and whoever shows a day in it says so.</summary>
    public bool Knows(int year) => years.Contains(year);

    /// <summary>The years from one day to another of which nothing is known.</summary>
    public IReadOnlyList<int> YearsUnknown(DateOnly from, DateOnly to) => [.. Enumerable.Range(from.Year, Math.Max(0, to.Year - from.Year + 1)).Where(year => !Knows(year))];

    public bool IsWorkingDay(DateOnly day) => days.GetValueOrDefault(day)?.Kind switch
    {
        DayKind.Holiday => false,
        DayKind.MakeUp => true,
        _ => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
    };

    /// <summary>The n-th working day after a day, which itself is not counted; for none, the day itself.</summary>
    /// <param name="workingDays">0 to <see cref="MostDays"/>.</param>
    public DateOnly After(DateOnly day, int workingDays)
    {
        Invariant.Holds(workingDays is >= 0 and <= MostDays);
        while (workingDays > 0)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) workingDays--;
        }

        return day;
    }

    /// <summary>How many working days there are behind the first day up to the last, which is counted; below zero the other way round. <c>Between(day, After(day, n)) == n</c>.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from) return -Between(to, from);
        var count = 0;
        for (var day = from; day < to;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count++;
        }

        return count;
    }

    private static IReadOnlyList<CalendarDay> ReadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("calendar/shipped-days.csv")!;
        using var text = new StreamReader(stream);
        return [.. text.ReadToEnd().Split('\n').Where(line => line.StartsWith("20", StringComparison.Ordinal)).Select(line => line.TrimEnd('\r').Split(',')).Select(cells =>
            new CalendarDay(IsoDates.Read(cells[0]), StoredWords.Read<DayKind>(cells[1]), cells[2], cells[3], IsShipped: true))];
    }

    private sealed record DayRow
    {
        public string Day { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Name { get; init; } = "";
        public string Origin { get; init; } = "";

        internal CalendarDay ToDay() => new(IsoDates.Read(Day), StoredWords.Read<DayKind>(Kind), Name, Origin);
    }
}
