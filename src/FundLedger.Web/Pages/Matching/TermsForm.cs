using FundLedger.Matching;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

namespace FundLedger.Web.Pages.Matching;

/// <summary>The terms of a rule as they are typed: rows of brackets, then the caps.</summary>
/// <param name="Values">By the names of the fields.</param>
internal sealed record TermsForm(IReadOnlyDictionary<string, string> Values, Language Language, Refusal? Refusal)
{
    internal const int Rows = 4;

    /// <summary>Smallest gift and caps, in the order they are asked for.</summary>
    internal static readonly (string Name, Bilingual Label, Bilingual Hint)[] Amounts =
    [
        ("minimum", new("起配金额", "Smallest gift that counts"), new("每笔低于此数的不计", "smaller gifts do not count")),
        ("giftCap", new("单笔上限", "Cap per gift"), new("一笔捐款最多配多少", "at most for one gift")),
        ("donorCap", new("捐赠人上限", "Cap per donor"), new("一位捐赠人合计最多配多少", "at most for one donor in all")),
        ("fundCap", new("基金上限", "Cap per fund"), new("一个基金合计最多配多少", "at most for one fund in all")),
        ("dayCap", new("单日上限", "Cap per day"), new("一天合计最多配多少", "at most for one day")),
    ];

    internal string Of(string field) => Values.GetValueOrDefault(field, "");

    internal string In(string zh, string en) => Language == Language.Zh ? zh : en;

    internal static IEnumerable<string> Fields =>
        Enumerable.Range(1, Rows).SelectMany(row => new[] { $"ratio{row}", $"to{row}" }).Concat(Amounts.Select(amount => amount.Name)).Append("basis");

    internal static Dictionary<string, string> ValuesOf(MatchingTerms terms)
    {
        var values = new Dictionary<string, string> { ["basis"] = $"{terms.Basis}" };
        for (var i = 0; i < terms.Tiers.Count; i++)
        {
            values[$"ratio{i + 1}"] = terms.Tiers[i].Ratio.ToString();
            if (terms.Tiers[i].UpTo is { } end) values[$"to{i + 1}"] = end.ToGroupedText();
        }

        foreach (var (name, amount) in new[] { ("minimum", terms.Minimum), ("giftCap", terms.GiftCap), ("donorCap", terms.DonorCap), ("fundCap", terms.FundCap), ("dayCap", terms.DayCap) })
            if (amount is { } named) values[name] = named.ToGroupedText();
        return values;
    }

    /// <summary>What was typed, or the first thing in it that cannot be read.</summary>
    internal Outcome<MatchingTerms> Read(Currency currency)
    {
        var tiers = new List<MatchingTier>();
        for (var row = 1; row <= Rows; row++)
        {
            var (typed, end) = (Of($"ratio{row}").Trim().Replace('：', ':'), Of($"to{row}").Trim());
            if (typed.Length == 0 && end.Length == 0) continue;
            if (!MatchingRatio.TryParse(typed, out var ratio))
                return Refusal.Of("rule-ratio", $"ratio{row}", $"第 {row} 档：比例请写作 配比:捐赠，如 1:1 或 6:4。", $"Bracket {row}: write the ratio as matching:gift, such as 1:1 or 6:4.");
            if (!OptionalAmount($"to{row}", currency).IsDone(out var upTo, out var refusal)) return refusal;
            tiers.Add(new MatchingTier(ratio, upTo));
        }

        var read = new Dictionary<string, Money?>();
        foreach (var (name, _, _) in Amounts)
        {
            if (!OptionalAmount(name, currency).IsDone(out var amount, out var refusal)) return refusal;
            read[name] = amount;
        }

        return new MatchingTerms(tiers)
        {
            Basis = Enum.TryParse<TierBasis>(Of("basis"), out var basis) && Enum.IsDefined(basis) ? basis : TierBasis.Gift,
            Minimum = read["minimum"], GiftCap = read["giftCap"], DonorCap = read["donorCap"], FundCap = read["fundCap"], DayCap = read["dayCap"],
        };
    }

    private Outcome<Money?> OptionalAmount(string field, Currency currency)
    {
        if (Of(field).Trim() is not { Length: > 0 } text) return new Outcome<Money?>.Done(null);
        return TypedAmount.Read(text, currency, field).IsDone(out var amount, out var refusal) ? new Outcome<Money?>.Done(amount) : refusal;
    }
}
