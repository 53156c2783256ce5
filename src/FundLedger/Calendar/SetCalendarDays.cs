using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Calendar;

/// <param name="Count">Days that were entered or changed.</param>
public sealed record CalendarDaysSet(int Count);

/// <summary>Enters days that differ from their day of the week; what was known of such a day before is replaced, and the trail keeps what it was.</summary>
public sealed class SetCalendarDays(Database database)
{
    public const int Most = 500;

    private static readonly SqlFile Update = new("calendar/update_day");
    private static readonly SqlFile Insert = new("calendar/insert_day");

    public Task<Outcome<CalendarDaysSet>> RunAsync(Asked asked, IReadOnlyList<CalendarDay> days, CancellationToken stop = default) => database.WriteAsync<CalendarDaysSet>(
        asked.For("set-calendar-days", OperationField.Of("days", string.Join('\n', days.Select(day => $"{day.Day.ToIso()} {StoredWords.Word(day.Kind)} {day.Name} {day.Origin}")))),
        async tx =>
        {
            if (RefusalFor(days) is { } refusal) return refusal;
            var known = (await WorkingDays.LoadAsync(tx)).Days.ToDictionary(day => day.Day);
            foreach (var day in days)
            {
                var row = new { day = day.Day.ToIso(), kind = StoredWords.Word(day.Kind), name = day.Name.Trim(), origin = day.Origin.Trim(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt };
                if (await tx.ExecuteAsync(Update, row) == 0) await tx.ExecuteAsync(Insert, row);
                var was = known.GetValueOrDefault(day.Day)?.Kind ?? DayKind.Ordinary;
                await AuditTrail.AddAsync(tx, AuditNote.Done("set-calendar-day", "day", day.Day.ToIso(), $"{StoredWords.Word(was)} > {StoredWords.Word(day.Kind)}"));
            }

            return new CalendarDaysSet(days.Count);
        }, stop);

    private static Refusal? RefusalFor(IReadOnlyList<CalendarDay> days)
    {
        if (days.Count is 0 or > Most) return Refusal.Of("calendar-count", "day", $"一次可登记 1 至 {Most} 天。", $"Enter 1 to {Most} days at a time.");
        foreach (var day in days)
        {
            if (days.Count(other => other.Day == day.Day) > 1) return Refusal.Of("calendar-twice", "day", $"{day.Day.ToIso()} 出现了两次。", $"{day.Day.ToIso()} is named twice.");
            if (string.IsNullOrWhiteSpace(day.Name)) return Refusal.Of("calendar-name", "name", $"请写明 {day.Day.ToIso()} 是什么日子。", $"Say what {day.Day.ToIso()} is.");
            if (day.Kind == DayKind.MakeUp && day.Day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                return Refusal.Of("calendar-make-up", "kind", $"{day.Day.ToIso()} 本来就是工作日，不是调休上班日。", $"{day.Day.ToIso()} is a working day anyway and makes up for nothing.");
            if ((KeptText.Title.RefusalFor(day.Name, "name") ?? KeptText.DocumentId.RefusalFor(day.Origin, "origin")) is { } tooLong) return tooLong;
        }

        return null;
    }
}
