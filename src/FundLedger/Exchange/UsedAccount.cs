using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>An account of one fund and source that has lines: what plain-text accounting calls an account.</summary>
/// <param name="FirstDay">First day with a line.</param>
internal sealed record UsedAccount(Account Account, Fund Fund, Source Source, DateOnly FirstDay)
{
    private static readonly SqlFile List = new("exchange/list_used_accounts");

    /// <summary>Those of the selection's fund, in the order of layer, account, fund and source.</summary>
    internal static async Task<IReadOnlyList<UsedAccount>> ListAsync(LedgerReader reader, Books books, JournalSelection selection) =>
        [.. (await reader.QueryAsync<Row>(List, new { fund_id = selection.Fund?.Id ?? 0 }))
            .Select(row => row.ToUsed(books))
            .OrderBy(used => used.Account.Layer)
            .ThenBy(used => used.Account.Code, StringComparer.Ordinal)
            .ThenBy(used => used.Fund.Code, StringComparer.Ordinal)
            .ThenBy(used => used.Source.Code, StringComparer.Ordinal)
            .ThenBy(used => used.Account.ValidFrom)];

    private sealed record Row
    {
        public long AccountId { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public string FirstDay { get; init; } = "";

        internal UsedAccount ToUsed(Books books) => new(
            books.Account(AccountId), books.Fund(FundId), books.Source(SourceId), DateOnly.ParseExact(FirstDay, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }
}
