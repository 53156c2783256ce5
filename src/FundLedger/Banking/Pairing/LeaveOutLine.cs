using FundLedger.Banking.Accounts;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Statements;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <param name="Line">Number of the line, unmatched.</param>
/// <param name="IsLeftOut">False takes it in again.</param>
/// <param name="Reason">Why; no names.</param>
public sealed record LineLeftOut(long Line, bool IsLeftOut, string Reason);

/// <summary>Leaves out a line that a file holds and the bank never had, such as one exported twice; or takes it in again. It stays on record.</summary>
public sealed class LeaveOutLine(Database database)
{
    private static readonly SqlFile Set = new("banking/set_left_out");
    private static readonly SqlFile Insert = new("banking/insert_line_event");

    public Task<Outcome<LineLeftOut>> RunAsync(Asked asked, LineLeftOut line, CancellationToken stop = default) => database.WriteAsync<LineLeftOut>(
        asked.For("leave-out-bank-line", OperationField.Of("line", line.Line), OperationField.Of("left-out", line.IsLeftOut.ToString()), OperationField.Of("reason", line.Reason)),
        async tx =>
        {
            if (line.Reason.Trim().Length == 0) return Refusal.Of("reason", "reason", "请写明原因（不写人名）。", "Say why, without names.");
            if (KeptText.Title.RefusalFor(line.Reason, "reason") is { } tooLong) return tooLong;
            if (!(await BankLines.NamedAsync(tx, await BankBook.OfAsync(tx), line.Line)).IsDone(out var found, out var refusal)) return refusal;
            await PairStore.LockAsync(tx, found.Account);
            if (await LockedDays.OfAsync(tx, found.Account) is { } locked && found.Day <= locked.Day)
                return Refusal.Of("bank-locked", "line", $"账户 {found.Account.Code} 已对账锁定至 {locked.Day.ToIso()}。请由两人解锁。", $"Account {found.Account.Code} is reconciled and locked to {locked.Day.ToIso()}. Have it unlocked by two people.");
            if (await tx.ExecuteAsync(Set, new { line_id = line.Line, is_left_out = line.IsLeftOut ? 1L : 0L }) == 0)
                return Refusal.Of("bank-line-not-free", "line", $"第 {line.Line} 号明细已有匹配，或已是这样。请先撤销匹配。", $"Line {line.Line} is matched, or is that way already. Undo its match first.");
            await tx.ExecuteAsync(Insert, new { line_id = line.Line, recorded_at = tx.RecordedAt, is_left_out = line.IsLeftOut ? 1L : 0L, reason = line.Reason.Trim(), actor = tx.Operation.Actor });
            return line;
        }, stop);
}
