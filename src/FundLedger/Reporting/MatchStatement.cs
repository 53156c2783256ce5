using FundLedger.Ledger;
using FundLedger.Matching;

namespace FundLedger.Reporting;

/// <summary>What the gifts to a fund earned of matching programmes over some days, each explained so that it can be worked out again by hand.</summary>
/// <param name="Gifts">Of the gifts that a programme answered; those it gave nothing to as well.</param>
/// <param name="Matched">Earned in all.</param>
/// <param name="Returned">Of that, taken back when gifts went back.</param>
/// <param name="Rules">Every version that one of the gifts was counted by, by programme and version.</param>
/// <param name="Lines">By day, then as recorded. May be walked more than once; each walk reads afresh and yields the same.</param>
public sealed record MatchStatement(ReportHead Head, long LineCount, Money Gifts, Money Matched, Money Returned, Money Waived, Money Owed, IReadOnlyList<MatchRule> Rules, IEnumerable<MatchLine> Lines)
{
    /// <summary>What stayed with the fund.</summary>
    public Money Kept => Matched - Returned;
}

/// <param name="From">The first day of gifts it holds for.</param>
public sealed record MatchRule(string Programme, string ProgrammeName, int Version, DateOnly From, Bilingual Terms);

/// <param name="Gift">Number of its entry.</param>
/// <param name="How">The parts of the gift with their ratios; empty when it did not count.</param>
/// <param name="Entitled">By the ratio alone.</param>
/// <param name="Limit">The cap that bit and what it had left, or why it earned nothing; empty when it got all it was entitled to.</param>
/// <param name="Entry">That moved the match; null when nothing was earned.</param>
public sealed record MatchLine(
    DateOnly On, long Gift, string Programme, int Rule, Money Amount, Bilingual How, Money Entitled, Bilingual Limit, Money Matched, long? Entry, Money Returned, Money Waived, Money Owed);

/// <summary>Draws it up. Gifts that wait for a pro-rata close are not in it.</summary>
public static class MatchStatements
{
    private static readonly SqlFile ListMatches = new("reporting/list_matches");

    /// <param name="knownAt">Microseconds since 1970-01-01 UTC; null for everything recorded so far.</param>
    public static async Task<Outcome<MatchStatement>> OfAsync(LedgerReader reader, string fundCode, DateSpan span, long? knownAt = null)
    {
        if (FundReports.RefusalFor(span) is { } badSpan) return badSpan;
        var books = await Books.LoadAsync(reader);
        if (!books.Fund(fundCode).IsDone(out var fund, out var refusal)) return refusal;
        var known = await KnownMoment.OfAsync(reader, knownAt);
        var book = await ProgrammeBook.LoadAsync(reader, books);
        var programmes = book.Programmes.ToDictionary(programme => programme.Id);

        var (count, gifts, matched, returned, waived, owed) = (0L, 0L, 0L, 0L, 0L, 0L);
        var rules = new HashSet<(long Programme, long Version)>();
        foreach (var row in Rows())
            checked
            {
                (count, gifts, matched, returned, waived, owed) =
                    (count + 1, gifts + row.GiftMinor, matched + row.MatchedMinor, returned + row.ReturnedMinor, waived + row.WaivedMinor, owed + row.OwedMinor);
                rules.Add((row.ProgrammeId, row.RuleVersion));
            }

        return new MatchStatement(
            FundReports.HeadOf(books, fund, span, known), count, M(gifts), M(matched), M(returned), M(waived), M(owed),
            [.. rules.Select(key => (Programme: programmes[key.Programme], Rule: book.RuleOf(programmes[key.Programme], (int)key.Version)))
                .OrderBy(used => used.Programme.Code, StringComparer.Ordinal).ThenBy(used => used.Rule.Version)
                .Select(used => new MatchRule(used.Programme.Code, used.Programme.Definition.Name, used.Rule.Version, used.Rule.EffectiveFrom, used.Rule.Terms.InWords()))],
            Rows().Select(row => LineOf(row, programmes[row.ProgrammeId], book)));

        Money M(long minor) => new(minor, fund.Currency);

        IEnumerable<Row> Rows() => reader.Stream<Row>(ListMatches, new { fund_id = fund.Id, first_day = span.First.ToIso(), last_day = span.Last.ToIso(), last_entry = known.LastEntry });
    }

    private static MatchLine LineOf(Row row, Programme programme, ProgrammeBook book)
    {
        Money M(long minor) => new(minor, programme.Currency);
        var explained = row.Explanation(book.RuleOf(programme, (int)row.RuleVersion).Terms, programme.Currency);
        return new MatchLine(
            row.On, row.GiftEntryId, programme.Code, (int)row.RuleVersion, M(row.GiftMinor), HowOf(explained), M(row.EntitledMinor), LimitOf(row, explained, programme.Currency), M(row.MatchedMinor),
            row.EntryId, M(row.ReturnedMinor), M(row.WaivedMinor), M(row.OwedMinor));
    }

    private static Bilingual HowOf(MatchExplanation? explained) => explained is null ? Bilingual.Same("")
        : Bilingual.Same(string.Join("; ", explained.Parts.Select(part => $"{part.From.ToGroupedText()}–{part.To.ToGroupedText()} × {part.Ratio} = {part.Match.ToGroupedText()}")));

    private static Bilingual LimitOf(Row row, MatchExplanation? explained, Currency currency)
    {
        var reason = StoredWords.Read<NoMatch>(row.Reason);
        if (row.RoomMinor is { } room)
        {
            var left = new Money(room, currency).ToGroupedText();
            return new($"{reason.Name().Zh}（只可再转入 {left}）", $"{reason.Name().En} (room for {left})");
        }

        if (reason != NoMatch.None && reason != NoMatch.NothingLeft) return reason.Name();
        if (explained is not { Limit: not MatchLimit.None } cut) return Bilingual.Same("");
        var rest = Left(cut).ToGroupedText();
        return new($"{cut.Limit.Name().Zh}：尚余 {rest}", $"{cut.Limit.Name().En}: {rest} left");
    }

    private static Money Left(MatchExplanation cut) => cut.Limit switch
    {
        MatchLimit.Gift => cut.Left.Gift!.Value,
        MatchLimit.Donor => cut.Left.Donor!.Value,
        MatchLimit.Fund => cut.Left.Fund!.Value,
        MatchLimit.Day => cut.Left.Day!.Value,
        MatchLimit.Programme => cut.Left.Programme!.Value,
        _ => cut.Left.Pot,
    };

    private sealed record Row : MatchRow
    {
        public long GiftMinor { get; init; }

        /// <summary>Of a gift that was stopped for want of proof.</summary>
        public long? RoomMinor { get; init; }
    }
}
