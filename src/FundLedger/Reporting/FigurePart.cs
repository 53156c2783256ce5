using System.Text.Json;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>What a figure counts that no account tells by itself: the kind of the entry does, or the funds its transfers cross between. Its word in addresses and statements is the name in small letters.</summary>
public enum FigurePart
{
    /// <summary>Of lines on net assets, those that lift a restriction.</summary>
    Released,

    /// <summary>Of lines on net assets, those that correct an earlier year.</summary>
    Corrected,

    /// <summary>Of lines on net assets, the others: what the books began with.</summary>
    Begun,

    /// <summary>Of transfers, those that stay within the tree of funds.</summary>
    Inside,

    /// <summary>Of transfers, those that cross its border.</summary>
    Outside,
}

/// <summary>The rule that the parts of net assets are told by, and the sums that reports are made of.</summary>
public static class FigureParts
{
    private static readonly SqlFile ListNetAssetMovements = new("reporting/list_net_asset_movements");
    private static readonly SqlFile ListMovesInside = new("reporting/list_moves_inside");

    /// <summary>What a line on net assets is, by the kind of its entry.</summary>
    public static FigurePart Of(EntryKind kind, Account account) =>
        kind == EntryKind.RestrictionLifted ? FigurePart.Released
        : kind == EntryKind.PriorYearAdjusted || account.Role == AccountRole.PriorYearAdjustment ? FigurePart.Corrected : FigurePart.Begun;

    public static bool IsOfNetAssets(this FigurePart part) => part is FigurePart.Released or FigurePart.Corrected or FigurePart.Begun;

    /// <summary>What changed net assets and is no activity, and the entries of year ends whole, by kind of entry, account and source; a debit is positive.</summary>
    internal static async Task<IReadOnlyList<(EntryKind Kind, Account Account, Source Source, long Net)>> NetAssetMovementsAsync(LedgerReader reader, Books books, IEnumerable<Fund> funds, DateSpan days, long lastEntry) =>
        [.. (await reader.QueryAsync<Row>(ListNetAssetMovements, Asked(funds, days, lastEntry))).Select(row => (EntryKind.Of(row.Kind), books.Account(row.AccountId), books.Source(row.SourceId), row.NetMinor))];

    /// <summary>What crossed between funds of one tree and stayed in it, by fund and source: in is positive.</summary>
    internal static async Task<Dictionary<(long FundId, long SourceId), long>> MovesInsideAsync(LedgerReader reader, IEnumerable<Fund> tree, DateSpan days, long lastEntry) =>
        (await reader.QueryAsync<Row>(ListMovesInside, Asked(tree, days, lastEntry))).ToDictionary(row => (row.FundId, row.SourceId), row => row.NetMinor);

    private static object Asked(IEnumerable<Fund> funds, DateSpan days, long lastEntry) => new
    {
        funds = JsonSerializer.Serialize(funds.Select(fund => fund.Id).DefaultIfEmpty(0)), first_day = days.First.ToIso(), last_day = days.Last.ToIso(), last_entry = lastEntry,
    };

    private sealed record Row
    {
        public long FundId { get; init; }
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public string Kind { get; init; } = "";
        public long NetMinor { get; init; }
    }
}
