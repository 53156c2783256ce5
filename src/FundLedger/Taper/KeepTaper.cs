using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Taper;

/// <summary>One reminder of a period that is due and held.</summary>
/// <param name="Days">From its day.</param>
public sealed record TaperReminder(string Plan, int Period, DateOnly DueOn, int Days, bool IsEscalated);

/// <summary>Reminds of periods that are due and held: a day, a week and a month after; escalated after a month. Run it as often and as late as you like: each reminder is given once, and its day follows from the period's own.</summary>
public sealed class KeepTaper(Database database)
{
    private const int Escalated = 30;

    private static readonly int[] Stages = [1, 7, Escalated];

    /// <param name="actor">Who keeps them: the schedule.</param>
    /// <returns>The reminders that this run gave.</returns>
    public async Task<IReadOnlyList<TaperReminder>> RunAsync(string actor, IReadOnlyList<PeriodHeld> held, DateOnly today, CancellationToken stop = default)
    {
        if (held.Count == 0) return [];
        var plans = (await database.ReadAsync(async reader => await TaperReading.ListAsync(reader, await Books.LoadAsync(reader)), stop)).ToDictionary(plan => plan.Number);
        var given = new List<TaperReminder>();
        foreach (var one in held)
        {
            var due = TaperReading.DueOn(plans[one.Plan], plans[one.Plan].Schedule.Periods[one.No - 1]);
            var stage = Stages.Where(stage => stage <= today.DayNumber - due.DayNumber).DefaultIfEmpty(0).Max();
            if (stage == 0) continue;
            var reminder = new TaperReminder(one.Plan, one.No, due, stage, stage >= Escalated);
            if (await RemindAsync(new Asked($"taper-reminder/{reminder.Plan}/{reminder.Period}/{due.ToIso()}/{reminder.Days}", actor), reminder, stop) is Outcome<TaperReminder>.Done { WasDoneBefore: false }) given.Add(reminder);
        }

        return given;
    }

    private Task<Outcome<TaperReminder>> RemindAsync(Asked asked, TaperReminder reminder, CancellationToken stop) => database.WriteAsync<TaperReminder>(
        asked.For("remind-taper", OperationField.Of("plan", reminder.Plan), OperationField.Of("period", reminder.Period), OperationField.Of("days", reminder.Days)),
        async tx =>
        {
            await AuditTrail.AddAsync(tx, AuditNote.Done("remind-taper", "taper", reminder.Plan, $"{reminder.Period} {reminder.DueOn.ToIso()} {reminder.Days}{(reminder.IsEscalated ? " escalated" : "")}"));
            return reminder;
        }, stop);
}
