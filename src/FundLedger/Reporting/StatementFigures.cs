using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>A fund statement's figures: totals from stored sums, lines read one by one with their running balance.</summary>
internal sealed class StatementFigures(LedgerReader reader, Books books, Fund fund, DateSpan span, KnownMoment known)
{
    private static readonly SqlFile ListLines = new("reporting/list_statement_lines");

    private readonly LedgerTotals totals = new(reader, books, known);

    internal async Task<FundStatement> LoadAsync()
    {
        var opening = await totals.AsOfAsync(fund, span.First.AddDays(-1));
        var closing = await totals.AsOfAsync(fund, span.Last);
        var moved = (await totals.MovementsAsync(fund, span)).Where(row => row.Account.CountsAs == CountsAs.Cash).ToList();
        var openingCash = Money(opening.Where(pair => pair.Key.Account.CountsAs == CountsAs.Cash).Sum(pair => pair.Value.Net));
        var sum = moved.Aggregate(default(Totals), (all, row) => all + row.Totals);
        var closingCash = openingCash + Money(sum.Net);
        Invariant.Holds(closingCash.MinorUnits == closing.Where(pair => pair.Key.Account.CountsAs == CountsAs.Cash).Sum(pair => pair.Value.Net));

        return new FundStatement(
            FundReports.HeadOf(books, fund, span, known), openingCash, Money(sum.Debit), Money(sum.Credit), closingCash,
            SourcesOf(opening, closing, moved), NegativeDays(opening, moved), ByDay(openingCash, moved), sum.Lines, new Lines(this, openingCash));
    }

    private List<SourceFigures> SourcesOf(
        Dictionary<(Account Account, Source Source), Totals> opening, Dictionary<(Account Account, Source Source), Totals> closing,
        List<(DateOnly Day, Account Account, Source Source, Totals Totals)> moved)
    {
        var sources = opening.Keys.Concat(closing.Keys).Select(key => key.Source).Distinct().OrderBy(source => source.Code, StringComparer.Ordinal);
        return [.. sources.Select(source =>
        {
            var before = SumsOf(opening, source);
            var after = SumsOf(closing, source);
            var movement = moved.Where(row => row.Source == source).Aggregate(default(Totals), (all, row) => all + row.Totals);
            return new SourceFigures(source.Code, source.Kind.Name(), source.Name, Money(before.Of(Measure.Cash)), Money(movement.Debit), Money(movement.Credit),
                Money(after.Of(Measure.Cash)), Money(after.Of(Measure.Owed)), Money(after.Of(Measure.Committed)), Money(after.Of(Measure.Available)));
        })];
    }

    private static SourceSums SumsOf(Dictionary<(Account Account, Source Source), Totals> sums, Source source) =>
        new(sums.Where(pair => pair.Key.Source == source).Select(pair => (pair.Key.Account, pair.Key.Source, pair.Value)));

    private List<NegativeDay> NegativeDays(
        Dictionary<(Account Account, Source Source), Totals> opening, List<(DateOnly Day, Account Account, Source Source, Totals Totals)> moved)
    {
        var days = new List<NegativeDay>();
        foreach (var source in moved.GroupBy(row => row.Source))
        {
            var balance = SumsOf(opening, source.Key).Of(Measure.Cash);
            foreach (var day in source.GroupBy(row => row.Day).OrderBy(group => group.Key))
            {
                balance = checked(balance + day.Sum(row => row.Totals.Net));
                if (balance < 0) days.Add(new NegativeDay(day.Key, source.Key.Code, Money(balance)));
            }
        }

        return [.. days.OrderBy(day => day.Day).ThenBy(day => day.Source, StringComparer.Ordinal)];
    }

    private List<DayBalance> ByDay(Money openingCash, List<(DateOnly Day, Account Account, Source Source, Totals Totals)> moved)
    {
        var days = new List<DayBalance> { new(span.First, openingCash) };
        var balance = openingCash;
        foreach (var day in moved.GroupBy(row => row.Day).OrderBy(group => group.Key))
        {
            balance += Money(day.Sum(row => row.Totals.Net));
            if (day.Key == span.First) days.Clear();
            days.Add(new DayBalance(day.Key, balance));
        }

        return days;
    }

    private Money Money(long minorUnits) => new(minorUnits, fund.Currency);

    /// <summary>The lines from the database, entry by entry; each walk reads afresh.</summary>
    private sealed class Lines(StatementFigures figures, Money opening) : IEnumerable<StatementLine>
    {
        public IEnumerator<StatementLine> GetEnumerator()
        {
            var balance = opening;
            var entry = new List<LineRow>();
            foreach (var row in figures.Rows())
            {
                if (entry.Count > 0 && entry[0].EntryId != row.EntryId)
                {
                    foreach (var line in figures.LinesOf(entry, balance)) yield return Moved(line, ref balance);
                    entry.Clear();
                }

                entry.Add(row);
            }

            foreach (var line in figures.LinesOf(entry, balance)) yield return Moved(line, ref balance);
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

        private static StatementLine Moved(StatementLine line, ref Money balance)
        {
            balance = line.Balance;
            return line;
        }
    }

    private IEnumerable<LineRow> Rows() => reader.Stream<LineRow>(ListLines, new
    {
        fund_id = fund.Id,
        first_day = span.First.ToIso(),
        last_day = span.Last.ToIso(),
        last_entry = known.LastEntry,
    });

    private IEnumerable<StatementLine> LinesOf(List<LineRow> entry, Money balance)
    {
        foreach (var row in entry)
        {
            if (books.Account(row.AccountId).CountsAs != CountsAs.Cash) continue;
            var amount = Money(row.AmountMinor);
            balance += amount;
            yield return new StatementLine(
                DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture), row.EntryId, EntryKind.Of(row.Kind).Name, Description(row), books.Source(row.SourceId).Code,
                Against(entry, row), amount.IsPositive ? amount : Money(0), amount.IsPositive ? Money(0) : -amount, balance);
        }
    }

    /// <summary>The accounts this cash moved against: same source, opposite sign, and of them those that are no cash where there are any.</summary>
    private Bilingual Against(List<LineRow> entry, LineRow row)
    {
        var opposite = entry.Where(other => other.SourceId == row.SourceId && Math.Sign(other.AmountMinor) != Math.Sign(row.AmountMinor)).Select(other => books.Account(other.AccountId)).ToList();
        var named = opposite.Where(account => account.CountsAs != CountsAs.Cash && account.Layer == Layer.Actual).DefaultIfEmpty(opposite.FirstOrDefault()!).Where(account => account is not null).Distinct().ToList();
        return new Bilingual(string.Join('、', named.Select(account => account.Name.Zh)), string.Join(", ", named.Select(account => account.Name.En)));
    }

    private static string Description(LineRow row) => EntryDescription.Of(
        new SourceDocument(row.DocumentType, row.DocumentId), row.BankReference, row.DonorKind, row.DonorName, row.IsAnonymous == 1, row.Text ?? row.LongText);

    private sealed record LineRow
    {
        public long EntryId { get; init; }
        public string OccurredOn { get; init; } = "";
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public long AmountMinor { get; init; }
        public string Kind { get; init; } = "";
        public string DocumentType { get; init; } = "";
        public string DocumentId { get; init; } = "";
        public string? DonorKind { get; init; }
        public string? DonorName { get; init; }
        public long IsAnonymous { get; init; }
        public string? BankReference { get; init; }
        public string? Text { get; init; }
        public string? LongText { get; init; } // what a server does not send as a short one
    }
}
