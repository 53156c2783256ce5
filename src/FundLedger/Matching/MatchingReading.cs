using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A programme with what became of its pot.</summary>
/// <param name="Gifts">How many were matched.</param>
/// <param name="Matched">Granted in all.</param>
/// <param name="Returned">Of that, taken back when gifts went back.</param>
/// <param name="Waived">Spent before its gift went back, and let be.</param>
/// <param name="Owed">Spent before its gift went back, and waiting to be recovered.</param>
/// <param name="Left">Of the pot: still to be earned, or released at the close.</param>
/// <param name="Estimated">What gifts would get if a pro-rata programme closed today; null when it is first come or has ended. An estimate: later gifts change it.</param>
public sealed record ProgrammeSummary(
    string Code, string Name, Entity Entity, Fund PotFund, Source PotSource, Source MatchSource, DateOnly First, DateOnly Last, Exhaustion Exhaustion, ProgrammeStatus Status, DateOnly? ClosedOn,
    EntryId OpeningEntry, Money Pot, long Gifts, Money Matched, Money Returned, Money Waived, Money Owed, Money Left, Money? Estimated);

/// <param name="From">The first day of gifts it holds for.</param>
/// <param name="RecordedAt">Microseconds since 1970-01-01 UTC.</param>
public sealed record RuleVersion(int Version, DateOnly From, MatchingTerms Terms, long RecordedAt);

public sealed record ProgrammeDetail(ProgrammeSummary Summary, NewMatchingProgramme Definition, IReadOnlyList<RuleVersion> Rules);

/// <summary>What a gift earned.</summary>
/// <param name="Entry">That moved it, maybe together with others of its day; null when nothing was earned or it is an estimate.</param>
/// <param name="Reason">None when something was earned.</param>
/// <param name="Explanation">Null for a gift that did not count at all.</param>
/// <param name="IsEstimate">It would get this if its programme closed today.</param>
public sealed record GiftMatch(
    EntryId Gift, string Programme, string ProgrammeName, Fund Fund, DateOnly GiftOn, int RuleVersion, MatchingTerms Terms, NoMatch Reason, Money Matched, MatchExplanation? Explanation, EntryId? Entry,
    Money Returned, Money Waived, Money Owed, bool IsEstimate)
{
    /// <summary>What became of it when the gift went back, in order.</summary>
    public IReadOnlyList<MatchChange> Changes { get; init; } = [];

    /// <summary>Of a gift that was not matched for want of proof; null of all others.</summary>
    public CofundingStop? Stop { get; init; }
}

/// <param name="Match">By the rule, its caps and the pot.</param>
/// <param name="Room">Public money that might still move into the fund on the social money that was proved; less than the match.</param>
public sealed record CofundingStop(Money Match, Money Room);

/// <summary>What a refund, a reversal or a recovery did to a match; negative amounts where one was undone.</summary>
/// <param name="Cause">The entry of the refund, the reversal or the recharge.</param>
/// <param name="Entry">That moved the money; null when none moved.</param>
public sealed record MatchChange(EntryId Cause, EntryId? Entry, Money Refunded, Money Returned, Money Waived, Money Owed);

/// <param name="Moved">What left the pot on this day, less what came back.</param>
/// <param name="Left">After it.</param>
public sealed record DrainDay(DateOnly On, Money Moved, Money Left);

/// <summary>How a pot drains, with a forecast that is only an estimate: the mean of the last 28 days, carried on.</summary>
/// <param name="PerDay">That mean.</param>
/// <param name="EmptyOn">When nothing would be left; null when it would not come to that before the last day.</param>
public sealed record PotDrain(IReadOnlyList<DrainDay> Days, Money PerDay, DateOnly? EmptyOn);

/// <param name="Donor">Masked.</param>
public sealed record RelatedParty(long Relation, string Entity, long DonorId, string Donor, string Text, DateOnly From, DateOnly? To);

/// <summary>What the gifts to one fund earned in a programme, less what came back.</summary>
/// <param name="Gifts">How many were matched.</param>
/// <param name="IsEstimate">They would get this if the programme closed today.</param>
public sealed record FundMatches(Fund Fund, long Gifts, Money Amount, bool IsEstimate);

