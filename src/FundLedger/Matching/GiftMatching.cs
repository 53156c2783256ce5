using FundLedger.Cofunding;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>What gifts that are being recorded earn: decided before they are posted, posted with them, kept after.</summary>
internal sealed class GiftMatching
{
    private readonly LedgerTransaction tx;
    private readonly MatchRow?[] matches;
    private readonly List<(Programme Programme, Fund Fund, DateOnly On, List<int> Gifts)> entries = [];

    private GiftMatching(LedgerTransaction tx, int gifts) => (this.tx, matches) = (tx, new MatchRow?[gifts]);

    /// <summary>The entries to append behind the gifts, in the same call: one for each programme, fund and day.</summary>
    internal IReadOnlyList<EntryDraft> Drafts { get; private set; } = [];

    /// <summary>Decides gift by gift, in their order. First of all it locks the programmes that the gifts may fall into.</summary>
    /// <param name="gifts">In the order in which they will be appended, from the first draft of the call on.</param>
    internal static async Task<GiftMatching> OfAsync(LedgerTransaction tx, Books books, IReadOnlyList<GiftFacts> gifts)
    {
        var matching = new GiftMatching(tx, gifts.Count);
        var book = await ProgrammeBook.OfAsync(tx);
        var candidates = book.Programmes.Where(programme => gifts.Any(gift => MayAnswer(programme, books, gift.Fund, gift.On))).ToList();
        if (candidates.Count == 0) return matching;

        book = await ProgrammeBook.LockAsync(tx, candidates);
        candidates = [.. book.Programmes.Where(programme => programme.IsOpen && candidates.Exists(candidate => candidate.Id == programme.Id))];
        var (counts, groups) = (tx.State<MatchCounts>(), await DonorGroups.LoadAsync(tx)); // a merge waits for the programmes
        foreach (var programme in candidates.Where(programme => !programme.IsProRata))
            await counts.LoadAsync(tx, programme, [.. gifts.SelectMany(gift => groups.Of(gift.DonorId).Select(donor => (donor, gift.Fund.Id, gift.On)))]);
        var asked = new AskingProgrammes(book, candidates, counts, groups, await RoomsAsync(tx, books, candidates, gifts), books);
        for (var i = 0; i < gifts.Count; i++) matching.Take(i, gifts[i], asked.MatchOf(gifts[i]));
        matching.Drafts = [.. matching.entries.Select(entry => matching.DraftOf(entry.Programme, entry.Fund, entry.On, entry.Gifts))];
        return matching;
    }

    /// <summary>Whether some programme may have to say something to a gift of this day to this fund.</summary>
    internal static async Task<bool> MayAnswerAsync(LedgerTransaction tx, Books books, Fund fund, DateOnly on) =>
        (await ProgrammeBook.OfAsync(tx)).Programmes.Any(programme => MayAnswer(programme, books, fund, on));

    private static bool MayAnswer(Programme programme, Books books, Fund fund, DateOnly on) => programme.IsOpen && programme.Covers(on) && programme.Covers(fund, books);

    /// <summary>Keeps the matches of the gifts.</summary>
    /// <param name="ids">What the call appended: the gifts, then the entries of <see cref="Drafts"/>.</param>
    internal async Task KeepAsync(IReadOnlyList<EntryId> ids)
    {
        if (Array.TrueForAll(matches, match => match is null)) return;
        for (var e = 0; e < entries.Count; e++)
            foreach (var gift in entries[e].Gifts) matches[gift] = matches[gift]! with { EntryId = ids[matches.Length + e].Value };
        var answered = Enumerable.Range(0, matches.Length).Where(i => matches[i] is not null).Select(i => (Match: matches[i]!, Gift: ids[i].Value)).ToLookup(answer => answer.Match.Stop is null);
        await MatchRow.InsertAsync(tx, answered[true].Select(answer => answer.Match with { GiftEntryId = answer.Gift }));
        await MatchStop.InsertAsync(tx, answered[false].Select(answer => answer.Match.Stop! with { GiftEntryId = answer.Gift }));
    }

