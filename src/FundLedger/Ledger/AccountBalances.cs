namespace FundLedger.Ledger;

/// <summary>Stored balances: one row per fund, account, source and currency, kept with the lines.</summary>
public static class AccountBalances
{
    private static readonly SqlFile Find = new("ledger/find_balance");

    /// <summary>Debits less credits of a role as of now, over all years: the closings of years are left out. The operation must say that it <see cref="Operation.ReadsTotals"/>.</summary>
    internal static async Task<Money> NetAsync(LedgerTransaction tx, Fund fund, Source source, AccountRole role)
    {
        Invariant.Holds(tx.Operation.ReadsTotals);
        var net = Money.Zero(fund.Currency);
        foreach (var account in (await Books.OfAsync(tx)).Accounts.Where(account => account.EntityId == fund.EntityId && account.Role == role)) // of every chart there was
            net += new Money((long?)await tx.Prepared(Find).ScalarAsync([fund.Id, account.Id, source.Id, fund.Currency.Code]) ?? 0, fund.Currency);
        return net;
    }
}