/// <summary>A pro-rata close that is being posted, part by part.</summary>
public sealed record ClosingProgramme(string Code, string Name, Fund PotFund, int PartsDone, int PartCount);

/// <summary>Reads programmes, matches and related parties.</summary>
public static class MatchingReading
{
    private const int DaysOfForecast = 28;

    private static readonly SqlFile SumMatches = new("matching/sum_matches");
    private static readonly SqlFile SumByFund = new("matching/sum_by_fund");
    private static readonly SqlFile ListMatches = new("matching/list_matches");
    private static readonly SqlFile ListDrain = new("matching/list_drain");

    /// <summary>Every programme, in the order in which a gift asks them.</summary>
    public static async Task<IReadOnlyList<ProgrammeSummary>> ListAsync(LedgerReader reader, DateOnly today)
    {
        var (books, book) = await LoadAsync(reader);
        var sums = (await reader.QueryAsync<SumRow>(SumMatches)).ToDictionary(row => row.ProgrammeId);
        var list = new List<ProgrammeSummary>();
        foreach (var programme in book.Programmes) list.Add(await SummaryAsync(reader, books, book, programme, sums.GetValueOrDefault(programme.Id), today));
        return list;
    }

    /// <summary>What programmes there are whose pot a fund gives: their codes and names, without looking at any gift.</summary>
    public static async Task<IReadOnlyList<(string Code, string Name)>> NamesAsync(LedgerReader reader, Fund pot) =>
        [.. (await LoadAsync(reader)).Book.Programmes.Where(programme => programme.PotFund.Id == pot.Id).Select(programme => (programme.Definition.Code, programme.Definition.Name))];

    /// <summary>One programme with its rules, the first version first.</summary>
    public static async Task<Outcome<ProgrammeDetail>> FindAsync(LedgerReader reader, string code, DateOnly today)
    {
        var (books, book) = await LoadAsync(reader);
        if (!book.Find(code).IsDone(out var programme, out var refusal)) return refusal;
        var sum = (await reader.QueryAsync<SumRow>(SumMatches)).FirstOrDefault(row => row.ProgrammeId == programme.Id);
        return new ProgrammeDetail(
            await SummaryAsync(reader, books, book, programme, sum, today), programme.Definition,
            [.. book.RulesOf(programme).Select(rule => new RuleVersion(rule.Version, rule.EffectiveFrom, rule.Terms, rule.RecordedAt))]);
    }

    /// <summary>A page of a programme's matches and of the gifts that earned nothing in it, last recorded first. A pro-rata programme has none before its close.</summary>
    /// <param name="before">Only gifts with lower entry numbers; null for the newest.</param>
    public static async Task<Outcome<IReadOnlyList<GiftMatch>>> MatchesAsync(LedgerReader reader, string code, int most, long? before = null)
    {
        var (books, book) = await LoadAsync(reader);
        if (!book.Find(code).IsDone(out var programme, out var refusal)) return refusal;
        var rows = await reader.QueryAsync<MatchRow>(ListMatches, new { programme_id = programme.Id, before = before ?? long.MaxValue, row_count = most });
        var stops = (await MatchStop.ListAsync(reader, programme, before ?? long.MaxValue, most)).Select(stop => stop.ToRow());
        return new Outcome<IReadOnlyList<GiftMatch>>.Done([.. rows.Concat(stops).OrderByDescending(row => row.GiftEntryId).Take(most).Select(row => Shown(books, book, programme, row, isEstimate: false))]);
    }

