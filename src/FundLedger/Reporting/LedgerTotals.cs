using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Reporting;

/// <summary>Debits and credits of one account and source, in minor units, neither negative.</summary>
internal readonly record struct Totals(long Debit, long Credit, long Lines)
{
    internal long Net => checked(Debit - Credit);

    public static Totals operator +(Totals left, Totals right) => checked(new(left.Debit + right.Debit, left.Credit + right.Credit, left.Lines + right.Lines));
    public static Totals operator -(Totals left, Totals right) => checked(new(left.Debit - right.Debit, left.Credit - right.Credit, left.Lines - right.Lines));
}

/// <summary>Sums of a fund's lines as of any day, as known at any moment: from a closed month's snapshot or the stored balances and the daily totals between, never from all lines.</summary>
internal sealed class LedgerTotals(LedgerReader reader, Books books, KnownMoment known)
{
    private static readonly SqlFile ListAsOf = new("reporting/list_totals_as_of");
    private static readonly SqlFile ListMovements = new("reporting/list_movements");
    private static readonly SqlFile ListLaterLines = new("reporting/list_totals_recorded_later");
    private static readonly SqlFile ListYearEnd = new("reporting/list_year_end_totals");

    /// <summary>What closed a year, or took that back, or changed the chart, on this day or later is left out; null: it counts as everything else.</summary>
    internal DateOnly? LeavesYearEndOutFrom { get; init; }

    /// <summary>Totals from the first entry to the end of a day, by account and source.</summary>
    internal async Task<Dictionary<(Account Account, Source Source), Totals>> AsOfAsync(Fund fund, DateOnly day)
    {
        var sums = new Dictionary<(Account, Source), Totals>();
        foreach (var row in await reader.QueryAsync<Row>(ListAsOf, new { fund_id = fund.Id, entity_id = fund.EntityId, as_of = day.ToIso(), period = PeriodMonth.Of(day.AddDays(1)).Number }))
            if (row.DebitMinor != 0 || row.CreditMinor != 0) Add(sums, row, row.Totals); // the others had their first line later
        foreach (var row in await LaterAsync(fund, DateOnly.MinValue, day)) Add(sums, row, default(Totals) - row.Totals);
        foreach (var row in await YearEndAsync(fund, DateOnly.MinValue, day)) Add(sums, row, default(Totals) - row.Totals);
        return sums;
    }

    /// <summary>Totals of each day in a span, by account and source.</summary>
    internal async Task<IReadOnlyList<(DateOnly Day, Account Account, Source Source, Totals Totals)>> MovementsAsync(Fund fund, DateSpan span)
    {
        var rows = await reader.QueryAsync<Row>(ListMovements, new { fund_id = fund.Id, first_day = span.First.ToIso(), last_day = span.Last.ToIso() });
        var later = (await LaterAsync(fund, span.First, span.Last)).Concat(await YearEndAsync(fund, span.First, span.Last))
            .GroupBy(row => (row.OccurredOn, row.AccountId, row.SourceId)).ToDictionary(rows => rows.Key, rows => rows.Aggregate(default(Totals), (sum, row) => sum + row.Totals));
        return [.. rows
            .Select(row => (Day: DateOnly.Parse(row.OccurredOn, CultureInfo.InvariantCulture), books.Account(row.AccountId), books.Source(row.SourceId),
                Totals: row.Totals - later.GetValueOrDefault((row.OccurredOn, row.AccountId, row.SourceId))))
            .Where(row => row.Totals.Lines > 0)];
    }

    /// <summary>Lines recorded after the known moment: taken off, because the stored totals hold them.</summary>
    private Task<IReadOnlyList<Row>> LaterAsync(Fund fund, DateOnly first, DateOnly last) =>
        reader.QueryAsync<Row>(ListLaterLines, new { fund_id = fund.Id, last_entry = known.LastEntry, first_day = first.ToIso(), last_day = last.ToIso() });

    private async Task<IReadOnlyList<Row>> YearEndAsync(Fund fund, DateOnly first, DateOnly last)
    {
        if (LeavesYearEndOutFrom is not { } from || from > last) return [];
        return await reader.QueryAsync<Row>(ListYearEnd, new { fund_id = fund.Id, last_entry = known.LastEntry, first_day = (from > first ? from : first).ToIso(), last_day = last.ToIso() });
    }

    private void Add(Dictionary<(Account, Source), Totals> sums, Row row, Totals totals)
    {
        var key = (books.Account(row.AccountId), books.Source(row.SourceId));
        sums[key] = sums.GetValueOrDefault(key) + totals;
    }

    private sealed record Row
    {
        public string OccurredOn { get; init; } = "";
        public long AccountId { get; init; }
        public long SourceId { get; init; }
        public long DebitMinor { get; init; }
        public long CreditMinor { get; init; }
        public long LineCount { get; init; }

        internal Totals Totals => new(DebitMinor, CreditMinor, LineCount);
    }
}
