using FundLedger.Ledger;

namespace FundLedger.Banking.Accounts;

/// <summary>Journal lines that moved another account than their fund's: told in the transaction that posts the entry, and never after.</summary>
public static class EntryAccounts
{
    private static readonly SqlFile Insert = new("banking/insert_entry_account");
    private static readonly SqlFile Copy = new("banking/copy_entry_accounts");
    private static readonly SqlFile List = new("banking/list_entry_accounts");

    /// <summary>A reversal takes money out of the account that it went into.</summary>
    internal static Task CopyAsync(LedgerTransaction tx, EntryId reversed, EntryId reversal) => tx.ExecuteAsync(Copy, new { from_entry_id = reversed.Value, to_entry_id = reversal.Value });

    /// <summary>Says that an entry's money moved this account, where that would not be so by its funds.</summary>
    internal static async Task TellAsync(LedgerTransaction tx, BankBook bank, BankAccount account, EntryId entry, EntryDraft draft)
    {
        for (var i = 0; i < draft.Lines.Count; i++)
        {
            var line = draft.Lines[i];
            if (line.Role != account.Role || bank.AccountOf(line.Fund, account.Kind, draft.OccurredOn)?.Id == account.Id) continue;
            await tx.ExecuteAsync(Insert, new { entry_id = entry.Value, line_no = i + 1L, bank_account_id = account.Id });
        }
    }

    /// <summary>The accounts an entry moved, and by how much: money in is positive.</summary>
    public static async Task<IReadOnlyList<(BankAccount Account, Money Amount)>> OfAsync(LedgerReader reader, BankBook bank, EntryId entry) =>
        [.. (await reader.QueryAsync<Row>(List, new { entry_id = entry.Value })).Select(row => (bank.Account(row.BankAccountId), new Money(row.AmountMinor, bank.Account(row.BankAccountId).Currency)))];

    private sealed record Row
    {
        public long BankAccountId { get; init; }
        public long AmountMinor { get; init; }
    }
}
