using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A gift in the books that stands, by what of it did not go back.</summary>
/// <param name="Donor">Their name; null once it was erased.</param>
/// <param name="AnsweredBy">The programme that has matched it or told it why not; null when none has.</param>
internal sealed record PastGift(EntryId Entry, GiftFacts Facts, string? Donor, long? AnsweredBy);

/// <summary>Gifts read back for sharing out, estimating and trying out.</summary>
internal static class PastGifts
{
    private static readonly SqlFile List = new("matching/list_gifts");
    private static readonly SqlFile Find = new("matching/find_gift");

    /// <summary>By day, then as recorded.</summary>
    internal static async Task<IReadOnlyList<PastGift>> ListAsync(LedgerReader reader, Books books, Entity entity, Currency currency, DateOnly first, DateOnly last) =>
        [.. (await reader.QueryAsync<GiftRow>(List, new { entity_id = entity.Id, currency = currency.Code, first_day = first.ToIso(), last_day = last.ToIso() })).Select(row => row.ToGift(books, currency))];

    internal static async Task<PastGift?> FindAsync(LedgerReader reader, Books books, EntryId entry) =>
        await reader.FindAsync<GiftRow>(Find, new { entry_id = entry.Value }) is { } row ? row.ToGift(books, books.Fund(row.FundId).Currency) : null;

    /// <summary>What a pro-rata programme would give to each of its gifts if it closed now, those that get nothing for what they are last.</summary>
    /// <param name="last">The last day of gifts.</param>
    internal static async Task<IReadOnlyList<MatchRow>> ShareOutAsync(LedgerReader reader, Books books, ProgrammeBook book, Programme programme, DateOnly last)
    {
        if (last < programme.Definition.First) return [];
        var gifts = await ListAsync(reader, books, programme.Entity, programme.Currency, programme.Definition.First, last);
        var groups = await DonorGroups.LoadAsync(reader);
        PastGift[] ours = [.. gifts.Where(gift => gift.AnsweredBy is null && programme.Covers(gift.Facts.Fund, books) && !IsTakenBefore(book, programme, gift.Facts, books, groups))];
        return ShareOut(programme, ours, facts => book.RuleOn(programme, facts.On), book.Relations, groups);
    }

    /// <summary>Shares out in an order that depends on what the gifts are: day, fund, amount, donor's name, and the entry only between gifts that are alike.</summary>
    /// <remarks>Not by a donor's number or key, which are each ledger's own: another ledger with the same gifts shares out the same.</remarks>
    internal static IReadOnlyList<MatchRow> ShareOut(Programme programme, IEnumerable<PastGift> gifts, Func<GiftFacts, Rule> ruleOf, IReadOnlyList<Relation> relations, DonorGroups groups)
    {
        var (counting, nothing) = (new List<PastGift>(), new List<MatchRow>());
        foreach (var gift in gifts)
        {
            var rule = ruleOf(gift.Facts);
            var reason = programme.ReasonAgainst(gift.Facts, relations, groups);
            if (reason == NoMatch.None && !rule.Terms.Counts(gift.Facts.Amount.MinorUnits)) reason = NoMatch.BelowMinimum;
            if (reason == NoMatch.None) counting.Add(gift);
            else nothing.Add(MatchRow.Nothing(programme, rule, gift.Facts, reason) with { GiftEntryId = gift.Entry.Value });
        }

        counting.Sort((left, right) => Compare(left, right));
        var shares = ProRata.Share(programme.Pot, [.. counting.Select(gift => new ProRataGift(ruleOf(gift.Facts), gift.Facts.On, groups.RootOf(gift.Facts.DonorId), gift.Facts.Fund.Id, gift.Facts.Amount))]);
        return [.. counting.Select((gift, i) => MatchRow.Of(programme, ruleOf(gift.Facts), gift.Facts, shares[i]) with { GiftEntryId = gift.Entry.Value, Place = i + 1, CountsFor = groups.RootOf(gift.Facts.DonorId) is var root && root != gift.Facts.DonorId ? root : null }), .. nothing];
    }

    /// <summary>A programme that is asked first and shares out at its end keeps the gift for itself.</summary>
    private static bool IsTakenBefore(ProgrammeBook book, Programme programme, GiftFacts gift, Books books, DonorGroups groups) =>
        book.Programmes.TakeWhile(earlier => earlier.Id != programme.Id).Any(earlier =>
            earlier.IsProRata && earlier.Status != ProgrammeStatus.Closed && earlier.Covers(gift.On) && earlier.Covers(gift.Fund, books)
            && earlier.ReasonAgainst(gift, book.Relations, groups) == NoMatch.None && book.RuleOn(earlier, gift.On).Terms.Counts(gift.Amount.MinorUnits));

    private static int Compare(PastGift left, PastGift right)
    {
        var order = left.Facts.On.CompareTo(right.Facts.On);
        if (order == 0) order = string.CompareOrdinal(left.Facts.Fund.Code, right.Facts.Fund.Code);
        if (order == 0) order = left.Facts.Amount.MinorUnits.CompareTo(right.Facts.Amount.MinorUnits);
        if (order == 0) order = string.CompareOrdinal(left.Donor, right.Donor);
        if (order == 0 && left.Donor is null) order = left.Facts.DonorId.CompareTo(right.Facts.DonorId);
        return order == 0 ? left.Entry.CompareTo(right.Entry) : order;
    }

    private sealed record GiftRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long DonorId { get; init; }
        public string DonorKind { get; init; } = "";
        public string? Name { get; init; }
        public byte[]? NameKey { get; init; }
        public long FundId { get; init; }
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
        public long RefundedMinor { get; init; }
        public string? Channel { get; init; }
        public long? ProgrammeId { get; init; }

        internal PastGift ToGift(Books books, Currency currency) => new(
            new EntryId(EntryId),
            new GiftFacts(
                books.Fund(FundId), books.Source(SourceId), new Money(AmountMinor - RefundedMinor, currency), MatchRow.Day(OccurredOn), DonorId, StoredWords.Read<DonorKind>(DonorKind), NameKey,
                Channel is null ? null : StoredWords.Read<GiftChannel>(Channel)),
            Name, ProgrammeId);
    }
}
