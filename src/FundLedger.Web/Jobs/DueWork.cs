using FundLedger.Applications;
using FundLedger.Awards;
using FundLedger.Disclosure;
using FundLedger.Donations;
using FundLedger.Matching;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.SpaceReturns;
using FundLedger.Storage;
using FundLedger.Taper;

namespace FundLedger.Web.Jobs;

/// <summary>What one run of everything that falls due has done.</summary>
/// <param name="Rounds">Rounds closed, and applications that missed their deadline.</param>
/// <param name="Periods">Of taper plans.</param>
/// <param name="Reminders">Of tranches and instalments.</param>
/// <param name="TaperReminders">Of periods that are held.</param>
/// <param name="Pledges">How many reminders of pledges.</param>
/// <param name="Checkers">How many reminders of what waits to be agreed to.</param>
internal sealed record DueDone(DateOnly Day, RoundsClosed Rounds, DueRun Tranches, TaperDueRun Periods, IReadOnlyList<AwardReminder> Reminders, IReadOnlyList<TaperReminder> TaperReminders, IReadOnlyList<Renewal> Renewals, int Pledges, int Checkers)
{
    /// <summary>What spaces give back of their revenue.</summary>
    public required ReturnRun Returns { get; init; }

    /// <summary>How many stages of disclosures were reminded of.</summary>
    public int Disclosures { get; init; }
}

/// <summary>All that the schedule does when something falls due, in one run. Run it as often and as late as you like: nothing is done twice.</summary>
internal static class DueWork
{
    /// <param name="actor">Who runs it: the schedule, or a person.</param>
    /// <param name="now">In microseconds since 1970-01-01 UTC; the database's clock must have come to it.</param>
    internal static async Task<DueDone> RunAsync(Database database, string actor, long now, CancellationToken stop)
    {
        var day = Moments.DayInShanghai(now);
        var rounds = await new CloseRounds(database).RunAsync(actor, now, stop);
        var tranches = await new ReleaseDueTranches(database).RunAsync(actor, day, stop);
        var periods = await new ReleaseDuePeriods(database).RunAsync(actor, day, stop);
        var reminders = await new KeepAwards(database, AwardReminderDays.Default).RunAsync(actor, day, stop);
        var taperReminders = await new KeepTaper(database).RunAsync(actor, periods.Held, day, stop);
        var renewals = await new KeepDirectory(database).RunAsync(actor, day, stop);
        var pledges = await new KeepPledges(database, PledgeReminderDays.Default).RunAsync(actor, day, stop);
        var returns = await new OweRevenueReturns(database).RunAsync(actor, day, stop);
        var disclosures = await new RemindDisclosures(database).RunAsync(actor, day, stop);
        await new FinishClosings(database).RunAsync(actor, stop);
        var checkers = await new RemindCheckers(database, ReminderTimes.Default).RunAsync(actor, now, stop);
        return new DueDone(day, rounds, tranches, periods, reminders, taperReminders, renewals, pledges.Count, checkers) { Returns = returns, Disclosures = disclosures.Count };
    }
}
