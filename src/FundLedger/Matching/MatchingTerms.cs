using System.Text.Json.Serialization;

namespace FundLedger.Matching;

/// <summary>What the brackets of a rule are laid over.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TierBasis>))]
public enum TierBasis
{
    /// <summary>Each gift by itself.</summary>
    Gift,

    /// <summary>All that a donor gave in the programme so far.</summary>
    DonorTotal,
}

/// <param name="UpTo">The end of the bracket, included; null for the last, which has none. What lies above a last bracket that ends earns nothing.</param>
public sealed record MatchingTier(MatchingRatio Ratio, Money? UpTo = null);

/// <summary>The terms of a matching rule: marginal brackets, the smallest gift that counts, and caps on the match. No cap where none is named.</summary>
/// <param name="Tiers">In order of their ends; each holds for its own part of the amount only.</param>
/// <remarks>Donors who left no name are one donor to a cap or a bracket, since nobody can tell them apart.</remarks>
public sealed record MatchingTerms(IReadOnlyList<MatchingTier> Tiers)
{
    public TierBasis Basis { get; init; }

    /// <summary>Smaller gifts do not count at all.</summary>
    public Money? Minimum { get; init; }

    public Money? GiftCap { get; init; }
    public Money? DonorCap { get; init; }
    public Money? FundCap { get; init; }
    public Money? DayCap { get; init; }

    /// <summary>Less than the pot, where not all of it is to be given under this rule.</summary>
    public Money? ProgrammeCap { get; init; }

    /// <summary>One ratio for every amount.</summary>
    public static MatchingTerms Flat(int match, int gift) => new([new MatchingTier(new MatchingRatio(match, gift))]);

    /// <summary>All of them in one line.</summary>
    public Bilingual InWords()
    {
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var tier in Tiers)
        {
            zh.Add(tier.UpTo is { } end ? $"{tier.Ratio}（至 {end.ToGroupedText()}）" : $"{tier.Ratio}");
            en.Add(tier.UpTo is { } to ? $"{tier.Ratio} up to {to.ToGroupedText()}" : $"{tier.Ratio}");
        }

        (zh[0], en[0]) = (Tiers.Count > 1 ? $"{Basis.Name().Zh} {zh[0]}" : zh[0], Tiers.Count > 1 ? $"{Basis.Name().En.ToLowerInvariant()} {en[0]}" : en[0]);
        (Money? Amount, string Zh, string En)[] limits =
        [
            (Minimum, "起配", "from"), (GiftCap, "单笔上限", "at most a gift"), (DonorCap, "捐赠人上限", "at most a donor"), (FundCap, "基金上限", "at most a fund"), (DayCap, "单日上限", "at most a day"),
            (ProgrammeCap, "计划上限", "at most in all"),
        ];
        foreach (var (amount, wordZh, wordEn) in limits)
        {
            if (amount is not { } named) continue;
            zh.Add($"{wordZh} {named.ToGroupedText()}");
            en.Add($"{wordEn} {named.ToGroupedText()}");
        }

        return new(string.Join("，", zh), string.Join(", ", en));
    }

    internal bool Counts(long giftMinor) => giftMinor > 0 && giftMinor >= (Minimum?.MinorUnits ?? 0);

    /// <summary>Why they can be no rule of a programme in this currency; null when they can.</summary>
    internal Refusal? RefusalFor(Currency currency)
    {
        if (Tiers.Count is 0 or > 20)
            return Refusal.Of("rule-tiers", "tiers", "规则应有 1 至 20 档。", "A rule has 1 to 20 brackets.");
        for (var i = 0; i < Tiers.Count; i++)
            if (RefusalForTier(i, currency) is { } badTier) return badTier;

        (string Field, Money? Amount)[] amounts =
            [("minimum", Minimum), ("giftCap", GiftCap), ("donorCap", DonorCap), ("fundCap", FundCap), ("dayCap", DayCap), ("programmeCap", ProgrammeCap)];
        foreach (var (field, amount) in amounts)
            if (amount is { } named && RefusalForAmount(named, field, currency) is { } badAmount) return badAmount;
        return null;
    }

    private Refusal? RefusalForTier(int i, Currency currency)
    {
        var (field, tier) = ($"tiers[{i}]", Tiers[i]);
        if (!tier.Ratio.IsUsable)
            return Refusal.Of("rule-ratio", $"{field}.ratio", $"第 {i + 1} 档的比例须为 1 至 {MatchingRatio.MostParts} 的整数比，如 6:4。", $"The ratio of bracket {i + 1} is two whole numbers from 1 to {MatchingRatio.MostParts}, such as 6:4.");
        if (tier.UpTo is not { } end)
            return i == Tiers.Count - 1 ? null : Refusal.Of("rule-tiers", $"{field}.upTo", $"只有最后一档可以没有上限，第 {i + 1} 档请填写上限。", $"Only the last bracket may be open. Give bracket {i + 1} an end.");
        if (RefusalForAmount(end, $"{field}.upTo", currency) is { } badEnd) return badEnd;
        return i == 0 || Tiers[i - 1].UpTo!.Value.MinorUnits < end.MinorUnits ? null
            : Refusal.Of("rule-tiers", $"{field}.upTo", $"第 {i + 1} 档的上限须高于前一档。", $"Bracket {i + 1} must end above the one before it.");
    }

    private static Refusal? RefusalForAmount(Money amount, string field, Currency currency)
    {
        if (amount.Currency != currency)
            return Refusal.Of("currency", field, $"计划以 {currency} 计，这里是 {amount.Currency}。", $"The programme is in {currency}; this is in {amount.Currency}.");
        return amount.MinorUnits is > 0 and <= Ledger.EntryRules.MostMinorUnits ? null
            : Refusal.Of("amount-not-positive", field, $"金额须大于零且不超过一笔分录的上限，这里是 {amount.ToGroupedText()}。", $"The amount must be more than zero and no more than an entry may hold; it is {amount}.");
    }
}
