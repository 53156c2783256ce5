using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A gift that a pro-rata close shares out to.</summary>
/// <param name="Amount">That counts: net of what went back, and not below the minimum.</param>
internal readonly record struct ProRataGift(Rule Rule, DateOnly On, long Donor, long Fund, Money Amount);

/// <summary>The sharing out at a pro-rata close: pure, no storage. First the cap per gift, then per donor, fund and day, then of the programme, then the pot; each is shared by largest remainder.</summary>
/// <remarks>A group of gifts under several versions of the rule is held to the cap of the version its last gift is under.</remarks>
internal static class ProRata
{
    /// <param name="gifts">In an order that depends on what they are and not on when they were recorded: it decides who gets the odd minor unit.</param>
    internal static IReadOnlyList<MatchExplanation> Share(Money pot, IReadOnlyList<ProRataGift> gifts)
    {
        if (gifts.Count == 0) return [];
        var zero = Money.Zero(pot.Currency);
        var (totals, parts, entitled) = Entitle(gifts, zero);
        long[] shares = [.. gifts.Select((gift, i) => Math.Min(entitled[i].MinorUnits, gift.Rule.Terms.GiftCap?.MinorUnits ?? long.MaxValue))];
        var byDonor = Cap(gifts, shares, gift => gift.Donor, terms => terms.DonorCap);
        var byFund = Cap(gifts, shares, gift => gift.Fund, terms => terms.FundCap);
        var byDay = Cap(gifts, shares, gift => gift.On.DayNumber, terms => terms.DayCap);
        var byProgramme = Cap(gifts, shares, _ => 0, terms => terms.ProgrammeCap);
        var byPot = Cap(gifts, shares, _ => 0, _ => pot);
        return [.. gifts.Select((gift, i) =>
        {
            var left = new MatchLeft(gift.Rule.Terms.GiftCap, byDonor[i], byFund[i], byDay[i], byProgramme[i], byPot[i]!.Value);
            var (limit, granted) = MatchCalculator.Tightest(entitled[i], left);
            return new MatchExplanation(gift.Amount, totals[i], parts[i], entitled[i], left, limit, granted);
        })];
    }

    /// <summary>What each is entitled to by the ratio: by itself, or its share by amount of what its donor's total is.</summary>
    private static (Money[] Totals, IReadOnlyList<MatchPart>[] Parts, Money[] Entitled) Entitle(IReadOnlyList<ProRataGift> gifts, Money zero)
    {
        var (totals, parts, entitled) = (new Money[gifts.Count], new IReadOnlyList<MatchPart>[gifts.Count], new Money[gifts.Count]);
        foreach (var group in Enumerable.Range(0, gifts.Count).GroupBy(i => (gifts[i].Donor, gifts[i].Rule.Version)))
        {
            int[] places = [.. group];
            var terms = gifts[places[0]].Rule.Terms;
            var total = places.Aggregate(zero, (sum, i) => sum + gifts[i].Amount);
            foreach (var i in places) totals[i] = total;
            if (terms.Basis == TierBasis.Gift)
            {
                foreach (var i in places) (parts[i], entitled[i]) = Sum(MatchCalculator.Parts(terms, zero, gifts[i].Amount));
                continue;
            }

            var (ofTotal, sum) = Sum(MatchCalculator.Parts(terms, zero, total));
            var shared = sum.Allocate([.. places.Select(i => gifts[i].Amount.MinorUnits)]);
            for (var n = 0; n < places.Length; n++) (parts[places[n]], entitled[places[n]]) = (ofTotal, shared[n]);
        }

        return (totals, parts, entitled);

        (IReadOnlyList<MatchPart> Parts, Money Sum) Sum(IReadOnlyList<MatchPart> found) => (found, MatchCalculator.Sum(found, zero.Currency));
    }

    /// <summary>Shrinks the shares of each group that comes to more than its cap, and says what each gift was left; null where there is no such cap.</summary>
    private static Money?[] Cap(IReadOnlyList<ProRataGift> gifts, long[] shares, Func<ProRataGift, long> groupOf, Func<MatchingTerms, Money?> capOf)
    {
        var left = new Money?[gifts.Count];
        foreach (var group in Enumerable.Range(0, gifts.Count).GroupBy(i => groupOf(gifts[i])))
        {
            int[] places = [.. group];
            var last = places.MaxBy(i => (gifts[i].On, gifts[i].Rule.Version));
            if (capOf(gifts[last].Rule.Terms) is not { } cap) continue;
            if (places.Sum(i => (decimal)shares[i]) > cap.MinorUnits)
            {
                var shared = cap.Allocate([.. places.Select(i => shares[i])]);
                for (var n = 0; n < places.Length; n++) shares[places[n]] = shared[n].MinorUnits;
            }

            foreach (var i in places) left[i] = new Money(shares[i], cap.Currency);
        }

        return left;
    }
}
