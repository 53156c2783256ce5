using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Ledger;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;

namespace FundLedger.Banking.Reconciling;

/// <param name="Account">Code of the account.</param>
/// <param name="To">The last day that is reconciled.</param>
/// <param name="BankBalance">The bank's balance read off a paper; null for what the statements say.</param>
public sealed record ReconciliationLock(string Account, DateOnly To, Money? BankBalance = null);

public sealed record ReconciliationLocked(long Reconciliation, string Account, DateOnly To);

/// <summary>Locks a reconciliation that ties: matches up to its day can no longer be undone, and no more lines come into it.</summary>
/// <remarks>Entries dated in it are the business of closed months; one posted later shows itself in the next reconciliation.</remarks>
public sealed class LockReconciliation(Database database)
{
    private static readonly SqlFile Insert = new("banking/insert_reconciliation");

    public Task<Outcome<ReconciliationLocked>> RunAsync(Asked asked, ReconciliationLock wanted, CancellationToken stop = default) => database.WriteAsync<ReconciliationLocked>(
        asked.For("lock-reconciliation", OperationField.Of("account", wanted.Account), OperationField.Of("to", wanted.To), OperationField.Of("balance", wanted.BankBalance?.ToString())),
        async tx =>
        {
            if (!(await BankBook.OfAsync(tx)).Find(wanted.Account).IsDone(out var account, out var refusal)) return refusal;
            if (wanted.To > tx.Today) return Refusal.Of("date-in-future", "to", $"{wanted.To.ToIso()} 晚于今天（{tx.Today.ToIso()}）。", $"{wanted.To.ToIso()} is after today ({tx.Today.ToIso()}).");
            await Periods.HoldAsync(tx, account.Entity.Id);
            await PairStore.LockAsync(tx, account);
            if (await LockedDays.OfAsync(tx, account) is { } locked && wanted.To <= locked.Day)
                return Refusal.Of("bank-locked", "to", $"账户 {account.Code} 已对账锁定至 {locked.Day.ToIso()}。", $"Account {account.Code} is reconciled and locked to {locked.Day.ToIso()} already.");
            if (!(await Reconciliation.ReadAsync(tx, account, wanted.To, wanted.BankBalance, tx.RecordedAt)).IsDone(out var figures, out refusal)) return refusal;
            if (!figures.Ties)
                return Refusal.Of("reconciliation-differs", "to",
                    $"调节后两边相差 {figures.Money(figures.Sums.Difference).ToGroupedText()}，不能锁定。请查看对账说明，补齐缺少的明细或剔除重复的明细。",
                    $"The adjusted balances differ by {figures.Money(figures.Sums.Difference)}, so it cannot be locked. See what explains it: add the lines that are missing, or leave out those that are there twice.");
            var sums = figures.Sums;
            var id = await tx.SingleAsync<long>(Insert, new
            {
                bank_account_id = account.Id, to_day = wanted.To.ToIso(), book_minor = sums.Book, bank_minor = sums.Bank, bank_says = StoredWords.Word(figures.BankSays), opening_minor = sums.Opening,
                book_received_minor = sums.BookReceived, book_paid_minor = sums.BookPaid, bank_received_minor = sums.BankReceived, bank_paid_minor = sums.BankPaid, item_count = figures.ItemCount,
                actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
            });
            return new ReconciliationLocked(id, account.Code, wanted.To);
        }, stop);
}

/// <param name="Account">Code of the account; its last locked reconciliation is unlocked.</param>
/// <param name="Reason">For the record, for good: no names.</param>
public sealed record ReconciliationUnlock(string Account, string Reason);

public sealed record ReconciliationUnlocked(long Reconciliation, string Account, DateOnly To);

/// <summary>Unlocks the last locked reconciliation of an account; it takes two people. The one before it counts again, and the figures that were locked stay on record.</summary>
public sealed class UnlockReconciliation(Database database)
{
    private const int LongestReason = 200;

    /// <summary>How it is proposed.</summary>
    public static readonly ProposalKind<ReconciliationUnlock, ReconciliationUnlocked> Kind =
        new("unlock-reconciliation", new("解锁对账", "Unlock a reconciliation"), SubjectAsync, (tx, unlock, agreed) => RunAsync(tx, unlock, agreed.Checkers[^1])) { LeastCheckers = 1 };

    private static readonly SqlFile Insert = new("banking/insert_unlock");

    public Task<Outcome<ReconciliationUnlocked>> RunAsync(Asked asked, ReconciliationUnlock unlock, CancellationToken stop = default) => database.WriteAsync<ReconciliationUnlocked>(
        asked.For("unlock-reconciliation", OperationField.Of("account", unlock.Account), OperationField.Of("reason", unlock.Reason)),
        async tx => await Checked.RefusalForAsync(tx, Kind, null) is { } notAlone ? notAlone : await RunAsync(tx, unlock, ""), stop);

    private static async Task<Outcome<ReconciliationUnlocked>> RunAsync(LedgerTransaction tx, ReconciliationUnlock unlock, string checkedBy)
    {
        if (!(await FindAsync(tx, unlock)).IsDone(out var found, out var refusal)) return refusal;
        await PairStore.LockAsync(tx, found.Account);
        await tx.ExecuteAsync(Insert, new { reconciliation_id = found.Held.Id, reason = unlock.Reason.Trim(), actor = tx.Operation.Actor, checked_by = checkedBy, recorded_at = tx.RecordedAt });
        return new ReconciliationUnlocked(found.Held.Id, found.Account.Code, found.Held.ToDay);
    }

    private static async Task<Outcome<ProposalSubject>> SubjectAsync(LedgerTransaction tx, ReconciliationUnlock unlock)
    {
        if (!(await FindAsync(tx, unlock)).IsDone(out var found, out var refusal)) return refusal;
        return new ProposalSubject("reconciliation", found.Held.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), ProposalSubject.VersionOf(found.Account.Code, found.Held.ToDay.ToIso(), $"{found.Held.Id}"),
            new Target(Entity: found.Account.Entity.Code));
    }

    private static async Task<Outcome<(BankAccount Account, LockedReconciliation Held)>> FindAsync(LedgerTransaction tx, ReconciliationUnlock unlock)
    {
        if (!(await BankBook.OfAsync(tx)).Find(unlock.Account).IsDone(out var account, out var refusal)) return refusal;
        if (unlock.Reason.Trim().Length is 0 or > LongestReason)
            return Refusal.Of("reason", "reason", $"请写明解锁原因（不超过 {LongestReason} 字，不写人名）。", $"Say why, in at most {LongestReason} characters and without names.");
        return (await Reconciliations.ListAsync(tx, account)).FirstOrDefault(held => held.UnlockedAt is null) is { } held ? (account, held)
            : Refusal.Of("not-locked", "account", $"账户 {account.Code} 没有锁定的对账。", $"Account {account.Code} has no locked reconciliation.");
    }
}
