using FundLedger.Banking.Accounts;
using FundLedger.Banking.Reconciling;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <param name="Reason">Why; no names.</param>
public sealed record Unmatch(long Match, string Reason = "");

public sealed record LinesUnmatched(long Match);

/// <summary>Undoes a match: what it had taken is open again. Entries stay; one that was wrong is reversed.</summary>
public sealed class UnmatchLines(Database database)
{
    private static readonly SqlFile Insert = new("banking/insert_unmatch");

    public Task<Outcome<LinesUnmatched>> RunAsync(Asked asked, Unmatch undo, CancellationToken stop = default) => database.WriteAsync<LinesUnmatched>(
        asked.For("unmatch-bank-lines", OperationField.Of("match", undo.Match), OperationField.Of("reason", undo.Reason)),
        async tx =>
        {
            if (KeptText.Title.RefusalFor(undo.Reason, "reason") is { } tooLong) return tooLong;
            var bank = await BankBook.OfAsync(tx);
            if (await BankMatches.FindAsync(tx, bank, undo.Match) is not { } known) return Unknown(undo.Match);
            await PairStore.LockAsync(tx, known.Account);
            var match = (await BankMatches.FindAsync(tx, bank, undo.Match))!;
            if (match.IsUndone) return Refusal.Of("match-undone", "match", $"第 {match.Id} 号匹配已经撤销。", $"Match {match.Id} is undone already.");
            if (await LockedDays.OfAsync(tx, match.Account) is { } locked && match.LastDay <= locked.Day && match.RecordedAt <= locked.KnownAt)
                return Refusal.Of("bank-locked", "match",
                    $"账户 {match.Account.Code} 已对账锁定至 {locked.Day.ToIso()}，其中的匹配不能撤销。请由两人解锁。", $"Account {match.Account.Code} is reconciled and locked to {locked.Day.ToIso()}: its matches cannot be undone. Have it unlocked by two people.");

            foreach (var part in match.Lines)
            {
                var isOpenAgain = await PairStore.TakeAsync(tx, match.Account, part.Line, -part.Amount.MinorUnits);
                Invariant.Holds(isOpenAgain);
            }

            await tx.ExecuteAsync(Insert, new { match_id = match.Id, reason = undo.Reason.Trim(), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
            return new LinesUnmatched(match.Id);
        }, stop);

    private static Refusal Unknown(long match) => Refusal.Of("match-unknown", "match", $"没有第 {match} 号匹配。", $"There is no match {match}.");
}