    /// <summary>What a gift earned and why; null when no programme was asked about it.</summary>
    /// <param name="today">A gift that waits for a pro-rata close is told what it would get then.</param>
    public static async Task<GiftMatch?> MatchOfAsync(LedgerReader reader, EntryId gift, DateOnly today)
    {
        var (books, book) = await LoadAsync(reader);
        if (book.Programmes.Count == 0) return null;
        if (await MatchRow.FindAsync(reader, gift) is { } row)
        {
            var programme = book.Programmes.First(one => one.Id == row.ProgrammeId);
            Money Of(long minor) => new(minor, programme.Currency);
            return Shown(books, book, programme, row, isEstimate: false) with
            {
                Changes = [.. (await MatchReturn.ListAsync(reader, gift)).Select(change => new MatchChange(
                    new(change.CauseEntryId), change.EntryId is { } entry ? new EntryId(entry) : null, Of(change.RefundedMinor), Of(change.ReturnedMinor), Of(change.WaivedMinor), Of(change.OwedMinor)))],
            };
        }

        if (await MatchStop.FindAsync(reader, gift) is { } stop)
            return Shown(books, book, book.Programmes.First(one => one.Id == stop.ProgrammeId), stop.ToRow(), isEstimate: false);
        if (await PastGifts.FindAsync(reader, books, gift) is not { Facts: var facts }) return null;
        foreach (var waiting in book.Programmes.Where(one => one.IsProRata && one.Status != ProgrammeStatus.Closed && one.Covers(facts.On) && one.Covers(facts.Fund, books)))
            if ((await PastGifts.ShareOutAsync(reader, books, book, waiting, LastDay(waiting, today))).FirstOrDefault(match => match.GiftEntryId == gift.Value) is { } estimate)
                return Shown(books, book, waiting, estimate, isEstimate: true);
        return null;
    }

    /// <summary>What each fund got, or would get; the largest first.</summary>
    public static async Task<Outcome<IReadOnlyList<FundMatches>>> ByFundAsync(LedgerReader reader, string code, DateOnly today)
    {
        var (books, book) = await LoadAsync(reader);
        if (!book.Find(code).IsDone(out var programme, out var refusal)) return refusal;
        var isEstimate = programme.IsProRata && programme.IsOpen;
        var sums = isEstimate
            ? (await PastGifts.ShareOutAsync(reader, books, book, programme, LastDay(programme, today))).GroupBy(match => match.FundId)
                .Select(fund => new FundSumRow { FundId = fund.Key, GiftCount = fund.Count(match => match.MatchedMinor > 0), AmountMinor = fund.Sum(match => match.MatchedMinor) })
            : await reader.QueryAsync<FundSumRow>(SumByFund, new { programme_id = programme.Id });
        return new Outcome<IReadOnlyList<FundMatches>>.Done([.. sums.Where(sum => sum.GiftCount > 0)
            .Select(sum => new FundMatches(books.Fund(sum.FundId), sum.GiftCount, new(sum.AmountMinor, programme.Currency), isEstimate))
            .OrderByDescending(sum => sum.Amount.MinorUnits).ThenBy(sum => sum.Fund.Code, StringComparer.Ordinal)]);
    }

    /// <summary>Closes that are settled and not posted to their end: what they wait for is told by <see cref="FinishClosings"/>.</summary>
    public static async Task<IReadOnlyList<ClosingProgramme>> ClosingAsync(LedgerReader reader, Books books) =>
        [.. (await ProgrammeBook.LoadAsync(reader, books)).Programmes.Where(programme => programme.Status == ProgrammeStatus.Closing)
            .Select(programme => new ClosingProgramme(programme.Code, programme.Definition.Name, programme.PotFund, programme.PartsDone, programme.PartCount))];

    /// <summary>What left a pot day by day.</summary>
    public static async Task<Outcome<PotDrain>> DrainAsync(LedgerReader reader, string code, DateOnly today)
    {
        var (_, book) = await LoadAsync(reader);
        if (!book.Find(code).IsDone(out var programme, out var refusal)) return refusal;
        var (left, days) = (programme.Pot, new List<DrainDay>());
        foreach (var row in await reader.QueryAsync<DrainRow>(ListDrain, new { programme_id = programme.Id }))
        {
            var moved = new Money(row.AmountMinor, programme.Currency);
            days.Add(new(MatchRow.Day(row.MovedOn), moved, left -= moved));
        }

        return Forecast(programme, days, left, today);
    }

