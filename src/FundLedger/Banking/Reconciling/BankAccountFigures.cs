using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Ledger;

namespace FundLedger.Banking.Reconciling;

/// <summary>An account with its balances on both sides.</summary>
/// <param name="Funds">Whose money lies in it.</param>
/// <param name="Bank">What its statements say it holds; null where it has none.</param>
/// <param name="OpenIn">Money in that no match has taken.</param>
/// <param name="OpenOut">The same of money out, below zero.</param>
/// <param name="LockedTo">The last day that is reconciled and locked.</param>
public sealed record BankAccountFigures(BankAccount Account, IReadOnlyList<Fund> Funds, Money Books, Money? Bank, long OpenLines, Money OpenIn, Money OpenOut, DateOnly? FirstDay, DateOnly? LastDay, DateOnly? LockedTo)
{
    /// <summary>Every account, by code, as it stands at the end of a day.</summary>
    public static async Task<IReadOnlyList<BankAccountFigures>> ListAsync(LedgerReader reader, Books books, DateOnly today)
    {
        var bank = await BankBook.LoadAsync(reader, books);
        if (bank.Accounts.Count == 0) return [];
        var (balances, sums, locked) = (await BookItems.BalancesAsync(reader, today), await LineSums.OfAsync(reader), await Reconciliations.ListAsync(reader));
        var shown = new List<BankAccountFigures>();
        foreach (var account in bank.Accounts)
        {
            Money In(long minor) => new(minor, account.Currency);
            var mine = sums.GetValueOrDefault(account.Id);
            Money? atBank = mine is null ? null : await Reconciliation.BankBalanceAsync(reader, account, today);
            shown.Add(new BankAccountFigures(
                account, bank.FundsOf(account, books, today), In(balances.GetValueOrDefault(account.Id)), atBank, mine?.OpenCount ?? 0, In(mine?.OpenInMinor ?? 0), In(mine?.OpenOutMinor ?? 0),
                mine is null ? null : IsoDates.Read(mine.FirstDay), mine is null ? null : IsoDates.Read(mine.LastDay), locked.FirstOrDefault(held => held.AccountId == account.Id && held.UnlockedAt is null)?.ToDay));
        }

        return shown;
    }
}
