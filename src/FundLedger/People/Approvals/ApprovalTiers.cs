using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.People.Approvals;

/// <summary>From this amount on, so many must agree.</summary>
/// <param name="From">This amount and more; zero for the lowest tier.</param>
/// <param name="Checkers">0 to 9; with 0 nobody is asked.</param>
public sealed record ApprovalTier(Money From, int Checkers);

/// <param name="ValidFrom">First day; an earlier set counts until then.</param>
internal sealed record StoredTier(long Set, DateOnly ValidFrom, ApprovalTier Tier);

/// <summary>How many must check what, by kind, day and amount.</summary>
/// <remarks>Where nothing is set, one checker is asked for. That holds for a ledger of one person too: they set it to nobody themselves, as long as they are alone.</remarks>
public static class ApprovalTiers
{
    public const int Default = 1;

    private static readonly SqlFile List = new("people/list_tiers");
    private static readonly SqlFile TakeSetId = new("people/take_tier_set_id");
    private static readonly SqlFile Insert = new("people/insert_tier");

    /// <summary>The tiers in force on a day, lowest first; none where the default counts.</summary>
    public static async Task<IReadOnlyList<ApprovalTier>> OnAsync(LedgerReader reader, string kind, DateOnly day) => InForce(await LoadAsync(reader, kind), day);

    /// <summary>How many must agree to this amount.</summary>
    /// <param name="tiers">In force.</param>
    /// <param name="amount">Null when none is at stake; then, and in a currency no tier names, as many as for the highest tier.</param>
    public static int CheckersFor(IReadOnlyList<ApprovalTier> tiers, Money? amount)
    {
        if (tiers.Count == 0) return Default;
        var known = amount is { } asked ? tiers.Where(tier => tier.From.Currency == asked.Currency).ToList() : [];
        if (known.Count == 0) return tiers.Max(tier => tier.Checkers);
        var size = Int128.Abs(amount!.Value.MinorUnits);
        return known.Where(tier => tier.From.MinorUnits <= size).MaxBy(tier => tier.From.MinorUnits)?.Checkers ?? known.Max(tier => tier.Checkers);
    }

    internal static async Task<int> CheckersForAsync(LedgerReader reader, string kind, Money? amount, DateOnly day) => CheckersFor(await OnAsync(reader, kind, day), amount);

    /// <summary>The set that began last, and of two that begin on one day the one set last.</summary>
    internal static IReadOnlyList<ApprovalTier> InForce(IEnumerable<StoredTier> stored, DateOnly day)
    {
        var begun = stored.Where(tier => tier.ValidFrom <= day).ToList();
        if (begun.Count == 0) return [];
        var set = begun.MaxBy(tier => (tier.ValidFrom, tier.Set))!.Set;
        return [.. begun.Where(tier => tier.Set == set).Select(tier => tier.Tier).OrderBy(tier => tier.From.Currency.Code, StringComparer.Ordinal).ThenBy(tier => tier.From.MinorUnits)];
    }

    internal static async Task<long> AddAsync(LedgerTransaction tx, string kind, DateOnly validFrom, IEnumerable<ApprovalTier> tiers)
    {
        var set = (long)(await tx.Prepared(TakeSetId).ScalarAsync())!;
        foreach (var tier in tiers)
            await tx.ExecuteAsync(Insert, new
            {
                set_id = set,
                kind,
                valid_from = validFrom.ToIso(),
                currency = tier.From.Currency.Code,
                from_minor = tier.From.MinorUnits,
                checkers = (long)tier.Checkers,
            });
        return set;
    }

    private static async Task<IReadOnlyList<StoredTier>> LoadAsync(LedgerReader reader, string kind) =>
        [.. (await reader.QueryAsync<TierRow>(List, new { kind })).Select(row => new StoredTier(row.SetId, DateOnly.Parse(row.ValidFrom, CultureInfo.InvariantCulture),
            new ApprovalTier(new Money(row.FromMinor, Currency.Of(row.Currency)), (int)row.Checkers)))];

    private sealed record TierRow
    {
        public long SetId { get; init; }
        public string ValidFrom { get; init; } = "";
        public string Currency { get; init; } = "";
        public long FromMinor { get; init; }
        public long Checkers { get; init; }
    }
}
