using System.Runtime.InteropServices;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>What a programme would have given to gifts of the past.</summary>
/// <param name="Gifts">That fall into its days and funds.</param>
/// <param name="Counted">The sum of those that count.</param>
/// <param name="MatchedGifts">How many would have earned something.</param>
/// <param name="Left">Of the pot.</param>
/// <param name="EmptyOn">The day of the gift that would have taken the last of it; null when something is left, or it is shared out at the end.</param>
/// <param name="Funds">By code.</param>
/// <param name="Limits">How often each cap, or the pot, kept a match below what the ratio gives.</param>
/// <param name="Reasons">Why how many gifts would have earned nothing.</param>
public sealed record SimulatedProgramme(
    long Gifts, Money Counted, long MatchedGifts, Money Matched, Money Left, DateOnly? EmptyOn, IReadOnlyList<SimulatedFund> Funds,
    IReadOnlyDictionary<MatchLimit, long> Limits, IReadOnlyDictionary<NoMatch, long> Reasons);

public sealed record SimulatedFund(Fund Fund, long Gifts, Money Counted, Money Matched);

/// <summary>Tries a programme out on gifts of the past, without a trace. It need not be one that could be opened: the pot's money is not asked for.</summary>
public static class Simulation
{
    /// <param name="first">The first day of gifts; null for the programme's own.</param>
    /// <param name="last">The last day; null for the programme's own.</param>
    public static async Task<Outcome<SimulatedProgramme>> RunAsync(LedgerReader reader, NewMatchingProgramme definition, DateOnly? first = null, DateOnly? last = null)
    {
        var (books, book) = await MatchingReading.LoadAsync(reader);
        if (!books.Fund(definition.PotFund, "potFund").IsDone(out var fund, out var refusal)) return refusal;
        if (!books.Source(books.Entity(fund.EntityId), definition.PotSource, "potSource").IsDone(out var source, out refusal)) return refusal;
        definition = definition with { First = first ?? definition.First, Last = last ?? definition.Last, On = null };
        if (OpenProgramme.RefusalForRule(definition, fund, books.Entity(fund.EntityId), books) is { } badInput) return badInput;

        var programme = Programme.Of(0, definition, fund, source, source, books.Entity(fund.EntityId), reader.Ledger.Secret);
        var gifts = (await PastGifts.ListAsync(reader, books, programme.Entity, programme.Currency, definition.First, definition.Last)).Where(gift => programme.Covers(gift.Facts.Fund, books)).ToList();
        var rule = new Rule(1, definition.First, 0, definition.Terms, 0);
        var groups = await DonorGroups.LoadAsync(reader);
        var matches = programme.IsProRata ? PastGifts.ShareOut(programme, gifts, _ => rule, book.Relations, groups) : FirstCome(programme, rule, gifts, book.Relations, groups);
        return Told(programme, matches, books);
    }

    private static List<MatchRow> FirstCome(Programme programme, Rule rule, IReadOnlyList<PastGift> gifts, IReadOnlyList<Relation> relations, DonorGroups groups)
    {
        var sums = new Dictionary<(CounterScope, long), long>();
        var matches = new List<MatchRow>(gifts.Count);
        foreach (var gift in gifts.Select(past => past.Facts))
        {
            var reason = programme.ReasonAgainst(gift, relations, groups);
            if (reason == NoMatch.None && !rule.Terms.Counts(gift.Amount.MinorUnits)) reason = NoMatch.BelowMinimum;
            if (reason != NoMatch.None)
            {
                matches.Add(MatchRow.Nothing(programme, rule, gift, reason));
                continue;
            }

            var donor = groups.RootOf(gift.DonorId);
            var counters = new MatchCounters(
                sums.GetValueOrDefault((CounterScope.Donor, donor)), sums.GetValueOrDefault((CounterScope.Fund, gift.Fund.Id)), sums.GetValueOrDefault((CounterScope.Day, gift.On.DayNumber)), sums.GetValueOrDefault((CounterScope.Programme, 0)));
            var before = new Money(sums.GetValueOrDefault((CounterScope.DonorGifts, donor)), programme.Currency);
            var match = MatchRow.Of(programme, rule, gift, MatchCalculator.Explain(rule.Terms, gift.Amount, before, MatchCalculator.Left(rule.Terms, programme.Pot, counters)));
            matches.Add(match);
            Add((CounterScope.Donor, donor), match.MatchedMinor);
            Add((CounterScope.DonorGifts, donor), match.CountedMinor);
            Add((CounterScope.Fund, gift.Fund.Id), match.MatchedMinor);
            Add((CounterScope.Day, gift.On.DayNumber), match.MatchedMinor);
            Add((CounterScope.Programme, 0), match.MatchedMinor);
        }

        return matches;

        void Add((CounterScope, long) key, long amount) => CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _) += amount;
    }

    private static SimulatedProgramme Told(Programme programme, IReadOnlyList<MatchRow> matches, Books books)
    {
        Money Sum(IEnumerable<long> minor) => new(minor.Sum(), programme.Currency);
        var matched = Sum(matches.Select(match => match.MatchedMinor));
        return new(
            matches.Count, Sum(matches.Select(match => match.CountedMinor)), matches.Count(match => match.MatchedMinor > 0), matched, programme.Pot - matched,
            matched == programme.Pot && !programme.IsProRata ? matches.Last(match => match.MatchedMinor > 0).On : null,
            [.. matches.GroupBy(match => match.FundId).Select(group => new SimulatedFund(books.Fund(group.Key), group.Count(), Sum(group.Select(match => match.CountedMinor)), Sum(group.Select(match => match.MatchedMinor))))
                .OrderBy(fund => fund.Fund.Code, StringComparer.Ordinal)],
            matches.Where(match => match.LimitedBy != StoredWords.Word(MatchLimit.None)).CountBy(match => StoredWords.Read<MatchLimit>(match.LimitedBy)).ToDictionary(pair => pair.Key, pair => (long)pair.Value),
            matches.Where(match => match.MatchedMinor == 0).CountBy(match => StoredWords.Read<NoMatch>(match.Reason)).ToDictionary(pair => pair.Key, pair => (long)pair.Value));
    }
}
