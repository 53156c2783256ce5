using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Awards;

/// <summary>When people are reminded, in days from the day itself: a late run does not move the next.</summary>
/// <param name="Before">So many days before it is due.</param>
/// <param name="After">So many days after it was due and is not done.</param>
/// <param name="Escalated">So many days after, those above are told too.</param>
public sealed record AwardReminderDays(IReadOnlyList<int> Before, IReadOnlyList<int> After, int Escalated)
{
    /// <summary>Two weeks and three days before; a day, a week and a month after; escalated after a month.</summary>
    public static readonly AwardReminderDays Default = new([14, 3], [1, 7, 30], 30);
}

public enum AwardDueKind
{
    Tranche,
    Instalment,
}

/// <summary>One reminder: of what, and at which stage.</summary>
/// <param name="Number">Of the tranche, or of the clawback's instalment as <c>claim·1000 + instalment</c>.</param>
/// <param name="Days">From its day: negative before it.</param>
public sealed record AwardReminder(string Award, AwardDueKind Kind, int Number, DateOnly DueOn, int Days, bool IsEscalated);

/// <summary>Reminds of tranches and instalments before and after their days. Run it as often, as late and on as many nodes as you like: each reminder is given once, and its day follows from the thing's own.</summary>
public sealed class KeepAwards(Database database, AwardReminderDays days)
{
    /// <param name="actor">Who keeps them: the schedule.</param>
    /// <returns>The reminders that this run gave.</returns>
    public async Task<IReadOnlyList<AwardReminder>> RunAsync(string actor, DateOnly today, CancellationToken stop = default)
    {
        var (tranches, claims) = await database.ReadAsync(async reader => (await TrancheStore.ListAsync(reader, 0), await TrancheStore.ClawbacksAsync(reader, 0)), stop);
        var given = new List<AwardReminder>();
        foreach (var reminder in DueOf(tranches, claims, today))
            if (await RemindAsync(new Asked($"award-reminder/{reminder.Award}/{StoredWords.Word(reminder.Kind)}/{reminder.Number}/{reminder.DueOn.ToIso()}/{reminder.Days}", actor), reminder, stop) is Outcome<AwardReminder>.Done { WasDoneBefore: false })
                given.Add(reminder);
        return given;
    }

    /// <summary>The stage each open thing has come to, by its own day; only the last stage that has come, so a run that is late reminds once and not of all it missed.</summary>
    internal IEnumerable<AwardReminder> DueOf(IReadOnlyList<Tranche> tranches, IReadOnlyList<Clawback> claims, DateOnly today)
    {
        foreach (var tranche in tranches.Where(tranche => !tranche.IsCancelled && !(tranche.IsReleased && tranche.Owed.IsZero)))
            if (tranche.DueOn is { } due && StageOn(due, today) is { } stage) yield return new AwardReminder(tranche.Award, AwardDueKind.Tranche, tranche.No, due, stage, stage >= days.Escalated);
        foreach (var claim in claims.Where(claim => claim.Open.IsPositive))
        {
            var covered = claim.Settled;
            foreach (var (one, i) in claim.Instalments.OrderBy(one => one.DueOn).Select((one, i) => (one, i)))
            {
                var isOpen = covered.MinorUnits < one.Amount.MinorUnits;
                covered = isOpen ? Money.Zero(claim.Amount.Currency) : covered - one.Amount;
                if (isOpen && StageOn(one.DueOn, today) is { } stage) yield return new AwardReminder(claim.Award, AwardDueKind.Instalment, claim.No * 1_000 + i + 1, one.DueOn, stage, stage >= days.Escalated);
            }
        }
    }

    private int? StageOn(DateOnly due, DateOnly today)
    {
        var passed = today.DayNumber - due.DayNumber;
        var stages = days.Before.Select(before => -before).Concat(days.After).Where(stage => stage <= passed).ToList();
        return stages.Count == 0 ? null : stages.Max();
    }

    private Task<Outcome<AwardReminder>> RemindAsync(Asked asked, AwardReminder reminder, CancellationToken stop) => database.WriteAsync<AwardReminder>(
        asked.For("remind-award", OperationField.Of("award", reminder.Award), OperationField.Of("number", reminder.Number), OperationField.Of("days", reminder.Days)),
        async tx =>
        {
            await AuditTrail.AddAsync(tx, AuditNote.Done("remind-award", "award", reminder.Award, $"{StoredWords.Word(reminder.Kind)} {reminder.Number} {reminder.DueOn.ToIso()} {reminder.Days}{(reminder.IsEscalated ? " escalated" : "")}"));
            return reminder;
        }, stop);
}