    /// <summary>The register of related parties, in the order of registration.</summary>
    public static async Task<IReadOnlyList<RelatedParty>> RelatedPartiesAsync(LedgerReader reader)
    {
        var (books, book) = await LoadAsync(reader);
        return [.. book.Relations.Select(one => new RelatedParty(
            one.Id, books.Entity(one.EntityId).Code, one.DonorId, one.DonorName is { } name ? Masking.Masked(name, one.DonorKind) : Masking.Hidden, one.Text, one.First, one.Last))];
    }

    internal static async Task<(Books Books, ProgrammeBook Book)> LoadAsync(LedgerReader reader)
    {
        var books = await Books.LoadAsync(reader);
        return (books, await ProgrammeBook.LoadAsync(reader, books));
    }

    private static DateOnly LastDay(Programme programme, DateOnly today) => today < programme.Definition.Last ? today : programme.Definition.Last;

    private static async Task<ProgrammeSummary> SummaryAsync(LedgerReader reader, Books books, ProgrammeBook book, Programme programme, SumRow? sum, DateOnly today)
    {
        Money Of(long minor) => new(minor, programme.Currency);
        var given = (sum?.MatchedMinor ?? 0) - (sum?.ReturnedMinor ?? 0);
        var estimated = programme.IsProRata && programme.IsOpen
            ? Of((await PastGifts.ShareOutAsync(reader, books, book, programme, LastDay(programme, today))).Sum(match => match.MatchedMinor)) : (Money?)null;
        return new(
            programme.Code, programme.Definition.Name, programme.Entity, programme.PotFund, programme.PotSource, programme.MatchSource, programme.Definition.First, programme.Definition.Last,
            programme.Definition.Exhaustion, programme.Status, programme.ClosedOn, programme.OpeningEntry, programme.Pot, sum?.GiftCount ?? 0, Of(sum?.MatchedMinor ?? 0), Of(sum?.ReturnedMinor ?? 0),
            Of(sum?.WaivedMinor ?? 0), Of(sum?.OwedMinor ?? 0), programme.Pot - Of(given), estimated);
    }

    private static GiftMatch Shown(Books books, ProgrammeBook book, Programme programme, MatchRow row, bool isEstimate)
    {
        Money Of(long minor) => new(minor, programme.Currency);
        var terms = book.RuleOf(programme, (int)row.RuleVersion).Terms;
        return new(
            new(row.GiftEntryId), programme.Code, programme.Definition.Name, books.Fund(row.FundId), row.On, (int)row.RuleVersion, terms, StoredWords.Read<NoMatch>(row.Reason), Of(row.MatchedMinor),
            row.Explanation(terms, programme.Currency), row.EntryId is { } entry ? new EntryId(entry) : null, Of(row.ReturnedMinor), Of(row.WaivedMinor), Of(row.OwedMinor), isEstimate)
        {
            Stop = row.Stop is { } stop ? new CofundingStop(Of(stop.MatchMinor), Of(stop.RoomMinor)) : null,
        };
    }

    private static PotDrain Forecast(Programme programme, IReadOnlyList<DrainDay> days, Money left, DateOnly today)
    {
        var moved = days.Where(day => day.On > today.AddDays(-DaysOfForecast) && day.On <= today).Sum(day => day.Moved.MinorUnits);
        var perDay = new Money(Math.Max(0, moved / DaysOfForecast), programme.Currency);
        DateOnly? emptyOn = null;
        if (programme.IsOpen && moved > 0 && left.IsPositive)
        {
            var lasts = (Int128)left.MinorUnits * DaysOfForecast / moved;
            if (lasts <= programme.Definition.Last.DayNumber - today.DayNumber) emptyOn = today.AddDays((int)lasts);
        }

        return new(days, perDay, emptyOn);
    }

    private sealed record SumRow
    {
        public long ProgrammeId { get; init; }
        public long GiftCount { get; init; }
        public long MatchedMinor { get; init; }
        public long ReturnedMinor { get; init; }
        public long WaivedMinor { get; init; }
        public long OwedMinor { get; init; }
    }

    private sealed record FundSumRow
    {
        public long FundId { get; init; }
        public long GiftCount { get; init; }
        public long AmountMinor { get; init; }
    }

    private sealed record DrainRow
    {
        public string MovedOn { get; init; } = "";
        public long AmountMinor { get; init; }
    }
}
