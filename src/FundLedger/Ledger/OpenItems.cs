namespace FundLedger.Ledger;

/// <summary>What is still open of each award, tranche, claim or transfer. A balance per subject never changes sign: nobody is paid more than is owed.</summary>
internal static class OpenItems
{
    private static readonly SqlFile Update = new("ledger/update_open_item");
    private static readonly SqlFile Insert = new("ledger/insert_open_item");
    private static readonly SqlFile Find = new("ledger/find_open_item");

    internal static async Task<Refusal?> ApplyAsync(LedgerTransaction tx, ResolvedEntry[] entries)
    {
        var changes = new SortedDictionary<(string Subject, long Account, long Fund, long Source, string Currency), long>();
        foreach (var line in entries.SelectMany(entry => entry.Lines).Where(line => OpenItemRules.IsOpenItem(line.Account, line.Subject)))
        {
            var key = (line.Subject, line.Account.Id, line.Fund.Id, line.Source.Id, line.Amount.Currency.Code);
            changes[key] = checked(changes.GetValueOrDefault(key) + line.Amount.MinorUnits);
        }

        foreach (var (key, amount) in changes)
            if (amount != 0 && await ApplyAsync(tx, key, amount) is { } refusal) return refusal;
        return null;
    }

    private static async Task<Refusal?> ApplyAsync(LedgerTransaction tx, (string Subject, long Account, long Fund, long Source, string Currency) key, long amount)
    {
        if (await tx.Prepared(Update).ExecuteAsync(amount, key.Subject, key.Account, key.Fund, key.Source, key.Currency) > 0) return null;
        var open = (long?)await tx.Prepared(Find).ScalarAsync([key.Subject, key.Account, key.Fund, key.Source, key.Currency]);
        if (open is null)
        {
            await tx.Prepared(Insert).ExecuteAsync(key.Subject, key.Account, key.Fund, key.Source, key.Currency, (long)Math.Sign(amount), amount);
            return null;
        }

        var currency = Currency.Of(key.Currency);
        return Refusal.Of("more-than-open", "amount",
            $"事项 {key.Subject} 尚余 {new Money(Math.Abs(open.Value), currency).ToGroupedText()} {currency} 未结清，不能超过此数。",
            $"Only {new Money(Math.Abs(open.Value), currency)} of {key.Subject} is still open; no more than that can be settled.");
    }
}

internal static class OpenItemRules
{
    /// <summary>Balance-sheet and promise accounts of a subject stay open until settled; cash, income and cost do not.</summary>
    internal static bool IsOpenItem(Account account, string subject) =>
        subject.Length > 0 && account.CountsAs != CountsAs.Cash
        && (account.Type is AccountType.Asset or AccountType.Liability or AccountType.Promise);
}