    /// <summary>By fund, what public money may still move in; none for a fund of which nothing is asked.</summary>
    private static async Task<IReadOnlyDictionary<long, CofundingRoom>> RoomsAsync(LedgerTransaction tx, Books books, IReadOnlyList<Programme> programmes, IReadOnlyList<GiftFacts> gifts)
    {
        var rooms = new Dictionary<long, CofundingRoom>();
        foreach (var fund in gifts.Select(gift => gift.Fund).DistinctBy(fund => fund.Id).OrderBy(fund => fund.Id)) // in one order, so that two writers never wait for each other in a circle
            if (programmes.Any(programme => programme.MatchSource.IsPublic && programme.Covers(fund, books)) && await CofundingGate.RoomAsync(tx, fund) is { } room) rooms.Add(fund.Id, room);
        return rooms;
    }

    private void Take(int at, GiftFacts gift, (Programme Programme, MatchRow Match)? found)
    {
        if (found is not { } one) return;
        matches[at] = one.Match;
        if (one.Match.MatchedMinor == 0) return;
        var same = entries.FindIndex(entry => entry.Programme.Id == one.Programme.Id && entry.Fund.Id == gift.Fund.Id && entry.On == gift.On);
        if (same >= 0) entries[same].Gifts.Add(at);
        else entries.Add((one.Programme, gift.Fund, gift.On, [at]));
    }

    /// <summary>An entry of one gift is a later event of it; one of several is of none.</summary>
    private EntryDraft DraftOf(Programme programme, Fund fund, DateOnly on, List<int> gifts)
    {
        var amount = new Money(gifts.Sum(gift => matches[gift]!.MatchedMinor), programme.Currency);
        return MatchPosting.Earned(programme, fund, amount, on) with { RelatesToDraft = matches.Length == 1 ? 0 : null };
    }
}

/// <summary>Asks the programmes one after the other, first come, first served; what is granted counts at once.</summary>
/// <param name="programmes">In the order in which they are asked.</param>
/// <param name="rooms">By fund, for public money.</param>
internal sealed class AskingProgrammes(ProgrammeBook book, IReadOnlyList<Programme> programmes, MatchCounts counts, DonorGroups groups, IReadOnlyDictionary<long, CofundingRoom> rooms, Books books)
{
    /// <summary>The match, or why the first programme it falls into gives nothing; null when it falls into none, or waits for a pro-rata close.</summary>
    internal (Programme Programme, MatchRow Match)? MatchOf(GiftFacts gift)
    {
        (Programme Programme, MatchRow Match)? first = null;
        foreach (var programme in programmes)
        {
            if (!programme.Covers(gift.On) || !programme.Covers(gift.Fund, books) || !(programme.IsProRata || programme.MayMoveTo(gift.Fund, books))) continue;
            var rule = book.RuleOn(programme, gift.On);
            var reason = programme.ReasonAgainst(gift, book.Relations, groups);
            if (reason == NoMatch.None && !rule.Terms.Counts(gift.Amount.MinorUnits)) reason = NoMatch.BelowMinimum;
            if (reason == NoMatch.None && programme.IsProRata) return null;
            var match = reason == NoMatch.None ? MatchRow.Of(programme, rule, gift, Explain(programme, rule, gift)) : MatchRow.Nothing(programme, rule, gift, reason);
            var room = programme.MatchSource.IsPublic ? rooms.GetValueOrDefault(gift.Fund.Id) : null;
            if (match.MatchedMinor > 0 && room?.On(gift.On) is { } left && left.MinorUnits < match.MatchedMinor) match = MatchRow.Stopped(programme, rule, gift, match.MatchedMinor, left);
            if (match.MatchedMinor == 0)
            {
                first ??= (programme, match);
                continue;
            }

            counts.Add(match, match.CountedMinor, match.MatchedMinor);
            room?.Take(new(match.MatchedMinor, programme.Currency), gift.On);
            return (programme, match);
        }

        if (first is { } nothing && nothing.Match.CountedMinor > 0) counts.Add(nothing.Match, nothing.Match.CountedMinor, 0);
        return first;
    }

    private MatchExplanation Explain(Programme programme, Rule rule, GiftFacts gift)
    {
        var donors = groups.Of(gift.DonorId);
        var left = MatchCalculator.Left(rule.Terms, programme.Pot, counts.Of(programme.Id, donors, gift.Fund.Id, gift.On));
        return MatchCalculator.Explain(rule.Terms, gift.Amount, new(counts.DonorGifts(programme.Id, donors), programme.Currency), left);
    }
}
