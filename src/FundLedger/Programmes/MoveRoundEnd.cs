using FundLedger.People.Roles;
using FundLedger.People.Trail;

namespace FundLedger.Programmes;

/// <param name="ClosesAt">The new end: a whole minute, in microseconds since 1970-01-01 UTC; null to end it with the minute that runs.</param>
/// <param name="Reason">Why; everybody who applies may read it.</param>
public sealed record RoundEnd(string Round, long? ClosesAt, string Reason);

public sealed record RoundEndMoved(string Round, long ClosesAt);

/// <summary>Extends a round, or ends it early. A round that has been closed stays closed: late entries are let in one by one.</summary>
public sealed class MoveRoundEnd(Database database)
{
    public Task<Outcome<RoundEndMoved>> RunAsync(Asked asked, RoundEnd end, CancellationToken stop = default) => database.WriteAsync<RoundEndMoved>(
        asked.For("grant-round-end", OperationField.Of("round", end.Round), OperationField.Of("closesAt", end.ClosesAt ?? 0), OperationField.Of("reason", end.Reason)),
        async tx =>
        {
            if (!(await GrantStore.HoldRoundAsync(tx, end.Round)).IsDone(out var round, out var refusal)) return refusal;
            if (await Acting.RefusalForAsync(tx, Permission.RecordMoney, round.Programme.Target) is { } notAllowed) return notAllowed;
            if (Acting.RefusalForReason(end.Reason) is { } noReason) return noReason;
            var closesAt = end.ClosesAt ?? (tx.RecordedAt / OpenGrantRound.Minute + 1) * OpenGrantRound.Minute;
            if (RefusalFor(round, closesAt, tx.RecordedAt) is { } badInput) return badInput;
            await GrantStore.MoveEndAsync(tx, round, closesAt, end.Reason);
            await AuditTrail.AddAsync(tx, AuditNote.Done("grant-round-end", "grant-round", round.Code, $"{GrantNames.InShanghai(round.ClosesAt)} → {GrantNames.InShanghai(closesAt)}"));
            return new RoundEndMoved(round.Code, closesAt);
        }, stop);

    private static Refusal? RefusalFor(GrantRound round, long closesAt, long now)
    {
        if (round.ClosedAt is not null || round.ClosesAt <= now)
            return Refusal.Of("round-closed", "round", $"批次 {round.Code} 已截止，不能再改期；迟交的申请可逐份准予。", $"Round {round.Code} has closed and cannot be moved; let late entries in one by one.");
        if (closesAt % OpenGrantRound.Minute != 0)
            return Refusal.Of("round-minutes", "closesAt", "截止时间须为整分钟。", "A round closes at a whole minute.");
        if (closesAt <= round.OpensAt || closesAt <= now)
            return Refusal.Of("round-window", "closesAt", "新的截止时间须在开始之后，且未过。", "The new end is after the round opens, and still to come.");
        return closesAt == round.ClosesAt ? Refusal.Of("round-window", "closesAt", "截止时间没有变化。", "It ends then already.") : null;
    }
}
