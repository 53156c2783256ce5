using FundLedger.Ledger;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <param name="Missed">Numbers of applications that were not handed in in time.</param>
/// <param name="Rounds">Codes of rounds that were closed.</param>
public sealed record RoundsClosed(IReadOnlyList<string> Missed, IReadOnlyList<string> Rounds);

/// <summary>Moves what was not handed in when its deadline came, and closes rounds. Run it as often, as late and on as many nodes as you like: each is moved once.</summary>
public sealed class CloseRounds(Database database)
{
    /// <param name="actor">Who closes them: the schedule.</param>
    /// <param name="now">In microseconds since 1970-01-01 UTC.</param>
    /// <returns>What this run moved.</returns>
    public async Task<RoundsClosed> RunAsync(string actor, long now, CancellationToken stop = default)
    {
        var (due, rounds) = await database.ReadAsync(async reader =>
        {
            var applications = await ApplicationReading.ListAsync(reader);
            var ended = (await GrantReading.RoundsAsync(reader, await Books.LoadAsync(reader))).Where(round => round.ClosedAt is null && round.ClosesAt <= now).ToList();
            return (applications.Where(application => application.Status.IsOpen() && application.Deadline <= now).ToList(), ended);
        }, stop);
        var (missed, closed) = (new List<string>(), new List<string>());
        foreach (var application in due)
            if (await MissAsync(new Asked($"missed/{application.Number}/{application.Deadline}", actor), application, stop) is Outcome<ApplicationMoved>.Done { WasDoneBefore: false }) missed.Add(application.Number);
        foreach (var round in rounds)
            if (await CloseAsync(new Asked($"close-round/{round.Code}/{round.ClosesAt}", actor), round, stop) is Outcome<RoundEndMoved>.Done { WasDoneBefore: false }) closed.Add(round.Code);
        return new RoundsClosed(missed, closed);
    }

    private Task<Outcome<ApplicationMoved>> MissAsync(Asked asked, GrantApplication known, CancellationToken stop) => database.WriteAsync<ApplicationMoved>(
        asked.For("miss-deadline", OperationField.Of("application", known.Number), OperationField.Of("deadline", known.Deadline)),
        async tx =>
        {
            // Handed in, or given more time, in between: then there is nothing to move.
            if (await ApplicationStore.HoldAsync(tx, known.Number) is not { } application || application.Deadline != known.Deadline || !application.Status.IsOpen() || tx.RecordedAt < application.Deadline)
                return Refusal.Of("application-status", "application", $"申请 {known.Number} 没有错过截止时间。", $"Application {known.Number} did not miss its deadline.");
            return await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.MissedDeadline) is { } notMoved ? notMoved : new ApplicationMoved(known.Number, ApplicationStatus.MissedDeadline);
        }, stop);

    private Task<Outcome<RoundEndMoved>> CloseAsync(Asked asked, GrantRound known, CancellationToken stop) => database.WriteAsync<RoundEndMoved>(
        asked.For("close-round", OperationField.Of("round", known.Code), OperationField.Of("closesAt", known.ClosesAt)),
        async tx =>
        {
            if (!(await GrantStore.HoldRoundAsync(tx, known.Code)).IsDone(out var round, out var refusal)) return refusal;
            if (round.ClosesAt != known.ClosesAt || tx.RecordedAt < round.ClosesAt)
                return Refusal.Of("round-moved", "round", $"批次 {known.Code} 已改期。", $"The end of round {known.Code} was moved.");
            await GrantStore.CloseAsync(tx, round);
            await AuditTrail.AddAsync(tx, AuditNote.Done("close-round", "grant-round", round.Code));
            return new RoundEndMoved(round.Code, round.ClosesAt);
        }, stop);
}
