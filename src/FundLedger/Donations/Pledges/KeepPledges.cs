using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Donations;

/// <summary>When people are reminded of an instalment, in days from its own.</summary>
/// <param name="Before">So many days before it is due.</param>
/// <param name="After">So many days after it was due, where it has not come.</param>
public sealed record PledgeReminderDays(int Before, int After)
{
    /// <summary>A week before, on the day, and a month after.</summary>
    public static readonly PledgeReminderDays Default = new(7, 30);
}

public enum PledgeStage
{
    Coming,
    Due,
    Overdue,
}

/// <summary>The stages in both languages.</summary>
public static class PledgeStages
{
    public static Bilingual Name(this PledgeStage stage) => stage switch
    {
        PledgeStage.Coming => new("即将到期", "Coming"),
        PledgeStage.Due => new("到期", "Due"),
        _ => new("逾期", "Overdue"),
    };
}

/// <summary>One reminder: of which instalment, at which stage.</summary>
public sealed record PledgeReminder(long Pledge, int Instalment, PledgeStage Stage, DateOnly DueOn);

public sealed record InstalmentExpected(long Pledge, int Count);

/// <summary>
/// Expects the instalments of pledges that go on as they fall due, and reminds of those that do not come. Run it as often, as late and on as many nodes as you like:
/// days follow from each pledge's first day, and each instalment is expected once and reminded of once at each stage.
/// </summary>
public sealed class KeepPledges(Database database, PledgeReminderDays days)
{
    /// <param name="actor">Who keeps them: the schedule.</param>
    /// <returns>The reminders that this run gave.</returns>
    public async Task<IReadOnlyList<PledgeReminder>> RunAsync(string actor, DateOnly today, CancellationToken stop = default)
    {
        var pledges = (await Pledges.ListAsync(database, stop)).Where(pledge => pledge.EndedOn is null).ToList();
        // One that cannot be posted, since its fund was closed meanwhile, keeps nobody from being reminded of the others.
        foreach (var pledge in pledges.Where(pledge => pledge.IsRecurring && pledge.DueBy(today) > pledge.Expected))
            await ExpectAsync(new Asked($"pledge/{pledge.Id}/{pledge.DueBy(today)}", actor), pledge.Id, today, stop);
        var given = new List<PledgeReminder>();
        foreach (var reminder in pledges.SelectMany(pledge => DueOf(pledge, today)))
            if (await RemindAsync(new Asked($"pledge-reminder/{reminder.Pledge}/{reminder.Instalment}/{StoredWords.Word(reminder.Stage)}", actor), reminder, stop) is Outcome<PledgeReminder>.Done { WasDoneBefore: false }) given.Add(reminder);
        return given;
    }

    /// <summary>The stage each unpaid instalment has come to, by its own day.</summary>
    internal IEnumerable<PledgeReminder> DueOf(Pledge pledge, DateOnly today) =>
        from instalment in pledge.Schedule(today.AddDays(days.Before))
        where instalment.Left.IsPositive && instalment.DueOn.AddDays(-days.Before) <= today
        let stage = instalment.DueOn.AddDays(days.After) <= today ? PledgeStage.Overdue : instalment.DueOn <= today ? PledgeStage.Due : PledgeStage.Coming
        select new PledgeReminder(pledge.Id, instalment.Number, stage, instalment.DueOn);

    private Task<Outcome<InstalmentExpected>> ExpectAsync(Asked asked, long id, DateOnly today, CancellationToken stop) => database.WriteAsync<InstalmentExpected>(
        asked.For("expect-instalment", OperationField.Of("pledge", id)),
        async tx =>
        {
            if (!(await PledgeStore.HoldAsync(tx, id)).IsDone(out var pledge, out var refusal)) return refusal;
            var count = pledge.DueBy(today);
            if (pledge.EndedOn is not null || count <= pledge.Expected) return new InstalmentExpected(id, pledge.Expected);
            await PledgeStore.SetExpectedAsync(tx, id, count);
            // On its own day, or, where the job comes late and the month has been closed, today.
            var closed = await Periods.LastClosingAsync(tx, pledge.Fund.EntityId);
            var due = pledge.DueOn(count);
            if (await PledgeStore.BringInLineAsync(tx, id, closed is { } month && due <= month.LastDay ? today : due) is { } notPosted) return notPosted;
            return new InstalmentExpected(id, count);
        }, stop);

    private Task<Outcome<PledgeReminder>> RemindAsync(Asked asked, PledgeReminder reminder, CancellationToken stop) => database.WriteAsync<PledgeReminder>(
        asked.For("remind-pledge", OperationField.Of("pledge", reminder.Pledge), OperationField.Of("instalment", reminder.Instalment), OperationField.Of("stage", StoredWords.Word(reminder.Stage))),
        async tx =>
        {
            await AuditTrail.AddAsync(tx, AuditNote.Done("remind-pledge", "pledge", reminder.Pledge, $"{reminder.Instalment} {StoredWords.Word(reminder.Stage)} {reminder.DueOn.ToIso()}"));
            return reminder;
        }, stop);
}
