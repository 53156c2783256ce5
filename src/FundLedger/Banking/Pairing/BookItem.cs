using FundLedger.Banking.Accounts;
using FundLedger.Ledger;

namespace FundLedger.Banking.Pairing;

/// <summary>What an entry moved on an account, with what it can be recognised by.</summary>
/// <param name="Amount">The net of its lines there: money in is positive.</param>
/// <param name="Open">What of it no match has taken.</param>
/// <param name="Donor">In clear; empty where nobody is named.</param>
public sealed record BookItem(
    EntryId Entry, DateOnly Day, Money Amount, Money Open, EntryKind Kind, EntryId? Reverses, SourceDocument Document, string Reference, string Donor, string Text);

/// <summary>Reads the books' side of an account.</summary>
public static class BookItems
{
    private static readonly SqlFile List = new("banking/list_open_entries");
    private static readonly SqlFile Find = new("banking/find_entry_open");
    private static readonly SqlFile ListReversals = new("banking/list_open_reversals");
    private static readonly SqlFile SumAll = new("banking/sum_balances");

    /// <summary>Entries with something open, oldest first.</summary>
    public static async Task<IReadOnlyList<BookItem>> OpenAsync(LedgerReader reader, BankAccount account, DateOnly from, DateOnly to, int most = int.MaxValue) =>
        [.. (await reader.QueryAsync<Row>(List, new { bank_account_id = account.Id, first_day = from.ToIso(), last_day = to.ToIso(), row_count = most })).Select(row => row.ToItem(account.Currency))];

    /// <summary>What an entry moved on an account and what of it is open; null when it moved nothing there.</summary>
    internal static async Task<(DateOnly Day, long Amount, long Open)?> FindAsync(LedgerReader reader, BankAccount account, EntryId entry) =>
        await reader.FindAsync<OpenRow>(Find, new { bank_account_id = account.Id, entry_id = entry.Value }) is { } row ? (IsoDates.Read(row.OccurredOn), row.AmountMinor, row.OpenMinor) : null;

    /// <summary>Entries and their reversals of which nothing is matched, as matches of each with the other.</summary>
    internal static async Task<IReadOnlyList<NewMatch>> ReversedAsync(LedgerReader reader, BankAccount account)
    {
        var matches = new List<NewMatch>();
        foreach (var row in await reader.QueryAsync<ReversalRow>(ListReversals, new { bank_account_id = account.Id }))
        {
            var (entry, reversal) = (new EntryId(row.EntryId), new EntryId(row.ReversalId));
            if (await FindAsync(reader, account, entry) is { } taken && await FindAsync(reader, account, reversal) is { } back && taken.Open + back.Open == 0)
                matches.Add(new NewMatch(MatchHow.Reversed, [], [(entry, taken.Day, taken.Open), (reversal, back.Day, back.Open)]));
        }

        return matches;
    }

    /// <summary>What each account holds by the books at the end of a day, in minor units; accounts that never moved are not in it.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> BalancesAsync(LedgerReader reader, DateOnly day) =>
        (await reader.QueryAsync<BalanceRow>(SumAll, new { to_day = day.ToIso() })).ToDictionary(row => row.BankAccountId, row => row.AmountMinor);

    private sealed record ReversalRow
    {
        public long EntryId { get; init; }
        public long ReversalId { get; init; }
    }

    private sealed record BalanceRow
    {
        public long BankAccountId { get; init; }
        public long AmountMinor { get; init; }
    }

    private sealed record OpenRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AmountMinor { get; init; }
        public long OpenMinor { get; init; }
    }

    private sealed record Row
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AmountMinor { get; init; }
        public long OpenMinor { get; init; }
        public string Kind { get; init; } = "";
        public long? Reverses { get; init; }
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public byte[]? DocumentSha256 { get; init; }
        public string? Reference { get; init; }
        public string? DonorName { get; init; }
        public string? Text { get; init; }

        internal BookItem ToItem(Currency currency) => new(
            new EntryId(EntryId), IsoDates.Read(OccurredOn), new(AmountMinor, currency), new(OpenMinor, currency), EntryKind.Of(Kind), Reverses is { } reversed ? new EntryId(reversed) : null,
            new SourceDocument(DocumentType, DocumentId, DocumentSha256), Reference ?? "", DonorName ?? "", Text ?? "");
    }
}
