using System.Text.Json.Serialization;

namespace FundLedger.Matching;

/// <summary>What kept a match below what the ratio gives.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MatchLimit>))]
public enum MatchLimit
{
    None,
    Gift,
    Donor,
    Fund,
    Day,
    Programme,
    Pot,
}

/// <summary>Why a gift earned nothing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoMatch>))]
public enum NoMatch
{
    /// <summary>It earned something.</summary>
    None,

    /// <summary>Given by the one whose money the pot is, or by the entity itself.</summary>
    Matcher,

    /// <summary>Given by somebody who stands in the register of related parties on that day.</summary>
    RelatedParty,
    Source,
    Channel,
    DonorKind,
    BelowMinimum,

    /// <summary>Its brackets give less than one minor unit.</summary>
    TooSmall,

    /// <summary>A cap or the pot was used up; the explanation says which.</summary>
    NothingLeft,

    /// <summary>It would move public money into a fund whose social money is not proved.</summary>
    Cofunding,
}

/// <summary>What every cap and the pot had left for a gift; null where the rule has no such cap.</summary>
public sealed record MatchLeft(Money? Gift, Money? Donor, Money? Fund, Money? Day, Money? Programme, Money Pot);

/// <summary>The part of a gift that fell into one bracket.</summary>
/// <param name="From">Where it begins, on the gift or on the donor's total.</param>
public sealed record MatchPart(Money From, Money To, MatchingRatio Ratio, Money Match);

/// <summary>A match, to be derived again by hand.</summary>
/// <param name="Counted">Of the gift; zero when it is below the minimum.</param>
/// <param name="DonorTotal">What the donor had given in the programme before; at a pro-rata close, all that the donor gave under the rule.</param>
/// <param name="Parts">By bracket; at a pro-rata close under <see cref="TierBasis.DonorTotal"/> those of the donor's total, which <paramref name="Entitled"/> is a share of.</param>
/// <param name="Entitled">By the ratio alone.</param>
/// <param name="Left">Of each cap; at a pro-rata close, the gift's share after each cap was shared out in turn.</param>
/// <param name="Limit">The tightest of them, where one is tighter than the ratio.</param>
public sealed record MatchExplanation(
    Money Counted, Money DonorTotal, IReadOnlyList<MatchPart> Parts, Money Entitled, MatchLeft Left, MatchLimit Limit, Money Granted);

/// <summary>The rule of matching: pure, no storage.</summary>
internal static class MatchCalculator
{
    /// <summary>First come: what a gift earns, given what was counted and granted before it.</summary>
    internal static MatchExplanation Explain(MatchingTerms terms, Money gift, Money donorTotal, MatchLeft left)
    {
        var counted = terms.Counts(gift.MinorUnits) ? gift : Money.Zero(gift.Currency);
        var parts = Parts(terms, terms.Basis == TierBasis.DonorTotal ? donorTotal : Money.Zero(gift.Currency), counted);
        var entitled = Sum(parts, gift.Currency);
        var (limit, granted) = Tightest(entitled, left);
        return new(counted, donorTotal, parts, entitled, left, limit, granted);
    }

    /// <summary>What the caps have left when so much was granted before; never less than nothing.</summary>
    internal static MatchLeft Left(MatchingTerms terms, Money pot, MatchCounters counters)
    {
        var currency = pot.Currency;
        return new(terms.GiftCap, Of(terms.DonorCap, counters.Donor), Of(terms.FundCap, counters.Fund), Of(terms.DayCap, counters.Day), Of(terms.ProgrammeCap, counters.Programme),
            Rest(pot.MinorUnits, counters.Programme));

        Money? Of(Money? cap, long granted) => cap is { } named ? Rest(named.MinorUnits, granted) : null;
        Money Rest(long cap, long granted) => new(Math.Max(0, checked(cap - granted)), currency);
    }

    /// <summary>The brackets that an amount falls into when it comes on top of another. Each is rounded down over its whole length, so that gifts split in two earn the same.</summary>
    internal static IReadOnlyList<MatchPart> Parts(MatchingTerms terms, Money before, Money amount)
    {
        var (start, end) = (before.MinorUnits, checked(before.MinorUnits + amount.MinorUnits));
        var parts = new List<MatchPart>(1);
        var floor = 0L;
        foreach (var tier in terms.Tiers)
        {
            var ceiling = tier.UpTo?.MinorUnits ?? long.MaxValue;
            var (from, to) = (Math.Max(start, floor), Math.Min(end, ceiling));
            if (to > from) parts.Add(new(new(from, amount.Currency), new(to, amount.Currency), tier.Ratio, new(tier.Ratio.OfRoundedDown(to - floor) - tier.Ratio.OfRoundedDown(from - floor), amount.Currency)));
            floor = ceiling;
        }

        return parts;
    }

    internal static Money Sum(IReadOnlyList<MatchPart> parts, Currency currency) => parts.Aggregate(Money.Zero(currency), (sum, part) => sum + part.Match);

    /// <summary>The first of the tightest limits, in the order they are declared.</summary>
    internal static (MatchLimit Limit, Money Granted) Tightest(Money entitled, MatchLeft left)
    {
        var (limit, granted) = (MatchLimit.None, entitled);
        foreach (var (which, most) in new[]
            {
                (MatchLimit.Gift, left.Gift), (MatchLimit.Donor, left.Donor), (MatchLimit.Fund, left.Fund), (MatchLimit.Day, left.Day), (MatchLimit.Programme, left.Programme), (MatchLimit.Pot, left.Pot),
            })
        {
            if (most is { } cap && cap.MinorUnits < granted.MinorUnits) (limit, granted) = (which, cap);
        }

        return (limit, granted);
    }

    /// <summary>Why a gift that was asked about earned nothing.</summary>
    internal static NoMatch ReasonOf(MatchExplanation explained)
    {
        if (explained.Granted.IsPositive) return NoMatch.None;
        if (explained.Counted.IsZero) return NoMatch.BelowMinimum;
        return explained.Entitled.IsZero ? NoMatch.TooSmall : NoMatch.NothingLeft;
    }
}

/// <summary>What was granted before, net of what came back, in minor units.</summary>
internal readonly record struct MatchCounters(long Donor, long Fund, long Day, long Programme);
