using System.CommandLine;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Demo;
using FundLedger.Web.Jobs;

namespace FundLedger.Web.Cli;

/// <summary><c>run-due</c>: all that the schedule does when something falls due, now, or in demo books as of a day to come.</summary>
internal static class RunDueVerb
{
    internal static Command In(Shell shell)
    {
        var asOf = Options.Date(shell, "--as-of", new("演示账本：前进到这一天再办理，此后账本的时间不早于它", "demo books only: go ahead to this day first; from then on their time is no earlier"));
        var clock = new StoryClock(shell.Clock);
        return WriteVerb.Make(
            shell, "run-due", new("办理一切到期事项：截止、拨付、渐进撤出、续期、提醒；网站按时自动做，重复运行不会重复办理", "Do all that has fallen due: deadlines, tranches, taper periods, renewals, reminders; the site does so by itself, and run again nothing is done twice"),
            Need.OverAll(Permission.RecordMoney), [asOf], makesBooks: false, run => RunAsync(run, clock, asOf), clock);
    }

    private static async Task<Outcome<int>> RunAsync(WriteRun run, StoryClock clock, Option<DateOnly> asOf)
    {
        if (run.IsDryRun) return Refusal.Of("no-dry-run", "dry-run", "到期事项不能试算；tranche list、application list 显示到期情况。", "A due run cannot be tried out; 'tranche list' and 'application list' show what is due.");
        if (run.Has(asOf))
        {
            var (day, shell) = (run.Value(asOf), run.Shell);
            if (!run.Database.Ledger.IsDemo)
                return Refusal.Of("as-of-real", "as-of", "这是正式账本，只办理到今天为止的到期事项。--as-of 只用于演示账本。", "These books are no demo: what has fallen due is done as of today. Leave out --as-of, which is for demo books.");
            if (day < shell.Today)
                return Refusal.Of("as-of-past", "as-of", $"{day.ToIso()} 早于今天（{shell.Today.ToIso()}）；账本的时间不能倒退。", $"{day.ToIso()} is before today ({shell.Today.ToIso()}): the time of books never goes back.");
            if (day > shell.Today) clock.StandAt(day, 9);
        }

        var done = await DueWork.RunAsync(run.Database, run.Asked.Actor, Moments.ToMicroseconds(clock.GetUtcNow()), run.Stop);
        if (run.AsJson)
            run.Shell.Around.Out.WriteLine(Json.Text(new
            {
                done.Day, done.Rounds.Missed, RoundsClosed = done.Rounds.Rounds, done.Tranches.Released, Held = done.Tranches.Held.Select(held => new { held.Award, held.No, held.Why.Code, Why = run.Shell.In(held.Why.Message) }),
                Periods = done.Periods.Released, PeriodsHeld = done.Periods.Held.Select(held => new { held.Plan, held.No, held.Codes, Why = run.Shell.In(held.Why.Message) }), done.Periods.Reviews, PlansCompleted = done.Periods.Completed,
                done.Reminders, done.TaperReminders, done.Renewals, PledgeReminders = done.Pledges, CheckerReminders = done.Checkers, DisclosureReminders = done.Disclosures,
                SpaceReturns = done.Returns.Charged, SpaceReturnsHeld = done.Returns.Held.Select(held => new { held.Space, held.Period, held.Why.Code, Why = run.Shell.In(held.Why.Message) }),
            }));
        else Write(run, done);
        return ExitCode.Done;
    }

    private static void Write(WriteRun run, DueDone done)
    {
        var (to, shell) = (run.Shell.Around.Out, run.Shell);
        foreach (var number in done.Rounds.Missed) to.WriteLine(shell.In($"申请 {number} 错过截止", $"Application {number} missed its deadline"));
        foreach (var round in done.Rounds.Rounds) to.WriteLine(shell.In($"批次 {round} 已截止", $"Round {round} is closed"));
        foreach (var one in done.Tranches.Released) to.WriteLine(TrancheVerbs.Said(shell, one));
        foreach (var (_, _, why) in done.Tranches.Held) to.WriteLine(shell.In(why.Message));
        TaperVerbs.Write(shell, to, done.Periods);
        foreach (var renewal in done.Renewals) to.WriteLine(shell.In($"{renewal.Organisation} 的资质 {renewal.EndsOn.ToIso()} 到期", $"The qualification of {renewal.Organisation} ends on {renewal.EndsOn.ToIso()}"));
        foreach (var one in done.Returns.Charged.Where(one => one.Entry is not null)) to.WriteLine(shell.In($"{one.Space} {one.Period} 收益反哺 {one.Change.ToGroupedText()}：分录 {one.Entry}", $"{one.Space} {one.Period} gives back {one.Change}: entry {one.Entry}"));
        foreach (var (_, _, why) in done.Returns.Held) to.WriteLine(shell.In(why.Message));
        var reminders = done.Reminders.Count + done.TaperReminders.Count + done.Pledges + done.Checkers + done.Disclosures;
        to.WriteLine(shell.In($"{done.Day.ToIso()}：拨付 {done.Tranches.Released.Count} 批，暂缓 {done.Tranches.Held.Count} 批，提醒 {reminders} 项。", $"{done.Day.ToIso()}: {done.Tranches.Released.Count} tranches released, {done.Tranches.Held.Count} held, {reminders} reminders."));
    }
}
