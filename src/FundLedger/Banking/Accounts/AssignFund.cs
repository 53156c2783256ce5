using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <param name="From">The first day of entries whose money lies there; null for all of them.</param>
public sealed record FundAssignment(string Account, string Fund, DateOnly? From = null);

public sealed record FundAssigned(string Account, string Fund, DateOnly From);

/// <summary>Says that a fund's money lies in an account from a day on.</summary>
public sealed class AssignFund(Database database)
{
    private static readonly SqlFile Insert = new("banking/insert_fund_account");
    private static readonly SqlFile CountMatches = new("banking/count_fund_matches");

    public Task<Outcome<FundAssigned>> RunAsync(Asked asked, FundAssignment assignment, CancellationToken stop = default) => database.WriteAsync<FundAssigned>(
        asked.For("assign-bank-account", OperationField.Of("account", assignment.Account), OperationField.Of("fund", assignment.Fund), OperationField.Of("from", assignment.From?.ToIso())),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            var bank = await BankBook.LoadAsync(tx, books);
            if (!bank.Find(assignment.Account).IsDone(out var account, out var refusal)) return refusal;
            if (!books.Fund(assignment.Fund).IsDone(out var fund, out refusal)) return refusal;
            var from = assignment.From ?? BankBook.Beginning;
            if (await RefusalForAsync(tx, bank, account, fund, from) is { } notMoved) return notMoved;
            await InsertAsync(tx, account, fund, from);
            return new FundAssigned(account.Code, fund.Code, from);
        }, stop);

    /// <summary>What was matched or reconciled stays where it was.</summary>
    internal static async Task<Refusal?> RefusalForAsync(LedgerTransaction tx, BankBook bank, BankAccount account, Fund fund, DateOnly from)
    {
        if (fund.EntityId != account.Entity.Id || fund.Currency != account.Currency)
            return Refusal.Of("fund-other-books", "fund", $"基金 {fund.Code} 与账户 {account.Code} 的会计主体或币种不同。", $"Fund {fund.Code} and account {account.Code} differ in entity or currency.");
        if (bank.RowsOf(fund, account.Kind).Any(row => row.From == from))
            return Refusal.Of("fund-account-told", "from",
                $"基金 {fund.Code} 自 {from.ToIso()} 起的账户已经登记。请用 --from 说明从哪一天起改用账户 {account.Code}。",
                $"Where the money of fund {fund.Code} lies from {from.ToIso()} on is told already. Say with --from from which day on it lies in account {account.Code}.");
        var before = bank.AccountOf(fund, account.Kind, from);
        foreach (var other in new[] { before, account }.OfType<BankAccount>().OrderBy(known => known.Id))
        {
            await Pairing.PairStore.LockAsync(tx, other);
            if (await Reconciling.LockedDays.OfAsync(tx, other) is { } locked && from <= locked.Day)
                return Refusal.Of("bank-locked", "from",
                    $"账户 {other.Code} 已对账锁定至 {locked.Day.ToIso()}。请用之后的日期，或由两人解锁。", $"Account {other.Code} is reconciled and locked to {locked.Day.ToIso()}. Use a later day, or have it unlocked by two people.");
        }

        if (before is not null && await tx.SingleAsync<long>(CountMatches, new { bank_account_id = before.Id, fund_id = fund.Id, from_day = from.ToIso() }) is > 0 and var matched)
            return Refusal.Of("fund-account-matched", "from",
                $"自 {from.ToIso()} 起，基金 {fund.Code} 在账户 {before.Code} 已有 {matched} 笔匹配。请用之后的日期，或先撤销匹配。",
                $"From {from.ToIso()} on, {matched} match(es) of fund {fund.Code} stand in account {before.Code}. Use a later day, or undo them first.");
        return null;
    }

    internal static Task InsertAsync(LedgerTransaction tx, BankAccount account, Fund fund, DateOnly from) => tx.ExecuteAsync(Insert, new
    {
        fund_id = fund.Id, kind = StoredWords.Word(account.Kind), from_day = from.ToIso(), bank_account_id = account.Id, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt,
    });
}
